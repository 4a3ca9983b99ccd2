"""An editor with slow hands on a slow line: what is saved by itself between two keys loses nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.html import strip_tags
from playwright.sync_api import APIResponse, Page, Request, Route, expect
from wagtail.models import Locale

from editorial.models import SiteSettings
from home.models import ContentPage, HomePage
from petition_blocks.keys.models import RecipientKey
from petition_blocks.lifecycle.admin import url_of_missing
from petition_blocks.lifecycle.readiness import NEEDED_WORDS, MissingPiece, Piece
from petition_blocks.page.default_words import default_words
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.models import Petition
from tests.factories import create_home, create_open_petition

from .admin_browser import AdminBrowser

pytestmark = pytest.mark.browser

PUBLIC_KEY = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"


def saves_by_itself(request: Request) -> bool:
    """Tell whether the editor sends the form by itself, rather than somebody who pressed a button."""
    return request.method == "POST" and request.headers.get("accept") == "application/json"


class SlowLine:
    """Lets the first form that the editor sends by itself arrive, and holds the answer back."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.held: list[tuple[Route, APIResponse]] = []
        page.route(re.compile("/admin/pages/(add/|[0-9]+/edit/)"), self._take)

    def _take(self, route: Route) -> None:
        if saves_by_itself(route.request) and not self.held:
            self.held.append((route, route.fetch()))
        else:
            route.continue_()

    def wait(self) -> None:
        """Wait until a form has arrived."""
        while not self.held:
            self.page.evaluate("() => new Promise(requestAnimationFrame)")

    def answer(self) -> None:
        """Let the answer through."""
        route, response = self.held[0]
        route.fulfill(response=response)

    def lose(self) -> None:
        """Let the answer be lost on its way."""
        self.held[0][0].abort("connectionreset")


@pytest.fixture
def home(site: str) -> HomePage:
    """The English home page, and an administrator of the hub."""
    User.objects.create_superuser("editor", "editor@example.org", "demo")
    return create_home()


@pytest.fixture
def admin(site: str, home: HomePage, page: Page) -> AdminBrowser:
    """The administrator's browser."""
    return AdminBrowser(page, site, "editor")


def open_form(admin: AdminBrowser, kind: str, parent: HomePage) -> None:
    """Open the form of a new page, and wait until Wagtail notices changes: it takes two seconds."""
    page = admin.page
    page.add_init_script(
        "addEventListener('w-unsaved:watch-edits', () => document.documentElement.dataset.watched = 'yes')"
    )
    admin.open(f"pages/add/{kind}/{parent.pk}/")
    page.locator("html[data-watched]").wait_for(state="attached")


def begin_typing(admin: AdminBrowser, title: str) -> None:
    """Type a title key by key; the editor saves by itself when the keys are still."""
    admin.page.locator("#id_title").press_sequentially(title)


def said(text: str) -> str:
    """Return what a reader sees of plain or rich text."""
    return unescape(strip_tags(text)).strip()


def press_publish(admin: AdminBrowser) -> None:
    """Press the button, without waiting for what comes of it."""
    actions = admin.page.get_by_role("navigation", name="Actions (footer)")
    button = actions.get_by_role("button", name="Publish", exact=True)
    if not button.is_visible():
        actions.get_by_role("button", name="More actions").click()
    button.click(no_wait_after=True)


@pytest.mark.parametrize("end", [SlowLine.answer, SlowLine.lose])
def test_publish_pressed_while_the_page_is_being_created_publishes_that_page(
    admin: AdminBrowser, home: HomePage, end: Callable[[SlowLine], None]
) -> None:
    line = SlowLine(admin.page)
    open_form(admin, "home/contentpage", home)
    begin_typing(admin, "A été à Łódź")
    line.wait()
    assert ContentPage.objects.get().live is False
    press_publish(admin)
    end(line)
    expect(admin.page.locator(".messages .success")).to_contain_text("published", timeout=15_000)
    (content,) = ContentPage.objects.all()
    assert (content.title, content.live) == ("A été à Łódź", True)


def test_what_is_typed_while_the_form_is_on_its_way_is_saved_next(
    admin: AdminBrowser, home: HomePage
) -> None:
    line = SlowLine(admin.page)
    open_form(admin, "home/contentpage", home)
    begin_typing(admin, "A été")
    line.wait()
    admin.page.keyboard.type(" à Łódź")
    with admin.page.expect_response(
        lambda answer: saves_by_itself(answer.request) and "/edit/" in answer.url
    ) as saved:
        line.answer()
    assert saved.value.ok
    assert ContentPage.objects.get().title == "A été à Łódź"


@pytest.mark.parametrize("looks", [0, 1])
def test_what_is_typed_before_the_editor_watches_is_saved_too(
    admin: AdminBrowser, home: HomePage, looks: int
) -> None:
    page = admin.page
    # Wagtail looks at the form two seconds after it came, and twice if it was moved. Here it does when told.
    page.add_init_script(
        """const later = window.setTimeout;
        window.looks = [];
        window.setTimeout = (what, delay, ...rest) =>
            delay === 2000 ? looks.push(what) : later(what, delay, ...rest);"""
    )
    admin.open(f"pages/add/home/contentpage/{home.pk}/")
    page.wait_for_function("looks.length > 1")
    page.evaluate("(number) => looks.splice(0, number).forEach((look) => look())", looks)
    with page.expect_response(lambda answer: saves_by_itself(answer.request)) as saved:
        begin_typing(admin, "Łódź")
        # The browser has no key for “ź”, and the address follows a moment after a key came up. It would be a
        # change of its own.
        page.keyboard.press("End")
        expect(page.locator("#id_slug")).to_have_value("łódź")
        page.evaluate("looks.splice(0).forEach((look) => look())")
    assert saved.value.ok
    assert ContentPage.objects.get().title == "Łódź"


