"""What is backed up comes back, whole or not at all, and what was promised to be gone stays gone."""

from __future__ import annotations

import errno
import gzip
import json
import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime, time, timedelta
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pyrage
import pytest
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone
from PIL import Image
from pytest_django.fixtures import Settings
from wagtail.images.tests.utils import get_test_image_file
from wagtail.log_actions import log
from wagtail.models import Page

from campaign_site.settings.local_keys import new_server_identity
from editorial.actions.invalidate_pages import current_generation
from editorial.models import CampaignImage
from petition_blocks.clock import actions as clock
from petition_blocks.clock.actions import clock_is_believed, confirm_clock
from petition_blocks.erasure.erase_due import erase_due
from petition_blocks.erasure.models import ErasureReceipt
from petition_blocks.exports.actions import request_export
from petition_blocks.exports.models import Export, ExportPart
from petition_blocks.exports.write_exports import write_due_export
from petition_blocks.mailing.models import MailQuota
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.models import DigestKey, Petition
from petition_blocks.signatory.actions import request_subject_access, withdraw, withdraw_name
from petition_blocks.signature.models import (
    ErasedSignature,
    ShownName,
    Signature,
    SignatureChange,
    Submission,
    Wording,
)
from petition_blocks.signing.confirm import Outcome, confirm
from tests.factories import HandIn, PetitionPageFactory, SignatureFactory
from tests.recorded_rows import _tables
from tests.traces import Traces

from .. import make_backup as making
from .. import restore as restoring
from ..contents import TABLES
from ..files import UNFINISHED
from ..journal_file import JOURNAL, write_journal
from ..reading import check_backup, identities_of
from ..refusal import BackupRefused
from ..sealed_archive import Tar, read_archive
from ..snapshot import Snapshot, last_migrations, migrations_of_code
from ..tables import KEPT, STAYING, by_table, tables_of
from .conftest import Backups, kept_rows

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

# In all scripts that people sign in, and what else a field takes.
NAMES = [
    "Żofia d’Été-Ångström",
    "Ελένη Παπαδοπούλου",
    "Жанна Ґалаґан",
    "نور الهدى بن علي",
    "שירה בן־דוד",
    "王小明",
    "さくら ひめ",
    "김하늘",
    "ไพลิน แก้ว",
    "अनुष्का शर्मा",
    "And \\ back\\slash \\N \\.",
    "Quote\" and 'single' ; -- {} $1 %s",
    "👩🏽‍🚀 Zo\u0308e \u202eevil",
]


# A migration that the code doesn't have.
LATER = ("petition_blocks", "9999_later")


@pytest.fixture
def signed(petition: Petition, hand_in: HandIn) -> Petition:
    """A petition that people of all scripts have signed, with their names shown."""
    petition.shows_names = True
    petition.save()
    for number, name in enumerate(NAMES):
        confirm_one(hand_in, f"signatory{number}@example.org", name=name, show_name="yes")
    return petition


def confirm_one(hand_in: HandIn, email: str, **fields: Any) -> Signature:
    submission = hand_in(email, **fields)
    assert confirm(submission.pk) is Outcome.SIGNED
    return Signature.objects.get(public_id=submission.public_id)


@contextmanager
def both_clocks_at(moment: datetime) -> Iterator[None]:
    """Let it be that moment, here and for the database."""
    with (
        patch.object(timezone, "now", return_value=moment),
        patch.object(clock, "database_time", return_value=moment),
    ):
        yield


def confirmed() -> int:
    return int(Petition.objects.with_count().get().confirmed)


def signatures_in(export: Export) -> list[bytes]:
    lines = [line for line in b"".join(export.content()).splitlines() if b'"reference"' in line]
    assert lines
    return lines


# Nothing is lost


