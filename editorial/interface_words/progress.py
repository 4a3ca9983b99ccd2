"""How many of the hub's words each language has, for the translators' desk."""

from collections.abc import Collection
from functools import cache
from typing import Protocol

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from wagtail.models import Locale

from .address import FormOfAddress
from .catalogue import all_messages, shipped_texts
from .models import InterfaceWord

# What shows only those in the list.
STILL_IN_ENGLISH = "missing"


class Content(Protocol):
    """Some content on the translators' desk, which stands in another app."""

    def add(
        self, title: str, locale: Locale, *, state: str, done: int, total: int, url: str, needs_url: str
    ) -> None:
        """Say how something stands in a language."""


class Desk(Protocol):
    """The translators' desk, as the hook `register_translated_content` is called with it."""

    locales: Collection[Locale]

    def add_content(self, name: str, label: str) -> Content:
        """Begin some content of one kind."""


# How many messages have words, of how many, and where those that have none are written.
Progress = tuple[int, int, str]


def show_interface_words(desk: Desk) -> None:
    """Put on the desk how many of the words that visitors read each language has. Takes one query.

    The language that they are written in has nothing to do there.
    """
    content = desk.add_content("interface-words", gettext("Words of the hub"))
    locales = [locale for locale in desk.locales if locale.language_code != settings.LANGUAGE_CODE]
    progress = interface_words_in(locales)
    for locale in locales:
        done, total, url = progress[locale.language_code]
        content.add(
            gettext("What visitors read"),
            locale,
            state="live" if done == total else "stale" if done else "missing",
            done=done,
            total=total,
            url=url,
            needs_url=url if done < total else "",
        )


def interface_words_of(locale: Locale) -> Progress:
    """Return how many of the words that visitors read are there in a language. Takes one query."""
    return interface_words_in([locale])[locale.language_code]


def interface_words_in(locales: Collection[Locale]) -> dict[str, Progress]:
    """Return it for several languages, by their codes. Takes one query, however many they are."""
    codes = [locale.language_code for locale in locales]
    written: dict[str, set[str]] = {code: set() for code in codes}
    rows = InterfaceWord.objects.filter(language_code__in=codes, form_of_address=FormOfAddress.USUAL)
    for code, name, texts in rows.values_list("language_code", "message", "texts"):
        if all(texts):
            written[code].add(name)
    return {code: _progress(code, written[code]) for code in codes}


def _progress(code: str, written: set[str]) -> Progress:
    number = sum(message.is_for_visitors for message in all_messages().values())
    left = len(missing_in_catalogue(code) - written)
    query = f"?{urlencode({'state': STILL_IN_ENGLISH})}" if left else ""
    return number - left, number, reverse("editorial_words_in", args=[code]) + query


@cache
def missing_in_catalogue(code: str) -> frozenset[str]:
    """Return the names of the messages that visitors read and the hub has no words for in a language."""
    if code == settings.LANGUAGE_CODE:
        return frozenset()
    return frozenset(
        name
        for name, message in all_messages().items()
        if message.is_for_visitors and not all(shipped_texts(message, code))
    )
