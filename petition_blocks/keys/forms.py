"""The forms about keys."""

from typing import cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from ..petition.models import Petition
from .models import RecipientKey


class RecipientKeyForm(WagtailAdminModelForm):
    """A new key for a petition."""

    data: QueryDict

    class Meta(WagtailAdminModelForm.Meta):
        model = RecipientKey
        fields = ["name", "covers", "public_key"]
        widgets = {
            "public_key": forms.TextInput(
                attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}
            )
        }
        labels = {"name": _("Who holds the secret half")}
        help_texts = {
            "name": _("A person or an organisation, as you would name it to somebody who signs."),
            "public_key": _(
                "It starts with “age1”. The other half stays with its holder and is never entered here."
            ),
            "covers": _("Give each holder only what they need."),
        }

    def __init__(self, *args: object, petition: Petition, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.instance.petition = petition
        if not petition.asks_updates:
            # Nothing would ever be sealed to a key for news.
            opens_all = RecipientKey.Covers.PETITION
            cast(forms.ChoiceField, self.fields["covers"]).choices = [(opens_all.value, opens_all.label)]
        name = self.add_prefix("public_key")
        self.was_given_a_secret = "AGE-SECRET-KEY-" in self.data.get(name, "").upper()
        if self.was_given_a_secret:
            # Forgotten at once: it must not even travel back to the screen.
            self.data = self.data.copy()
            self.data[name] = ""

    def clean(self) -> dict[str, object]:
        """Refuse a private key, and a key that is there for the same purpose."""
        super().clean()
        data = self.cleaned_data
        if self.was_given_a_secret:
            del self.errors["public_key"]
            self.add_error(
                "public_key",
                gettext(
                    "That was the secret half, which nobody but its holder may see. We have not kept it; if "
                    "others may have seen it, make a new pair. Enter the half that starts with “age1”."
                ),
            )
        elif {"public_key", "covers"} <= data.keys():
            keys = self.instance.petition.recipient_keys
            if keys.filter(public_key=data["public_key"], covers=data["covers"]).exists():
                self.add_error("public_key", gettext("This key is there already, for the same purpose."))
        return data


class RevokeKeyForm(forms.Form):
    """The consent to lose what only one key can open."""

    understood = forms.BooleanField(error_messages={"required": _("Tick the box if you are sure.")})


class CodeForm(forms.Form):
    """A code that only who has opened something can know."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        help_text=_("Two groups of letters and digits, like K7WPD-2MXQA."),
        error_messages={"required": _("Enter the code.")},
    )
