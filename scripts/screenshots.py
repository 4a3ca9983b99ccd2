"""Take a picture of every page and every block into docs/screenshots/: `make screenshots` calls this.

The English pages and blocks are seen on a phone, on a desktop, and dark; those in other languages where they
differ, on a phone, and Arabic on a desktop as well. A picture's name says what it shows, so a change of the
design is a change of the same file. With `--manual`, only those of the admin are taken, which
docs/translators.md shows.
"""

from __future__ import annotations

import io
import json
import sys
import urllib.request
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Browser, FloatRect, Page, Playwright, sync_playwright
from run_hub import PROJECT
from trial_hub import TrialHub, browser_arguments, browser_environment, browser_program, trial_hub

FOLDER = PROJECT / "docs" / "screenshots"
# Shown in README.md: sharper, and only what is seen at first.
FRONT_PICTURE = "home-desktop-light.png"
SITEMAP_URL = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
# A made-up address: the pages name their own, and the trial's is another each time.
PUBLIC_URL = "https://campaign.example.org"
QUALITY = 30
MOST_BYTES = 7_000_000
# Points around the picture of a block.
MARGIN = 24
LOOK_SCALE = 0.6
# What the manual shows of the admin is to be read.
MANUAL_SCALE = 0.7
MANUAL_QUALITY = 45


@dataclass(frozen=True)
class Look:
    """How a page is looked at."""

    name: str
    width: int
    scheme: Literal["light", "dark"]
    # Pictures of wide pages are kept at a part of their size.
    scale: float


PHONE = Look("phone-light", 360, "light", 0.5)
DESKTOP = Look("desktop-light", 1280, "light", 0.42)
DESKTOP_DARK = Look("desktop-dark", 1280, "dark", 0.42)
ALL_LOOKS = [PHONE, DESKTOP, DESKTOP_DARK]
# The other languages' pages are made alike: these show what differs, direction and length. French is hardly
# longer than English.
LOOKS = {"en": ALL_LOOKS, "ar": [PHONE, DESKTOP], "de": [PHONE]}


def pages_of(hub: TrialHub) -> dict[str, dict[str, str]]:
    """Return the paths of all pages, by language and name: what the sitemap lists and what it does not."""
    pages: dict[str, dict[str, str]] = json.loads(hub.run("scripts/hidden_pages.py"))
    with urllib.request.urlopen(f"{hub.url}/sitemap.xml", timeout=30) as response:  # noqa: S310
        listed = [
            urlsplit(str(url.text)).path
            for url in ElementTree.parse(response).iter(SITEMAP_URL)  # noqa: S314
        ]
    for path in listed:
        language, _, rest = path.strip("/").partition("/")
        pages.setdefault(language, {}).setdefault(rest.replace("/", "-") or "home", path)
    return pages


@dataclass(frozen=True)
class ManualPicture:
    """A part of the admin that the manual shows: its name, who sees it, from where and how much of it."""

    name: str
    username: str
    height: int
    begins_at: str = "main h2"


MANUAL_PICTURES = [
    ManualPicture("desk", "admin", 1000, "main .desk-numbers"),
    ManualPicture("editor", "translator-de", 830, ".translating-title"),
    ManualPicture("bundle", "translator-de", 410),
    ManualPicture("language", "admin", 440),
    ManualPicture("job", "admin", 250),
]


def keep(picture: bytes, name: str, scale: float, quality: int = QUALITY) -> Path:
    """Save a picture small."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    file = FOLDER / f"{name}.webp"
    image.resize(size, Image.Resampling.LANCZOS).save(file, quality=quality, method=6)
    return file


def keep_front(picture: bytes) -> None:
    """Save the picture that README.md shows: whole points, few colours, a poster has no more."""
    image = Image.open(io.BytesIO(picture)).convert("RGB").quantize(128, dither=Image.Dither.NONE)
    image.save(FOLDER / FRONT_PICTURE, optimize=True)


def open_page(browser: Browser, look: Look) -> Page:
    """Open a browser's window for a look."""
    return browser.new_page(
        viewport={"width": look.width, "height": 800},
        color_scheme=look.scheme,
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id="Europe/Brussels",
    )


