"""What editors choose of a brand, on pages and in blocks: one of its accents."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from .models import BrandAccent, accent_label
from .palette import ACCENTS


class Accent(models.TextChoices):
    """The accents of any brand, by number. Which colour and sign one has, the brand says."""

    ONE = "1", _("Accent 1")
    TWO = "2", _("Accent 2")
    THREE = "3", _("Accent 3")
    FOUR = "4", _("Accent 4")
    FIVE = "5", _("Accent 5")
    SIX = "6", _("Accent 6")


def accent_choices() -> list[tuple[str, str]]:
    """Return the accents with what they stand for: with all of it, where sites differ."""
    names: dict[int, list[str]] = {number: [] for number in ACCENTS}
    for number, name in BrandAccent.objects.order_by("brand_id").values_list("number", "name"):
        if name and name not in names.setdefault(number, []):
            names[number].append(name)
    return [(str(number), accent_label(number, " / ".join(names[number]))) for number in ACCENTS]


class AccentSelect(forms.Select):
    """Offers the accents with what they stand for at the moment."""

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        """Return the options, each under the name that the brand gives it."""
        groups = super().optgroups(name, value, attrs)
        labels = dict(accent_choices())
        for _group, options, _index in groups:
            for option in options:
                option["label"] = labels.get(str(option["value"]), option["label"])
        return groups
