"""Choosing some countries of many: a box to tick for each, those that are ticked first."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.templatetags.static import static

# As Django groups the boxes: a name for the group, the boxes, the number of the group.
Group = tuple[str | None, list[dict[str, Any]], int | None]


class CountryCheckboxes(forms.CheckboxSelectMultiple):
    """A box for each country. A script adds a field that narrows them; the boxes need none.

    The names and their order are those that the form's field offers.
    """

    template_name = "coalition/widgets/country_checkboxes.html"

    def optgroups(self, name: str, value: Iterable[str], attrs: dict[str, Any] | None = None) -> list[Group]:
        """Return the boxes, the ticked ones before the others."""
        groups = super().optgroups(name, list(value), attrs)
        return sorted(groups, key=lambda group: not any(option["selected"] for option in group[1]))

    def get_context(self, name: str, value: object, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add how many are ticked."""
        context = super().get_context(name, value, attrs)
        options = [option for _group, options, _index in context["widget"]["optgroups"] for option in options]
        context["ticked"] = sum(1 for option in options if option["selected"])
        return context

    @property
    def media(self) -> forms.Media:
        """The look of the list, and the script that narrows it."""
        return forms.Media(
            css={"all": [static("css/admin_country_choice.css")]}, js=[static("js/admin_country_choice.js")]
        )
