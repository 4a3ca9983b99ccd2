"""Every table that the admin exports is data: no formula, and no title that makes the file fail."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page

from coalition.member import Member
from editorial.workarounds.harmless_spreadsheets import upstream_preprocess_field_value
from home.models import ContentPage
from localisation.tests.campaign import create_home

pytestmark = pytest.mark.django_db

EVIL_TITLE = '=HYPERLINK("https://elsewhere.example/","See")\N{LINE TABULATION}'
EVIL_NAMES = ["=1+1", "+1", "-1+1", "@SUM(1)", "\t=1"]
STARTS_A_FORMULA = re.compile(r"\s*[=+\-@]")


def exporting_urls(resolver: URLResolver | Any, before: str = "/") -> Iterator[str]:
    """Yield each address without a part to fill in whose view can export what it lists."""
    for pattern in resolver.url_patterns:
        url = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from exporting_urls(pattern, url)
        elif isinstance(pattern, URLPattern) and "<" not in url and exports(pattern):
            yield url


def exports(pattern: URLPattern) -> bool:
    """Tell whether the pattern's view is one that exports, however deeply it is wrapped."""
    view: Any = pattern.callback
    while hasattr(view, "__wrapped__"):
        view = view.__wrapped__
    view_class = getattr(view, "view_class", None)
    return view_class is not None and issubclass(view_class, SpreadsheetExportMixin)


@pytest.fixture
def editor() -> Client:
    """The browser of somebody who may see it all."""
    Locale.objects.get_or_create(language_code="en")
    home = create_home()
    user = User.objects.create_superuser("editor", "editor@example.org", first_name="=1+1", last_name="@x")
    for number, name in enumerate([EVIL_TITLE, *EVIL_NAMES]):
        page = home.add_child(instance=ContentPage(title=name, slug=f"page-{number}", owner=user))
        page.save_revision(user=user, log_action=True).publish(user=user)
        Page.objects.filter(pk=page.pk).update(locked=True, locked_by=user, locked_at=timezone.now())
        Redirect.objects.create(old_path=f"/{number}", redirect_link=name)
        User.objects.create_user(f"@{number}", first_name=name)
        Member.objects.create(name=name, locale=home.locale)
    client = Client()
    client.force_login(user)
    return client


def cells_of(client: Client, url: str, kind: str) -> list[str]:
    """Return the texts of all cells of an exported table."""
    response = client.get(url, {"export": kind})
    assert response.status_code == 200, url
    content = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    if kind == "csv":
        return [cell for row in csv.reader(io.StringIO(content.decode(), newline="")) for cell in row]
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"], url
    return [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]


def test_no_export_of_the_admin_holds_a_formula_or_fails_at_a_title(editor: Client) -> None:
    urls = [url for url in exporting_urls(get_resolver()) if "/results" not in url]
    assert {"/admin/reports/site-history/", "/admin/redirects/", "/admin/users/"} <= set(urls)
    told = []
    for url in urls:
        for kind in ("csv", "xlsx"):
            cells = cells_of(editor, url, kind)
            assert not [cell for cell in cells if STARTS_A_FORMULA.match(cell)], url
            told += [url for cell in cells if cell.startswith("'=HYPERLINK(")]
    assert {"/admin/reports/site-history/", "/admin/redirects/", "/admin/reports/locked/"} <= set(told)


def test_upstream_still_writes_formulas_and_fails_at_control_characters() -> None:
    """Once this fails, upstream guards its exports: see `harmless_spreadsheets`."""
    for kind in SpreadsheetExportMixin.FORMATS:
        written = upstream_preprocess_field_value(SpreadsheetExportMixin(), "title", EVIL_TITLE, kind)
        assert written == EVIL_TITLE
