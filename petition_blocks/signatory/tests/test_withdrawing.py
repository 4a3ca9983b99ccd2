"""A signatory sees what is held and takes the signature back, alone and at once."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from petition_blocks.counting.actions import fold_counts
from petition_blocks.counting.models import CountTotal
from petition_blocks.mailing.links import signature_path
from petition_blocks.mailing.models import MailQuota
from petition_blocks.mailing.send_due_mails import send_due_mails
from petition_blocks.petition.models import Petition
from petition_blocks.signature.models import SealedRecord, Signature, Submission
from petition_blocks.signing.confirm import Outcome, confirm
from tests.factories import HandIn, confirmed

from ..actions import withdraw


@pytest.fixture
def signed(petition: Petition, hand_in: HandIn) -> Signature:
    assert confirm(hand_in().pk) is Outcome.SIGNED
    return Signature.objects.get()


def test_the_page_says_what_is_held_and_changes_nothing(
    client: Client, petition: Petition, signed: Signature
) -> None:
    response = client.get(signature_path(signed, "en"))
    content = response.content.decode()
    assert "no-store" in response["Cache-Control"]
    for held in ("Keep our squares unwatched.", "Belgium", "Example", "Remove my signature"):
        assert held in content
    assert "Lovelace" not in content
    assert confirmed(petition) == 1


@pytest.mark.slow
def test_one_press_removes_all_of_it_and_counts_one_fewer(
    client: Client, petition: Petition, signed: Signature
) -> None:
    path = signature_path(signed, "en")
    fold_counts()
    MailQuota.objects.create(petition=petition, digest=bytes(signed.digest), sent=1)
    assert client.post(path).status_code == 200
    assert confirmed(petition) == 0
    for model in (Signature, SealedRecord, MailQuota, Submission):
        assert not model.objects.exists(), model
    fold_counts()
    assert CountTotal.objects.get().count == 0
    for again in (client.get(path), client.post(path)):
        assert again.status_code == 410
    assert confirmed(petition) == 0


def test_who_has_withdrawn_may_sign_again(petition: Petition, signed: Signature, hand_in: HandIn) -> None:
    assert withdraw(signed.pk)
    assert not withdraw(signed.pk)
    assert confirm(hand_in().pk) is Outcome.SIGNED
    assert confirmed(petition) == 1


def test_a_forged_link_removes_nothing(client: Client, petition: Petition, signed: Signature) -> None:
    path = signature_path(signed, "en")
    assert client.post(f"{path[:-2]}9/").status_code == 404
    assert confirmed(petition) == 1


@pytest.mark.slow
def test_the_link_to_confirm_is_not_the_link_to_remove(
    client: Client, petition: Petition, signed: Signature
) -> None:
    proof = client.get(signature_path(signed, "en")).request["PATH_INFO"].rstrip("/").rsplit("/", 1)[1]
    confirming = signature_path(signed, "en").replace("/signature/", "/confirm/")
    assert proof in confirming
    assert client.get(confirming).status_code == 404


def test_the_confirmed_page_and_the_mail_lead_to_it(
    client: Client, petition: Petition, hand_in: HandIn, mail_server: Any
) -> None:
    hand_in()
    send_due_mails()
    link = re.search(r"http://\S+/confirm/\S+", mail_server.mails[0].text)
    assert link is not None
    path = link[0].split("8000", 1)[1]
    client.post(path)
    url = signature_path(Signature.objects.get(), "en")
    assert url in client.get(path).content.decode()
    hand_in("ADA@example.org")
    send_due_mails()
    assert url in mail_server.mails[1].text


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_withdrawing_many_times_at_once_takes_one_away(petition: Petition, hand_in: HandIn) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    from petition_blocks.signing.tests.test_concurrency import at_once

    confirm(hand_in("bob@example.org").pk)
    confirm(hand_in().pk)
    key = Signature.objects.order_by("-pk").values_list("pk", flat=True)[0]
    assert at_once([lambda: withdraw(key)] * 5).count(True) == 1
    assert confirmed(petition) == 1
