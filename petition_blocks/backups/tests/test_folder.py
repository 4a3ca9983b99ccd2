"""An operator sees which backups there are and which must end; those end, and no other."""

from __future__ import annotations

import logging
import os
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django.fixtures import Settings

from petition_blocks.keys.models import RecipientKey
from petition_blocks.petition.models import DigestKey, Petition
from petition_blocks.signatory.actions import withdraw, withdraw_consent
from petition_blocks.signature.models import ErasedSignature, Signature
from petition_blocks.signing.confirm import confirm
from tests.factories import HandIn

from ..files import UNFINISHED
from ..folder import backup_state, remind_of_backups
from ..heads import Head
from ..journal_file import JOURNAL, write_journal


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    """The folder of backups."""
    folder = tmp_path / "backups"
    folder.mkdir()
    settings.BACKUP_FOLDER, settings.BACKUP_DAYS = folder, 30
    return folder


def put(folder: Path, age: int = 0, days: dict[str, date] | None = None) -> Path:
    """Put something into the folder that looks like a backup, made so many days ago."""
    made_at = timezone.now().replace(microsecond=0) - timedelta(days=age)
    content = b"sealed"
    head = Head(
        made_at=made_at,
        release="0.1.0",
        migrations=[],
        must_end_before=days or {},
        uploads="",
        size=len(content),
    )
    file = folder / f"{head.name}.age"
    file.write_bytes(content)
    file.with_suffix(".json").write_text(head.written())
    return file


