"""Machines read the hub's numbers with a token, and learn from them of no single person."""

import json
import logging
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings
from wagtail import hooks

from campaign_site import views
from campaign_site.models import CertificateReading, LoggedErrors
from campaign_site.upkeep import error_count
from campaign_site.upkeep.error_count import CountErrors
from campaign_site.upkeep.open_metrics import all_metrics, as_open_metrics
from editorial.upkeep.backups import Backup
from editorial.upkeep.metrics import Metric, Sample
from petition_blocks.clock.models import ClockReading
from petition_blocks.counting.goals import show_reached_goals
from petition_blocks.exports.models import Export
from petition_blocks.mailing.models import MailFunnel, MailRefusal, MailSettings
from petition_blocks.petition.models import Petition
from petition_blocks.signature.models import Submission
from petition_blocks.signing.confirm import confirm
from tests.factories import HandIn

from .heartbeats import worker

PROJECT = Path(__file__).resolve().parent.parent.parent
MONITORING = PROJECT / "deploy" / "monitoring"
TOKEN = "o6GkhbW6VJb2l0WqjB3hQeY0cN3bM1rT"
NAME = re.compile(r"hub_[a-z_]+")


@pytest.fixture
def ask(client: Client, settings: Settings) -> Callable[..., Any]:
    """Returns a function that asks for the numbers as a machine does that has the token."""
    settings.METRICS_TOKEN = TOKEN
    return lambda authorization=f"Bearer {TOKEN}": client.get(
        "/metrics", headers={"authorization": authorization}
    )


