"""Which addresses a page may have: only those at which visitors would find it.

The site's own addresses come before pages': a page called `search` would be published and never seen, and so
would one below `sign`. Which ones these are is asked of the URL patterns themselves.
"""

from collections.abc import Iterable
from itertools import chain, count
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Page

from .bin.tree import is_the_bin
from .slugs import LONGEST_SLUG, normal_form

PAGES = "wagtail_serve"


def leads_to_page(url: str) -> bool:
    """Tell whether the path, not percent-encoded, is one at which a page is looked for."""
    language = translation.get_language_from_path(url) or translation.get_language()
    with translation.override(language):
        try:
            return resolve(url).url_name == PAGES
        except Resolver404:
            return False


def error_in_url(slug: str, parent: Page | None, below: Iterable[str] = ()) -> str:
    """Return in words why a page of that slug can't be below that parent; nothing if it can.

    `below` are the addresses of the pages that will be below it, from its own on, like `child/grandchild/`.
    """
    if parent is None or not slug:
        return ""
    if slug in getattr(parent.specific_class, "taken_slugs", ()):
        return _("The site itself uses this address. Choose another one.")
    parts = parent.get_url_parts()
    if parts is None or parts[2] is None:
        # The place has no address, as above the home pages.
        return ""
    url = f"{unquote(parts[2])}{slug}/"
    if not leads_to_page(url):
        return _("The site itself uses this address. Choose another one.")
    for path in below:
        if not leads_to_page(url + path):
            return _(
                "Visitors would no longer find a page below this one: the site itself uses %(address)s."
            ) % {"address": url + path}
    return ""


def free_slug(wanted: str, parent: Page) -> str:
    """Return the slug for a page below the parent, or the first with a number that no page there has.

    The number may cost it some letters. The site's own addresses have none, so one is as good as the next.
    """
    taken = set(Page.objects.child_of(parent).values_list("slug", flat=True))
    plain = [] if error_in_url(wanted, parent) else [""]
    endings = chain(plain, (f"-{number}" for number in count(2)))
    slugs = (f"{wanted[: LONGEST_SLUG - len(ending)]}{ending}" for ending in endings)
    return next(slug for slug in slugs if normal_form(slug) not in taken)


def paths_below(page: Page) -> list[str]:
    """Return the addresses of the pages below a page, from its own on."""
    branch = (
        Page.objects.filter(path__startswith=page.path).order_by("path").values_list("url_path", flat=True)
    )
    own, *others = branch
    return [path.removeprefix(own) for path in others]


def check_page_url(page: Page) -> None:
    """Raise `ValidationError` if visitors wouldn't find the page, or one below, at its address-to-be."""
    if not page.path:
        # Not in the tree yet: the form that knows its place asks.
        return
    parent = page.get_parent()
    is_moved = (
        page.pk is not None
        and not Page.objects.filter(
            pk=page.pk, url_path=f"{parent.url_path}{page.slug}/" if parent else "/"
        ).exists()
    )
    error = error_in_url(page.slug, parent, paths_below(page) if is_moved else ())
    if error:
        raise ValidationError({"slug": error})


def error_in_move(page: Page, destination: Page) -> str:
    """Return in words why a page can't be moved below another one; nothing if it can.

    A page stays in the tree of its language: elsewhere it would be announced in a language that it isn't in,
    and what translates it would be lost. The bin has no language, and no addresses.
    """
    if is_the_bin(destination):
        return ""
    if destination.depth > 1 and destination.locale_id != page.locale_id:
        return _(
            "“%(page)s” is in %(language)s, and the place you chose is for %(other)s. Choose a place in its "
            "own language, or translate the page."
        ) % {
            "page": page.get_admin_display_title(),
            "language": page.locale.get_display_name(),
            "other": destination.locale.get_display_name(),
        }
    error = error_in_url(page.slug, destination, paths_below(page))
    return f"“{page.get_admin_display_title()}”: {error}" if error else ""
