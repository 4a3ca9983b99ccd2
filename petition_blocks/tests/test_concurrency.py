"""Several processes at once: nobody waits for ever, and the numbers stay exact."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest
from django.db import connection, connections

from petition_blocks.actions.confirm import Outcome, confirm
from petition_blocks.actions.fold_counts import fold_counts
from petition_blocks.actions.send_due_mails import LEASE, _claim
from petition_blocks.models import CountChange, Petition, SealedRecord, Signature, Submission

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

HandIn = Callable[..., Submission]
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


def confirmed(petition: Petition) -> int:
    return Petition.objects.with_numbers().get(pk=petition.pk).confirmed


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


def test_a_due_mail_is_claimed_by_one_worker(petition: Petition, hand_in: HandIn) -> None:
    rows = {hand_in(f"person{number}@example.org").pk for number in range(40)}
    claimed = [row.pk for batch in at_once([lambda: _claim(LEASE, 10)] * 4) for row in batch]
    assert len(claimed) == len(set(claimed))
    assert set(claimed) <= rows
