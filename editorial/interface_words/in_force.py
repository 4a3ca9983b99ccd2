"""Which words are said now: the team's before the hub's own, in the form of address that the site has chosen.

Each process keeps them all, and reads them anew when the site's generation has moved on. Asking for a text
asks no database.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.core.exceptions import DisallowedHost
from django.db import Error as DatabaseError
from django.db import transaction
from django.http import HttpRequest
from django.utils import translation
from wagtail.models import Page, Site

from ..absolute_url import site_of_page
from ..actions.invalidate_pages import current_generation, noticed_generation
from .address import FormOfAddress, Key, Texts, other_form

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Known:
    """What this process has read, and when."""

    generation: int | None = None
    # By language and form of address.
    own: dict[tuple[str, str], dict[Key, str]] = field(default_factory=dict)
    # By the site's primary key; those that speak as usual are left out.
    addresses: dict[int, str] = field(default_factory=dict)
    # What differs from the catalogue, joined when it is first asked for.
    joined: dict[tuple[str, str], Texts] = field(default_factory=dict)


_known = _Known()
# By the clock that only goes forward.
_looked_at = 0.0
_address: ContextVar[str] = ContextVar("form_of_address", default=FormOfAddress.USUAL)


def own_texts(language: str) -> Texts:
    """Return what is said in a language now, in another way than its catalogue does, by gettext's keys."""
    known, asked = _known, (language, _address.get())
    texts = known.joined.get(asked)
    if texts is None:
        texts = known.joined[asked] = _join(known, *asked)
    return texts


def _join(known: _Known, language: str, address: str) -> Texts:
    usual = known.own.get((language, FormOfAddress.USUAL), {})
    other = other_form(language) if address else None
    if other is None or other.address != address:
        return usual
    return {**usual, **other.texts, **known.own.get((language, address), {})}


def keys_of(context: str, singular: str, texts: list[str], *, has_plural: bool) -> dict[Key, str]:
    """Return a message's texts by the keys that gettext looks for."""
    name = f"{context}\x04{singular}" if context else singular
    if not has_plural:
        return {name: texts[0]}
    return {(name, number): text for number, text in enumerate(texts)}


def keep_up(seconds: float = 0) -> int | None:
    """Read the words anew if the site's generation has moved on. Takes one query, and two more then.

    Less than so many seconds after the last time, nobody looks. While the database is away, what is known
    goes on being said. Returns the generation, if somebody has looked.
    """
    global _looked_at
    now = time.monotonic()
    if seconds and _known.generation is not None and now - _looked_at < seconds:
        return None
    _looked_at = now
    try:
        generation = current_generation()
        take_over()
    except DatabaseError:
        if transaction.get_connection().in_atomic_block:
            raise
        logger.warning("the database did not say which words have changed")
        return None
    return generation


def take_over() -> None:
    """Read the words anew if this process has noticed a newer generation than they are of.

    Raises `django.db.Error` if the database doesn't answer.
    """
    from ..models import SiteSettings
    from .models import InterfaceWord

    global _known
    generation = noticed_generation()
    if _known.generation is not None and _known.generation == generation:
        return
    own: dict[tuple[str, str], dict[Key, str]] = {}
    for word in InterfaceWord.objects.all():
        texts = keys_of(word.context, word.singular, word.texts, has_plural=word.has_plural)
        own.setdefault((word.language_code, word.form_of_address), {}).update(texts)
    chosen = SiteSettings.objects.exclude(form_of_address=FormOfAddress.USUAL)
    addresses = dict(chosen.values_list("site_id", "form_of_address"))
    _known = _Known(generation if generation is not None else 0, own, addresses)


def forget() -> None:
    """Let the words be read anew before anything else is said."""
    global _known
    _known = _Known(None, _known.own, _known.addresses)


def address_of(site: Site | None) -> str:
    """Return a site's form of address, as this process knows it."""
    return _known.addresses.get(site.pk, "") if site is not None and site.pk else ""


@contextmanager
def speaking_for(site: Site | None) -> Iterator[None]:
    """Speak as a site does, for as long as the context lasts."""
    if _known.generation is None:
        keep_up()
    before = _address.set(address_of(site))
    try:
        yield
    finally:
        _address.reset(before)


@contextmanager
def speaking_on(page: Page) -> Iterator[None]:
    """Speak a page's language, as its site does. On no site yet, it speaks as was spoken before."""
    if _known.generation is None:
        keep_up()
    # Which site a page is of takes a query, and makes no difference where all speak as usual.
    site = site_of_page(page) if _known.addresses else None
    with translation.override(page.locale.language_code):
        if site is None:
            yield
        else:
            with speaking_for(site):
                yield


def site_of(request: HttpRequest) -> Site | None:
    """Return the site that a request is for, if that makes a difference to how it is spoken to."""
    if not _known.addresses:
        return None
    try:
        return Site.find_for_request(request)
    except DisallowedHost:
        return None
