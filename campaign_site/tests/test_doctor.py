"""`doctor` and `check --deploy` find what an operator may have wrong, and nothing where all is right."""

import errno
import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import redis
from django.core.management import call_command
from django.db import OperationalError, connection, connections
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings
from wagtail import hooks
from wagtail.models import Site

from campaign_site.models import CertificateReading, WorkerHeartbeat
from campaign_site.settings.local_keys import new_server_identity
from campaign_site.upkeep import database, disk
from campaign_site.upkeep.connections import Server, servers, wanted_too_many
from campaign_site.upkeep.disk import Room
from campaign_site.upkeep.examine import Examination, examine, found_in_time
from campaign_site.upkeep.exports_folder import make_mark
from campaign_site.upkeep.proxy import _signer, told_to_probes
from campaign_site.upkeep.watched import log_findings
from editorial.upkeep.backups import Backup
from editorial.upkeep.looks import Finding, Look
from petition_blocks.clock import looks as clock_looks
from petition_blocks.clock.models import ClockReading
from petition_blocks.exports.models import Export
from petition_blocks.mailing.models import MailSettings
from petition_blocks.petition.models import Petition
from petition_blocks.signature.models import Submission
from tests.factories import HandIn

from .heartbeats import worker
from .sound_hub import Surroundings, collect_static_files, on_postgres, set_sound

PROJECT = Path(__file__).resolve().parent.parent.parent
pytestmark = pytest.mark.slow
DAY = timedelta(days=1)


class Hub:
    """A sound hub, and all that a test changes to plant a fault."""

    def __init__(
        self,
        settings: Settings,
        monkeypatch: pytest.MonkeyPatch,
        petition: Petition,
        hand_in: HandIn,
        folder: Path,
    ) -> None:
        self.settings, self.monkeypatch, self.petition = settings, monkeypatch, petition
        self.hand_in, self.folder = hand_in, folder
        self.around = Surroundings()

    def set(self, **values: Any) -> None:
        """Set settings."""
        for name, value in values.items():
            setattr(self.settings, name, value)

    def change_worker(self, **facts: Any) -> None:
        """Let the only worker be another one."""
        WorkerHeartbeat.objects.all().delete()
        if facts:
            worker(**facts)

    def examine(self) -> Examination:
        """Let the doctor look."""
        with self.around.around():
            return examine()


@pytest.fixture
def hub(
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    petition: Petition,
    hand_in: HandIn,
    tmp_path: Path,
) -> Hub:
    """A hub that nothing is wrong with."""
    set_sound(settings, tmp_path)
    worker(exports_folder=make_mark())
    return Hub(settings, monkeypatch, petition, hand_in, tmp_path)


@pytest.mark.both
def test_nothing_is_found_on_a_sound_installation(hub: Hub) -> None:
    found = hub.examine()
    assert [f"{finding.what} {finding.mend}" for _name, finding in found.found] == []
    assert found.left_out == []
    assert found.is_sound


def stuck_mail(hub: Hub) -> None:
    submission = hub.hand_in()
    Submission.objects.filter(pk=submission.pk).update(mail_due_at=timezone.now() - timedelta(minutes=25))


def refused_mails(hub: Hub) -> None:
    for number in range(10):
        hub.hand_in(f"ada{number}@example.org")
    Submission.objects.update(mail_due_at=timezone.now() + timedelta(minutes=5), mail_attempts=3)


def paused_mails(hub: Hub) -> None:
    MailSettings.objects.update_or_create(defaults={"paused": True})


def leapt_clock(hub: Hub) -> None:
    now = timezone.now()
    ClockReading.objects.create(pk=1, believed_at=now - 3 * DAY, doubted_at=now)


def other_clock_of_the_database(hub: Hub) -> None:
    hub.monkeypatch.setattr(clock_looks, "database_time", lambda: timezone.now() + timedelta(minutes=7))


def second_site(hostname: str) -> None:
    Site.objects.create(hostname=hostname, port=443, root_page=Site.objects.get().root_page)


def second_site_in_its_place(hub: Hub) -> None:
    Site.objects.update(hostname="old.example.org")
    second_site("campaign.example.org")


