"""The settings of a register, and the keys that open its signatures."""

from datetime import timedelta
from typing import Any

import pyrage
import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import registry as log_registry

from petition_blocks.keys.actions import revoke_recipient_key
from petition_blocks.keys.models import RecipientKey
from petition_blocks.keys.rules import sealed_to_no_other_key
from petition_blocks.lifecycle.actions import change_state
from petition_blocks.lifecycle.transitions import CLOSE
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.controllers import Controller
from petition_blocks.petition.models import Petition
from petition_blocks.petition.organisations import Organisation
from petition_blocks.petition.refusals import Refused
from petition_blocks.signature.models import SealedRecord, Signature
from petition_blocks.signing.confirm import confirm
from tests.factories import HandIn

from ..forms import GoalStepsField

UPDATES = RecipientKey.Covers.UPDATES


def controllers_data(
    petition: Petition, *, without: Controller.Purpose | None = None, **changes: str
) -> dict[str, str]:
    """Return what the browser sends for the organisations, without the ticks of a purpose and changed."""
    controllers = list(petition.controllers.all())
    data = {
        "controllers-TOTAL_FORMS": str(len(controllers)),
        "controllers-INITIAL_FORMS": str(len(controllers)),
    }
    for number, controller in enumerate(controllers):
        fields = {
            "id": str(controller.pk),
            "ORDER": str(number + 1),
            "DELETE": "1" if controller.purposes == [without] else "",
            "organisation": str(controller.organisation_id),
            **{
                f"for_{purpose.value}": "on" if purpose in controller.purposes and purpose != without else ""
                for purpose in Controller.Purpose
            },
        } | changes
        data |= {f"controllers-{number}-{name}": value for name, value in fields.items()}
    return data


def form_data(petition: Petition, **changes: Any) -> dict[str, Any]:
    """Return what the browser sends for a petition as it is, but for the changes; None leaves a field out."""
    data = {
        "name": petition.name,
        "slug": petition.slug,
        "goal_steps": "100, 500",
        "counting_mode": petition.counting_mode,
        "opens_at": "",
        "closes_at": "",
        "lawful_basis": petition.lawful_basis,
        "data_protection_officer": petition.data_protection_officer,
        "assessment_reference": petition.assessment_reference,
        "retention_day": petition.retention_day.isoformat() if petition.retention_day else "",
        "minimum_age": str(petition.minimum_age),
        **({"denies_initiative": "on"} if petition.denies_initiative else {}),
        **({"asks_updates": "on"} if petition.asks_updates else {}),
        "signatures_per_email": str(petition.signatures_per_email),
        **controllers_data(petition),
        "abuse_steps": petition.abuse_steps,
        "network_limit": str(petition.network_limit),
    } | changes
    return {name: value for name, value in data.items() if value is not None}


def save(client: Client, petition: Petition, **changes: Any) -> dict[str, list[str]]:
    """Send the settings form and return the errors of its fields; empty if it was saved."""
    response = client.post(reverse("petitions:edit", args=[petition.pk]), form_data(petition, **changes))
    if response.status_code == 302:
        return {}
    form = response.context["form"]
    return {name: list(errors) for name, errors in form.errors.items()} | {
        f"controllers-{name}": list(errors)
        for entered in form.formsets["controllers"].forms
        for name, errors in entered.errors.items()
    }


def in_days(days: int) -> str:
    return (timezone.localtime() + timedelta(days=days)).strftime("%Y-%m-%d %H:%M")


@pytest.fixture
def planned(petition: Petition) -> Petition:
    """The register before it has opened, otherwise complete."""
    petition.opens_at = None
    petition.save()
    return petition


@pytest.fixture
def key(petition: Petition) -> RecipientKey:
    """The petition's one key."""
    return RecipientKey.objects.get()


def another_key(petition: Petition, **fields: Any) -> RecipientKey:
    public_key = str(pyrage.x25519.Identity.generate().to_public())
    return RecipientKey.objects.create(petition=petition, name="Second", public_key=public_key, **fields)


