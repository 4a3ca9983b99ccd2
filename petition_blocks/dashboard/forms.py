"""The form of a petition's settings."""

import hashlib
import re
from datetime import date, datetime, timedelta
from typing import cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from editorial.control_characters import in_one_line
from editorial.days import current_day
from editorial.written_dates import written_day

from ..abuse import recaptcha
from ..admin.registers import value_in_words
from ..lifecycle.readiness import Piece, missing_for_opening
from ..petition.abuse_steps import AbuseStep
from ..petition.controllers import Controller
from ..petition.models import Petition, validate_goal_steps

# A number as people group its digits: 10 000, 10.000, 10'000. A comma separates goals, so it can't group.
GROUPED_NUMBER = re.compile(r"\d{1,3}([ .'’\u00a0\u202f]\d{3})+")
LARGEST_GOAL = 1_000_000_000


# What is chosen of an organisation.
CONTROLLER_FACTS = ["organisation_id", "for_petition", "for_updates", "for_partner"]


class GoalStepsField(forms.CharField):
    """A list of whole numbers, written with commas between them."""

    default_validators = [validate_goal_steps]

    def prepare_value(self, value: object) -> object:
        """Return the numbers as an editor writes them."""
        return ", ".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value: object) -> list[int]:  # type: ignore[override]
        """Return the numbers, or say which one can't be read."""
        if isinstance(value, list):
            return value
        written = [part.strip() for part in re.split(r"[,;\n]", str(value or ""))]
        return [self._goal(part) for part in written if part]

    def _goal(self, text: str) -> int:
        digits = re.sub(r"\D", "", text) if GROUPED_NUMBER.fullmatch(text) else text
        if re.fullmatch(r"0\d+", digits):
            raise ValidationError(gettext("Write 1000 rather than 1,000: a comma stands between two goals."))
        if not re.fullmatch(r"[0-9]+", digits):
            raise ValidationError(gettext("“%(text)s” is not a whole number, like 1000.") % {"text": text})
        if len(digits) > len(str(LARGEST_GOAL)) or int(digits) > LARGEST_GOAL:
            raise ValidationError(
                gettext("“%(text)s” is more than there are people to sign.") % {"text": text}
            )
        return int(digits)


def _sign_of(value: object) -> str:
    """Return a few letters that stand for a value. Browsers send other line breaks than they were given."""
    return hashlib.sha256(in_one_line(str(value)).encode()).hexdigest()[:6]


def _is_a_day(text: str) -> bool:
    """Tell whether a text is a date without a time, however it is written in the active language."""
    try:
        forms.DateField().clean(text.strip())
    except ValidationError:
        return False
    return True