@pytest.mark.both
@pytest.mark.usefixtures("indexes")
def test_all_that_is_kept_comes_back_as_it_was(
    signed: Petition, petition_page: PetitionPage, backups: Backups, client: Client
) -> None:
    # What a COPY of PostgreSQL's takes for signs of its own.
    Petition.objects.update(data_protection_officer="a\tb\r\n\\.\n\\N\x0b%s {} ' \" \u2028")
    image = CampaignImage.objects.create(title="Łąka", file=get_test_image_file(filename="łąka.png"))
    Path(image.file.path).write_bytes(picture := Path(image.file.path).read_bytes())
    editor = get_user_model().objects.create_superuser("editor", "editor@example.org", "a password")
    log(instance=petition_page, action="wagtail.edit", user=editor, data={"title": "Zażółć"})
    page = client.get(petition_page.url).content
    before, generation = kept_rows(), current_generation()
    file = backups.make()
    backups.lose_everything()
    assert not Signature.objects.exists()
    # A new database gives its kinds of rows other keys, and this process has seen them.
    kind = ContentType.objects.get_for_model(PetitionPage)
    ContentType.objects._add_to_cache("default", ContentType(9_999, kind.app_label, kind.model))  # type: ignore[attr-defined]

    said = backups.restore(file)

    assert kept_rows() == before
    assert Path(CampaignImage.objects.get().file.path).read_bytes() == picture
    assert [shown.name for shown in ShownName.objects.order_by("pk")] == NAMES
    assert confirmed() == len(NAMES)
    assert current_generation() > generation
    assert client.get(petition_page.url).content == page
    assert "1 uploaded files" in said
    assert client.login(username="editor", password="a password")
    assert [found.pk for found in Page.objects.search("unwatched")] == [petition_page.pk]
    # What refers to rows of any kind, and rights, name the kinds by keys.
    assert ContentType.objects.get_for_model(PetitionPage).pk == petition_page.content_type_id


@pytest.mark.both
def test_people_go_on_signing_and_no_key_is_given_twice(
    signed: Petition, hand_in: HandIn, backups: Backups
) -> None:
    last = SignatureChange.objects.order_by("-pk").values_list("pk", flat=True)[0]
    # The newest change goes with its signature: a file for a recipient may have told it.
    withdraw(SignatureChange.objects.get(pk=last).signature_id)
    file = backups.make()
    backups.lose_everything()
    backups.restore(file)
    confirm_one(hand_in, "late@example.org")
    assert SignatureChange.objects.order_by("-pk").values_list("pk", flat=True)[0] > last
    assert confirmed() == len(NAMES)


def test_files_that_waited_to_be_fetched_are_made_again(signed: Petition, backups: Backups) -> None:
    export = request_export(signed.recipient_keys.get(), Export.Kind.FULL, None)
    while write_due_export():
        pass
    export.refresh_from_db()
    first = signatures_in(export)
    file = backups.make()
    backups.lose_everything()
    backups.restore(file)
    assert not ExportPart.objects.exists()
    while write_due_export():
        pass
    export = Export.objects.get()
    assert export.finished_at is not None
    assert signatures_in(export) == first


# What must not be kept


def test_what_is_promised_to_be_gone_in_days_is_in_no_backup(
    petition: Petition, hand_in: HandIn, client: Client, backups: Backups
) -> None:
    waiting = hand_in("waiting@example.org")
    get_user_model().objects.create_superuser("editor", "editor@example.org", "a password")
    client.login(username="editor", password="a password")
    file = backups.make()
    contents: dict[str, str] = {
        entry.name: entry.content().decode() for entry in read_archive(file, identities_of(backups.key_file))
    }
    tables = {name.removeprefix(TABLES).partition("/")[0] for name in contents if name.startswith(TABLES)}
    assert tables == set(tables_of(KEPT))
    inside = "\n".join(contents.values())
    assert waiting.public_id.hex not in inside
    assert str(client.session.session_key) not in inside
    backups.lose_everything()
    assert "so have 1 who had not confirmed" in backups.restore(file)
    assert not Submission.objects.exists()


