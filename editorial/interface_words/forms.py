"""Writing a message anew, and looking for one."""

import hashlib
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..alphabetical_order import alphabetical_key
from ..control_characters import in_one_line
from .catalogue import Message, all_messages, forms_of, plural_examples
from .problems import LONGEST, problems_of_text
from .progress import STILL_IN_ENGLISH


class Readers(models.TextChoices):
    """Who reads a message."""

    VISITORS = "visitors", gettext_lazy("Visitors and signatories")
    EVERYBODY = "everybody", gettext_lazy("Everybody, editors too")


class State(models.TextChoices):
    """How a message stands."""

    ALL = "", gettext_lazy("All words")
    OWN = "own", gettext_lazy("Improved here")
    OVERTAKEN = "overtaken", gettext_lazy("Improved here, and changed in the hub since")
    MISSING = STILL_IN_ENGLISH, gettext_lazy("Still in English")


def place_choices() -> list[tuple[str, str]]:
    """Return “everywhere”, and the places that any message stands at, by the reader's alphabet."""
    places = {place for message in all_messages().values() for place in message.places}
    return [("", _("Everywhere")), *((place, place) for place in sorted(places, key=alphabetical_key))]


class FindForm(forms.Form):
    """What to look for in a language's words."""

    q = forms.CharField(label=gettext_lazy("Find"), required=False, max_length=200)
    readers = forms.ChoiceField(label=gettext_lazy("Read by"), required=False, choices=Readers.choices)
    state = forms.ChoiceField(label=gettext_lazy("Which"), required=False, choices=State.choices)
    place = forms.ChoiceField(label=gettext_lazy("Where"), required=False, choices=place_choices)


class WordForm(forms.Form):
    """A message's texts in a language: one, or one for each plural form."""

    # What was said when the form was opened: somebody else may have bettered it since.
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    # A form without files is handed in as these.
    data: QueryDict | dict[str, Any]

    def __init__(
        self, message: Message, language: str, direction: str, now: list[str], data: QueryDict | None = None
    ) -> None:
        self.message, self.now = message, now
        self.examples = plural_examples(language) if message.plural else []
        super().__init__(data, initial={"seen": _fingerprint(now)})
        for number in range(forms_of(message, language)):
            self.fields[f"text_{number}"] = forms.CharField(
                label=self._label(number),
                initial=now[number],
                max_length=LONGEST,
                strip=True,
                widget=forms.Textarea(attrs={"rows": 2, "lang": language, "dir": direction}),
            )

    def _label(self, number: int) -> str:
        if not self.examples:
            return _("In your words")
        examples = self.examples[number]
        numbers = [str(example) for example in examples] + (["…"] if len(examples) > 1 else [])
        return _("In your words, for %(numbers)s") % {"numbers": ", ".join(numbers)}

    def clean(self) -> dict[str, Any]:
        """Say beside each text what is wrong with it, and whether somebody else was quicker."""
        cleaned: dict[str, Any] = super().clean() or {}
        for number in range(len(self.fields) - 1):
            name = f"text_{number}"
            if name not in cleaned:
                continue
            cleaned[name] = in_one_line(cleaned[name])
            of_one_number = bool(self.examples) and len(self.examples[number]) == 1
            for problem in problems_of_text(self.message, cleaned[name], may_leave_out=of_one_number):
                self.add_error(name, problem)
        if cleaned.get("seen") != _fingerprint(self.now):
            # Pressing once more is done knowingly.
            self.data = {**self.data, "seen": _fingerprint(self.now)}
            raise ValidationError(
                _(
                    "Somebody else has improved this meanwhile: “%(words)s”. Press the button once more to "
                    "say it your way."
                )
                % {"words": " | ".join(self.now)}
            )
        return cleaned

    @property
    def texts(self) -> list[str]:
        """What was written, in the order of the plural forms."""
        return [self.cleaned_data[f"text_{number}"] for number in range(len(self.fields) - 1)]


def _fingerprint(texts: list[str]) -> str:
    return hashlib.sha256("\x1f".join(texts).encode()).hexdigest()
