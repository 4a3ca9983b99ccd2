"""Editors get from a public page to its editor; visitors get the same bytes and no link."""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .admin_browser import AdminBrowser
from .running_hub import RunningHub

pytestmark = pytest.mark.browser


def test_only_whoever_has_signed_in_is_offered_to_edit(
    demo_hub: RunningHub, page: Page, new_context: Callable[..., BrowserContext]
) -> None:
    public = demo_hub.url + demo_hub.paths["en"]["pillar"]
    visitor = new_context().new_page()
    asked: list[str] = []
    visitor.on("request", lambda request: asked.append(request.url))
    visitor.goto(public)
    visitor.wait_for_load_state("networkidle")
    expect(visitor.get_by_role("link", name="Edit this page")).to_have_count(0)
    assert not [url for url in asked if "/admin/" in url]

    editor = AdminBrowser(page, demo_hub.url, "editor")
    page.goto(public)
    page.get_by_role("link", name="Edit this page").click()
    expect(page).to_have_url(re.compile(r"/admin/pages/\d+/edit/$"))
    expect(page.locator("#id_title")).to_have_value("Transparency")

    with urllib.request.urlopen(public, timeout=60) as response:  # noqa: S310
        assert response.headers["Set-Cookie"] is None
    editor.sign_out()
    page.goto(public)
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("link", name="Edit this page")).to_have_count(0)
