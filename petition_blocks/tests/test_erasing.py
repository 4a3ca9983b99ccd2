"""On the promised day everything personal is gone, and the numbers stay."""

from collections.abc import Callable
from datetime import timedelta
from unittest.mock import patch

from django.test import Client
from django.utils import timezone

from petition_blocks.actions import erase_due as module
from petition_blocks.actions.confirm import Outcome, confirm
from petition_blocks.actions.erase_due import erase_due
from petition_blocks.actions.fold_counts import fold_counts
from petition_blocks.actions.send_due_mails import send_due_mails
from petition_blocks.models import (
    DigestKey,
    MailAllowance,
    Petition,
    SealedRecord,
    Signature,
    Submission,
)

HandIn = Callable[..., Submission]


def move_retention_day(petition: Petition, days: int) -> None:
    petition.retention_day = timezone.localdate() + timedelta(days=days)
    petition.save()


def sign_and_await(hand_in: HandIn) -> Submission:
    for number in range(3):
        confirm(hand_in(f"person{number}@example.org").pk)
    waiting = hand_in("ada@example.org")
    send_due_mails()
    return waiting


def test_everything_personal_goes_and_the_number_stays(
    petition: Petition, hand_in: HandIn, client: Client
) -> None:
    waiting = sign_and_await(hand_in)
    move_retention_day(petition, 0)
    assert confirm(waiting.pk) is Outcome.TOO_LATE
    erase_due()
    for model in (Submission, Signature, SealedRecord, MailAllowance, DigestKey):
        assert not model.objects.exists(), model
    fold_counts()
    assert Petition.objects.with_numbers().get().confirmed == 3
    assert client.get("/en/sign/unwatched/").status_code == 200
    assert client.post("/en/sign/unwatched/", {}).status_code == 409


def test_nothing_goes_a_day_early(petition: Petition, hand_in: HandIn) -> None:
    sign_and_await(hand_in)
    move_retention_day(petition, 1)
    assert erase_due() == 0
    assert Signature.objects.count() == 3


def test_erasing_goes_on_where_it_was_stopped(petition: Petition, hand_in: HandIn) -> None:
    sign_and_await(hand_in)
    move_retention_day(petition, 0)
    with (
        patch.object(module, "BATCH", 1),
        patch.object(DigestKey.objects, "filter", side_effect=KeyboardInterrupt),
    ):
        try:
            erase_due()
        except KeyboardInterrupt:
            assert not Signature.objects.exists()
    assert DigestKey.objects.exists()
    erase_due()
    assert not DigestKey.objects.exists()
