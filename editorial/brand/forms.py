"""The form of a look."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from .looks import FIRST_LOOK, LOOKS, OWN_PALETTE, PALETTES, look_choices
from .models import Brand, BrandAccent, ColourField
from .palette import ACCENTS, ROLES


class BrandForm(WagtailAdminModelForm):
    """Offers whole looks; and, as own colours to begin with, those of the palette that was chosen last.

    Own colours are kept once they are chosen: what the form only shows of a palette is nobody's choice.
    """

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
        if not self.is_bound:
            self._begin_with_colours_of_palette()

    def _begin_with_colours_of_palette(self) -> None:
        # Only what is shown: what comes back is compared with what is stored, and so is kept.
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
        if cleaned.get("palette") != OWN_PALETTE:
            cleaned |= {name: getattr(self.instance, name) for name in colours_of(Brand) if name in cleaned}
            for form in self.formsets["accents"].forms:
                for name in colours_of(BrandAccent):
                    form.fields[name].disabled = True
        return cleaned


def colours_of(model: type[Brand] | type[BrandAccent]) -> list[str]:
    """Return the names of the fields that hold own colours."""
    return [field.name for field in model._meta.fields if isinstance(field, ColourField)]
