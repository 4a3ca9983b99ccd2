"""What the hub itself has written needs no translator, where it speaks the language."""

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation

from home.models import HomePage
from localisation.actions.bring_in_changes import bring_in_changes
from localisation.actions.submit_for_translation import submit_for_translation
from localisation.completeness import missing_texts
from petition_blocks.page.default_words import default_words
from petition_blocks.page.models import PetitionPage

from .campaign import fill, publish, translation_into


def missing(page: PetitionPage, locale: Locale) -> list[str]:
    """Return the texts that wait for a translator."""
    texts = missing_texts(translation_into(locale, page).source, locale)
    return list(texts.order_by("order").values_list("string__data", flat=True))


def written(page: PetitionPage, locale: Locale) -> dict[str, str]:
    """Return what is translated, by the names of the fields."""
    rows = StringTranslation.objects.filter(locale=locale, context__object_id=page.translation_key)
    return dict(rows.values_list("context__path", "data"))


def test_standard_words_of_a_petition_are_there_in_the_other_language(
    petition_page: PetitionPage, german_home: HomePage, german: Locale
) -> None:
    submit_for_translation(petition_page, [german], None)
    assert missing(petition_page, german) == [petition_page.title, petition_page.demand]
    standard = default_words("de")
    words = written(petition_page, german)
    for name in ("button_label", "confirmation_text", "updates_question"):
        assert words[name] == standard[name]
    assert f"<p>{words['statement']}</p>" == standard["statement"]
    target = petition_page.get_translation(german)
    assert not target.live
    fill(translation_into(german, petition_page))
    translation_into(german, petition_page).save_target(publish=True)
    target = PetitionPage.objects.get(pk=target.pk)
    assert target.privacy_notice == standard["privacy_notice"]
    assert target.demand == f"de {petition_page.demand}"


def test_what_an_editor_has_changed_waits_for_the_translator(
    petition_page: PetitionPage, german_home: HomePage, german: Locale
) -> None:
    petition_page.button_label = "Count me in"
    petition_page = publish(petition_page)
    submit_for_translation(petition_page, [german], None)
    assert "Count me in" in missing(petition_page, german)
    assert "button_label" not in written(petition_page, german)


def test_a_language_that_the_hub_does_not_speak_gets_no_english_words(
    petition_page: PetitionPage, home: HomePage
) -> None:
    basque = Locale.objects.create(language_code="eu")
    submit_for_translation(home, [basque], None)
    submit_for_translation(petition_page, [basque], None)
    assert not written(petition_page, basque)


def test_words_are_in_the_sites_own_form_of_address(
    petition_page: PetitionPage, german_home: HomePage, german: Locale
) -> None:
    settings = petition_page.get_site().sitesettings
    settings.form_of_address = "formal"
    settings.save()
    submit_for_translation(petition_page, [german], None)
    assert "Ihre Unterschrift" in written(petition_page, german)["reminder_subject"]


def test_standard_words_that_come_later_come_along_and_nothing_a_translator_wrote_is_lost(
    petition_page: PetitionPage, translator: User, german: Locale
) -> None:
    petition_page.link_subject = ""
    petition_page = publish(petition_page)
    submit_for_translation(petition_page, [german], None)
    StringTranslation.objects.filter(context__path="button_label").update(data="Dabei!")
    wrong = StringTranslation.objects.get(context__path="form_heading", locale=german)
    wrong.data = " "
    wrong.save()
    petition_page.link_subject = default_words("en")["link_subject"]
    petition_page = publish(petition_page)
    bring_in_changes(translation_into(german, petition_page).source, translator, [german])
    words = written(petition_page, german)
    assert words["link_subject"] == default_words("de")["link_subject"]
    assert words["button_label"] == "Dabei!"
    assert words["form_heading"] == " "


def test_the_translation_editor_says_whose_words_they_are(
    translator_client: Client, petition_page: PetitionPage, german: Locale
) -> None:
    submit_for_translation(petition_page, [german], None)
    answer = translator_client.get(
        reverse("wagtailadmin_pages:edit", args=[petition_page.get_translation(german).pk])
    )
    comments = [text.origin for text in answer.context["texts"] if text.row]
    assert len(comments) == len(written(petition_page, german))
    assert all(comment.startswith("Translated with the hub’s own words on ") for comment in comments)