@pytest.fixture
def numbers(ask: Callable[..., Any]) -> Callable[[], dict[str, float]]:
    """Returns a function that returns the numbers, by name and labels."""

    def read() -> dict[str, float]:
        lines = ask().content.decode().splitlines()
        pairs = (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
        return {name: float(value) for name, value in pairs}

    return read


# Who may


def test_without_a_token_there_is_no_such_page(
    client: Client, settings: Settings, petition: Petition
) -> None:
    settings.METRICS_TOKEN = ""
    for authorization in ("", "Bearer ", "Bearer", f"Bearer {TOKEN}"):
        assert client.get("/metrics", headers={"authorization": authorization}).status_code == 404


@pytest.mark.parametrize(
    "authorization", ["", "Bearer", "Bearer x", TOKEN, f"Basic {TOKEN}", "Bearer ä\u2028"]
)
def test_without_the_right_token_there_is_none_either(
    ask: Callable[..., Any], petition: Petition, authorization: str
) -> None:
    assert ask(authorization).status_code == 404
    assert ask().status_code == 200, "the right one is not shut out, and the refusal wasn't kept"


def test_the_token_is_compared_in_constant_time(
    ask: Callable[..., Any], petition: Petition, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[tuple[bytes, ...]] = []

    def compare(*both: bytes) -> bool:
        compared.append(both)
        return False

    monkeypatch.setattr(views.hmac, "compare_digest", compare)
    assert ask("Bearer x").status_code == 404
    assert compared == [(f"Bearer {TOKEN}".encode(), b"Bearer x")]


def test_the_text_is_open_metrics(ask: Callable[..., Any], petition: Petition) -> None:
    answer = ask()
    assert answer.headers["Content-Type"] == "application/openmetrics-text; version=1.0.0; charset=utf-8"
    assert "no-store" in answer.headers["Cache-Control"]
    text = answer.content.decode()
    assert text.endswith("\n# EOF\n")
    assert "# TYPE hub_mails_sent counter\n" in text
    assert "# UNIT hub_oldest_mail_seconds seconds\n" in text


def test_odd_texts_break_no_line() -> None:
    text = as_open_metrics([Metric("hub_odd", "gauge", "One\nTwo", [Sample(1.5, {"name": 'a"b\\c\nd'})])])
    assert text == (
        '# TYPE hub_odd gauge\n# HELP hub_odd One\\nTwo\nhub_odd{name="a\\"b\\\\c\\nd"} 1.5\n# EOF\n'
    )


@pytest.mark.both
def test_a_database_that_is_away_is_said(
    ask: Callable[..., Any], petition: Petition, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(views, "all_metrics", away)
    assert ask().status_code == 503


# What they say


@pytest.mark.both
def test_the_numbers_are_those_of_the_database(
    numbers: Callable[[], dict[str, float]], petition: Petition, hand_in: HandIn
) -> None:
    confirm(hand_in("ada@example.org").pk)
    hand_in("bob@example.org")
    worker()
    worker(busy_for=timedelta(minutes=5), place="web2:1")
    worker(silent_for=timedelta(hours=2), place="web3:1")
    MailFunnel.objects.create(
        petition=petition, day=timezone.localdate(), language="en", provider="x", accepted=7
    )
    MailRefusal.objects.create(
        petition=petition,
        day=timezone.localdate(),
        provider="x",
        reason="451",
        count=3,
        last_at=timezone.now(),
    )
    MailSettings.objects.update_or_create(defaults={"paused": True})
    LoggedErrors.objects.create(pk=1, count=4)
    now = timezone.now()
    CertificateReading.objects.create(pk=1, host="x", ends_at=now, read_at=now)
    ClockReading.objects.create(pk=1, believed_at=now, doubted_at=now)
    Export.objects.create(
        petition=petition, recipient=petition.recipient_keys.get(), number=1, kind="full", due_at=now
    )
    with hooks.register_temporarily("list_backups", lambda: [Backup(now - timedelta(hours=3), "hub-1")]):
        found = numbers()
    of_petition = '{petition="unwatched"}'
    assert found[f"hub_signatures{of_petition}"] == 1
    assert found[f"hub_signatures_awaiting{of_petition}"] == 1
    assert found[f"hub_mails_waiting{of_petition}"] == 1
    assert found[f"hub_mails_sent_total{of_petition}"] == 7
    assert found[f"hub_mails_refused_total{of_petition}"] == 3
    assert found["hub_mails_paused"] == 1
    assert found['hub_workers{state="well"}'] == 1
    assert found['hub_workers{state="stuck"}'] == 1
    assert found['hub_workers{state="silent"}'] == 1
    assert 300 <= found["hub_worker_busy_seconds"] < 320
    assert 5 <= found["hub_worker_round_age_seconds"] < 25
    assert found["hub_exports_under_way"] == 1
    assert found["hub_erasures_due"] == 0
    assert found["hub_erasing_on_hold"] == 1
    assert found["hub_errors_logged_total"] == 4
    assert 10_800 <= found["hub_backup_age_seconds"] < 10_900
    assert found["hub_certificate_end_timestamp_seconds"] == pytest.approx(now.timestamp(), abs=1)
    Petition.objects.update(retention_day=timezone.localdate())
    assert numbers()["hub_erasures_due"] == 1


def test_what_is_not_known_is_not_told(numbers: Callable[[], dict[str, float]], petition: Petition) -> None:
    found = numbers()
    for name in (
        "hub_backup_age_seconds",
        "hub_certificate_end_timestamp_seconds",
        "hub_worker_busy_seconds",
    ):
        assert name not in found


# Nobody learns who has signed when


def test_of_few_signatures_no_number_tells_that_somebody_signs(
    numbers: Callable[[], dict[str, float]],
    petition: Petition,
    hand_in: HandIn,
    settings: Settings,
    plain_steps: None,
) -> None:
    """Whoever asks after each signature sees ten of them at once, or nothing."""
    settings.EXACT_COUNTS_FROM = 100
    seen = []
    for number in range(12):
        submission = hand_in(f"ada{number}@example.org")
        Submission.objects.filter(pk=submission.pk).update(mail_due_at=timezone.now())
        MailFunnel.objects.create(
            petition=petition, day=timezone.localdate(), language="en", provider="x", accepted=1
        )
        before = numbers()
        confirm(submission.pk)
        show_reached_goals()
        after = numbers()
        seen += [
            {name: value for name, value in found.items() if "petition=" in name} for found in (before, after)
        ]
        assert {name: value for name, value in before.items() if "petition=" not in name} == {
            name: value for name, value in after.items() if "petition=" not in name
        }
    told = {json.dumps(found, sort_keys=True) for found in seen}
    assert len(told) <= 3, "the mails move once, and the signatures once"
    assert all(value in (0, 10) for found in seen for value in found.values())
    names = {name.partition("{")[0] for found in seen for name in found}
    assert names == {"hub_signatures", "hub_mails_sent_total", "hub_mails_refused_total"}


def test_the_places_at_which_mails_are_told_are_secret(
    numbers: Callable[[], dict[str, float]], petition: Petition, settings: Settings
) -> None:
    """Plain rounding would tell of the next person once somebody had brought the number to just below."""
    settings.EXACT_COUNTS_FROM = 100
    day = timezone.localdate()
    row = MailFunnel.objects.create(petition=petition, day=day, language="en", provider="x", accepted=0)
    moves = []
    before = 0.0
    for exact in range(100):
        MailFunnel.objects.filter(pk=row.pk).update(accepted=exact)
        now = numbers()['hub_mails_sent_total{petition="unwatched"}']
        assert now <= exact
        if now != before:
            moves.append(exact)
        before = now
    assert any(exact % 10 for exact in moves), moves


@pytest.mark.both
def test_the_age_of_a_mail_tells_no_moment(
    numbers: Callable[[], dict[str, float]], petition: Petition, hand_in: HandIn
) -> None:
    submission = hand_in()
    for minutes, told in ((0, 0), (14, 0), (16, 900), (29, 900), (31, 1800)):
        due = timezone.now() - timedelta(minutes=minutes)
        Submission.objects.filter(pk=submission.pk).update(mail_due_at=due)
        assert numbers()["hub_oldest_mail_seconds"] == told


@pytest.mark.both
def test_a_mail_that_is_refused_is_as_old_as_what_it_is_about(
    numbers: Callable[[], dict[str, float]], petition: Petition, hand_in: HandIn
) -> None:
    submission = hand_in()
    now = timezone.now()
    Submission.objects.filter(pk=submission.pk).update(
        created_at=now - timedelta(hours=1, minutes=2),
        mail_due_at=now + timedelta(minutes=5),
        mail_attempts=3,
    )
    assert numbers()["hub_oldest_mail_seconds"] == 3600


# Errors, of whichever process


@pytest.fixture
def counter(monkeypatch: pytest.MonkeyPatch) -> CountErrors:
    """What counts errors in a process, without the thread that notes them."""
    monkeypatch.setattr(error_count.threading.Thread, "start", lambda thread: None)
    monkeypatch.setattr(error_count.connection, "close", lambda: None, raising=False)
    return CountErrors()


def log(handler: CountErrors, level: int) -> None:
    record = logging.LogRecord("a part of ours", level, __file__, 1, "something", None, None)
    if record.levelno >= handler.level:
        handler.handle(record)


@pytest.mark.both
def test_errors_of_all_processes_are_added_up(counter: CountErrors, db: None) -> None:
    for level in (logging.WARNING, logging.ERROR, logging.CRITICAL):
        log(counter, level)
    assert not LoggedErrors.objects.exists(), "never in the middle of what has failed"
    counter.note()
    other = CountErrors()
    log(other, logging.ERROR)
    other.note()
    assert LoggedErrors.objects.get().count == 3


@pytest.mark.both
def test_what_the_database_does_not_take_is_noted_later(
    counter: CountErrors, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    log(counter, logging.ERROR)

    def away(*arguments: object, **named: object) -> None:
        raise OperationalError("gone")

    with monkeypatch.context() as patched:
        patched.setattr(type(LoggedErrors.objects.all()), "update", away)
        counter.note()
    counter.note()
    assert LoggedErrors.objects.get().count == 1


# What is written about them


def test_each_number_is_explained_drawn_and_none_is_made_up(db: None) -> None:
    names = {metric.name for metric in all_metrics()}
    manual = (PROJECT / "docs" / "operators.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| `(hub_[a-z_]+)` \| \S", manual, re.MULTILINE))
    assert explained == names
    board = json.loads((MONITORING / "grafana-board.json").read_text(encoding="utf-8"))
    drawn = {
        name
        for panel in board["panels"]
        for target in panel.get("targets", [])
        for name in NAME.findall(target["expr"])
    }
    assert drawn == names
    rules = (MONITORING / "alert-rules.yml").read_text(encoding="utf-8")
    asked = set(NAME.findall("\n".join(re.findall(r"expr: (.*)", rules))))
    assert asked
    assert asked <= names
    for alert in re.findall(r"- alert: (\w+)\n((?: +.*\n)+)", rules):
        heading = re.search(r"docs/operators.md#([\w-]+)", alert[1])
        assert heading, alert[0]
        assert f"# {heading[1].replace('-', ' ')}\n" in manual.lower(), alert[0]
