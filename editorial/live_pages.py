"""Which pages visitors can read, and which one a link leads to in the reader's language."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import (
    BooleanField,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from wagtail import hooks
from wagtail.documents.models import AbstractDocument
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.query import PageQuerySet

from .readings import each_once_a_generation, once_a_generation


def reachable(pages: PageQuerySet, site: Site | None = None) -> PageQuerySet:
    """Return those of the pages that visitors find at their address, on one site or on any.

    Below a home page that isn't open nothing is found: its language is closed to visitors, see
    `public_languages`. Pages in between never matter. And a page must be in the language of its place, or it
    has no address of its own. Takes no query of its own.
    """
    homes = _homes(site).filter(is_open(), locale=OuterRef("locale"))
    return pages.filter(Exists(_above(homes, OuterRef("path"), "path")), live=True)


def _homes(site: Site | None = None) -> PageQuerySet:
    """Return the home pages of one site or of all, public or not, in every language."""
    if site is not None:
        return Page.objects.filter(translation_key=site.root_page.translation_key).order_by()
    sites = Site.objects.order_by()
    return Page.objects.filter(translation_key__in=sites.values("root_page__translation_key")).order_by()


def is_open() -> Q:
    """Return the condition on home pages that visitors meet their language.

    It is public, and nobody holds it back: the hook `homes_held_back` names functions that return the primary
    keys of homes whose language isn't ready for visitors, as a query. Takes none of its own.
    """
    condition = Q(live=True)
    for held_back in hooks.get_hooks("homes_held_back"):
        condition &= ~Q(pk__in=held_back())
    return condition


def public_pages(pages: PageQuerySet, beside: Page | None = None, site: Site | None = None) -> PageQuerySet:
    """Return those of the pages that anybody can read at their address, on one site or on any.

    That leaves out pages that ask for a password or an account, or are below one that does. But to who reads
    such a page itself, `beside`, others like it can be shown too. Takes no query of its own.
    """
    may_be_read = for_everybody()
    if beside is not None and beside.path:
        may_be_read |= Q(_is_private(Value(beside.path)))
    return reachable(pages, site).filter(may_be_read)


def for_everybody() -> Q:
    """Return the condition on pages that Wagtail asks nobody who wants to read them."""
    return ~Q(_is_private(OuterRef("path")))


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


@dataclass(frozen=True)
class PublicPlaces:
    """What `reachable` and `public_pages` ask the database, for pages that are at hand already.

    On one page some ten lists of links want to know. Django takes longer to write that question, with its
    four tables, than the database to answer it.
    """

    # The locale and the path of each home page, below which visitors find the pages of that language.
    homes: tuple[tuple[int, str], ...]
    # Likewise of those that aren't open: their languages are closed to visitors.
    closed: tuple[tuple[int, str], ...]
    # The paths of pages at which, and below which, Wagtail asks who wants to read.
    private: tuple[str, ...]

    @classmethod
    def now(cls) -> "PublicPlaces":
        """Return them as they are. Takes two queries, or three where there are private pages, or none."""
        return once_a_generation("public places", cls._look)

    @classmethod
    def _look(cls) -> "PublicPlaces":
        private = dict(PageViewRestriction.objects.values_list("page_id", "page__path"))
        aliases = Page.objects.filter(alias_of__in=private).values_list("path", flat=True) if private else ()
        homes: dict[bool, list[tuple[int, str]]] = {True: [], False: []}
        open_to_visitors = ExpressionWrapper(is_open(), BooleanField())
        for locale, path, opened in _homes().values_list("locale_id", "path", open_to_visitors):
            homes[opened].append((locale, path))
        return cls(tuple(homes[True]), tuple(homes[False]), (*private.values(), *aliases))

    def hold(self, page: Page, beside: Page | None = None) -> bool:
        """Tell whether `public_pages` has the page, whose live translations and aliases are of no matter.

        Beside a page of a language that is still closed, all others of that language are held, drafts too:
        a preview shows what will be there once it opens.
        """
        is_reachable = page.live and _lies_in(self.homes, page)
        will_be = beside is not None and any(
            _lies_in([home], page) and beside.path.startswith(home[1]) for home in self.closed if beside.path
        )
        return (is_reachable or will_be) and (
            not self._is_private(page.path) or (beside is not None and self._is_private(beside.path))
        )

    def are_open_at(self, page: Page) -> bool:
        """Tell whether visitors find pages where the page is, whatever its own state and language."""
        return any(page.path.startswith(home) for _locale, home in self.homes)

    def show_others_beside(self, page: Page | None) -> bool:
        """Tell whether pages are held beside this one that aren't held otherwise."""
        if page is None or not page.path:
            return False
        return self._is_private(page.path) or any(page.path.startswith(path) for _locale, path in self.closed)

    def _is_private(self, path: str | None) -> bool:
        return bool(path) and str(path).startswith(self.private)


def _lies_in(homes: Iterable[tuple[int, str]], page: Page) -> bool:
    """Tell whether a page is at or below one of the home pages, and in its language."""
    return any(locale == page.locale_id and page.path.startswith(path) for locale, path in homes)


def live_pages_for(
    pages: Collection[Page | None], locale: Locale, beside: Page | None = None
) -> dict[int, Page]:
    """Return, for the primary key of each page, the public page that a reader of `locale` should be sent to.

    That is its public translation; else the page itself, if it is public; else it is left out. An alias
    stands for nothing of its own, so it is passed over. `beside` is the page that links to them. Takes one
    query, one for each kind of page that is found, however many pages there are, and those of `PublicPlaces`;
    while pages are read, none for those that were asked for before. Their streams are not loaded.
    """
    return live_pages_by_key({page.pk for page in pages if page is not None}, locale, beside)


def live_pages_by_key(keys: Collection[int], locale: Locale, beside: Page | None = None) -> dict[int, Page]:
    """Do so for primary keys, whether or not there are such pages."""
    if not keys:
        return {}
    places = PublicPlaces.now()
    if places.show_others_beside(beside):
        return _leading_pages(keys, locale, places, beside)
    return each_once_a_generation(
        ("leading page", locale.pk), keys, lambda unknown: _leading_pages(unknown, locale, places)
    )


def _leading_pages(
    keys: Collection[int], locale: Locale, places: PublicPlaces, beside: Page | None = None
) -> dict[int, Page]:
    translated = Q(
        translation_key__in=Page.objects.filter(pk__in=keys).values("translation_key"),
        locale=locale,
        alias_of__isnull=True,
    )
    pages = list(Page.objects.filter(Q(pk__in=keys) | translated).defer_streamfields().specific())
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
