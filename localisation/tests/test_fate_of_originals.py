"""Whatever becomes of an original, its translators are told, and no page of theirs breaks."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail_localize.models import Translation, TranslationSource

from coalition.member import Member
from editorial.bin.actions import put_in_bin
from editorial.models import CampaignImage
from home.models import ContentPage, HomePage
from localisation.actions.submit_for_translation import submit_for_translation
from localisation.sources.fate import fate_of_original
from tests.recorded_rows import recorded

from .campaign import fill_and_publish, public_row, publish, publish_translation, stream, translation_into

pytestmark = pytest.mark.slow


@pytest.fixture
def illustrated(home: HomePage) -> ContentPage:
    """A public English page with two pictures, a link to a page and a file's worth of words."""
    page: ContentPage = create_illustrated(home)
    return page


@recorded
def create_illustrated(home: HomePage) -> ContentPage:
    """Create the page."""
    images = [CampaignImage.objects.create(title=title, file=get_test_image_file()) for title in "AB"]
    named = publish(home.add_child(instance=ContentPage(title="Named", slug="named")))
    page = home.add_child(
        instance=ContentPage(
            title="With pictures",
            slug="pictures",
            body=stream(
                image={
                    "image": {"image": images[0].pk, "alt_text": "A square", "decorative": False},
                    "caption": "At noon",
                    "width": "text",
                },
                call_to_action={"heading": "Act", "button": "Write", "page": named.pk, "address": ""},
                rich_text=f'<p>See <a linktype="page" id="{named.pk}">there</a>.</p>',
            ),
        )
    )
    published: ContentPage = publish(page)
    return published


@pytest.fixture
def german_illustrated(illustrated: ContentPage, german_home: HomePage, german: Locale) -> ContentPage:
    """Its public German translation."""
    translated: ContentPage = publish_translation(illustrated, german)
    return translated


def without_picture(page: ContentPage) -> None:
    CampaignImage.objects.all().delete()


def without_named_page(page: ContentPage) -> None:
    Page.objects.get(slug="named", locale=page.locale_id).delete()


def unpublished(page: ContentPage) -> None:
    page.unpublish()


def in_the_bin(page: ContentPage) -> None:
    put_in_bin(page, None)


def moved(page: ContentPage) -> None:
    home = HomePage.objects.get(locale_id=page.locale_id)
    other = publish(home.add_child(instance=ContentPage(title="Дім", slug="other")))
    Page.objects.get(pk=page.pk).move(other, pos="last-child")


def private(page: ContentPage) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")


FATES: dict[Callable[[ContentPage], None], str] = {
    without_picture: "image",
    without_named_page: "",
    unpublished: "The original was taken off the site.",
    in_the_bin: "The original was deleted, or taken out of the site.",
    moved: "it stands below “Дім” now, this page below “de Our faces are ours”.",
    private: "only for some visitors",
}


@pytest.mark.parametrize("happens", FATES)
def test_translators_are_told_and_nothing_breaks(
    happens: Callable[[ContentPage], None],
    translator_client: Client,
    illustrated: ContentPage,
    german_illustrated: ContentPage,
    german: Locale,
) -> None:
    """Edit, preview, publish, the file, bringing in changes, publishing again: each answers."""
    happens(illustrated)
    translation = translation_into(german, illustrated)
    edit = reverse("wagtailadmin_pages:edit", args=[german_illustrated.pk])
    answer = translator_client.get(edit)
    assert answer.status_code == 200
    told = " ".join(str(message) for message in answer.context["messages"])
    assert FATES[happens].lower() in told.lower()

    def everything_answers() -> None:
        preview = reverse("wagtail_localize:preview_translation", args=[translation.pk])
        assert translator_client.get(preview).status_code == 200
        assert translator_client.get(edit).status_code == 200
        file = reverse("wagtail_localize:download_pofile", args=[translation.pk])
        assert translator_client.get(file).status_code == 200
        said: Any = translator_client.post(edit, {"action": "publish"}, follow=True)
        assert said.status_code == 200
        assert ContentPage.objects.get(pk=german_illustrated.pk).live
        assert Client().get(german_illustrated.get_url()).status_code in (200, 302)

    everything_answers()
    sync = reverse("wagtail_localize:update_translations", args=[translation.source_id])
    # From the bin there is nothing to bring in: neither the address that a page has there, nor its absence.
    assert translator_client.get(sync).status_code == (302 if happens is in_the_bin else 200)
    assert translator_client.post(sync).status_code == 302
    german_illustrated.refresh_from_db()
    assert german_illustrated.slug == "pictures"
    everything_answers()
    assert translator_client.get(reverse("localisation_desk")).status_code == 200


