"""What an editor does in Wagtail's admin, step by step, in a real browser."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import quote

from playwright.sync_api import Locator, Page, expect


@dataclass
class Effort:
    """What somebody's hands and head do, counted as it happens.

    `minutes` is the time that it takes a person, by the keystroke-level model (Card, Moran and Newell, The
    Psychology of Human-Computer Interaction, 1983), with the book's seconds for people who type at an average
    pace. It is no stopwatch: how fast the machine under the test is makes no difference.
    """

    KEY = 0.28
    POINT = 1.1
    PRESS_AND_RELEASE = 0.2
    HANDS_TO_KEYBOARD_AND_BACK = 0.8
    THINK = 1.35
    # Until a page or a dialog appears, on a slow line. The book leaves this one to the system at hand.
    WAIT = 1.0

    clicks: int = 0
    keys: int = 0
    texts: int = 0
    thoughts: int = 0
    waits: int = 0

    @property
    def minutes(self) -> float:
        """How long a person takes who writes as few words as were typed."""
        seconds = (
            self.clicks * (self.POINT + self.PRESS_AND_RELEASE)
            + self.texts * self.HANDS_TO_KEYBOARD_AND_BACK
            + self.keys * self.KEY
            + self.thoughts * self.THINK
            + self.waits * self.WAIT
        )
        return seconds / 60

    def __str__(self) -> str:
        return f"{self.clicks} clicks, {self.keys} keys, {self.waits} waits: {self.minutes:.1f} minutes"


class AdminBrowser:
    """A browser in which somebody has signed in to the admin. All that they do is counted in `effort`."""

    # Who has signed in to which hub before need not again, as long as their session lasts.
    _cookies: ClassVar[dict[tuple[str, str], Any]] = {}

    def __init__(self, page: Page, url: str, username: str) -> None:
        self.page = page
        self.url = url
        self.effort = Effort()
        page.context.add_cookies(self._cookies.get((url, username), []))
        page.goto(f"{url}/admin/")
        if "/admin/login/" not in page.url:
            return
        page.get_by_label("Username").fill(username)
        page.get_by_role("textbox", name="Password").fill("demo")
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"{url}/admin/")
        self._cookies[url, username] = page.context.cookies(url)

    def open(self, path: str) -> None:
        """Go to an address below the admin's."""
        self.page.goto(f"{self.url}/admin/{path}")

    def go_home(self) -> None:
        """Go to the admin's first page, by the mark above the menu."""
        self.follow(self.page.get_by_role("link", name="Dashboard"))

    def sign_out(self) -> None:
        """Sign out, by the menu below the user's name."""
        self.open("")
        self.page.locator(".sidebar-footer__account").click()
        self.page.get_by_role("button", name="Log out").click()
        self.page.wait_for_url("**/admin/login/**")

    def click(self, target: Locator) -> None:
        """Find something and click on it."""
        self.effort.clicks += 1
        self.effort.thoughts += 1
        target.click()

    def follow(self, target: Locator) -> None:
        """Click on what leads to another page, and wait for it."""
        with self.page.expect_navigation():
            self.click(target)
        self.effort.waits += 1

    def type(self, field: Locator, text: str) -> None:
        """Type into an empty field, with a click into it first unless the admin has put the cursor there."""
        if field.evaluate("field => field === document.activeElement"):
            self.effort.thoughts += 1
        else:
            self.click(field)
        self.effort.texts += 1
        self.effort.keys += len(text)
        self.page.keyboard.insert_text(text)

    def replace(self, field: Locator, text: str) -> None:
        """Click into a field and type over what is in it."""
        self.click(field)
        self.page.keyboard.press("ControlOrMeta+a")
        self.effort.keys += 2
        self.type(field, text)

    def type_moment(self, field: Locator, moment: str, beside: Locator) -> None:
        """Type a date and time, such as `2030-05-04 12:00`, and close the calendar by a click beside it."""
        self.type(field, moment)
        calendar = self.page.locator(".xdsoft_datetimepicker").filter(visible=True)
        expect(calendar).to_be_visible()
        self.click(beside.first)
        expect(calendar).to_be_hidden()

    def choose(self, field: Locator, label: str) -> None:
        """Choose an option of a list: one click opens it, one chooses."""
        self.effort.clicks += 2
        self.effort.thoughts += 1
        field.select_option(label=label)

    def choose_file(self, field: Locator, file: Path) -> None:
        """Choose a file in the system's window: one click opens it, one is for the file, one for “Open”."""
        self.effort.clicks += 3
        self.effort.thoughts += 2
        self.effort.waits += 1
        field.set_input_files(file)

    def start_page(self, kind: str, parent: str) -> None:
        """Open the editor of a new page of a kind below a page at the top of the tree."""
        self.open("")
        self.click(self.page.get_by_role("button", name="Pages").first)
        self.follow(self.page.locator(".c-page-explorer").get_by_role("link", name=parent).first)
        self.follow(self.page.get_by_role("link", name="Add child page").filter(visible=True).first)
        self.follow(self.page.get_by_role("link", name=kind).first)

    def add_block(self, label: str, stream: str = "body") -> Block:
        """Add a block at the end of a stream, named by its place, such as `body` or `body-0-value-first`."""
        content = self.page.locator(f"input[name='{stream}-count'] + [data-streamfield-stream-container]")
        children = content.locator("> [data-streamfield-child]")
        number = children.count()
        adder = content.locator("> div > button").last
        # The list opens beside its button; that of another stream may still be closing.
        choices = adder.locator("xpath=..").get_by_role("option", name=label, exact=True)
        self.click(adder)
        self.click(choices.filter(visible=True))
        expect(children).to_have_count(number + 1)
        return Block(self, children.nth(number), f"{stream}-{number}-value")

    def edit_page(self, title: str) -> None:
        """Open a page in the editor, by searching for its title."""
        self.open("pages/search/?q=" + quote(title))
        self.follow(self.page.get_by_role("link", name=title, exact=True).first)
        # Blocks may have a title too.
        expect(self.page.locator("#id_title")).to_have_value(title)

    def translate_page(self, language: str, title: str, words: dict[str, str]) -> None:
        """Put a page into a language: each of these texts that it has, and no other one; and publish it."""
        self.follow(self.page.get_by_role("link", name="Translations", exact=True))
        begin = re.compile(rf"^Translate: .*{re.escape(title)}.* \({language}\)$")
        self.follow(self.page.get_by_role("link", name=begin))
        self.follow(self.page.get_by_role("button", name="Submit"))
        for source, text in words.items():
            texts = self.page.locator("[data-text]:is([data-state=missing], [data-state=suggested])")
            waiting = texts.filter(has_text=source).first
            expect(waiting).to_be_visible()
            known = waiting.get_by_role("button", name="I have read it: it is right")
            if known.count():
                # Said before on another page: it is there, and wants to be read.
                self.follow(known)
                continue
            self.type(waiting.locator("textarea[data-words]"), text)
            # On a slow line it is saved while one goes on; a person needs to wait for nothing.
            with self.page.expect_response(re.compile(r"/translations/\d+/texts/\d+-\d+/$")):
                self.page.keyboard.press("Tab")
            self.effort.keys += 1
        self.click(self.page.get_by_role("button", name=f"Publish in {language}"))
        self.effort.waits += 1
        published = self.page.locator(".messages .success").filter(has_text=f"in {language}")
        expect(published.filter(has_text="Published")).to_be_visible()

    def show_in_menus(self) -> None:
        """Put the page in the editor into the menu."""
        self.click(self.page.get_by_role("tab", name="Promote"))
        self.click(self.page.get_by_label("Show in menus"))
        self.click(self.page.get_by_role("tab", name="Content"))

    def publish_version_before(self, event: str) -> None:
        """Publish again what the page in the editor was just before an event of its history."""
        self.follow(self.page.get_by_role("link", name="History").first)
        after = self.page.get_by_role("row").filter(has_text=event).last
        version = after.locator("xpath=following-sibling::tr[1]")
        self.click(version.get_by_role("button", name="Actions"))
        self.follow(self.page.get_by_role("link", name="Review this version").filter(visible=True))
        self._press("Publish this version", re.compile("published"))

    def publish(self) -> None:
        """Publish the page in the editor."""
        self._press("Publish", re.compile("published"))

    def schedule(self) -> None:
        """Let the page in the editor be published when its time comes."""
        self._press("Schedule to publish", re.compile("scheduled for publishing"))

    def save_draft(self) -> None:
        """Save the page in the editor without publishing it."""
        self._press("Save draft", re.compile("saved|created"))

    def set_schedule(self, *, go_live: str = "", expiry: str = "") -> None:
        """Write into the dialog “Set schedule” when the page is to appear and to end, and save it.

        Moments are as an editor types them, such as `2030-05-04 12:00`. The page still has to be published.
        """
        panel = self.page.locator("[data-side-panel='status']")
        if not panel.is_visible():
            self.click(self.page.get_by_role("button", name="Toggle status"))
        self.click(panel.get_by_role("button", name=re.compile(r"^(Set|Edit) schedule$")))
        dialog = self.page.get_by_role("dialog").filter(has_text="Set publishing schedule")
        for label, moment in (("Go live date/time", go_live), ("Expiry date/time", expiry)):
            if moment:
                self.type_moment(dialog.get_by_label(label), moment, dialog.get_by_role("heading"))
        self.click(dialog.get_by_role("button", name="Save schedule"))
        self.effort.waits += 1
        expect(dialog).to_be_hidden()
        expect(panel.get_by_role("button", name="Edit schedule")).to_be_attached()

    def _press(self, label: str, answer: re.Pattern[str]) -> None:
        actions = self.page.get_by_role("navigation", name="Actions (footer)")
        button = actions.get_by_role("button", name=label, exact=True)
        if not button.is_visible():
            self.click(actions.get_by_role("button", name="More actions"))
        self.click(button)
        self.effort.waits += 1
        # Not any navigation: that the editor saves by itself changes the page's address too.
        expect(self.page.locator(".messages .success").filter(has_text=answer)).to_be_visible()


