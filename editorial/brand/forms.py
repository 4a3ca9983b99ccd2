"""The form of a look."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from .looks import FIRST_LOOK, LOOKS, PALETTES, look_choices
from .models import Brand
from .palette import ACCENTS, ROLES


class BrandForm(WagtailAdminModelForm):
    """Offers whole looks; and, as own colours to begin with, those of the palette that was chosen last."""

    instance: Brand
    ready_look = forms.ChoiceField(
        label=_("Take over a whole look"),
        required=False,
        choices=lambda: [("", _("Keep what is chosen here")), *look_choices()],
        widget=forms.RadioSelect,
        help_text=_(
            "Colours, letters, frame, corners and drawing at once. Your mark, your signs and what the "
            "accents stand for stay. Each can be changed afterwards."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name, palette = PALETTES.get(self.instance.palette, PALETTES[LOOKS[FIRST_LOOK].palette])
        for role in ROLES:
            if not self.initial.get(role):
                self.initial[role] = getattr(palette, role)
        for form, number in zip(self.formsets["accents"].forms, ACCENTS, strict=False):
            if not form.initial.get("colour"):
                form.initial["colour"] = palette.accent(number)

    def clean(self) -> dict[str, Any]:
        """Put a whole look that was chosen in place of the single choices."""
        cleaned: dict[str, Any] = super().clean()
        if (look := LOOKS.get(cleaned.get("ready_look") or "")) is not None:
            cleaned |= look.choices()
        return cleaned
