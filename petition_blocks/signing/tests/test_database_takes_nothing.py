"""On a full disk, or with a read-only database, nobody is thanked for what isn't stored."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.test import Client

from campaign_site.upkeep.database import is_read_only
from petition_blocks.mailing.links import confirmation_link
from petition_blocks.signature.models import Signature, Submission
from tests.factories import HandIn

SIGN = "/en/sign/unwatched/"
ACCEPTS = ["text/html", "application/json"]
# What PostgreSQL says of a disk that is full (its code 53100), once three signatures are stored.
FULL_DISK = """
CREATE FUNCTION disk_is_full() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT count(*) FROM petition_blocks_submission) >= 3 THEN
        RAISE EXCEPTION 'could not extend file "base/1/2": No space left on device' USING ERRCODE = '53100';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER disk_is_full BEFORE INSERT ON petition_blocks_submission
    FOR EACH ROW EXECUTE FUNCTION disk_is_full();
"""


@contextmanager
def read_only() -> Iterator[None]:
    """Let the database itself refuse every write for as long as the block lasts."""
    if connection.vendor == "postgresql":
        # What fails ends the transaction; with it ends that it may only read.
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL transaction_read_only = on")
            yield
            transaction.set_rollback(True)
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON")
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = OFF")


@contextmanager
def full_disk() -> Iterator[None]:
    """Let the disk of the database fill up after some more signatures."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(FULL_DISK)
            yield
            cursor.execute("DROP TRIGGER disk_is_full ON petition_blocks_submission")
            return
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        try:
            yield
        finally:
            cursor.execute("PRAGMA max_page_count = 1000000000")


@pytest.fixture
def sign(client: Client, answers: dict[str, str], words_are_known: None) -> Callable[..., int]:
    """Returns a function that signs with an address, and returns the status."""

    def sign_one(email: str, accept: str = "text/html") -> int:
        # As a request of its own does, each has a transaction of its own.
        with transaction.atomic():
            response = client.post(SIGN, {**answers, "email": email}, headers={"accept": accept})
            if response.status_code == 503:
                transaction.set_rollback(True)
        return response.status_code

    return sign_one


@pytest.mark.parametrize("accept", ACCEPTS)
def test_with_a_read_only_database_what_was_typed_is_handed_back(
    client: Client, answers: dict[str, str], words_are_known: None, accept: str
) -> None:
    with read_only():
        assert is_read_only(), "the doctor sees it"
        response = client.post(SIGN, answers, headers={"accept": accept})
    assert response.status_code == 503
    assert response["Retry-After"]
    assert "Nothing was stored" in response.content.decode()
    if accept == "text/html":
        assert "Ada Lovelace" in response.content.decode()
    assert not Submission.objects.exists()
    assert not is_read_only()
    assert client.post(SIGN, answers, headers={"accept": accept}).status_code in (200, 303)


@pytest.mark.parametrize("accept", ACCEPTS)
def test_while_the_disk_fills_up_all_who_are_thanked_are_stored(
    sign: Callable[..., int], accept: str
) -> None:
    with full_disk():
        statuses = [sign(f"ada{number}@example.org", accept) for number in range(60)]
    thanked = 303 if accept == "text/html" else 200
    assert set(statuses) == {thanked, 503}, "some find room, and for the others there is none"
    assert Submission.objects.count() == statuses.count(thanked)
    assert sign("later@example.org", accept) == thanked, "once there is room again, it goes on"


def test_a_link_that_is_pressed_meanwhile_still_counts_afterwards(client: Client, hand_in: HandIn) -> None:
    link = confirmation_link(hand_in(), "en")
    path = "/" + link.split("/", 3)[3]
    with read_only():
        response = client.post(path)
    assert response.status_code == 503
    assert "Please try again in a few minutes." in response.content.decode()
    assert response["Retry-After"]
    assert not Signature.objects.exists()
    assert client.post(path).status_code == 303
    assert Signature.objects.count() == 1


def test_a_fault_of_ours_stays_one(client: Client, hand_in: HandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    link = confirmation_link(hand_in(), "en")

    def broken(*arguments: object, **named: object) -> None:
        raise RuntimeError("ours")

    monkeypatch.setattr("petition_blocks.signing.views.confirm_submission", broken)
    client.raise_request_exception = False
    assert client.post("/" + link.split("/", 3)[3]).status_code == 500
