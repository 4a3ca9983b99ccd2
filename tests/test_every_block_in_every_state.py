"""Whatever a block lacks, and whatever became of what it names, no view that an editor needs fails at it.

Each test goes with one page, which holds every block of the palette, through all that the admin does with a
page. A block that is added is held to it without being named here.
"""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.signals import got_request_exception
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images.blocks import ImageBlock, ImageBlockComparison
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale
from wagtail.rich_text import RichText
from wagtail_localize.models import Translation
from wagtail_localize.segments import ingest
from wagtail_localize.segments.ingest import StreamFieldSegmentsWriter

from coalition.member import Member
from editorial.models import CampaignImage, Section
from editorial.workarounds.comparing_without_image import upstream_htmlvalue
from home.models import ContentPage, HomePage, NewsIndexPage, NewsPage
from localisation.actions.submit_for_translation import submit_for_translation
from localisation.tests.campaign import (
    create_home,
    create_petition_page,
    fill,
    fill_and_publish,
    publish,
    translation_into,
)
from localisation.workarounds import deleted_choices

from .block_states import Chosen, Stored, child, page_filled_in, page_with_gaps, sent_form

pytestmark = pytest.mark.django_db


class Editor:
    """Somebody who may do everything, and who notes what fails instead of stopping at it."""

    def __init__(self) -> None:
        self.client = Client(raise_request_exception=False)
        self.client.force_login(User.objects.create_superuser("editor", "editor@example.org"))
        self.failures: dict[str, str] = {}
        self.raised = ""

    def note_exception(self, **kwargs: Any) -> None:
        """Remember why a request fails."""
        self.raised = "".join(traceback.format_exc().splitlines(keepends=True)[-9:])

    def opens(self, what: str, url: str, sent: dict[str, str] | None = None, **headers: str) -> Any:
        """Open an address, or send a form to it, and note it if that fails."""
        if sent is None:
            response = self.client.get(url, headers=headers)
        else:
            response = self.client.post(url, sent, headers=headers)
        if response.status_code >= 400:
            self.failures[what] = f"{url}: {response.status_code} {self.raised}"
        return response

    def does(self, what: str, action: Callable[[], Any]) -> Any:
        """Do what takes no request, and note it if it fails."""
        try:
            return action()
        except Exception:
            self.note_exception()
            self.failures[what] = self.raised
            return None


@pytest.fixture
def editor() -> Iterator[Editor]:
    """The editor's browser."""
    editor = Editor()
    got_request_exception.connect(editor.note_exception)
    yield editor
    got_request_exception.disconnect(editor.note_exception)


@pytest.fixture
def german() -> Locale:
    """The language that is translated into."""
    return Locale.objects.get_or_create(language_code="de")[0]


@pytest.fixture
def home(german: Locale) -> HomePage:
    """The public home page, in both languages."""
    Locale.objects.get_or_create(language_code="en")
    home = create_home()
    submit_for_translation(home, [german], None)
    fill_and_publish(translation_into(german, home))
    Member.objects.create(name="Open Squares", locale=home.locale)
    return home


@pytest.fixture
def targets(home: HomePage) -> list[Any]:
    """What the blocks name: a picture, a file, three kinds of page, and a section."""
    index = publish(home.add_child(instance=NewsIndexPage(title="News", slug="news")))
    publish(index.add_child(instance=NewsPage(title="It happened", slug="it-happened")))
    return [
        CampaignImage.objects.create(title="Square", file=get_test_image_file(size=(8, 8))),
        get_document_model().objects.create(title="Film", file=ContentFile(b"0", name="film.mp4")),
        publish(home.add_child(instance=ContentPage(title="Chosen by cards", slug="chosen"))),
        create_petition_page(home),
        index,
        Section.objects.create(
            title="Everywhere", body=[("rich_text", RichText("<p>The same here.</p>"))], locale=home.locale
        ),
    ]


@pytest.fixture
def filled(targets: list[Any]) -> Stored:
    """Every block of the palette, filled in to the last field."""
    return page_filled_in(Chosen(*(target.pk for target in targets)))


@pytest.fixture
def full_page(home: HomePage, german: Locale, filled: Stored) -> ContentPage:
    """A public page with all of them, submitted for translation as it was published."""
    page: ContentPage = home.add_child(
        instance=ContentPage(title="All of it", slug="all-of-it", body=json.dumps(filled))
    )
    page = publish(page)
    submit_for_translation(page, [german], None)
    return page


def form_of(page: ContentPage) -> dict[str, str]:
    """Return what the page's editor sends when somebody saves the page as it is."""
    comments = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": ""}
    return {
        "title": page.title,
        "slug": page.slug,
        **dict(sent_form(page.body.stream_block, page.body, "body")),
        **{f"comments-{name}": value for name, value in comments.items()},
    }


