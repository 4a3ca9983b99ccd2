"""All that the hub says, message by message, and what its catalogues make of each in a language."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import polib
from django.conf import settings

from ..workarounds.own_words_in_gettext import catalogue_of
from .address import FormOfAddress, Key, other_form
from .models import name_of_message
from .places import places_of

# Whole numbers up to here show which plural form is said of which; some languages have one for millions.
NUMBERS = (*range(1_000), 1_000_000)
EXAMPLES = 4


@dataclass(frozen=True)
class Message:
    """Something that the hub says, as the code has it: in English."""

    context: str
    singular: str
    plural: str
    # What the code's authors tell translators.
    comment: str
    is_for_visitors: bool
    # The files that say it.
    files: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """A short name, the same for as long as the message is."""
        return name_of_message(self.context, self.singular)

    @property
    def places(self) -> list[str]:
        """Where it is to be read, in the active language; visitors' places before those in the admin."""
        return places_of(self.files)

    @property
    def in_english(self) -> list[str]:
        """Its text, or the one for 1 and the one for all other numbers."""
        return [self.singular, self.plural] if self.plural else [self.singular]

    def keys(self, forms: int) -> list[Key]:
        """Return what gettext finds its texts by, in a language with so many plural forms."""
        name = f"{self.context}\x04{self.singular}" if self.context else self.singular
        return [(name, number) for number in range(forms)] if self.plural else [name]


@cache
def all_messages() -> Mapping[str, Message]:
    """Return all messages of the hub by their names: visitors' before editors', signs last.

    Within each, they are in the order of the English alphabet.
    """
    path = settings.BASE_DIR / "locale" / "django.pot"
    found = (_message(entry) for entry in polib.pofile(str(path)))
    in_order = sorted(
        found, key=lambda message: (not message.is_for_visitors, not message.singular[0].isalpha())
    )
    return {message.name: message for message in in_order}


def _message(entry: polib.POEntry) -> Message:
    lines = entry.comment.splitlines()
    comments = [line.removeprefix("Translators: ") for line in lines if not line.startswith("Readers: ")]
    return Message(
        context=entry.msgctxt or "",
        singular=entry.msgid,
        plural=entry.msgid_plural,
        comment=" ".join(comments),
        is_for_visitors="Readers: visitors" in lines,
        files=tuple(file for file, _line in entry.occurrences),
    )


@cache
def plural_examples(language: str) -> list[list[int]]:
    """Return, for each plural form of a language, the first numbers that it is said of."""
    rule = catalogue_of(language).plural
    examples: dict[int, list[int]] = {}
    for number in NUMBERS:
        examples.setdefault(rule(number), []).append(number)
    return [examples.get(form, [])[:EXAMPLES] for form in range(max(examples) + 1)]


def forms_of(message: Message, language: str) -> int:
    """Return how many texts a message has in a language."""
    return len(plural_examples(language)) if message.plural else 1


def shipped_texts(message: Message, language: str, address: str = FormOfAddress.USUAL) -> list[str]:
    """Return what the hub's own catalogues say, an empty text for what they don't."""
    keys = message.keys(forms_of(message, language))
    if language == settings.LANGUAGE_CODE:
        return message.in_english
    other = other_form(language)
    if other is not None and other.address == address and keys[0] in other.texts:
        return [other.texts.get(key, "") for key in keys]
    catalogue = catalogue_of(language)
    return [catalogue.catalogue_text(key) or "" for key in keys]


def differs_by_address(message: Message, language: str) -> bool:
    """Tell whether a message is said in two ways in a language, by the form of address."""
    other = other_form(language)
    return other is not None and message.keys(1)[0] in other.texts
