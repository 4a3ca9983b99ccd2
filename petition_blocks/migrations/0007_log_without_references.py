"""What the history says stays when a signature is removed, so it names none: how many, never which.

Decisions kept the primary keys of signatures, answers to requests for data their references. What the last
decision of each petition needs to be undone goes where it goes with the signature. Keys that were there keep
the moment at which they were added as the one at which they were approved.
"""

from typing import Any

from django.db import migrations
from django.db.models import F

JUDGEMENTS = ["petition_blocks.release", "petition_blocks.reject"]


def forget_references(apps: Any, schema_editor: Any) -> None:
    """Leave numbers in the log alone, and keep what can still be undone beside the signatures."""
    entries = apps.get_model("wagtailcore", "ModelLogEntry").objects.using(schema_editor.connection.alias)
    Signature = apps.get_model("petition_blocks", "Signature")
    JudgedSignature = apps.get_model("petition_blocks", "JudgedSignature")
    last: dict[str, Any] = {}
    for entry in entries.filter(action__in=[*JUDGEMENTS, "petition_blocks.undo"]).order_by("timestamp", "pk"):
        last[entry.object_id] = (entry.pk, (entry.data or {}).get("signatures"))
    for pk, judged in last.values():
        for state, ids in (judged or {}).items():
            there = Signature.objects.filter(pk__in=ids).values_list("pk", flat=True)
            JudgedSignature.objects.bulk_create(
                JudgedSignature(signature_id=signature, entry=pk, state_before=state) for signature in there
            )
    for entry in entries.filter(action__in=JUDGEMENTS).iterator():
        if "signatures" in (entry.data or {}):
            entry.data = {"number": sum(map(len, entry.data["signatures"].values()))}
            entry.save(update_fields=["data"])
    entries.filter(action="petition_blocks.answer_data_request").update(data={})


def approve_what_was_there(apps: Any, schema_editor: Any) -> None:
    """Date the approval of earlier keys to when they were added."""
    apps.get_model("petition_blocks", "RecipientKey").objects.update(approved_at=F("created_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("petition_blocks", "0006_rights_of_keys_and_secret_steps"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.RunPython(forget_references, migrations.RunPython.noop),
        migrations.RunPython(approve_what_was_there, migrations.RunPython.noop),
    ]
