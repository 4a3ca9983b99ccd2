"""Whether somebody wants a mail a day: asked in their account, beside Wagtail's own mails."""

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab
from wagtail.admin.widgets import SwitchInput

from .models import DigestReader
from .readers import gets_digest, reader_for


class DigestForm(forms.ModelForm):
    """Yes or no."""

    wants = forms.BooleanField(
        label=_("What is new for your languages"),
        required=False,
        widget=SwitchInput(),
        help_text=_("One mail a day with all of it. None if nothing is new."),
    )

    class Meta:
        model = DigestReader
        fields = ["wants"]


class DigestPanel(BaseSettingsPanel):
    """The question, for those who may translate."""

    name = "translation_digest"
    title = _("Translations")
    tab = notifications_tab
    order = 200
    form_class = DigestForm
    user: User

    def is_active(self) -> bool:
        """Show it to those who may submit something for translation."""
        return bool(self.user.has_perm("wagtail_localize.submit_translation"))

    def get_form(self) -> DigestForm:
        """Return the form, filled in with what holds now."""
        reader = reader_for(self.user)
        initial = {"wants": gets_digest(reader)}
        data = self.request.POST if self.request.method == "POST" else None
        return DigestForm(data, instance=reader, prefix=self.name, initial=initial)
