"""What a petition's page says of kept promises."""

from dataclasses import dataclass
from datetime import date

from editorial.days import day_of

from ..petition.models import DigestKey, Petition
from .models import ErasureReceipt


@dataclass(frozen=True)
class Erasure:
    """That names and addresses were erased: when, of how many signatures, and whether none are left."""

    day: date
    signatures: int
    is_all: bool


def public_erasures(petition: Petition) -> list[Erasure]:
    """Return what was erased, oldest first; one for all of it once nothing is left."""
    receipts = list(ErasureReceipt.objects.filter(petition=petition, finished_at__isnull=False))
    if not receipts:
        return []
    erasures = [
        Erasure(day_of(receipt.finished_at), receipt.signatures, is_all=False)
        for receipt in receipts
        if receipt.finished_at is not None
    ]
    if DigestKey.objects.filter(petition=petition).exists():
        return erasures
    return [
        Erasure(
            max(erasure.day for erasure in erasures),
            sum(erasure.signatures for erasure in erasures),
            is_all=True,
        )
    ]
