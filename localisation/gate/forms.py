"""What is asked about a language."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from editorial.days import current_day

from .models import LegalReview


class ReviewForm(forms.ModelForm):
    """Who has reviewed a language's texts, and when."""

    class Meta:
        model = LegalReview
        fields = ["reviewer", "reviewed_on", "note"]
        widgets = {"reviewed_on": AdminDateInput()}
        help_texts = {
            "reviewer": _("The lawyer or data-protection officer who has read the texts in this language."),
            "note": _("What was read, or where the opinion is kept. Only the team sees it."),
        }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["reviewed_on"].initial = current_day

    def clean_reviewer(self) -> str:
        """Return the name without spaces around it, which alone name nobody."""
        return str(self.cleaned_data["reviewer"]).strip()

    def clean_reviewed_on(self) -> object:
        """Return a day that has come."""
        day = self.cleaned_data["reviewed_on"]
        if day > current_day():
            raise forms.ValidationError(_("Enter a day that has come."))
        return day


class TimesForm(forms.Form):
    """Whose times a translation keeps."""

    are_own = forms.BooleanField(
        label=_("This page has times of its own"),
        required=False,
        help_text=_("Without it, the page appears and goes together with its original."),
    )
