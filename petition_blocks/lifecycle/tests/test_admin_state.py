"""Opening, pausing, resuming and closing: at once, only by who may, only from a fitting state."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import registry as log_registry

from editorial.actions.invalidate_pages import current_generation
from petition_blocks.keys.models import RecipientKey
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.controllers import Controller
from petition_blocks.petition.models import DigestKey, Petition
from petition_blocks.petition.refusals import Refused
from petition_blocks.signing.confirm import Outcome, confirm
from tests.factories import HandIn

from ..actions import change_state
from ..readiness import NotReady, Piece, missing_for_opening
from ..transitions import CLOSE, OPEN, PAUSE, RESUME, Transition

State = Petition.State


def not_open(petition: Petition) -> Petition:
    petition.opens_at = None
    petition.save()
    return petition


def url(petition: Petition, verb: str) -> str:
    return reverse("petitions:change_state", args=[petition.pk, verb])


def logged(petition: Petition) -> list[str]:
    return [entry.action for entry in log_registry.get_logs_for_instance(petition).order_by("pk")]


def test_a_new_register_lacks_everything(petition_page: PetitionPage) -> None:
    register = Petition.objects.create_register("New", "new")
    assert [missing.piece for missing in missing_for_opening(register)] == [
        Piece.PAGE,
        Piece.CONTROLLERS,
        Piece.CONTROLLERS,
        Piece.DATA_PROTECTION_OFFICER,
        Piece.ASSESSMENT,
        Piece.RETENTION_DAY,
        Piece.RECIPIENT_KEY,
    ]


def test_a_complete_register_lacks_nothing(petition: Petition) -> None:
    assert missing_for_opening(petition) == []


def test_a_draft_page_is_no_page(petition: Petition, petition_page: PetitionPage) -> None:
    petition_page.unpublish()
    assert [missing.piece for missing in missing_for_opening(petition)] == [Piece.PAGE]


def test_the_retention_day_lies_ahead(petition: Petition) -> None:
    petition.retention_day = timezone.localdate()
    assert [missing.piece for missing in missing_for_opening(petition)] == [Piece.RETENTION_DAY]


def test_a_key_for_news_alone_is_not_enough(petition: Petition) -> None:
    RecipientKey.objects.update(covers=RecipientKey.Covers.UPDATES)
    assert [missing.piece for missing in missing_for_opening(petition)] == [Piece.RECIPIENT_KEY]


def test_an_erased_petition_never_opens_again(petition: Petition) -> None:
    DigestKey.objects.all().delete()
    assert [missing.piece for missing in missing_for_opening(petition)] == [Piece.NEW_PETITION]


def test_opening(petition: Petition) -> None:
    assert change_state(not_open(petition), OPEN, None).state == State.OPEN
    assert Petition.objects.get().state == State.OPEN
    assert logged(petition) == ["petition_blocks.open"]


def test_opening_earlier_than_planned(petition: Petition) -> None:
    petition.opens_at = timezone.now() + timedelta(days=3)
    petition.closes_at = timezone.now() + timedelta(days=9)
    petition.save()
    assert change_state(petition, OPEN, None).state == State.OPEN
    assert Petition.objects.get().closes_at == petition.closes_at


def test_opening_again_after_closing(petition: Petition) -> None:
    began = petition.opens_at
    change_state(petition, CLOSE, None)
    reopened = change_state(petition, OPEN, None)
    assert reopened.state == State.OPEN
    assert reopened.closes_at is None
    assert reopened.opens_at == began


def test_opening_ends_a_pause_from_before(petition: Petition) -> None:
    petition.paused = True
    assert change_state(not_open(petition), OPEN, None).state == State.OPEN


def test_opening_without_a_piece_is_refused(petition: Petition) -> None:
    not_open(petition)
    RecipientKey.objects.all().delete()
    with pytest.raises(NotReady) as refusal:
        change_state(petition, OPEN, None)
    assert [missing.piece for missing in refusal.value.missing] == [Piece.RECIPIENT_KEY]
    assert Petition.objects.get().state == State.NOT_OPEN
    assert logged(petition) == []


@pytest.mark.slow
def test_pausing_stops_submissions_but_not_confirmations(
    client: Client, petition: Petition, hand_in: HandIn, answers: dict[str, str]
) -> None:
    waiting = hand_in("early@example.org")
    assert change_state(petition, PAUSE, None).state == State.PAUSED
    assert client.post(reverse("petition_sign", args=[petition.slug]), answers).status_code == 409
    assert confirm(waiting.pk) is Outcome.SIGNED


def test_resuming(petition: Petition) -> None:
    change_state(petition, PAUSE, None)
    assert change_state(petition, RESUME, None).state == State.OPEN
    assert logged(petition) == ["petition_blocks.pause", "petition_blocks.resume"]


def test_resuming_without_a_piece_is_refused(petition: Petition) -> None:
    change_state(petition, PAUSE, None)
    Controller.objects.all().delete()
    with pytest.raises(NotReady):
        change_state(petition, RESUME, None)


def test_the_day_of_erasing_ends_it_for_good(petition: Petition) -> None:
    change_state(petition, PAUSE, None)
    Petition.objects.update(retention_day=timezone.localdate())
    with pytest.raises(Refused):
        change_state(petition, RESUME, None)
    with pytest.raises(NotReady):
        change_state(petition, OPEN, None)


def test_closing_lets_mailed_links_count_for_a_day(petition: Petition, hand_in: HandIn) -> None:
    first, second = hand_in("first@example.org"), hand_in("second@example.org")
    assert change_state(petition, CLOSE, None).state == State.CLOSED
    assert confirm(first.pk) is Outcome.SIGNED
    Petition.objects.update(closes_at=timezone.now() - timedelta(hours=24))
    assert confirm(second.pk) is Outcome.TOO_LATE


def test_a_paused_petition_can_be_closed(petition: Petition) -> None:
    change_state(petition, PAUSE, None)
    assert change_state(petition, CLOSE, None).state == State.CLOSED


@pytest.mark.parametrize("change", [PAUSE, RESUME, CLOSE])
def test_a_petition_that_is_not_open_can_only_be_opened(petition: Petition, change: Transition) -> None:
    with pytest.raises(Refused):
        change_state(not_open(petition), change, None)


@pytest.mark.parametrize("change", [PAUSE, RESUME])
def test_a_closed_petition_is_neither_paused_nor_resumed(petition: Petition, change: Transition) -> None:
    change_state(petition, CLOSE, None)
    with pytest.raises(Refused):
        change_state(petition, change, None)


@pytest.mark.parametrize("change", [PAUSE, CLOSE])
def test_doing_it_twice_is_harmless(petition: Petition, change: Transition) -> None:
    first = change_state(petition, change, None)
    again = change_state(petition, change, None)
    assert (again.state, again.closes_at) == (first.state, first.closes_at)
    assert len(logged(petition)) == 1


@pytest.mark.slow
def test_a_change_shows_on_every_page_at_once(
    petition: Petition, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    for change in (PAUSE, RESUME, CLOSE, OPEN):
        before = current_generation()
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
            change_state(petition, change, None)
        assert current_generation() != before


@pytest.mark.parametrize("verb", ["pause", "close"])
def test_the_button_asks_before_it_acts(editor_client: Client, petition: Petition, verb: str) -> None:
    response = editor_client.get(url(petition, verb))
    assert response.status_code == 200
    assert "in all languages" in response.content.decode()
    assert Petition.objects.get().state == State.OPEN


def test_the_buttons_in_a_row(editor_client: Client, editor: User, petition: Petition) -> None:
    not_open(petition)
    for verb, state in [
        ("open", State.OPEN),
        ("pause", State.PAUSED),
        ("resume", State.OPEN),
        ("close", State.CLOSED),
        ("open", State.OPEN),
    ]:
        response = editor_client.post(url(petition, verb), follow=True)
        assert response.status_code == 200
        assert Petition.objects.get().state == state
    entries = log_registry.get_logs_for_instance(petition)
    assert {entry.user for entry in entries} == {editor}
    assert len(entries) == 5


def test_the_history_tells_it_in_words(editor_client: Client, petition: Petition) -> None:
    editor_client.post(url(petition, "pause"))
    history = editor_client.get(reverse("petitions:history", args=[petition.pk]))
    assert "Paused" in history.content.decode()


def test_what_is_missing_is_named_and_linked(
    editor_client: Client, petition: Petition, petition_page: PetitionPage
) -> None:
    not_open(petition)
    Petition.objects.update(retention_day=None)
    Controller.objects.all().delete()
    RecipientKey.objects.all().delete()
    petition_page.unpublish()
    response = editor_client.post(url(petition, "open"))
    assert response.status_code == 409
    text = response.content.decode()
    edit = reverse("petitions:edit", args=[petition.pk])
    for place in (
        f"{edit}#petition-pages",
        f"{edit}#id_controllers-FORMS",
        f"{edit}#id_retention_day",
        # Where it says whose keys there are, and who may add one.
        f"{edit}#tab-keys",
    ):
        assert f'href="{place}"' in text
    assert Petition.objects.get().state == State.NOT_OPEN


def test_a_refusal_is_told(editor_client: Client, petition: Petition) -> None:
    response = editor_client.post(url(not_open(petition), "close"))
    assert response.status_code == 409
    assert "nothing to close" in response.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("verb", ["open", "pause", "resume", "close"])
def test_who_may_only_look_changes_nothing(
    viewer_client: Client, petition: Petition, verb: str, method: str
) -> None:
    response = getattr(viewer_client, method)(url(petition, verb))
    assert response.status_code == 302
    assert response["Location"] == reverse("wagtailadmin_home")
    assert Petition.objects.get().state == State.OPEN


def test_a_forged_request_changes_nothing(editor: User, petition: Petition) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    assert client.post(url(petition, "close")).status_code == 403
    assert Petition.objects.get().state == State.OPEN
