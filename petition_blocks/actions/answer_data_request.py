"""Note that somebody was sent a copy of what is held of them."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from ..models import DataRequest


@transaction.atomic
def answer_data_request(request_id: int, user: AbstractBaseUser | None) -> bool:
    """Mark the request as answered now, by the user; tell whether it was still open.

    The history keeps that it was done, never whose it was: it stays when the signature is removed.
    """
    answered = DataRequest.objects.filter(pk=request_id, answered_at=None).update(
        answered_at=timezone.now(), answered_by=user
    )
    if answered:
        request = DataRequest.objects.select_related("signature__petition").get(pk=request_id)
        log(
            instance=request.signature.petition,
            action="petition_blocks.answer_data_request",
            user=user,
        )
    return bool(answered)
