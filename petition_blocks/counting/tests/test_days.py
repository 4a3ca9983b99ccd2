"""Which day is shown and compared: the site's, and the last one on which people could really sign."""

from datetime import date, datetime
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.users.models import UserProfile

from editorial.days import current_day, day_of, last_day_before, start_of
from editorial.written_dates import written_day
from home.models import NewsPage
from petition_blocks.lifecycle.forms import DayForm
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.models import Petition
from petition_blocks.petition.timeline import timeline_of

BRUSSELS = ZoneInfo("Europe/Brussels")


def at(*when: int) -> datetime:
    return datetime(*when, tzinfo=BRUSSELS)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize("elsewhere", ["Pacific/Auckland", "America/Los_Angeles", "UTC"])
def test_the_site_says_which_day_it_is_wherever_an_editor_sits(elsewhere: str) -> None:
    with timezone.override(elsewhere):
        assert day_of(at(2027, 3, 1, 0, 30)) == date(2027, 3, 1)
        assert day_of(at(2027, 2, 28, 23, 30)) == date(2027, 2, 28)
        assert last_day_before(at(2027, 3, 1)) == date(2027, 2, 28)
        assert last_day_before(at(2027, 3, 1, 0, 1)) == date(2027, 3, 1)
        # Clocks are put forward in that night.
        assert start_of(date(2027, 3, 28)) == at(2027, 3, 28)
        with patch.object(timezone, "now", return_value=at(2027, 3, 1, 0, 30)):
            assert current_day() == date(2027, 3, 1)
            assert DayForm(label="Day")["day"].initial == date(2027, 3, 1)
            assert NewsPage._meta.get_field("date").get_default() == date(2027, 3, 1)


@pytest.mark.parametrize(
    ("closes", "last"),
    [
        (at(2026, 11, 28), date(2026, 11, 27)),
        (at(2026, 11, 28, 0, 0, 1), date(2026, 11, 28)),
        (at(2026, 11, 28, 23, 59), date(2026, 11, 28)),
    ],
)
@pytest.mark.parametrize("elsewhere", ["Pacific/Auckland", "America/Los_Angeles"])
def test_erasing_is_compared_with_the_last_day_on_the_sites_clock(
    elsewhere: str, closes: datetime, last: date
) -> None:
    with timezone.override(elsewhere):
        petition = Petition(opens_at=at(2026, 11, 1), closes_at=closes)
        assert (petition.first_day, petition.last_day) == (date(2026, 11, 1), last)
        petition.retention_day = last
        with pytest.raises(ValidationError, match="after the petition has closed"):
            petition.clean()
        petition.retention_day = date(last.year, last.month, last.day + 1)
        petition.clean()
        # It is closed from the first moment of the erasing day on the site's clock, and not before.
        petition.closes_at = None
        day = petition.retention_day
        assert petition.signing_at(start_of(day)) == Petition.State.CLOSED
        assert petition.signing_at(at(last.year, last.month, last.day, 23, 59)) == Petition.State.OPEN


def test_what_closed_at_midnight_ended_the_day_before(
    client: Client, petition: Petition, petition_page: PetitionPage
) -> None:
    Petition.objects.update(opens_at=at(2025, 11, 1), closes_at=at(2025, 11, 28))
    with translation.override("en"):
        shown = client.get(petition_page.get_url()).content.decode()
        last_day = written_day(date(2025, 11, 27))
    assert f"Signing ended on {last_day}." in shown
    days = [stage.day for stage in timeline_of(Petition.objects.get())]
    assert days[:2] == [date(2025, 11, 1), date(2025, 11, 27)]


def test_the_admin_shows_everybody_the_sites_clock(editor: User, client: Client, petition: Petition) -> None:
    """One time zone: noon that an editor writes is noon where the site is, and there is none to choose."""
    assert settings.WAGTAIL_USER_TIME_ZONES == [settings.TIME_ZONE]
    client.force_login(editor)
    account = client.get(reverse("wagtailadmin_account")).content.decode()
    assert "current_time_zone" not in account
    assert not UserProfile.objects.exclude(current_time_zone="").exists()