def test_an_original_that_is_as_it_was_is_no_news(
    translator_client: Client, illustrated: ContentPage, german_illustrated: ContentPage, german: Locale
) -> None:
    assert fate_of_original(translation_into(german, illustrated), german_illustrated) == []


def test_a_translation_outlives_its_original(
    translator_client: Client, illustrated: ContentPage, german_illustrated: ContentPage, german: Locale
) -> None:
    """Deleted for good: the German page stays public and can be edited as any other."""
    public = public_row(german_illustrated)
    source = translation_into(german, illustrated).source_id
    ContentPage.objects.get(pk=illustrated.pk).delete()
    assert public_row(german_illustrated) == public
    for url in (
        reverse("wagtailadmin_pages:edit", args=[german_illustrated.pk]),
        reverse("localisation_desk"),
        reverse("wagtail_localize:translations_report"),
        german_illustrated.get_url(),
    ):
        assert translator_client.get(url).status_code == 200
    sync = reverse("wagtail_localize:update_translations", args=[source])
    assert translator_client.get(sync).status_code == 404


def test_a_row_that_is_gone_without_its_signals_breaks_nothing_either(
    translator_client: Client, article: ContentPage, german_article: ContentPage, german: Locale
) -> None:
    """As after a restored backup, or a clean-up by hand."""
    translation = translation_into(german, article)
    keys = {"translation_id": translation.pk}
    target = german_article.pk
    rows = ContentPage.objects.filter(pk=target)
    rows._raw_delete(rows.db)
    assert not ContentPage.objects.filter(pk=target).exists()
    for name in ("download_pofile", "preview_translation"):
        assert translator_client.get(reverse(f"wagtail_localize:{name}", kwargs=keys)).status_code == 404
    for name in ("upload_pofile", "stop_translation", "machine_translate"):
        assert translator_client.post(reverse(f"wagtail_localize:{name}", kwargs=keys)).status_code == 404


def test_a_private_original_makes_private_translations(
    admin_client: Client, article: ContentPage, german_home: HomePage, german: Locale
) -> None:
    """From the first draft on, and again whenever changes are brought in by somebody who may publish."""
    PageViewRestriction.objects.create(page=article, restriction_type="login")
    submit_for_translation(article, [german], None)
    translated = fill_and_publish(translation_into(german, article))
    assert translated.view_restrictions.exists()
    answer = Client().get(translated.get_url())
    assert answer.status_code == 302


def test_a_snippet_s_original_that_was_taken_off_is_told(
    translator_client: Client, home: HomePage, german_home: HomePage, german: Locale
) -> None:
    member = Member.objects.create(name="Open Squares", description="Keeps squares open.", locale=home.locale)
    member.save_revision().publish()
    submit_for_translation(member, [german], None)
    translated = fill_and_publish(translation_into(german, member))
    member = Member.objects.get(pk=member.pk)
    member.unpublish()
    url = reverse("wagtailsnippets_coalition_member:edit", args=[translated.pk])
    answer = translator_client.get(url)
    assert "taken off the site" in " ".join(str(message) for message in answer.context["messages"])


def test_deleting_a_source_leaves_no_translation_behind(
    article: ContentPage, german_article: ContentPage
) -> None:
    ContentPage.objects.get(pk=article.pk).delete()
    assert not Translation.objects.filter(source__object_id=article.translation_key).exists()
    assert not TranslationSource.objects.filter(object_id=article.translation_key).exists()


def test_publishing_again_after_the_original_was_closed_closes_the_translation_too(
    article: ContentPage, german_article: ContentPage, german: Locale
) -> None:
    """What nobody without an account reads in English is not told to everybody in German."""
    PageViewRestriction.objects.create(page=article, restriction_type="login")
    translation_into(german, article).save_target(publish=True)
    assert Client().get(german_article.get_url()).status_code == 302


def test_what_a_language_has_closed_stays_closed_when_it_publishes(
    article: ContentPage, german_article: ContentPage, german: Locale
) -> None:
    PageViewRestriction.objects.create(page=german_article, restriction_type="login")
    translation_into(german, article).save_target(publish=True)
    assert Client().get(german_article.get_url()).status_code == 302