def go_through_the_admin(editor: Editor, page: ContentPage, stored: Stored) -> None:
    """Publish a page with these blocks in place of what it has, and do with it all that an editor can do."""
    first = page.latest_revision_id
    page.body = json.dumps([child("heading", {"text": "A new start", "level": "2"}), *stored])
    editor.does("publishing, which fills the indexes of words and references", lambda: publish(page))
    page = ContentPage.objects.get(pk=page.pk)
    last = page.latest_revision_id
    for name in ("edit", "usage", "history", "delete", "unpublish", "view_draft"):
        editor.opens(name, reverse(f"wagtailadmin_pages:{name}", args=[page.pk]))
    for one, other in ((first, last), (last, first)):
        url = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, one, other])
        answer = editor.opens(f"comparing {one} with {other}", url).content.decode()
        assert "A new start" in answer or editor.failures
    editor.opens("going back", reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, first]))
    editor.opens("the admin's answers to its scripts", f"/admin/api/main/pages/{page.pk}/")

    sent = editor.does("the form", lambda: form_of(page))
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    editor.opens("sending a preview", preview, sent)
    editor.opens("the preview", f"{preview}?in_preview_panel=true")
    saved = editor.opens("saving", edit, sent, Accept="application/json").json()
    assert saved["success"], saved
    editor.opens("asking for moderation", edit, {**sent, "action-submit": "1"})
    state = ContentPage.objects.get(pk=page.pk).current_workflow_task_state
    if state is not None:
        editor.opens("the dashboard", reverse("wagtailadmin_home"))
        arguments = [page.pk, state.task_id]
        editor.opens("moderating", reverse("wagtailadmin_pages:workflow_preview", args=arguments))

    copied = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": str(page.get_parent().pk)}
    copy = reverse("wagtailadmin_pages:copy", args=[page.pk])
    assert editor.opens("copying", copy, {**copied, "publish_copies": "on"}).status_code == 302
    editor.opens("the public page", page.url)


def go_through_its_translation(editor: Editor, when: str, translation: Translation) -> None:
    """Open a translation, look at its preview, fill it in and publish it."""
    target = translation.get_target_instance()
    editor.opens(f"translating {when}", reverse("wagtailadmin_pages:edit", args=[target.pk]))
    preview = reverse("wagtail_localize:preview_translation", args=[translation.pk])
    editor.opens(f"the translation's preview {when}", preview)
    fill(translation)
    editor.does(f"publishing the translation {when}", lambda: translation.save_target(publish=True))
    target.refresh_from_db()
    assert target.live or editor.failures
    editor.opens(f"the public translation {when}", target.url)


def test_no_view_fails_at_a_block_that_lacks_something(
    editor: Editor, full_page: ContentPage, filled: Stored, german: Locale
) -> None:
    go_through_the_admin(editor, full_page, page_with_gaps(filled))
    translation = translation_into(german, full_page)
    go_through_its_translation(editor, "before the change is brought in", translation)
    editor.does("bringing in the change", translation.source.update_from_db)
    go_through_its_translation(editor, "after it", Translation.objects.get(pk=translation.pk))
    assert editor.failures == {}


def test_no_view_fails_at_a_block_whose_choice_was_deleted(
    editor: Editor, full_page: ContentPage, filled: Stored, german: Locale, targets: list[Any]
) -> None:
    for target in targets:
        type(target).objects.get(pk=target.pk).delete()
    go_through_the_admin(editor, ContentPage.objects.get(pk=full_page.pk), filled)
    translation = translation_into(german, full_page)
    go_through_its_translation(editor, "before the change is brought in", translation)
    editor.does("bringing in the change", translation.source.update_from_db)
    go_through_its_translation(editor, "after it", Translation.objects.get(pk=translation.pk))
    assert editor.failures == {}


class TestUpstream:
    """Once one of these fails, upstream needs that workaround no more."""

    def test_still_fails_to_compare_without_an_image(self) -> None:
        """See `comparing_without_image`."""
        comparison = ImageBlockComparison(ImageBlock(), False, True, None, None)
        with pytest.raises(TypeError):
            upstream_htmlvalue(comparison, None)

    def test_still_fails_to_translate_what_was_deleted(
        self, full_page: ContentPage, german: Locale, targets: list[Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """See `deleted_choices`: the picture alone is gone, then the file alone."""
        translation = translation_into(german, full_page)
        fill(translation)
        for name in ("handle_block", "handle_image_block"):
            monkeypatch.setattr(StreamFieldSegmentsWriter, name, getattr(deleted_choices, f"upstream_{name}"))
        monkeypatch.setattr(ingest, "handle_related_object", deleted_choices.upstream_handle_related_object)
        targets[0].delete()
        with pytest.raises(AttributeError):
            translation.source.get_ephemeral_translated_instance(german, fallback=True)
