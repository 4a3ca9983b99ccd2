"""Links in rich text: to what everybody may read, in their language; otherwise the words stay alone."""

import re

from django.utils.html import escape
from wagtail.documents import get_document_model
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.models import Locale
from wagtail.rich_text.pages import PageLinkHandler

from .live_pages import is_for_everybody, live_pages_by_key

# What a database's primary key looks like; anything else has not come from our editor.
PRIMARY_KEY = re.compile(r"\d{1,18}", re.ASCII)
NO_LINK = "<a>"


def _keys(links: list[dict[str, str]]) -> list[int | None]:
    keys = [str(link.get("id") or "") for link in links]
    return [int(key) if PRIMARY_KEY.fullmatch(key) else None for key in keys]


class PublicPageLinkHandler(PageLinkHandler):
    """Leads to the public page in the reader's language, or to no page where there is none any more."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        """Return the opening tags. Wagtail would lead to pages that were unpublished, or are private."""
        keys = _keys(attrs_list)
        targets = live_pages_by_key({key for key in keys if key is not None}, Locale.get_active())
        return [
            f'<a href="{escape(targets[key].url)}">' if key is not None and key in targets else NO_LINK
            for key in keys
        ]


class PublicDocumentLinkHandler(DocumentLinkHandler):
    """Leads to a document that everybody may have."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        """Return the opening tags."""
        keys = _keys(attrs_list)
        documents = get_document_model().objects.in_bulk([key for key in keys if key is not None])
        public = {key: document for key, document in documents.items() if is_for_everybody(document)}
        return [
            f'<a href="{escape(public[key].url)}">' if key is not None and key in public else NO_LINK
            for key in keys
        ]
