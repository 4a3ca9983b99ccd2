"""What a page is, in the words that search engines read (schema.org, as JSON-LD)."""

from django.http import HttpRequest
from wagtail.models import Page, Site

from .absolute_url import absolute_url
from .control_characters import in_all_texts
from .live_pages import public_pages


def structured_data(
    page: Page, home: Page, organisation: str, request: HttpRequest | None
) -> dict[str, object]:
    """Return the page, the site it is on, who publishes it, and the way to it from the home page."""

    def url_of(page: Page) -> str:
        return absolute_url(page.get_url(request) or "/", Site.find_for_request(request))

    canonical = getattr(page, "canonical_page", page)
    publisher = {"@type": "Organization", "name": organisation or home.title, "url": url_of(home)}
    graph: list[dict[str, object]] = [
        {
            "@type": "WebSite",
            "@id": f"{url_of(home)}#site",
            "name": home.title,
            "url": url_of(home),
            "inLanguage": page.locale.language_code,
            "publisher": publisher,
        },
        {
            "@type": "WebPage",
            "@id": url_of(canonical),
            "url": url_of(canonical),
            "name": page.seo_title or page.title,
            "inLanguage": page.locale.language_code,
            "isPartOf": {"@id": f"{url_of(home)}#site"},
            **({"description": page.summary} if getattr(page, "summary", "") else {}),
            **({"datePublished": page.first_published_at.isoformat()} if page.first_published_at else {}),
            **({"dateModified": page.last_published_at.isoformat()} if page.last_published_at else {}),
        },
    ]
    # What nobody can read is no step on the way.
    above = page.get_ancestors().filter(depth__gt=home.depth)
    between = public_pages(above, beside=page) if page.depth > home.depth + 1 else []
    way = [home, *between, page]
    if page.pk != home.pk:
        graph.append(
            {
                "@type": "BreadcrumbList",
                "itemListElement": [
                    {"@type": "ListItem", "position": place, "name": step.title, "item": url_of(step)}
                    for place, step in enumerate(way, start=1)
                ],
            }
        )
    return {"@context": "https://schema.org", "@graph": in_all_texts(graph)}
