"""A look tried on the site's own pages, before it is saved."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page, Site

# More than a menu should have.
MOST_PAGES = 8


def pages_to_try(site: Site) -> list[tuple[str, str]]:
    """Return keys and titles of the pages that a look is tried on: the front page first, then its menu's."""
    front = site.root_page
    below = front.get_children().filter(show_in_menus=True).order_by("path")[: MOST_PAGES - 1]
    return [(str(page.pk), page.title) for page in [front, *below]]


def preview_of(brand: object, site: Site, request: HttpRequest, mode_name: str) -> HttpResponse:
    """Answer with the page of the site that was chosen, as it looks with the brand.

    Raises PermissionDenied for a page that isn't offered.
    """
    if mode_name not in dict(pages_to_try(site)):
        raise PermissionDenied
    page = Page.objects.get(pk=mode_name).get_latest_revision_as_object()
    request.tried_brand = brand  # type: ignore[attr-defined]
    answer: HttpResponse = page.serve_preview(request, page.default_preview_mode)
    return answer
