"""Where a page from the bin is to go."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from ..slugs import SlugFormField


class PutBackForm(forms.Form):
    """Asks for the place and the slug, if those it had are gone."""

    parent = forms.ModelChoiceField(
        label=_("Below which page"),
        queryset=Page.objects.all(),
        widget=AdminPageChooser,
        error_messages={"required": _("Choose a page.")},
    )
    slug = SlugFormField(
        label=_("Slug"), max_length=255, allow_unicode=True, help_text=_("The end of the page’s address.")
    )
    as_draft = forms.BooleanField(
        label=_("As drafts, so that visitors don’t see it until you publish it"), required=False
    )
