"""The sign form."""

import re
import unicodedata
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from .abuse.domains import verdict_for
from .abuse.empty_field import EmptyField
from .default_words import SHOW_NAME_EXPLANATION, SHOW_NAME_QUESTION
from .links import signature_to_correct
from .models import AbuseStep, DomainRule, Petition, PetitionPage

NAME_LENGTH = 255
# A dot between two letters of a longer word, or an address scheme: the marks of a link. "J. R." has neither.
LINK = re.compile(r"(://|www\.|[^\W\d_]{2,}\.[^\W\d_]{2,}|/)", re.IGNORECASE)
POSTCODE = re.compile(r"^[\w\- ]{2,12}$")
CONTROL_CATEGORIES = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
# Joiners are part of how Persian and several Indian names are written; a tab comes along when pasting.
ALLOWED_CONTROL_CHARACTERS = {"\u200c", "\u200d", "\t"}


def validate_name(name: str) -> None:
    """Refuse links and invisible characters; anything else may be a name."""
    if any(
        unicodedata.category(character) in CONTROL_CATEGORIES and character not in ALLOWED_CONTROL_CHARACTERS
        for character in name
    ):
        raise ValidationError(_("Your name holds a character that can’t be shown. Please type it again."))
    if LINK.search(name) or "@" in name:
        raise ValidationError(_("Enter your name without links or addresses."))
    if not any(unicodedata.category(character).startswith("L") for character in name):
        raise ValidationError(_("Enter your name, like Ada Lovelace."))


YES_OR_NO = [("yes", _("Yes")), ("no", _("No"))]


def country_choices() -> list[tuple[str, str]]:
    """Return what the list of countries offers, by their names in the active language."""
    return [("", _("Choose a country")), *countries]


class CountryField(forms.ChoiceField):
    """One of the world’s countries. Their names are sorted when they are shown, not to check an answer."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=country_choices, **options)

    def valid_value(self, value: Any) -> bool:
        """Tell whether it is the code of a country."""
        return value in countries.countries


class SignForm(forms.Form):
    """What a visitor tells us, in the order of the page. Nothing is chosen beforehand."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=NAME_LENGTH,
        validators=[validate_name],
        error_messages={
            "required": _("Enter your name."),
            "max_length": _("Enter a name of at most 255 characters."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("We send you a link to confirm."),
        error_messages={
            "required": _("Enter your e-mail address, like name@example.org."),
            "invalid": _("Enter your e-mail address, like name@example.org."),
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
        widget=forms.Select(attrs={"autocomplete": "country"}),
    )
    postcode = forms.CharField(
        label=_("Postcode"),
        max_length=12,
        error_messages={
            "required": _("Enter your postcode."),
            "max_length": _("Enter a postcode of at most 12 characters."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "postal-code"}),
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
    wording = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    via = forms.CharField(required=False, max_length=50, widget=forms.HiddenInput)
    # Names a signature of the same address that this one is to put right.
    corrects = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    # For the abuse ladder. Neither is ever wrong: what is suspect about them is looked at later.
    homepage = EmptyField()
    ticket = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, petition: Petition, *args: Any, page: PetitionPage | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.petition = petition
        # What the rules for mail domains say about the address, once the form is checked.
        self.domain_verdict: DomainRule.Verdict | None = None
        # Fields say what is wrong in words beside them, with or without JavaScript.
        self.use_required_attribute = False
        if page is not None:
            self.fields["updates"].label = page.updates_question
            self.fields["partner"].label = page.partner_question
        if not petition.takes_step(AbuseStep.EMPTY_FIELD):
            del self.fields["homepage"]
        if not petition.asks_postcode:
            del self.fields["postcode"]
        if not petition.asks_partner_consent:
            del self.fields["partner"]
        if not self["corrects"].value():
            del self.fields["corrects"]
        if not petition.shows_names:
            del self.fields["show_name"]

    def clean_name(self) -> str:
        """Return the name as one line with single spaces."""
        return " ".join(unicodedata.normalize("NFC", self.cleaned_data["name"]).split())

    def clean_email(self) -> str:
        """Return the address, unless a rule says that those of its domain can't be accepted."""
        address = str(self.cleaned_data["email"])
        if self.petition.takes_step(AbuseStep.DOMAINS):
            self.domain_verdict = verdict_for(self.petition, address)
        if self.domain_verdict == DomainRule.Verdict.BLOCK:
            raise ValidationError(
                _("We can’t accept addresses at %(domain)s. Please use another e-mail address."),
                params={"domain": address.rpartition("@")[2]},
            )
        return address

    @property
    def answers(self) -> dict[str, str]:
        """What the visitor told us: the fields that the page shows. Only of a valid form."""
        return {field.name: self.cleaned_data[field.name] for field in self.visible_fields()}

    def clean_postcode(self) -> str:
        """Return the postcode in capitals."""
        postcode = str(self.cleaned_data["postcode"]).upper()
        if not POSTCODE.match(postcode):
            raise ValidationError(_("Enter a postcode of letters and digits."))
        return postcode

    def clean_via(self) -> str:
        """Return where the visitor signed, or nothing if it is not a name we would have given."""
        via = str(self.cleaned_data["via"])
        return via if re.fullmatch(r"[\w-]{0,50}", via) else ""

    def clean_corrects(self) -> UUID | None:
        """Return the public id of the signature to put right; None if the form doesn't come from its page."""
        return signature_to_correct(str(self.cleaned_data["corrects"]))


class AddressForm(forms.Form):
    """The address of somebody who has signed and has lost the link."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        error_messages={
            "required": _("Enter your e-mail address, like name@example.org."),
            "invalid": _("Enter your e-mail address, like name@example.org."),
            "max_length": _("Enter an e-mail address of at most 254 characters."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )
    use_required_attribute = False
