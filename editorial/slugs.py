"""Slugs: what names a page or a petition in addresses, in the letters of any script.

Wagtail fills a slug from the title and keeps its letters: `pétition`, `عريضة`. Whatever it lets an editor
save must be an address, so every address of ours that holds a slug takes it with `<unicode_slug:…>`; Django's
`<slug:…>` takes ASCII alone, and a page that leads to such an address couldn't be shown.

The same letter can be written in two ways, `é` or `e` and an accent, which look alike and compare unequal.
Slugs are kept, looked up and put into addresses in one form, NFC; an address in another one leads to it
(`campaign_site.redirects`).
"""

import re
import unicodedata

from django import forms
from django.db import models
from django.urls import register_converter
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import SlugInput

LONGEST_SLUG = 255
NOT_OF_A_SLUG = re.compile(r"[^-\w]+")


def normal_form(text: str) -> str:
    """Return the text in the form in which addresses are kept and compared: NFC."""
    return unicodedata.normalize("NFC", text)


def slug_from(text: str, longest: int) -> str:
    """Return the text as a slug of at most so many letters; nothing if there is no letter or digit in it."""
    return NOT_OF_A_SLUG.sub("", normal_form(text))[:longest].strip("-_")


class UnicodeSlugConverter:
    """The part of an address that is a slug: `<unicode_slug:…>` in a path."""

    # As Wagtail's own pattern for pages and Django's validator of Unicode slugs have it.
    regex = rf"[-\w]{{1,{LONGEST_SLUG}}}"

    def to_python(self, value: str) -> str:
        """Return the slug; an address in another form than the normal one is not this one."""
        if value != normal_form(value):
            raise ValueError
        return value

    def to_url(self, value: str) -> str:
        """Return the slug as it stands in addresses."""
        return normal_form(value)


class SlugFormField(forms.SlugField):
    """Where an editor enters a slug, in whichever form the keyboard or the clipboard had it."""

    def to_python(self, value: object) -> str:
        """Return what was entered, in the normal form."""
        return normal_form(super().to_python(value) or "")


register_converter(UnicodeSlugConverter, "unicode_slug")
register_form_field_override(models.SlugField, override={"form_class": SlugFormField, "widget": SlugInput})
