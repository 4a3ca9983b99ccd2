"""Does a backup bring back a hub that people can sign at? Tried in a hub that is thrown away."""

import secrets
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from django.db.models import Count
from django.utils import timezone

from ..keys.models import RecipientKey
from ..page.speaking_page import petition_page_for
from ..page.wordings import take_wording
from ..petition.models import Petition
from ..signatory.actions import withdraw
from ..signature.models import SealedRecord, Signature
from ..signing.confirm import Outcome, confirm
from ..signing.submit import submit
from .refusal import BackupRefused
from .throwaway_hub import throwaway_hub

Progress = Callable[[str], None]
# A name in several scripts.
NAME = "Drill Ελένη Жанна أحمد"


def drill(path: Path, key_file: Path, journal: Path | None, progress: Progress, *, on_sqlite: bool) -> None:
    """Restore the backup into a hub that is thrown away, sign there, and delete it all.

    Says what it proves. Raises BackupRefused with what went wrong.
    """
    erasures = ["--erasures", str(journal.resolve())] if journal is not None else ["--no-erasures"]
    with throwaway_hub(on_sqlite=on_sqlite) as hub:
        hub.run(
            "prove_backup",
            str(path.resolve()),
            "--identity",
            str(key_file.resolve()),
            *erasures,
            progress=progress,
        )
    progress("All of it is deleted again.")


def prove() -> Iterator[str]:
    """Try the restored hub, and return what it proved; raises BackupRefused with what is wrong."""
    yield from prove_numbers()
    yield from prove_signing()


def prove_numbers() -> Iterator[str]:
    """Hold the number of each petition against the signatures that are there."""
    counted = dict(
        Signature.objects.filter(state=Signature.State.COUNTED)
        .values_list("petition")
        .annotate(number=Count("pk"))
        .values_list("petition", "number")
    )
    # Where something was erased because its day had come, the number stays above the signatures.
    for petition in Petition.objects.with_count().filter(erasure_receipts=None).order_by("pk"):
        number = counted.get(petition.pk, 0)
        if petition.confirmed != number:
            raise BackupRefused(
                f"{petition.slug}: {petition.confirmed} are counted, and {number} signatures are there."
            )
        yield f"{petition.slug}: {number} signatures, as many as are counted"


def prove_signing() -> Iterator[str]:
    """Sign a petition, confirm, and take it back, as somebody would who comes after the restore."""
    for petition in Petition.objects.filter(digest_key__isnull=False).order_by("-opens_at", "pk"):
        page = petition_page_for(petition, "en")
        key = petition.recipient_keys.in_use().filter(covers=RecipientKey.Covers.PETITION)
        if page is not None and key.exists():
            break
    else:
        yield "No petition has a public page and a key: there was nothing to sign"
        return
    # Nobody but us can sign here, so it may be open whatever the register says.
    Petition.objects.filter(pk=petition.pk).update(
        opens_at=timezone.now() - timedelta(hours=1), closes_at=None, paused=False, delivered_on=None
    )
    petition.refresh_from_db()
    before = _number(petition)
    fields = {
        "name": NAME,
        "email": f"drill-{secrets.token_hex(8)}@example.org",
        "country": "BE",
        "updates": "no",
    }
    submission = submit(petition, take_wording(page), page.locale.language_code, "", fields)
    outcome = confirm(submission.pk)
    if outcome is not Outcome.SIGNED:
        raise BackupRefused(
            f"{petition.slug}: a signature was not taken when it was confirmed ({outcome.value})."
        )
    signature = Signature.objects.get(public_id=submission.public_id)
    sealed = SealedRecord.objects.filter(signature=signature).count()
    if _number(petition) != before + 1 or not sealed:
        raise BackupRefused(
            f"{petition.slug}: a signature was confirmed and neither counted nor sealed as it should."
        )
    withdraw(signature.pk)
    if _number(petition) != before:
        raise BackupRefused(f"{petition.slug}: a signature was taken back and is still counted.")
    yield (
        f"{petition.slug}: a signature was given, confirmed, sealed to {sealed} keys, counted, and taken back"
    )


def _number(petition: Petition) -> int:
    return int(Petition.objects.with_count().get(pk=petition.pk).confirmed)
