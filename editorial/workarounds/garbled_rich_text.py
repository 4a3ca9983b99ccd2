"""Rich text that no editor of ours has sent is refused, and half an emoji doesn't lose a page's text.

The admin's rich text arrives as JSON in a field of the form. Wagtail reads it without asking whether it is
any, and turns it into HTML whatever is in it: what is broken is a server error. So is half a surrogate pair,
which JSON can hold and a database can't: a browser leaves one when a text is cut in the middle of an emoji.
In fields of plain text the browser itself puts U+FFFD in its place (https://infra.spec.whatwg.org/#scalar-value-string).

Upstream: reported by nobody yet; `wagtail.admin.rich_text.converters.contentstate`, Wagtail 8.0.1.
"""

import re

from django.core.exceptions import BadRequest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

LONE_SURROGATE = re.compile("[\ud800-\udfff]")

upstream_to_database_format = ContentstateConverter.to_database_format


def to_database_format(self: ContentstateConverter, contentstate_json: str) -> str:
    """Return the HTML for what an editor's rich text sends; raises `BadRequest` if it is not that."""
    try:
        html = str(upstream_to_database_format(self, contentstate_json))
    except Exception as problem:
        # What it raises depends on where the structure is broken: nothing else can go wrong here.
        raise BadRequest("This is not what the rich text's editor sends.") from problem
    return LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", html).replace("\0", "")


def refuse_garbled_rich_text() -> None:
    """Read the admin's rich text with care."""
    ContentstateConverter.to_database_format = to_database_format
