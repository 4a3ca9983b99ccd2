"""Somebody whose address was entered by another: one press erases it, and no more mail comes."""

import re
from typing import Any

import pytest
from django.test import Client

from petition_blocks.mailing.examples import example_mail
from petition_blocks.mailing.send_due_mails import send_due_mails
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.models import Petition
from petition_blocks.signature.models import Signature, Submission
from petition_blocks.signing.confirm import confirm
from tests.factories import HandIn


def not_me_path(mail: Any) -> str:
    link = re.search(r"http://\S+/not-me/\S+", mail.text)
    assert link is not None
    return link[0].split("8000", 1)[1]


@pytest.fixture
def path(mail_server: Any, hand_in: HandIn) -> str:
    hand_in()
    send_due_mails()
    return not_me_path(mail_server.mails[0])


def test_following_the_link_erases_nothing(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert "It wasn’t me: erase it" in response.content.decode()
    assert Submission.objects.exists()


def test_one_press_erases_all_of_the_address_and_it_gets_no_more_mail(
    client: Client, path: str, hand_in: HandIn, mail_server: Any
) -> None:
    hand_in("ADA@example.org")
    bob = hand_in("bob@example.org")
    assert client.post(path).status_code == 200
    assert list(Submission.objects.all()) == [bob]
    hand_in("ada@example.org")
    while send_due_mails():
        pass
    assert [mail.recipients for mail in mail_server.mails[1:]] == [["bob@example.org"]]
    assert client.post(path).status_code == 410


@pytest.mark.parametrize("kind", Submission.Mail)
def test_every_mail_has_the_link(petition_page: PetitionPage, kind: Submission.Mail) -> None:
    mail = example_mail(petition_page, kind, "ada@example.org")
    (link,) = re.findall(r"http://\S+/not-me/\S+", str(mail.body))
    assert f'href="{link}"' in mail.html


def test_an_address_that_has_signed_is_offered_the_removal(
    client: Client, petition: Petition, hand_in: HandIn, mail_server: Any
) -> None:
    confirm(hand_in().pk)
    hand_in()
    send_due_mails()
    path = not_me_path(mail_server.mails[0])
    assert "remove the signature" in client.get(path).content.decode()
    assert Signature.objects.exists()
    client.post(path)
    assert not Signature.objects.exists()
    assert Petition.objects.with_counts().get().confirmed == 0


def test_the_first_mail_s_link_still_helps_after_somebody_confirmed(client: Client, path: str) -> None:
    confirm(Submission.objects.get().pk)
    assert Signature.objects.exists()
    client.post(path)
    assert not Signature.objects.exists()


def test_a_forged_link_erases_nothing(client: Client, path: str) -> None:
    assert client.post(f"{path[:-2]}9/").status_code == 404
    assert client.post(path.replace("/not-me/", "/confirm/")).status_code == 404
    assert Submission.objects.exists()
    assert not Signature.objects.exists()
