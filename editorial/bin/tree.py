"""Where the bin is in the tree of pages."""

from django.db import transaction
from django.utils.translation import gettext
from wagtail.models import Page
from wagtail.query import PageQuerySet

SLUG = "deleted-pages"
# The root of all pages is at 1, what lies in the bin, at the top of it, at 3.
DEPTH = 2


def is_the_bin(page: Page) -> bool:
    """Tell whether the page is the one below which deleted pages lie."""
    return bool(page.depth == DEPTH and page.slug == SLUG)


def find_bin() -> Page | None:
    """Return the page below which deleted pages lie; None as long as nothing was ever put there."""
    bin_page: Page | None = Page.objects.filter(depth=DEPTH, slug=SLUG).first()
    return bin_page


@transaction.atomic
def find_or_make_bin() -> Page:
    """Return that page, made if need be. Who asks at the same time waits, so there is one alone."""
    root = Page.objects.select_for_update().get(pk=Page.get_first_root_node().pk)
    bin_page: Page = find_bin() or root.add_child(
        instance=Page(title=gettext("Bin"), slug=SLUG, live=False, locale=root.locale)
    )
    return bin_page


def is_in_bin(page: Page) -> bool:
    """Tell whether the page is the bin, or lies there itself or with one above it. Takes one query."""
    bin_page = find_bin()
    return bin_page is not None and bool(page.path.startswith(bin_page.path))


def outside_bin(pages: PageQuerySet) -> PageQuerySet:
    """Return those of the pages that neither are the bin nor lie there."""
    bin_page = find_bin()
    return pages if bin_page is None else pages.exclude(path__startswith=bin_page.path)
