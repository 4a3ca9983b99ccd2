"""The sign form."""

import re
from collections.abc import Callable
from copy import copy
from typing import Any, cast
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from editorial.mail_domain import readable_domain

from ..abuse.challenge import LONGEST_CHALLENGE
from ..abuse.domains import verdict_for
from ..abuse.honeypot import HoneypotField
from ..abuse.models import DomainRule
from ..details.asked import details_asked
from ..mailing.links import signature_to_correct
from ..page.default_words import SHOW_NAME_EXPLANATION, SHOW_NAME_QUESTION
from ..page.models import PetitionPage
from ..petition.abuse_steps import AbuseStep
from ..petition.models import Petition
from ..signature.fields import HiddenText, NameField, SignatoryEmailField
from .country_field import CountryField

NAME_LENGTH = 255
# What the rules for mail domains say about an address.
FindVerdict = Callable[[Petition, str], DomainRule.Verdict | None]


class SharedFields(dict[str, forms.Field]):
    """Fields that all forms of a kind share: none of them changes one.

    Django copies each field with all that is in it for each form, which takes as long as checking them.
    """

    def __deepcopy__(self, memo: object) -> dict[str, forms.Field]:
        """Return the same fields, of which a form leaves some out."""
        return dict(self)


YES_OR_NO = [("yes", _("Yes")), ("no", _("No"))]


class SignForm(forms.Form):
    """What a visitor tells us, in the order of the page. Nothing is chosen beforehand."""

    name = NameField(
        label=_("Your name"),
        max_length=NAME_LENGTH,
        error_messages={
            "required": _("Enter your name."),
            "max_length": _("Enter a name of at most 255 characters."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = SignatoryEmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("We send you a link to confirm."),
        error_messages={
            "required": _("Enter your e-mail address, like name@example.org."),
            "max_length": _("Enter an e-mail address of at most 254 characters."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )
    country = CountryField(
        label=_("Country you live in"),
        error_messages={
            "required": _("Choose the country you live in."),
            "invalid_choice": _("Choose a country from the list."),
        },
    )
    updates = forms.ChoiceField(
        choices=YES_OR_NO,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose whether we may write to you."),
            "invalid_choice": _("Choose Yes or No."),
        },
    )
    partner = forms.ChoiceField(
        choices=YES_OR_NO,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose whether our partner may write to you."),
            "invalid_choice": _("Choose Yes or No."),
        },
    )
    show_name = forms.ChoiceField(
        label=SHOW_NAME_QUESTION,
        help_text=SHOW_NAME_EXPLANATION,
        choices=YES_OR_NO,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose whether we may show your name."),
            "invalid_choice": _("Choose Yes or No."),
        },
    )
    wording = HiddenText(max_length=64)
    via = HiddenText(max_length=50)
    # Names a signature of the same address that this one is to put right.
    corrects = HiddenText(max_length=80)
    # For the abuse ladder. Neither is ever wrong: what is suspect about them is looked at later.
    homepage = HoneypotField()
    challenge = HiddenText(max_length=LONGEST_CHALLENGE)

    def __init__(
        self,
        petition: Petition,
        *args: Any,
        page: PetitionPage | None = None,
        find_verdict: FindVerdict = verdict_for,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.petition = petition
        self.find_verdict = find_verdict
        # What the rules for mail domains say about the address, once the form is checked.
        self.domain_verdict: DomainRule.Verdict | None = None
        # Fields say what is wrong in words beside them, with or without JavaScript.
        self.use_required_attribute = False
        if page is not None:
            for name, question in {
                "updates": page.updates_question,
                "partner": page.partner_question,
            }.items():
                self.fields[name] = copy(self.fields[name])
                self.fields[name].label = question
        if not petition.takes_step(AbuseStep.HONEYPOT):
            del self.fields["homepage"]
        self.details = details_asked(petition)
        self.fields |= {detail.name: detail.field for detail in self.details}
        self.order_fields(["name", "email", "country", *(detail.name for detail in self.details)])
        if not petition.asks_updates:
            del self.fields["updates"]
        if not petition.asks_partner:
            del self.fields["partner"]
        if not self["corrects"].value():
            del self.fields["corrects"]
        if not petition.shows_names:
            del self.fields["show_name"]

    def shown_again(self, page: PetitionPage, *, auto_id: str, says_what_is_wrong: bool) -> "SignForm":
        """Return the form as the page shows it again, with what was typed and the text that it shows now.

        It isn't checked a second time: what was found wrong is said in the page's words.
        """
        data = cast(QueryDict, self.data).copy()
        # A changed text must be read before it is signed: the form now names the one it shows.
        data["wording"] = page.wording_hash
        shown = SignForm(self.petition, data, page=page, auto_id=auto_id)
        shown.cleaned_data = {}
        # Django's own: with errors, however few, a form counts as checked.
        shown._errors = ErrorDict(self.errors) if says_what_is_wrong else ErrorDict()  # type: ignore[attr-defined]
        return shown

    def clean_email(self) -> str:
        """Return the address, unless a rule says that those of its domain can't be accepted."""
        email = str(self.cleaned_data["email"])
        if self.petition.takes_step(AbuseStep.DOMAINS):
            self.domain_verdict = self.find_verdict(self.petition, email)
        if self.domain_verdict == DomainRule.Verdict.BLOCK:
            raise ValidationError(
                _("We can’t accept addresses at %(domain)s. Please use another e-mail address."),
                params={"domain": readable_domain(email.rpartition("@")[2])},
            )
        return email

    def clean(self) -> dict[str, Any]:
        """Return the answers, unless a detail is missing that who lives in that country must tell."""
        answers = cast(dict[str, Any], super().clean())
        for detail in self.details:
            if answers.get(detail.name) == "" and detail.is_needed(answers.get("country", "")):
                self.add_error(
                    detail.name, ValidationError(detail.field.error_messages["required"], code="required")
                )
        return answers

    @property
    def answers(self) -> dict[str, str]:
        """What the visitor told us: the fields that the page shows. Only of a valid form."""
        return {field.name: self.cleaned_data[field.name] for field in self.visible_fields()}

    def clean_via(self) -> str:
        """Return where the visitor signed, or nothing if it is not a name we would have given."""
        via = str(self.cleaned_data["via"])
        return via if re.fullmatch(r"[\w-]{0,50}", via) else ""

    def clean_corrects(self) -> UUID | None:
        """Return the public id of the signature to put right; None if the form doesn't come from its page."""
        return signature_to_correct(str(self.cleaned_data["corrects"]))


SignForm.base_fields = SharedFields(SignForm.base_fields)