def forgotten_migration(hub: Hub) -> None:
    MigrationRecorder(connection).record_unapplied("petition_blocks", "0012_section")


def read_only_database(hub: Hub) -> None:
    hub.monkeypatch.setattr(database, "is_read_only", lambda: True)


def stopped_database(hub: Hub) -> None:
    hub.around.database_error = OperationalError("no connection with password “secret-of-the-database”")


def read_only_uploads(hub: Hub) -> None:
    def refuse(*arguments: object, **named: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    hub.monkeypatch.setattr(disk.tempfile, "NamedTemporaryFile", refuse)


def files_that_cannot_be_stored(hub: Hub) -> None:
    Export.objects.create(
        petition=hub.petition,
        recipient=hub.petition.recipient_keys.get(),
        number=1,
        kind=Export.Kind.FULL,
        due_at=timezone.now(),
        failures=5,
    )


def day_that_was_not_kept(hub: Hub) -> None:
    Petition.objects.update(retention_day=timezone.localdate() - 2 * DAY)


def other_server_identity(hub: Hub) -> None:
    hub.set(SERVER_IDENTITY=new_server_identity())


# What somebody gets wrong, and words by which it is found. Twenty kinds of things, some in several ways.
FAULTS: dict[str, tuple[Callable[[Hub], object], str]] = {
    "1 no worker": (lambda hub: hub.change_worker(), "No worker is running"),
    "1 a dead worker": (
        lambda hub: hub.change_worker(silent_for=timedelta(minutes=9)),
        "heard of 9 minutes ago",
    ),
    "1 a stuck worker": (
        lambda hub: hub.change_worker(busy_for=timedelta(minutes=5)),
        "web1:4711 is stuck: it has been at “mails” for 5 minutes",
    ),
    "2 mails that nobody sends": (
        stuck_mail,
        "1 mails are stuck: the oldest should have gone 25 minutes ago",
    ),
    "2 mails that are refused": (refused_mails, "10 mails are stuck: the mail server refused"),
    "2 mails that are paused": (paused_mails, "Mails are paused"),
    "3 no SPF": (lambda hub: hub.around.records.pop("example.org"), "there is no SPF record"),
    "3 no DKIM": (
        lambda hub: hub.around.records.pop("one._domainkey.example.org"),
        "there is no DKIM record",
    ),
    "3 a name of the key": (
        lambda hub: hub.set(MAIL_DKIM_SELECTORS=[]),
        "MAIL_DKIM_SELECTOR doesn't name it",
    ),
    "3 DMARC that is wrong": (
        lambda hub: hub.around.records.update({"_dmarc.example.org": ["v=DMARC1"]}),
        "there is a DMARC record that is wrong",
    ),
    "4 too few proxies": (
        lambda hub: hub.set(TRUSTED_PROXIES=2),
        "TRUSTED_PROXIES is 2, but 1 addresses are noted",
    ),
    "4 too many proxies": (
        lambda hub: hub.set(TRUSTED_PROXIES=0),
        "everybody seems to come from one network",
    ),
    "4 underscored headers": (
        lambda hub: setattr(hub.around, "probes", f"{hub.around.probes}headers with underscores arrive\n"),
        "passes on headers with underscores",
    ),
    "5 threads over the limit": (
        lambda hub: setattr(hub.around, "servers", [Server(8, 16, True, "(command line of process 7)")]),
        "may want 148 connections, and the database takes 97: 8 × 16 threads (command line of process 7)",
    ),
    "6 another clock": (other_clock_of_the_database, "The clock of this machine says"),
    "6 a clock that leapt": (leapt_clock, "Erasing is on hold"),
    "7 a full disk": (
        lambda hub: setattr(hub.around, "room", Room(90_000_000, None)),
        "The disk is nearly full",
    ),
    "7 no files left": (
        lambda hub: setattr(hub.around, "room", Room(9_000_000_000, 12)),
        "room for a few more files left for",
    ),
    "8 no backup": (lambda hub: hub.around.backups.clear(), "No backup was ever made here"),
    "8 an old backup": (
        lambda hub: setattr(hub.around, "backups", [Backup(timezone.now() - 5 * DAY, "hub-1")]),
        "The newest backup is 5 days old",
    ),
    "8 a backup that outlives its day": (
        lambda hub: hub.around.backups.append(replace(hub.around.backups[0], must_end_on=date(2026, 1, 1))),
        "should be gone since 2026-01-01",
    ),
    "9 a weak key": (lambda hub: hub.set(LINK_KEY="campaign"), "LINK_KEY: too easy to guess"),
    "9 no key at all": (lambda hub: hub.set(SERVER_IDENTITY="age1"), "SERVER_IDENTITY: no age identity"),
    "9 another key": (
        other_server_identity,
        "SERVER_IDENTITY is not the one that 1 petitions were made with",
    ),
    "9 a password alone": (
        lambda hub: hub.set(SECOND_FACTOR="off"),
        "SECOND_FACTOR: “signatures” or “everybody”; without it one stolen password is enough",
    ),
    "10 a host that is not allowed": (
        lambda hub: hub.set(ALLOWED_HOSTS=["example.net"]),
        "BASE_URL: its host 'campaign.example.org' is none of ALLOWED_HOSTS",
    ),
    "10 links in the clear": (
        lambda hub: hub.set(WAGTAILADMIN_BASE_URL="http://campaign.example.org"),
        "BASE_URL: begins with https://",
    ),
    "11 a site elsewhere": (
        lambda hub: Site.objects.update(hostname="old.example.org"),
        "noted as https://old.example.org, and BASE_URL is https://campaign.example.org",
    ),
    "11 a site at another port": (
        lambda hub: Site.objects.update(port=8000),
        "http://campaign.example.org:8000",
    ),
    "11 a second site that is refused": (
        lambda hub: second_site("rzeki.example"),
        "The site https://rzeki.example is none of ALLOWED_HOSTS",
    ),
    "11 a second site that nobody asks for": (
        lambda hub: second_site("źródła.example"),
        "Nobody finds the site źródła.example: browsers ask for it as xn--rda-gna01bwk.example",
    ),
    "11 a second site in the first one's place": (
        second_site_in_its_place,
        "has the host of BASE_URL, but the default one is old.example.org",
    ),
    "12 a migration": (forgotten_migration, "1 migrations are not applied, petition_blocks.0012_section"),
    "13 nothing collected": (
        lambda hub: (hub.folder / "static" / "staticfiles.json").unlink(),
        "The static files were never collected",
    ),
    "14 Redis away": (
        lambda hub: setattr(hub.around, "redis", redis.ConnectionError("to redis://:secret-of-redis@host")),
        "Redis does not answer (ConnectionError)",
    ),
    "14 Redis that forgets": (
        lambda hub: setattr(hub.around, "redis", {"maxmemory": "9", "maxmemory_policy": "allkeys-lru"}),
        "maxmemory-policy allkeys-lru: it may throw counters away first",
    ),
    "14 Redis that writes": (
        lambda hub: setattr(hub.around, "redis", {"save": "3600 1"}),
        "Redis writes to its disk",
    ),
    "15 an old PostgreSQL": (
        lambda hub: hub.around.postgres.update(server_version_num="140020"),
        "PostgreSQL 14 gets no more security fixes",
    ),
    "15 no vacuum": (
        lambda hub: hub.around.postgres.update(autovacuum="off"),
        "PostgreSQL's autovacuum is off",
    ),
    "15 lost commits": (
        lambda hub: hub.around.postgres.update(synchronous_commit="off"),
        "a power cut loses signatures that people were thanked for",
    ),
    "16 DEBUG": (lambda hub: hub.set(DEBUG=True), "DEBUG is on"),
    "17 no page cache": (lambda hub: hub.set(PAGE_CACHE_SECONDS=0), "The page cache is off"),
    "18 uploads": (read_only_uploads, "(MEDIA_ROOT), "),
    "19 two folders": (
        lambda hub: hub.change_worker(exports_folder="another"),
        "(EXPORTS_ROOT) is not shared: the worker web1:4711 sees another one",
    ),
    "19 files that can't be stored": (files_that_cannot_be_stored, "1 files for recipients can't be made"),
    "20 mails to nowhere": (
        lambda hub: hub.set(EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend"),
        "EMAIL_URL: mails go nowhere",
    ),
    "21 nobody's days": (lambda hub: hub.set(TIME_ZONE="UTC"), "TIME_ZONE is UTC"),
    "21 a zone that isn't": (lambda hub: hub.set(TIME_ZONE="Europe/Bruxelles"), "doesn't know the time zone"),
    "22 a day that was not kept": (day_that_was_not_kept, "should have been erased, and is not: unwatched"),
    "23 a certificate that ends": (
        lambda hub: setattr(hub.around, "certificate_ends_in", 5 * DAY),
        "The certificate of campaign.example.org ends on",
    ),
    "24 a database that takes nothing": (read_only_database, "The database is read-only"),
    "25 no database": (stopped_database, "The database does not answer (OperationalError)"),
}
ABOUT_POSTGRES = {"5 threads over the limit", "15 an old PostgreSQL", "15 no vacuum", "15 lost commits"}


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[on_postgres, pytest.mark.both]) if name in ABOUT_POSTGRES else name
        for name in FAULTS
    ],
)
def test_a_planted_fault_is_found_by_its_words(hub: Hub, name: str) -> None:
    plant, words = FAULTS[name]
    plant(hub)
    found = hub.examine()
    assert not found.is_sound
    told = [str(finding.what) for _name, finding in found.found if finding.is_wrong]
    assert [text for text in told if words in text], told
    # Nothing else is wrong, but for what follows from it.
    assert len(told) <= 3, told
    for _name, finding in found.found:
        assert str(finding.mend).strip(), finding.what
        assert finding.section in headings_of_manual(), finding.section
        assert "secret-of" not in str(finding.what)


