"""Ask for a copy of what is held."""

from django.db import transaction
from django.utils import timezone

from editorial.days import current_day

from ..models import DataRequest, Signature
from ..models.data_request import due_day


@transaction.atomic
def request_data(signature_id: int) -> DataRequest | None:
    """Return the open request for a copy, made now if there is none; None if the signature is gone."""
    signature = Signature.objects.select_for_update(of=("self",)).filter(pk=signature_id).first()
    if signature is None:
        return None
    open_request = DataRequest.objects.filter(signature=signature, answered_at=None).first()
    return open_request or DataRequest.objects.create(
        signature=signature, requested_at=timezone.now(), due_on=due_day(current_day())
    )
