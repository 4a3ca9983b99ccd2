"""A language's words as a file that translators' programs read, and that the hub's developers take back."""

import polib
from babel import Locale
from babel.messages.plurals import get_plural
from django.conf import settings
from django.utils.translation import to_locale

from ..workarounds.own_words_in_gettext import catalogue_of
from .address import FormOfAddress, other_form
from .catalogue import Message, all_messages, differs_by_address, shipped_texts
from .models import InterfaceWord


def name_of_file(language: str, address: str) -> str:
    """Return what the file is called: by the catalogue that it is to become part of."""
    return f"{address or 'django'}-{to_locale(language)}.po"


def po_file(language: str, address: str) -> str:
    """Return the words of a language in one form of address, those bettered here in their places.

    The usual form has all that visitors read, and what editors read where the hub has words for them; the
    other form what is said in another way there.
    """
    own = {
        word.message: word.texts
        for word in InterfaceWord.objects.filter(language_code=language, form_of_address=address)
    }
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.metadata = {
        "Project-Id-Version": "Campaign Hub",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_rule(language),
    }
    for name, message in all_messages().items():
        shipped = shipped_texts(message, language, address)
        if address and not differs_by_address(message, language):
            continue
        if name in own or any(shipped) or message.is_for_visitors:
            catalogue.append(_entry(message, own.get(name, shipped)))
    return f"{catalogue}\n"


def _entry(message: Message, texts: list[str]) -> polib.POEntry:
    return polib.POEntry(
        msgctxt=message.context or None,
        msgid=message.singular,
        msgid_plural=message.plural,
        msgstr="" if message.plural else texts[0],
        msgstr_plural=dict(enumerate(texts)) if message.plural else {},
        comment=message.comment,
    )


def plural_rule(language: str) -> str:
    """Return how a language's plural forms are counted, as PO files say it."""
    known: dict[str, str] = getattr(catalogue_of(language), "_info", {})
    if rule := known.get("plural-forms"):
        return rule
    return str(get_plural(Locale.parse(to_locale(language))).plural_forms)


def forms_in(language: str) -> list[str]:
    """Return the forms of address that a language has words in, the usual one first."""
    other = other_form(language) if language != settings.LANGUAGE_CODE else None
    return [FormOfAddress.USUAL, *([other.address] if other else [])]