def test_settings_are_saved_and_logged(editor_client: Client, petition: Petition) -> None:
    changes = {"goal_steps": "1000, 5000", "minimum_age": "18", "asks_postcode": "on", "name": "Renamed"}
    assert save(editor_client, petition, **changes) == {}
    petition.refresh_from_db()
    assert petition.goal_steps == [1000, 5000]
    assert (petition.minimum_age, petition.asks_postcode, petition.name) == (18, True, "Renamed")
    assert [entry.action for entry in log_registry.get_logs_for_instance(petition)] == ["wagtail.edit"]


def test_what_people_agree_to_changes_with_the_settings(
    editor_client: Client, petition: Petition, petition_page: PetitionPage
) -> None:
    before, number = petition_page.wording_hash, petition.wordings.count()
    other = Organisation.objects.create(name="Somebody else", address="Rue 1\n1000 Brussels", country="BE")
    assert save(editor_client, petition, **controllers_data(petition, organisation=str(other.pk))) == {}
    page = PetitionPage.objects.get()
    assert page.wording_hash != before
    kept = petition.wordings.get(pk=page.wording_hash)
    assert kept.text["controllers"] == "Somebody else, Rue 1, 1000 Brussels, Belgium"
    assert petition.wordings.count() == number + 1, "no half-changed wording in between"


@pytest.mark.parametrize(
    ("written", "goals"),
    [
        ("1000", [1000]),
        ("100, 500,1000", [100, 500, 1000]),
        (" 100 ; 500\n1000, ", [100, 500, 1000]),
        ("1 000, 10.000, 100'000, 1 000 000", [1000, 10_000, 100_000, 1_000_000]),
    ],
)
def test_goals_as_people_write_them(written: str, goals: list[int]) -> None:
    assert GoalStepsField().clean(written) == goals
    assert GoalStepsField().clean(GoalStepsField().prepare_value(goals)) == goals


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("", "Give at least one goal"),
        (" , ", "Give at least one goal"),
        ("1,000", "a comma stands between two goals"),
        ("100, many", "“many” is not a whole number"),
        ("-5", "“-5” is not a whole number"),
        ("1.5", "“1.5” is not a whole number"),
        ("²", "“²” is not a whole number"),
        ("0", "above zero"),
        ("500, 100", "higher than the one before"),
        ("100, 100", "higher than the one before"),
        ("9" * 5000, "more than there are people"),
    ],
)
def test_goals_that_make_no_sense_are_told_in_words(
    editor_client: Client, petition: Petition, written: str, words: str
) -> None:
    errors = save(editor_client, petition, goal_steps=written)
    assert list(errors) == ["goal_steps"]
    assert words in errors["goal_steps"][0]


def test_the_form_never_opens_or_closes_at_once(editor_client: Client, planned: Petition) -> None:
    for name in ("opens_at", "closes_at"):
        assert name in save(editor_client, planned, **{name: in_days(-1)})
    assert save(editor_client, planned, opens_at=in_days(1), closes_at=in_days(30)) == {}
    planned.refresh_from_db()
    assert planned.state == Petition.State.NOT_OPEN


def test_planning_to_close_before_opening_is_refused(editor_client: Client, planned: Petition) -> None:
    assert "closes_at" in save(editor_client, planned, opens_at=in_days(5), closes_at=in_days(4))


def test_planning_to_open_needs_all_pieces(
    editor_client: Client, planned: Petition, petition_page: PetitionPage
) -> None:
    RecipientKey.objects.all().delete()
    petition_page.unpublish()
    gone = controllers_data(planned, without=Controller.Purpose.PETITION)
    errors = save(editor_client, planned, opens_at=in_days(1), retention_day="", **gone)
    assert sorted(errors) == ["__all__", "opens_at", "retention_day"]
    assert len(errors["opens_at"]) == 2
    assert save(editor_client, planned, retention_day="", **gone) == {}
    (kept,) = Petition.objects.get().controllers.all()
    assert kept.purposes == [Controller.Purpose.UPDATES]


@pytest.mark.parametrize("name", ["retention_day", "data_protection_officer", "assessment_reference"])
def test_an_open_petition_keeps_what_it_needs(editor_client: Client, petition: Petition, name: str) -> None:
    assert list(save(editor_client, petition, opens_at=None, **{name: ""})) == [name]


