"""From a description and its words to what Wagtail stores."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page

from editorial.models import CampaignImage, Section

from .structure import Block, Day, File, Linked, Moment, PageStructure, Picture, Reused

LINK_TO_PAGE = re.compile(r'<a page="(\w+)">')


@dataclass(frozen=True)
class Materials:
    """What a recipe's pages name, by the names they have there, and the day that its days count from.

    Ids of blocks follow from `namespace` and are always the same, so that translations fit.
    """

    namespace: UUID
    today: date
    pages: Mapping[str, Page]
    images: Mapping[str, CampaignImage] = field(default_factory=dict)
    documents: Mapping[str, AbstractDocument] = field(default_factory=dict)
    sections: Mapping[str, Section] = field(default_factory=dict)


def fields_of(structure: PageStructure, words: Mapping[str, Any], materials: Materials) -> dict[str, object]:
    """Return all fields of a page in the language of the words.

    Raises `LookupError` where its blocks and their words go by different names, and `ValueError` where a list
    has other lengths in both.
    """
    writer = _Writer(materials)
    streams = {name: fact for name, fact in structure.facts.items() if _is_stream(fact)}
    texts = {
        name: value for name, value in words.items() if name not in ("body", "slug") and name not in streams
    }
    facts = {name: fact for name, fact in structure.facts.items() if name not in streams}
    fields = {
        **{name: writer.value(fact, None, structure.name) for name, fact in facts.items()},
        **{name: writer.with_links(text) for name, text in texts.items()},
    }
    if "slug" in words:
        fields["slug"] = words["slug"]
    if structure.social_image:
        fields["social_image"] = materials.images[structure.social_image]
    if structure.body is not None:
        fields["body"] = json.dumps(writer.stream(structure.body, words["body"], structure.name))
    for name, blocks in streams.items():
        fields[name] = json.dumps(writer.value(blocks, words[name], f"{structure.name}.{name}"))
    return fields


def _is_stream(fact: object) -> bool:
    """Tell whether a fact of a page is a list of blocks."""
    return isinstance(fact, list) and all(isinstance(one, Block) for one in fact)


def body_of(blocks: list[Block], words: Mapping[str, Any], materials: Materials, place: str) -> str:
    """Return blocks that stand on no page, as a section's, in the language of the words.

    `place` is what their ids follow from. Raises as `fields_of` does.
    """
    return json.dumps(_Writer(materials).stream(blocks, words, place))


@dataclass(frozen=True)
class _Writer:
    materials: Materials

    def stream(self, blocks: list[Block], words: Mapping[str, Any], place: str) -> list[dict[str, object]]:
        """Return blocks with their words as Wagtail stores them."""
        if set(words) != {block.name for block in blocks}:
            raise LookupError(f"{place}: the blocks and their words go by different names")
        return [
            {
                "type": block.type,
                "id": self.id_of(f"{place}.{block.name}"),
                "value": self.value(block.facts, words[block.name], f"{place}.{block.name}"),
            }
            for block in blocks
        ]

    def value(self, facts: Any, words: Any, place: str) -> object:
        """Return facts and words together as a block or field takes them; `None` stands for none of either.

        What is named becomes a primary key, and days become dates.
        """
        facts = self.resolved(facts)
        if isinstance(facts, list) and any(isinstance(fact, Block) for fact in facts):
            return self.stream(facts, words, place)
        if isinstance(facts, list) or isinstance(words, list):
            pairs = zip(
                facts if isinstance(facts, list) else [None] * len(words),
                words if isinstance(words, list) else [None] * len(facts),
                strict=True,
            )
            return [
                {
                    "type": "item",
                    "id": self.id_of(f"{place}.{index}"),
                    "value": self.value(fact, text, f"{place}.{index}"),
                }
                for index, (fact, text) in enumerate(pairs)
            ]
        if isinstance(words, str):
            return self.with_links(words)
        if isinstance(facts, dict) or isinstance(words, dict):
            facts, words = facts or {}, words or {}
            return {
                name: self.value(facts.get(name), words.get(name), f"{place}.{name}")
                for name in {**facts, **words}
            }
        return facts

    def resolved(self, fact: object) -> object:
        """Return the primary key of what a fact names, or the date it counts to; any other fact as it is."""
        if isinstance(fact, Linked):
            return self.materials.pages[fact.page].pk
        if isinstance(fact, Reused):
            return self.materials.sections[fact.name].pk
        if isinstance(fact, Picture):
            return {"image": self.materials.images[fact.name].pk, "decorative": False}
        if isinstance(fact, File):
            return self.materials.documents[fact.name].pk
        if isinstance(fact, Day):
            return self.materials.today + timedelta(days=fact.offset)
        if isinstance(fact, Moment):
            day = self.materials.today + timedelta(days=fact.offset)
            return timezone.make_aware(datetime.combine(day, time(fact.hour, fact.minute))).isoformat()
        return fact

    def with_links(self, text: str) -> str:
        """Return rich text with links to the recipe's pages as Wagtail stores them."""
        return LINK_TO_PAGE.sub(
            lambda match: f'<a id="{self.materials.pages[match[1]].pk}" linktype="page">', text
        )

    def id_of(self, place: str) -> str:
        """Return the id of a block or an item of a list, by its place."""
        return str(uuid5(self.materials.namespace, place))
