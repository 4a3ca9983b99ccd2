"""In which order mails go, how fast, over how many connections, and how they are stopped."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.mail.backends.smtp import EmailBackend
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from petition_blocks.signature.models import Submission
from tests.factories import HandIn

from ..models import MAILS_PER_EMAIL, MailQuota, MailRefusal, MailSettings
from ..send_due_mails import LEASE, _claim, send_due_mails
from ..throttle import DomainThrottle


def recipients(mail_server: Any) -> list[str]:
    return [mail.recipients[0] for mail in mail_server.mails]


def wait_for_long(submission: Submission, minutes: int) -> None:
    """Make a submission look as if its mail had been due for so long."""
    moment = timezone.now() - timedelta(minutes=minutes)
    Submission.objects.filter(pk=submission.pk).update(mail_due_at=moment, created_at=moment)


def make_due(submission: Submission) -> None:
    Submission.objects.filter(pk=submission.pk).update(mail_due_at=timezone.now())


def die_with_a_mail() -> int:
    """Do what a worker does that is killed when it has claimed what is due; return how much it had."""
    return len(_claim(LEASE, 10))


@pytest.fixture
def connections_opened(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """A list that grows with each new connection to the mail server."""
    opened: list[bool] = []
    open_really = EmailBackend.open

    def open_and_count(backend: EmailBackend) -> bool | None:
        is_new = open_really(backend)
        if is_new:
            opened.append(True)
        return is_new

    monkeypatch.setattr(EmailBackend, "open", open_and_count)
    return opened


def test_a_batch_takes_one_connection(
    mail_server: Any, hand_in: HandIn, connections_opened: list[bool]
) -> None:
    for number in range(5):
        hand_in(f"person{number}@example.org")
    assert send_due_mails() == 5
    assert len(connections_opened) == 1


def test_a_refused_recipient_does_not_end_the_batch(
    mail_server: Any, hand_in: HandIn, connections_opened: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse_bob(server: Any, session: Any, envelope: Any, email: str, options: list[str]) -> str:
        if email == "bob@example.org":
            return "550 5.1.1 No such mailbox: bob@example.org"
        envelope.rcpt_tos.append(email)
        return "250 OK"

    monkeypatch.setattr(type(mail_server), "handle_RCPT", staticmethod(refuse_bob), raising=False)
    for name in ("ada", "bob", "eve"):
        hand_in(f"{name}@example.org")
    assert send_due_mails() == 2
    assert set(recipients(mail_server)) == {"ada@example.org", "eve@example.org"}
    assert len(connections_opened) == 1
    refusal = MailRefusal.objects.get()
    assert (refusal.reason, refusal.count, refusal.next_try_at) == ("550 5.1.1", 1, None)
    assert sorted(MailQuota.objects.values_list("sent", flat=True)) == [0, 1, 1], (
        "what never arrives uses up nothing"
    )


def test_a_connection_that_the_server_ends_is_opened_again(
    mail_server: Any, hand_in: HandIn, connections_opened: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def two_a_connection(server: Any, session: Any, envelope: Any, sender: str, options: Any) -> str:
        session.taken = getattr(session, "taken", 0) + 1
        if session.taken > 2:
            return "421 4.7.0 Too many mails in one connection"
        envelope.mail_from = sender
        return "250 OK"

    monkeypatch.setattr(type(mail_server), "handle_MAIL", staticmethod(two_a_connection), raising=False)
    for number in range(5):
        hand_in(f"person{number}@example.org")
    assert send_due_mails() == 5
    assert len(connections_opened) == 3
    assert not MailRefusal.objects.exists()


def test_a_mail_server_that_is_away_is_asked_once_a_batch(
    hand_in: HandIn, mail_server: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []

    def nobody_there(backend: EmailBackend) -> None:
        asked.append(True)
        raise ConnectionRefusedError

    for number in range(3):
        hand_in(f"person{number}@example.org")
    with monkeypatch.context() as patched:
        patched.setattr(EmailBackend, "open", nobody_there)
        assert send_due_mails() == 0
    assert len(asked) == 1
    assert not Submission.objects.filter(mail_due_at__lte=timezone.now()).exists(), "they wait a moment"
    assert sorted(Submission.objects.values_list("mail_attempts", flat=True)) == [0, 0, 1]
    assert MailRefusal.objects.get().reason == "ConnectionRefusedError"
    Submission.objects.update(mail_due_at=timezone.now())
    assert send_due_mails() == 3


def test_who_signs_during_a_backlog_gets_mail_at_once_and_the_backlog_drains(
    mail_server: Any, hand_in: HandIn
) -> None:
    for number in range(6):
        wait_for_long(hand_in(f"old{number}@example.org"), minutes=60 - number)
    hand_in("new@example.org")
    send_due_mails(batch=4)
    sent = recipients(mail_server)
    assert sent[0] == "new@example.org"
    assert {"old0@example.org", "old1@example.org"} <= set(sent), "the oldest are not starved"
    assert len(sent) == 4


def test_a_domain_gets_no_more_than_its_share_and_others_do_not_wait(
    mail_server: Any, hand_in: HandIn
) -> None:
    now = [0.0]
    throttle = DomainThrottle(a_minute=12, clock=lambda: now[0])
    for number in range(4):
        hand_in(f"person{number}@big.example")
    hand_in("ada@small.example")
    assert send_due_mails(throttle=throttle) == 3, "two for the big domain, one for the small one"
    assert "ada@small.example" in recipients(mail_server)
    waiting = Submission.objects.filter(mail=Submission.Mail.CONFIRMATION)
    assert list(waiting.values_list("mail_attempts", flat=True)) == [0, 0], "no attempt is counted"
    assert sum(MailQuota.objects.values_list("sent", flat=True)) == 3
    now[0] = 60
    waiting.update(mail_due_at=timezone.now())
    assert send_due_mails(throttle=throttle) == 2


def test_those_held_back_come_again_in_turns(mail_server: Any, hand_in: HandIn) -> None:
    throttle = DomainThrottle(a_minute=6, clock=lambda: 0.0)
    for number in range(4):
        wait_for_long(hand_in(f"person{number}@big.example"), minutes=60)
    assert send_due_mails(throttle=throttle) == 1
    waits = [
        (moment - timezone.now()).total_seconds()
        for moment in Submission.objects.filter(mail_accepted_at=None)
        .order_by("mail_due_at")
        .values_list("mail_due_at", flat=True)
        if moment is not None
    ]
    assert [round(wait / 10) for wait in waits] == [1, 2, 3], "one each ten seconds"


def test_paused_mails_wait_and_go_when_they_may(mail_server: Any, hand_in: HandIn) -> None:
    MailSettings.objects.create(paused=True)
    hand_in()
    assert send_due_mails() == 0
    assert not mail_server.mails
    assert Submission.objects.get().mail_attempts == 0
    MailSettings.objects.update(paused=False)
    assert send_due_mails() == 1


def test_a_worker_that_is_told_to_stop_hands_back_what_it_did_not_send(
    mail_server: Any, hand_in: HandIn
) -> None:
    for number in range(3):
        hand_in(f"person{number}@example.org")
    assert send_due_mails(keep_going=lambda: not mail_server.mails) == 1
    waiting = Submission.objects.filter(mail=Submission.Mail.CONFIRMATION)
    assert list(waiting.values_list("mail_attempts", flat=True)) == [0, 0]
    assert waiting.filter(mail_due_at__lte=timezone.now()).count() == 2
    assert sum(MailQuota.objects.values_list("sent", flat=True)) == 1


def test_attempts_are_counted_before_the_first_mail_goes(mail_server: Any, hand_in: HandIn) -> None:
    for number in range(3):
        hand_in(f"person{number}@example.org")
    seen: list[list[int]] = []

    def look() -> bool:
        seen.append(list(Submission.objects.values_list("mail_attempts", flat=True)))
        return True

    send_due_mails(keep_going=look)
    assert seen[0] == [1, 1, 1]


def test_workers_that_die_with_a_mail_use_up_nothing_of_what_an_address_may_get(
    mail_server: Any, hand_in: HandIn
) -> None:
    """Killed again and again before a mail went, they had counted it each time, until it was never sent."""
    submission = hand_in()
    for _death in range(MAILS_PER_EMAIL + 2):
        make_due(submission)
        assert die_with_a_mail() == 1
    make_due(submission)
    assert send_due_mails() == 1
    assert recipients(mail_server) == ["ada@example.org"]
    assert MailQuota.objects.get().sent == 1


def test_what_workers_die_with_again_and_again_waits_longer_and_longer(hand_in: HandIn) -> None:
    """It may have gone before each death: nobody gets it every two minutes."""
    submission = hand_in()
    waits = []
    for _death in range(MAILS_PER_EMAIL + 7):
        make_due(submission)
        die_with_a_mail()
        submission.refresh_from_db()
        assert submission.mail_due_at is not None
        waits.append(round((submission.mail_due_at - timezone.now()).total_seconds() / 60))
    assert waits == [2] * 7 + [5, 30, 120, 360, 360]
    assert MailQuota.objects.get().sent == 1


def test_a_larger_batch_takes_no_more_queries_a_mail(mail_server: Any, hand_in: HandIn) -> None:
    def queries_for(number: int) -> int:
        for index in range(number):
            hand_in(f"person{number}-{index}@example.org")
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert send_due_mails() == number
        return len(captured)

    queries_for(1)
    assert queries_for(15) <= queries_for(2)
