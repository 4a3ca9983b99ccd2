"""Where in a page or snippet a text stands, in the words of its editor, and what may stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import TranslatableMixin
from wagtail_localize.models import TranslationContext
from wagtail_localize.views.edit_translation import TabHelper

# Dots part a path, but for those in the address of a link, which stands in quotation marks at the end.
LINK = re.compile(r"\.?'(?P<address>.*)'$", re.DOTALL)


@dataclass(frozen=True)
class Place:
    """Where something stands: on which tab, in which field, from the outermost block inwards."""

    tab: str
    labels: tuple[str, ...]
    # The field of the model, or the block, that holds it; nothing if it is gone.
    leaf: models.Field | blocks.Block | None
    # In the order of the editor's panels.
    order: int

    @property
    def name(self) -> str:
        """The place in one line."""
        return " › ".join(self.labels)

    @property
    def longest(self) -> int | None:
        """How many letters the field takes, if it counts them."""
        if isinstance(self.leaf, models.Field):
            return self.leaf.max_length
        field = getattr(self.leaf, "field", None)
        return getattr(field, "max_length", None)

    @property
    def takes_lines(self) -> bool:
        """Whether a text there may have more than one line."""
        return isinstance(
            self.leaf, models.TextField | blocks.TextBlock | blocks.RichTextBlock | blocks.BlockQuoteBlock
        )


class Places:
    """The places of one page or snippet. Items of a list are numbered in the order in which they are met."""

    def __init__(self, instance: TranslatableMixin) -> None:
        self.model = type(instance)
        self._tabs = TabHelper(instance)
        self._numbers: dict[str, dict[str, int]] = {}

    @cached_property
    def tabs(self) -> list[str]:
        """The names of the tabs, in order."""
        return [str(tab) for tab in self._tabs.tabs]

    def of(self, context: TranslationContext) -> Place:
        """Return the place that a context stands for."""
        link = LINK.search(context.path)
        path = LINK.sub("", context.path).split(".")
        fields = (context.field_path or path[0]).split(".")
        labels: list[str] = []
        leaf: models.Field | blocks.Block | None = None
        try:
            for label, leaf in self._way(fields, path):  # noqa: B007  (the last one is what is wanted)
                labels.append(label)
        except (FieldDoesNotExist, KeyError, IndexError):
            # Renamed or taken out of the code since it was submitted: better a rough name than none.
            labels, leaf = labels or [fields[0]], None
        if link:
            labels.append(_("Link to %(address)s") % {"address": link["address"]})
        name = fields[0]
        return Place(
            tab=self._tab_of(name),
            labels=tuple(label for label in labels if label),
            leaf=leaf,
            order=self._tabs.field_ordering_mapping.get(name, len(self._tabs.field_ordering_mapping)),
        )

    def _tab_of(self, field_name: str) -> str:
        """Return the tab of a field; one that no panel shows is put on the first, where it is seen."""
        tab = str(self._tabs.field_tab_mapping.get(field_name, ""))
        return tab if tab in self.tabs else self.tabs[0]

    def _way(
        self, fields: list[str], path: list[str]
    ) -> Iterator[tuple[str, models.Field | blocks.Block | None]]:
        """Yield label and holder of each step from the model's field down to what holds the text."""
        field = self.model._meta.get_field(fields[0])
        if isinstance(field, StreamField):
            yield capfirst(str(field.verbose_name)), field
            yield from self._way_in_blocks(field.stream_block, fields[1:], path)
        elif isinstance(field, models.ManyToOneRel):
            child = field.related_model._meta.get_field(fields[1])
            yield (
                self._numbered(capfirst(str(field.related_model._meta.verbose_name)), path[:1], path[1]),
                None,
            )
            yield capfirst(str(getattr(child, "verbose_name", child.name))), child
        else:
            yield capfirst(str(field.verbose_name)), field

    def _way_in_blocks(
        self, block: blocks.Block, names: list[str], path: list[str]
    ) -> Iterator[tuple[str, blocks.Block]]:
        for depth, name in enumerate(names, start=1):
            if isinstance(block, blocks.ListBlock):
                block = block.child_block
                yield self._numbered("", path[:depth], path[depth]), block
            elif isinstance(block, blocks.BaseStreamBlock):
                block = block.child_blocks[name]
                yield self._numbered(capfirst(str(block.label)), [*path[:depth], name], path[depth]), block
            else:
                block = block.child_blocks[name]
                yield capfirst(str(block.label)), block

    def _numbered(self, label: str, within: list[str], identifier: str) -> str:
        """Return the label of an item; the second of its kind and all later ones have a number."""
        numbers = self._numbers.setdefault(".".join(within), {})
        number = numbers.setdefault(identifier, len(numbers) + 1)
        if not label:
            return str(number)
        return label if number == 1 else f"{label} {number}"


def is_rich(leaf: models.Field | blocks.Block | None) -> bool:
    """Tell whether a text there has marks of its own, such as bold letters and links."""
    return isinstance(leaf, RichTextField | blocks.RichTextBlock)
