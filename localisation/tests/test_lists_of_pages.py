"""Wagtail's list of pages and wagtail-localize's report stay quick, however many pages there are."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail import hooks
from wagtail.models import Locale
from wagtail_localize import wagtail_hooks as upstream

from home.models import ContentPage, HomePage
from localisation.actions.submit_for_translation import submit_for_translation
from localisation.workarounds import buttons_of_pages

from .bulk import translate_in_bulk
from .campaign import publish, translation_into


def queries_for(client: Client, url: str) -> int:
    """Return how many queries a page of the admin takes, once all is looked up that is kept."""
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def menu_of(client: Client, home: HomePage, title: str) -> list[str]:
    """Return what the menu beside a page in the list offers of translating, and where it leads."""
    answer = client.get(reverse("wagtailadmin_explore", args=[home.pk]))
    page = BeautifulSoup(answer.content, "html.parser")
    row = next(row for row in page.select("table.listing tbody tr") if title in row.get_text())
    return sorted(
        f"{' '.join(link.get_text().split())} {str(link['href']).partition('?')[0]}"
        for link in row.select("a[href*='/localize/']")
    )


@pytest.mark.slow
def test_the_list_of_a_translators_pages_asks_as_little_for_many_as_for_one(
    translator_client: Client, german_home: HomePage, german: Locale
) -> None:
    german_home.add_child(instance=ContentPage(title="Seite", slug="s", locale=german))
    url = reverse("wagtailadmin_explore", args=[german_home.pk])
    few = queries_for(translator_client, url)
    for number in range(12):
        german_home.refresh_from_db()
        german_home.add_child(instance=ContentPage(title=f"Seite {number}", slug=f"s{number}", locale=german))
    assert queries_for(translator_client, url) <= few
    assert few <= 55


@pytest.mark.slow
def test_without_it_each_page_asks_for_itself(
    translator_client: Client,
    german_home: HomePage,
    german: Locale,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """If not, upstream has mended it, and the workaround can go."""
    monkeypatch.setattr(buttons_of_pages, "buttons", upstream.page_listing_more_buttons)
    registered = [
        (upstream.page_listing_more_buttons if function.__name__ == "buttons" else function, order)
        for function, order in hooks._hooks[buttons_of_pages.HOOK]
    ]
    monkeypatch.setitem(hooks._hooks, buttons_of_pages.HOOK, registered)
    url = reverse("wagtailadmin_explore", args=[german_home.pk])
    german_home.add_child(instance=ContentPage(title="Seite", slug="s", locale=german))
    few = queries_for(translator_client, url)
    for number in range(4):
        german_home.refresh_from_db()
        german_home.add_child(instance=ContentPage(title=f"Seite {number}", slug=f"s{number}", locale=german))
    assert queries_for(translator_client, url) >= few + 4


def test_the_list_still_offers_to_translate_and_to_sync(
    admin_client: Client, home: HomePage, article: ContentPage, german_home: HomePage, german: Locale
) -> None:
    assert menu_of(admin_client, home, "All of it") == [
        f"Translate this page /admin/localize/submit/page/{article.pk}/"
    ]
    submit_for_translation(article, [german], None)
    source = translation_into(german, article).source
    sync = f"Sync translated pages /admin/localize/update/{source.pk}/"
    assert menu_of(admin_client, home, "All of it") == [sync]
    french = Locale.objects.create(language_code="fr")
    # A stand-in has no words of its own yet.
    home.copy_for_translation(french, alias=True)
    article.copy_for_translation(french, alias=True)
    assert menu_of(admin_client, home, "All of it") == [
        sync,
        f"Translate this page /admin/localize/submit/page/{article.pk}/",
    ]


class TestReport:
    url = "/admin/localize/reports/translations/"

    @pytest.mark.slow
    def test_asks_as_little_for_many_translations_as_for_one(
        self, admin_client: Client, home: HomePage, german_home: HomePage, german: Locale
    ) -> None:
        few = queries_for(admin_client, self.url)
        french = Locale.objects.create(language_code="fr")
        translate_in_bulk(home, 30, [german, french], texts=1)
        assert queries_for(admin_client, self.url) <= few + 1
        assert few <= 20

    def test_says_what_it_said(
        self,
        admin_client: Client,
        home: HomePage,
        article: ContentPage,
        german_home: HomePage,
        german: Locale,
    ) -> None:
        page = publish(home.add_child(instance=ContentPage(title="New & old", slug="new")))
        submit_for_translation(page, [german], None)
        assert admin_client.get(self.url).status_code == 200
        lines = self.lines(admin_client)
        target = page.get_translation(german)
        assert lines["New & old (English)"] == [
            "Content page",
            "New & old (German)",
            "Waiting for translations",
            f"/admin/pages/{page.pk}/edit/",
            f"/admin/pages/{target.pk}/edit/",
        ]
        assert lines["Our faces are ours (English)"][2] == "Up to date"

    def test_finds_by_its_filters(
        self, admin_client: Client, home: HomePage, german_home: HomePage, german: Locale
    ) -> None:
        page = publish(home.add_child(instance=ContentPage(title="New", slug="new")))
        submit_for_translation(page, [german], None)
        assert list(self.lines(admin_client, "source_title=New")) == ["New (English)"]
        assert list(self.lines(admin_client, "target_locale=fr")) == []
        assert list(self.lines(admin_client, "waiting_for_translation=true")) == ["New (English)"]

    def lines(self, client: Client, query: str = "") -> dict[str, list[str]]:
        """Return what the report says, by the original."""
        page = BeautifulSoup(client.get(f"{self.url}?{query}").content, "html.parser")
        found = {}
        for row in page.select("table.listing tbody tr"):
            kind, source, target, status = (" ".join(cell.get_text().split()) for cell in row.select("td"))
            found[source] = [kind, target, status, *(str(link["href"]) for link in row.select("a"))]
        return found

    def test_a_deleted_original_is_named_and_not_linked(
        self, admin_client: Client, german_article: ContentPage, article: ContentPage
    ) -> None:
        """Deleting takes its translation out of the report; past signals, the row may stay."""
        type(article).objects.filter(pk=article.pk)._raw_delete("default")
        article.page_ptr.__class__.objects.filter(pk=article.pk)._raw_delete("default")
        line = self.lines(admin_client)["All of it (English)"]
        assert [entry for entry in line if entry.startswith("/")] == [
            f"/admin/pages/{german_article.pk}/edit/"
        ]
