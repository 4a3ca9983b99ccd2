"""A row of a queue is one worker's at a time, and comes back if the worker doesn't."""

from datetime import timedelta

import pytest
from django.utils import timezone

from petition_blocks.petition.models import Petition
from petition_blocks.signatory.models import LinkRequest

from ..leases import Lease

MINUTE = timedelta(minutes=1)
REQUESTS = Lease(LinkRequest, "mail_due_at", "mail_attempts", [MINUTE, 5 * MINUTE])


@pytest.fixture
def waiting(petition: Petition) -> LinkRequest:
    """A row that is due."""
    now = timezone.now()
    return LinkRequest.objects.create(
        petition=petition,
        digest=b"d" * 32,
        language="en",
        ciphertext=b"",
        expires_at=now + timedelta(days=1),
        mail_due_at=now,
    )


def claim(duration: timedelta = MINUTE) -> list[LinkRequest]:
    return REQUESTS.claim(LinkRequest.objects.order_by("pk"), duration, 10)


def test_what_one_has_taken_no_other_gets_before_the_lease_is_over(waiting: LinkRequest) -> None:
    (first,) = claim()
    assert claim() == []
    LinkRequest.objects.update(mail_due_at=timezone.now())
    (second,) = claim()
    assert (first.mail_attempts, second.mail_attempts) == (1, 2)


def test_at_most_so_many_are_taken(waiting: LinkRequest) -> None:
    waiting.pk = None
    waiting.save()
    assert len(REQUESTS.claim(LinkRequest.objects.order_by("pk"), MINUTE, 1)) == 1
    assert len(claim()) == 1


def test_who_was_overtaken_changes_nothing_any_more(waiting: LinkRequest) -> None:
    (late,) = claim(timedelta())
    (present,) = claim()
    due_at = LinkRequest.objects.get().mail_due_at
    REQUESTS.put_off([late], timezone.now())
    assert REQUESTS.give_back([(late, timezone.now())]) == set()
    assert not REQUESTS.owned(late).exists()
    assert LinkRequest.objects.get().mail_due_at == due_at
    assert REQUESTS.owned(present).exists()


def test_what_is_given_back_counts_as_never_taken(waiting: LinkRequest) -> None:
    (taken,) = claim()
    moment = timezone.now() + 5 * MINUTE
    assert REQUESTS.give_back([(taken, moment)]) == {taken.pk}
    stored = LinkRequest.objects.get()
    assert (stored.mail_attempts, stored.mail_due_at) == (0, moment)


def test_what_fails_again_waits_longer(waiting: LinkRequest) -> None:
    waits = []
    for _time in range(3):
        (taken,) = claim(timedelta())
        waits.append(round((REQUESTS.next_try(taken) - timezone.now()) / MINUTE))
    assert waits == [1, 5, 5]
