"""How colours are chosen in the admin."""

from typing import Any

from django import forms

from .looks import PALETTES


class PaletteSelect(forms.RadioSelect):
    """Shows the colours of each palette beside its name."""

    option_template_name = "editorial/admin/brand/palette_option.html"

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return one palette with its colours."""
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        _name, palette = PALETTES.get(str(value), ("", None))
        option["colours"] = (
            [palette.poster, palette.ink, palette.signal, *palette.accents[1:4]]
            if palette is not None
            else []
        )
        return option


class ColourInput(forms.TextInput):
    """A colour, to type or to pick; typed by those who have it from somebody, without a script too."""

    template_name = "editorial/admin/brand/colour_input.html"

    class Media:
        js = ["js/admin_colour.js"]

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"spellcheck": "false", "autocomplete": "off", "size": 9, **(attrs or {})})
