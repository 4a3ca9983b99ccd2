"""What is suspect is confirmed like anything else, and counts once somebody has released it: once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, strategies
from hypothesis import settings as hypothesis_settings
from wagtail.log_actions import registry

from petition_blocks.counting.actions import fold_counts
from petition_blocks.counting.models import CountChange
from petition_blocks.counting.statistics import rebuild_statistics
from petition_blocks.mailing.links import confirmation_link, signature_path
from petition_blocks.mailing.send_due_mails import send_due_mails
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.models import Petition
from petition_blocks.petition.refusals import Refused
from petition_blocks.signatory.actions import withdraw
from petition_blocks.signature.models import SealedRecord, Signature, Submission
from petition_blocks.signing.confirm import Outcome, confirm
from tests.factories import HandIn, SignatureFactory, confirmed

from ..actions import (
    rebuild_abuse_statistics,
    rebuild_due_abuse_statistics,
    reject_signatures,
    release_signatures,
    undo_decision,
)
from ..decisions import last_decision
from ..models import AbuseStatistics

Suspects = Callable[[int], list[int]]
COUNTED, QUARANTINED, REJECTED = (
    Signature.State.COUNTED,
    Signature.State.QUARANTINED,
    Signature.State.REJECTED,
)


def states() -> list[str]:
    return list(Signature.objects.order_by("pk").values_list("state", flat=True))


@pytest.fixture
def suspect(hand_in: HandIn) -> Submission:
    """A submission that is suspect for two reasons."""
    return hand_in(suspicions=["honeypot", "crowded_network"])


@pytest.fixture
def suspects(petition_page: PetitionPage) -> Suspects:
    """Returns a function that makes so many quarantined signatures, and returns their ids."""

    def make(number: int) -> list[int]:
        for index in range(number):
            SignatureFactory.create(page=petition_page, email=f"suspect{index}@example.org", quarantined=True)
        return list(Signature.objects.filter(state=QUARANTINED).order_by("pk").values_list("pk", flat=True))

    return make


def test_a_suspect_submission_is_mailed_like_any_other(suspect: Submission, mailoutbox: list[object]) -> None:
    assert send_due_mails() == 1
    assert len(mailoutbox) == 1


def test_confirming_a_suspect_submission_does_not_count(petition: Petition, suspect: Submission) -> None:
    assert confirm(suspect.pk) is Outcome.SIGNED
    signature = Signature.objects.get()
    assert signature.state == QUARANTINED
    assert signature.suspicions == ["honeypot", "crowded_network"]
    assert confirmed(petition) == 0
    assert not CountChange.objects.exists()
    assert SealedRecord.objects.count() == 1, "it is sealed, or it could not be handed over once released"
    assert not Submission.objects.exists()


@pytest.mark.slow
def test_the_signatory_is_told_the_truth(client: Client, petition: Petition, suspect: Submission) -> None:
    path = confirmation_link(suspect, "en").split("8000", 1)[1]
    client.post(path)
    answer = client.get(path).content.decode()
    assert "It is being checked" in answer
    assert "Your signature counts" not in answer
    signature = Signature.objects.select_related("petition").get()
    own_page = signature_path(signature, "en")
    own = client.get(own_page).content.decode()
    assert "It is being checked" in own
    assert "It counts." not in own
    reject_signatures(petition, [signature.pk], None)
    assert "It does not count" in client.get(own_page).content.decode()
    assert "does not count" in client.get(path).content.decode()
    release_signatures(petition, [signature.pk], None)
    assert "It counts." in client.get(own_page).content.decode()


def test_signing_again_does_not_claim_that_a_suspect_signature_counts(
    client: Client, suspects: Suspects, hand_in: HandIn
) -> None:
    suspects(1)
    again = hand_in("suspect0@example.org")
    answer = client.post(confirmation_link(again, "en").split("8000", 1)[1]).content.decode()
    assert "You have signed already" in answer
    assert "Your earlier signature counts" not in answer


def test_released_ones_count_on_their_day_and_only_once(petition: Petition, suspects: Suspects) -> None:
    ids = suspects(3)
    yesterday = timezone.localdate() - timedelta(days=1)
    Signature.objects.update(signed_on=yesterday)
    assert release_signatures(petition, ids[:2], None) == 2
    assert release_signatures(petition, ids[:2], None) == 0
    assert states() == [COUNTED, COUNTED, QUARANTINED]
    assert confirmed(petition) == 2
    assert {(row.day, row.change) for row in CountChange.objects.all()} == {(yesterday, 1)}


def test_rejected_ones_never_counted(petition: Petition, suspects: Suspects) -> None:
    ids = suspects(2)
    assert reject_signatures(petition, ids, None) == 2
    assert reject_signatures(petition, ids, None) == 0
    assert states() == [REJECTED, REJECTED]
    assert confirmed(petition) == 0
    assert not CountChange.objects.exists()


def test_what_counts_is_not_rejected(petition: Petition, hand_in: HandIn) -> None:
    confirm(hand_in().pk)
    assert reject_signatures(petition, [Signature.objects.get().pk], None) == 0
    assert confirmed(petition) == 1


def test_signatures_of_another_petition_are_left_alone(petition: Petition, suspects: Suspects) -> None:
    ids = suspects(1)
    other = Petition.objects.create_register("Other", "other")
    assert release_signatures(other, ids, None) == 0
    assert states() == [QUARANTINED]


def test_a_release_is_undone_with_its_count(petition: Petition, suspects: Suspects, editor: User) -> None:
    ids = suspects(3)
    reject_signatures(petition, ids[:1], editor)
    release_signatures(petition, ids, editor)
    fold_counts()
    assert confirmed(petition) == 3
    entry = last_decision(petition)
    assert entry is not None
    assert undo_decision(petition, entry.pk, editor) == 3
    assert states() == [REJECTED, QUARANTINED, QUARANTINED], "each as it was before"
    assert confirmed(petition) == 0
    with pytest.raises(Refused):
        undo_decision(petition, entry.pk, editor)
    assert last_decision(petition) is None, "one decision can be undone, not the one before it"
    assert [
        entry.action for entry in registry.get_logs_for_instance(petition).order_by("timestamp", "pk")
    ] == [
        "petition_blocks.reject",
        "petition_blocks.release",
        "petition_blocks.undo",
    ]


@pytest.mark.slow
def test_a_rejection_is_undone(petition: Petition, suspects: Suspects) -> None:
    reject_signatures(petition, suspects(2), None)
    entry = last_decision(petition)
    assert entry is not None
    undo_decision(petition, entry.pk, None)
    assert states() == [QUARANTINED, QUARANTINED]
    assert confirmed(petition) == 0


@pytest.mark.slow
def test_only_the_last_decision_is_undone_and_only_what_is_still_there(
    petition: Petition, suspects: Suspects
) -> None:
    ids = suspects(3)
    release_signatures(petition, ids[:2], None)
    first = last_decision(petition)
    assert first is not None
    withdraw(ids[0])
    assert confirmed(petition) == 1
    reject_signatures(petition, ids[2:], None)
    with pytest.raises(Refused):
        undo_decision(petition, first.pk, None)
    second = last_decision(petition)
    assert second is not None
    undo_decision(petition, second.pk, None)
    assert states() == [COUNTED, QUARANTINED]
    assert confirmed(petition) == 1


@pytest.mark.parametrize("moderate", [None, reject_signatures])
def test_taking_back_what_never_counted_leaves_the_count_alone(
    petition: Petition, suspects: Suspects, hand_in: HandIn, moderate: Callable[..., int] | None
) -> None:
    confirm(hand_in("ada@example.org").pk)
    ids = suspects(1)
    if moderate is not None:
        moderate(petition, ids, None)
    assert withdraw(ids[0])
    assert confirmed(petition) == 1


def test_taking_back_what_was_released_counts_one_fewer(petition: Petition, suspects: Suspects) -> None:
    ids = suspects(2)
    release_signatures(petition, ids, None)
    assert withdraw(ids[0])
    assert confirmed(petition) == 1


@pytest.mark.slow
def test_published_tables_hold_what_counts_and_nothing_else(
    petition: Petition, suspects: Suspects, plain_steps: None
) -> None:
    ids = suspects(11)
    Signature.objects.update(signed_on=timezone.localdate() - timedelta(days=1))
    assert rebuild_statistics(petition).tables["country"] == {}
    release_signatures(petition, ids, None)
    assert rebuild_statistics(petition).tables["country"] == {"BE": 10}


# Where submissions come from


def tables(petition: Petition) -> dict[str, object]:
    tables: dict[str, object] = rebuild_abuse_statistics(petition).tables
    return tables


def test_only_what_five_have_in_common_is_named(petition: Petition, hand_in: HandIn) -> None:
    for number in range(5):
        hand_in(f"person{number}@Many.example")
    for number in range(4):
        hand_in(f"person{number}@few.example")
    Submission.objects.update(network_tag=b"12345678")
    assert tables(petition) == {
        "domains": {"many.example": 5},
        "networks": {b"12345678".hex(): 9},
        "total": 9,
        "tagged": 9,
    }


def test_only_the_last_day_is_looked_at(petition: Petition, hand_in: HandIn) -> None:
    for number in range(6):
        hand_in(f"person{number}@example.org")
    Submission.objects.update(created_at=timezone.now() - timedelta(hours=25))
    assert tables(petition) == {"domains": {}, "networks": {}, "total": 0, "tagged": 0}


def test_the_worker_builds_them_now_and_then_and_empties_them_once(
    petition: Petition, hand_in: HandIn
) -> None:
    assert rebuild_due_abuse_statistics() == 0, "nobody has signed"
    hand_in()
    assert rebuild_due_abuse_statistics() == 1
    assert rebuild_due_abuse_statistics() == 0, "they are new"
    AbuseStatistics.objects.update(built_at=timezone.now() - timedelta(hours=1))
    Submission.objects.all().delete()
    assert rebuild_due_abuse_statistics() == 1
    AbuseStatistics.objects.update(built_at=timezone.now() - timedelta(hours=1))
    assert rebuild_due_abuse_statistics() == 0


# Whatever is done in whatever order

STEPS = strategies.one_of(
    strategies.tuples(strategies.sampled_from(["sign", "sign suspiciously", "undo", "fold"])),
    strategies.tuples(
        strategies.sampled_from(["release", "reject", "withdraw"]), strategies.sets(strategies.integers(0, 5))
    ),
)


@pytest.mark.slow
@given(steps=strategies.lists(STEPS, max_size=12))
@hypothesis_settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_after_any_steps_the_count_is_that_of_the_signatures_that_count(
    petition: Petition, hand_in: HandIn, steps: list[tuple[Any, ...]]
) -> None:
    for verb, *places in steps:
        ids = list(Signature.objects.order_by("-pk").values_list("pk", flat=True)[:6])
        chosen = [ids[place] for place in (places[0] if places else ()) if place < len(ids)]
        if verb.startswith("sign"):
            confirm(hand_in(f"{uuid4().hex}@example.org", suspect=verb == "sign suspiciously").pk)
        elif verb == "undo":
            if (entry := last_decision(petition)) is not None:
                undo_decision(petition, entry.pk, None)
        elif verb == "fold":
            fold_counts()
        elif verb == "withdraw":
            for primary_key in chosen:
                withdraw(primary_key)
        else:
            moderate = release_signatures if verb == "release" else reject_signatures
            moderate(petition, chosen, None)
        assert confirmed(petition) == Signature.objects.filter(state=COUNTED).count()
