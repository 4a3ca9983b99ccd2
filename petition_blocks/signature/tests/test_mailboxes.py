"""Nobody is flooded by tags, nor from one network; who wants no mail is not asked again."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from petition_blocks.erasure.erase_due import erase_due
from petition_blocks.mailing.actions import record_bounce, suppress_email
from petition_blocks.mailing.models import LINKS_PER_EMAIL_AND_DAY, MAILS_PER_EMAIL, MailQuota
from petition_blocks.mailing.send_due_mails import send_due_mails
from petition_blocks.petition.models import Petition
from petition_blocks.sealing.email_addresses import mailbox_of
from petition_blocks.signatory.actions import withdraw
from petition_blocks.signatory.send_due_links import send_due_links
from petition_blocks.signing.confirm import confirm
from tests.factories import HandIn

from ..models import Signature, Submission, Wording


@pytest.mark.parametrize(
    ("email", "mailbox"),
    [
        ("Victim+7@Example.ORG", "victim@example.org"),
        ("victim+a+b@example.org", "victim@example.org"),
        ("victim@example.org", "victim@example.org"),
        ("v.i.c+x@googlemail.com", "vic@gmail.com"),
        ("+only@example.org", "+only@example.org"),
        ("jean-paul@example.org", "jean-paul@example.org"),
    ],
)
def test_a_mailbox_is_told_without_the_tag_whoever_the_provider(email: str, mailbox: str) -> None:
    assert mailbox_of(email) == mailbox


def test_tags_bring_one_mailbox_no_more_mails_than_one_address(
    mail_server: Any, hand_in: HandIn, client: Client
) -> None:
    for number in range(MAILS_PER_EMAIL + 5):
        hand_in(f"victim+{number}@example.org")
    hand_in("bob@example.org")
    while send_due_mails():
        pass
    mails = Counter(mail.recipients[0].partition("+")[0] for mail in mail_server.mails)
    assert mails == {"victim": MAILS_PER_EMAIL, "bob@example.org": 1}
    # The same for links: each tag has signed here.
    for row in Submission.objects.exclude(mailbox=None):
        confirm(row.pk)
    for number in range(LINKS_PER_EMAIL_AND_DAY + 5):
        client.post("/en/sign/unwatched/my-signature/", {"email": f"victim+{number}@example.org"})
    while send_due_links():
        pass
    assert len(mail_server.mails) == MAILS_PER_EMAIL + 1 + LINKS_PER_EMAIL_AND_DAY


def test_no_more_mail_is_for_all_tags_and_a_bounce_for_the_one_alone(
    mail_server: Any, hand_in: HandIn
) -> None:
    """Anybody can make up a tag that bounces."""
    hand_in("victim+1@example.org")
    send_due_mails()
    assert record_bounce("victim+1@example.org", "bounced", is_final=True) == 1
    hand_in("victim+1@example.org")
    assert send_due_mails() == 0
    hand_in("victim@example.org")
    assert send_due_mails() == 1, "nobody else can end the mails to a mailbox"
    assert record_bounce("victim+1@example.org", "complained", is_final=True, is_complaint=True) == 1
    for email in ("victim@example.org", "victim+2@example.org"):
        hand_in(email)
    assert send_due_mails() == 0
    assert not Submission.objects.exclude(mail_due_at=None).exists(), "no reminder either"


def test_no_more_mail_outlives_the_signature_and_ends_on_the_retention_day(
    mail_server: Any, hand_in: HandIn, petition: Petition
) -> None:
    def sign_and_mute() -> Signature:
        submission = hand_in()
        send_due_mails()
        suppress_email(MailQuota.objects.get().pk)
        confirm(submission.pk)
        return Signature.objects.get()

    withdraw(sign_and_mute().pk)
    hand_in()
    assert send_due_mails() == 0, "after a removal"
    Submission.objects.all().delete()
    mails = len(mail_server.mails)
    MailQuota.objects.update(suppressed=False)
    sign_and_mute()
    Wording.objects.update(retention_day=timezone.localdate())
    erase_due()
    assert not Signature.objects.exists()
    assert MailQuota.objects.get().suppressed, "after the day of one wording"
    assert len(mail_server.mails) == mails + 1
    petition.retention_day = timezone.localdate()
    petition.save()
    erase_due()
    assert not MailQuota.objects.exists()


def test_the_mails_of_a_crowded_network_wait_one_after_the_other_and_none_is_lost(
    client: Client, mail_server: Any, petition: Petition, answers: dict[str, str]
) -> None:
    petition.network_limit = 2
    petition.save()
    began = timezone.now()
    for number in range(6):
        ip = "203.0.114.1" if number < 5 else "198.51.101.1"
        client.post("/en/sign/unwatched/", {**answers, "email": f"p{number}@example.org"}, REMOTE_ADDR=ip)
    waits = [
        round((row.mail_due_at - began) / timedelta(minutes=1))
        for row in Submission.objects.order_by("pk")
        if row.mail_due_at is not None
    ]
    assert waits == [0, 0, 30, 60, 90, 0]
    while send_due_mails():
        pass
    assert {mail.recipients[0] for mail in mail_server.mails} == {
        f"p{number}@example.org" for number in (0, 1, 5)
    }
    Submission.objects.filter(mail="confirmation").update(mail_due_at=timezone.now())
    send_due_mails()
    assert len(mail_server.mails) == 6


def test_who_writes_to_us_gets_mails_again_and_the_editor_learns_nothing(
    editor_client: Client,
    viewer_client: Client,
    mail_server: Any,
    hand_in: HandIn,
    petition: Petition,
) -> None:
    hand_in("victim+1@example.org")
    send_due_mails()
    record_bounce("victim+1@example.org", "complained", is_final=True, is_complaint=True)
    record_bounce("victim+1@example.org", "bounced", is_final=True)
    url = reverse("petitions:allow_mail", args=[petition.pk])
    refused = viewer_client.post(url, {"email": "victim+1@example.org"})
    assert (refused.status_code, refused["Location"]) == (302, reverse("wagtailadmin_home"))
    assert MailQuota.objects.filter(suppressed=True).count() == 2
    answers = {}
    for email in ("stranger@example.org", "victim+1@example.org"):
        response = editor_client.post(url, {"email": email})
        answers[email] = (response.status_code, response["Location"])
    assert len(set(answers.values())) == 1
    assert not MailQuota.objects.filter(suppressed=True).exists()
    hand_in("victim+1@example.org")
    assert send_due_mails() == 1
    entries = ModelLogEntry.objects.filter(action="petition_blocks.allow_mail")
    assert entries.count() == 2
    assert "victim" not in repr(list(entries.values()))
    assert editor_client.post(url, {"email": "victim"}).status_code == 422
    assert url in editor_client.get(reverse("petitions:edit", args=[petition.pk])).content.decode()
