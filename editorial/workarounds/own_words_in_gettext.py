"""Lets a message be said in other words than the catalogue's.

Django reads its catalogues from files, once a process, and offers no place to put in what a translator has
bettered in the admin: `trans_real.translation()` makes a `DjangoTranslation` for each language, whatever the
settings. We put a kind of it in its place that looks among the hub's own words first. Writing files instead,
as django-rosetta does, needs a folder that all processes of all machines share, and each to be started anew.
"""

from gettext import GNUTranslations, NullTranslations
from typing import cast

from django.utils.translation import trans_real

from ..interface_words import heard
from ..interface_words.address import Key, Texts
from ..interface_words.in_force import own_texts

_upstream = trans_real.DjangoTranslation


class SpokenTranslation(_upstream):
    """Django's catalogue of a language, with the words before it that this hub prefers."""

    def __init__(self, language: str, domain: str | None = None, localedirs: list[str] | None = None) -> None:
        self.code = language
        super().__init__(language, domain=domain, localedirs=localedirs)

    def merge(self, other: NullTranslations) -> None:
        """Take in another catalogue, and count as it does: what joins last, the hub's own, speaks first.

        Upstream counts as Django's catalogue does, which in French, Italian and Portuguese has a form for
        millions that the hub's has not.
        """
        super().merge(other)
        if isinstance(other, GNUTranslations) and other._catalog:  # type: ignore[attr-defined]
            self.plural = other.plural  # type: ignore[attr-defined]
            self._info = other._info.copy()  # type: ignore[attr-defined]

    def _preferred(self) -> Texts:
        return own_texts(self.code) if self.domain == "django" else {}

    def gettext(self, message: str) -> str:
        """Return a message's text; the message itself where no catalogue has one."""
        preferred = self._preferred().get(message)
        if heard.is_heard(self.code):
            heard.note(self.code, bool(preferred) or message in self._catalog)  # type: ignore[attr-defined]
        return preferred or super().gettext(message)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """Return the text for a number of things."""
        # Not of a number that a form can't be chosen for: upstream says so.
        preferred = self._preferred()
        text = preferred.get((singular, self.plural(number))) if preferred and isinstance(number, int) else ""
        if heard.is_heard(self.code):
            # A message that has one plural has them all.
            heard.note(self.code, bool(text) or (singular, 0) in self._catalog)  # type: ignore[attr-defined]
        return text or super().ngettext(singular, plural, number)

    def catalogue_text(self, key: Key) -> str | None:
        """Return what the catalogues themselves say, of this language alone."""
        text: str | None = self._catalog.get(key)  # type: ignore[attr-defined]
        return text


def say_own_words() -> None:
    """Let gettext say what the hub's translators have bettered."""
    trans_real.DjangoTranslation = SpokenTranslation  # type: ignore[misc]
    # Those that were made before the apps were ready.
    trans_real._translations = {}  # type: ignore[attr-defined]
    trans_real._default = None  # type: ignore[attr-defined]


def catalogue_of(language: str) -> SpokenTranslation:
    """Return a language's catalogue."""
    return cast(SpokenTranslation, trans_real.translation(language))
