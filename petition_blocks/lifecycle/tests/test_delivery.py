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

from editorial.actions.bump_generation import current_generation
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.models import Petition
from petition_blocks.petition.refusals import Refused

from ..actions import (
    close_petition,
    deliver_petition,
    mark_answered,
    open_petition,
    take_back_answer,
    take_back_delivery,
)

TODAY = timezone.localdate
Stage = Petition.Stage


def address(petition: Petition, verb: str) -> str:
    return reverse("petitions:change_state", args=[petition.pk, verb])


@pytest.fixture
def closed(petition: Petition) -> Petition:
    """The petition, closed."""
    return close_petition(petition, None)


def stages_shown(client: Client, page: PetitionPage) -> tuple[list[str], str]:
    """Return the names of the stages that are reached, and that of the current one."""
    line = BeautifulSoup(client.get(page.get_url()).content, "html.parser").select_one(".stages-line")
    if line is None:
        return [], ""
    current = line.select_one('[aria-current="step"] .stage-name')
    assert current is not None
    return [name.get_text() for name in line.select(".stage-reached .stage-name")], current.get_text()


def test_one_stage_after_the_other(client: Client, petition: Petition, petition_page: PetitionPage) -> None:
    assert stages_shown(client, petition_page) == (["Open"], "Open")
    close_petition(petition, None)
    assert stages_shown(client, petition_page) == (["Open", "Closed"], "Closed")
    assert deliver_petition(petition, TODAY(), None).stage == Stage.DELIVERED
    assert stages_shown(client, petition_page)[1] == "Delivered"
    assert mark_answered(petition, TODAY(), None).stage == Stage.ANSWERED
    assert stages_shown(client, petition_page) == (["Open", "Closed", "Delivered", "Answered"], "Answered")


def test_what_never_opened_has_no_stages(
    client: Client, petition: Petition, petition_page: PetitionPage
) -> None:
    Petition.objects.update(opens_at=None)
    assert stages_shown(client, petition_page) == ([], "")


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
    deliver_petition(closed, TODAY(), None)
    assert "Handed to the mayor." in text()
    assert "The mayor said yes." not in text()
    mark_answered(closed, TODAY(), None)
    assert "The mayor said yes." in text()
    take_back_answer(closed, None)
    assert "The mayor said yes." not in text()


def test_machines_are_told_too(client: Client, closed: Petition) -> None:
    deliver_petition(closed, TODAY(), None)
    told = client.get("/petitions/unwatched/count.json").json()
    assert (told["state"], told["stage"]) == ("closed", "delivered")
    assert (told["delivered_on"], told["answered_on"]) == (TODAY().isoformat(), None)


def test_an_open_petition_is_not_delivered(petition: Petition) -> None:
    with pytest.raises(Refused):
        deliver_petition(petition, TODAY(), None)


def test_nothing_happens_in_the_future_or_before_the_delivery(closed: Petition) -> None:
    tomorrow, yesterday = TODAY() + timedelta(days=1), TODAY() - timedelta(days=1)
    with pytest.raises(Refused):
        deliver_petition(closed, tomorrow, None)
    with pytest.raises(Refused):
        mark_answered(closed, TODAY(), None)
    deliver_petition(closed, TODAY(), None)
    for day in (yesterday, tomorrow):
        with pytest.raises(Refused):
            mark_answered(closed, day, None)
    assert Petition.objects.get().stage == Stage.DELIVERED


def test_a_delivered_petition_opens_again_only_once_that_is_taken_back(closed: Petition) -> None:
    deliver_petition(closed, TODAY(), None)
    with pytest.raises(Refused):
        open_petition(closed, None)
    assert take_back_delivery(closed, None).stage == Stage.CLOSED
    assert open_petition(closed, None).is_open


def test_an_answered_delivery_is_not_taken_back(closed: Petition) -> None:
    deliver_petition(closed, TODAY(), None)
    mark_answered(closed, TODAY(), None)
    with pytest.raises(Refused):
        take_back_delivery(closed, None)
    take_back_answer(closed, None)
    assert take_back_delivery(closed, None).delivered_on is None


def test_doing_it_twice_changes_nothing(closed: Petition) -> None:
    yesterday = TODAY() - timedelta(days=1)
    deliver_petition(closed, yesterday, None)
    assert deliver_petition(closed, TODAY(), None).delivered_on == yesterday
    mark_answered(closed, yesterday, None)
    assert mark_answered(closed, TODAY(), None).answered_on == yesterday
    for _ in range(2):
        take_back_answer(closed, None)
    for _ in range(2):
        take_back_delivery(closed, None)
    assert [entry.action for entry in log_registry.get_logs_for_instance(closed).order_by("pk")] == [
        f"petition_blocks.{verb}"
        for verb in ("close", "deliver", "answer", "take_back_answer", "take_back_delivery")
    ]


def test_each_change_shows_on_every_page_at_once(
    closed: Petition, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    for change in (
        lambda: deliver_petition(closed, TODAY(), None),
        lambda: mark_answered(closed, TODAY(), None),
        lambda: take_back_answer(closed, None),
        lambda: take_back_delivery(closed, None),
    ):
        before = current_generation()
        with django_capture_on_commit_callbacks(execute=True):
            change()
        assert current_generation() != before


def test_the_buttons_in_a_row(editor_client: Client, closed: Petition) -> None:
    settings = reverse("petitions:edit", args=[closed.pk])
    for verb, stage in [
        ("deliver", Stage.DELIVERED),
        ("answer", Stage.ANSWERED),
        ("take-back-answer", Stage.DELIVERED),
        ("take-back-delivery", Stage.CLOSED),
    ]:
        assert address(closed, verb) in editor_client.get(settings).content.decode()
        assert editor_client.get(address(closed, verb)).status_code == 200
        assert Petition.objects.get().stage != stage
        response = editor_client.post(address(closed, verb), {"day": TODAY().isoformat()}, follow=True)
        assert response.status_code == 200
        assert Petition.objects.get().stage == stage
    history = editor_client.get(reverse("petitions:history", args=[closed.pk])).content.decode()
    assert "Marked as delivered on" in history
    assert "No longer marked as answered" in history


def test_a_day_is_needed_and_a_wrong_one_refused_in_words(editor_client: Client, closed: Petition) -> None:
    response = editor_client.post(address(closed, "deliver"), {"day": ""})
    assert response.status_code == 422
    assert "Enter the day." in response.content.decode()
    response = editor_client.post(address(closed, "deliver"), {"day": "2999-01-01"})
    assert response.status_code == 409
    assert "Choose today or a day before." in response.content.decode()
    assert Petition.objects.get().stage == Stage.CLOSED


def test_who_may_only_look_changes_nothing(viewer_client: Client, closed: Petition) -> None:
    viewer_client.post(address(closed, "deliver"), {"day": TODAY().isoformat()})
    assert Petition.objects.get().stage == Stage.CLOSED
