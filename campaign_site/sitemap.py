"""The list of all public pages, for search engines."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from io import StringIO
from xml.sax.xmlreader import AttributesImpl

from django.http import HttpRequest
from django.utils.xmlutils import SimplerXMLGenerator
from wagtail.models import Page, Site

from editorial.absolute_url import absolute_url
from editorial.live_pages import public_pages

# More than this no search engine reads from one file.
MOST_PAGES = 50_000


@dataclass(frozen=True)
class ListedPage:
    """A page as the sitemap names it, and the addresses that say the same, by language, its own included.

    Among them is `x-default`, for readers of any other language, where the site's own language has the page.
    """

    url: str
    changed_at: datetime | None
    languages: dict[str, str] = field(default_factory=dict)


def listed_pages(request: HttpRequest) -> Iterator[ListedPage]:
    """Return the pages of the site that anybody may read, in the order of the tree.

    Aliases are left out: they hold another language's words.
    """
    site = Site.find_for_request(request)
    pages = public_pages(Page.objects.filter(alias_of__isnull=True)).select_related("locale").order_by("path")
    urls: dict[int, str] = {}
    languages: dict[object, dict[str, str]] = defaultdict(dict)
    listed: list[Page] = []
    for page in pages[:MOST_PAGES]:
        parts = page.get_url_parts(request)
        if parts is None or parts[2] is None or site is None or parts[0] != site.pk:
            continue
        urls[page.pk] = absolute_url(parts[2], site)
        languages[page.translation_key][page.locale.language_code] = urls[page.pk]
        listed.append(page)
    own_language = next(
        (page.locale.language_code for page in listed if site and page.locale_id == site.root_page.locale_id),
        None,
    )
    for page in listed:
        of_page = dict(sorted(languages[page.translation_key].items()))
        if own_language in of_page and len(of_page) > 1:
            of_page["x-default"] = of_page[own_language]
        yield ListedPage(
            url=urls[page.pk],
            changed_at=page.last_published_at or page.latest_revision_created_at,
            languages=of_page,
        )


def sitemap_xml(pages: Iterator[ListedPage]) -> str:
    """Return the sitemap as search engines read it."""
    output = StringIO()
    xml = SimplerXMLGenerator(output, "utf-8")
    xml.startDocument()
    xml.startElement(
        "urlset",
        AttributesImpl(
            {
                "xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9",
                "xmlns:xhtml": "http://www.w3.org/1999/xhtml",
            }
        ),
    )
    for page in pages:
        xml.startElement("url", AttributesImpl({}))
        xml.addQuickElement("loc", page.url)
        if page.changed_at is not None:
            xml.addQuickElement("lastmod", page.changed_at.isoformat(timespec="seconds"))
        if len(page.languages) > 1:
            for language, url in page.languages.items():
                xml.addQuickElement(
                    "xhtml:link", attrs={"rel": "alternate", "hreflang": language, "href": url}
                )
        xml.endElement("url")
    xml.endElement("urlset")
    xml.endDocument()
    return output.getvalue()