def test_nobody_reads_a_name_or_an_address_in_what_lies_in_the_folder(
    signed: Petition, backups: Backups
) -> None:
    withdraw(Signature.objects.order_by("pk").values_list("pk", flat=True)[0])
    digests = [bytes(digest) for digest in Signature.objects.values_list("digest", flat=True)]
    references = [public_id.bytes for public_id in Signature.objects.values_list("public_id", flat=True)]
    backups.make()
    emails = [f"signatory{number}@example.org" for number in range(len(NAMES))]
    traces = Traces([name for name in NAMES if len(name) > 8] + emails, digests + references)
    assert len(backups.files()) == 3
    for file in backups.folder.iterdir():
        assert traces.found_in(file.read_bytes()) == set(), file.name
        assert file.stat().st_mode & 0o077 == 0
    (head,) = backups.folder.glob("hub-*.json")
    assert set(json.loads(head.read_text())["must_end_before"]) == {signed.slug}


# What was erased stays erased


@pytest.mark.both
def test_who_took_their_signature_back_is_gone_again(
    signed: Petition, hand_in: HandIn, backups: Backups
) -> None:
    file = backups.make()
    gone = Signature.objects.order_by("pk")[2]
    name = gone.shown_name.name
    withdraw(gone.pk)
    write_journal(backups.folder)
    backups.lose_everything()
    assert "taken back since are erased again: 1 " in backups.restore(file)
    assert confirmed() == len(NAMES) - 1
    assert not Signature.objects.filter(public_id=gone.public_id).exists()
    assert not ShownName.objects.filter(name=name).exists()


def noise() -> bytes:
    """Return the bytes of a picture that nothing compresses."""
    content = BytesIO()
    Image.frombytes("RGB", (300, 300), os.urandom(270_000)).save(content, "PNG")
    return content.getvalue()


def test_a_name_that_was_hidden_since_is_not_shown_again(signed: Petition, backups: Backups) -> None:
    file = backups.make()
    hidden = Signature.objects.order_by("pk")[2]
    name = hidden.shown_name.name
    assert withdraw_name(hidden.pk)
    write_journal(backups.folder)
    backups.lose_everything()
    assert "consents that were ended since are ended again: of 1 signatures" in backups.restore(file)
    assert not ShownName.objects.filter(name=name).exists()
    assert confirmed() == len(NAMES)


def test_without_a_journal_nothing_is_restored_by_accident(signed: Petition, backups: Backups) -> None:
    file = backups.make()
    backups.lose_everything()
    (backups.folder / JOURNAL).unlink()
    with pytest.raises(CommandError, match="no journal of erasures"):
        backups.restore(file)
    assert not Signature.objects.exists()
    assert "No journal was replayed" in backups.restore(file, "--no-erasures")
    assert confirmed() == len(NAMES)


def test_the_journal_may_tell_of_petitions_that_are_younger_than_the_backup(
    signed: Petition, backups: Backups
) -> None:
    file = backups.make()
    gone = Signature.objects.order_by("pk")[2]
    withdraw(gone.pk)
    write_journal(backups.folder)
    journal = backups.folder / JOURNAL
    with journal.open("a") as lines:
        lines.write(f"day 2031-05-03 younger\n{timezone.now().isoformat()} {uuid4()} younger\n")
    backups.lose_everything()
    assert "the journal has 2 lines about younger" in backups.restore(file)
    assert not Signature.objects.filter(public_id=gone.public_id).exists()


def test_a_line_that_cannot_be_read_restores_nothing(signed: Petition, backups: Backups) -> None:
    file = backups.make()
    with (backups.folder / JOURNAL).open("a") as lines:
        lines.write("nonsense\n")
    backups.lose_everything()
    before = kept_rows()
    with pytest.raises(CommandError, match=r"Line 2 of .* can\'t be read\. Nothing was restored"):
        backups.restore(file)
    assert kept_rows() == before


