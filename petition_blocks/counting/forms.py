"""The forms for signatures on paper."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.documents.widgets import AdminDocumentChooser

from ..petition.models import Petition
from .models import OfflineBatch


class OfflineBatchForm(WagtailAdminModelForm):
    """Signatures on paper to be added to a petition."""

    class Meta(WagtailAdminModelForm.Meta):
        model = OfflineBatch
        fields = ["count", "country", "collected_on", "note", "evidence"]
        widgets = {"evidence": AdminDocumentChooser}

    def __init__(self, *args: object, petition: Petition, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.instance.petition = petition


class RemoveBatchForm(forms.Form):
    """Why signatures on paper no longer count."""

    reason = forms.CharField(
        label=_("Why?"),
        max_length=300,
        help_text=_("Such as “Entered twice”. It stays on record beside the struck-through number."),
        error_messages={"required": _("Say why, so that colleagues can follow it.")},
    )
