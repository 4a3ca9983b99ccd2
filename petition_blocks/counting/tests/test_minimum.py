"""A number that is too low to encourage isn't shown; once it is reached, every page shows it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from editorial.actions.invalidate_pages import current_generation
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.models import Petition
from petition_blocks.signatory.actions import withdraw
from petition_blocks.signature.models import Signature
from petition_blocks.signing.confirm import confirm
from tests.factories import HandIn

from ..goals import show_reached_goal, show_reached_goals
from ..models import CountChange, OfflineBatch
from ..statistics import rebuild_statistics

Committing = Callable[..., Any]


def page_text(client: Client, page: PetitionPage) -> str:
    return client.get(page.get_url()).content.decode()


def add_changes(petition: Petition, number: int) -> None:
    CountChange.objects.bulk_create(
        CountChange(petition=petition, change=1, day=timezone.localdate(), country="BE", language="en")
        for _ in range(number)
    )


@pytest.fixture
def from_two(petition: Petition) -> Petition:
    """The petition, whose number shows from two signatures on."""
    petition.count_minimum = 2
    petition.goal_steps = [3, 5]
    petition.save()
    return petition


def test_below_the_minimum_nothing_tells_the_number(
    client: Client, from_two: Petition, petition_page: PetitionPage, hand_in: HandIn
) -> None:
    confirm(hand_in().pk)
    rebuild_statistics(from_two)
    text = page_text(client, petition_page)
    assert "Be among the first" in text
    assert "counter-number" not in text
    told = client.get("/petitions/unwatched/count.json").json()
    assert {told[name] for name in ("confirmed", "offline", "together", "awaiting", "goal", "percent")} == {
        None
    }
    assert told["state"] == "open"
    assert client.get("/petitions/unwatched/statistics.json").json()["country"] == {}
    assert client.get("/petitions/unwatched/statistics.csv").content.decode().splitlines() == [
        "table,value,signatures"
    ]


def test_nobody_is_invited_to_be_first_where_nobody_can_sign(
    client: Client, from_two: Petition, petition_page: PetitionPage
) -> None:
    Petition.objects.update(paused=True)
    text = page_text(client, petition_page)
    assert "Be among the first" not in text
    assert "counter-number" not in text


def test_the_signature_that_reaches_the_minimum_makes_every_page_new(
    client: Client,
    from_two: Petition,
    petition_page: PetitionPage,
    hand_in: HandIn,
    django_capture_on_commit_callbacks: Committing,
) -> None:
    first, second = hand_in("ada@example.org"), hand_in("bob@example.org")
    before = current_generation()
    with django_capture_on_commit_callbacks(execute=True):
        confirm(first.pk)
    assert current_generation() == before
    with django_capture_on_commit_callbacks(execute=True):
        confirm(second.pk)
    assert current_generation() != before
    assert 'data-count="together" data-number="2"' in page_text(client, petition_page)
    assert client.get("/petitions/unwatched/count.json").json()["together"] == 2


def test_a_reached_goal_and_one_lost_again_make_every_page_new(
    from_two: Petition, hand_in: HandIn, django_capture_on_commit_callbacks: Committing
) -> None:
    add_changes(from_two, 2)
    assert show_reached_goal(from_two.pk)
    before = current_generation()
    waiting = hand_in()
    with django_capture_on_commit_callbacks(execute=True):
        confirm(waiting.pk)
    reached = current_generation()
    assert reached != before
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(Signature.objects.get().pk)
    assert current_generation() != reached


def test_a_count_between_two_goals_leaves_pages_as_they_are(
    from_two: Petition, django_capture_on_commit_callbacks: Committing, django_assert_num_queries: Callable
) -> None:
    add_changes(from_two, 3)
    assert show_reached_goal(from_two.pk)
    add_changes(from_two, 1)
    with django_capture_on_commit_callbacks() as callbacks, django_assert_num_queries(1):
        assert not show_reached_goal(from_two.pk)
    assert not callbacks


def test_the_worker_notices_what_was_written_in_bulk(from_two: Petition) -> None:
    add_changes(from_two, 2)
    assert show_reached_goals() == 1
    assert show_reached_goals() == 0


def test_paper_helps_to_reach_the_minimum(
    client: Client, from_two: Petition, petition_page: PetitionPage, hand_in: HandIn
) -> None:
    confirm(hand_in().pk)
    OfflineBatch.objects.create(petition=from_two, count=1, country="BE", collected_on=timezone.localdate())
    assert "Be among the first" not in page_text(client, petition_page)


def test_a_number_of_which_nothing_may_be_told_yet_is_no_nought(
    client: Client, petition: Petition, petition_page: PetitionPage, hand_in: HandIn, settings: Settings
) -> None:
    settings.EXACT_COUNTS_FROM = 30
    confirm(hand_in().pk)
    text = page_text(client, petition_page)
    assert "Be among the first to sign." in text
    assert 'data-count="together"' not in text
    OfflineBatch.objects.create(
        petition=petition, count=1234, country="BE", collected_on=timezone.localdate()
    )
    text = page_text(client, petition_page)
    assert "1,234" in text
    assert "Online:" not in text
