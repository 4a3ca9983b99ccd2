"""A draft that is being saved while the page is published leaves it public, and one form makes one page."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from editorial.workarounds.saving_and_publishing import upstream_save_action
from home.models import ContentPage, HomePage

BY_ITSELF = {"accept": "application/json"}


@pytest.fixture
def client(home: HomePage) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("editor", "editor@example.org", "demo"))
    return client


def fields(title: str, **more: str) -> dict[str, Any]:
    """Return what the form of a content page sends."""
    data = {"title": title, "slug": "a-page", "introduction": "", "body": streamfield([])}
    comments = {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    return {**nested_form_data(data), **comments, **more}


@pytest.fixture
def draft(home: HomePage) -> ContentPage:
    """A page that nobody has published yet."""
    page = home.add_child(instance=ContentPage(title="A page", slug="a-page", live=False))
    page.save_revision()
    return ContentPage.objects.get(pk=page.pk)


@pytest.fixture
def published_meanwhile(draft: ContentPage) -> Iterator[None]:
    """Somebody publishes the page after a request has read it, and before it saves."""

    def publish(request: HttpRequest, page: Page) -> None:
        ContentPage.objects.get(pk=page.pk).save_revision().publish()

    with hooks.register_temporarily("before_edit_page", publish):
        yield


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


@pytest.mark.usefixtures("published_meanwhile")
class TestPublishedWhileADraftIsSaved:
    def test_what_is_saved_by_itself_is_refused(self, client: Client, draft: ContentPage) -> None:
        answer = client.post(edit_url(draft), fields("Older words"), headers=BY_ITSELF)
        assert answer.json()["error_code"] == "invalid_revision"
        draft.refresh_from_db()
        assert (draft.live, draft.title) == (True, "A page")

    def test_what_somebody_saves_is_a_draft_beside_the_public_page(
        self, client: Client, draft: ContentPage
    ) -> None:
        assert client.post(edit_url(draft), fields("Other words")).status_code == 302
        draft.refresh_from_db()
        assert (draft.live, draft.title) == (True, "A page")
        assert draft.get_latest_revision_as_object().title == "Other words"

    @pytest.mark.slow
    def test_upstream_takes_the_page_off_the_site(
        self, client: Client, draft: ContentPage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Once this fails, upstream looks again itself: see `saving_and_publishing`."""
        monkeypatch.setattr(EditView, "save_action", upstream_save_action)
        client.post(edit_url(draft), fields("Older words"), headers=BY_ITSELF)
        draft.refresh_from_db()
        assert not draft.live


class TestOneFormMakesOnePage:
    def send(self, client: Client, home: HomePage, title: str, **more: str) -> Any:
        url = reverse("wagtailadmin_pages:add", args=["home", "contentpage", home.pk])
        headers = {} if "action-publish" in more else BY_ITSELF
        return client.post(url, fields(title, **more), headers=headers)

    @pytest.mark.slow
    def test_asked_again_since_the_answer_was_lost(self, client: Client, home: HomePage) -> None:
        mark = {"new_page_mark": "one"}
        first = self.send(client, home, "Stop", **mark).json()
        again = self.send(client, home, "Stop the airport", slug="stop-the-airport", **mark).json()
        assert (again["success"], again["pk"], again["url"]) == (True, first["pk"], first["url"])
        assert client.get(again["hydrate_url"]).status_code == 200
        self.send(client, home, "Stop the airport", **{**mark, "action-publish": "yes"})
        page = ContentPage.objects.get()
        assert (page.title, page.live) == ("Stop the airport", True)

    @pytest.mark.slow
    def test_another_form_makes_another_page(self, client: Client, home: HomePage) -> None:
        self.send(client, home, "First", new_page_mark="one")
        self.send(client, home, "Second", slug="second", new_page_mark="two")
        self.send(client, home, "Third", slug="third")
        self.send(client, home, "Fourth", slug="fourth", new_page_mark="")
        assert ContentPage.objects.count() == 4

    def test_a_mark_is_known_to_who_made_the_page_alone(self, client: Client, home: HomePage) -> None:
        self.send(client, home, "First", new_page_mark="one")
        colleague = Client()
        colleague.force_login(User.objects.create_superuser("colleague", "c@example.org", "demo"))
        self.send(colleague, home, "Second", slug="second", new_page_mark="one")
        assert [page.title for page in ContentPage.objects.order_by("pk")] == ["First", "Second"]

    def test_without_the_mark_upstream_makes_two(self, client: Client, home: HomePage) -> None:
        """Once this fails, upstream tells a repeated request by itself: see `saving_and_publishing`."""
        self.send(client, home, "Stop")
        answer = json.loads(self.send(client, home, "Stop the airport", slug="stop-the-airport").content)
        assert answer["success"]
        assert ContentPage.objects.count() == 2
