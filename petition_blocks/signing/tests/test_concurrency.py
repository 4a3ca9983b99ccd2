"""Several processes at once: nobody waits for ever, and the numbers stay exact."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest
from django.db import connection, connections

from petition_blocks.abuse.actions import reject_signatures, release_signatures, undo_decision
from petition_blocks.abuse.decisions import last_decision
from petition_blocks.counting.actions import fold_counts
from petition_blocks.counting.models import CountChange
from petition_blocks.mailing.send_due_mails import LEASE, _claim
from petition_blocks.petition.models import Petition
from petition_blocks.petition.refusals import Refused
from petition_blocks.signatory.actions import withdraw
from petition_blocks.signature.models import SealedRecord, Signature, Submission
from tests.factories import HandIn, confirmed

from ..confirm import Outcome, confirm

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

Result = TypeVar("Result")


@pytest.fixture(autouse=True)
def on_postgresql() -> None:
    """Threads of one process share SQLite's in-memory database, which says nothing about a real one."""
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")


def at_once(tasks: list[Callable[[], Result]]) -> list[Result]:
    """Return what the tasks return, all of them started at the same moment, each with its own connection."""
    start = threading.Barrier(len(tasks))

    def run(task: Callable[[], Result]) -> Result:
        try:
            start.wait()
            return task()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return [future.result(timeout=60) for future in [pool.submit(run, task) for task in tasks]]


def test_one_link_pressed_many_times_at_once_counts_once(petition: Petition, hand_in: HandIn) -> None:
    for round_number in range(5):
        primary_key = hand_in(f"ada{round_number}@example.org").pk
        outcomes = at_once([lambda key=primary_key: confirm(key)] * 6)  # type: ignore[misc]
        assert outcomes.count(Outcome.SIGNED) == 1
    assert confirmed(petition) == Signature.objects.count() == SealedRecord.objects.count() == 5


def test_many_links_of_one_address_at_once_count_once_and_block_nobody(
    petition: Petition, hand_in: HandIn
) -> None:
    for round_number in range(10):
        keys = [hand_in(f"ada{round_number}@example.org").pk for _ in range(5)]
        outcomes = at_once([lambda key=key: confirm(key) for key in keys])  # type: ignore[misc]
        assert outcomes.count(Outcome.SIGNED) == 1, outcomes
    assert confirmed(petition) == Signature.objects.count() == 10
    assert not Submission.objects.exists()


def test_the_count_never_wavers_while_rows_are_folded(petition: Petition, hand_in: HandIn) -> None:
    for number in range(30):
        confirm(hand_in(f"person{number}@example.org").pk)
    seen: list[int] = []

    def count_often() -> None:
        seen.extend(confirmed(petition) for _ in range(60))

    def fold_often() -> None:
        for _ in range(20):
            fold_counts(batch=2)

    at_once([count_often, count_often, fold_often, fold_often])
    assert set(seen) == {30}
    assert not CountChange.objects.exists()


def test_a_goal_that_is_reached_by_several_at_once_is_noticed(petition: Petition, hand_in: HandIn) -> None:
    Petition.objects.update(goal_steps=[4, 8, 12, 16])
    for goal in (4, 8, 12, 16):
        keys = [hand_in(f"person{goal}-{number}@example.org").pk for number in range(4)]
        at_once([lambda key=key: confirm(key) for key in keys])  # type: ignore[misc]
        assert Petition.objects.get().goal_reached == goal


def test_a_due_mail_is_claimed_by_one_worker(petition: Petition, hand_in: HandIn) -> None:
    rows = {hand_in(f"person{number}@example.org").pk for number in range(40)}
    claimed = [mail.submission.pk for batch in at_once([lambda: _claim(LEASE, 10)] * 4) for mail in batch]
    assert claimed
    assert len(claimed) == len(set(claimed))
    assert set(claimed) <= rows


def test_released_rejected_undone_and_removed_at_once_the_count_is_that_of_the_rows(
    petition: Petition, hand_in: HandIn
) -> None:
    for round_number in range(5):
        for number in range(8):
            confirm(hand_in(f"person{round_number}-{number}@example.org", suspect=True).pk)
        waiting = Signature.objects.filter(state=Signature.State.QUARANTINED)
        ids = list(waiting.order_by("pk").values_list("pk", flat=True))

        def undo() -> int:
            entry = last_decision(petition)
            try:
                return undo_decision(petition, entry.pk, None) if entry is not None else 0
            except Refused:
                return 0

        tasks: list[Callable[[], int]] = [
            lambda ids=ids: release_signatures(petition, ids, None),  # type: ignore[misc]
            lambda ids=ids: release_signatures(petition, ids[::-1], None),  # type: ignore[misc]
            lambda ids=ids: reject_signatures(petition, ids[:5], None),  # type: ignore[misc]
            undo,
            lambda ids=ids: int(withdraw(ids[0])),  # type: ignore[misc]
            lambda ids=ids: int(withdraw(ids[-1])),  # type: ignore[misc]
            lambda: fold_counts(batch=3),
        ]
        at_once(tasks)
        counted = Signature.objects.filter(state=Signature.State.COUNTED).count()
        assert confirmed(petition) == counted
        assert not Signature.objects.filter(pk__in=[ids[0], ids[-1]]).exists()


def test_a_release_pressed_twice_at_once_counts_each_once(petition: Petition, hand_in: HandIn) -> None:
    for number in range(10):
        confirm(hand_in(f"person{number}@example.org", suspect=True).pk)
    ids = list(Signature.objects.values_list("pk", flat=True))
    released = at_once([lambda: release_signatures(petition, ids, None)] * 4)
    assert sorted(released) == [0, 0, 0, 10]
    assert confirmed(petition) == 10
