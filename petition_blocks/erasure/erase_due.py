"""Keep the promise of the retention day."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from django.db import transaction
from django.db.models import F, Model, QuerySet
from django.utils import timezone

from editorial.actions.invalidate_pages import invalidate_pages_at_once
from editorial.days import current_day

from ..clock.actions import clock_is_believed
from ..exports.actions import delete_exports
from ..mailing.models import MailQuota
from ..petition.models import DigestKey, Petition
from ..signatory.models import LinkRequest
from ..signature.models import ErasedSignature, SealedRecord, Signature, Submission, Wording
from .models import ErasureReceipt

# As many as are gone well within a second: what else is due waits no longer.
BATCH = 500
Row = TypeVar("Row", bound=Model)
CLOCK_IS_DOUBTED = (
    "Nothing is erased: the clock leapt by more than a day, or nothing ran for as long. See `confirm_clock`."
)


def _silent(line: str) -> None:
    """Tell nobody."""


def erase_slice(keep_going: Callable[[], bool]) -> int:
    """Erase for as long as there is time; return how many rows of any kind went, 0 without anything to do.

    What follows the signatures on the register's day (mail quotas, requests, the journal, the key) counts
    here, so that a worker goes on with it at once.
    """
    if not clock_is_believed():
        return 0
    return sum(erasure.run() + erasure.others for erasure in _erasures(_silent, keep_going))


def erase_due(
    *,
    dry_run: bool = False,
    progress: Callable[[str], None] = _silent,
    keep_going: Callable[[], bool] = lambda: True,
) -> int:
    """Erase everything personal whose day has come; return how many signatures and submissions went.

    The day is the one of the wording that somebody signed, or the register's if that is earlier. Totals and
    wordings stay: they name nobody. Goes batch by batch, each with its part of the receipt, so that it may be
    stopped at any moment and goes on when called again: `keep_going` is asked before each batch and before
    the end. The petition's key goes last, once the register's day has come and nothing is left that it could
    be used on. Several may run at once: where another is at work, this one passes on. A dry run changes
    nothing, and returns how many would go. While the clock isn't believed, nothing goes.
    """
    if not dry_run and not clock_is_believed():
        progress(CLOCK_IS_DOUBTED)
        return 0
    return sum(erasure.count() if dry_run else erasure.run() for erasure in _erasures(progress, keep_going))


def _erasures(progress: Callable[[str], None], keep_going: Callable[[], bool]) -> Iterator["_Erasure"]:
    """Yield what is to be erased today, petition by petition and day by day."""
    today = current_day()
    for petition in Petition.objects.filter(digest_key__isnull=False).order_by("pk"):
        last_day = petition.retention_day
        is_over = last_day is not None and last_day <= today
        for day in [last_day] if last_day is not None and is_over else _promised_days(petition, today):
            yield _Erasure(petition, day, is_over=is_over, progress=progress, keep_going=keep_going)


def _promised_days(petition: Petition, today: date) -> list[date]:
    """Return the days that have come for somebody although the register's is still ahead."""
    wordings = Wording.objects.filter(petition=petition, retention_day__lte=today)
    days = []
    for day in sorted({day for day in wordings.values_list("retention_day", flat=True) if day is not None}):
        of_day = {"wording__in": wordings.filter(retention_day=day)}
        receipts = ErasureReceipt.objects.filter(petition=petition, day=day, finished_at=None)
        if (
            Signature.objects.filter(**of_day).exists()
            or Submission.objects.filter(**of_day).exists()
            or receipts.exists()
        ):
            days.append(day)
    return days


