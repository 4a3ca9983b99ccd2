"""What one language brings in is no business of any other."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from home.models import ContentPage, HomePage
from localisation.actions.bring_in_changes import bring_in_changes
from localisation.actions.submit_for_translation import submit_for_translation
from localisation.completeness import IncompleteTranslation, missing_texts
from localisation.roles import grant_translator
from localisation.sources.models import EarlierSource
from localisation.sources.reading import source_for, texts_for
from localisation.sources.renewing import renew_source

from .campaign import (
    fill,
    fill_and_publish,
    public_row,
    publish,
    publish_translation,
    translation_into,
    user_in,
)

pytestmark = pytest.mark.slow

ORDERS = [("de", "fr"), ("fr", "de")]


@pytest.fixture
def french_home(home: HomePage, french: Locale) -> HomePage:
    """The public French home page."""
    translated: HomePage = publish_translation(home, french)
    return translated


@pytest.fixture
def french_article(article: ContentPage, french_home: HomePage, french: Locale) -> ContentPage:
    """The public French translation of the article."""
    translated: ContentPage = publish_translation(article, french)
    return translated


def changed(page: ContentPage) -> ContentPage:
    """Say it in other words, with a block more and a block less."""
    page.title = "All of it, and more"
    body = list(page.body.raw_data)
    page.body = json.dumps(
        [
            {"type": "heading", "value": {"text": "Łąka — площа", "level": "2"}, "id": "new-block"},
            *[block for block in body if block["type"] != "call_to_action"],
        ]
    )
    again: ContentPage = publish(page)
    return again


def mend_a_slip(translation: Translation, text: str = "Tout, enfin") -> None:
    """Say the title better, as a translator does."""
    title = StringTranslation.objects.get(
        context__path="title", context__object=translation.source.object_id, locale=translation.target_locale
    )
    title.data = text
    title.save()


class TestTwoLanguages:
    """German brings in a change, French does not."""

    def test_the_other_one_lacks_nothing_and_mends_a_slip(
        self,
        article: ContentPage,
        german_article: ContentPage,
        french_article: ContentPage,
        german: Locale,
        french: Locale,
    ) -> None:
        before = public_row(french_article)
        into_french, into_german = translation_into(french, article), translation_into(german, article)
        renew_source(TranslationSource.objects.get_for_instance(changed(article)), [german])

        assert not missing_texts(into_french.source, french).exists()
        assert missing_texts(into_german.source, german).count() == 2
        assert public_row(french_article) == before
        with pytest.raises(IncompleteTranslation):
            into_german.save_target(publish=True)

        mend_a_slip(into_french)
        into_french.save_target(publish=True)

        after = public_row(french_article)
        told = {name for name, value in after.items() if value != before[name]}
        # Wagtail itself rounds when a page was first public, each time it is published.
        assert after["title"] == "Tout, enfin"
        assert told <= {"title", "first_published_at", "last_published_at", "live_revision_id"}

    @pytest.mark.parametrize("order", ORDERS)
    def test_each_gets_all_of_it_in_its_own_time(
        self,
        order: tuple[str, str],
        article: ContentPage,
        german_article: ContentPage,
        french_article: ContentPage,
    ) -> None:
        article = changed(article)
        source = TranslationSource.objects.get_for_instance(article)
        for code in order:
            locale = Locale.objects.get(language_code=code)
            renew_source(source, [locale])
            translated = fill_and_publish(translation_into(locale, article))
            assert translated.title == "de All of it, and more"
            assert [block.block_type for block in translated.body] == ["heading", "rich_text"]
            assert translated.body[0].value["text"] == "de Łąka — площа"
        assert not EarlierSource.objects.exists()

    def test_a_deleted_block_stays_where_it_was_not_brought_in(
        self,
        article: ContentPage,
        german_article: ContentPage,
        french_article: ContentPage,
        german: Locale,
        french: Locale,
    ) -> None:
        renew_source(TranslationSource.objects.get_for_instance(changed(article)), [german])
        into_french = translation_into(french, article)
        into_french.save_target(publish=True)
        kept = ContentPage.objects.get(pk=french_article.pk).body
        assert [block.block_type for block in kept] == ["rich_text", "call_to_action"]
        assert kept[1].value["button"] == "de Write"
        assert 'href="https://example.org/en"' in str(kept[0].value)

    def test_what_changes_twice_is_brought_in_at_once(
        self,
        article: ContentPage,
        german_article: ContentPage,
        french_article: ContentPage,
        german: Locale,
        french: Locale,
    ) -> None:
        """French goes on with the words it had before the first change, and then gets those of the second."""
        source = TranslationSource.objects.get_for_instance(article)
        article = changed(article)
        renew_source(source, [german])
        article.title = "All of it, at last"
        article = publish(article)
        renew_source(source, [german])
        assert texts_for(source, french).get(context__path="title").string.data == "All of it"

        renew_source(source, [french])

        assert texts_for(source, french).get(context__path="title").string.data == "All of it, at last"

    def test_a_language_that_comes_later_gets_today_s_words_and_takes_none_away(
        self, article: ContentPage, german_article: ContentPage, german: Locale, french: Locale
    ) -> None:
        article = changed(article)
        submit_for_translation(article, [french], None)
        into_german = translation_into(german, article)
        assert not missing_texts(into_german.source, german).exists()
        assert article.get_translation(french).title == "All of it, and more"
        mend_a_slip(into_german, "Alles, endlich")
        into_german.save_target(publish=True)
        german_article.refresh_from_db()
        assert german_article.title == "Alles, endlich"
        assert [block.block_type for block in german_article.body] == ["rich_text", "call_to_action"]

    def test_a_picture_or_link_of_one_s_own_stays(
        self,
        article: ContentPage,
        german_article: ContentPage,
        french_article: ContentPage,
        german: Locale,
        french: Locale,
    ) -> None:
        into_french = translation_into(french, article)
        segment = into_french.source.overridablesegment_set.get(context__path__endswith=".address")
        segment.context.overrides.create(locale=french, data_json=json.dumps("https://example.org/fr"))
        renew_source(TranslationSource.objects.get_for_instance(changed(article)), [german])
        into_french.save_target(publish=True)
        french_article.refresh_from_db()
        assert french_article.body[1].value["address"] == "https://example.org/fr"

    def test_publishing_the_original_anew_without_a_change_keeps_nothing_twice(
        self,
        article: ContentPage,
        german_article: ContentPage,
        french_article: ContentPage,
        german: Locale,
    ) -> None:
        article = publish(article)
        renew_source(TranslationSource.objects.get_for_instance(article), [german])
        assert not EarlierSource.objects.exists()

    def test_a_source_as_a_language_has_it_is_never_the_shared_one(
        self, article: ContentPage, german_article: ContentPage, french_article: ContentPage, german: Locale
    ) -> None:
        source = renew_source(TranslationSource.objects.get_for_instance(changed(article)), [german])
        french = Locale.objects.get(language_code="fr")
        assert source_for(source, german).content_json == source.content_json
        assert source_for(source, french).content_json != source.content_json
        assert source_for(source, french).last_updated_at < source.last_updated_at


class TestInTheAdmin:
    """The button that brings in changes, pressed by a translator of German."""

    def test_french_is_neither_changed_nor_told_that_texts_are_missing(
        self,
        translator_client: Client,
        client: Client,
        article: ContentPage,
        german_article: ContentPage,
        french_article: ContentPage,
        french: Locale,
        german: Locale,
    ) -> None:
        before = public_row(french_article)
        article = changed(article)
        url = reverse(
            "wagtail_localize:update_translations", args=[translation_into(german, article).source_id]
        )
        translator_client.post(url, {"publish_translations": "on"})
        assert public_row(french_article) == before

        french_one = user_in("french")
        grant_translator(Group.objects.get(name="french"), french)
        client.force_login(french_one)
        desk = BeautifulSoup(client.get(reverse("localisation_desk")).content, "html.parser")
        row = next(row for row in desk.select("tbody tr") if "All of it" in row.text)
        assert "Out of date" in row.text
        mend_a_slip(translation_into(french, article))
        edit = reverse("wagtailadmin_pages:edit", args=[french_article.pk])
        page = client.get(edit).content.decode()
        assert "go on with the texts that you have" in page
        client.post(edit, {"action": "publish"})
        french_article.refresh_from_db()
        assert french_article.title == "Tout, enfin"

        client.post(url)
        into_french = translation_into(french, article)
        assert missing_texts(into_french.source, french).count() == 2
        assert "go on with the texts" not in client.get(edit).content.decode()

    def test_somebody_who_works_in_all_languages_brings_it_in_for_all(
        self,
        admin_user: Any,
        article: ContentPage,
        german_article: ContentPage,
        french_article: ContentPage,
    ) -> None:
        article = changed(article)
        source = TranslationSource.objects.get_for_instance(article)
        assert len(bring_in_changes(source, admin_user)) == 2
        assert not EarlierSource.objects.exists()


def test_snippets_are_kept_apart_as_well(home: HomePage, german: Locale, french: Locale) -> None:
    """An organisation's description, brought in for German alone."""
    from coalition.member import Member

    member = Member.objects.create(name="Open Squares", description="Keeps squares open.", locale=home.locale)
    member.save_revision().publish()
    submit_for_translation(member, [german, french], None)
    for locale in (german, french):
        fill_and_publish(translation_into(locale, member))
    Member.objects.filter(pk=member.pk).update(description="Keeps all squares open.")
    renew_source(translation_into(german, member).source, [german])
    translation = translation_into(french, member)
    translation.save_target(publish=True)
    assert member.get_translation(french).description == "de Keeps squares open."
    fill(translation_into(german, member))
    translation_into(german, member).save_target(publish=True)
    assert member.get_translation(german).description == "de Keeps all squares open."


def test_nothing_of_ours_renews_a_source_for_all_languages_at_once() -> None:
    """Only one module may call what changes the shared source."""
    from pathlib import Path

    root = Path(__file__).resolve().parents[2]
    callers = {
        str(path.relative_to(root))
        for app in (
            "demo",
            "editorial",
            "home",
            "coalition",
            "petition_blocks",
            "localisation",
            "campaign_site",
        )
        for path in (root / app).rglob("*.py")
        if "tests" not in path.parts
        and any(
            name in path.read_text()
            for name in (".update_from_db(", "update_or_create_from_instance(", "refresh_segments(")
        )
    }
    assert callers == {"localisation/sources/renewing.py"}
