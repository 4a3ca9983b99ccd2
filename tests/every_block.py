"""What an editor does to put each block of the palette on a page, and what a visitor then sees of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, expect

from demo.loader import DOCUMENTS_FOLDER
from home.blocks import BodyStreamBlock

from .admin_browser import AdminBrowser, Block

# What the English demo calls its pages and pictures.
PILLAR, PETITION, OTHER_PAGE, PICTURE = "Transparency", "The petition", "About", "square"
SECTION = "What everybody can do"
# Blocks that ask a visitor to sign, or that name an organisation, are looked at apart.
FIRST_FIGURE = "figures-0-value"


@dataclass(frozen=True)
class Files:
    """What lies on the editor's own machine."""

    picture: Path
    poster: Path
    video: Path
    captions: Path

    @classmethod
    def create(cls, folder: Path) -> Files:
        """Create small files of the kinds that blocks ask for."""
        files = cls(folder / "market.jpg", folder / "poster.pdf", folder / "walk.mp4", folder / "walk.vtt")
        # Another one each time, as Wagtail asks back when it has the same picture already.
        Image.frombytes("RGB", (80, 60), os.urandom(80 * 60 * 3)).resize((800, 600)).save(files.picture)
        files.poster.write_bytes((DOCUMENTS_FOLDER / "questions-for-your-council.pdf").read_bytes())
        files.video.write_bytes((DOCUMENTS_FOLDER / "two-squares.mp4").read_bytes())
        files.captions.write_text(
            "WEBVTT\n\n00:00.000 --> 00:02.000\nThis is the square.\n", encoding="utf-8"
        )
        return files


@dataclass(frozen=True)
class Composed:
    """A block as an editor fills it in, and the words or elements that only it brings to the public page."""

    fill: Callable[[Block, Files], None]
    words: str = ""
    element: str = ""
    is_for_visitors: bool = True

    def seen_in(self, main: Locator) -> Locator:
        """Return where a visitor sees the block in the page."""
        found = main.locator(self.element) if self.element else main.get_by_text(self.words)
        return found.filter(has_text=self.words).first if self.words else found.first


def fill_heading(block: Block, files: Files) -> None:
    block.fill("text", "A square is for everyone")


def fill_rich_text(block: Block, files: Files) -> None:
    block.write("Nobody should have to show their face to a machine.")


def fill_callout(block: Block, files: Files) -> None:
    block.choose("kind", "Victory")
    block.fill("heading", "The city said no")
    block.write("By one vote.", "text")


def fill_columns(block: Block, files: Files) -> None:
    block.add_block("first", "Text").write("On the left")
    block.add_block("second", "Text").write("On the right")


def fill_steps(block: Block, files: Files) -> None:
    block.fill("steps-0-value-title", "Find the cameras")
    block.fill(f"steps-{block.add_item('steps')}-value-title", "Write to the council")


def fill_timeline(block: Block, files: Files) -> None:
    block.fill("entries-0-value-when", "2019")
    block.fill("entries-0-value-title", "First trial on a square")


def fill_questions_and_answers(block: Block, files: Files) -> None:
    block.fill("questions-0-value-question", "Is it safe?")
    block.write("Being watched is not being safe.", "questions-0-value-answer")


def fill_image(block: Block, files: Files) -> None:
    block.choose_image(PICTURE)
    block.fill("caption", "The square at noon")


def fill_picture_gallery(block: Block, files: Files) -> None:
    block.upload_image(files.picture, "A market without cameras")
    number = block.add_item("pictures")
    block.choose_image(PICTURE)
    block.fill(f"pictures-{number}-value-caption", "By night")


def fill_video(block: Block, files: Files) -> None:
    block.fill("title", "A walk across the square")
    block.upload_document(files.video, "file")
    block.upload_document(files.captions, "captions")


def fill_key_figures(block: Block, files: Files) -> None:
    block.fill(f"{FIRST_FIGURE}-figure", "15")
    block.fill(f"{FIRST_FIGURE}-label", "countries have tried it")


def fill_map(block: Block, files: Files) -> None:
    block.choose("area", "The world")
    block.choose("countries-0-value-country", "Brazil")
    block.fill("countries-0-value-note", "Since the spring")


def fill_table(block: Block, files: Files) -> None:
    block.fill("caption", "What grows where")
    for row, words in enumerate((("Park", "Trees", "Birds"), ("Market", "12", "48"))):
        for column, text in enumerate(words):
            block.fill(f"rows-{row}-value-cells-{column}-value", text)


def fill_pillar_cards(block: Block, files: Files) -> None:
    block.choose_page(PILLAR)


def fill_page_cards(block: Block, files: Files) -> None:
    block.fill("heading", "Read on")
    block.choose_page(PILLAR)


