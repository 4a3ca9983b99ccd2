"""wagtail-localize's public bug reports, each tried on this hub; docs/upstream/tried.md lists them all."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import polib
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from modelcluster.fields import ParentalKey
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page, get_translatable_models
from wagtail_localize.models import (
    LocaleSynchronization,
    LocaleSynchronizationModelForm,
    OverridableSegment,
    SegmentOverride,
    StringTranslation,
    TranslationSource,
)

from editorial.models import CampaignImage
from home.models import ContentPage, HomePage
from localisation.actions.submit_for_translation import submit_for_translation
from localisation.completeness import IncompleteTranslation, missing_texts
from localisation.sources.renewing import renew_source

from .campaign import fill, fill_and_publish, item, publish, stream, translation_into

pytestmark = pytest.mark.slow

PROJECT = Path(__file__).resolve().parents[2]
TRIED = (PROJECT / "docs" / "upstream" / "tried.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| \[#(\d+)\]\(https://github\.com/wagtail/wagtail-localize/issues/\1\) \|")


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def add(home: HomePage, title: str, **fields: Any) -> ContentPage:
    """Return a new public page."""
    slug = fields.pop("slug", title.lower())
    page: ContentPage = publish(home.add_child(instance=ContentPage(title=title, slug=slug, **fields)))
    return page


# The list itself


def rows() -> list[str]:
    return [line for line in TRIED.splitlines() if ROW.match(line)]


def test_thirty_reports_and_more_are_listed_once_each() -> None:
    numbers = [match.group(1) for line in rows() if (match := ROW.match(line))]
    assert len(numbers) >= 30
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("line", rows(), ids=lambda line: line[2:8])
def test_each_has_a_test_that_is_there_or_a_reason(line: str) -> None:
    tried = line.split("|")[3]
    named = re.findall(r"`(test_\w+\.py)::(\w+)`", tried)
    assert named or "Can’t be here" in tried
    for file, test in named:
        assert f"def {test}(" in (PROJECT / "localisation" / "tests" / file).read_text(encoding="utf-8")


# The reports


@pytest.mark.parametrize("report", [227, 231, 433])
def test_edit_a_translation_after_the_source_has_changed(
    report: int, translator_client: Client, article: ContentPage, german_article: ContentPage
) -> None:
    """With a block gone, with all gone, and with the blocks in another order."""
    raw = list(article.body.raw_data)
    for body in (raw[1:], [], raw[::-1]):
        article.body = json.dumps(body)
        article = publish(article)
        assert translator_client.get(edit_url(german_article)).status_code == 200
        renew_source(TranslationSource.objects.get_for_instance(article), [german_article.locale])
        assert translator_client.get(edit_url(german_article)).status_code == 200


def test_298_blocks_without_ids_and_without_some_fields(home: HomePage, german: Locale) -> None:
    body = [
        {"type": "heading", "value": {"text": "Here"}},
        {"type": "image", "value": {}},
        {"type": "call_to_action", "value": {"button": "Go"}},
    ]
    page = add(home, "Bare", body=json.dumps(body))
    submit_for_translation(page, [german], None)
    translated = fill_and_publish(translation_into(german, page))
    assert translated.body[0].value["text"] == "de Here"
    assert translated.body[2].value["button"] == "de Go"


def test_356_a_language_does_not_follow_itself(german: Locale) -> None:
    class Form(LocaleSynchronizationModelForm):
        class Meta:
            model = LocaleSynchronization
            fields = ["sync_from"]

    form = Form({"enabled": "on", "sync_from": german.pk})
    form.is_valid()
    with pytest.raises(Exception, match="synced into itself"):
        form.validate_with_locale(german)


def test_402_a_deleted_translation_starts_anew(
    article: ContentPage, german_article: ContentPage, german: Locale
) -> None:
    ContentPage.objects.get(pk=german_article.pk).delete()
    assert not StringTranslation.objects.filter(context__object=article.translation_key).exists()
    submit_for_translation(article, [german], None)
    translation = translation_into(german, article)
    assert missing_texts(translation.source, german).count() == translation.get_progress()[0]


def bring_file(client: Client, page: ContentPage, german: Locale, words: dict[str, str]) -> None:
    """Take the page's file along, write into it and bring it back."""
    translation = translation_into(german, page)
    url = reverse("wagtail_localize:download_pofile", args=[translation.pk])
    po = polib.pofile(client.get(url).content.decode())
    for entry in po:
        entry.msgstr = words.get(entry.msgid, entry.msgstr)
        entry.flags.clear()
    url = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    client.post(url, {"file": SimpleUploadedFile("de.po", str(po).encode())})


