"""Operations for migrations that give a block, or a choice, of pages another name.

A body is kept three times: in the page, in its revisions, and in the copy that translators work from. What a
migration forgets there is dropped without a word when the copy is read next.
"""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython
from django.db.migrations.state import StateApps
from django.db.models import Value
from django.db.models.functions import Concat, Substr
from wagtail.blocks.migrations.migrate_operation import MigrateStreamData
from wagtail.blocks.migrations.operations import BaseBlockOperation, RenameStreamChildrenOperation
from wagtail.blocks.migrations.utils import apply_changes_to_raw_data

FIELD = "body"
# Rows held in memory at once; a revision may have a hundred thousand letters.
ROWS = 100


def rename_block(app: str, model: str, old: str, new: str) -> RunPython:
    """Return an operation that renames a block at the top of a page type's `body`, and back again.

    It must come after the migration of wagtail-localize that is named in `LOCALIZE`.
    """

    def renaming(before: str, after: str) -> Any:
        pages = MigrateStreamData(
            app, model, FIELD, [(RenameStreamChildrenOperation(before, after), "")], chunk_size=ROWS
        )

        def rename(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
            pages.migrate_stream_data_forward(apps, schema_editor)
            _rename_for_translators(apps, app, model, before, after)

        return rename

    return RunPython(renaming(old, new), renaming(new, old))


# What a migration with these operations depends on. A new one comes after localisation's `EarlierSource` too.
LOCALIZE = ("wagtail_localize", "0016_rename_page_revision_translationlog_revision")


def _rename_for_translators(apps: StateApps, app: str, model: str, before: str, after: str) -> None:
    def renamed(content: dict[str, Any]) -> dict[str, Any]:
        blocks = json.loads(content.get(FIELD) or "[]")
        if not any(block["type"] == before for block in blocks):
            return content
        named = [{**block, "type": after} if block["type"] == before else block for block in blocks]
        # Spelled as wagtail-localize does, which compares the texts to see whether a page has changed.
        return {**content, FIELD: json.dumps(named, cls=DjangoJSONEncoder)}

    _change_for_translators(apps, app, model, renamed)
    sources = apps.get_model("wagtail_localize", "TranslationSource").objects.filter(
        specific_content_type__app_label=app, specific_content_type__model=model.lower()
    )
    # Texts are found by the ids of blocks, which stay; where their fields stand in the form is told by names.
    start = f"{FIELD}.{before}."
    apps.get_model("wagtail_localize", "TranslationContext").objects.filter(
        object__in=sources.values("object"), field_path__startswith=start
    ).update(field_path=Concat(Value(f"{FIELD}.{after}."), Substr("field_path", len(start) + 1)))


class ChangeChoice(BaseBlockOperation):
    """Gives a choice within a block other names, by the old ones."""

    def __init__(self, field: str, names: Mapping[str, str]) -> None:
        super().__init__()
        self.field, self.names = field, names

    def apply(self, block_value: dict[str, Any]) -> dict[str, Any]:
        """Return the block with the new name; as it is where the name isn't known."""
        chosen = block_value.get(self.field)
        return {**block_value, self.field: self.names.get(chosen, chosen)} if chosen else block_value

    @property
    def operation_name_fragment(self) -> str:
        """What a migration made of it would be called."""
        return f"change_{self.field}"


def change_choice_in_blocks(
    app: str, model: str, path: str, field: str, names: Mapping[str, str]
) -> RunPython:
    """Return an operation that gives a choice in blocks of a page type's `body` other names, and back again.

    `path` is Wagtail's way to the block: `pillar_cards.cards.item`. It must come after `LOCALIZE`.
    """

    def changing(names: Mapping[str, str]) -> Any:
        operation = ChangeChoice(field, names)
        pages = MigrateStreamData(app, model, FIELD, [(operation, path)], chunk_size=ROWS)

        def change(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
            pages.migrate_stream_data_forward(apps, schema_editor)
            stream = getattr(apps.get_model(app, model), FIELD)

            def changed(content: dict[str, Any]) -> dict[str, Any]:
                blocks = json.loads(content.get(FIELD) or "[]")
                kept = apply_changes_to_raw_data(blocks, path, operation, stream)
                return (
                    {**content, FIELD: json.dumps(kept, cls=DjangoJSONEncoder)} if kept != blocks else content
                )

            _change_for_translators(apps, app, model, changed)

        return change

    return RunPython(changing(names), changing({new: old for old, new in names.items()}))


def change_choice_of_page(app: str, model: str, field: str, names: Mapping[str, str]) -> RunPython:
    """Return an operation that gives a choice of a page type other names, in drafts too, and back again.

    It must come after `LOCALIZE`.
    """

    def changing(names: Mapping[str, str]) -> Any:
        def changed(content: dict[str, Any]) -> dict[str, Any]:
            return {**content, field: names[content[field]]} if content.get(field) in names else content

        def change(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
            pages = apps.get_model(app, model).objects
            for old, new in names.items():
                pages.filter(**{field: old}).update(**{field: new})
            revisions = apps.get_model("wagtailcore", "Revision").objects.filter(
                content_type__app_label=app, content_type__model=model.lower()
            )
            for revision in revisions.iterator(chunk_size=ROWS):
                if (content := changed(revision.content)) != revision.content:
                    revision.content = content
                    revision.save(update_fields=["content"])
            _change_for_translators(apps, app, model, changed)

        return change

    return RunPython(changing(names), changing({new: old for old, new in names.items()}))


def _change_for_translators(
    apps: StateApps, app: str, model: str, changed: Callable[[dict[str, Any]], dict[str, Any]]
) -> None:
    """Change the copies of pages that translators work from, and earlier ones that some languages have."""
    of_model = {"specific_content_type__app_label": app, "specific_content_type__model": model.lower()}
    copies = [apps.get_model("wagtail_localize", "TranslationSource").objects.filter(**of_model)]
    with suppress(LookupError):  # Where a migration runs before they were there.
        earlier = apps.get_model("localisation", "EarlierSource").objects
        copies.append(
            earlier.filter(**{f"translation__source__{name}": value for name, value in of_model.items()})
        )
    for source in (source for rows in copies for source in rows.iterator(chunk_size=ROWS)):
        before = json.loads(source.content_json)
        if (after := changed(before)) != before:
            source.content_json = json.dumps(after, cls=DjangoJSONEncoder)
            source.save(update_fields=["content_json"])
