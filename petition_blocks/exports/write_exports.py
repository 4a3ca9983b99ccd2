"""Make the files of exports, part by part. The exports themselves are the queue."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.db.models import Exists, F, Model, OuterRef, QuerySet
from django.utils import timezone

from editorial.days import site_time
from editorial.queue.leases import Lease

from ..keys.models import RecipientKey
from ..keys.sealed_files import (
    EndedLine,
    SignatureLine,
    WithdrawnLine,
    changed_line,
    end_line,
    ended_line,
    header,
    part_of,
    signature_line,
    withdrawn_line,
)
from ..signature.models import ErasedSignature, SealedRecord, Signature, SignatureChange
from .models import Export, ExportPart, export_storage

logger = logging.getLogger(__name__)

# How many lines a part has: all that is ever in memory, about 3 MB.
BATCH = 5_000
# How long a claimed export is ours. A worker that dies leaves it to the others after this time.
LEASE = timedelta(seconds=60)
EXPORTS = Lease(Export, "due_at", "claim", [timedelta(minutes=1)])
# Signing waits no longer than this for the moment at which an export begins.
LOCK_MILLISECONDS = 2_000
LINE_FIELDS = [
    "signature__public_id",
    "signature__signed_on",
    "signature__language",
    "signature__wording_id",
    "ciphertext",
]


@dataclass(frozen=True)
class Part:
    """The lines of a part, and the fields of the export that are different once it is stored."""

    lines: Iterable[Mapping[str, object]]
    changes: dict[str, object]


def write_due_export(*, batch: int = BATCH, lease: timedelta = LEASE) -> int:
    """Store the next part of an export that is due; return 1 if there was one, else 0.

    A part at a time, so that a worker gets on with its mails in between. What was stored stays: whoever comes
    next, after whatever died, goes on behind it. The rows of a part are read by the key of the one before, so
    that ten million take no more memory than ten thousand.
    """
    being_kept = Export.objects.keeping_files().select_related("petition", "recipient", "since")
    claimed = EXPORTS.claim(being_kept.order_by("due_at"), lease, 1)
    if not claimed:
        return 0
    (export,) = claimed
    try:
        _store(export, _next_part(export, batch))
    except Exception as error:
        logger.warning("part of export %s failed: %s", export.folder, type(error).__name__)
        EXPORTS.owned(export).update(due_at=EXPORTS.next_try(export), failures=F("failures") + 1)
        return 0
    return 1


def _next_part(export: Export, batch: int) -> Part:
    """Return what comes next in the file."""
    if export.started_at is None or export.horizon is None:
        return _first_part(export)
    if export.since_id is None and export.cursor < export.horizon:
        return _signatures(export, batch)
    if export.since_id is not None and export.change_cursor < (export.change_horizon or 0):
        return _changed(export, batch)
    if export.erased_horizon is None:
        # Only now: what was taken back while the file was being made may be in it.
        export.erased_horizon = _last_certain_row(ErasedSignature)
    if export.erased_cursor < export.erased_horizon:
        return _erased(export, batch)
    end = end_line(export.rows_done, export.withdrawn, export.code, export.recipient.public_key)
    return Part([*_ended_consents(export), end], {"finished_at": timezone.now()})


def _first_part(export: Export) -> Part:
    """Return the header. It fixes up to which signature, or which change, the file goes."""
    since, now = export.since, timezone.now()
    line = header(
        export.petition,
        export.recipient,
        kind=export.kind,
        number=export.number,
        since=since.number if since else None,
        made_at=site_time(now),
    )
    # Before the signatures are looked at: what is done to them from here on, the next file tells.
    change_horizon = _last_certain_row(SignatureChange)
    changes: dict[str, object] = {"started_at": now, "change_horizon": change_horizon}
    if since is None:
        # What was taken back before a file began, a full one need not tell.
        erased, horizon = _last_certain_row(ErasedSignature), _last_certain_row(Signature)
        changes |= {
            "erased_cursor": erased,
            "cursor": 0,
            "horizon": horizon,
            "rows_total": _records(export).filter(signature__lte=horizon).count(),
        }
    else:
        export.change_cursor, export.change_horizon = since.change_horizon or 0, change_horizon
        changes |= {
            "erased_cursor": since.erased_horizon or 0,
            "change_cursor": export.change_cursor,
            "horizon": 0,
            "rows_total": _changes(export).count(),
        }
    return Part([line], changes)


def _changes(export: Export) -> QuerySet[SignatureChange]:
    """Return the last change of each signature that was changed since the file that this one continues."""
    in_file = SignatureChange.objects.filter(
        petition=export.petition, pk__gt=export.change_cursor, pk__lte=export.change_horizon
    )
    later = SignatureChange.objects.filter(
        signature=OuterRef("signature"), pk__gt=OuterRef("pk"), pk__lte=export.change_horizon
    )
    return in_file.filter(~Exists(later))


def _changed(export: Export, batch: int) -> Part:
    """Return the signatures that were changed after the last one written, each as it is now."""
    since = export.since
    began_at, last_signature = (
        (since.change_horizon or 0, since.horizon or 0) if since is not None else (0, 0)
    )
    told_before = SignatureChange.objects.filter(signature=OuterRef("signature"), pk__lte=began_at)
    rows = list(
        _changes(export)
        .annotate(told_before=Exists(told_before))
        .select_related("signature")
        .order_by("pk")[:batch]
    )
    records = _records(export).filter(signature__in=[row.signature_id for row in rows])
    sealed = {key: fields for key, *fields in records.values_list("signature_id", *LINE_FIELDS)}
    lines: list[SignatureLine | WithdrawnLine] = []
    signatures = 0
    for row in rows:
        was_told = row.told_before or row.signature_id <= last_signature
        if row.signature_id in sealed:
            signatures += 1
            line = signature_line(*sealed[row.signature_id])
            is_new = not was_told or row.kind == SignatureChange.Kind.SIGNED
            lines.append(line if is_new else changed_line(line, row.kind))
        elif was_told or row.kind != SignatureChange.Kind.SIGNED:
            # Also where no acknowledged file had it: one that was opened and never acknowledged may have.
            lines.append(withdrawn_line(row.signature.public_id, key_only=row.signature.counts))
    return Part(
        lines,
        {
            "change_cursor": rows[-1].pk if len(rows) == batch else export.change_horizon,
            "rows_done": export.rows_done + signatures,
            "withdrawn": export.withdrawn + len(lines) - signatures,
        },
    )


def _signatures(export: Export, batch: int) -> Part:
    """Return the signatures after the last one written."""
    rows = list(
        _records(export)
        .filter(signature__gt=export.cursor, signature__lte=export.horizon)
        .order_by("signature")
        .values_list("signature_id", *LINE_FIELDS)[:batch]
    )
    # A smaller batch than asked for was the last one.
    cursor = rows[-1][0] if len(rows) == batch else export.horizon
    return Part(
        (signature_line(*fields) for _pk, *fields in rows),
        {"cursor": cursor, "rows_done": export.rows_done + len(rows)},
    )


def _ended_consents(export: Export) -> Iterable[EndedLine]:
    """Return who has ended a consent, as far as the key opens the answer: all of them, in every file.

    Whoever fetched the answer before must learn of it, and what is sealed can't be changed.
    """
    if export.recipient.covers != RecipientKey.Covers.PETITION:
        return
    rows = Signature.objects.filter(petition=export.petition).exclude(ended_consents=[]).order_by("pk")
    of_mail = set(RecipientKey.Covers.values)
    for reference, ended in rows.values_list("public_id", "ended_consents").iterator():
        if told := [consent for consent in ended if consent in of_mail]:
            yield ended_line(reference, told)


def _records(export: Export) -> QuerySet[SealedRecord]:
    """Return what is sealed to the recipient of the signatures that count."""
    return SealedRecord.objects.filter(recipient=export.recipient, signature__state=Signature.State.COUNTED)


def _erased(export: Export, batch: int) -> Part:
    """Return the signatures that were taken back after the last one written."""
    rows = list(
        ErasedSignature.objects.filter(
            petition=export.petition, pk__gt=export.erased_cursor, pk__lte=export.erased_horizon
        )
        .order_by("pk")
        .values_list("pk", "public_id")[:batch]
    )
    return Part(
        (withdrawn_line(reference) for _pk, reference in rows),
        {
            "erased_cursor": rows[-1][0] if len(rows) == batch else export.erased_horizon,
            "erased_horizon": export.erased_horizon,
            "withdrawn": export.withdrawn + len(rows),
        },
    )


def _store(export: Export, part: Part) -> None:
    """Store the part, then note that it is there. Where the claim was lost, nothing counts."""
    number = export.parts.count()
    content, digest = part_of(number, part.lines, export.digest)
    # The claim is in the name: two workers, one of them late, never write to the same place.
    name = export_storage().save(f"{export.folder}/{number:06}-{export.claim}", ContentFile(content))
    finished = "finished_at" in part.changes
    with transaction.atomic():
        erased_horizon = {"erased_horizon": export.erased_horizon}
        is_ours = EXPORTS.owned(export).update(
            **(erased_horizon | part.changes),
            digest=digest,
            due_at=None if finished else timezone.now(),
            failures=0,
        )
        if is_ours:
            ExportPart.objects.create(export=export, number=number, name=name, size=len(content))


def _last_certain_row(model: type[Model]) -> int:
    """Return the highest key of the table below which no row can still appear; 0 if it is empty.

    Keys are given out before their rows are committed, so the highest one to be seen isn't enough: a slower
    transaction may yet bring a lower one, which no later file of changes would look for.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            # Waits for whoever is writing, for a moment; whoever has a key by then has committed its row.
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('lock_timeout', %s, true)", [str(LOCK_MILLISECONDS)])
                cursor.execute(f"LOCK TABLE {connection.ops.quote_name(model._meta.db_table)} IN SHARE MODE")
        # SQLite: nobody else is in a transaction that writes while we are in ours.
        last = model._default_manager.order_by("-pk").values_list("pk", flat=True).first()
        return last or 0
