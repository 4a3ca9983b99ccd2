"""Which pages visitors can read, and which one a link leads to in the reader's language."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db.models import CharField, Exists, ExpressionWrapper, F, Model, OuterRef, Q, QuerySet, Value
from wagtail.documents.models import AbstractDocument
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.query import PageQuerySet


def reachable(pages: PageQuerySet) -> PageQuerySet:
    """Return those of the pages that visitors find at their address. Takes no query of its own.

    Below a translated home page that isn't public nothing is found: Wagtail then looks for all addresses of
    that language below the site's own home page. Below that one everything is found even while it isn't
    public itself, and pages in between never matter. And a page must be in the language of its place, or it
    has no address of its own.
    """
    homes = _homes().filter(locale=OuterRef("locale"))
    return pages.filter(Exists(_above(homes, OuterRef("path"), "path")), live=True)


def _homes() -> PageQuerySet:
    """Return the home pages below which visitors find pages, in every language."""
    sites = Site.objects.order_by()
    return Page.objects.filter(
        Q(live=True) | Q(pk__in=sites.values("root_page")),
        translation_key__in=sites.values("root_page__translation_key"),
    ).order_by()


def public_pages(pages: PageQuerySet, beside: Page | None = None) -> PageQuerySet:
    """Return those of the pages that anybody can read at their address. Takes no query of its own.

    That leaves out pages that ask for a password or an account, or are below one that does. But to who reads
    such a page itself, `beside`, others like it can be shown too.
    """
    may_be_read = ~Q(_is_private(OuterRef("path")))
    if beside is not None and beside.path:
        may_be_read |= Q(_is_private(Value(beside.path)))
    return reachable(pages).filter(may_be_read)


def _is_private(path: F | Value) -> Q:
    """Return whether Wagtail asks who wants to read the page at a path in the tree.

    It does so for a page, for those below it, and for their aliases, which Wagtail's own `public()` forgets.
    """
    restrictions = PageViewRestriction.objects.all()
    itself, as_alias = (_above(restrictions, path, name) for name in ("page__path", "page__aliases__path"))
    return Exists(itself) | Exists(as_alias)


def _above(rows: "QuerySet[Model]", path: F | Value, path_of_row: str) -> "QuerySet[Model]":
    """Return the rows of the page at a path in the tree and of those above it."""
    return rows.alias(below=ExpressionWrapper(path, CharField())).filter(below__startswith=F(path_of_row))


# While somebody reads: what was found of the public places, or nothing yet.
_noted_places: ContextVar["list[PublicPlaces] | None"] = ContextVar("noted_places", default=None)


@contextmanager
def places_stay() -> Iterator[None]:
    """Within this, look but once where pages are public: for requests that only read."""
    token = _noted_places.set([])
    try:
        yield
    finally:
        _noted_places.reset(token)


@dataclass(frozen=True)
class PublicPlaces:
    """What `reachable` and `public_pages` ask the database, for pages that are at hand already.

    On one page some ten lists of links want to know. Django takes longer to write that question, with its
    four tables, than the database to answer it.
    """

    # The locale and the path of each home page, below which visitors find the pages of that language.
    homes: tuple[tuple[int, str], ...]
    # The paths of pages at which, and below which, Wagtail asks who wants to read.
    private: tuple[str, ...]

    @classmethod
    def now(cls) -> "PublicPlaces":
        """Return them as they are. Takes two queries, or three where there are private pages."""
        noted = _noted_places.get()
        if noted:
            return noted[0]
        private = dict(PageViewRestriction.objects.values_list("page_id", "page__path"))
        aliases = Page.objects.filter(alias_of__in=private).values_list("path", flat=True) if private else ()
        places = cls(tuple(_homes().values_list("locale_id", "path")), (*private.values(), *aliases))
        if noted is not None:
            noted.append(places)
        return places

    def hold(self, page: Page, beside: Page | None = None) -> bool:
        """Tell whether `public_pages` has the page, whose live translations and aliases are of no matter."""
        is_reachable = page.live and any(
            locale == page.locale_id and page.path.startswith(home) for locale, home in self.homes
        )
        return is_reachable and (
            not self._is_private(page.path) or (beside is not None and self._is_private(beside.path))
        )

    def _is_private(self, path: str | None) -> bool:
        return bool(path) and str(path).startswith(self.private)


def live_pages_for(
    pages: Collection[Page | None], locale: Locale, beside: Page | None = None
) -> dict[int, Page]:
    """Return, for the primary key of each page, the public page that a reader of `locale` should be sent to.

    That is its public translation; else the page itself, if it is public; else it is left out. An alias
    stands for nothing of its own, so it is passed over. `beside` is the page that links to them. Takes one
    query, one for each kind of page that is found, however many pages there are, and those of `PublicPlaces`.
    Their streams are not loaded.
    """
    return live_pages_by_key({page.pk for page in pages if page is not None}, locale, beside)


def live_pages_by_key(keys: Collection[int], locale: Locale, beside: Page | None = None) -> dict[int, Page]:
    """Do so for primary keys, whether or not there are such pages."""
    if not keys:
        return {}
    translated = Q(
        translation_key__in=Page.objects.filter(pk__in=keys).values("translation_key"),
        locale=locale,
        alias_of__isnull=True,
    )
    pages = list(Page.objects.filter(Q(pk__in=keys) | translated).defer_streamfields().specific())
    places = PublicPlaces.now()
    for page in pages:
        if page.locale_id == locale.pk:
            # Its address asks for it, and it is at hand.
            page.locale = locale
    by_itself = {page.pk: page for page in pages if places.hold(page, beside)}
    by_translation = {
        page.translation_key: page
        for page in by_itself.values()
        if page.locale_id == locale.pk and page.alias_of_id is None
    }
    leading = {
        page.pk: by_translation.get(page.translation_key, by_itself.get(page.pk))
        for page in pages
        if page.pk in keys
    }
    return {key: page for key, page in leading.items() if page is not None}


def is_for_everybody(document: AbstractDocument) -> bool:
    """Tell whether anybody may download the document: it lies in no collection that asks who is there."""
    return not document.collection.get_view_restrictions()
