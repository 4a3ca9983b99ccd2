"""A translation may lead elsewhere than its source, but not to a script."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import OverridableSegment, SegmentOverride

from home.models import ContentPage
from localisation.web_addresses import error_in_override

from .campaign import translation_into

SCRIPTS = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    "java\nscript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
]


def override(client: Client, page: ContentPage, german: Locale, path_end: str, value: str) -> Any:
    """Override a link of the page in the translation editor and return what it answers."""
    translation = translation_into(german, page)
    segment = next(
        segment
        for segment in OverridableSegment.objects.filter(source=translation.source).select_related("context")
        if segment.context.path.endswith(path_end)
    )
    return client.put(
        reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk]),
        urlencode({"value": value}),
        content_type="application/x-www-form-urlencoded",
    )


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("source", ["https://example.org/", "/about/", "a-slug", ""])
def test_scripts_are_refused_everywhere(script: str, source: str) -> None:
    """Whatever stood there in the source."""
    assert error_in_override(source, script).startswith("Use an address")


@pytest.mark.parametrize("scheme", ["file:///etc/passwd", "blob:https://example.org/1", "intent://x"])
def test_links_stay_links(scheme: str) -> None:
    """In the place of a link, only what Wagtail's own editor lets through."""
    assert error_in_override("https://example.org/", scheme).startswith("Use an address")


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("https://example.org/en", "https://example.org/de"),
        ("https://example.org/en", "/de/"),
        ("mailto:en@example.org", "mailto:de@example.org"),
        ("/en/", "tel:+49123"),
        ("a-slug", "ein-slug"),
        ("a title", "Das: ein Titel"),
        (12, 13),
        (12, "13"),
    ],
)
def test_everything_else_is_fine(source: Any, value: Any) -> None:
    """Other addresses, other words, other pages and images."""
    assert error_in_override(source, value) == ""


@pytest.mark.parametrize("path_end", [".address", "'https://example.org/en'"])
def test_editor_shows_the_error_and_the_page_keeps_its_link(
    path_end: str,
    translator_client: Client,
    article: ContentPage,
    german_article: ContentPage,
    german: Locale,
) -> None:
    """For the address of a button and for a link in a text alike; a good address mends it."""
    translation = translation_into(german, article)

    answer = override(translator_client, article, german, path_end, "javascript:alert(1)")
    assert "Use an address" in answer.json()["error"]
    translation.save_target(publish=True)
    page = ContentPage.objects.get(pk=german_article.pk)
    assert "javascript" not in str(page.body.get_prep_value())

    answer = override(translator_client, article, german, path_end, "https://example.org/de")
    assert answer.json()["error"] is None
    translation.save_target(publish=True)
    page = ContentPage.objects.get(pk=german_article.pk)
    assert "https://example.org/de" in str(page.body.get_prep_value())


def test_error_that_publishing_found_goes_with_the_value(
    translator_client: Client, article: ContentPage, german_article: ContentPage, german: Locale
) -> None:
    """A flag from before does not stick to a new value."""
    override(translator_client, article, german, ".address", "https://example.org/de")
    SegmentOverride.objects.update(has_error=True, field_error="Too long")

    override(translator_client, article, german, ".address", "https://example.org/at")

    assert not SegmentOverride.objects.get().has_error
