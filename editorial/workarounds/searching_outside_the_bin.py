"""The admin's search for pages leaves out those that lie in the bin.

Wagtail's list of pages and its choosers ask hooks what to leave out; its search asks nobody.

Upstream: reported by nobody yet; `wagtail.admin.views.pages.search`, Wagtail 8.0.1.
"""

from wagtail.admin.views.pages.search import SearchView
from wagtail.query import PageQuerySet

from ..bin.tree import outside_bin

upstream_annotate_queryset = SearchView.annotate_queryset


def annotate_queryset(self: SearchView, pages: PageQuerySet) -> PageQuerySet:
    """Prepare the pages to be searched as upstream does, without the bin's."""
    return outside_bin(upstream_annotate_queryset(self, pages))


def search_outside_the_bin() -> None:
    """Leave the bin out of the search."""
    SearchView.annotate_queryset = annotate_queryset
