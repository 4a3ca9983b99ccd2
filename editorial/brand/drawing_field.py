"""A small picture kept beside a brand's other choices: no file that could be gone."""

from typing import Any
from urllib.parse import quote

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import models

from .clean_drawing import PNG_START, clean_picture


class DrawingInput(forms.ClearableFileInput):
    """Offers to choose a file, and to take away the one that there is."""

    template_name = "editorial/admin/brand/drawing_input.html"

    def is_initial(self, value: object) -> bool:
        """Tell whether there is a picture already."""
        return bool(value)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the picture that there is, as an address that needs no other request."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        return {**context, "picture": address_of_picture(value) if isinstance(value, str) else ""}

    def format_value(self, value: Any) -> Any:
        """Return the picture that there is."""
        return value or None


class DrawingUpload(forms.FileField):
    """Takes an SVG or a PNG and gives back what is kept of it, as text."""

    widget = DrawingInput

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Of a model's field, for texts.
        for name in ("max_length", "empty_value"):
            kwargs.pop(name, None)
        super().__init__(*args, **kwargs)

    def to_python(self, data: UploadedFile | None) -> str | None:  # type: ignore[override]
        """Return the cleaned picture. Raises ValidationError in words for what can't be shown."""
        file = super().to_python(data)
        return clean_picture(file.read()) if file is not None else None

    def bound_data(self, _data: object, initial: object) -> object:
        """Show what is stored: a browser forgets a file whose form is shown again."""
        return initial


class DrawingField(models.TextField):
    """An SVG as its cleaned text, or a PNG as a `data:` address."""

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        """Return a field to upload it with."""
        return models.Field.formfield(self, **{"form_class": DrawingUpload, **kwargs})

    def save_form_data(self, instance: models.Model, data: object) -> None:
        """Keep what was there when nothing was uploaded; `False` takes it away."""
        if data is not None:
            setattr(instance, self.name, data or "")


def address_of_picture(drawing: str) -> str:
    """Return a stored picture as a `data:` address; "" for none.

    What takes the brand's colours is shown without them, as the admin and a mask do.
    """
    if not drawing or is_png(drawing):
        return drawing
    return f"data:image/svg+xml,{quote(drawing)}"


def is_png(drawing: str) -> bool:
    """Tell whether a stored picture is a PNG."""
    return drawing.startswith(PNG_START)