def test_a_second_petition_begun_in_french_keeps_its_words_and_its_name(
    admin: AdminBrowser, home: HomePage
) -> None:
    create_open_petition(home, PUBLIC_KEY)
    french, _created = Locale.objects.get_or_create(language_code="fr")
    accueil = home.copy_for_translation(french)
    accueil.title, accueil.slug = "Accueil", "accueil"
    accueil.save_revision().publish()
    page = admin.page
    open_form(admin, "petition_blocks/petitionpage", accueil)
    for part in ("Arrê", "tons l’aéroport", " à côté des écoles"):
        with page.expect_response(lambda answer: saves_by_itself(answer.request)) as saved:
            begin_typing(admin, part) if part == "Arrê" else page.keyboard.type(part)
        assert saved.value.ok
    with page.expect_response(lambda answer: saves_by_itself(answer.request)) as saved:
        page.locator("#id_demand").press_sequentially("Écoutez les élèves, où qu’ils soient.")
    assert saved.value.ok
    press_publish(admin)
    expect(page.locator(".messages .success")).to_contain_text("published", timeout=15_000)

    petition_page = PetitionPage.objects.get(locale=french)
    for name, words in default_words("fr").items():
        assert said(getattr(petition_page, name)) == said(words), name
    assert petition_page.live
    register = petition_page.petition
    assert register is not None
    assert register.name == petition_page.title == "Arrêtons l’aéroport à côté des écoles"
    assert register.slug == petition_page.slug
    assert Petition.objects.count() == 2


@pytest.mark.parametrize(
    "needed_words",
    [
        pytest.param(NEEDED_WORDS[:1] + NEEDED_WORDS[-1:], id="some"),
        pytest.param(NEEDED_WORDS, id="all", marks=pytest.mark.full),
    ],
)
def test_each_missing_piece_is_put_right_where_its_link_lands(
    admin: AdminBrowser, home: HomePage, site: str, needed_words: Sequence[str]
) -> None:
    petition_page = create_open_petition(home, PUBLIC_KEY)
    register = petition_page.petition
    assert register is not None
    Petition.objects.update(
        opens_at=None, data_protection_officer="", assessment_reference="", retention_day=None
    )
    register.controllers.all().delete()
    PetitionPage.objects.update(statement="", reminder_subject="", confirmation_text="")
    SiteSettings.objects.update(contact_email="", privacy_page=None)
    page = admin.page
    edit = reverse("petitions:edit", args=[register.pk])

    def landed(what: str) -> None:
        """Whatever has the focus is seen, can be used, and is the field or a part of it."""
        focused = page.locator(":focus")
        expect(focused, what).to_be_visible()
        expect(focused, what).to_be_in_viewport()
        place = page.evaluate(
            """(id) => {
                const target = document.getElementById(id);
                const field = target?.closest('[data-field], .w-field') ?? target?.closest('[data-panel]');
                return Boolean(field?.contains(document.activeElement));
            }""",
            what.split("#")[1],
        )
        assert place, what

    page.goto(f"{site}{edit}")
    links = page.locator(".petition-missing a")
    urls = [link.get_attribute("href") or "" for link in links.all()]
    within = [url for url in urls if url.startswith(f"{edit}#")]
    assert len(within) >= 4
    elsewhere = [url for url in urls if "#" in url and url not in within]
    assert len(elsewhere) >= 5
    for url in within:
        # Twice, with a look at another tab in between: the address of the page is the same the second time.
        for _time in range(2):
            page.get_by_role("tab", name="Numbers").click()
            page.evaluate(f"history.replaceState(null, '', {f'{site}{url}'!r})")
            page.locator(f".petition-missing a[href='{url}']").first.click()
            expect(page.locator("[role=tabpanel]:not([hidden]) :focus")).to_be_visible()
            landed(url)
    # A link to a whole tab opens it, also the second time.
    RecipientKey.objects.all().delete()
    page.goto(f"{site}{edit}")
    for _time in range(2):
        page.get_by_role("tab", name="Numbers").click()
        page.evaluate(f"history.replaceState(null, '', {f'{site}{edit}#tab-keys'!r})")
        page.locator(f".petition-missing a[href='{edit}#tab-keys']").click()
        expect(page.get_by_role("tab", name="Keys")).to_have_attribute("aria-selected", "true")
        expect(page.get_by_role("tab", name="Keys")).to_be_focused()
    # And whatever else can be missing, each from its link.
    others = [
        url_of_missing(MissingPiece(piece, "", page=None), register)
        for piece in (Piece.LAWFUL_BASIS, Piece.MINIMUM_AGE, Piece.PAGE)
    ]
    words = [
        url_of_missing(MissingPiece(Piece.WORDS, "", petition_page, field), register)
        for field in needed_words
    ]
    for url in dict.fromkeys([*others, *elsewhere, *words]):
        page.goto("about:blank")
        page.goto(f"{site}{url}")
        page.wait_for_function("() => document.activeElement !== document.body")
        landed(url)
