"""What a translation may have otherwise than its original without being a text: pictures, files, links.

wagtail-localize calls them overridable segments. Nothing chosen means: as in the original.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models, transaction
from wagtail import blocks
from wagtail.admin.forms.models import registry
from wagtail.admin.widgets import BaseChooser
from wagtail.embeds.blocks import EmbedBlock
from wagtail.fields import RichTextField
from wagtail_localize.models import OverridableSegment, SegmentOverride, Translation

from ..locale_permissions import AnyUser
from .places import Place, Places
from .written_form import fingerprint, one_kind_of_line

TYPED = (
    *(models.CharField, models.TextField, RichTextField),
    *(
        blocks.CharBlock,
        blocks.TextBlock,
        blocks.RichTextBlock,
        blocks.URLBlock,
        blocks.EmailBlock,
        EmbedBlock,
    ),
)
LONGEST = 2_000


@dataclass
class Exchange:
    """A picture, file, page or address of the original, and what stands in its place, if anything."""

    segment: OverridableSegment
    place: Place
    row: SegmentOverride | None
    widget: forms.Widget
    language: str
    direction: str
    typed: str | None = None
    problem: str = ""

    @property
    def key(self) -> str:
        """What names it in forms."""
        return str(self.segment.pk)

    @property
    def name(self) -> str:
        """The name of its field in forms."""
        return f"exchange-{self.key}"

    @property
    def is_chosen(self) -> bool:
        """Whether it is chosen from a list rather than typed."""
        return isinstance(self.widget, BaseChooser)

    @property
    def stored(self) -> str:
        """What is kept in the original's place; empty where nothing is."""
        return "" if self.row is None or self.row.data is None else str(self.row.data)

    @property
    def seen(self) -> str:
        """What tells later whether somebody else has changed it since it was shown."""
        return fingerprint(self.stored)

    @property
    def error(self) -> str:
        """What is wrong with what is kept, or was handed in."""
        return self.problem or (str(self.row.get_error() or "") if self.row else "")

    @cached_property
    def source(self) -> str:
        """What the original has, in words."""
        if not isinstance(self.widget, BaseChooser):
            return str(self.segment.data)
        try:
            return str(self.widget.model_class.objects.get(pk=self.segment.data))
        except (ObjectDoesNotExist, ValueError, TypeError):
            return ""

    @property
    def field(self) -> str:
        """The field as markup."""
        value = self.stored if self.typed is None else self.typed
        attrs = {"id": f"id_{self.name}", "aria-describedby": f"about-{self.name}"}
        if not self.is_chosen:
            attrs |= {"lang": self.language, "dir": "auto", "maxlength": str(LONGEST)}
        return str(self.widget.render(self.name, value or None, attrs))


def exchanges_of(translation: Translation, places: Places) -> list[Exchange]:
    """Return what the translation may have otherwise, in the order of the original's editor."""
    rows = {
        row.context_id: row
        for row in SegmentOverride.objects.filter(
            context__object_id=translation.source.object_id, locale_id=translation.target_locale_id
        ).select_related("context")
    }
    found = []
    for segment in (
        OverridableSegment.objects.filter(source=translation.source)
        .select_related("context")
        .order_by("order", "pk")
    ):
        place = places.of(segment.context)
        widget = _widget(place, segment)
        if widget is not None:
            locale = translation.target_locale
            found.append(
                Exchange(
                    segment,
                    place,
                    rows.get(segment.context_id),
                    widget,
                    locale.language_code,
                    "rtl" if locale.is_bidi else "ltr",
                )
            )
    return sorted(found, key=lambda exchange: (exchange.place.order, exchange.segment.order))


def _widget(place: Place, segment: OverridableSegment) -> forms.Widget | None:
    """Return the field in which it is exchanged, or nothing for what translators have no field for."""
    leaf = place.leaf
    if isinstance(leaf, models.ForeignKey):
        options = registry.foreign_key_lookup(leaf) or {}
        widget = options.get("widget")
        return widget() if isinstance(widget, type) else widget
    if isinstance(leaf, blocks.ChooserBlock):
        chooser: forms.Widget = leaf.widget
        return chooser
    if isinstance(segment.data, str) and isinstance(leaf, TYPED):
        return forms.TextInput()
    return None


@transaction.atomic
def exchange(translation: Translation, item: Exchange, typed: str, user: AnyUser, *, seen: str) -> bool:
    """Put something in the original's place, and tell whether that changed anything.

    Nothing typed means: as in the original. Raises `ValidationError`, and keeps what is kept, where the
    choice is no choice, or where somebody else has chosen otherwise since the field was shown.
    """
    value = one_kind_of_line(typed)[:LONGEST]
    if fingerprint(value) == seen or value == item.stored:
        return False
    if item.seen != seen:
        raise ValidationError("", code="changed")
    if not value and item.row is not None:
        item.row.delete()
        item.row = None
        return True
    item.row, _created = SegmentOverride.objects.update_or_create(
        locale_id=translation.target_locale_id,
        context_id=item.segment.context_id,
        defaults={"data_json": json.dumps(_data(item, value)), "last_translated_by": user},
    )
    item.row.refresh_from_db()
    return True


def _data(item: Exchange, value: str) -> object:
    """Return what is kept for it: the key of what was chosen, or the words."""
    if not isinstance(item.widget, BaseChooser):
        return value
    chosen = item.widget.model_class.objects.filter(pk=value).first() if value.isdecimal() else None
    if chosen is None:
        raise ValidationError("", code="gone")
    return chosen.pk
