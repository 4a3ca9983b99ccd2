"""Each address speaks its own language: stand-ins for pages of other languages are never public."""

import pytest
from django.db.models.signals import pre_save
from django.test import Client
from wagtail.models import Locale, Page
from wagtail_localize.models import LocaleSynchronization
from wagtail_localize.synctree import create_aliases_for_new_page, synchronize_tree

from home.models import ContentPage, HomePage
from localisation.actions.submit_for_translation import submit_for_translation
from localisation.workarounds.aliases_in_other_languages import take_alias_off_the_site

from .campaign import fill_and_publish, publish, translation_into
from .test_jobs import work_all


@pytest.fixture
def follow(home: HomePage, full_page: ContentPage, german: Locale) -> LocaleSynchronization:
    """German follows English: each English page has a stand-in there."""
    following = LocaleSynchronization.objects.create(locale=german, sync_from=home.locale)
    work_all()
    return following


def test_following_language_gets_drafts(
    follow: LocaleSynchronization, client: Client, home: HomePage, full_page: ContentPage, german: Locale
) -> None:
    """All stand-ins are there for translators, none for visitors."""
    aliases = Page.objects.filter(locale=german, alias_of__isnull=False)
    assert aliases.count() == 3
    assert not aliases.filter(live=True).exists()
    response = client.get("/de/")
    assert response.status_code == 302
    assert response["Location"].endswith("/en/")
    response = client.get("/de/all-of-it/")
    assert response.status_code == 302
    assert response["Location"].endswith("/en/all-of-it/")
    assert Page.find_problems() == ([], [], [], [], [])


def test_publishing_the_source_keeps_aliases_off_the_site(
    follow: LocaleSynchronization, home: HomePage, full_page: ContentPage, german: Locale
) -> None:
    """Wagtail would make them public again."""
    full_page.title = "All of it, today"
    publish(full_page)
    new = home.add_child(instance=ContentPage(title="New", slug="new"))
    create_aliases_for_new_page(new)
    publish(new)

    aliases = Page.objects.filter(locale=german, alias_of__isnull=False)
    assert set(aliases.values_list("title", flat=True)) == {
        "All of it, today",
        "New",
        "Our faces are ours",
        "Unwatched",
    }
    assert not aliases.filter(live=True).exists()


def test_missing_parent_is_no_public_page(article: ContentPage, home: HomePage, german: Locale) -> None:
    """A page that is translated before its parent does not bring an English parent with it."""
    submit_for_translation(article, [german], None)

    parent = article.get_translation(german).get_parent()
    assert parent.alias_of.specific == home
    assert not parent.live


def test_alias_becomes_a_draft_of_its_own(
    follow: LocaleSynchronization, full_page: ContentPage, german: Locale
) -> None:
    """Submitting the page turns its stand-in into a translation, and publishes nothing."""
    Page.objects.filter(locale=german, translation_key=full_page.translation_key).update(live=True)

    submit_for_translation(full_page, [german], None)

    translated = full_page.get_translation(german)
    assert translated.alias_of_id is None
    assert not translated.live
    translated = fill_and_publish(translation_into(german, full_page))
    assert translated.live
    publish(full_page)
    assert ContentPage.objects.get(pk=translated.pk).title == "de All of it"


def test_submitting_a_stand_in_submits_what_it_stands_for(
    follow: LocaleSynchronization, admin_client: Client, full_page: ContentPage, german: Locale
) -> None:
    """Whoever opens the form on the German stand-in translates the English page."""
    alias = full_page.get_translation(german)
    admin_client.post(f"/admin/localize/submit/page/{alias.pk}/", {"locales": [german.pk]})
    assert translation_into(german, full_page).source.locale == full_page.locale


def test_alias_within_a_language_is_public(home: HomePage, article: ContentPage) -> None:
    """Editors may show a page in two places of one language."""
    alias = article.create_alias(update_slug="again")
    assert alias.live
    publish(article)
    assert Page.objects.get(pk=alias.pk).live


def test_upstream_still_makes_aliases_public(home: HomePage, german: Locale) -> None:
    """Once this fails, upstream keeps them as drafts: see `aliases_in_other_languages`."""
    pre_save.disconnect(dispatch_uid="localisation.take_alias_off_the_site")
    try:
        synchronize_tree(home.locale, german)
        assert home.get_translation(german).live
    finally:
        pre_save.connect(take_alias_off_the_site, dispatch_uid="localisation.take_alias_off_the_site")
