"""Keep the promise of the retention day."""

from django.db.models import Model, QuerySet
from django.utils import timezone

from ..models import DigestKey, MailAllowance, Petition, Signature, Submission

BATCH = 1_000


def erase_due() -> int:
    """Erase everything personal of each petition whose retention day has come; return how many rows went.

    Totals and wordings stay: they name nobody. Goes batch by batch, so that it may be stopped at any moment
    and goes on when called again; the digest key goes last, when nothing is left that it could be used on.
    """
    erased = 0
    for petition in Petition.objects.filter(
        retention_day__lte=timezone.localdate(), digest_key__isnull=False
    ):
        for rows in (
            Submission.objects.filter(petition=petition),
            MailAllowance.objects.filter(petition=petition),
            Signature.objects.filter(petition=petition),
        ):
            erased += _delete_in_batches(rows)
        DigestKey.objects.filter(petition=petition).delete()
    return erased


def _delete_in_batches(rows: QuerySet[Model]) -> int:
    """Delete the rows, and what hangs on them, in short transactions; return how many there were."""
    number = 0
    while batch := list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        rows.filter(pk__in=batch).delete()
        number += len(batch)
    return number
