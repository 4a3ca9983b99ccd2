"""How mails to an address end: by its owner's wish, or because they do not arrive."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from anymail.signals import AnymailTrackingEvent, tracking
from django.test import Client
from django.utils import timezone

from petition_blocks.petition.models import Petition
from petition_blocks.signature.models import Signature, Submission
from petition_blocks.signing.confirm import Outcome, confirm
from tests.factories import HandIn

from ..models import MailQuota, MailRefusal
from ..send_due_mails import send_due_mails


def make_due() -> None:
    Submission.objects.update(mail_due_at=timezone.now())


def link_of(received: Any) -> str:
    """Return the path that the mail's header names for “no more mail”."""
    header = str(received.message["List-Unsubscribe"]).strip()
    assert header.startswith("<http")
    return urlsplit(header.strip("<>")).path


def press_unsubscribe(path: str) -> Any:
    """Send what a mail program sends by RFC 8058: from no page of ours, without any cookie."""
    mail_program = Client(enforce_csrf_checks=True)
    return mail_program.post(
        path, {"List-Unsubscribe": "One-Click"}, headers={"Sec-Fetch-Site": "cross-site"}
    )


@pytest.fixture
def mailed(mail_server: Any, hand_in: HandIn) -> str:
    """The path for “no more mail” of somebody who was sent a confirmation mail."""
    hand_in()
    send_due_mails()
    return link_of(mail_server.mails[0])


def test_mails_name_the_way_to_no_more_mail(mail_server: Any, mailed: str) -> None:
    (received,) = mail_server.mails
    assert received.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mailed in received.text
    assert mailed in received.html


def test_one_press_in_the_mail_program_ends_the_mails(mail_server: Any, mailed: str, hand_in: HandIn) -> None:
    assert press_unsubscribe(mailed).status_code == 200
    make_due()
    hand_in("ADA@example.org")
    assert send_due_mails() == 0
    assert len(mail_server.mails) == 1


def test_it_never_takes_a_signature_back(mail_server: Any, mailed: str, petition: Petition) -> None:
    confirm(Submission.objects.get().pk)
    assert press_unsubscribe(mailed).status_code == 200
    assert Signature.objects.count() == 1
    assert Petition.objects.with_counts().get(pk=petition.pk).confirmed == 1


def test_who_wants_no_mail_may_still_confirm(mailed: str) -> None:
    press_unsubscribe(mailed)
    assert confirm(Submission.objects.get().pk) is Outcome.SIGNED


def test_following_the_link_changes_nothing(client: Client, mailed: str) -> None:
    response = client.get(mailed)
    assert response.status_code == 200
    assert "No more mail" in response.content.decode()
    assert not MailQuota.objects.get().suppressed


def test_mail_may_be_allowed_again(mail_server: Any, client: Client, mailed: str, hand_in: HandIn) -> None:
    assert "Allow mail again" in client.post(mailed).content.decode()
    client.post(mailed, {"mail": "again"})
    hand_in()
    assert send_due_mails() == 1


def test_a_forged_link_mutes_nobody(mailed: str) -> None:
    assert press_unsubscribe(f"{mailed[:-2]}9/").status_code == 404
    assert not MailQuota.objects.get().suppressed


def test_the_link_works_when_the_submission_is_long_gone(mailed: str) -> None:
    Submission.objects.all().delete()
    assert press_unsubscribe(mailed).status_code == 200
    assert MailQuota.objects.get().suppressed


def tell(event_type: str, email: str, reject_reason: str | None = None) -> None:
    """Tell what a mail provider's webhook would."""
    event = AnymailTrackingEvent(
        event_type=event_type,
        recipient=email,
        reject_reason=reject_reason,
        timestamp=datetime.now(UTC),
        mta_response=f"550 {email} unknown",
    )
    tracking.send(sender=object(), event=event, esp_name="Example")


@pytest.mark.parametrize(
    ("event_type", "reason"), [("bounced", "bounced"), ("complained", "spam"), ("unsubscribed", None)]
)
def test_an_address_that_bounces_or_complains_gets_no_more_mail(
    event_type: str, reason: str | None, mail_server: Any, mailed: str, hand_in: HandIn
) -> None:
    tell(event_type, "Ada@Example.org", reason)
    submission = Submission.objects.get()
    assert submission.mail_due_at is None
    assert submission.bounced_at is not None
    hand_in()
    assert send_due_mails() == 0
    assert len(mail_server.mails) == 1


def test_a_refusal_that_is_about_us_ends_nothing(mailed: str) -> None:
    tell("bounced", "ada@example.org", "blocked")
    assert Submission.objects.get().mail_due_at is not None
    refusal = MailRefusal.objects.get()
    assert (refusal.reason, refusal.count) == ("bounced blocked", 1)


def test_an_address_we_never_wrote_to_leaves_no_trace(mailed: str) -> None:
    tell("bounced", "stranger@example.org")
    assert MailQuota.objects.count() == 1
    assert not MailQuota.objects.get().suppressed
    assert not MailRefusal.objects.exists()


def test_what_a_bounce_leaves_names_nobody(mailed: str) -> None:
    tell("bounced", "ada@example.org")
    row = MailRefusal.objects.values().get()
    assert "ada" not in str(row)
    assert row["provider"] == "other"