class Block:
    """A block in the page editor."""

    def __init__(self, admin: AdminBrowser, section: Locator, prefix: str) -> None:
        self.admin = admin
        self.page = admin.page
        self.section = section
        self.prefix = prefix

    def field(self, name: str) -> Locator:
        """Return a field, named by its place, such as `text` or `figures-0-value-label`."""
        return self.page.locator(f"[id='{self.prefix}-{name}']")

    def fill(self, field: str, text: str) -> None:
        """Type into a field."""
        self.admin.type(self.field(field), text)

    def choose(self, field: str, label: str) -> None:
        """Choose an option of a list."""
        self.admin.choose(self.field(field), label)

    def write(self, text: str, field: str = "") -> None:
        """Type into a rich text: a field's, or the block itself."""
        source = self.field(field) if field else self.page.locator(f"[id='{self.prefix}']")
        editor = source.locator("xpath=following-sibling::*").locator("[contenteditable=true]")
        self.admin.type(editor, text)

    def add_item(self, field: str) -> int:
        """Add an item at the end of a list; return its number."""
        content = self.page.locator(
            f"input[name='{self.prefix}-{field}-count'] + [data-streamfield-list-container]"
        )
        items = content.locator("> [data-streamfield-child]")
        number = items.count()
        self.admin.click(content.locator("> button").last)
        expect(items).to_have_count(number + 1)
        return number

    def add_block(self, field: str, label: str) -> Block:
        """Add a block at the end of a stream within this block."""
        return self.admin.add_block(label, f"{self.prefix}-{field}")

    def choose_page(self, title: str) -> None:
        """Choose a page in the block's page chooser, by searching for its title."""
        chooser = self._open_chooser(re.compile(r"Choose a.* page", re.IGNORECASE))
        self.admin.type(chooser.get_by_placeholder("Search"), title)
        self._choose_in(chooser, chooser.get_by_role("link", name=title, exact=True))

    def choose_section(self, title: str) -> None:
        """Choose a section in the block's chooser."""
        chooser = self._open_chooser(re.compile(r"Choose.* section", re.IGNORECASE))
        self._choose_in(chooser, chooser.get_by_role("link", name=title))

    def choose_image(self, title: str) -> None:
        """Choose an image in the block's next empty image chooser."""
        chooser = self._open_chooser(re.compile(r"Choose an image", re.IGNORECASE))
        self._choose_in(chooser, chooser.get_by_role("link", name=title))

    def upload_image(self, file: Path, description: str) -> None:
        """Upload an image in the block's next empty image chooser, with what it shows."""
        chooser = self._open_chooser(re.compile(r"Choose an image", re.IGNORECASE))
        self._upload_in(chooser, file, {"Description": description})

    def upload_document(self, file: Path, field: str) -> None:
        """Upload a file in a document chooser."""
        within = self.page.locator(f"[id='{self.prefix}-{field}-chooser']")
        self._upload_in(self._open_chooser(re.compile(r"Choose a document", re.IGNORECASE), within), file, {})

    def _open_chooser(self, label: re.Pattern[str], within: Locator | None = None) -> Locator:
        """Open a chooser and return its dialog."""
        place = within if within is not None else self.section
        self.admin.click(place.get_by_role("button", name=label).filter(visible=True).first)
        self.admin.effort.waits += 1
        return self.page.get_by_role("dialog")

    def _choose_in(self, chooser: Locator, found: Locator) -> None:
        self.admin.click(found.first)
        expect(chooser).to_be_hidden()

    def _upload_in(self, chooser: Locator, file: Path, words: dict[str, str]) -> None:
        self.admin.click(chooser.get_by_role("tab", name="Upload"))
        self.admin.choose_file(chooser.locator("input[type=file]"), file)
        # The title comes from the file's name, a moment later.
        expect(chooser.get_by_label("Title")).not_to_have_value("")
        for label, text in words.items():
            self.admin.type(chooser.get_by_label(label), text)
        self.admin.click(chooser.get_by_role("button", name="Upload"))
        self.admin.effort.waits += 1
        expect(chooser).to_be_hidden()
