"""A name stands on public pages by its owner's wish, after somebody has looked at it, and goes at once."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from editorial.actions.invalidate_pages import current_generation
from petition_blocks.abuse.actions import release_signatures
from petition_blocks.blocks import SignatoryNamesBlock
from petition_blocks.erasure.erase_due import erase_due
from petition_blocks.mailing.links import signature_path
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.models import Petition
from petition_blocks.signature.models import ShownName, Signature
from petition_blocks.signing.confirm import confirm
from petition_blocks.signing.forms import SignForm
from tests.factories import HandIn

from ..actions import moderate_names, request_subject_access, withdraw
from ..models import SubjectAccessRequest

SHOWN, REJECTED, WAITING = ShownName.State.SHOWN, ShownName.State.REJECTED, ShownName.State.WAITING


@pytest.fixture
def asking(petition: Petition) -> Petition:
    petition.shows_names = True
    petition.save()
    return petition


@pytest.fixture
def name(asking: Petition, hand_in: HandIn) -> ShownName:
    confirm(hand_in(show_name="yes").pk)
    return ShownName.objects.get()


def names_on_page(petition_page: PetitionPage, number: int = 50) -> str:
    block = SignatoryNamesBlock()
    value = block.to_python({"petition_page": petition_page.pk, "heading": "Who", "number": number})
    return block.render(value)


def test_the_question_is_asked_only_where_names_are_shown(
    client: Client, petition: Petition, answers: dict[str, str]
) -> None:
    assert "show_name" not in SignForm(petition, answers).fields
    petition.shows_names = True
    form = SignForm(petition, answers)
    assert form.errors["show_name"] == ["Choose whether we may show your name."]
    assert SignForm(petition)["show_name"].value() is None, "nothing is chosen beforehand"
    assert SignForm(petition, {**answers, "show_name": "no"}).is_valid()


@pytest.mark.slow
def test_the_form_says_beside_the_question_what_yes_means(
    client: Client, asking: Petition, petition_page: PetitionPage
) -> None:
    content = client.get(petition_page.get_url()).content.decode()
    assert "for anybody to read, and is kept unsealed" in content
    page = PetitionPage.objects.get(pk=petition_page.pk)
    assert "May we show your name?" in page.wording_text()["show_name_question"]


@pytest.mark.parametrize("answer", ["no", None])
def test_without_a_yes_no_name_is_kept(asking: Petition, hand_in: HandIn, answer: str | None) -> None:
    confirm(hand_in(**({"show_name": answer} if answer else {})).pk)
    assert Signature.objects.exists()
    assert not ShownName.objects.exists()


def test_a_name_waits_until_somebody_has_looked_at_it(name: ShownName, petition_page: PetitionPage) -> None:
    assert "Ada Lovelace" not in names_on_page(petition_page)
    assert moderate_names(name.petition, [name.pk], SHOWN, None) == 1
    assert "Ada Lovelace" in names_on_page(petition_page)
    moderate_names(name.petition, [name.pk], REJECTED, None)
    assert "Ada Lovelace" not in names_on_page(petition_page)


@pytest.mark.slow
def test_the_newest_show_and_the_others_are_counted(
    asking: Petition, hand_in: HandIn, petition_page: PetitionPage
) -> None:
    for number in range(3):
        confirm(hand_in(f"person{number}@example.org", name=f"Person {number}x", show_name="yes").pk)
    confirm(hand_in("quiet@example.org", show_name="no").pk)
    moderate_names(asking, list(ShownName.objects.values_list("pk", flat=True)), SHOWN, None)
    shown = names_on_page(petition_page, number=2)
    assert shown.index("Person 2x") < shown.index("Person 1x")
    assert "Person 0x" not in shown
    assert "Others who have signed: 2" in shown


def test_a_name_is_text_whatever_it_holds(
    asking: Petition, hand_in: HandIn, petition_page: PetitionPage
) -> None:
    confirm(hand_in(name="<b>Ada</b>", show_name="yes").pk)
    moderate_names(asking, [ShownName.objects.get().pk], SHOWN, None)
    assert "&lt;b&gt;Ada" in names_on_page(petition_page)


def test_nothing_shows_while_there_are_no_names(petition_page: PetitionPage) -> None:
    assert not names_on_page(petition_page).strip()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_each_change_makes_cached_pages_stale(client: Client, name: ShownName) -> None:
    signature = Signature.objects.select_related("petition").get()
    seen = [current_generation()]
    moderate_names(name.petition, [name.pk], SHOWN, None)
    seen.append(current_generation())
    moderate_names(name.petition, [name.pk], REJECTED, None)
    seen.append(current_generation())
    client.post(f"{signature_path(signature, 'en')}hide-name/")
    seen.append(current_generation())
    assert len(set(seen)) == 4


@pytest.mark.slow
def test_its_owner_hides_it_with_one_press(client: Client, name: ShownName) -> None:
    signature = Signature.objects.select_related("petition").get()
    path = signature_path(signature, "en")
    content = client.get(path).content.decode()
    assert "Ada Lovelace" in content
    assert "Hide my name" in content
    response = client.post(f"{path}hide-name/")
    content = client.get(response["Location"]).content.decode()
    assert "Your name is hidden." in content
    assert "Ada Lovelace" not in content
    assert not ShownName.objects.exists()
    assert Petition.objects.with_counts().get().confirmed == 1


def test_it_goes_with_the_signature(name: ShownName) -> None:
    withdraw(name.signature_id)
    assert not ShownName.objects.exists()


def test_names_are_looked_at_many_at_once(
    editor_client: Client, asking: Petition, hand_in: HandIn, petition_page: PetitionPage
) -> None:
    for number in range(3):
        confirm(hand_in(f"person{number}@example.org", name=f"Person {number}x", show_name="yes").pk)
    keys = list(ShownName.objects.order_by("pk").values_list("pk", flat=True))
    url = f"/admin/petitions/{asking.pk}/names/"
    assert "3 names to look at" in editor_client.get(f"/admin/petitions/edit/{asking.pk}/").content.decode()
    assert "Person 1x" in editor_client.get(url).content.decode()
    editor_client.post(url, {"name": keys[:2], "show": ""})
    editor_client.post(url, {"name": keys[2:], "reject": ""})
    states = list(ShownName.objects.order_by("pk").values_list("state", flat=True))
    assert states == [SHOWN, SHOWN, REJECTED]
    entry = ModelLogEntry.objects.filter(action="petition_blocks.moderate_names").first()
    assert entry is not None
    assert entry.user.username == "editor"
    assert "Person" not in str(entry.data)
    assert "Person 2x" in editor_client.get(f"{url}?state=rejected").content.decode()


def test_a_whole_page_of_names_can_be_let_through_but_none_unseen(
    editor_client: Client, name: ShownName, hand_in: HandIn
) -> None:
    url = f"/admin/petitions/{name.petition_id}/names/"
    assert f'name="listed" value="{name.pk}"' in editor_client.get(url).content.decode()
    confirm(hand_in("late@example.org", name="Late Comer", show_name="yes").pk)
    editor_client.post(url, {"listed": [name.pk], "show_all": ""})
    states = dict(ShownName.objects.values_list("name", "state"))
    assert states == {"Ada Lovelace": SHOWN, "Late Comer": WAITING}


def test_names_of_another_petition_stay_as_they_are(editor_client: Client, name: ShownName) -> None:
    other = Petition.objects.create_register("Other", "other")
    editor_client.post(f"/admin/petitions/{other.pk}/names/", {"name": [name.pk], "show": ""})
    name.refresh_from_db()
    assert name.state == WAITING


def test_only_who_runs_petitions_sees_the_names(viewer_client: Client, name: ShownName) -> None:
    response: Any = viewer_client.post(
        f"/admin/petitions/{name.petition_id}/names/", {"name": [name.pk], "show": ""}
    )
    assert response.status_code == 302
    name.refresh_from_db()
    assert name.state == WAITING


def test_nothing_that_a_signatory_asked_for_outlives_the_retention_day(name: ShownName) -> None:
    request_subject_access(name.signature_id)
    Petition.objects.update(retention_day=timezone.localdate())
    erase_due()
    assert not ShownName.objects.exists()
    assert not SubjectAccessRequest.objects.exists()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_names_show_only_while_their_signatures_count(
    asking: Petition, hand_in: HandIn, petition_page: PetitionPage
) -> None:
    confirm(hand_in(show_name="yes", suspicions=["honeypot"]).pk)
    name = ShownName.objects.get()
    moderate_names(asking, [name.pk], SHOWN, None)
    assert "Ada Lovelace" not in names_on_page(petition_page)
    before = current_generation()
    release_signatures(asking, [name.signature_id], None)
    assert "Ada Lovelace" in names_on_page(petition_page)
    assert current_generation() != before
