"""Keep exactly what a form shows."""

from ..signature.models import Wording
from .models import PetitionPage


def take_wording(page: PetitionPage) -> Wording:
    """Return the wording that the page shows now, keeping it if it is new. The page must be saved."""
    wording = Wording(
        hash=page.wording_hash,
        petition_id=page.petition_id,
        language=page.locale.language_code,
        text=page.wording_text(),
        retention_day=page.petition.retention_day if page.petition is not None else None,
    )
    Wording.objects.bulk_create([wording], ignore_conflicts=True)
    return Wording.objects.get(pk=wording.hash)
