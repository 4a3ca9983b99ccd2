"""The form with which a petition is used again."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from editorial.days import current_day
from editorial.list_comma import list_comma

from ..petition.models import Petition
from .actions import kept_for, keys_to_use_again


class ReuseForm(forms.Form):
    """How the new petition is called, when it opens about, and whether the same holders read it."""

    name = forms.CharField(
        label=_("Name of the new petition"),
        max_length=255,
        help_text=_("The title of its page, too. You can change both later."),
        error_messages={"required": _("Say how the new petition is called.")},
    )
    opens_on = forms.DateField(
        label=_("About when will it open?"),
        required=False,
        widget=AdminDateInput(attrs={"autocomplete": "off"}),
    )
    with_keys = forms.BooleanField(label=_("Let the same people read the signatures"), required=False)

    def __init__(self, *args: Any, petition: Petition, may_keep_keys: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.petition = petition
        length = kept_for(petition)
        if length is None:
            del self.fields["opens_on"]
        else:
            self.fields["opens_on"].help_text = ngettext(
                "“%(name)s” erases everything %(days)d day after it opened. With a day here, the new one "
                "has its day of erasing as long after it. Without, you choose one later.",
                "“%(name)s” erases everything %(days)d days after it opened. With a day here, the new one "
                "has its day of erasing as long after it. Without, you choose one later.",
                length.days,
            ) % {"name": petition.name, "days": length.days}
        keys = keys_to_use_again(petition) if may_keep_keys else []
        if keys:
            holders = list_comma().join(dict.fromkeys(key.name for key in keys))
            self.fields["with_keys"].help_text = gettext(
                "These hold the keys now: %(holders)s. Each shows anew that the secret half is still there."
            ) % {"holders": holders}
        else:
            del self.fields["with_keys"]

    def clean_name(self) -> str:
        """Refuse a name that another petition has: nobody could tell them apart."""
        name = str(self.cleaned_data["name"])
        if Petition.objects.filter(name=name).exists():
            raise forms.ValidationError(
                gettext("There is a petition of this name already. Choose another one.")
            )
        return name

    def clean_opens_on(self) -> date | None:
        """Refuse a day that has passed."""
        day: date | None = self.cleaned_data["opens_on"]
        if day is not None and day < current_day():
            raise forms.ValidationError(gettext("Choose a day in the future."))
        return day
