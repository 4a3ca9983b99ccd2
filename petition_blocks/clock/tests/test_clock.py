"""A clock that leaps erases nothing before somebody has said that it is right."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from io import BytesIO, StringIO
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from petition_blocks.erasure.erase_due import erase_due
from petition_blocks.erasure.models import ErasureReceipt
from petition_blocks.exports.actions import sweep_exports
from petition_blocks.exports.models import export_storage
from petition_blocks.petition.models import DigestKey, Petition
from petition_blocks.signatory.actions import expire_link_requests, request_link
from petition_blocks.signatory.models import LinkRequest
from petition_blocks.signature.models import SealedRecord, Signature, Submission
from petition_blocks.signing.confirm import confirm
from petition_blocks.signing.expire import expire_submissions
from tests.factories import HandIn

from .. import actions as module
from ..models import ClockReading

YEARS = timedelta(days=3 * 365)
DAY = timedelta(days=1)


class Clocks:
    """The clock of the machine, and how far that of the database is ahead of it."""

    def __init__(self) -> None:
        self.now = timezone.now()
        self.database_ahead = timedelta()

    def leap(self, by: timedelta) -> None:
        self.now += by


@pytest.fixture
def clocks(db: None) -> Iterator[Clocks]:
    """Clocks that a test sets; both agree until it says otherwise."""
    clocks = Clocks()
    # `localdate` and the like ask `timezone.now` themselves.
    with (
        patch.object(timezone, "now", lambda: clocks.now),
        patch.object(module, "database_time", lambda: clocks.now + clocks.database_ahead),
    ):
        ClockReading.objects.all().delete()
        module.clock_is_believed()
        yield clocks


def erase_everything() -> int:
    """Do all that the worker erases by the clock."""
    return erase_due() + expire_submissions() + expire_link_requests() + sweep_exports()


@pytest.fixture
def held(petition: Petition, hand_in: HandIn, clocks: Clocks) -> Callable[[], list[int]]:
    """One of everything that is erased by the clock; returns a function that counts what is left of it."""
    confirm(hand_in("ada@example.org").pk)
    hand_in("bob@example.org")
    request_link(petition, "en", "cleo@example.org")
    folder = str(uuid4())
    export_storage().save(f"{folder}/part", BytesIO(b"sealed"))

    def count() -> list[int]:
        models = (Signature, SealedRecord, Submission, LinkRequest, DigestKey)
        return [*(model.objects.count() for model in models), len(export_storage().listdir(folder)[1])]

    return count


def test_a_clock_years_ahead_erases_nothing_until_it_is_confirmed(
    held: Callable[[], list[int]], clocks: Clocks, caplog: pytest.LogCaptureFixture
) -> None:
    before = held()
    assert all(before)
    clocks.leap(YEARS)
    assert erase_everything() == 0
    assert held() == before
    assert not ErasureReceipt.objects.exists()
    assert "confirm_clock" in caplog.text
    said = StringIO()
    with patch("builtins.input", return_value="no"), pytest.raises(CommandError, match="Nothing was changed"):
        call_command("confirm_clock", stdout=said)
    assert erase_everything() == 0
    assert f"{clocks.now:%Y-%m-%d}" in said.getvalue()
    with patch("builtins.input", return_value="yes"):
        call_command("confirm_clock", stdout=said)
    assert erase_everything() > 0
    assert not Signature.objects.exists()


def test_a_clock_that_is_right_again_needs_nobody(held: Callable[[], list[int]], clocks: Clocks) -> None:
    before = held()
    clocks.leap(YEARS)
    erase_everything()
    assert ClockReading.objects.filter(doubted_at__isnull=False).exists()
    clocks.leap(-YEARS)
    assert module.clock_is_believed()
    assert not ClockReading.objects.filter(doubted_at__isnull=False).exists()
    erase_due()
    expire_submissions()
    expire_link_requests()
    assert held() == before, "its day has not come"


@pytest.mark.parametrize(
    ("leap", "database_ahead", "believed"),
    [
        (timedelta(minutes=5), timedelta(), True),
        (timedelta(hours=23), timedelta(), True),
        (DAY + timedelta(minutes=1), timedelta(), False),
        (-DAY - timedelta(minutes=1), timedelta(), False),
        (timedelta(), timedelta(hours=23), True),
        (timedelta(), DAY + timedelta(minutes=1), False),
        (timedelta(), -YEARS, False),
        # Both leap, as on one machine.
        (YEARS, timedelta(), False),
    ],
)
def test_a_leap_of_more_than_a_day_is_not_believed(
    clocks: Clocks, leap: timedelta, database_ahead: timedelta, believed: bool
) -> None:
    clocks.leap(leap)
    clocks.database_ahead = database_ahead
    assert module.clock_is_believed() is believed


def test_a_worker_that_goes_on_believes_day_after_day(clocks: Clocks) -> None:
    for _half_day in range(20):
        clocks.leap(DAY / 2)
        assert module.clock_is_believed()


def test_a_wrong_clock_cannot_be_confirmed_against_the_databases(clocks: Clocks) -> None:
    clocks.leap(YEARS)
    clocks.database_ahead = -YEARS
    with pytest.raises(CommandError, match="Set the wrong one right"):
        call_command("confirm_clock", yes=True, stdout=StringIO())
    assert not module.clock_is_believed()


def test_erasing_by_hand_says_why_it_does_not(held: Callable[[], list[int]], clocks: Clocks) -> None:
    clocks.leap(YEARS)
    with pytest.raises(CommandError, match="leapt by more than a day"):
        call_command("erase_due", stdout=StringIO())
    said = StringIO()
    call_command("erase_due", dry_run=True, stdout=said)
    assert "would erase 1 signatures" in said.getvalue(), "a look is still allowed"


def test_the_admin_is_told(admin_client: Client, petition: Petition) -> None:
    home = reverse("wagtailadmin_home")
    now = timezone.now()
    assert "Nothing is erased at the moment" not in admin_client.get(home).content.decode()
    ClockReading.objects.create(pk=1, believed_at=now, doubted_at=now + YEARS)
    assert "Nothing is erased at the moment" in admin_client.get(home).content.decode()


def test_the_databases_clock_is_asked(db: None) -> None:
    found = module.database_time()
    assert isinstance(found, datetime)
    assert abs(found - timezone.now()) < timedelta(hours=1), connection.vendor