@pytest.mark.both
def test_what_is_due_by_now_goes_before_anybody_sees_it(
    signed: Petition, petition_page: PetitionPage, backups: Backups, client: Client
) -> None:
    assert clock_is_believed(), "and remembers the clock of its day"
    file = backups.make()
    day = signed.retention_day
    assert day is not None
    noon = timezone.make_aware(datetime.combine(day + timedelta(days=2), time(12)))
    backups.lose_everything()
    with both_clocks_at(noon):
        said = backups.restore(file)
        shown = client.get(petition_page.url).content.decode()
    assert f"whose day has come are erased: {len(NAMES)}" in said
    assert not Signature.objects.exists()
    assert not DigestKey.objects.exists()
    assert confirmed() == len(NAMES), "the number stays"
    assert "all names and addresses were erased" in " ".join(shown.split())


def test_the_clock_is_asked_about_before_anything_is_restored(signed: Petition, backups: Backups) -> None:
    file = backups.make()
    backups.lose_everything()
    with patch("builtins.input", return_value="no"), pytest.raises(CommandError, match="Set the clock right"):
        call_command("restore_backup", str(file), "--identity", str(backups.key_file), stdout=StringIO())
    assert not Signature.objects.exists()


# The last days of a register


def of_signatories() -> dict[str, set[Any]]:
    """Return all rows that go on a retention day."""
    return {table: rows for table, (_columns, rows) in _tables() if table in by_table(STAYING)}


