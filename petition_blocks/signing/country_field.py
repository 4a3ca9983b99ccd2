"""The country on each sign form: a list of the world’s countries, kept ready in each language.

Django renders a template for each of the 250 choices, which took a good part of the time of a page.
"""

from functools import cache

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_countries import countries


@cache
def _options(language: str) -> SafeString:
    """Return the options by their names in the language, which must be the active one."""
    nothing = format_html('<option value="">{}</option>', _("Choose a country"))
    return nothing + format_html_join("", '<option value="{}">{}</option>', countries)


class CountrySelect(forms.Select):
    """A list of the world’s countries. None is chosen beforehand."""

    template_name = "petition_blocks/signing/country_select.html"

    def get_context(self, name: str, value: object, attrs: dict[str, object] | None) -> dict[str, object]:
        """Return what the template shows: the options, of which `value` is the chosen one."""
        context = super(forms.widgets.ChoiceWidget, self).get_context(name, value, attrs)
        options = _options(get_language() or "en")
        # No other code is in the list, whatever somebody sends.
        chosen = format_html('<option value="{}"', value or "")
        context["options"] = mark_safe(options.replace(f"{chosen}>", f"{chosen} selected>", 1))  # noqa: S308
        return context


class CountryField(forms.ChoiceField):
    """The code of one of the world’s countries."""

    widget = CountrySelect(attrs={"autocomplete": "country"})

    def valid_value(self, value: object) -> bool:
        """Tell whether it is the code of a country. Names are sorted to be shown, not to check an answer."""
        return value in countries.countries
