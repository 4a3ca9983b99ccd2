"""An editor gives the demo another name, other colours and another mark: the next request shows them all."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import urlopen

import pytest
from bs4 import BeautifulSoup
from PIL import Image
from playwright.sync_api import APIRequestContext, Page, expect
from pytest_django import DjangoDbBlocker

from demo.languages import WORDS

from .admin_browser import AdminBrowser
from .mail_reading import read_mail
from .mail_server import MailServer, running_mail_server
from .printed_pages import read_pages
from .running_hub import RunningHub
from .test_visitor_journeys import MAIL_SECONDS, fill_in

pytestmark = pytest.mark.browser

WAS_CALLED, CAMPAIGN = "Seen, Not Scanned", "Light Before Lenses"
PILLAR_WAS_CALLED, PILLAR = "Transparency", "Open books"
POSTER, SIGNAL, ACCENT = "#4b1d6b", "#b3005e", "#0f5c7a"
# Each is found by its corners, wherever it is drawn.
MARK = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><path d="M7 11L83 29L41 97Z"/></svg>'
SIGN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><path d="M91 13L19 37L67 89Z"/></svg>'
NEWS = WORDS["en"].PAGES["news"]["slug"]
PATHS = {
    "home": "/en/",
    "sign page": "/en/sign/seen-not-scanned/",
    "missing": "/en/nothing-is-here/",
    "news": f"/en/{NEWS}/",
    "one of the news": f"/en/{NEWS}/{WORDS['en'].PAGES['news_opening']['slug']}/",
}


@pytest.fixture
def mails() -> Iterator[MailServer]:
    """Where the hub's mails go."""
    with running_mail_server() as server:
        yield server


