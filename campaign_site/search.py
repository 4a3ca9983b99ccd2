"""Finding pages by their words."""

from django.core.paginator import Page as ResultPage
from django.core.paginator import Paginator
from wagtail.models import Locale, Page, Site

from editorial.live_pages import public_pages

from .search_index.folding import fold

# More than anybody looks for; what is typed beyond it is cut off.
LONGEST_QUERY = 100
MOST_WORDS = 10
RESULTS_ON_A_PAGE = 20


def words_of(query: str) -> list[str]:
    """Return the words of what somebody typed, as the index holds them.

    The signs that search engines take as commands are left out.
    """
    return fold(query[:LONGEST_QUERY]).split()[:MOST_WORDS]


def find_pages(
    query: str, locale: Locale, page_number: str | None, site: Site | None = None
) -> "ResultPage[Page]":
    """Return one page of the list of public pages that hold all words of the query, the best first.

    A word may be the beginning of one, spelt with or without its accents. Only pages in the language are
    found, with a site only its own, and no aliases: they hold another language's words. Takes the same number
    of queries for every query and list, but for one more for each kind of page that is found.
    """
    words = words_of(query)
    if not words:
        return Paginator([], RESULTS_ON_A_PAGE).get_page(1)
    public = public_pages(Page.objects.filter(locale=locale, alias_of__isnull=True, depth__gt=1), site=site)
    found = Page.objects.filter(pk__in=public.values_list("pk", flat=True)).search(
        " ".join(words), operator="and"
    )
    results = Paginator(found, RESULTS_ON_A_PAGE).get_page(page_number)
    order = [page.pk for page in results.object_list]
    specific = {
        page.pk: page for page in Page.objects.filter(pk__in=order).select_related("locale").specific()
    }
    results.object_list = [specific[key] for key in order if key in specific]
    return results
