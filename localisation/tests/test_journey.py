"""The way of a page from English to German, through the admin, as its translator goes it."""

from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from home.models import ContentPage, HomePage
from localisation.editor.texts import Text
from petition_blocks.page.models import PetitionPage
from petition_blocks.page.speaking_page import petition_page_for
from petition_blocks.petition.models import Petition

from .campaign import german as german_for
from .campaign import public_row, publish, row, translation_into


def submit(client: Client, page: Page, locale: Locale, **more: Any) -> Any:
    """Submit a page as the form does."""
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    return client.post(url, {"locales": [locale.pk], **more})


def open_editor(client: Client, target: Page) -> list[Text]:
    """Open the translation editor and return the texts that it shows."""
    response = client.get(reverse("wagtailadmin_pages:edit", args=[target.pk]))
    assert response.status_code == 200
    texts: list[Text] = response.context["texts"]
    shown = response.content.decode()
    assert all(f'name="text-{text.key}"' in shown for text in texts)
    return texts


def write_all(client: Client, target: Page) -> int:
    """Fill in each text that the translation editor shows, save all, and return how many there were."""
    filled_in: dict[str, str] = {"action": "save"}
    texts = open_editor(client, target)
    for text in texts:
        filled_in |= {f"text-{text.key}": german_for(text.source), f"seen-{text.key}": text.seen}
    response = client.post(reverse("wagtailadmin_pages:edit", args=[target.pk]), filled_in)
    assert response.status_code == 302
    written = open_editor(client, target)
    assert all(text.stored == german_for(text.source) and not text.is_unfinished for text in written)
    return len(texts)


def press_publish(client: Client, target: Page) -> str:
    """Press "Publish" in the translation editor and return what it answers."""
    response = client.post(
        reverse("wagtailadmin_pages:edit", args=[target.pk]), {"action": "publish"}, follow=True
    )
    assert response.status_code == 200
    return " ".join(str(message) for message in response.context["messages"])


def test_page_of_all_blocks_is_translated(
    translator_client: Client, full_page: ContentPage, petition_page: PetitionPage, german: Locale
) -> None:
    """Submit, translate, publish: the German page says all of it in German, the English one is untouched."""
    english = row(full_page)

    submit(translator_client, full_page, german)
    target = full_page.get_translation(german)
    assert not target.live
    number = write_all(translator_client, target)
    translation = translation_into(german, full_page)
    assert translation.get_progress() == (number, number)
    assert not ContentPage.objects.get(pk=target.pk).live

    assert "Published" in press_publish(translator_client, target)
    target = ContentPage.objects.get(pk=target.pk)
    assert target.live
    assert target.title == "de All of it"
    assert target.slug == "all-of-it"
    body = {block.block_type: block.value for block in target.body}
    assert body["heading"]["text"] == "de A square is for everyone"
    assert "de We meet <b>there</b>" in str(body["rich_text"])
    assert 'href="https://example.org/en"' in str(body["rich_text"])
    assert body["image"]["image"].contextual_alt_text == "de An empty square"
    assert body["image"]["caption"] == "de At noon"
    assert body["quote"]["quote"] == "de I stopped going."
    assert body["key_figures"]["figures"][0]["label"] == "de countries"
    assert body["pillar_cards"]["cards"][0]["text"] == "de Show us."
    assert body["pillar_cards"]["cards"][0]["accent"] == "1"
    assert body["call_to_action"]["button"] == "de Write"
    assert body["petition"]["petition_page"].pk == petition_page.pk
    assert body["petition_counter"]["heading"] == "de So far"
    assert body["member_directory"]["text"] == "de All of us."

    assert row(full_page) == english


