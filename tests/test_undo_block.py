"""An editor who has deleted a block by mistake presses Undo, and has it back with all that was in it."""

from __future__ import annotations

import json
import time

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Locator, Page, expect

from home.models import ContentPage
from tests.factories import create_home

from .admin_browser import AdminBrowser
from .test_slow_hands import said, saves_by_itself

pytestmark = pytest.mark.browser

BODY = [
    {
        "type": "heading",
        "value": {"text": "First", "level": "2"},
        "id": "11111111-1111-4111-8111-111111111111",
    },
    {
        "type": "quote",
        "value": {"quote": "We met in the square.", "name": "Ada", "role": ""},
        "id": "22222222-2222-4222-8222-222222222222",
    },
    {
        "type": "columns",
        "value": {
            "first": [
                {
                    "type": "quote",
                    "value": {"quote": "Inside.", "name": "Grace", "role": ""},
                    "id": "33333333-3333-4333-8333-333333333333",
                }
            ],
            "second": [],
        },
        "id": "44444444-4444-4444-8444-444444444444",
    },
    {
        "type": "questions_and_answers",
        "value": {
            "heading": "",
            "questions": [
                {"type": "item", "value": {"question": name, "answer": f"<p>{name}.</p>"}, "id": identifier}
                for name, identifier in (
                    ("Who", "55555555-5555-4555-8555-555555555555"),
                    ("Why", "66666666-6666-4666-8666-666666666666"),
                )
            ],
        },
        "id": "77777777-7777-4777-8777-777777777777",
    },
]


@pytest.fixture
def content(site: str) -> ContentPage:
    """A draft with a heading, a quote, and a quote within columns."""
    User.objects.create_superuser("editor", "editor@example.org", "demo")
    home = create_home()
    page: ContentPage = home.add_child(
        instance=ContentPage(title="Blocks", slug="blocks", live=False, body=json.dumps(BODY))
    )
    page.save_revision()
    return page


@pytest.fixture
def admin(site: str, content: ContentPage, page: Page) -> AdminBrowser:
    """The editor's browser, with the page open, and something saved by itself already.

    In its first seconds Wagtail may still take what it finds in the form for what it began with.
    """
    admin = AdminBrowser(page, site, "editor")
    admin.open(f"pages/{content.pk}/edit/")
    with page.expect_response(lambda answer: saves_by_itself(answer.request)) as saved:
        page.locator("#id_title").press_sequentially("!")
    assert saved.value.ok
    return admin


def blocks_in_draft(content: ContentPage) -> list[tuple[str, object]]:
    draft = ContentPage.objects.get(pk=content.pk).get_latest_revision_as_object()
    return [(block.block_type, block.id) for block in draft.body]


def delete_button(admin: AdminBrowser, number: int) -> Locator:
    children = admin.page.locator("input[name='body-count'] + div > [data-streamfield-child]")
    return children.nth(number).locator("[data-streamfield-action=DELETE]").first


def saved_after(admin: AdminBrowser, press: Locator) -> None:
    """Press, and wait until the editor has saved that by itself."""
    with admin.page.expect_response(lambda answer: saves_by_itself(answer.request)) as saved:
        press.click()
    assert saved.value.ok


def test_a_deleted_block_comes_back_with_its_words_at_its_place(
    admin: AdminBrowser, content: ContentPage
) -> None:
    before = blocks_in_draft(content)
    message = admin.page.locator(".deleted-block")

    saved_after(admin, delete_button(admin, 1))
    expect(message).to_contain_text("“Quote” was deleted.")
    assert [kind for kind, _id in blocks_in_draft(content)] == ["heading", "columns", "questions_and_answers"]
    saved_after(admin, message.get_by_role("button", name="Undo"))

    expect(message).to_have_count(0)
    assert blocks_in_draft(content) == before
    quote = ContentPage.objects.get(pk=content.pk).get_latest_revision_as_object().body[1].value
    assert (quote["quote"], quote["name"]) == ("We met in the square.", "Ada")


def test_two_in_a_row_come_back_in_their_order(admin: AdminBrowser, content: ContentPage) -> None:
    before = blocks_in_draft(content)
    delete_button(admin, 0).click()
    # What is hidden stays in the form.
    delete_button(admin, 1).click()
    messages = admin.page.locator(".deleted-block")
    expect(messages).to_have_count(2)

    messages.first.get_by_role("button", name="Undo").click()
    expect(messages).to_have_count(1)
    messages.get_by_role("button", name="Undo").click()

    # Four changes in a row are saved in two or three steps, as quick as the machine is.
    end = time.monotonic() + 60
    while blocks_in_draft(content) != before and time.monotonic() < end:
        admin.page.evaluate("() => new Promise(requestAnimationFrame)")
    assert blocks_in_draft(content) == before


def test_a_block_within_a_block_comes_back(admin: AdminBrowser, content: ContentPage) -> None:
    inner = admin.page.locator("input[name='body-2-value-first-count'] + div > [data-streamfield-child]")
    saved_after(admin, inner.locator("[data-streamfield-action=DELETE]"))
    draft = ContentPage.objects.get(pk=content.pk).get_latest_revision_as_object()
    assert not len(draft.body[2].value["first"])
    saved_after(admin, admin.page.locator(".deleted-block").get_by_role("button", name="Undo"))

    draft = ContentPage.objects.get(pk=content.pk).get_latest_revision_as_object()
    assert draft.body[2].value["first"][0].value["name"] == "Grace"


def test_an_item_of_a_list_comes_back(admin: AdminBrowser, content: ContentPage) -> None:
    def questions() -> list[tuple[str, str, str]]:
        draft = ContentPage.objects.get(pk=content.pk).get_latest_revision_as_object()
        items = draft.body[3].value["questions"].bound_blocks
        return [(item.id, item.value["question"], said(str(item.value["answer"]))) for item in items]

    before = questions()
    container = admin.page.locator("input[name='body-3-value-questions-count'] + div")
    first = container.locator("> [data-streamfield-child]").first

    saved_after(admin, first.locator("[data-streamfield-action=DELETE]").first)
    assert len(questions()) == 1
    saved_after(admin, container.locator("> .deleted-block").get_by_role("button", name="Undo"))

    assert questions() == before


def test_the_keyboard_leads_from_deleting_to_undo_and_a_reader_is_told(admin: AdminBrowser) -> None:
    page = admin.page
    button = delete_button(admin, 1)
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="“Quote” was deleted. Undo")).to_be_attached()
    # Wagtail hides the block little by little, with the button that was pressed.
    expect(button).to_be_hidden()
    page.keyboard.press("Tab")
    undo = page.locator(".deleted-block").get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[id='body-4-value-quote']")).to_have_value("We met in the square.")
    expect(page.locator("[id='body-4-value-quote']")).to_be_focused()


def test_what_folds_all_blocks_folds_what_came_back(admin: AdminBrowser) -> None:
    page = admin.page
    delete_button(admin, 1).click()
    page.locator(".deleted-block").get_by_role("button", name="Undo").click()
    field = page.locator("[id='body-4-value-quote']")
    expect(field).to_be_visible()

    page.get_by_role("button", name="Collapse all").filter(visible=True).first.click()

    expect(field).to_be_hidden()


def test_whoever_meant_it_dismisses_the_message(admin: AdminBrowser) -> None:
    delete_button(admin, 0).click()
    message = admin.page.locator(".deleted-block")
    message.get_by_role("button", name="Dismiss").click()
    expect(message).to_have_count(0)