def go_to(page: Page, url: str) -> None:
    """Show an address until its fonts and pictures, the late ones too, are there."""
    page.goto(url, wait_until="networkidle")
    page.evaluate(
        """async () => {
            const images = [...document.images];
            images.forEach(image => image.loading = "eager");
            await Promise.all(images.map(image => image.decode().catch(() => {})));
            await document.fonts.ready;
        }"""
    )


def take_pages(
    browser: Browser, hub: TrialHub, language: str, pages: dict[str, str]
) -> list[tuple[str, Path]]:
    """Take the pages of a language; return each picture with the name of what it shows."""
    taken = []
    for look in LOOKS.get(language, []):
        window = open_page(browser, look)
        for name, path in sorted(pages.items()):
            if name == "every-block":
                continue  # its blocks are taken one by one
            go_to(window, hub.url + path)
            if (name, language, look) == ("home", "en", DESKTOP):
                keep_front(window.screenshot())
            picture_name = f"page-{language}-{name}-{look.name}"
            picture = window.screenshot(full_page=True)
            taken.append((f"{name} ({language})", keep(picture, picture_name, look.scale)))
        window.close()
    return taken


def with_margin(box: FloatRect) -> FloatRect:
    """Return the box with room around it: struck corners and Arabic marks reach out of their block.

    A block as wide as the page has none, and another block close above or below.
    """
    margin = min(MARGIN, box["x"])
    return {
        "x": box["x"] - margin,
        "y": max(0, box["y"] - margin),
        "width": box["width"] + 2 * margin,
        "height": box["height"] + 2 * margin,
    }


def take_blocks(browser: Browser, hub: TrialHub, language: str, path: str) -> list[tuple[str, Path]]:
    """Take each block by itself; return each picture with the name of what it shows."""
    taken = []
    names = json.loads(hub.run("-c", PALETTE_NAMES))
    for look in LOOKS.get(language, []):
        window = open_page(browser, look)
        go_to(window, hub.url + path)
        for name in names:
            block = window.locator(f".stream > .block-{name}")
            title = name.replace("_", " ")
            box = block.bounding_box() if block.count() else None
            if box is None or not box["height"]:
                print(f"  {title} shows nothing on {path}: no picture.")
                continue
            picture = window.screenshot(full_page=True, clip=with_margin(box))
            picture_name = f"block-{language}-{name.replace('_', '-')}-{look.name}"
            taken.append((f"{title} ({language})", keep(picture, picture_name, look.scale)))
        window.close()
    return taken


def take_looks(browser: Browser, hub: TrialHub) -> list[str]:
    """Take the front page in each look to begin with, by day and by night; return the names of the files."""
    names = []
    for name in json.loads(hub.run("-c", LOOK_NAMES)):
        hub.run("scripts/wear_look.py", name)
        for look in (DESKTOP, DESKTOP_DARK):
            window = open_page(browser, look)
            go_to(window, f"{hub.url}/en/")
            names.append(keep(window.screenshot(), f"look-{name}-{look.scheme}", LOOK_SCALE).name)
            window.close()
    return names


def take_manual(browser: Browser) -> list[str]:
    """Take what the manual for translators shows, on a demo that somebody works in; return the names."""
    names = []
    # As on a developer's machine: a public server would ask for a second factor.
    with trial_hub() as hub:
        paths = json.loads(hub.run("scripts/manual_scene.py"))
        for picture in MANUAL_PICTURES:
            window = open_page(browser, DESKTOP)
            sign_in(window, hub, picture.username)
            go_to(window, hub.url + paths[picture.name])
            names.append(keep_part(window, picture).name)
            window.close()
    return names


def sign_in(window: Page, hub: TrialHub, username: str) -> None:
    """Sign in to the admin of the demo."""
    window.goto(f"{hub.url}/admin/")
    window.get_by_label("Username").fill(username)
    window.get_by_role("textbox", name="Password").fill("demo")
    window.get_by_role("button", name="Sign in").click()
    window.wait_for_url(f"{hub.url}/admin/")


