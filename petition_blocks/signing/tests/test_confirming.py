"""A link that was mailed makes a submission a signature, once, and only when the button is pressed."""

from datetime import timedelta

import pyrage
import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from editorial.written_dates import written_day
from petition_blocks.counting.models import CountChange
from petition_blocks.keys.models import RecipientKey
from petition_blocks.mailing.links import confirmation_link
from petition_blocks.petition.models import Petition
from petition_blocks.sealing.encryption import unseal
from petition_blocks.signature.models import SealedRecord, Signature, Submission
from tests.factories import HandIn, confirmed

from ..confirm import Outcome, confirm


def path_of(submission: Submission) -> str:
    return confirmation_link(submission, "en").split("8000", 1)[1]


@pytest.mark.slow
def test_following_the_link_changes_nothing(client: Client, petition: Petition, hand_in: HandIn) -> None:
    submission = hand_in()
    for _visit in range(2):
        response = client.get(path_of(submission))
        assert response.status_code == 200
        assert "no-store" in response["Cache-Control"]
        assert "Ada Lovelace" in response.content.decode()
        assert "Belgium" in response.content.decode()
    assert client.head(path_of(submission)).status_code == 200
    assert confirmed(petition) == 0
    assert Submission.objects.exists()


@pytest.mark.parametrize("days_earlier", [0, 30])
def test_the_page_names_who_is_responsible_and_the_day_on_which_all_is_erased(
    client: Client, petition: Petition, hand_in: HandIn, days_earlier: int
) -> None:
    """The consent speaks of both as named below. The register may have moved its day since it was given."""
    submission = hand_in()
    assert petition.retention_day is not None
    erased_on = petition.retention_day - timedelta(days=days_earlier)
    Petition.objects.update(retention_day=erased_on)
    page = BeautifulSoup(client.get(path_of(submission)).content, "html.parser")
    shown = {
        term.get_text(strip=True): said.get_text(" ", strip=True)
        for fact in page.select(".confirm-facts > div")
        if (term := fact.select_one("dt")) and (said := fact.select_one("dd"))
    }
    assert shown["Responsible"].startswith("Example Coalition")
    assert shown["Will be erased on"] == written_day(erased_on)


def test_pressing_the_button_counts_one(client: Client, petition: Petition, hand_in: HandIn) -> None:
    path = path_of(hand_in())
    response = client.post(path)
    assert response.status_code == 303
    assert client.get(response["Location"]).status_code == 200
    assert confirmed(petition) == 1


def test_confirming_twice_is_harmless(client: Client, petition: Petition, hand_in: HandIn) -> None:
    path = path_of(hand_in())
    client.post(path)
    assert client.post(path).status_code == 200
    assert client.get(path).status_code == 200
    assert confirmed(petition) == 1


def test_a_second_link_of_the_same_person_does_not_count_again(
    client: Client, petition: Petition, hand_in: HandIn
) -> None:
    one, other = hand_in("ada@example.org"), hand_in("Ada@Example.org")
    client.post(path_of(one))
    assert not Submission.objects.exists(), "all submissions of the address are erased"
    assert client.post(path_of(other)).status_code == 410
    assert confirmed(petition) == 1


def test_a_submission_that_came_in_after_signing_counts_nothing(petition: Petition, hand_in: HandIn) -> None:
    assert confirm(hand_in().pk) is Outcome.SIGNED
    assert confirm(hand_in("ADA@example.org").pk) is Outcome.ALREADY_SIGNED
    assert confirmed(petition) == 1
    assert not Submission.objects.exists()


def test_a_link_with_a_wrong_proof_opens_nothing(client: Client, petition: Petition, hand_in: HandIn) -> None:
    one, other = hand_in("ada@example.org"), hand_in("bob@example.org")
    proof_of_other = path_of(other).rstrip("/").rsplit("/", 1)[1]
    forged = path_of(one).rstrip("/").rsplit("/", 1)[0] + f"/{proof_of_other}/"
    for response in (client.get(forged), client.post(forged)):
        assert response.status_code == 404
        assert "Ada" not in response.content.decode()
    assert confirmed(petition) == 0