def test_425_a_better_text_from_a_file_takes_its_error_away(
    translator_client: Client, home: HomePage, german_home: HomePage, german: Locale
) -> None:
    home.slogan = "Ours"
    home = publish(home)
    renew_source(TranslationSource.objects.get_for_instance(home), [german])
    translation = translation_into(german, home)
    fill(translation)
    slogan = StringTranslation.objects.get(context__path="slogan")
    slogan.set_field_error([ValidationError("That is another campaign's.")])
    with pytest.raises(IncompleteTranslation):
        translation.save_target(publish=True)
    bring_file(translator_client, home, german, {"Ours": "Unser"})
    translation.save_target(publish=True)
    german_home.refresh_from_db()
    assert german_home.slogan == "Unser"


@pytest.mark.parametrize("report", [462, 547, 662])
def test_a_translation_that_is_a_source_itself(
    report: int,
    admin_client: Client,
    article: ContentPage,
    german_article: ContentPage,
    french: Locale,
    german: Locale,
) -> None:
    """English into German, German into French, then everything is opened, and French is offered to nobody."""
    submit_for_translation(german_article, [french], None)
    french_article = fill_and_publish(translation_into(french, german_article))
    for page in (article, german_article, french_article):
        assert admin_client.get(edit_url(page)).status_code == 200
    submit_for_translation(article, [french], None)
    assert TranslationSource.objects.filter(translations__target_locale=french).count() == 1
    for page in (article, german_article, french_article):
        assert admin_client.get(edit_url(page)).status_code == 200
    assert french_article.title == "de de All of it"


def test_469_a_moved_source_is_told_to_its_translators(
    translator_client: Client, home: HomePage, article: ContentPage, german_article: ContentPage
) -> None:
    article.move(add(home, "Elsewhere"), pos="last-child")
    assert "The original was moved" in translator_client.get(edit_url(german_article)).content.decode()


def test_524_what_is_cleared_in_the_source_is_cleared_in_the_translation(
    home: HomePage, german_home: HomePage, german: Locale
) -> None:
    page = add(home, "Cleared", introduction="A")
    submit_for_translation(page, [german], None)
    assert fill_and_publish(translation_into(german, page)).introduction == "de A"
    page.introduction = ""
    publish(page)
    renew_source(TranslationSource.objects.get_for_instance(page), [german])
    assert fill_and_publish(translation_into(german, page)).introduction == ""


@pytest.mark.parametrize("report", [528, 573, 680, 696, 710])
def test_no_page_has_translatable_rows_of_its_own(report: int) -> None:
    """What would break when it is copied or translated isn't there; words in such rows are refused (E009)."""
    assert not [
        model
        for model in get_translatable_models(include_subclasses=True)
        if any(isinstance(field, ParentalKey) for field in model._meta.get_fields())
    ]


@pytest.mark.parametrize("report", [543, 702])
def test_bringing_in_changes_ends_the_warning_about_the_data_model(
    report: int, article: ContentPage, german_article: ContentPage, german: Locale
) -> None:
    TranslationSource.objects.update(schema_version="0001_initial")
    source = TranslationSource.objects.get_for_instance(article)
    assert source.schema_out_of_date()
    assert not renew_source(source, [german]).schema_out_of_date()


@pytest.mark.parametrize("report", [556, 591])
def test_a_language_that_was_deleted_is_begun_again(
    report: int, home: HomePage, article: ContentPage, german_article: ContentPage, german: Locale
) -> None:
    """All its pages deleted, the language too, and added once more: from the home page down."""
    Page.objects.filter(locale=german, depth=2).get().delete()
    german.delete()
    again = Locale.objects.create(language_code="de")
    for page in (home, article):
        submit_for_translation(page, [again], None)
    assert fill_and_publish(translation_into(again, home)).live
    assert fill_and_publish(translation_into(again, article)).title == "de All of it"


