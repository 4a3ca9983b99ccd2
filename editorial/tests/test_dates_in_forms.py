"""Dates as people type them, and pages whose time is over, in the admin's forms."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput
from wagtail.models import Page

from coalition.coalition_page import CoalitionPage
from editorial.workarounds.dates_as_typed import upstream_configs
from tests.factories import create_home

CHRISTMAS = date(2026, 12, 28)


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("en", ["2026-12-28", "28.12.2026", "28/12/2026", "28 December 2026", "28 Dec 2026"]),
        ("de", ["2026-12-28", "28.12.2026"]),
        ("fr", ["2026-12-28", "28/12/2026"]),
        ("pl", ["2026-12-28", "28.12.2026"]),
        ("ar", ["2026-12-28", "28/12/2026", "28.12.2026"]),
        ("el", ["2026-12-28", "28/12/2026"]),
    ],
)
def test_a_date_is_read_as_it_is_written_where_the_editor_lives(language: str, typed: list[str]) -> None:
    with translation.override(language):
        for text in typed:
            assert forms.DateField(widget=AdminDateInput).clean(text) == CHRISTMAS, text
            moment = forms.DateTimeField(widget=AdminDateTimeInput).clean(f"{text} 14:30")
            assert f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" == "2026-12-28 14:30", text


@pytest.mark.parametrize("language", ["en", "de", "fr", "ar"])
def test_what_is_no_date_is_refused_and_none_is_turned_around(language: str) -> None:
    with translation.override(language):
        field = forms.DateField(widget=AdminDateInput)
        for text in ("tomorrow", "28.13.2026", "12/28/2026"):
            with pytest.raises(forms.ValidationError):
                field.clean(text)
        assert field.clean("04/05/2026" if language != "de" else "04.05.2026") == date(2026, 5, 4)


@pytest.mark.parametrize("widget", [AdminDateInput, AdminDateTimeInput, AdminTimeInput])
def test_the_calendar_changes_nothing_that_is_typed(widget: Any) -> None:
    assert widget().get_config()["validateOnBlur"] is False
    assert "validateOnBlur" not in upstream_configs[widget](widget()), "upstream needs the workaround no more"


@pytest.mark.parametrize(("language", "first"), [("en", 1), ("de", 1), ("fr", 1), ("ar", 1), ("mt", 1)])
def test_a_week_of_the_calendar_starts_as_the_language_has_it(language: str, first: int) -> None:
    with translation.override(language):
        assert AdminDateInput().get_config()["dayOfWeekStart"] == first
        assert AdminDateTimeInput().get_config()["dayOfWeekStart"] == first


@pytest.fixture
def expired_page(db: None) -> CoalitionPage:
    """A page that was taken off the site at the moment somebody had set."""
    home = create_home()
    page: CoalitionPage = home.add_child(instance=CoalitionPage(title="Who we are", slug="who"))
    page.expire_at = timezone.now() - timedelta(hours=1)
    page.save_revision().publish()
    page.unpublish(set_expired=True)
    return CoalitionPage.objects.get(pk=page.pk)


def saved(client: Client, page: Page, expiry: datetime) -> Any:
    """Return the answer to an autosave that sends this moment of expiry."""
    sent = {
        "title": "Who we were",
        "slug": "who",
        "introduction": "",
        "go_live_at": "",
        "expire_at": timezone.localtime(expiry).strftime("%Y-%m-%d %H:%M"),
        "body-count": "0",
        **{f"comments-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")},
    }
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(url, sent, headers={"accept": "application/json"})


def test_a_page_that_has_expired_can_be_worked_on(client: Client, expired_page: CoalitionPage) -> None:
    client.force_login(User.objects.create_superuser("editor"))
    assert expired_page.expire_at is not None
    answer = saved(client, expired_page, expired_page.expire_at)
    assert answer.json()["success"], answer.json()
    expired_page.refresh_from_db()
    draft = expired_page.get_latest_revision_as_object()
    assert (draft.title, draft.expire_at) == ("Who we were", None)


def test_an_expiry_that_is_set_into_the_past_is_refused(client: Client, expired_page: CoalitionPage) -> None:
    client.force_login(User.objects.create_superuser("editor"))
    assert not saved(client, expired_page, timezone.now() - timedelta(days=30)).json()["success"]