def test_an_open_petition_keeps_who_is_responsible(editor_client: Client, petition: Petition) -> None:
    for purpose in (Controller.Purpose.PETITION, Controller.Purpose.UPDATES):
        gone = controllers_data(petition, without=purpose)
        assert list(save(editor_client, petition, opens_at=None, **gone)) == ["__all__"]
    assert (
        "The partner" in save(editor_client, petition, opens_at=None, asks_partner_consent="on")["__all__"][0]
    )
    (kept,) = petition.controllers.all()
    assert kept.purposes == [Controller.Purpose.PETITION, Controller.Purpose.UPDATES]


def test_an_open_petition_whose_page_is_offline_can_still_be_changed(
    editor_client: Client, petition: Petition, petition_page: PetitionPage
) -> None:
    petition_page.unpublish()
    assert save(editor_client, petition, opens_at=None, name="Renamed") == {}


def test_the_day_of_erasing_lies_ahead(editor_client: Client, petition: Petition) -> None:
    today = timezone.localdate().isoformat()
    assert "retention_day" in save(editor_client, petition, opens_at=None, retention_day=today)


def test_who_has_signed_is_told_of_when_the_day_moves(
    editor_client: Client, petition: Petition, hand_in: HandIn
) -> None:
    assert petition.retention_day is not None
    later = (petition.retention_day + timedelta(days=1)).isoformat()
    earlier = (petition.retention_day - timedelta(days=1)).isoformat()
    url = reverse("petitions:edit", args=[petition.pk])
    explanation = "who has signed before is erased as promised"
    assert explanation not in editor_client.get(url).content.decode()
    hand_in()
    assert explanation in editor_client.get(url).content.decode()
    assert (
        "promised a day" in save(editor_client, petition, opens_at=None, retention_day="")["retention_day"][0]
    )
    for day in (later, earlier):
        assert save(editor_client, petition, opens_at=None, retention_day=day) == {}


def test_the_day_of_erasing_comes_after_the_last_signature(editor_client: Client, petition: Petition) -> None:
    errors = save(editor_client, petition, opens_at=None, closes_at=in_days(400))
    assert list(errors) == ["retention_day"]


def test_a_day_of_erasing_that_has_come_is_not_put_off(editor_client: Client, petition: Petition) -> None:
    today = timezone.localdate()
    Petition.objects.update(retention_day=today)
    later = (today + timedelta(days=30)).isoformat()
    assert save(editor_client, petition, opens_at=None, closes_at=None, retention_day=later) == {}
    petition.refresh_from_db()
    assert petition.retention_day == today


def test_a_form_opened_before_the_petition_was_closed_does_not_open_it_again(
    editor_client: Client, petition: Petition
) -> None:
    change_state(petition, CLOSE, None)
    save(editor_client, petition, opens_at=None, closes_at="")
    petition.refresh_from_db()
    assert petition.state == Petition.State.CLOSED


def test_a_form_opened_while_it_was_closed_does_not_end_a_new_plan(
    editor_client: Client, petition: Petition
) -> None:
    petition.closes_at = timezone.now() + timedelta(days=3)
    petition.save()
    assert save(editor_client, petition, opens_at=None, closes_at=None) == {}
    assert Petition.objects.get().closes_at == petition.closes_at


@pytest.mark.parametrize("stage", ["handed in", "confirmed"])
def test_the_name_in_addresses_is_fixed_once_somebody_has_signed(
    editor_client: Client, petition: Petition, hand_in: HandIn, stage: str
) -> None:
    submission = hand_in()
    if stage == "confirmed":
        confirm(submission.pk)
    assert save(editor_client, petition, opens_at=None, slug="other") == {}
    petition.refresh_from_db()
    assert petition.slug == "unwatched"


def test_the_name_in_addresses_is_free_before(editor_client: Client, petition: Petition) -> None:
    assert save(editor_client, petition, opens_at=None, slug="other") == {}
    petition.refresh_from_db()
    assert petition.slug == "other"


def test_the_summary_tells_what_is_stored_not_what_was_typed(
    editor_client: Client, petition: Petition
) -> None:
    response = editor_client.post(
        reverse("petitions:edit", args=[petition.pk]),
        form_data(petition, opens_at=None, retention_day="", goal_steps="7"),
    )
    summary = BeautifulSoup(response.content, "html.parser").select_one(".petition-summary")
    assert summary is not None
    assert "100" in summary.get_text()


# Keys