@pytest.mark.parametrize("whose", ["the register's", "a wording's"])
def test_a_backup_of_the_last_day_holds_what_the_day_leaves(
    petition: Petition, petition_page: PetitionPage, hand_in: HandIn, backups: Backups, whose: str
) -> None:
    """Tomorrow is the day: what goes then must be in no backup that anybody might forget to destroy."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    petition.shows_names = True
    petition.save()
    home = petition_page.get_parent()
    other = PetitionPageFactory.create(parent=home, title="Other", slug="other", opened=True)
    for email in ("ada", "bob"):
        promised = confirm_one(hand_in, f"{email}@example.org", name=email, show_name="yes")
        MailQuota.objects.create(petition=petition, digest=bytes(promised.digest), suppressed=email == "bob")
        request_subject_access(promised.pk)
    withdraw(confirm_one(hand_in, "gone@example.org").pk)
    promised_later = SignatureFactory.create(page=other, email="cleo@example.org")
    if whose == "the register's":
        Petition.objects.filter(pk=petition.pk).update(retention_day=tomorrow)
    else:
        Wording.objects.filter(petition=petition).update(retention_day=tomorrow)
        petition.refresh_from_db()
        petition_page.refresh_from_db()
        petition.retention_day = tomorrow + timedelta(days=800)
        petition.save()
        confirm_one(hand_in, "late@example.org")
    file = backups.make()
    head = check_backup(file, identities_of(backups.key_file)).head
    assert all(day > tomorrow for day in head.must_end_before.values())
    in_backup: dict[str, set[Any]] = {table: set() for table in by_table(STAYING)}
    for table, columns, part in check_backup(file, identities_of(backups.key_file)).parts():
        if table in in_backup:
            key = [column.name for column in columns].index("id")
            in_backup[table] |= {row[key] for row in part}

    with both_clocks_at(timezone.now() + timedelta(days=1)):
        confirm_clock(timezone.now())
        assert erase_due() == 2
    left = of_signatories()
    for table, rows in left.items():
        keys = {row[0] for row in rows}
        if table == ErasedSignature._meta.db_table:
            # Those that went on the day have come into the journal.
            assert in_backup[table] <= keys
        else:
            assert in_backup[table] == keys, table
    assert promised_later.pk in in_backup[Signature._meta.db_table]

    backups.lose_everything()
    with both_clocks_at(timezone.now() + timedelta(days=1)):
        backups.restore(file)
    receipt = ErasureReceipt.objects.get()
    assert (receipt.day, receipt.signatures, receipt.sealed_records) == (tomorrow, 2, 2)
    assert receipt.finished_at is not None


# Whole, or nothing


@contextmanager
def no_room_beyond(size: int) -> Iterator[None]:
    """Let files become no larger."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_is_said_in_words_and_nothing_half_is_left(signed: Petition, backups: Backups) -> None:
    with no_room_beyond(20_000), pytest.raises(CommandError, match="no file as large"):
        backups.make()
    assert backups.files() == []

    def fail(*arguments: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with patch.object(making, "seal_archive", fail), pytest.raises(CommandError, match="no room left"):
        backups.make()
    assert backups.files() == []


def test_no_backup_takes_the_place_of_another(signed: Petition, backups: Backups) -> None:
    with patch.object(making.timezone, "now", return_value=timezone.now()):
        first = backups.make().read_bytes()
        with pytest.raises(CommandError, match="is there already"):
            backups.make()
    (file,) = backups.folder.glob("*.age")
    assert file.read_bytes() == first
    assert file.with_suffix(".json").exists()


def test_a_backup_that_is_stopped_leaves_nothing_that_looks_whole(signed: Petition, backups: Backups) -> None:
    def stop(line: str) -> None:
        if "petition_blocks_signature:" in line:
            # Meanwhile its name says that it isn't whole.
            assert [name for name in backups.files() if not name.endswith(UNFINISHED)] == []
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        making.make_backup(connection, backups.folder, backups.public_keys, stop)
    assert backups.files() == []
    # The database is as free as before.
    assert backups.make().exists()


@pytest.mark.parametrize("fault", ["cut", "cut between chunks", "emptied", "changed", "longer", "noise"])
def test_a_damaged_file_is_refused_before_anything_is_done(
    signed: Petition, backups: Backups, fault: str
) -> None:
    CampaignImage.objects.create(title="Noise", file=ContentFile(noise(), name="noise.png"))
    file = backups.make()
    data = file.read_bytes()
    assert len(data) > 3 * 65_536
    header = data.index(b"\n---") + 200
    damaged = {
        "cut": data[:-1],
        "emptied": b"",
        "changed": data[:100_000] + bytes([data[100_000] ^ 1]) + data[100_001:],
        "longer": data + b"x",
        "cut between chunks": data[: header - header % 65_536 + 2 * 65_552],
        "noise": b"hub" * 1000,
    }[fault]
    file.write_bytes(damaged)
    backups.lose_everything()
    before = kept_rows()
    with pytest.raises(CommandError, match=r"not whole|no backup"):
        backups.restore(file)
    assert kept_rows() == before
    assert not backups.media.exists()


def test_a_file_that_was_cut_is_refused_also_where_its_archive_is_complete(tmp_path: Path) -> None:
    identity = pyrage.x25519.Identity.generate()
    tar = Tar()
    archive = gzip.compress(b"".join([*tar.entry("head.json", b"{}"), tar.end()]))
    sealed = pyrage.encrypt(archive + bytes(200_000), [identity.to_public()])
    file = tmp_path / "hub.age"
    for whole in (True, False):
        file.write_bytes(sealed if whole else sealed[:-100])
        with nullcontext() if whole else pytest.raises(BackupRefused, match="not whole"):
            assert [entry.name for entry in read_archive(file, [identity])] == ["head.json"]


def test_a_backup_sealed_to_another_key_says_so(signed: Petition, backups: Backups, tmp_path: Path) -> None:
    file = backups.make()
    other = tmp_path / "other.txt"
    other.write_text(new_server_identity())
    backups.lose_everything()
    with pytest.raises(CommandError, match="not sealed to this key"):
        backups.restore(file, key=other)
    other.write_text("nothing of the kind")
    with pytest.raises(CommandError, match="holds no secret key"):
        backups.restore(file, key=other)
    with pytest.raises(CommandError, match="can't be read"):
        backups.restore(file, key=tmp_path / "nowhere.txt")


def test_a_forged_backup_is_refused(signed: Petition, backups: Backups, settings: Settings) -> None:
    """Anybody may seal something to a public key; and a hub with new keys could let nobody sign."""
    own, settings.SERVER_IDENTITY = settings.SERVER_IDENTITY, new_server_identity()
    file = backups.make()
    settings.SERVER_IDENTITY = own
    backups.lose_everything()
    with pytest.raises(CommandError, match="another SERVER_IDENTITY"):
        backups.restore(file)
    assert not Signature.objects.exists()
    assert "Without the earlier SERVER_IDENTITY" in backups.restore(file, "--server-identity-is-lost")
    assert confirmed() == len(NAMES)


@pytest.mark.both
def test_a_database_that_holds_something_is_left_alone(signed: Petition, backups: Backups) -> None:
    file = backups.make()
    before = kept_rows()
    with pytest.raises(CommandError, match="not empty"):
        backups.restore(file)
    assert kept_rows() == before
    backups.lose_everything()
    get_user_model().objects.create_user("somebody")
    with pytest.raises(CommandError, match="not empty: there are rows in auth_user"):
        backups.restore(file)


def test_another_upload_of_the_same_name_is_left_alone(signed: Petition, backups: Backups) -> None:
    image = CampaignImage.objects.create(title="A", file=get_test_image_file(filename="a.png"))
    path = Path(image.file.path)
    file, own = backups.make(), path.read_bytes()
    backups.lose_everything()
    path.parent.mkdir(parents=True)
    path.write_bytes(own[:-1] + b"x")
    with pytest.raises(CommandError, match=r"a\.png is there already, and is another file"):
        backups.restore(file)
    assert not Signature.objects.exists()
    path.write_bytes(own)
    backups.restore(file)
    assert confirmed() == len(NAMES)


@pytest.mark.both
def test_a_restore_that_is_stopped_leaves_the_empty_hub_and_may_be_run_again(
    signed: Petition, backups: Backups
) -> None:
    file = backups.make()
    backups.lose_everything()
    before = kept_rows()
    for step in ("begin_files_again", "_replay", "erase_due", "call_command"):
        done = getattr(restoring, step)

        def stop(*arguments: Any, done: Any = done, **options: Any) -> Any:
            if arguments[:1] == ("migrate",):
                return done(*arguments, **options)
            raise KeyboardInterrupt

        with patch.object(restoring, step, stop), pytest.raises(KeyboardInterrupt):
            backups.restore(file)
        assert kept_rows() == before, step
    backups.restore(file)
    assert confirmed() == len(NAMES)


def test_a_backup_of_a_newer_release_asks_for_that_release(signed: Petition, backups: Backups) -> None:
    newer = [*last_migrations(set(migrations_of_code().graph.nodes)), LATER]
    with patch.object(Snapshot, "migrations", lambda self: newer):
        file = backups.make()
    backups.lose_everything()
    with pytest.raises(CommandError, match=r"newer release.*petition_blocks\.9999_later"):
        backups.restore(file)
    assert not Signature.objects.exists()


@pytest.mark.both
def test_a_database_of_a_newer_release_is_left_to_that_release(petition: Petition, backups: Backups) -> None:
    MigrationRecorder(connection).record_applied(*LATER)
    try:
        with pytest.raises(CommandError, match="newer release"):
            backups.make()
    finally:
        MigrationRecorder(connection).record_unapplied(*LATER)
    assert backups.files() == []


@pytest.mark.parametrize(
    ("keys", "said"),
    [([], "names no public key"), (["age1nonsense"], "no public key of age"), (None, "the server's own key")],
)
def test_without_a_key_of_the_operators_no_backup_is_made(
    petition: Petition, backups: Backups, settings: Settings, keys: list[str] | None, said: str
) -> None:
    own = str(pyrage.x25519.Identity.from_str(settings.SERVER_IDENTITY).to_public())
    settings.BACKUP_RECIPIENTS = [own] if keys is None else keys
    with pytest.raises(CommandError, match=said):
        backups.make()
    assert not backups.folder.exists()