class _Erasure:
    """What goes of a petition on one day: all of it, or what was signed with a wording that names the day."""

    def __init__(
        self,
        petition: Petition,
        day: date,
        *,
        is_over: bool,
        progress: Callable[[str], None],
        keep_going: Callable[[], bool],
    ) -> None:
        self.petition, self.day, self.is_over = petition, day, is_over
        self.progress, self.keep_going = progress, keep_going
        # Rows besides signatures and submissions, and the key, that `run` has erased.
        self.others = 0
        self.signatures = Signature.objects.filter(petition=petition)
        self.submissions = Submission.objects.filter(petition=petition)
        if not is_over:
            wordings = list(Wording.objects.filter(petition=petition, retention_day=day))
            self.signatures = self.signatures.filter(wording__in=wordings)
            self.submissions = self.submissions.filter(wording__in=wordings)

    def count(self) -> int:
        """Return how many signatures and submissions would go, and say so. Changes nothing."""
        signatures, submissions = self.signatures.count(), self.submissions.count()
        sealed = SealedRecord.objects.filter(signature__in=self.signatures).count()
        self._tell(
            f"would erase {signatures} signatures, {sealed} sealed records, {submissions} submissions"
            + (", and the key" if self.is_over else "")
        )
        return signatures + submissions

    def run(self) -> int:
        """Erase it as far as there is time; return how many signatures and submissions went."""
        self.receipt, _created = ErasureReceipt.objects.get_or_create(petition=self.petition, day=self.day)
        erased = self._in_batches("submissions", self.submissions, self._erase_submissions)
        erased += self._in_batches("signatures", self.signatures, self._erase_signatures)
        if self.is_over:
            for name, rows in self._what_follows():
                self.others += self._in_batches(name, rows, _delete)
        finished = self.keep_going() and self._finish()
        self.others += finished
        if erased or finished:
            # Files that were made for recipients hold what has just been erased; they can be made again.
            delete_exports(self.petition)
        return erased

    def _what_follows(self) -> list[tuple[str, QuerySet[Model]]]:
        """Return what goes on the register's day once nobody's signature is left."""
        return [
            ("mail quotas", MailQuota.objects.filter(petition=self.petition)),
            ("requests", LinkRequest.objects.filter(petition=self.petition)),
            ("journal entries", ErasedSignature.objects.filter(petition=self.petition)),
        ]

    def _is_done(self) -> bool:
        """Tell whether nothing is left that goes on this day, but for the key."""
        left = [self.signatures, self.submissions]
        if self.is_over:
            left += [rows for _name, rows in self._what_follows()]
        return not any(rows.exists() for rows in left)

    def _in_batches(
        self, name: str, rows: QuerySet[Row], erase: Callable[[list[Row]], dict[str, int]]
    ) -> int:
        """Erase the rows in short transactions, noting each on the receipt; return how many there were."""
        # Counting millions takes longer than erasing a batch of them.
        all_of_them, count = rows.count() if self.progress is not _silent else 0, 0
        while rows.exists() and self.keep_going():
            with transaction.atomic():
                receipt = ErasureReceipt.objects.filter(pk=self.receipt.pk)
                if receipt.select_for_update(skip_locked=True).first() is None:
                    # Another worker is at it. Waiting for its batch would keep this one from its mails.
                    return count
                batch = list(rows.order_by("pk").select_for_update(of=("self",))[:BATCH])
                erased = erase(batch)
                if erased:
                    receipt.update(**{field: F(field) + count for field, count in erased.items()})
            count += len(batch)
            self._tell(f"{count} of {all_of_them} {name} erased")
        return count

    def _erase_submissions(self, batch: list[Submission]) -> dict[str, int]:
        _delete(batch)
        return {"submissions": len(batch)}

    def _erase_signatures(self, batch: list[Signature]) -> dict[str, int]:
        """Erase signatures with all that is sealed of them, and leave nothing of their addresses.

        Who wants no more mail about the petition keeps that until the register's day: it may go on.
        """
        now = timezone.now()
        ErasedSignature.objects.bulk_create(
            ErasedSignature(petition=self.petition, public_id=signature.public_id, erased_at=now)
            for signature in batch
        )
        digests = [bytes(signature.digest) for signature in batch]
        MailQuota.objects.filter(petition=self.petition, digest__in=digests, suppressed=False).delete()
        keys = [signature.pk for signature in batch]
        sealed, _by_model = SealedRecord.objects.filter(signature__in=keys).delete()
        _delete(batch)
        return {"signatures": len(batch), "sealed_records": sealed}

    @transaction.atomic
    def _finish(self) -> bool:
        """Destroy the key if its day has come, and make the receipt public; tell whether it was due."""
        if not self._is_done():
            # Not locked for this: whoever erases the rest would take us for one at work, and pass on.
            return False
        receipts = ErasureReceipt.objects.filter(petition=self.petition, finished_at=None)
        receipt = ErasureReceipt.objects.select_for_update().get(pk=self.receipt.pk)
        if not self._is_done():
            return False
        if self.is_over:
            DigestKey.objects.filter(petition=self.petition).delete()
        else:
            receipts = receipts.filter(pk=receipt.pk)
        receipts.update(finished_at=timezone.now())
        invalidate_pages_at_once()
        self._tell(f"done: {receipt.signatures} signatures, {receipt.sealed_records} sealed records")
        return True

    def _tell(self, what: str) -> None:
        self.progress(f"{self.petition.slug}, {self.day.isoformat()}: {what}")


def _delete(batch: Sequence[Model]) -> dict[str, int]:
    """Delete the rows. They are not on a receipt."""
    if batch:
        type(batch[0])._default_manager.filter(pk__in=[row.pk for row in batch]).delete()
    return {}
