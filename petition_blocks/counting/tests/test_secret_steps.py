"""Who signs a few times and looks at the numbers each day learns no more of one person than by guessing."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.models import Petition
from petition_blocks.signatory.actions import withdraw
from petition_blocks.signature.models import Signature
from petition_blocks.signing.confirm import confirm
from tests.factories import HandIn

from .. import secret_steps
from ..goals import show_reached_goal
from ..models import CountChange
from ..secret_steps import STEP, Told, tell
from ..statistics import rebuild_statistics

Publish = Callable[[int, Told, bytes, str], Told]
# As many as somebody with a mail domain of their own signs in an afternoon.
OWN = 60
ROUNDS = 600


def rounded_down(exact: int, before: Told, secret: bytes, name: str) -> Told:
    """As tables were published once: what the attacks below must see through, or they prove nothing."""
    return Told(exact - exact % 5)


class Cell:
    """A published number. Its attacker knows how many others have signed, all but one, and sees each move."""

    def __init__(self, publish: Publish, secret: bytes, others: int) -> None:
        self.publish, self.secret = publish, secret
        self.exact, self.told = 0, Told(0)
        for _ in range(others):
            self.moves_by(1)

    def moves_by(self, change: int) -> bool:
        """Let somebody sign, or take it back; tell whether the number that is told moves."""
        before, self.exact = self.told.total, self.exact + change
        self.told = self.publish(self.exact, self.told, self.secret, "country TV")
        return self.told.total != before


# Each attack is told when it is the target's turn, signs as it likes before and after, and says whether the
# target has signed; None if it has learnt nothing.
Attack = Callable[[Cell, bool], bool | None]


def fill_up_and_watch(cell: Cell, target_signs: bool) -> bool | None:
    """Bring it to just below the next multiple, and see whether the target tips it over."""
    while cell.exact % STEP != STEP - 1:
        cell.moves_by(1)
    return target_signs and cell.moves_by(1)


def wait_until_it_is_due_and_watch(cell: Cell, target_signs: bool) -> bool | None:
    """Sign until it hasn't moved for long, so that it should soon, and see whether the target moves it."""
    quiet = 0
    for _ in range(OWN):
        quiet = 0 if cell.moves_by(1) else quiet + 1
        if quiet == 2 * STEP + 5:
            break
    return target_signs and cell.moves_by(1)


def find_the_place_and_take_back(cell: Cell, target_signs: bool) -> bool | None:
    """Sign until it moves, take three back, and see after how many it moves again."""
    for _ in range(OWN):
        if cell.moves_by(1):
            break
    for _ in range(3):
        cell.moves_by(-1)
    if target_signs:
        cell.moves_by(1)
    for again in range(1, 4):
        if cell.moves_by(1):
            return again < 3
    return None


def lower_it_and_fill_up(cell: Cell, target_signs: bool) -> bool | None:
    """Sign much and take it back until the number falls, then see how soon it rises."""
    for _ in range(OWN):
        cell.moves_by(1)
    for _ in range(OWN):
        if cell.moves_by(-1):
            break
    if target_signs:
        cell.moves_by(1)
    for again in range(1, OWN):
        if cell.moves_by(1):
            return again <= STEP
    return None


ATTACKS = [
    fill_up_and_watch,
    wait_until_it_is_due_and_watch,
    find_the_place_and_take_back,
    lower_it_and_fill_up,
]


def share_of_right_answers(attack: Attack, publish: Publish) -> float:
    """Return how often an attack is right, over many petitions' keys; half of the targets sign."""
    right = 0
    for number in range(ROUNDS):
        chance = hashlib.sha256(f"round {number}".encode()).digest()
        target_signs, coin = bool(chance[0] & 1), bool(chance[1] & 1)
        answer = attack(Cell(publish, chance, others=number % 7), target_signs)
        right += (coin if answer is None else answer) == target_signs
    return right / ROUNDS


@pytest.mark.slow
@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attacker_who_signs_and_compares_hardly_does_better_than_guessing(attack: Attack) -> None:
    assert share_of_right_answers(attack, tell) <= 0.6, "docs/privacy.md says: at most six times out of ten"


@pytest.mark.parametrize("attack", [fill_up_and_watch, find_the_place_and_take_back])
def test_the_same_attacks_see_through_plain_rounding(attack: Attack) -> None:
    assert share_of_right_answers(attack, rounded_down) == 1


@pytest.mark.slow
def test_what_is_told_is_never_more_than_there_is_and_soon_right() -> None:
    late = []
    for number in range(100):
        cell = Cell(tell, hashlib.sha256(f"petition {number}".encode()).digest(), others=0)
        told = []
        for _ in range(200):
            cell.moves_by(1)
            told.append(cell.told.total)
            assert cell.told.total <= cell.exact
        assert told == sorted(told)
        assert {number % STEP for number in told} == {0}
        late.append(200 - told[-1])
    assert sum(late) / len(late) < 2 * STEP
    assert max(late) < 5 * STEP