def fill_call_to_action(block: Block, files: Files) -> None:
    block.fill("heading", "Write to your council")
    block.fill("button", "See what we ask for")
    block.choose_page(PETITION)


def fill_document_download(block: Block, files: Files) -> None:
    block.upload_document(files.poster, "document")
    block.fill("title", "Poster for your window")


def fill_event(block: Block, files: Files) -> None:
    block.fill("heading", "Count the cameras")
    block.admin.type_moment(block.field("start"), "2030-05-04 12:00", block.page.locator(".w-slim-header"))
    block.fill("place", "Town hall square")


def fill_share_links(block: Block, files: Files) -> None:
    block.fill("heading", "Pass it on")


def fill_quote(block: Block, files: Files) -> None:
    block.fill("quote", "I stopped going to the market.")
    block.fill("name", "Mara, a resident we made up")


def fill_quote_wall(block: Block, files: Files) -> None:
    block.fill("quotes-0-value-quote", "My face is not a ticket.")


def fill_editor_hint(block: Block, files: Files) -> None:
    block.fill("text", "Say whom it hurts.")


def fill_section(block: Block, files: Files) -> None:
    block.choose_section(SECTION)


def leave_main_petition(block: Block, files: Files) -> None:
    expect(block.section).to_contain_text(PETITION)


def fill_member_directory(block: Block, files: Files) -> None:
    block.fill("heading", "Who we are")


def fill_member_logos(block: Block, files: Files) -> None:
    block.fill("heading", "Standing together")


def fill_latest_news(block: Block, files: Files) -> None:
    block.fill("heading", "What is new")


EVERY_BLOCK: dict[str, Composed] = {
    "heading": Composed(fill_heading, "A square is for everyone", "h2"),
    "rich_text": Composed(fill_rich_text, "show their face to a machine"),
    "callout": Composed(fill_callout, "By one vote.", ".callout"),
    "columns": Composed(fill_columns, "On the right", ".columns"),
    "steps": Composed(fill_steps, "Write to the council", "ol"),
    "timeline": Composed(fill_timeline, "First trial on a square"),
    "questions_and_answers": Composed(fill_questions_and_answers, "Is it safe?", "summary"),
    "image": Composed(fill_image, "The square at noon", "figure:has(picture img)"),
    "picture_gallery": Composed(fill_picture_gallery, element="img[alt='A market without cameras']"),
    "video": Composed(fill_video, "A walk across the square", "figure:has(video source[src$='.mp4'])"),
    "key_figures": Composed(fill_key_figures, "countries have tried it"),
    "map": Composed(fill_map, "Since the spring", ".map-of-world table"),
    "table": Composed(fill_table, "Market", ".table:has(th[scope=col]) table:has(caption)"),
    "pillar_cards": Composed(fill_pillar_cards, PILLAR, ".pillars-list .pillar"),
    "page_cards": Composed(fill_page_cards, "Read on", "h2"),
    "call_to_action": Composed(fill_call_to_action, "See what we ask for", "a"),
    "document_download": Composed(fill_document_download, "Poster for your window", "a[href$='.pdf']"),
    "event": Composed(fill_event, "Town hall square", ".event:has(time[datetime^='2030-05-04T12:00'])"),
    "share_links": Composed(fill_share_links, "Pass it on", "h2"),
    "quote": Composed(fill_quote, "I stopped going to the market.", "blockquote"),
    "quote_wall": Composed(fill_quote_wall, "My face is not a ticket.", "blockquote"),
    "editor_hint": Composed(fill_editor_hint, "Say whom it hurts.", is_for_visitors=False),
    "section": Composed(fill_section, "What you can do this week", "h2"),
    "petition": Composed(leave_main_petition, element="form[data-sign-form]"),
    "petition_counter": Composed(leave_main_petition, element=".counter-number"),
    "signatory_names": Composed(leave_main_petition, element=".signatory-names"),
    "petition_numbers": Composed(leave_main_petition, "The petition in numbers", "h2"),
    "member_directory": Composed(fill_member_directory, "Who we are", "h2"),
    "member_logos": Composed(fill_member_logos, "Standing together", "h2"),
    "latest_news": Composed(fill_latest_news, "What is new", "h2"),
}


def compose(admin: AdminBrowser, files: Files, home: str, title: str, names: Iterable[str]) -> None:
    """Start a pillar page below a home page, name it, and put the blocks on it, each filled in."""
    admin.start_page("Pillar page", home)
    admin.type(admin.page.get_by_role("textbox", name="Title"), title)
    palette = BodyStreamBlock().child_blocks
    for name in names:
        EVERY_BLOCK[name].fill(admin.add_block(str(palette[name].label)), files)
