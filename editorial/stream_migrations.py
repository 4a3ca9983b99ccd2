"""Operations for migrations that give a block of pages' bodies another name.

A body is kept three times: in the page, in its revisions, and in the copy that translators work from. What a
migration forgets there is dropped without a word when the copy is read next.
"""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython
from django.db.migrations.state import StateApps
from django.db.models import Value
from django.db.models.functions import Concat, Substr
from wagtail.blocks.migrations.migrate_operation import MigrateStreamData
from wagtail.blocks.migrations.operations import RenameStreamChildrenOperation

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


# What a migration with these operations depends on.
LOCALIZE = ("wagtail_localize", "0016_rename_page_revision_translationlog_revision")


def _rename_for_translators(apps: StateApps, app: str, model: str, before: str, after: str) -> None:
    sources = apps.get_model("wagtail_localize", "TranslationSource").objects.filter(
        specific_content_type__app_label=app, specific_content_type__model=model.lower()
    )
    for source in sources.iterator(chunk_size=ROWS):
        content = json.loads(source.content_json)
        blocks = json.loads(content.get(FIELD) or "[]")
        found = [block for block in blocks if block["type"] == before]
        for block in found:
            block["type"] = after
        if found:
            # Spelled as wagtail-localize does, which compares the texts to see whether a page has changed.
            content[FIELD] = json.dumps(blocks, cls=DjangoJSONEncoder)
            source.content_json = json.dumps(content, cls=DjangoJSONEncoder)
            source.save(update_fields=["content_json"])
    # Texts are found by the ids of blocks, which stay; where their fields stand in the form is told by names.
    start = f"{FIELD}.{before}."
    apps.get_model("wagtail_localize", "TranslationContext").objects.filter(
        object__in=sources.values("object"), field_path__startswith=start
    ).update(field_path=Concat(Value(f"{FIELD}.{after}."), Substr("field_path", len(start) + 1)))
