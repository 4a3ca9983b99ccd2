"""A translation may lead elsewhere than its source, but not to a script."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import Locale
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    TranslationContext,
    TranslationSource,
)

from home.models import ContentPage
from localisation.actions.submit_for_translation import submit_for_translation
from localisation.overrides import error_in_override
from localisation.workarounds.drafts_of_live_pages import upstream_create_or_update_translation

from .campaign import fill_and_publish, translation_into

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


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("www.example.de", "https://www.example.de"),
        ("example.de/über-uns?a=b", "https://example.de/über-uns?a=b"),
        ("plätze.example", "https://plätze.example"),
        ("пример.укр", "https://пример.укр"),
        (" www.example.de ", "https://www.example.de"),
        ("presse@example.de", "mailto:"),
    ],
)
def test_an_address_without_its_beginning_is_completed_by_whoever_typed_it(value: str, said: str) -> None:
    """It would lead to a page of the hub that isn't there; among other words it is nothing of note."""
    assert said in error_in_override("https://example.org/en", value)
    assert error_in_override("a title", value) == ""


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


# Slugs


@pytest.mark.slow
def test_a_translation_keeps_the_letters_of_its_address(
    article: ContentPage, german_home: ContentPage, german: Locale
) -> None:
    """As a new draft, and where it is public already; one that the site itself uses is refused beside it."""
    submit_for_translation(article, [german], None)
    translation = translation_into(german, article)
    context = TranslationContext.objects.get(object=translation.source.object, path="slug")
    for slug in ("öffnung-für-alle", "فتح-الساحات"):
        SegmentOverride.objects.update_or_create(
            locale=german, context=context, defaults={"data_json": json.dumps(slug)}
        )
        assert fill_and_publish(translation).slug == slug
    SegmentOverride.objects.filter(context=context).update(data_json=json.dumps("search"))
    with pytest.raises(ValidationError):
        translation.save_target(publish=True)
    assert translation.get_target_instance().slug == "فتح-الساحات"
    assert "site itself uses" in SegmentOverride.objects.get(context=context).field_error


@pytest.mark.slow
@pytest.mark.parametrize("slug", ["فتح-الساحات", "开放广场", "площадь-для-всех", "πλατεία", "łąka"])
def test_a_slug_of_any_script_is_kept_when_it_is_chosen_in_the_editor(
    slug: str,
    translator_client: Client,
    article: ContentPage,
    german_article: ContentPage,
    german: Locale,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    """Said, saved, published and found under that address, and from the one it had."""
    earlier = german_article.get_url()
    assert override(translator_client, article, german, "slug", slug).json()["error"] is None
    with django_capture_on_commit_callbacks(execute=True):
        translation_into(german, article).save_target(publish=True)
    german_article.refresh_from_db()
    assert german_article.slug == slug
    url = german_article.get_url()
    assert Client().get(url).status_code == 200
    assert Client().get(earlier).headers["Location"] == url


@pytest.mark.slow
def test_a_slug_that_is_taken_is_said_beside_it_and_never_gets_a_number(
    translator_client: Client,
    article: ContentPage,
    german_article: ContentPage,
    german_home: ContentPage,
    german: Locale,
) -> None:
    """As soon as it is chosen, and when publishing meets a page that came later."""
    german_home.add_child(instance=ContentPage(title="Vergeben", slug="vergeben", locale=german))
    answer = override(translator_client, article, german, "slug", "vergeben")
    assert "Another page" in answer.json()["error"]
    assert override(translator_client, article, german, "slug", "frei").json()["error"] is None
    german_home.add_child(instance=ContentPage(title="Frei", slug="frei", locale=german))
    with pytest.raises(ValidationError):
        translation_into(german, article).save_target(publish=True)
    german_article.refresh_from_db()
    assert german_article.slug == "all-of-it"
    assert SegmentOverride.objects.get(context__path="slug").has_error


@pytest.mark.parametrize("slug", ["zwei worte", "mit/strich", "fragt?", "", "a" * 300])
def test_what_can_t_be_an_address_is_said_beside_it(
    slug: str, translator_client: Client, article: ContentPage, german_article: ContentPage, german: Locale
) -> None:
    assert override(translator_client, article, german, "slug", slug).json()["error"]


def test_upstream_still_takes_letters_out_and_puts_numbers_behind(
    article: ContentPage, german_home: ContentPage, german: Locale
) -> None:
    """Once it doesn't, `_slug()` in `workarounds/drafts_of_live_pages.py` can go."""
    ContentPage.objects.filter(pk=article.pk).update(slug="öffnung")
    german_home.add_child(instance=ContentPage(title="Offnung", slug="offnung", locale=german))
    source, _created = TranslationSource.get_or_create_from_instance(ContentPage.objects.get(pk=article.pk))
    target, _created = upstream_create_or_update_translation(source, german, publish=False, fallback=True)
    assert target.slug == "offnung-1"