def test_each_petition_and_each_cell_has_places_of_its_own() -> None:
    def places(secret: bytes, name: str) -> list[int]:
        return [secret_steps.lag(secret, f"{name} up 0 {place}") for place in range(0, 200, STEP)]

    assert places(b"one", "country TV") == places(b"one", "country TV")
    others = [places(b"one", "country TV"), places(b"two", "country TV"), places(b"one", "country DE")]
    assert len({tuple(found) for found in others}) == 3


def test_a_number_that_was_wrong_is_lowered_in_the_end() -> None:
    told = tell(500, Told(0), b"secret", "country BE")
    assert told.total > 450
    lower = tell(20, told, b"secret", "country BE")
    assert lower.total <= 20
    assert lower.lowered == 1
    assert tell(told.total - 2, told, b"secret", "country BE") == told, "but not for one or two"


# Where it is used


def add(petition: Petition, number: int, *, days_ago: int = 1, country: str = "BE") -> None:
    day = timezone.localdate() - timedelta(days=days_ago)
    CountChange.objects.bulk_create(
        CountChange(petition=petition, change=1, day=day, country=country, language="en")
        for _ in range(number)
    )


def test_tables_move_only_after_ten_more_and_do_not_say_when(
    petition: Petition, plain_steps: None, client: Client
) -> None:
    add(petition, 9)
    assert rebuild_statistics(petition).tables["country"] == {}
    add(petition, 5)
    assert rebuild_statistics(petition).tables["country"] == {"BE": 10}
    add(petition, 9)
    before = rebuild_statistics(petition)
    assert before.tables["country"] == {"BE": 10}, "nineteen and more, but nine since they moved"
    # Signed elsewhere: nobody else's cell moves for it.
    add(petition, 1, country="TV")
    after = rebuild_statistics(petition)
    assert after.tables["country"] == {"BE": 20}
    assert after.tables["day"] == {str(timezone.localdate() - timedelta(days=1)): 20}
    assert after.built_at > before.built_at, "told each day, moved or not"
    assert client.get("/petitions/unwatched/statistics.json").json()["in_steps_of"] == STEP


def test_once_the_key_is_destroyed_what_is_told_stays(petition: Petition, settings: Settings) -> None:
    settings.EXACT_COUNTS_FROM = 1_000
    add(petition, 200)
    show_reached_goal(petition.pk)
    told = rebuild_statistics(petition).tables
    assert told["country"]
    petition.digest_key.delete()
    add(petition, 200)
    petition = Petition.objects.get(pk=petition.pk)
    assert rebuild_statistics(petition).tables == told
    assert not show_reached_goal(petition.pk)


@pytest.mark.slow
def test_while_few_have_signed_nothing_public_tells_the_number_of_now(
    client: Client,
    petition: Petition,
    petition_page: PetitionPage,
    hand_in: HandIn,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    settings.EXACT_COUNTS_FROM = 30
    monkeypatch.setattr("petition_blocks.counting.secret_steps.lag", lambda secret, place: 2)
    petition.counting_mode = Petition.CountingMode.CONFIRMED_AND_AWAITING
    petition.goal_steps = [11, 1000]
    petition.save()

    def told() -> tuple[Any, ...]:
        public = client.get("/petitions/unwatched/count.json").json()
        page = client.get(petition_page.get_url()).content.decode()
        if public["together"] is None:
            # A nought would tell those who have just signed that they don't count.
            assert "Be among the first to sign." in page
            assert 'data-count="together"' not in page
            return public["confirmed"], public["exact"], public["awaiting"], public["goal"]
        assert f'data-count="together" data-number="{public["together"]}"' in page
        assert ("Waiting to be confirmed:" in page) == (public["awaiting"] is not None)
        assert public["percent"] == public["together"] * 100 // public["goal"]
        return public["confirmed"], public["exact"], public["awaiting"], public["goal"]

    def sign(email: str) -> Signature:
        with django_capture_on_commit_callbacks(execute=True):
            submission = hand_in(email)
            confirm(submission.pk)
        return Signature.objects.get(public_id=submission.public_id)

    add(petition, 10)
    show_reached_goal(petition.pk)
    assert told() == (None, False, None, None)
    sign("ada@example.org")
    assert told() == (None, False, None, None), "eleven, and the goal of eleven doesn't say so"
    mine = sign("mine@example.org")
    assert told() == (10, False, None, 11)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(mine.pk)
    assert told() == (10, False, None, 11), "taking it back tells nothing"
    add(petition, 18)
    show_reached_goal(petition.pk)
    assert told()[:2] == (20, False)
    sign("bob@example.org")
    hand_in("eve@example.org")
    assert told() == (30, True, 1, 1000), "from here on it is exact"


def test_the_first_number_that_may_be_told_makes_every_page_new(
    petition: Petition, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.EXACT_COUNTS_FROM = 30
    monkeypatch.setattr("petition_blocks.counting.secret_steps.lag", lambda secret, place: 0)
    add(petition, 9)
    assert not show_reached_goal(petition.pk)
    add(petition, 1)
    assert show_reached_goal(petition.pk), "pages said “be among the first” until now"
    add(petition, 10)
    assert not show_reached_goal(petition.pk)
