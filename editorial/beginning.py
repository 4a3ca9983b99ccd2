"""How a page's own text begins: what search engines show where editors wrote nothing for them."""

from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText, get_text_for_indexing

# What search engines show of a description.
LONGEST = 160


def beginning_of(body: StreamValue) -> str:
    """Return the beginning of the first text in a page's blocks, in whole words; "" where there is none."""
    texts = (get_text_for_indexing(block.value.source) for block in body if isinstance(block.value, RichText))
    return shortened(next((" ".join(text.split()) for text in texts if text.strip()), ""))


def shortened(text: str, length: int = LONGEST) -> str:
    """Return a text of so many letters at most, cut after a word, or anywhere in a script without spaces."""
    if len(text) <= length:
        return text
    beginning = text[: length - 1]
    return f"{(beginning.rpartition(' ')[0] or beginning).rstrip(' .,;:–—')}…"
