"""How a recipe describes pages: what they are made of, the same in every language.

The words come beside it, under the names that pages and blocks have here. A page or a block is thus described
once, and words that forget a text don't become a page.
"""

from dataclasses import dataclass, field

from wagtail.models import Page


@dataclass(frozen=True)
class Linked:
    """A page of the same recipe, by its name there."""

    page: str


@dataclass(frozen=True)
class Reused:
    """A section, by the name it has among the materials."""

    name: str


@dataclass(frozen=True)
class Picture:
    """An image, by the name it has among the materials."""

    name: str


@dataclass(frozen=True)
class File:
    """A document, by the name it has among the materials."""

    name: str


@dataclass(frozen=True)
class Day:
    """A day, counted from the one on which the page is made: -7 is a week before it."""

    offset: int


@dataclass(frozen=True)
class Moment:
    """A time of day on such a day, in the time zone of the site."""

    offset: int
    hour: int
    minute: int = 0


@dataclass(frozen=True)
class Block:
    """A block of a page: the name its words go by, its type, and what is not words.

    A list of blocks among the facts is a stream of its own, such as a column.
    """

    name: str
    type: str
    facts: dict[str, object] = field(default_factory=dict)


def section(name: str) -> list[Block]:
    """Return a heading and the text below it; their words go by `<name>_heading` and by the name itself."""
    return [Block(f"{name}_heading", "heading", {"level": "2"}), Block(name, "rich_text")]


@dataclass(frozen=True)
class PageStructure:
    """A page of a recipe: what it is, where it stands, and what is not words.

    The body is `None` where a page has none, as the list of all news. A further field of blocks is a list of
    them among the facts. The page without a parent is the home page.
    """

    name: str
    model: type[Page]
    body: list[Block] | None
    parent: str | None = "home"
    facts: dict[str, object] = field(default_factory=dict)
    social_image: str = ""
