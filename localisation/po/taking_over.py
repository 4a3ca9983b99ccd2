"""Put what a PO file says into a translation."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail_localize.models import StringTranslation, Translation

from ..locale_permissions import AnyUser
from ..sources.reading import texts_for
from .reading import Entry, one_kind_of_line_end


@dataclass
class Outcome:
    """How many texts were taken over, what of them has an error, and what was not taken."""

    taken: int = 0
    wrong: int = 0
    suggested: int = 0
    unknown: int = 0

    def in_words(self) -> list[str]:
        """Return it for whoever has brought the file, the most important first."""
        said = [
            ngettext("%(number)d text taken over.", "%(number)d texts taken over.", self.taken)
            % {"number": self.taken}
        ]
        if self.wrong:
            said.append(
                ngettext(
                    "%(number)d of them has an error, which stands beside it.",
                    "%(number)d of them have an error, which stands beside each.",
                    self.wrong,
                )
                % {"number": self.wrong}
            )
        if self.suggested:
            said.append(
                ngettext(
                    "%(number)d uncertain one (fuzzy) is a suggestion: read it and save it.",
                    "%(number)d uncertain ones (fuzzy) are suggestions: read and save each.",
                    self.suggested,
                )
                % {"number": self.suggested}
            )
        if self.unknown:
            said.append(
                ngettext(
                    "%(number)d is from an older original and was left out.",
                    "%(number)d are from an older original and were left out.",
                    self.unknown,
                )
                % {"number": self.unknown}
            )
        return said


@transaction.atomic
def take_over(entries: Iterable[Entry], translation: Translation, user: AnyUser) -> Outcome:
    """Write the entries into the translation and return what came of it.

    An empty entry leaves its text as it is; an uncertain one waits as a suggestion, and only where there is
    no translation yet. Raises `ValidationError` if none of them belongs to the page as it is now.
    """
    outcome = Outcome()
    places = _places(translation)
    known = False
    for entry in entries:
        place = places.get((entry.path, entry.text))
        if place is None:
            outcome.unknown += 1
            continue
        known = True
        if entry.translation.strip():
            _take(entry, place, translation, user, outcome)
    if not known:
        raise ValidationError(
            _("None of the texts in the file is on the page any more. Take the texts along again.")
        )
    return outcome


def _places(translation: Translation) -> dict[tuple[str, str], tuple[int, int]]:
    """Return the keys of context and text for each text of the page in its place."""
    segments = texts_for(translation.source, translation.target_locale).values_list(
        "context__path", "string__data", "context_id", "string_id"
    )
    return {(path, one_kind_of_line_end(text)): (context, string) for path, text, context, string in segments}


def _take(
    entry: Entry, place: tuple[int, int], translation: Translation, user: AnyUser, outcome: Outcome
) -> None:
    context, string = place
    written = {
        "data": entry.translation,
        "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
        # Translators: completes “Translated with …”
        "tool_name": _("a PO file"),
        "last_translated_by": user,
        "has_error": not entry.is_sure,
        "field_error": "" if entry.is_sure else _("A suggestion, marked as uncertain. Read it and save it."),
    }
    # Somebody may write the same text in the editor at this very moment.
    text, is_new = StringTranslation.objects.get_or_create(
        locale=translation.target_locale, context_id=context, translation_of_id=string, defaults=written
    )
    if not is_new:
        is_usable = bool(text.data.strip()) and not text.has_error
        if is_usable and (not entry.is_sure or text.data == entry.translation):
            return
        for name, value in written.items():
            setattr(text, name, value)
        text.save()
    if not entry.is_sure:
        outcome.suggested += 1
        return
    outcome.taken += 1
    text.refresh_from_db(fields=["has_error"])
    outcome.wrong += text.has_error