def test_petition_block_speaks_german_once_its_page_does(
    translator_client: Client, full_page: ContentPage, petition_page: PetitionPage, german: Locale
) -> None:
    """The block keeps its register, and shows the German petition page from the moment that is public."""
    submit(translator_client, full_page, german)
    block = full_page.get_translation(german).body.first_block_by_name("petition").value
    assert block["petition_page"].specific.petition == petition_page.petition
    assert petition_page_for(petition_page.petition, german.language_code) == petition_page

    submit(translator_client, petition_page, german)
    target = petition_page.get_translation(german)
    assert isinstance(target, PetitionPage)
    assert target.petition == petition_page.petition
    write_all(translator_client, target)
    assert petition_page_for(petition_page.petition, german.language_code) == petition_page
    press_publish(translator_client, target)

    assert petition_page_for(petition_page.petition, german.language_code) == target
    assert Petition.objects.count() == 1


def test_alias_becomes_translation_of_the_same_petition(
    translator_client: Client,
    home: HomePage,
    german_home: HomePage,
    petition_page: PetitionPage,
    german: Locale,
) -> None:
    """Where the German tree held a stand-in for the petition page, it is that page which is translated."""
    alias = petition_page.copy_for_translation(german, alias=True)
    assert alias.petition == petition_page.petition

    submit(translator_client, petition_page, german)
    target = PetitionPage.objects.get(pk=alias.pk)
    assert target.alias_of_id is None
    assert target.petition == petition_page.petition
    write_all(translator_client, target)
    press_publish(translator_client, target)
    assert petition_page_for(petition_page.petition, german.language_code) == target


def test_changed_source_waits_for_publishing(
    translator_client: Client, full_page: ContentPage, german_page: ContentPage, german: Locale
) -> None:
    """Sync a changed English page: the German one stays until its new texts are there and published."""
    public = public_row(german_page)
    full_page.body[0].value["text"] = "A square is for all of us"
    full_page.introduction = ""
    full_page = publish(full_page)
    translation = translation_into(german, full_page)

    url = reverse("wagtail_localize:update_translations", args=[translation.source_id])
    assert translator_client.get(url).status_code == 200
    for choice in ({}, {"publish_translations": "on"}):
        translator_client.post(url, choice)
        assert public_row(german_page) == public
    done, total = reversed(translation.get_progress())
    assert total - done == 1

    answer = press_publish(translator_client, german_page)
    assert "1 text is not translated yet" in answer
    assert public_row(german_page) == public

    write_all(translator_client, german_page)
    assert public_row(german_page) == public
    assert "Published" in press_publish(translator_client, german_page)
    german_page = ContentPage.objects.get(pk=german_page.pk)
    assert german_page.body[0].value["text"] == "de A square is for all of us"
    assert german_page.introduction == ""
    assert german_page.body[1].value.source.startswith("<p>de We meet")


def test_translator_syncs_and_publishes_in_one_go(
    translator_client: Client, full_page: ContentPage, german_page: ContentPage, german: Locale
) -> None:
    """Where no text is missing after a sync, "Publish immediately" does."""
    full_page.ends_with_sign_form = False
    full_page = publish(full_page)
    source = Translation.objects.get(source__object_id=full_page.translation_key).source

    url = reverse("wagtail_localize:update_translations", args=[source.pk])
    translator_client.post(url, {"publish_translations": "on"})

    assert not ContentPage.objects.get(pk=german_page.pk).ends_with_sign_form


def test_preview_shows_what_is_not_public_yet(
    translator_client: Client,
    translator: User,
    full_page: ContentPage,
    german_page: ContentPage,
    german: Locale,
) -> None:
    """The translator sees the page with the new texts before anybody else does."""
    translation = translation_into(german, full_page)
    text = open_editor(translator_client, german_page)[0]
    translator_client.post(
        reverse("localisation_text", args=[translation.pk, text.key]),
        {"words": "Alles davon", "seen": text.seen},
    )

    response = translator_client.get(reverse("wagtail_localize:preview_translation", args=[translation.pk]))

    assert "Alles davon" in response.content.decode()
    assert ContentPage.objects.get(pk=german_page.pk).title == "de All of it"
