"""What a recipe asks before it makes a page: the title, and what the page couldn't be public without."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from ..start.forms import DemandForm


class NewPageForm(forms.Form):
    """How the page is called."""

    title = forms.CharField(
        label=_("Title"),
        max_length=255,
        error_messages={"required": _("Say how the page is called. You can change it later.")},
    )
    # The same each time a form is sent, so that a button which is pressed twice makes one page.
    mark = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class NewPetitionForm(NewPageForm):
    """And what people are to sign."""

    # As the guided start asks for it.
    demand = DemandForm.base_fields["demand"]


class NewEventForm(NewPageForm):
    """And when people meet."""

    start = forms.DateTimeField(label=_("Starts"), widget=AdminDateTimeInput(attrs={"autocomplete": "off"}))


FORMS: dict[str, type[NewPageForm]] = {"petition": NewPetitionForm, "event": NewEventForm}


def form_of(recipe: str) -> type[NewPageForm]:
    """Return the form of the recipe of this name."""
    return FORMS.get(recipe, NewPageForm)
