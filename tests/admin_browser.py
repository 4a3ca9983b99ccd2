"""What an editor does in Wagtail's admin, step by step, in a real browser."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect


class AdminBrowser:
    """A browser in which somebody has signed in to the admin."""

    def __init__(self, page: Page, address: str, username: str) -> None:
        self.page = page
        self.address = address
        page.goto(f"{address}/admin/login/")
        page.get_by_label("Username").fill(username)
        page.get_by_role("textbox", name="Password").fill("demo")
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"{address}/admin/")

    def open(self, path: str) -> None:
        """Go to an address below the admin's."""
        self.page.goto(f"{self.address}/admin/{path}")

    def sign_out(self) -> None:
        """Sign out, by the menu below the user's name."""
        self.open("")
        self.page.locator(".sidebar-footer__account").click()
        self.page.get_by_role("button", name="Log out").click()
        self.page.wait_for_url("**/admin/login/**")

    def add_block(self, label: str) -> Block:
        """Add a block at the end of the body."""
        children = self.page.locator(
            "#body-root > [data-streamfield-stream-container] > [data-streamfield-child]"
        )
        number = children.count()
        insert = self.page.locator("#body-root > [data-streamfield-stream-container] > div > button")
        insert.last.click()
        self.page.get_by_role("option", name=label, exact=True).filter(visible=True).click()
        expect(children).to_have_count(number + 1)
        return Block(self.page, children.nth(number), f"body-{number}-value")

    def publish(self) -> None:
        """Publish the page in the editor."""
        self._press("Publish")

    def save_draft(self) -> None:
        """Save the page in the editor without publishing it."""
        self._press("Save draft")

    def _press(self, label: str) -> None:
        actions = self.page.get_by_role("navigation", name="Actions (footer)")
        button = actions.get_by_role("button", name=label, exact=True)
        if not button.is_visible():
            actions.get_by_role("button", name="More actions").click()
        with self.page.expect_navigation():
            button.click()
        expect(self.page.locator(".messages .success").first).to_be_visible()


class Block:
    """A block in the page editor."""

    def __init__(self, page: Page, section: Locator, prefix: str) -> None:
        self.page = page
        self.section = section
        self.prefix = prefix

    def fill(self, field: str, text: str) -> None:
        """Type into a field, named by its place, such as `text` or `figures-0-value-label`."""
        self.page.locator(f"[id='{self.prefix}-{field}']").fill(text)

    def choose(self, field: str, label: str) -> None:
        """Choose an option of a list."""
        self.page.locator(f"[id='{self.prefix}-{field}']").select_option(label=label)

    def write(self, text: str) -> None:
        """Type into the block's rich text."""
        self.section.locator("[contenteditable=true]").first.fill(text)

    def choose_page(self, title: str) -> None:
        """Choose a page in the block's page chooser, by searching for its title."""
        self._open_chooser(re.compile(r"Choose a.* page", re.IGNORECASE))
        chooser = self.page.get_by_role("dialog")
        chooser.get_by_placeholder("Search").fill(title)
        chooser.get_by_role("link", name=title, exact=True).first.click()
        expect(chooser).to_be_hidden()

    def choose_image(self, title: str) -> None:
        """Choose an image in the block's image chooser."""
        self._open_chooser(re.compile(r"Choose an image", re.IGNORECASE))
        chooser = self.page.get_by_role("dialog")
        chooser.get_by_role("link", name=title).first.click()
        expect(chooser).to_be_hidden()

    def _open_chooser(self, label: re.Pattern[str]) -> None:
        self.section.get_by_role("button", name=label).filter(visible=True).first.click()
