"""Which languages visitors meet, and which of them somebody is sent to.

A language is public once the site's home page is public in it, and nobody holds it back: see `is_open`.
Until then nothing below that page has an address for visitors: publishing the home page is what opens a
language, or a new campaign.
"""

from collections.abc import Iterator, Sequence

from django.conf.locale import LANG_INFO
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation.trans_real import parse_accept_lang_header
from wagtail.models import Page, Site

from .live_pages import for_everybody, is_open

# What browsers call languages that Django knows by one name alone, and what their readers understand as well.
OTHER_NAMES = {"no": ["nb"], "nn": ["nb"], "iw": ["he"]}


def public_languages(site: Site | None) -> list[str]:
    """Return the codes of the languages in which the site has a public home page.

    The one that its root page is written in comes first, the others follow by their codes. A home page that
    asks for a password or an account is public where all do, as before a launch. Takes one query, or two.
    """
    if site is None:
        return []
    homes = Page.objects.filter(is_open(), translation_key=site.root_page.translation_key)
    for found in (homes.filter(for_everybody()), homes):
        codes = found.order_by("locale__language_code").values_list("pk", "locale__language_code")
        if codes:
            return [code for _key, code in sorted(codes, key=lambda home: home[0] != site.root_page_id)]
    return []


def is_home_page(page: Page) -> bool:
    """Tell whether the page is a site's home page, in whatever language."""
    return Site.objects.filter(root_page__translation_key=page.translation_key).exists()


def is_closed_to_visitors(request: HttpRequest) -> bool:
    """Tell whether the site has public home pages, and none in the language of the address."""
    offered = public_languages(Site.find_for_request(request))
    return bool(offered) and get_language() not in offered


def preferred_language(request: HttpRequest, offered: Sequence[str]) -> str:
    """Return the language among those offered that the browser likes best, else the first one.

    Raises `IndexError` where none is offered.
    """
    for wanted, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()):
        for code in _wider_and_wider(wanted):
            if code in offered:
                return code
        base = wanted.partition("-")[0]
        # Whoever reads one variant of a language reads another more easily than a foreign one.
        for code in offered:
            if code.partition("-")[0] == base:
                return code
    return offered[0]


def _wider_and_wider(code: str) -> Iterator[str]:
    """Yield a language as browsers name it, what Django knows stands for it, and what it is a variant of."""
    while code:
        yield code
        yield from OTHER_NAMES.get(code, ())
        yield from LANG_INFO.get(code, {}).get("fallback", ())
        code = code.rpartition("-")[0]