def in_days(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


def listed(folder: Path, *arguments: str) -> str:
    """Return what the command says, whether it fails or not."""
    said = StringIO()
    try:
        call_command("backups", folder, *arguments, stdout=said)
    except CommandError as error:
        return said.getvalue() + f"\n{error}"
    return said.getvalue()


@pytest.mark.parametrize(
    ("age", "day", "is_due"),
    [
        # Tomorrow it would hold what was promised to be gone, and nobody may look again today.
        (0, 1, True),
        (0, 0, True),
        (0, -3, True),
        (0, 2, False),
        (0, 400, False),
        (29, 400, False),
        (30, 400, True),
        (30, None, True),
        (29, None, False),
    ],
)
def test_a_backup_must_end_before_the_day_and_when_it_is_old(
    petition: Petition, folder: Path, age: int, day: int | None, is_due: bool
) -> None:
    newer = put(folder, -1, {"gone": in_days(500)})
    file = put(folder, age, {} if day is None else {"gone": in_days(day)})
    said = listed(folder)
    assert ("MUST END NOW" in said) == is_due
    assert ("must be destroyed today" in said) == is_due, "it fails, for whoever watches it"
    assert file.exists(), "nothing goes unless it was asked for"
    listed(folder, "--destroy-due", "--yes")
    assert file.exists() != is_due
    assert file.with_suffix(".json").exists() != is_due
    assert newer.exists()


def test_a_day_that_was_moved_to_an_earlier_one_is_for_backups_too(petition: Petition, folder: Path) -> None:
    put(folder, -1)
    file = put(folder, 0, {petition.slug: in_days(400)})
    assert "MUST END" not in listed(folder)
    Petition.objects.update(retention_day=in_days(1))
    assert "MUST END NOW" in listed(folder)
    Petition.objects.update(retention_day=in_days(800))
    assert f"must be destroyed before {in_days(400)} ({petition.slug})" in listed(folder), "never later"
    assert file.exists()


def test_the_last_one_stays_however_old_unless_a_promise_ends_it(petition: Petition, folder: Path) -> None:
    older, newest = put(folder, 90), put(folder, 80, {"gone": in_days(30)})
    # Who copies it may have done so in part: it is no replacement.
    broken = put(folder, 2)
    broken.write_bytes(b"")
    listed(folder, "--destroy-due", "--yes")
    assert (older.exists(), newest.exists(), broken.exists()) == (False, True, True)
    assert f"{broken.name}\n" in (said := listed(folder))
    assert "DAMAGED" in said
    newest.unlink()
    put(folder, 80, {"gone": in_days(1)})
    listed(folder, "--destroy-due", "--yes")
    assert [file.name for file in folder.glob("*.age")] == [broken.name]


def test_a_copy_without_its_head_tells_its_day_by_its_name(petition: Petition, folder: Path) -> None:
    put(folder, -1)
    file = put(folder, 0, {"gone": in_days(1)})
    file.with_suffix(".json").unlink()
    assert "MUST END NOW" in listed(folder)
    listed(folder, "--destroy-due", "--yes")
    assert not file.exists()


def test_it_asks_before_it_destroys(petition: Petition, folder: Path) -> None:
    put(folder, -1)
    file = put(folder, 0, {"gone": in_days(1)})
    with patch("builtins.input", return_value="no") as asked:
        said = listed(folder, "--destroy-due")
    assert "Destroy 1 files" in asked.call_args.args[0]
    assert "must be destroyed today" in said
    assert file.exists()
    with patch("builtins.input", return_value="yes"):
        listed(folder, "--destroy-due")
    assert not file.exists()


def test_what_a_killed_backup_has_left_is_named_and_ends(petition: Petition, folder: Path) -> None:
    left, being_made = (folder / f"hub-2026-01-01-00000{n}.age{UNFINISHED}" for n in (1, 2))
    for file in (left, being_made):
        file.write_bytes(b"half of somebody")
    yesterday = timezone.now().timestamp() - 90_000
    os.utime(left, (yesterday, yesterday))
    assert "never came to its end" in listed(folder)
    listed(folder, "--destroy-due", "--yes")
    assert (left.exists(), being_made.exists()) == (False, True)


def test_other_files_are_none_of_ours(petition: Petition, folder: Path) -> None:
    for name in ("photos.age", "hub.age", "hub-9999-99-99-999999.age", "notes.txt"):
        (folder / name).write_text("")
    assert "There are no backups" in listed(folder, "--destroy-due", "--yes")
    assert len(list(folder.iterdir())) == 5, "and the journal"


def test_without_the_database_the_heads_tell(petition: Petition, folder: Path) -> None:
    put(folder, -1)
    put(folder, 0, {"gone": in_days(1)})
    from django.db import OperationalError

    with patch.object(Petition.objects, "filter", side_effect=OperationalError("down")):
        said = StringIO()
        with pytest.raises(CommandError, match="1 must be destroyed"):
            call_command("backups", folder, stdout=said, stderr=(warned := StringIO()))
    assert "days that were moved since are not known" in warned.getvalue()
    assert "MUST END NOW" in said.getvalue()


# The state, for others to tell


def test_the_state_says_what_there_is_to_do(
    petition: Petition, folder: Path, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.BACKUP_RECIPIENTS = []
    state = backup_state()
    assert (state.folder_is_there, state.can_be_made, state.newest, state.newest_is_too_old) == (
        *(True, False, None, True),
    )
    settings.BACKUP_RECIPIENTS = [petition.recipient_keys.get().public_key]
    old = put(folder, 3, {petition.slug: in_days(500)})
    state = backup_state()
    assert state.can_be_made
    assert state.newest_is_too_old
    assert state.newest is not None
    assert timezone.now() - state.newest < timedelta(days=3, minutes=1)
    put(folder)
    due = put(folder, 40)
    overdue = put(folder, 1, {"gone": in_days(0)})
    old.write_bytes(b"")
    left = folder / f"hub-2026-01-01-000001.age{UNFINISHED}"
    left.touch()
    os.utime(left, (0, 0))
    state = backup_state()
    assert not state.newest_is_too_old
    assert (state.due, state.overdue) == ([due.name, overdue.name], [overdue.name])
    assert (state.damaged, state.unfinished) == ([old.name], [left.name])
    with caplog.at_level(logging.ERROR):
        remind_of_backups()
    assert due.name in caplog.text
    settings.BACKUP_RECIPIENTS = ["nonsense"]
    assert not backup_state().can_be_made


def test_where_no_backups_are_made_nobody_is_reminded(
    petition: Petition, folder: Path, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.BACKUP_FOLDER = folder / "nowhere"
    assert not backup_state().folder_is_there
    remind_of_backups()
    assert caplog.text == ""
    settings.BACKUP_FOLDER = folder
    remind_of_backups()
    assert "older than two days, or there is none" in caplog.text


# The journal beside them


def sign_and_withdraw(hand_in: HandIn, email: str) -> Signature:
    submission = hand_in(email)
    confirm(submission.pk)
    signature = Signature.objects.get(public_id=submission.public_id)
    withdraw(signature.pk)
    return signature


def test_the_journal_is_what_list_erasures_writes(petition: Petition, hand_in: HandIn, folder: Path) -> None:
    for name in ("ada", "bob", "cleo"):
        sign_and_withdraw(hand_in, f"{name}@example.org")
    for _again in range(2):
        assert write_journal(folder) == 0
        call_command("list_erasures", stdout=(lines := StringIO()))
        assert (folder / JOURNAL).read_text() == lines.getvalue()
    assert (folder / JOURNAL).stat().st_mode & 0o077 == 0


def test_a_database_that_came_from_a_backup_takes_nothing_from_the_journal(
    petition: Petition, hand_in: HandIn, folder: Path
) -> None:
    sign_and_withdraw(hand_in, "ada@example.org")
    Petition.objects.update(retention_day=in_days(100))
    write_journal(folder)
    before = (folder / JOURNAL).read_text()
    # Restored, and nobody replayed it: what was erased since is unknown, and so is the earlier day.
    ErasedSignature.objects.all().delete()
    Petition.objects.update(retention_day=in_days(300))
    late = sign_and_withdraw(hand_in, "late@example.org")
    assert write_journal(folder) == 1
    after = (folder / JOURNAL).read_text()
    assert set(before.splitlines()) < set(after.splitlines())
    assert str(late.public_id) in after
    assert f"day {in_days(100)} {petition.slug}" in after
    call_command("replay_erasures", str(folder / JOURNAL), stdout=StringIO())
    assert write_journal(folder) == 0


def test_an_ended_consent_stays_in_the_journal_until_its_owner_answers_anew(
    petition: Petition, hand_in: HandIn, folder: Path
) -> None:
    submission = hand_in("ada@example.org", updates="yes")
    confirm(submission.pk)
    signature = Signature.objects.get(public_id=submission.public_id)
    withdraw_consent(signature.pk, RecipientKey.Covers.UPDATES)
    assert write_journal(folder) == 0
    ended = f"ended:updates {signature.public_id} {petition.slug}"
    assert ended in (folder / JOURNAL).read_text().splitlines()
    # Restored from before it was ended, and nobody replayed it.
    Signature.objects.update(ended_consents=[])
    for _again in range(2):
        assert write_journal(folder) == 1
        assert ended in (folder / JOURNAL).read_text().splitlines()
    call_command("replay_erasures", str(folder / JOURNAL), stdout=StringIO())
    assert write_journal(folder) == 0
    # Put right: all consents were asked for again.
    Signature.objects.update(ended_consents=[], corrected_by=(correction := uuid4()))
    assert write_journal(folder) == 0
    _day, *lines = (folder / JOURNAL).read_text().splitlines()
    assert lines == [f"corrected:{correction} {signature.public_id} {petition.slug}"]


def test_a_day_that_was_moved_to_a_later_one_is_followed(petition: Petition, folder: Path) -> None:
    write_journal(folder)
    Petition.objects.update(retention_day=in_days(800))
    write_journal(folder)
    assert (folder / JOURNAL).read_text() == f"day {in_days(800)} {petition.slug}\n"


def test_a_petition_s_part_of_the_journal_ends_with_its_key(
    petition: Petition, hand_in: HandIn, folder: Path
) -> None:
    sign_and_withdraw(hand_in, "ada@example.org")
    write_journal(folder)
    with (folder / JOURNAL).open("a") as lines:
        lines.write(f"{timezone.now().isoformat()} {uuid4()} younger\n")
    DigestKey.objects.all().delete()
    ErasedSignature.objects.all().delete()
    write_journal(folder)
    _day, younger = (folder / JOURNAL).read_text().splitlines()
    assert younger.endswith(" younger"), "another database may know that petition"
