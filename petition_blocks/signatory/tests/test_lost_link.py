"""Who has lost the link types the address: the answer tells nothing, the mail goes to signatories alone."""

from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.core.mail.backends.smtp import EmailBackend
from django.test import Client
from django.utils import timezone

from petition_blocks.mailing.links import signature_path
from petition_blocks.mailing.models import MailQuota, MailSettings
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.models import Petition
from petition_blocks.signature.models import Signature
from tests.factories import SignatureFactory

from ..actions import expire_link_requests
from ..models import LinkRequest
from ..send_due_links import send_due_links

URL = "/en/sign/unwatched/my-signature/"


@pytest.fixture
def signed(petition_page: PetitionPage) -> Signature:
    signature: Signature = SignatureFactory.create(page=petition_page)
    return signature


def ask(client: Client, email: str = "ada@example.org") -> Any:
    return client.post(URL, {"email": email})


@pytest.mark.slow
def test_the_petition_page_leads_to_it(client: Client, petition_page: PetitionPage) -> None:
    assert URL in client.get(petition_page.get_url()).content.decode()
    response = client.get(URL)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


@pytest.mark.slow
@pytest.mark.usefixtures("words_are_known")
def test_every_address_gets_the_same_answer_by_the_same_queries(
    client: Client, signed: Signature, django_assert_num_queries: Any
) -> None:
    answers = []
    for email in ("ada@example.org", "nobody@example.org"):
        with django_assert_num_queries(2):
            response = ask(client, email)
        assert response.status_code == 303
        answers.append((response["Location"], client.get(response["Location"]).content))
    assert answers[0] == answers[1]
    assert b"If this address has signed, a mail is on its way." in answers[0][1]
    assert LinkRequest.objects.count() == 2


def test_what_is_asked_is_unreadable_at_rest(client: Client, signed: Signature) -> None:
    ask(client)
    assert "ada" not in str(LinkRequest.objects.values().get())
    assert b"ada" not in bytes(LinkRequest.objects.get().ciphertext)


@pytest.mark.parametrize("typed", ["", "not an address"])
def test_what_is_no_address_is_said_beside_the_field(client: Client, petition: Petition, typed: str) -> None:
    response = ask(client, typed)
    assert response.status_code == 422
    assert "Enter your e-mail address, like name@example.org." in response.content.decode()
    assert not LinkRequest.objects.exists()


def test_a_form_on_another_site_asks_for_nothing(client: Client, signed: Signature) -> None:
    response = client.post(URL, {"email": "ada@example.org"}, headers={"sec-fetch-site": "cross-site"})
    assert response.status_code == 403
    assert "ada@example.org" in response.content.decode(), "one press more, and nothing typed is lost"
    assert not LinkRequest.objects.exists()


def test_a_signatory_gets_the_link_at_the_address_as_typed_now(
    client: Client, mail_server: Any, signed: Signature
) -> None:
    ask(client, "ADA@example.org")
    assert send_due_links() == 1
    (mail,) = mail_server.mails
    assert mail.recipients == ["ADA@example.org"]
    assert signature_path(signed, "en") in mail.text
    assert "/not-me/" in mail.text
    assert "Lovelace" not in mail.text
    assert not LinkRequest.objects.exists()


def test_who_has_not_signed_gets_nothing_and_nothing_is_kept(
    client: Client, mail_server: Any, petition: Petition
) -> None:
    ask(client)
    assert send_due_links() == 1
    assert not mail_server.mails
    assert not LinkRequest.objects.exists()
    assert not MailQuota.objects.exists()


def test_three_links_a_day_whatever_other_mail_was_sent(
    client: Client, mail_server: Any, signed: Signature
) -> None:
    MailQuota.objects.create(petition=signed.petition, digest=bytes(signed.digest), sent=5)
    for _time in range(5):
        ask(client)
    while send_due_links():
        pass
    assert len(mail_server.mails) == 3
    MailQuota.objects.update(links_day=timezone.localdate() - timedelta(days=1))
    ask(client)
    send_due_links()
    assert len(mail_server.mails) == 4
    assert MailQuota.objects.get().sent == 5


def test_who_wants_no_more_mail_gets_no_link(client: Client, mail_server: Any, signed: Signature) -> None:
    MailQuota.objects.create(petition=signed.petition, digest=bytes(signed.digest), suppressed=True)
    ask(client)
    assert send_due_links() == 1
    assert not mail_server.mails
    assert not LinkRequest.objects.exists()


def test_paused_links_wait_and_go_when_they_may(client: Client, mail_server: Any, signed: Signature) -> None:
    MailSettings.objects.create(paused=True)
    ask(client)
    assert send_due_links() == 0
    assert not mail_server.mails
    MailSettings.objects.update(paused=False)
    assert send_due_links() == 1


def test_the_mail_speaks_the_words_of_the_page(
    client: Client, mail_server: Any, signed: Signature, petition_page: PetitionPage
) -> None:
    petition_page.link_subject = "The way to what you signed"
    petition_page.link_text = "Here it is."
    petition_page.save_revision().publish()
    ask(client)
    send_due_links()
    (mail,) = mail_server.mails
    assert mail.subject == "The way to what you signed"
    assert "Here it is." in mail.text


def test_a_server_that_refuses_for_now_is_tried_again_later(
    client: Client, mail_server: Any, signed: Signature
) -> None:
    ask(client)
    accepted, mail_server.answer = mail_server.answer, "451 Try again later"
    assert send_due_links() == 0
    mail_server.answer = accepted
    assert LinkRequest.objects.get().mail_due_at > timezone.now()
    assert MailQuota.objects.get().links_sent == 0
    LinkRequest.objects.update(mail_due_at=timezone.now())
    assert send_due_links() == 1
    assert len(mail_server.mails) == 1


def test_a_worker_that_dies_leaves_its_mail_to_the_next_one(
    client: Client, mail_server: Any, signed: Signature
) -> None:
    ask(client)
    with (
        patch.object(EmailBackend, "send_messages", side_effect=KeyboardInterrupt),
        pytest.raises(KeyboardInterrupt),
    ):
        send_due_links()
    assert send_due_links() == 0, "the row is claimed until the lease ends"
    LinkRequest.objects.update(mail_due_at=timezone.now())
    assert send_due_links() == 1


def test_requests_are_erased_after_a_day_and_on_the_retention_day(client: Client, signed: Signature) -> None:
    ask(client)
    assert expire_link_requests() == 0
    LinkRequest.objects.update(expires_at=timezone.now())
    assert expire_link_requests() == 1
    ask(client)
    Petition.objects.update(retention_day=timezone.localdate())
    assert expire_link_requests() == 1