def test_600_texts_that_differ_in_case_alone(
    translator_client: Client, home: HomePage, german_home: HomePage, german: Locale
) -> None:
    page = add(home, "Lokacija", introduction="lokacija")
    submit_for_translation(page, [german], None)
    bring_file(translator_client, page, german, {"Lokacija": "Ort", "lokacija": "der Ort"})
    translation = translation_into(german, page)
    translation.save_target(publish=True)
    target = translation.get_target_instance()
    assert (target.title, target.introduction) == ("Ort", "der Ort")


def test_607_a_stopped_translation_stays_stopped(
    translator_client: Client, article: ContentPage, german_article: ContentPage, german: Locale
) -> None:
    translation = translation_into(german, article)
    translator_client.post(reverse("wagtail_localize:stop_translation", args=[translation.pk]))
    german_article.title = "Von Hand"
    publish(german_article)
    answer = translator_client.get(edit_url(german_article))
    assert "wagtailadmin/pages/edit.html" in [template.name for template in answer.templates]
    translation.refresh_from_db()
    assert not translation.enabled


@pytest.mark.parametrize("report", [625, 839, 853])
def test_pictures_in_lists_and_another_picture_in_the_translation(
    report: int, translator_client: Client, home: HomePage, german_home: HomePage, german: Locale
) -> None:
    first, second, own = (
        CampaignImage.objects.create(title=title, file=get_test_image_file()) for title in "ABC"
    )

    def picture(image: CampaignImage) -> dict[str, Any]:
        return {
            "image": {"image": image.pk, "alt_text": f"Of {image.title}", "decorative": False},
            "caption": "Day",
        }

    page = add(
        home,
        "Gallery",
        body=stream(
            picture_gallery={"heading": "All", "pictures": [item(picture(first)), item(picture(second))]}
        ),
    )
    submit_for_translation(page, [german], None)
    translation = translation_into(german, page)
    translated = fill_and_publish(translation)
    assert translator_client.get(edit_url(translated)).status_code == 200
    segment = OverridableSegment.objects.get(source=translation.source, data_json=str(second.pk))
    translator_client.put(
        reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk]),
        urlencode({"value": own.pk}),
        content_type="application/x-www-form-urlencoded",
    )
    # As the editor's script sends it: a number.
    SegmentOverride.objects.update(data_json=json.dumps(own.pk))
    translation.save_target(publish=True)
    translated.refresh_from_db()
    shown = [each["image"] for each in translated.body[0].value["pictures"]]
    assert [image.pk for image in shown] == [first.pk, own.pk]
    assert [image.contextual_alt_text for image in shown] == ["de Of A", "de Of B"]
    assert Client().get(translated.get_url()).status_code == 200


def test_792_a_page_below_a_stand_in_becomes_a_page_of_its_own(
    translator_client: Client, home: HomePage, article: ContentPage, german_home: HomePage, german: Locale
) -> None:
    below = publish(article.add_child(instance=ContentPage(title="Screen", slug="screen")))
    article.copy_for_translation(german, alias=True)
    alias = below.copy_for_translation(german, alias=True)
    translator_client.post(
        reverse("wagtail_localize:submit_page_translation", args=[below.pk]), {"locales": [german.pk]}
    )
    assert Page.objects.get(pk=alias.pk).alias_of_id is None
    answer = translator_client.get(edit_url(alias))
    assert "edit_translatable_alias" not in str([template.name for template in answer.templates])


def test_823_a_draft_of_the_source_is_brought_in_once_it_is_public(
    article: ContentPage, german_article: ContentPage, german: Locale
) -> None:
    source = TranslationSource.objects.get_for_instance(article)
    article.title = "Soon"
    article.save_revision()
    renew_source(source, [german])
    assert not missing_texts(source, german).exists()
    article.get_latest_revision().publish()
    renew_source(source, [german])
    assert [segment.string.data for segment in missing_texts(source, german)] == ["Soon"]


def test_838_texts_stay_however_often_changes_are_brought_in(
    article: ContentPage, german_article: ContentPage, german: Locale
) -> None:
    texts = sorted(StringTranslation.objects.values_list("pk", "data"))
    for number in range(3):
        article.search_description = f"Number {number}"
        article = publish(article)
        renew_source(TranslationSource.objects.get_for_instance(article), [german])
        assert [
            segment.string.data
            for segment in missing_texts(TranslationSource.objects.get_for_instance(article), german)
        ] == [f"Number {number}"]
    assert sorted(StringTranslation.objects.values_list("pk", "data")) == texts
