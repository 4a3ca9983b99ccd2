"""What a mail server is handed, and what happens when it refuses or somebody dies."""

import email
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.core.mail.backends.smtp import EmailBackend
from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from editorial.models import SiteSettings
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.models import Petition
from petition_blocks.signature.models import Submission
from petition_blocks.signing.confirm import Outcome, confirm
from petition_blocks.signing.expire import expire_submissions
from tests.factories import HandIn

from ..links import confirmation_link
from ..models import MailQuota
from ..send_due_mails import send_due_mails


def make_due(submission: Submission) -> None:
    Submission.objects.filter(pk=submission.pk).update(mail_due_at=timezone.now())


def test_the_confirmation_mail_reads_well_and_holds_the_link(mail_server: Any, hand_in: HandIn) -> None:
    submission = hand_in("Ada@example.org")
    assert send_due_mails() == 1
    (mail,) = mail_server.mails
    assert mail.recipients == ["Ada@example.org"], "mail goes to the address as it was typed"
    assert mail.subject == "Please confirm your signature"
    page = PetitionPage.objects.get(locale__language_code="en")
    assert mail.text.startswith(f"{page.title}\n\n"), "several petitions write from one address"
    assert "puts right" not in mail.text
    assert confirmation_link(submission, "en") in mail.text
    assert "The link works until" in mail.text
    assert "Example Coalition" in mail.text
    assert mail.message["Auto-Submitted"] == "auto-generated"


def test_no_mail_carries_the_name_that_was_typed(mail_server: Any, hand_in: HandIn) -> None:
    hand_in(name="Buy Cheap Pills")
    send_due_mails()
    (mail,) = mail_server.mails
    # As a person reads it: on its way it may be encoded.
    for read in (mail.subject, mail.text, mail.html, str(mail.message["To"]), mail.message.as_string()):
        assert read
        assert "Pills" not in read


def test_a_mail_is_sent_once(mail_server: Any, hand_in: HandIn) -> None:
    hand_in()
    send_due_mails()
    assert send_due_mails() == 0
    assert len(mail_server.mails) == 1


def test_who_has_signed_is_told_so_and_nothing_is_kept(mail_server: Any, hand_in: HandIn) -> None:
    confirm(hand_in("ada@example.org").pk)
    hand_in("ADA@example.org")
    send_due_mails()
    assert [mail.subject for mail in mail_server.mails] == ["You have signed already"]
    assert "/confirm/" not in mail_server.mails[0].text
    assert not Submission.objects.exists()


def test_mails_speak_the_language_that_was_signed_in(
    mail_server: Any, hand_in: HandIn, german_petition_page: PetitionPage
) -> None:
    submission = hand_in()
    Submission.objects.update(language="de")
    send_due_mails()
    (mail,) = mail_server.mails
    assert mail.subject == "Bitte bestätige deine Unterschrift"
    assert confirmation_link(submission, "de") in mail.text


def test_a_language_without_words_gets_the_mail_in_the_words_there_are(
    mail_server: Any, hand_in: HandIn, german_home: Any
) -> None:
    hand_in()
    Submission.objects.update(language="de")
    send_due_mails()
    assert mail_server.mails[0].subject == "Please confirm your signature"
    assert "/en/sign/" in mail_server.mails[0].text


def test_one_reminder_and_no_more(mail_server: Any, hand_in: HandIn) -> None:
    submission = hand_in()
    send_due_mails()
    submission.refresh_from_db()
    assert submission.mail_due_at is not None
    assert submission.mail_due_at > timezone.now() + timedelta(days=1)
    make_due(submission)
    send_due_mails()
    assert Submission.objects.get(mail_due_at=None) == submission
    assert [mail.subject for mail in mail_server.mails][1] == "Your signature is still waiting"


def test_what_is_never_confirmed_is_erased(hand_in: HandIn) -> None:
    hand_in("ada@example.org")
    late = hand_in("bob@example.org")
    Submission.objects.filter(pk=late.pk).update(expires_at=timezone.now())
    assert expire_submissions() == 1
    assert not Submission.objects.filter(pk=late.pk).exists()
    assert Submission.objects.count() == 1


def test_nobody_is_flooded_through_our_form(mail_server: Any, hand_in: HandIn) -> None:
    for number in range(8):
        hand_in("ada@example.org" if number % 2 else "ADA@example.org")
    hand_in("bob@example.org")
    while send_due_mails():
        pass
    assert len(mail_server.mails) == 6
    assert MailQuota.objects.order_by("-sent").values_list("sent", flat=True)[0] == 5


