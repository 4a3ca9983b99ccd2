"""The two floors: a view that does nothing, and one that checks a form and inserts one row."""

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django_countries import countries

from .models import PlainSignature


def nothing(request: HttpRequest) -> HttpResponse:
    """Answer."""
    return HttpResponse("ok")


class PlainForm(forms.Form):
    """The fields of the sign form."""

    name = forms.CharField(max_length=255)
    email = forms.EmailField()
    country = forms.ChoiceField(choices=[*countries])
    updates = forms.ChoiceField(choices=[("yes", "Yes"), ("no", "No")])


def insert(request: HttpRequest) -> HttpResponse:
    """Insert a valid form and lead on."""
    form = PlainForm(request.POST)
    if not form.is_valid():
        return HttpResponse(form.errors.as_text(), status=422)
    PlainSignature(**form.cleaned_data).save()
    response = HttpResponseRedirect("/")
    response.status_code = 303
    return response