@pytest.fixture
def own_demo(
    tmp_path: Path,
    mails: MailServer,
    loaded_demo: Path,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[RunningHub]:
    """A demo that nobody shares."""
    hub = RunningHub(tmp_path, mails.port, demo=True)
    try:
        with django_db_blocker.unblock():
            hub.set_up_as_others_did(loaded_demo)
        hub.environment["DJANGO_SETTINGS_MODULE"] = "tests.demo_without_debug"
        hub.start_worker()
        hub.start_server()
        yield hub
    finally:
        hub.kill_worker()
        hub.kill_server()


class Seen:
    """A public page as it is served, and the files of the brand that it names."""

    def __init__(self, requests: APIRequestContext, url: str, html: str = "") -> None:
        self.requests = requests
        self.url = url
        self.page = BeautifulSoup(html or requests.get(url).text(), "html.parser")

    def one(self, selector: str, attribute: str) -> str:
        found = self.page.select_one(selector)
        assert found is not None, f"{self.url}: {selector}"
        return str(found[attribute])

    def file(self, selector: str, attribute: str = "href") -> bytes:
        """Return the file that an element names."""
        return self.requests.get(urljoin(self.url, self.one(selector, attribute))).body()

    @property
    def name(self) -> str:
        """The campaign's, at the top."""
        return self.page.select(".wordmark")[0].get_text(strip=True)

    @property
    def menu(self) -> list[str]:
        return [link.get_text() for link in self.page.select(".site-menu a")]

    @property
    def sheet(self) -> str:
        return self.file("link[rel=stylesheet][href$='/look.css']").decode()

    def drawing(self, token: str) -> str:
        """Return a drawing that the style sheet names."""
        address = re.search(rf'--{token}:url\("(.*?)"\)', self.sheet)
        assert address is not None
        with urlopen(address[1]) as drawing:  # noqa: S310 - a `data:` address
            return str(drawing.read().decode())

    @property
    def drawn_to_share(self) -> bytes:
        """What the page is shared with unless it has a photograph, as pages of the demo have."""
        key = self.one("body", "data-edit-address").split("/")[-3]
        return self.requests.get(urljoin(self.url, f"/share/{key}.png")).body()

    @property
    def icons(self) -> list[bytes]:
        """The icons for tabs and home screens, the one at its old address too."""
        selectors = ["link[rel=icon][sizes='32x32']", "link[rel=icon][sizes='192x192']"]
        named = [self.file(selector) for selector in [*selectors, "link[rel=apple-touch-icon]"]]
        return [*named, self.requests.get(urljoin(self.url, "/favicon.ico")).body()]


def colour_at(picture: bytes, x: float, y: float) -> str:
    """Return the colour at a place, each from 0 to 1."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    found = image.getpixel((round(x * (image.width - 1)), round(y * (image.height - 1))))
    assert isinstance(found, tuple)
    return "#" + bytes(found).hex()


def change_all(admin: AdminBrowser, folder: Path) -> None:
    """Give the campaign and a pillar other names, and the site another look."""
    page = admin.page
    for before, now in ((PILLAR_WAS_CALLED, PILLAR), (WAS_CALLED, CAMPAIGN)):
        admin.edit_page(before)
        admin.replace(page.locator("#id_title"), now)
        admin.publish()
    mark, sign = folder / "mark.svg", folder / "sign.svg"
    mark.write_text(MARK, encoding="utf-8")
    sign.write_text(SIGN, encoding="utf-8")
    admin.follow(page.get_by_role("link", name="Look", exact=True))
    admin.click(page.get_by_role("radio", name="Your own colours"))
    admin.replace(page.get_by_label("Poster", exact=True), POSTER)
    admin.replace(page.get_by_label("Frames and marks", exact=True), SIGNAL)
    admin.replace(page.locator("#id_accents-0-colour"), ACCENT)
    admin.choose_file(page.locator("#id_accents-0-drawing"), sign)
    admin.click(page.get_by_role("tab", name="Mark"))
    admin.choose_file(page.get_by_label("Your own mark"), mark)
    admin.follow(page.get_by_role("button", name="Save"))
    expect(page.locator(".messages .success")).to_be_visible()


def test_an_editor_changes_name_colours_and_mark_and_they_are_everywhere(
    own_demo: RunningHub, mails: MailServer, page: Page, javascript_off: Page, tmp_path: Path
) -> None:
    visitor, url = javascript_off, own_demo.url
    requests = visitor.request
    petition = own_demo.paths["en"]["petition"]
    paths = PATHS | {name: own_demo.paths["en"][name] for name in ("pillar", "petition", "coalition")}
    # Looked at before, so that all of them are kept as they were.
    before = {name: Seen(requests, f"{url}{path}") for name, path in paths.items()}
    for name, seen in before.items():
        assert seen.name == WAS_CALLED, name
        assert PILLAR_WAS_CALLED in seen.menu, name
    old_icons = before["home"].icons
    old_picture = before["petition"].drawn_to_share

    change_all(AdminBrowser(page, url, "editor"), tmp_path)

    now = {name: Seen(requests, f"{url}{path}") for name, path in paths.items()}
    visitor.goto(f"{url}{petition}")
    fill_in(visitor, "ada@example.org")
    expect(visitor).to_have_url(re.compile("/thanks/"))
    now["thank-you page"] = Seen(requests, visitor.url, visitor.content())
    for name, seen in now.items():
        assert seen.name == CAMPAIGN, name
        assert PILLAR in seen.menu, name
        assert PILLAR_WAS_CALLED not in seen.menu, name
        assert {f"--stage:{POSTER}", f"--mark:{SIGNAL}", f"--accent-1:{ACCENT}"} <= set(
            re.split("[;{}]", seen.sheet)
        ), name
        assert seen.one("[name=theme-color]", "content") == POSTER, name
        assert "M7 11L83 29L41 97Z" in seen.drawing("brand-mark"), name
        assert "M91 13L19 37L67 89Z" in seen.drawing("sign-1"), name

    for icon, old in zip(now["home"].icons, old_icons, strict=True):
        assert icon != old
        assert colour_at(icon, 0.02, 0.02) == POSTER
        assert colour_at(icon, 0.45, 0.45) == "#ffffff"
    picture = now["petition"].drawn_to_share
    assert picture != old_picture
    assert colour_at(picture, 0.005, 0.5) == POSTER

    assert mails.wait_until(lambda: bool(mails.mails_to("ada@example.org")), MAIL_SECONDS)
    mail = read_mail(mails.mails_to("ada@example.org")[0].raw)
    assert f"background:{POSTER}" in mail.text("text/html")
    assert f">{CAMPAIGN}<" in mail.text("text/html")

    for name in ("pillar", "petition"):
        visitor.goto(f"{url}{paths[name]}")
        first = read_pages(visitor.pdf())[0]
        assert CAMPAIGN in first.text
        assert SIGNAL in first.colours
        assert any("7 11 m\n83 29 l\n41 97 l" in drawing for drawing in first.drawings), "the mark"
        if name == "pillar":
            assert PILLAR in first.text
            assert any("91 13 m\n19 37 l\n67 89 l" in drawing for drawing in first.drawings), "its sign"