def add(client: Client, petition: Petition, **changes: str) -> Any:
    data = {
        "name": "Notary",
        "public_key": str(pyrage.x25519.Identity.generate().to_public()),
        "covers": RecipientKey.Covers.PETITION.value,
    } | changes
    return client.post(reverse("petitions:add_key", args=[petition.pk]), data)


def test_adding_a_key(keeper_client: Client, editor_client: Client, petition: Petition) -> None:
    assert add(keeper_client, petition).status_code == 302
    assert petition.recipient_keys.filter(name="Notary").exists()
    assert log_registry.get_logs_for_instance(petition).get().action == "petition_blocks.add_key"
    history = editor_client.get(reverse("petitions:history", args=[petition.pk])).content.decode()
    assert "Added the key of “Notary”" in history


def test_a_secret_key_is_neither_kept_nor_shown(keeper_client: Client, petition: Petition) -> None:
    secret = str(pyrage.x25519.Identity.generate())
    for written in (secret, secret.lower(), f" {secret}\n"):
        response = add(keeper_client, petition, public_key=written)
        assert response.status_code == 422
        text = response.content.decode()
        assert "secret half" in text
        assert secret.upper() not in text.upper()
    assert petition.recipient_keys.count() == 1


@pytest.mark.parametrize("written", ["", "age1", "ssh-ed25519 AAAA", "age1" + "q" * 58])
def test_what_is_no_key_is_refused(keeper_client: Client, petition: Petition, written: str) -> None:
    assert add(keeper_client, petition, public_key=written).status_code == 422
    assert petition.recipient_keys.count() == 1


def test_the_same_key_twice_is_refused_but_not_for_another_purpose(
    keeper_client: Client, petition: Petition, key: RecipientKey
) -> None:
    assert add(keeper_client, petition, public_key=key.public_key).status_code == 422
    assert add(keeper_client, petition, public_key=key.public_key, covers=UPDATES.value).status_code == 302


def revoke(client: Client, key: RecipientKey, **data: str) -> Any:
    return client.post(reverse("petitions:revoke_key", args=[key.petition_id, key.pk]), data)


def test_revoking_tells_what_becomes_unreadable(
    keeper_client: Client, petition: Petition, key: RecipientKey, hand_in: HandIn
) -> None:
    confirm(hand_in("one@example.org").pk)
    another_key(petition)
    confirm(hand_in("two@example.org").pk)
    text = keeper_client.get(reverse("petitions:revoke_key", args=[petition.pk, key.pk])).content.decode()
    assert "2 sealed records become unreadable" in text
    assert "For 1 of them there is no other key" in text


def test_revoking_deletes_what_was_sealed_to_the_key_alone(
    keeper_client: Client, editor_client: Client, petition: Petition, key: RecipientKey, hand_in: HandIn
) -> None:
    second = another_key(petition)
    confirm(hand_in("one@example.org").pk)
    assert SealedRecord.objects.count() == 2
    assert revoke(keeper_client, key, understood="on").status_code == 302
    assert [record.recipient for record in SealedRecord.objects.all()] == [second]
    assert Signature.objects.count() == 1
    assert Petition.objects.with_counts().get().confirmed == 1
    history = editor_client.get(reverse("petitions:history", args=[petition.pk])).content.decode()
    assert "1 sealed record was deleted" in history


def test_revoking_asks_first(keeper_client: Client, petition: Petition, key: RecipientKey) -> None:
    another_key(petition)
    keeper_client.get(reverse("petitions:revoke_key", args=[petition.pk, key.pk]))
    assert revoke(keeper_client, key).status_code == 422
    assert petition.recipient_keys.count() == 2


def test_the_last_key_stays_while_signatures_come_in(
    keeper_client: Client, petition: Petition, key: RecipientKey
) -> None:
    another_key(petition, covers=UPDATES)
    with pytest.raises(Refused):
        revoke_recipient_key(key, None)
    response = revoke(keeper_client, key, understood="on")
    assert response.status_code == 422
    assert "Add another key first" in response.content.decode()
    assert RecipientKey.objects.filter(pk=key.pk).exists()


def test_the_last_key_may_go_a_day_after_closing(petition: Petition, key: RecipientKey) -> None:
    change_state(petition, CLOSE, None)
    with pytest.raises(Refused):
        revoke_recipient_key(key, None)
    Petition.objects.update(closes_at=timezone.now() - timedelta(days=1))
    assert revoke_recipient_key(key, None) == 0


