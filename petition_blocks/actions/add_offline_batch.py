"""Count signatures that were collected on paper."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from wagtail.log_actions import log

from ..models import OfflineBatch


@transaction.atomic
def add_offline_batch(batch: OfflineBatch, user: AbstractBaseUser | None) -> OfflineBatch:
    """Store the valid, unsaved batch and return it. It counts at once, apart from what was signed here."""
    batch.added_by = user  # type: ignore[assignment]  # The project has Django’s own user model.
    batch.save(force_insert=True)
    log(
        instance=batch.petition,
        action="petition_blocks.add_offline_batch",
        user=user,
        data={"number": batch.number, "country": str(batch.country), "day": batch.collected_on.isoformat()},
    )
    return batch