class PetitionForm(WagtailAdminModelForm):
    """The settings of a register. It plans; it never changes the state of this moment: buttons do that."""

    goal_steps = GoalStepsField(
        label=_("Goals"),
        help_text=_(
            "Whole numbers with commas between them, like 100, 500, 1000. "
            "The next one shows when one is reached."
        ),
        error_messages={"required": _("Give at least one goal, like 1000.")},
    )

    abuse_steps = forms.MultipleChoiceField(
        label=_("What is looked at"),
        choices=AbuseStep.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Nobody is turned away for these: a suspect signature waits until one of you has checked it."
        ),
    )

    # What the settings were when the form was shown, so that nobody overwrites unseen what another has saved.
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    data: QueryDict

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._looked_at: bool | None = None
        petition: Petition = self.instance
        self._stored = self._stored_values()
        # In no language: whoever looks may change theirs meanwhile.
        self.initial["seen"] = " ".join(_sign_of(value) for value in self._stored.values())
        if not recaptcha.is_configured() and not petition.takes_step(AbuseStep.RECAPTCHA):
            steps = cast(forms.MultipleChoiceField, self.fields["abuse_steps"])
            steps.choices = [choice for choice in AbuseStep.choices if choice[0] != AbuseStep.RECAPTCHA]
        zone = {"zone": timezone.get_current_timezone_name()}
        self.has_been_signed = petition.signatures.exists() or petition.submissions.exists()
        if self.has_been_signed:
            self._lock("slug", gettext("People have signed: links in their mails need it as it is."))
        if petition.state == Petition.State.NOT_OPEN:
            self.fields["opens_at"].help_text = (
                gettext(
                    "Leave it empty and press “Open now” when you are ready, "
                    "or choose a moment (%(zone)s time)."
                )
                % zone
            )
        else:
            self._lock("opens_at", "")
        if petition.signing == Petition.State.CLOSED:
            self._lock("closes_at", gettext("It is closed. Press “Open again” above to open it."))
        else:
            self.fields["closes_at"].help_text = (
                gettext(
                    "Leave it empty and press “Close now” one day, or choose a moment (%(zone)s time). "
                    "A day without a time counts whole."
                )
                % zone
            )
        if petition.retention_day is not None:
            if petition.retention_day <= current_day():
                self._lock("retention_day", gettext("The day has come: it can’t be put off any more."))
            elif self.has_been_signed:
                self.fields["retention_day"].help_text = gettext(
                    "People have signed, and were promised %(day)s at the latest. An earlier day is for all "
                    "of them. A later day is only for those who sign after the change: who has signed "
                    "before is erased as promised, and the numbers stay."
                ) % {"day": written_day(petition.retention_day)}
        for name in ("opens_at", "closes_at", "retention_day"):
            # A field that this page showed as locked isn't sent at all: empty would then mean "no date".
            if self.is_bound and self.add_prefix(name) not in self.data:
                self.fields[name].disabled = True

    def _lock(self, name: str, reason: str) -> None:
        self.fields[name].disabled = True
        self.fields[name].help_text = reason

    def _stored_values(self) -> dict[str, object]:
        """Return what is stored, by the name of the field; the organisations as a list of their facts."""
        values = {name: self.instance.__dict__.get(name) for name in self._meta.fields}
        controllers = self.instance.controllers.all() if self.instance.pk else []
        return values | {
            "controllers": [
                [str(getattr(controller, name)) for name in CONTROLLER_FACTS] for controller in controllers
            ]
        }

    def _in_words(self, name: str) -> str:
        """Return a field that is stored, with its label, as an editor reads it."""
        if name == "controllers":
            lines = [
                f"{purpose.label}: {one.organisation.line}"
                for one in self.instance.controllers.all()
                for purpose in one.purposes
            ]
            return f"{gettext('Who is responsible for the data')}: {'; '.join(lines)}"
        field = Petition._meta.get_field(name)
        value = self.instance.__dict__.get(name)
        shown = value_in_words(dict(field.flatchoices).get(value, value) if field.flatchoices else value)
        said = ", ".join(map(str, shown)) if isinstance(shown, list) else shown
        return f"{capfirst(str(field.verbose_name))}: {said}"

    def clean(self) -> dict[str, object]:
        """Say once what somebody else has saved since the form was shown. Sent again, it is meant."""
        cleaned = super().clean()
        seen, stored = cleaned.get("seen", ""), self.initial["seen"]
        if seen and seen != stored:
            # Nothing that was sent is in the petition yet: its fields are filled in once they are all clean.
            signs_seen = dict(zip(self._stored, seen.split(" "), strict=False))
            signs_stored = dict(zip(self._stored, stored.split(" "), strict=True))
            changed = [
                self._in_words(name) for name in self._stored if signs_seen.get(name) != signs_stored[name]
            ]
            # What is shown again has seen it.
            self.data = data = self.data.copy()
            data[self.add_prefix("seen")] = stored
            self.add_error(
                None,
                gettext(
                    "Somebody has changed these settings since you opened them. They are now: %(changed)s. "
                    "Below stands what you entered: save again to keep it, or load the page anew to begin "
                    "from theirs."
                )
                % {"changed": "; ".join(changed)},
            )
        return cleaned

    def clean_opens_at(self) -> datetime | None:
        """Accept only a moment that lies ahead: opening at once is a button."""
        return self._ahead(
            "opens_at", gettext("Choose a moment in the future. To open it at once, press “Open now”.")
        )

    def clean_closes_at(self) -> datetime | None:
        """Accept only a moment that lies ahead: closing at once is a button. A day alone counts whole."""
        entered = self.data.get(self.add_prefix("closes_at"), "")
        moment = self.cleaned_data["closes_at"]
        if moment is not None and "closes_at" in self.changed_data and _is_a_day(entered):
            self.cleaned_data["closes_at"] = moment + timedelta(hours=23, minutes=59)
        return self._ahead(
            "closes_at", gettext("Choose a moment in the future. To close it at once, press “Close now”.")
        )

    def _ahead(self, name: str, otherwise: str) -> datetime | None:
        if self.fields[name].disabled:
            # As stored: a form that shows no fractions of a second would cut them off.
            return self.initial[name]
        moment = self.cleaned_data[name]
        if name in self.changed_data and moment is not None and moment <= timezone.now():
            raise ValidationError(otherwise)
        return moment

    def clean_count_minimum(self) -> int:
        """Take an empty field for no minimum."""
        return self.cleaned_data["count_minimum"] or 0

    def clean_retention_day(self) -> date | None:
        """Accept the day that was there, or one that lies ahead. A later one binds new signatures alone."""
        day = self.cleaned_data["retention_day"]
        if day is None and self.has_been_signed and self.initial.get("retention_day") is not None:
            raise ValidationError(gettext("People have signed and were promised a day. Choose one."))
        if "retention_day" in self.changed_data and day is not None and day <= current_day():
            raise ValidationError(gettext("Choose a day in the future."))
        return day

    def is_valid(self) -> bool:
        """Look at the fields, then at the organisations, and then whether all of it is enough."""
        # Only once: what is missing would otherwise be said again and again.
        if self._looked_at is None:
            valid = super().is_valid()
            if valid:
                self._refuse_to_open_unfinished()
            self._looked_at = valid and not self.errors
        return self._looked_at

    def _entered_controllers(self) -> list[Controller]:
        """Return the organisations as they stand in the form."""
        formset = self.formsets["controllers"]
        return [
            form.instance
            for form in formset.forms
            if form not in formset.deleted_forms and (form.instance.pk is not None or form.has_changed())
        ]

    def _refuse_to_open_unfinished(self) -> None:
        """Say what is missing if the petition takes signatures, or will by itself."""
        petition: Petition = self.instance
        if petition.opens_at is None or petition.signing == Petition.State.CLOSED:
            return
        for missing in missing_for_opening(petition, self._entered_controllers()):
            if missing.piece is Piece.CONTROLLERS:
                self.add_error(None, str(missing.sentence))
            elif missing.piece.value in self.fields:
                self.add_error(missing.piece.value, missing.sentence)
            elif "opens_at" in self.changed_data:
                self.add_error("opens_at", missing.sentence)