def test_a_server_that_refuses_for_now_is_tried_again_later(mail_server: Any, hand_in: HandIn) -> None:
    submission = hand_in()
    accepted, mail_server.answer = mail_server.answer, "451 Try again later"
    assert send_due_mails() == 0
    submission.refresh_from_db()
    assert submission.mail_due_at is not None
    assert submission.mail_due_at > timezone.now()
    assert MailQuota.objects.get().sent == 0, "a mail that was refused uses up nothing"
    mail_server.answer = accepted
    make_due(submission)
    assert send_due_mails() == 1
    assert MailQuota.objects.get().sent == 1


def test_one_mail_that_can_not_be_made_does_not_hold_up_the_others(mail_server: Any, hand_in: HandIn) -> None:
    broken = hand_in("ada@example.org")
    Submission.objects.filter(pk=broken.pk).update(ciphertext=b"not an age file")
    hand_in("bob@example.org")
    assert send_due_mails() == 1
    assert mail_server.mails_to("bob@example.org")


def test_a_mail_server_that_is_away_loses_nothing(mail_server: Any, hand_in: HandIn, settings: Any) -> None:
    submission = hand_in()
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    assert send_due_mails() == 0
    settings.EMAIL_PORT = port
    make_due(submission)
    assert send_due_mails() == 1


def test_a_worker_that_dies_leaves_its_mail_to_the_next_one(mail_server: Any, hand_in: HandIn) -> None:
    submission = hand_in()
    with (
        patch.object(EmailBackend, "send_messages", side_effect=KeyboardInterrupt),
        pytest.raises(KeyboardInterrupt),
    ):
        send_due_mails()
    assert send_due_mails() == 0, "the row is claimed until the lease ends"
    submission.refresh_from_db()
    assert submission.mail_attempts == 1, "the attempt is counted before sending"
    make_due(submission)
    assert send_due_mails() == 1


def test_a_slow_worker_does_not_overwrite_what_another_one_did(hand_in: HandIn, mail_server: Any) -> None:
    submission = hand_in()

    def another_worker_takes_over(*args: Any, **kwargs: Any) -> int:
        make_due(submission)
        Submission.objects.filter(pk=submission.pk).update(mail_attempts=2)
        return 1

    with patch.object(EmailBackend, "send_messages", side_effect=another_worker_takes_over):
        send_due_mails()
    submission.refresh_from_db()
    assert submission.mail == Submission.Mail.CONFIRMATION
    assert submission.mail_attempts == 2


def test_no_mail_asks_to_confirm_what_can_no_longer_count(
    mail_server: Any, hand_in: HandIn, petition: Petition
) -> None:
    submission = hand_in()
    petition.closes_at = timezone.now() - timedelta(hours=25)
    petition.opens_at = petition.closes_at - timedelta(days=1)
    petition.save()
    assert confirm(submission.pk) is Outcome.TOO_LATE
    assert send_due_mails() == 0
    assert not mail_server.mails


def test_mails_wait_while_the_page_is_not_public(
    mail_server: Any, hand_in: HandIn, petition_page: PetitionPage
) -> None:
    submission = hand_in()
    petition_page.unpublish()
    assert send_due_mails() == 0
    petition_page.save_revision().publish()
    make_due(submission)
    assert send_due_mails() == 1


def test_a_subject_with_a_line_break_is_one_line(
    mail_server: Any, hand_in: HandIn, petition_page: PetitionPage
) -> None:
    petition_page.confirmation_subject = "Please\nBcc: eve@example.org"
    petition_page.save_revision().publish()
    with transaction.atomic():
        hand_in()
    send_due_mails()
    assert mail_server.mails[0].subject == "Please Bcc: eve@example.org"
    assert mail_server.mails[0].recipients == ["ada@example.org"]


def test_mails_of_a_development_machine_are_readable_files(
    hand_in: HandIn, settings: Any, tmp_path: Any
) -> None:
    settings.EMAIL_BACKEND = "campaign_site.mail_files.MailFilesBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    hand_in()
    send_due_mails()
    (path,) = tmp_path.glob("*.eml")
    text = path.read_text()
    assert "Subject: Please confirm your signature" in text
    assert "\nhttp://127.0.0.1:8000/en/sign/unwatched/confirm/" in text, "the link stands whole on a line"
    assert "\nList-Unsubscribe: <http://127.0.0.1:8000/en/sign/unwatched/no-more-mail/" in text
    assert "Rue de l’Exemple" in text
    assert email.message_from_string(text)["To"] == "ada@example.org"


def test_mails_say_where_to_write_to(mail_server: Any, hand_in: HandIn) -> None:
    SiteSettings.objects.update_or_create(
        site=Site.objects.get(is_default_site=True), defaults={"contact_email": "write@example.org"}
    )
    hand_in()
    send_due_mails()
    assert "Write to:\nwrite@example.org" in mail_server.mails[0].text
