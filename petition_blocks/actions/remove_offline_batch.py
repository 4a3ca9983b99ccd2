"""Stop counting signatures on paper that were entered by mistake."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from ..models import OfflineBatch


@transaction.atomic
def remove_offline_batch(batch: OfflineBatch, reason: str, user: AbstractBaseUser | None) -> OfflineBatch:
    """Return the batch, which no longer counts and stays on record with the reason.

    Removing it twice changes nothing: the first reason stands.
    """
    batch = OfflineBatch.objects.select_for_update(of=("self",)).select_related("petition").get(pk=batch.pk)
    if batch.removed_at is not None:
        return batch
    batch.removed_at = timezone.now()
    batch.removed_by = user  # type: ignore[assignment]  # The project has Django’s own user model.
    batch.removal_reason = reason
    batch.save(update_fields=["removed_at", "removed_by", "removal_reason"])
    log(
        instance=batch.petition,
        action="petition_blocks.remove_offline_batch",
        user=user,
        data={"number": batch.number, "country": str(batch.country), "reason": reason},
    )
    return batch
