"""From every mail: what is kept, who can open it, and a button for everything a signatory may want."""

import pyrage
import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from petition_blocks.keys.models import RecipientKey
from petition_blocks.mailing.links import signature_path
from petition_blocks.petition.models import Petition
from petition_blocks.signature.models import SealedRecord, Signature
from petition_blocks.signing.confirm import confirm
from tests.factories import HandIn


def add_key(petition: Petition, covers: str, name: str) -> RecipientKey:
    return RecipientKey.objects.create(
        petition=petition,
        name=name,
        public_key=str(pyrage.x25519.Identity.generate().to_public()),
        covers=covers,
    )


@pytest.fixture
def signed(petition: Petition, hand_in: HandIn) -> Signature:
    """A signature with both consents."""
    add_key(petition, "updates", "Newsletter desk")
    add_key(petition, "partner", "Partner desk")
    confirm(hand_in(updates="yes", partner="yes").pk)
    return Signature.objects.select_related("petition").get()


def purposes_left() -> set[str]:
    return set(SealedRecord.objects.values_list("recipient__covers", flat=True))


def test_it_says_what_each_holder_can_open_and_until_when(client: Client, signed: Signature) -> None:
    response = client.get(signature_path(signed, "en"))
    content = response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert 'name="robots" content="noindex"' in content
    assert not response.cookies
    assert "May we e-mail you about this campaign?" in content
    for said in (
        "Keep our squares unwatched.",
        "Rue de l’Exemple 1",
        "Newsletter desk",
        "Partner desk",
        "Will be erased on",
        "No more news from you",
        "No more news from your partner",
        "Remove my signature",
    ):
        assert said in content, said


def test_who_said_no_is_offered_no_button_to_say_no_again(
    client: Client, petition: Petition, hand_in: HandIn
) -> None:
    add_key(petition, "updates", "Newsletter desk")
    confirm(hand_in().pk)
    content = client.get(signature_path(Signature.objects.get(), "en")).content.decode()
    assert "Remove my signature" in content
    assert "Newsletter desk" not in content
    assert "No more news" not in content


@pytest.mark.parametrize(
    ("deed", "left"),
    [("stop-updates", {"petition", "partner"}), ("stop-partner", {"petition", "updates"})],
)
def test_one_press_ends_one_consent_and_never_the_signature(
    client: Client, signed: Signature, deed: str, left: set[str]
) -> None:
    path = signature_path(signed, "en")
    response = client.post(f"{path}{deed}/")
    assert response.status_code == 303
    shown = client.get(response["Location"]).content.decode()
    assert "is taken back." in shown
    assert f'{deed}/"' not in shown
    assert purposes_left() == left
    assert Petition.objects.with_counts().get().confirmed == 1


def test_the_history_tells_the_fact_and_not_who(client: Client, signed: Signature) -> None:
    for _press in range(2):
        client.post(f"{signature_path(signed, 'en')}stop-updates/")
    entry = ModelLogEntry.objects.get(action="petition_blocks.withdraw_consent")
    assert entry.user is None
    assert entry.data == {"covers": "updates"}
    assert entry.message == "Somebody who signed wants no more news from us"


@pytest.mark.slow
def test_following_the_address_of_a_button_changes_nothing(client: Client, signed: Signature) -> None:
    path = signature_path(signed, "en")
    assert client.get(f"{path}stop-updates/")["Location"] == path
    assert client.post(f"{path}stop-petition/").status_code == 404
    assert client.post(f"{path[:-2]}9/stop-updates/").status_code == 404
    assert purposes_left() == {"petition", "updates", "partner"}
