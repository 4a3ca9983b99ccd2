"""The forms of handing over."""

from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from ..keys.models import RecipientKey
from ..petition.models import Petition
from .models import Export


class RecipientField(forms.ModelChoiceField):
    """A choice of keys, by who holds them and what they open."""

    def label_from_instance(self, obj: Model) -> str:
        """Name the holder and the purpose."""
        return str(obj)


class RequestExportForm(forms.Form):
    """For whom a file is made, and what is in it."""

    recipient = RecipientField(
        queryset=RecipientKey.objects.none(),
        label=_("For"),
        empty_label=None,
        help_text=_("The file can be opened with the secret half of this key alone."),
    )
    kind = forms.ChoiceField(
        choices=Export.Kind.choices,
        label=_("What is in it"),
        widget=forms.RadioSelect,
        initial=Export.Kind.FULL,
        help_text=_(
            "Changes are those since the last file that this recipient has acknowledged: new signatures, and "
            "which ones were withdrawn."
        ),
    )

    def __init__(self, *args: Any, petition: Petition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Nothing is sealed to one that waits for a second person.
        keys = petition.recipient_keys.exclude(approved_at=None).order_by("covers", "pk")
        self.fields["recipient"].queryset = keys  # type: ignore[attr-defined]