@pytest.mark.slow
def test_a_key_for_news_may_always_go(petition: Petition, hand_in: HandIn) -> None:
    for_news = another_key(petition, covers=UPDATES)
    confirm(hand_in("yes@example.org", updates="yes").pk)
    confirm(hand_in("no@example.org").pk)
    assert sealed_to_no_other_key(for_news) == 1
    assert revoke_recipient_key(for_news, None) == 1


def test_a_key_belongs_to_its_petition(keeper_client: Client, petition: Petition, key: RecipientKey) -> None:
    other = Petition.objects.create_register("Other", "other")
    url = reverse("petitions:revoke_key", args=[other.pk, key.pk])
    assert keeper_client.get(url, follow=True).status_code == 404
    assert keeper_client.post(url, {"understood": "on"}, follow=True).status_code == 404
    assert petition.recipient_keys.count() == 1


def test_who_may_look_touches_no_key(viewer_client: Client, petition: Petition, key: RecipientKey) -> None:
    another_key(petition)
    assert add(viewer_client, petition).status_code == 302
    assert revoke(viewer_client, key, understood="on").status_code == 302
    assert petition.recipient_keys.count() == 2


def shown_settings(client: Client, petition: Petition) -> str:
    """Open the settings; return what the form keeps of them as they were then."""
    content = client.get(reverse("petitions:edit", args=[petition.pk])).content
    field = BeautifulSoup(content, "html.parser").select_one("input[name=seen]")
    assert field is not None
    return str(field["value"])


def test_nobody_overwrites_unseen_what_somebody_else_has_saved(
    editor_client: Client, planned: Petition
) -> None:
    seen = shown_settings(editor_client, planned)
    entered = form_data(planned, seen=seen, minimum_age="18")
    assert save(editor_client, planned, seen=seen, minimum_age="15", asks_postcode="on") == {}
    response = editor_client.post(reverse("petitions:edit", args=[planned.pk]), entered)
    (problem,) = response.context["form"].errors["__all__"]
    assert "Minimum age: 15; Ask for the postcode: Yes." in problem
    assert Petition.objects.get().minimum_age == 15
    again = BeautifulSoup(response.content, "html.parser")
    age, field = again.select_one("input[name=minimum_age]"), again.select_one("input[name=seen]")
    assert age is not None
    assert field is not None
    assert age["value"] == "18", "what was typed stays"
    response = editor_client.post(
        reverse("petitions:edit", args=[planned.pk]), entered | {"seen": str(field["value"])}
    )
    assert response.status_code == 302
    assert Petition.objects.get().minimum_age == 18


def test_a_petition_that_was_closed_meanwhile_stays_closed(editor_client: Client, petition: Petition) -> None:
    seen = shown_settings(editor_client, petition)
    change_state(petition, CLOSE, None)
    assert "__all__" in save(editor_client, petition, seen=seen)
    assert Petition.objects.get().state == Petition.State.CLOSED


def test_saving_twice_from_one_form_is_no_conflict(editor_client: Client, planned: Petition) -> None:
    assert save(editor_client, planned, seen=shown_settings(editor_client, planned), minimum_age="15") == {}
    planned.refresh_from_db()
    assert save(editor_client, planned, seen=shown_settings(editor_client, planned), minimum_age="17") == {}


def test_a_closing_day_without_a_time_counts_whole(editor_client: Client, planned: Petition) -> None:
    day = timezone.localdate() + timedelta(days=30)
    assert save(editor_client, planned, closes_at=day.isoformat()) == {}
    stored = Petition.objects.get()
    assert stored.last_day == day
    assert timezone.localtime(stored.closes_at).strftime("%H:%M") == "23:59"


def test_line_breaks_that_a_browser_writes_otherwise_are_no_change(
    editor_client: Client, planned: Petition
) -> None:
    planned.goal_steps = [100, 500]
    planned.data_protection_officer = "Ada\n+32 2 123 45 67"
    planned.save()
    seen = shown_settings(editor_client, planned)
    sent = {"data_protection_officer": "Ada\r\n+32 2 123 45 67"}
    for _time in range(2):
        assert save(editor_client, planned, seen=seen, **sent) == {}
    assert Petition.objects.get().data_protection_officer == "Ada\r\n+32 2 123 45 67"
