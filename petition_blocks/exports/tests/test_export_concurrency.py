"""A file that begins while people confirm misses none of them, for good."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pyrage
import pytest
from django.db import connection, connections, transaction

from petition_blocks.petition.models import Petition
from petition_blocks.signature.models import Signature
from petition_blocks.signing.confirm import confirm
from tests.factories import HandIn

from ..actions import acknowledge_export, request_export
from ..models import Export
from ..reader import open_exports
from ..write_exports import write_due_export

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture(autouse=True)
def on_postgresql() -> None:
    """SQLite lets nobody else write meanwhile."""
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")


def somebody_waits_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])


def test_a_signature_that_commits_late_is_in_this_file_or_the_next(
    petition: Petition, hand_in: HandIn, identity: pyrage.x25519.Identity, tmp_path: Any
) -> None:
    slow, quick = hand_in("slow@example.org").pk, hand_in("quick@example.org").pk
    key = petition.recipient_keys.get()
    has_its_number, may_commit = threading.Event(), threading.Event()

    def confirm_slowly() -> None:
        with transaction.atomic():
            confirm(slow)
            has_its_number.set()
            may_commit.wait(30)
        connections.close_all()

    def make_file() -> None:
        while write_due_export():
            pass
        connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        slowly = pool.submit(confirm_slowly)
        assert has_its_number.wait(30)
        confirm(quick)
        request_export(key, Export.Kind.FULL, None)
        making = pool.submit(make_file)
        while not making.done() and not somebody_waits_for_a_lock():
            pass
        may_commit.set()
        slowly.result(60)
        making.result(60)
    first = Export.objects.get()
    files = [tmp_path / "first", tmp_path / "second"]
    files[0].write_bytes(b"".join(first.content()))
    acknowledge_export(first, first.code, None)
    request_export(key, Export.Kind.CHANGES, None)
    make_file()
    files[1].write_bytes(b"".join(Export.objects.get(number=2).content()))
    rows = list(open_exports(files, [str(identity)]).rows())
    assert {row["email"] for row in rows} == {"slow@example.org", "quick@example.org"}
    assert Signature.objects.count() == 2
