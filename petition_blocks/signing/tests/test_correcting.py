"""Signing again with the right details replaces what was kept, and counts once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pyrage
import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.utils import timezone

from petition_blocks.counting.actions import fold_counts
from petition_blocks.counting.models import CountChange, CountTotal
from petition_blocks.keys.models import RecipientKey
from petition_blocks.mailing.links import confirmation_link, correction_path, correction_token, signature_path
from petition_blocks.mailing.send_due_mails import send_due_mails
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.models import Petition
from petition_blocks.sealing.encryption import unseal
from petition_blocks.signatory.actions import withdraw
from petition_blocks.signature.models import SealedRecord, ShownName, Signature, Submission
from tests.factories import HandIn, SignatureFactory, confirmed

from ..confirm import Outcome, confirm


@pytest.fixture
def signed(petition_page: PetitionPage) -> Signature:
    signature: Signature = SignatureFactory.create(page=petition_page, name="Ada Lovelaec", country="BE")
    return signature


def hand_in_correction(hand_in: HandIn, signature: Signature, **overrides: Any) -> Submission:
    submission = hand_in(**overrides)
    Submission.objects.filter(pk=submission.pk).update(corrects=signature.public_id)
    submission.refresh_from_db()
    return submission


@pytest.mark.slow
def test_the_page_leads_to_a_form_that_knows_what_it_corrects(
    client: Client, signed: Signature, answers: dict[str, str]
) -> None:
    path = correction_path(signed, "en")
    assert path in client.get(signature_path(signed, "en")).content.decode()
    token = correction_token(signed.public_id)
    content = client.get(path).content.decode()
    assert f'name="corrects" value="{token}"' in content
    refused = client.post("/en/sign/unwatched/", {**answers, "name": "", "corrects": token})
    assert token in refused.content.decode(), "a form that is shown again still corrects"
    accepted = client.post("/en/sign/unwatched/", {**answers, "corrects": token})
    assert accepted.status_code == 303
    assert Submission.objects.get().corrects == signed.public_id
    said = client.get(accepted["Location"]).content.decode()
    assert "Your signature counts as it was" in said
    assert "does not count yet" not in said


@pytest.mark.slow
def test_a_form_that_corrects_asks_for_a_correction_and_for_no_other_signature(
    client: Client, signed: Signature, answers: dict[str, str]
) -> None:
    token = correction_token(signed.public_id)
    first = client.get(correction_path(signed, "en"))
    shown_again = client.post("/en/sign/unwatched/", {**answers, "name": "", "corrects": token})
    for response in (first, shown_again):
        form = BeautifulSoup(response.content, "html.parser").select_one("[data-sign]")
        assert form is not None
        heading, button = form.select_one("h2"), form.select_one("[data-submit]")
        assert heading is not None
        assert button is not None
        assert heading.get_text(strip=True) == "Your details as they should be"
        assert button.get_text(strip=True) == "Put my signature right"


def test_an_ordinary_form_says_nothing_of_corrections(client: Client, petition: Petition) -> None:
    content = client.get("/en/sign/unwatched/").content.decode()
    assert "data-sign-form" in content
    assert "corrects" not in content
    assert "Put my signature right" not in content


@pytest.mark.parametrize("changed", [lambda token: token[:-1] + "!", lambda token: "x", lambda token: "."])
def test_a_forged_token_corrects_nothing(
    client: Client, signed: Signature, answers: dict[str, str], changed: Callable[[str], str]
) -> None:
    forged = changed(correction_token(signed.public_id))
    client.post("/en/sign/unwatched/", {**answers, "corrects": forged})
    assert Submission.objects.get().corrects is None
    assert client.get(f"/en/sign/unwatched/correct/{forged}/").status_code == 404


def test_the_mail_asks_to_confirm_and_confirming_replaces_everything(
    client: Client,
    signed: Signature,
    hand_in: HandIn,
    mail_server: Any,
    petition: Petition,
    identity: pyrage.x25519.Identity,
) -> None:
    submission = hand_in_correction(hand_in, signed, name="Ada Lovelace", country="FR")
    assert Petition.objects.with_counts().get().awaiting == 0, "nobody new is awaited"
    send_due_mails()
    assert mail_server.mails[0].subject == "Please confirm your signature"
    assert "This puts right what you signed before." in mail_server.mails[0].text
    path = confirmation_link(submission, "en").split("8000", 1)[1]
    assert "Put my signature right" in client.get(path).content.decode()
    response = client.post(path)
    assert response.status_code == 303
    assert "Your signature is put right" in client.get(response["Location"]).content.decode()
    opened = unseal(SealedRecord.objects.get().ciphertext, str(identity))
    assert (opened["name"], opened["country"]) == ("Ada Lovelace", "FR")
    fold_counts()
    numbers = {total.country: total.count for total in CountTotal.objects.all()}
    assert numbers == {"BE": 0, "FR": 1}
    again = Signature.objects.get()
    assert (again.pk, again.public_id, again.country) == (signed.pk, signed.public_id, "FR")
    assert client.get(signature_path(signed, "en")).status_code == 200, "links in earlier mails still work"
    assert "Your signature is put right" in client.post(path).content.decode(), "twice is harmless"
    assert confirmed(petition) == 1


@pytest.mark.slow
def test_consents_and_the_shown_name_follow_the_new_answers(
    petition: Petition, hand_in: HandIn, signed: Signature
) -> None:
    RecipientKey.objects.create(
        petition=petition,
        name="News",
        public_key=str(pyrage.x25519.Identity.generate().to_public()),
        covers="updates",
    )
    confirm(hand_in_correction(hand_in, signed, updates="yes", show_name="yes").pk)
    assert set(SealedRecord.objects.values_list("recipient__covers", flat=True)) == {"petition", "updates"}
    shown = ShownName.objects.get()
    ShownName.objects.update(state=ShownName.State.SHOWN)
    confirm(hand_in_correction(hand_in, signed, updates="no", show_name="yes").pk)
    assert set(SealedRecord.objects.values_list("recipient__covers", flat=True)) == {"petition"}
    assert ShownName.objects.get() == shown, "the same name need not be looked at again"
    assert ShownName.objects.get().state == ShownName.State.SHOWN
    confirm(hand_in_correction(hand_in, signed, name="Another Name", show_name="yes").pk)
    assert ShownName.objects.get().state == ShownName.State.WAITING
    confirm(hand_in_correction(hand_in, signed, show_name="no").pk)
    assert not ShownName.objects.exists()


def test_a_correction_that_comes_too_late_leaves_the_signature_as_it_was(
    client: Client, petition: Petition, hand_in: HandIn, signed: Signature
) -> None:
    path = confirmation_link(hand_in_correction(hand_in, signed, country="FR"), "en").split("8000", 1)[1]
    petition.opens_at = timezone.now() - timedelta(days=3)
    petition.closes_at = timezone.now() - timedelta(days=2)
    petition.save()
    response = client.post(path)
    assert response.status_code == 410
    assert "your signature stays as it was, and counts" in response.content.decode()
    signed.refresh_from_db()
    assert signed.country == "BE"


def test_a_signature_that_is_held_back_stays_so_when_put_right(petition: Petition, hand_in: HandIn) -> None:
    confirm(hand_in(suspicions=["honeypot"]).pk)
    signature = Signature.objects.get()
    assert confirm(hand_in_correction(hand_in, signature, country="DE").pk) is Outcome.CORRECTED
    signature.refresh_from_db()
    assert (signature.country, signature.state) == ("DE", Signature.State.QUARANTINED)
    assert not CountChange.objects.exists()
    withdraw(signature.pk)
    assert confirmed(petition) == 0


def test_a_suspicious_correction_waits_to_be_looked_at(
    client: Client, petition: Petition, hand_in: HandIn, signed: Signature
) -> None:
    submission = hand_in_correction(hand_in, signed, name="Buy now", suspicions=["speed"])
    path = confirmation_link(submission, "en").split("8000", 1)[1]
    response = client.post(path)
    assert "It is being checked" in client.get(response["Location"]).content.decode()
    again = Signature.objects.get()
    assert (again.state, again.suspicions) == (Signature.State.QUARANTINED, ["speed"])
    assert confirmed(petition) == 0


def test_another_address_can_not_put_it_right(petition: Petition, hand_in: HandIn, signed: Signature) -> None:
    submission = hand_in_correction(hand_in, signed, email="eve@example.org", country="FR")
    assert confirm(submission.pk) is Outcome.SIGNED
    signed.refresh_from_db()
    assert signed.country == "BE"
    assert confirmed(petition) == 2


def test_what_corrects_a_signature_that_is_gone_signs_anew(
    petition: Petition, hand_in: HandIn, signed: Signature
) -> None:
    withdraw(signed.pk)
    assert confirm(hand_in_correction(hand_in, signed).pk) is Outcome.SIGNED
    assert confirmed(petition) == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_correcting_and_removing_at_once_leaves_the_numbers_exact(
    petition: Petition, hand_in: HandIn
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    from .test_concurrency import at_once

    confirm(hand_in("bob@example.org").pk)
    for round_number in range(5):
        email = f"ada{round_number}@example.org"
        submission = hand_in(email)
        confirm(submission.pk)
        signature = Signature.objects.get(public_id=submission.public_id)
        keys = [
            hand_in_correction(hand_in, signature, email=email, country=country).pk
            for country in ("FR", "DE", "ES")
        ]
        at_once([*[lambda key=key: confirm(key) for key in keys], lambda key=signature.pk: withdraw(key)])  # type: ignore[misc]
        fold_counts()
        assert confirmed(petition) == Signature.objects.count()
        by_country = {total.country: total.count for total in CountTotal.objects.exclude(count=0)}
        held = list(Signature.objects.values_list("country", flat=True))
        assert by_country == {country: held.count(country) for country in held}