def test_a_link_that_has_run_out_leads_to_the_form(
    client: Client, petition: Petition, hand_in: HandIn
) -> None:
    submission = hand_in()
    path = path_of(submission)
    submission.delete()
    response = client.get(path)
    assert response.status_code == 410
    assert 'action="/en/sign/unwatched/' in response.content.decode()


def test_pausing_does_not_stop_confirmations(petition: Petition, hand_in: HandIn) -> None:
    submission = hand_in()
    petition.paused = True
    petition.save()
    assert confirm(submission.pk) is Outcome.SIGNED


@pytest.mark.parametrize(("hours", "outcome"), [(23, Outcome.SIGNED), (25, Outcome.TOO_LATE)])
def test_confirmations_count_until_a_day_after_closing(
    client: Client, petition: Petition, hand_in: HandIn, hours: int, outcome: Outcome
) -> None:
    submission = hand_in()
    petition.closes_at = timezone.now() - timedelta(hours=hours)
    petition.opens_at = petition.closes_at - timedelta(days=1)
    petition.save()
    assert client.get(path_of(submission)).status_code == (200 if outcome is Outcome.SIGNED else 410)
    assert confirm(submission.pk) is outcome
    assert confirmed(petition) == (outcome is Outcome.SIGNED)


def test_only_the_recipient_can_read_who_signed(
    petition: Petition, hand_in: HandIn, identity: pyrage.x25519.Identity
) -> None:
    confirm(hand_in().pk)
    record = SealedRecord.objects.get()
    assert b"Ada" not in bytes(record.ciphertext)
    opened = unseal(record.ciphertext, str(identity))
    assert opened["name"] == "Ada Lovelace"
    assert opened["email"] == "ada@example.org"
    assert opened["wording"] == Signature.objects.get().wording_id
    columns = str(Signature.objects.values().get())
    assert "ada@" not in columns
    assert "Lovelace" not in columns


@pytest.mark.parametrize(
    ("updates", "partner", "covered"),
    [
        ("no", "no", {"petition"}),
        ("yes", "no", {"petition", "updates"}),
        ("no", "yes", {"petition", "partner"}),
    ],
)
def test_each_recipient_gets_only_what_was_agreed_to(
    petition: Petition, hand_in: HandIn, updates: str, partner: str, covered: set[str]
) -> None:
    identities = {}
    for purpose in ("updates", "partner"):
        identities[purpose] = pyrage.x25519.Identity.generate()
        RecipientKey.objects.create(
            petition=petition, name=purpose, public_key=str(identities[purpose].to_public()), covers=purpose
        )
    confirm(hand_in(updates=updates, partner=partner, postcode="1000").pk)
    records = {record.recipient.covers: record for record in SealedRecord.objects.select_related("recipient")}
    assert set(records) == covered
    for purpose in covered - {"petition"}:
        opened = unseal(records[purpose].ciphertext, str(identities[purpose]))
        assert set(opened) == {"name", "email", "language", "wording"}


def test_who_was_never_asked_agreed_to_nothing(petition: Petition, hand_in: HandIn) -> None:
    RecipientKey.objects.create(
        petition=petition,
        name="partner",
        public_key=str(pyrage.x25519.Identity.generate().to_public()),
        covers="partner",
    )
    confirm(hand_in().pk)
    assert [record.recipient.covers for record in SealedRecord.objects.all()] == ["petition"]


def test_the_count_says_where_the_signature_came_from(petition: Petition, hand_in: HandIn) -> None:
    confirm(hand_in(country="FR").pk)
    row = CountChange.objects.get()
    assert (row.country, row.language, row.source, row.day, row.change) == (
        "FR",
        "en",
        "home",
        timezone.localdate(),
        1,
    )