def keep_part(window: Page, picture: ManualPicture) -> Path:
    """Save what the manual shows of a page: what stands beside the menu, from a place on."""
    window.set_viewport_size({"width": DESKTOP.width, "height": 2 * picture.height})
    left = window.locator("main").evaluate("main => main.getBoundingClientRect().left")
    top = window.locator(picture.begins_at).first.evaluate("begin => begin.getBoundingClientRect().top")
    clip: FloatRect = {
        "x": left,
        "y": max(0, top - MARGIN),
        "width": DESKTOP.width - left,
        "height": picture.height,
    }
    return keep(window.screenshot(clip=clip), f"manual-{picture.name}", MANUAL_SCALE, MANUAL_QUALITY)


LOOK_NAMES = """
import django, json
django.setup()
from editorial.brand.looks import LOOKS
print(json.dumps(list(LOOKS)))
"""
PALETTE_NAMES = """
import django, json
django.setup()
from home.models import ContentPage
print(json.dumps(list(ContentPage._meta.get_field("body").stream_block.child_blocks)))
"""


def index_of(pages: list[tuple[str, Path]], blocks: list[tuple[str, Path]]) -> str:
    """Return the list of all pictures, as a page."""
    lines = ["# Every page and every block", "", "Made by `make screenshots` from the demo.", ""]
    for heading, taken in (("Pages", pages), ("Blocks", blocks)):
        lines += [f"## {heading}", "", "| | Phone | Desktop | Dark |", "|---|---|---|---|"]
        rows: dict[str, dict[str, str]] = defaultdict(dict)
        for name, file in taken:
            look = next(look for look in ALL_LOOKS if file.stem.endswith(look.name))
            rows[name][look.name] = f"[see]({file.name})"
        for name, cells in sorted(rows.items()):
            lines.append(f"| {name} | {' | '.join(cells.get(look.name, '') for look in ALL_LOOKS)} |")
        lines.append("")
    return "\n".join(lines)


def start_browser(playwright: Playwright) -> Browser:
    """Start the browser that takes the pictures."""
    return playwright.chromium.launch(
        executable_path=str(browser_program()), env=dict(browser_environment()), args=browser_arguments()
    )


def take_all() -> set[str]:
    """Take all pictures, list those of pages and blocks, and return the names of all files."""
    taken_pages: list[tuple[str, Path]] = []
    taken_blocks: list[tuple[str, Path]] = []
    with sync_playwright() as playwright:
        browser = start_browser(playwright)
        with trial_hub(as_public_server=True, public_url=PUBLIC_URL) as hub:
            for language, pages in sorted(pages_of(hub).items()):
                print(f"Taking the pages in {language} …", flush=True)
                taken_pages += take_pages(browser, hub, language, pages)
                if "every-block" in pages:
                    taken_blocks += take_blocks(browser, hub, language, pages["every-block"])
            print("Taking the looks to begin with …", flush=True)
            taken_looks = take_looks(browser, hub)
        print("Taking what the manual shows …", flush=True)
        taken_manual = take_manual(browser)
        browser.close()
    (FOLDER / "README.md").write_text(index_of(taken_pages, taken_blocks), encoding="utf-8")
    kept = {file.name for _name, file in [*taken_pages, *taken_blocks]}
    return kept | {FRONT_PICTURE, *taken_looks, *taken_manual}


def main(arguments: list[str]) -> int:
    """Take the pictures and return the exit code."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    if arguments == ["--manual"]:
        with sync_playwright() as playwright:
            browser = start_browser(playwright)
            take_manual(browser)
            browser.close()
        return 0
    kept = take_all()
    for file in [*FOLDER.glob("*.png"), *FOLDER.glob("*.webp")]:
        if file.name not in kept:
            file.unlink()  # of a page or block that is no more
    size = sum((FOLDER / name).stat().st_size for name in kept)
    print(f"{len(kept)} pictures, {size / 1_000_000:.1f} MB, in {FOLDER.relative_to(PROJECT)}/.")
    if size > MOST_BYTES:
        print(f"That is more than {MOST_BYTES / 1_000_000:.0f} MB: take fewer, or make them smaller.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
