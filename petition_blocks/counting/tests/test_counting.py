"""The count is exact at every moment; published tables give nobody away."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from petition_blocks.petition.models import Petition
from petition_blocks.signature.models import Signature
from petition_blocks.signing.confirm import confirm
from tests.factories import HandIn, confirmed

from ..actions import fold_counts
from ..models import CountChange, CountTotal, PetitionTotal, PublishedStatistics
from ..statistics import rebuild_due_statistics, rebuild_statistics


def add_changes(petition: Petition, number: int, *, change: int = 1, days_ago: int = 0, **cell: str) -> None:
    values = {"country": "BE", "language": "en", "source": "home", **cell}
    CountChange.objects.bulk_create(
        CountChange(
            petition=petition, change=change, day=timezone.localdate() - timedelta(days=days_ago), **values
        )
        for _ in range(number)
    )


def test_folding_moves_rows_and_keeps_the_number(petition: Petition, hand_in: HandIn) -> None:
    for number in range(5):
        confirm(hand_in(f"person{number}@example.org", country="BE" if number % 2 else "FR").pk)
    assert confirmed(petition) == 5 == Signature.objects.count()
    assert fold_counts() == 5
    assert confirmed(petition) == 5
    assert not CountChange.objects.exists()
    assert sorted(CountTotal.objects.values_list("country", "count")) == [("BE", 2), ("FR", 3)]
    assert PetitionTotal.objects.get(petition=petition).count == 5


def test_folding_adds_to_what_was_folded_before_and_takes_away_too(petition: Petition) -> None:
    add_changes(petition, 3)
    fold_counts()
    add_changes(petition, 2)
    add_changes(petition, 1, change=-1)
    fold_counts()
    assert CountTotal.objects.get().count == PetitionTotal.objects.get().count == 4
    assert confirmed(petition) == 4


def test_folding_goes_on_batch_by_batch(petition: Petition) -> None:
    add_changes(petition, 7)
    assert [fold_counts(batch=3) for _ in range(4)] == [3, 3, 1, 0]
    assert confirmed(petition) == 7


def test_the_count_is_read_in_one_statement(petition: Petition, django_assert_num_queries: Callable) -> None:
    add_changes(petition, 3)
    fold_counts()
    add_changes(petition, 2)
    with django_assert_num_queries(1):
        assert confirmed(petition) == 5


def test_awaiting_counts_people_not_attempts(petition: Petition, hand_in: HandIn) -> None:
    hand_in("ada@example.org")
    hand_in("ADA@example.org")
    hand_in("bob@example.org")
    numbers = Petition.objects.with_counts().get(pk=petition.pk)
    assert (numbers.confirmed, numbers.awaiting) == (0, 2)


def test_pages_count_who_is_awaited_only_where_that_is_told(petition: Petition, hand_in: HandIn) -> None:
    confirm(hand_in("ada@example.org").pk)
    hand_in("bob@example.org")
    numbers = Petition.objects.with_public_counts().get(pk=petition.pk)
    assert (numbers.confirmed, numbers.awaiting) == (1, 0)
    Petition.objects.update(counting_mode=Petition.CountingMode.CONFIRMED_AND_AWAITING)
    numbers = Petition.objects.with_public_counts().get(pk=petition.pk)
    assert (numbers.confirmed, numbers.awaiting) == (1, 1)


def test_today_is_counted_apart(petition: Petition) -> None:
    add_changes(petition, 4, days_ago=1)
    fold_counts()
    add_changes(petition, 2)
    numbers = Petition.objects.with_confirmed_since(timezone.localdate()).get(pk=petition.pk)
    assert numbers.confirmed_since == 2


def test_anybody_may_read_the_exact_count(client: Client, petition: Petition, hand_in: HandIn) -> None:
    confirm(hand_in().pk)
    hand_in("bob@example.org")
    response = client.get("/petitions/unwatched/count.json")
    told = response.json()
    assert (told["confirmed"], told["awaiting"], told["goal"]) == (1, None, 100)
    assert "Accept-Language" not in response.get("Vary", "")
    petition.counting_mode = Petition.CountingMode.CONFIRMED_AND_AWAITING
    petition.save()
    assert client.get("/petitions/unwatched/count.json").json()["awaiting"] == 1


@pytest.mark.parametrize(
    ("number", "goal", "percent"), [(0, 100, 0), (99, 100, 99), (100, 500, 20), (2_000_000, 1_000_000, 100)]
)
def test_goals_rise_by_themselves(number: int, goal: int, percent: int) -> None:
    petition = Petition()
    assert petition.goal_for(number) == goal
    assert petition.percent_of_goal(number) == percent


def test_published_tables_move_in_steps_and_are_never_crossed(
    client: Client, petition: Petition, plain_steps: None
) -> None:
    add_changes(petition, 23, days_ago=1)
    add_changes(petition, 9, days_ago=1, country="FR", language="de")
    fold_counts()
    add_changes(petition, 16, days_ago=2)
    add_changes(petition, 50)
    rebuild_statistics(petition)
    told = client.get("/petitions/unwatched/statistics.json").json()
    yesterday, day_before = (str(timezone.localdate() - timedelta(days=days)) for days in (1, 2))
    assert told["country"] == {"BE": 30}
    assert told["language"] == {"en": 30}
    assert told["day"] == {yesterday: 30, day_before: 10}
    table = client.get("/petitions/unwatched/statistics.csv").content.decode().splitlines()
    assert "country,BE,30" in table
    assert not any("FR" in line for line in table)


def test_published_tables_are_built_once_a_day(petition: Petition) -> None:
    assert rebuild_due_statistics() == 1
    assert rebuild_due_statistics() == 0
    PublishedStatistics.objects.update(built_at=timezone.now() - timedelta(days=1))
    assert rebuild_due_statistics() == 1


def test_the_form_shows_who_is_still_to_confirm_only_where_that_is_public(
    client: Client, petition: Petition, hand_in: HandIn
) -> None:
    hand_in()
    assert "Waiting to be confirmed:" not in client.get("/en/sign/unwatched/").content.decode()
    petition.counting_mode = Petition.CountingMode.CONFIRMED_AND_AWAITING
    petition.save()
    assert "Waiting to be confirmed:" in client.get("/en/sign/unwatched/").content.decode()