def headings_of_manual() -> set[str]:
    """Return the headings of the manual as they stand in addresses."""
    manual = (PROJECT / "docs" / "operators.md").read_text(encoding="utf-8")
    headings = re.findall(r"^#{2,3} (.*)$", manual, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_twenty_kinds_of_faults_are_planted() -> None:
    assert len({name.split()[0] for name in FAULTS}) >= 20


def test_static_files_of_another_release_are_named(hub: Hub) -> None:
    manifest = hub.folder / "static" / "staticfiles.json"
    known = json.loads(manifest.read_text(encoding="utf-8"))
    del known["paths"]["js/site.js"]
    manifest.write_text(json.dumps(known), encoding="utf-8")
    (finding,) = (finding for _name, finding in hub.examine().found)
    assert "1 static files are of another release, js/site.js for one" in str(finding.what)
    collect_static_files(hub.folder / "static")
    assert hub.examine().is_sound


# How it looks


@pytest.mark.both
def test_without_its_database_all_else_is_still_looked_at(hub: Hub) -> None:
    stopped_database(hub)
    hub.set(PAGE_CACHE_SECONDS=0)
    found = hub.examine()
    assert len(found.found) == 2
    assert ("workers", "the database does not answer") in found.left_out


@pytest.mark.parametrize("needs_database", [True, False])
def test_a_look_that_never_ends_is_given_up(needs_database: bool, settings: Settings, db: None) -> None:
    hanging = threading.Event()

    def hang() -> list[Finding]:
        hanging.wait(30)
        return []

    own = connections["default"]
    began = time.monotonic()
    try:
        (finding,) = found_in_time(Look("proxy", hang, seconds=0.2, needs_database=needs_database))
    finally:
        hanging.set()
        if connections["default"] is not own:
            connections["default"].close()
        connections["default"] = own
    assert time.monotonic() - began < 5
    assert "Looking at “proxy” took more than 0.2 seconds" in str(finding.what)


def test_a_look_that_breaks_is_a_finding_and_hides_nothing() -> None:
    def broken() -> list[Finding]:
        raise RuntimeError("with Ada's address in it")

    good = Look("other", lambda: [Finding("Found.", "Mend.", "doctor")], needs_database=False)
    found = examine([Look("broken", broken, needs_database=False), good])
    assert [str(finding.what) for _name, finding in found.found] == [
        "“broken” could not be looked at: RuntimeError.",
        "Found.",
    ]


def test_offline_nobody_is_asked(hub: Hub) -> None:
    hub.around.probes = ""
    hub.around.records.clear()
    with hub.around.around():
        found = examine(offline=True)
    assert found.is_sound
    assert {name for name, _why in found.left_out} == {"proxy", "certificate", "sender of mails"}


def test_an_app_takes_part_with_a_hook(hub: Hub) -> None:
    look = Look("of an app", lambda: [Finding("The app is ill.", "Give it rest.", "doctor")])
    with hooks.register_temporarily("register_doctor_checks", lambda: [look]):
        assert "The app is ill." in [str(finding.what) for _name, finding in hub.examine().found]


def test_the_command_tells_people_and_machines_and_ends_with_one(hub: Hub) -> None:
    said = StringIO()
    with hub.around.around():
        call_command("doctor", stdout=said)
    assert said.getvalue() == "Nothing is wrong.\n"
    hub.set(PAGE_CACHE_SECONDS=0)
    for arguments in ([], ["--json"]):
        said = StringIO()
        with hub.around.around(), pytest.raises(SystemExit) as ended:
            call_command("doctor", *arguments, stdout=said)
        assert ended.value.code == 1
        if not arguments:
            assert "✗ The page cache is off" in said.getvalue()
            assert "docs/operators.md#a-public-server" in said.getvalue()
    told = json.loads(said.getvalue())
    assert told["sound"] is False
    (finding,) = told["findings"]
    assert finding["look"] == "page cache"
    assert finding["manual"] == "docs/operators.md#a-public-server"


def test_settings_that_are_missing_are_named_without_a_traceback(tmp_path: Path) -> None:
    environment = {"PATH": "/usr/bin", "DJANGO_SETTINGS_MODULE": "campaign_site.settings.production"}
    ended = subprocess.run(
        [sys.executable, "manage.py", "doctor"],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert "SERVER_IDENTITY: the age identity" in ended.stderr
    assert "Traceback" not in ended.stderr


# Where else it is told


def test_administrators_read_it_on_the_admins_home_page_and_others_do_not(
    hub: Hub, admin_client: Client, viewer_client: Client
) -> None:
    # The tests' browsers know no HTTPS, and have no second factor.
    hub.set(SECURE_SSL_REDIRECT=False, ALLOWED_HOSTS=["testserver"], SECOND_FACTOR="off")
    home = reverse("wagtailadmin_home")
    CertificateReading.objects.create(
        pk=1, host="campaign.example.org", ends_at=timezone.now() + 3 * DAY, read_at=timezone.now()
    )
    hub.around.room = Room(90_000_000, None)
    read_only_database(hub)
    sentences = [
        "The disk is nearly full",
        "The database is read-only",
        "The certificate of campaign.example.org",
    ]
    with hub.around.around():
        for client, is_told in ((admin_client, True), (viewer_client, False)):
            text = client.get(home).content.decode()
            for sentence in sentences:
                assert (sentence in text) == is_told, sentence


def test_the_worker_writes_it_into_the_log(hub: Hub, caplog: pytest.LogCaptureFixture) -> None:
    with hub.around.around():
        log_findings()
    assert caplog.text == ""
    hub.around.room = Room(90_000_000, None)
    with hub.around.around():
        log_findings()
    assert "The disk is nearly full: 85 MB left for" in caplog.text


# How many threads there are


@pytest.fixture
def processes(tmp_path: Path) -> Callable[..., Path]:
    """Returns a function that writes down a process as the kernel does."""

    def note(number: int, parent: int, words: str, environment: str = "") -> Path:
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "cmdline").write_bytes(words.replace(" ", "\0").encode() + b"\0")
        (folder / "environ").write_bytes(environment.replace(" ", "\0").encode())
        (folder / "stat").write_text(f"{number} (a (strange) name) S {parent} 1 1", encoding="utf-8")
        return tmp_path

    return note


COMMAND = "/srv/.venv/bin/python /srv/.venv/bin/granian --interface wsgi"


OWN_COMMAND = "/opt/campaign-hub/current/.venv/bin/python -m campaign_site.serve"


def test_the_threads_of_the_web_server_are_read_from_what_it_was_started_with(
    processes: Callable[..., Path],
) -> None:
    processes(6, 1, OWN_COMMAND)
    processes(7, 1, OWN_COMMAND, "WEB_PROCESSES=3 WEB_THREADS=5")
    processes(8, 7, OWN_COMMAND, "WEB_PROCESSES=3 WEB_THREADS=5")
    folder = processes(9, 1, "grep campaign_site.serve --in campaign_site/serve.py")
    assert servers(folder, {}) == [Server(2, 8, True, "(process 6)"), Server(3, 5, True, "(process 7)")]


def test_the_threads_of_a_granian_are_read_from_its_command_line(processes: Callable[..., Path]) -> None:
    processes(7, 1, f"{COMMAND} --workers 4 --blocking-threads=8 campaign_site.wsgi:application")
    processes(8, 7, f"{COMMAND} --workers 4 --blocking-threads=8 campaign_site.wsgi:application")
    processes(9, 1, f"{COMMAND} --workers 9 --blocking-threads 9 another.wsgi:application")
    folder = processes(10, 1, "python manage.py work campaign_site.wsgi")
    assert servers(folder, {}) == [Server(4, 8, True, "(command line of process 7)")]


def test_what_the_command_line_does_not_say_its_environment_does(processes: Callable[..., Path]) -> None:
    environment = "SECRET=1 GRANIAN_WORKERS=3 GRANIAN_BLOCKING_THREADS=5"
    folder = processes(7, 1, f"{COMMAND} campaign_site.wsgi:application", environment)
    assert servers(folder, {"GRANIAN_WORKERS": "90"}) == [Server(3, 5, True, "(command line of process 7)")]


@pytest.mark.both
def test_another_hub_on_the_same_machine_takes_none_of_our_connections(
    processes: Callable[..., Path],
) -> None:
    words = f"{COMMAND} --blocking-threads 8 campaign_site.wsgi:application"
    processes(7, 1, words, "DATABASE_URL=postgres://other")
    processes(8, 1, words)
    folder = processes(9, 1, words, "DATABASE_URL=postgres://ours")
    found = servers(folder, {"DATABASE_URL": "postgres://ours"})
    assert [server.known_from for server in found] == [
        "(command line of process 8)",
        "(command line of process 9)",
    ]


def test_one_that_was_told_nothing_starts_as_many_threads_as_it_likes(processes: Callable[..., Path]) -> None:
    folder = processes(7, 1, f"{COMMAND} --workers 2 campaign_site.wsgi:application")
    found = servers(folder, {})
    assert found == [Server(2, 128, False, "(command line of process 7)")]


def test_where_none_is_to_be_seen_the_environment_speaks_or_it_is_said(
    processes: Callable[..., Path], db: None
) -> None:
    folder = processes(1, 0, "/sbin/init")
    for told in ({"GRANIAN_WORKERS": "3", "GRANIAN_BLOCKING_THREADS": "8"}, {"WEB_PROCESSES": "3"}):
        assert servers(folder, told) == [Server(3, 8, True, "(this process's environment)")]
    assert servers(folder, {}) == []
    (finding,) = wanted_too_many([], 97)
    assert not finding.is_wrong
    assert "No web server is to be seen from here" in str(finding.what)


# What the site tells about its proxies


def test_only_who_has_our_key_learns_how_many_proxies_there_are() -> None:
    noted = {"HTTP_X_FORWARDED_FOR": "192.0.2.1, 192.0.2.2", "HTTP_X_FORWARDED_PROTO": "https"}
    assert told_to_probes({**noted, "HTTP_HUB_COUNT_PROXIES": "how many:1:forged"}) == ""
    assert told_to_probes(noted) == ""
    told = told_to_probes({**noted, "HTTP_HUB_COUNT_PROXIES": _signer.sign("how many")})
    assert told == "addresses noted: 2\ncame by: https\n"
