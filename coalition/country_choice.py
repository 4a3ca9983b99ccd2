"""Choosing some countries of many: a box to tick for each, those that are ticked first."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.templatetags.static import static


class CountryCheckboxes(forms.CheckboxSelectMultiple):
    """A box for each country. A script adds a field that narrows them; the boxes need none.

    The names and their order are those that the form's field offers.
    """

    template_name = "coalition/widgets/country_checkboxes.html"

    def optgroups(self, name: str, value: Iterable[Any], attrs: dict[str, Any] | None = None) -> list[Any]:
        """Return the boxes, the ticked ones before the others."""
        groups: list[Any] = super().optgroups(name, list(value), attrs)
        return sorted(groups, key=lambda group: not any(option["selected"] for option in group[1]))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add how many are ticked."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        options = [option for _group, options, _index in context["widget"]["optgroups"] for option in options]
        context["ticked"] = sum(1 for option in options if option["selected"])
        return context

    @property
    def media(self) -> forms.Media:
        """The look of the list, and the script that narrows it."""
        return forms.Media(
            css={"all": [static("css/admin_country_choice.css")]}, js=[static("js/admin_country_choice.js")]
        )
