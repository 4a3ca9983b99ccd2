"""What somebody asks the desk for."""

from collections.abc import Collection
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Locale

from .matrix import Wanted


class AskForm(forms.Form):
    """Which rows and languages to show. What makes no sense is passed over, as if it had not been asked."""

    q = forms.CharField(label=gettext_lazy("Title"), required=False, max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("What it is"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("How it stands"), required=False, choices=Wanted.choices)
    language = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: QueryDict, locales: Collection[Locale], kinds: list[tuple[str, str]]) -> None:
        super().__init__(data, auto_id="desk-%s")
        self.locales = locales
        names = sorted(
            ((locale.language_code, str(locale.get_display_name())) for locale in locales),
            key=lambda choice: choice[1].casefold(),
        )
        for name, choices in (("kind", [("", _("Everything")), *kinds]), ("language", names)):
            cast(forms.ChoiceField, self.fields[name]).choices = choices
        self.is_valid()

    def asked(self, name: str) -> Any:
        """Return what was asked for, or nothing."""
        return self.cleaned_data.get(name) or ""

    @property
    def wanted(self) -> Wanted:
        """How what is shown is to stand."""
        return Wanted(self.asked("state"))


def chosen_languages(data: QueryDict, locales: Collection[Locale]) -> list[Locale]:
    """Return the languages that were chosen of those on offer; all of them if there were none."""
    codes = set(data.getlist("language"))
    return [locale for locale in locales if locale.language_code in codes] or list(locales)
