"""After closing: delivered, then answered, each with its day, each to be taken back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import registry as log_registry

from editorial.actions.invalidate_pages import current_generation
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.models import Petition
from petition_blocks.petition.refusals import Refused

from ..actions import change_state
from ..transitions import ANSWER, CLOSE, DELIVER, OPEN, TAKE_BACK_ANSWER, TAKE_BACK_DELIVERY

pytestmark = pytest.mark.slow

TODAY = timezone.localdate
State = Petition.State


def url(petition: Petition, verb: str) -> str:
    return reverse("petitions:change_state", args=[petition.pk, verb])


@pytest.fixture
def closed(petition: Petition) -> Petition:
    """The petition, closed."""
    return change_state(petition, CLOSE, None)


def timeline_shown(client: Client, page: PetitionPage) -> tuple[list[str], str]:
    """Return the names of the stages that are reached, and that of the current one."""
    line = BeautifulSoup(client.get(page.get_url()).content, "html.parser").select_one(
        ".petition-timeline-line"
    )
    if line is None:
        return [], ""
    current = line.select_one('[aria-current="step"] .petition-stage-name')
    assert current is not None
    return [
        name.get_text() for name in line.select(".petition-stage-reached .petition-stage-name")
    ], current.get_text()


def test_one_stage_after_the_other(client: Client, petition: Petition, petition_page: PetitionPage) -> None:
    assert timeline_shown(client, petition_page) == (["Open"], "Open")
    change_state(petition, CLOSE, None)
    assert timeline_shown(client, petition_page) == (["Open", "Closed"], "Closed")
    assert change_state(petition, DELIVER, None, TODAY()).state == State.DELIVERED
    assert timeline_shown(client, petition_page)[1] == "Delivered"
    assert change_state(petition, ANSWER, None, TODAY()).state == State.ANSWERED
    assert timeline_shown(client, petition_page) == (["Open", "Closed", "Delivered", "Answered"], "Answered")


def test_what_never_opened_has_no_stages(
    client: Client, petition: Petition, petition_page: PetitionPage
) -> None:
    Petition.objects.update(opens_at=None)
    assert timeline_shown(client, petition_page) == ([], "")


def test_the_words_show_from_the_day_on(
    client: Client, closed: Petition, petition_page: PetitionPage
) -> None:
    before = petition_page.wording_hash
    petition_page.delivered_text = "<p>Handed to the mayor.</p>"
    petition_page.answered_text = "<p>The mayor said yes.</p>"
    petition_page.save_revision().publish()
    petition_page.refresh_from_db()
    assert petition_page.wording_hash == before

    def text() -> str:
        return client.get(petition_page.get_url()).content.decode()

    assert "Handed to the mayor." not in text()
    change_state(closed, DELIVER, None, TODAY())
    assert "Handed to the mayor." in text()
    assert "The mayor said yes." not in text()
    change_state(closed, ANSWER, None, TODAY())
    assert "The mayor said yes." in text()
    change_state(closed, TAKE_BACK_ANSWER, None)
    assert "The mayor said yes." not in text()


def test_machines_are_told_too(client: Client, closed: Petition) -> None:
    change_state(closed, DELIVER, None, TODAY())
    told = client.get("/petitions/unwatched/count.json").json()
    assert (told["state"], told["stage"]) == ("closed", "delivered")
    assert (told["delivered_on"], told["answered_on"]) == (TODAY().isoformat(), None)


def test_an_open_petition_is_not_delivered(petition: Petition) -> None:
    with pytest.raises(Refused):
        change_state(petition, DELIVER, None, TODAY())


def test_nothing_happens_in_the_future_or_before_the_delivery(closed: Petition) -> None:
    tomorrow, yesterday = TODAY() + timedelta(days=1), TODAY() - timedelta(days=1)
    with pytest.raises(Refused):
        change_state(closed, DELIVER, None, tomorrow)
    with pytest.raises(Refused):
        change_state(closed, ANSWER, None, TODAY())
    change_state(closed, DELIVER, None, TODAY())
    for day in (yesterday, tomorrow):
        with pytest.raises(Refused):
            change_state(closed, ANSWER, None, day)
    assert Petition.objects.get().state == State.DELIVERED


def test_a_delivered_petition_opens_again_only_once_that_is_taken_back(closed: Petition) -> None:
    change_state(closed, DELIVER, None, TODAY())
    with pytest.raises(Refused):
        change_state(closed, OPEN, None)
    assert change_state(closed, TAKE_BACK_DELIVERY, None).state == State.CLOSED
    assert change_state(closed, OPEN, None).is_open


def test_an_answered_delivery_is_not_taken_back(closed: Petition) -> None:
    change_state(closed, DELIVER, None, TODAY())
    change_state(closed, ANSWER, None, TODAY())
    with pytest.raises(Refused):
        change_state(closed, TAKE_BACK_DELIVERY, None)
    change_state(closed, TAKE_BACK_ANSWER, None)
    assert change_state(closed, TAKE_BACK_DELIVERY, None).delivered_on is None


@pytest.mark.both
def test_doing_it_twice_changes_nothing(closed: Petition) -> None:
    yesterday = TODAY() - timedelta(days=1)
    change_state(closed, DELIVER, None, yesterday)
    assert change_state(closed, DELIVER, None, TODAY()).delivered_on == yesterday
    change_state(closed, ANSWER, None, yesterday)
    assert change_state(closed, ANSWER, None, TODAY()).answered_on == yesterday
    for _ in range(2):
        change_state(closed, TAKE_BACK_ANSWER, None)
    for _ in range(2):
        change_state(closed, TAKE_BACK_DELIVERY, None)
    assert [entry.action for entry in log_registry.get_logs_for_instance(closed).order_by("pk")] == [
        f"petition_blocks.{verb}"
        for verb in ("close", "deliver", "answer", "take_back_answer", "take_back_delivery")
    ]


@pytest.mark.both
def test_each_change_shows_on_every_page_at_once(
    closed: Petition, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    for change in (
        lambda: change_state(closed, DELIVER, None, TODAY()),
        lambda: change_state(closed, ANSWER, None, TODAY()),
        lambda: change_state(closed, TAKE_BACK_ANSWER, None),
        lambda: change_state(closed, TAKE_BACK_DELIVERY, None),
    ):
        before = current_generation()
        with django_capture_on_commit_callbacks(execute=True):
            change()
        assert current_generation() != before


def test_the_buttons_in_a_row(editor_client: Client, closed: Petition) -> None:
    settings = reverse("petitions:edit", args=[closed.pk])
    for verb, state in [
        ("deliver", State.DELIVERED),
        ("answer", State.ANSWERED),
        ("take-back-answer", State.DELIVERED),
        ("take-back-delivery", State.CLOSED),
    ]:
        assert url(closed, verb) in editor_client.get(settings).content.decode()
        assert editor_client.get(url(closed, verb)).status_code == 200
        assert Petition.objects.get().state != state
        response = editor_client.post(url(closed, verb), {"day": TODAY().isoformat()}, follow=True)
        assert response.status_code == 200
        assert Petition.objects.get().state == state
    history = editor_client.get(reverse("petitions:history", args=[closed.pk])).content.decode()
    assert "Marked as delivered on" in history
    assert "No longer marked as answered" in history


def test_a_day_is_needed_and_a_wrong_one_refused_in_words(editor_client: Client, closed: Petition) -> None:
    response = editor_client.post(url(closed, "deliver"), {"day": ""})
    assert response.status_code == 422
    assert "Enter the day." in response.content.decode()
    response = editor_client.post(url(closed, "deliver"), {"day": "2999-01-01"})
    assert response.status_code == 422
    assert "Choose today or a day before." in response.content.decode()
    assert 'value="2999-01-01"' in response.content.decode(), "what was typed stays"
    assert Petition.objects.get().state == State.CLOSED


def test_who_may_only_look_changes_nothing(viewer_client: Client, closed: Petition) -> None:
    viewer_client.post(url(closed, "deliver"), {"day": TODAY().isoformat()})
    assert Petition.objects.get().state == State.CLOSED
