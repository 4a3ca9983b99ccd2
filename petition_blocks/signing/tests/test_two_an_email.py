"""Two people who share an address may both sign, where the register allows it."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from petition_blocks.mailing.links import confirmation_link, signature_path
from petition_blocks.mailing.models import MailQuota
from petition_blocks.mailing.send_due_mails import send_due_mails
from petition_blocks.petition.models import Petition
from petition_blocks.signatory.actions import withdraw
from petition_blocks.signatory.send_due_links import send_due_links
from petition_blocks.signature.models import SealedRecord, Signature, Submission
from tests.factories import HandIn, confirmed

from ..confirm import Outcome, confirm

QUESTION = "This address has signed. Are you someone else?"


@pytest.fixture
def shared(petition: Petition) -> Petition:
    petition.signatures_per_email = 2
    petition.save()
    return petition


def path_of(submission: Submission) -> str:
    return confirmation_link(submission, "en").split("8000", 1)[1]


@pytest.mark.slow
def test_the_second_person_is_asked_and_signs_too(client: Client, shared: Petition, hand_in: HandIn) -> None:
    ada, bob = hand_in(name="Ada Lovelace"), hand_in(name="Bob Lovelace")
    client.post(path_of(ada))
    path = path_of(bob)
    assert QUESTION in client.get(path).content.decode()
    assert QUESTION in client.post(path).content.decode(), "without an answer nothing changes"
    assert confirmed(shared) == 1
    assert client.post(path, {"somebody_else": "yes"}).status_code == 303
    assert client.get(path).status_code == 200
    assert confirmed(shared) == 2
    assert sorted(Signature.objects.values_list("place", flat=True)) == [1, 2]
    assert SealedRecord.objects.count() == 2
    assert not Submission.objects.exists()


def test_whoever_says_no_is_not_counted_again(client: Client, shared: Petition, hand_in: HandIn) -> None:
    confirm(hand_in().pk)
    again = hand_in()
    response = client.post(path_of(again), {"somebody_else": "no"})
    assert "You have signed already" in response.content.decode()
    assert confirmed(shared) == 1
    assert not Submission.objects.exists()


def test_there_is_no_third(shared: Petition, hand_in: HandIn) -> None:
    for name, answer in (("Ada", None), ("Bob", True), ("Eve", True)):
        outcome = confirm(hand_in(name=name).pk, is_somebody_else=answer)
    assert outcome is Outcome.ALREADY_SIGNED
    assert confirmed(shared) == 2


def test_one_is_enough_unless_the_register_says_otherwise(
    client: Client, petition: Petition, hand_in: HandIn, mail_server: Any
) -> None:
    confirm(hand_in().pk)
    second = hand_in(name="Bob")
    assert QUESTION not in client.get(path_of(second)).content.decode()
    send_due_mails()
    assert "/confirm/" not in mail_server.mails[0].text
    assert confirm(hand_in(name="Bob").pk, is_somebody_else=True) is Outcome.ALREADY_SIGNED
    assert confirmed(petition) == 1


def test_the_mail_to_an_address_that_has_signed_offers_the_way(
    client: Client, shared: Petition, hand_in: HandIn, mail_server: Any
) -> None:
    confirm(hand_in().pk)
    second = hand_in(name="Bob")
    send_due_mails()
    (mail,) = mail_server.mails
    assert mail.subject == "You have signed already"
    assert "Are you somebody else" in mail.text
    assert confirmation_link(second, "en") in mail.text
    assert QUESTION in client.get(path_of(second)).content.decode(), "what was entered is kept for the answer"
    assert send_due_mails() == 0


def test_doubles_of_one_person_go_with_the_first_press(shared: Petition, hand_in: HandIn) -> None:
    first, bob = hand_in(name="Ada Lovelace"), hand_in(name="Bob")
    hand_in(name="ada lovelace")
    confirm(first.pk)
    assert list(Submission.objects.all()) == [bob]


@pytest.mark.slow
def test_one_of_the_two_can_go_without_the_other(shared: Petition, hand_in: HandIn) -> None:
    confirm(hand_in(name="Ada").pk)
    confirm(hand_in(name="Bob").pk, is_somebody_else=True)
    first, second = Signature.objects.order_by("place")
    MailQuota.objects.create(petition=shared, digest=bytes(first.digest), sent=2)
    withdraw(first.pk)
    assert list(Signature.objects.all()) == [second]
    assert MailQuota.objects.get().sent == 2
    assert confirm(hand_in(name="Ada").pk, is_somebody_else=True) is Outcome.SIGNED
    assert sorted(Signature.objects.values_list("place", flat=True)) == [1, 2]
    assert confirmed(shared) == 2


def test_a_lost_link_brings_both(client: Client, shared: Petition, hand_in: HandIn, mail_server: Any) -> None:
    confirm(hand_in(name="Ada").pk)
    confirm(hand_in(name="Bob").pk, is_somebody_else=True)
    client.post("/en/sign/unwatched/my-signature/", {"email": "ada@example.org"})
    send_due_links()
    (mail,) = mail_server.mails
    signatures = Signature.objects.select_related("petition")
    assert [signature_path(signature, "en") in mail.text for signature in signatures] == [True, True]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_many_of_one_address_at_once_make_two_and_no_more(petition: Petition, hand_in: HandIn) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    from .test_concurrency import at_once

    petition.signatures_per_email = 2
    petition.save()
    for round_number in range(5):
        keys = [hand_in(f"a{round_number}@example.org", name=f"Person {index}").pk for index in range(5)]
        outcomes = at_once([lambda key=key: confirm(key, is_somebody_else=True) for key in keys])  # type: ignore[misc]
        assert outcomes.count(Outcome.SIGNED) == 2, outcomes
        assert confirmed(petition) == Signature.objects.count() == 2 * (round_number + 1)
