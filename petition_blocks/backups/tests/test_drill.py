"""A drill proves that a backup brings back a hub that works, and leaves nothing behind."""

from __future__ import annotations

import secrets
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file

from campaign_site.settings.local_keys import new_server_identity
from editorial.models import CampaignImage
from petition_blocks.counting.models import CountChange
from petition_blocks.petition.models import Petition
from petition_blocks.signatory.actions import withdraw
from petition_blocks.signature.models import Signature
from petition_blocks.signing.confirm import confirm
from tests.factories import HandIn
from tests.migrated_database import new_postgres

from ..journal_file import write_journal
from ..throwaway_hub import PREFIX, STAMP, sweep
from .conftest import Backups, Throwaways, kept_rows

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def drilled(backups: Backups, file: Path, *arguments: str, **options: Any) -> str:
    said = StringIO()
    key = str(options.pop("key", backups.key_file))
    call_command("restore_drill", str(file), "--identity", key, *arguments, stdout=said, **options)
    return said.getvalue()


@pytest.fixture
def three_signed(petition: Petition, hand_in: HandIn) -> list[Signature]:
    """Three signatures."""
    for name in ("ada", "bob", "cleo"):
        confirm(hand_in(f"{name}@example.org").pk)
    return list(Signature.objects.order_by("pk"))


@pytest.mark.both
@pytest.mark.parametrize(
    "where", [[], pytest.param(["--sqlite"], marks=pytest.mark.postgres)], ids=["own kind", "SQLite"]
)
def test_a_drill_restores_erases_again_counts_and_signs(
    three_signed: list[Signature],
    backups: Backups,
    throwaways: Throwaways,
    where: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Where the hub keeps its files, as far as another process of it knows.
    (own := tmp_path / "own").mkdir()
    monkeypatch.setenv("VAR_DIR", str(own))
    CampaignImage.objects.create(title="A", file=get_test_image_file(filename="a.png"))
    file = backups.make()
    withdraw(three_signed[0].pk)
    write_journal(backups.folder)
    before, files = kept_rows(), backups.files()
    said = drilled(backups, file, *where)
    assert "Proved: it opens with this key, is whole, and was made by this hub" in said
    assert "Proved: signatures that were taken back since are erased again: 1 " in said
    assert "Proved: unwatched: 2 signatures, as many as are counted" in said
    assert "Proved: unwatched: a signature was given, confirmed, sealed to 1 keys, counted" in said
    assert said.endswith("The drill succeeded.\n")
    assert (kept_rows(), backups.files()) == (before, files), "nothing of the real hub was touched"
    assert "and 1 uploaded files" in said
    assert list(own.iterdir()) == []
    assert throwaways.left() == []


def test_a_drill_signs_also_when_the_petition_is_closed(
    three_signed: list[Signature], backups: Backups, throwaways: Throwaways
) -> None:
    now = timezone.now()
    Petition.objects.update(closes_at=now - timedelta(days=9), delivered_on=now.date(), paused=True)
    assert "unwatched: a signature was given" in drilled(backups, backups.make())


def test_a_drill_fails_where_the_number_is_not_that_of_the_signatures(
    three_signed: list[Signature], backups: Backups, throwaways: Throwaways
) -> None:
    CountChange.objects.order_by("pk").last().delete()  # type: ignore[union-attr]
    with pytest.raises(CommandError, match=r"unwatched: 2 are counted, and 3 signatures are there"):
        drilled(backups, backups.make())
    assert throwaways.left() == []


def test_a_drill_fails_with_another_key_or_a_damaged_file(
    three_signed: list[Signature], backups: Backups, throwaways: Throwaways, tmp_path: Path
) -> None:
    file = backups.make()
    other = tmp_path / "other.txt"
    other.write_text(new_server_identity())
    with pytest.raises(CommandError, match=r"The drill failed: .*not sealed to this key"):
        drilled(backups, file, key=other)
    file.write_bytes(file.read_bytes()[:-10])
    with pytest.raises(CommandError, match=r"The drill failed: .*not whole"):
        drilled(backups, file)
    assert throwaways.left() == []


def test_what_tries_a_restored_hub_refuses_one_that_lasts(
    three_signed: list[Signature], backups: Backups
) -> None:
    file = backups.make()
    before = kept_rows()
    for command in ("prove_backup", "migrate_backup"):
        with pytest.raises(CommandError, match="for hubs that are thrown away"):
            call_command(command, str(file), "--identity", str(backups.key_file))
    assert kept_rows() == before


@pytest.mark.both
def test_what_a_killed_drill_has_left_is_swept_by_the_next(throwaways: Throwaways, db: None) -> None:
    yesterday = timezone.now() - timedelta(days=1)
    old, running = (
        f"{PREFIX}{moment:{STAMP}}_{secrets.token_hex(4)}" for moment in (yesterday, timezone.now())
    )
    for name in (old, running, "something_else"):
        (throwaways.folder / f"{name}-x").mkdir()
        (throwaways.folder / f"{name}-x" / "hub.sqlite3").touch()
    if connection.vendor == "postgresql":
        for name in (old, running):
            throwaways.databases.append(name)
            new_postgres(connection, name)
    sweep()
    assert {name.removesuffix("-x") for name in throwaways.left()} == {running, "something_else"}
