"""From an empty database to a campaign in two languages that people sign, touching nothing but the admin."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from petition_blocks.page.default_words import default_words

from .admin_browser import AdminBrowser
from .conftest import CheckAccessibility
from .mail_reading import ReadMail, read_mail
from .mail_server import MailServer, running_mail_server
from .running_hub import RunningHub

pytestmark = pytest.mark.browser

MAIL_SECONDS = 60
NAME, SLOGAN = "Czyste rzeki", "Rzeki należą do wszystkich"
PILLARS = ["Czysta woda", "Jawne pozwolenia"]
DEMAND = "Wzywamy rząd, by do 2030 roku zakazał zrzutu ścieków do rzek."
IN_UKRAINIAN = {
    NAME: "Чисті ріки",
    SLOGAN: "Ріки належать усім",
    PILLARS[0]: "Чиста вода",
    PILLARS[1]: "Відкриті дозволи",
    DEMAND: "Вимагаємо від уряду до 2030 року заборонити скидання стоків у ріки.",
}
GREEN = "#0b6e4f"
MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
    '<path d="M12 2C9 7 5 11 5 15a7 7 0 0 0 14 0c0-4-4-8-7-13Z"/></svg>'
)


@pytest.fixture
def mails() -> Iterator[MailServer]:
    """Where the hub's mails go."""
    with running_mail_server() as server:
        yield server


@pytest.fixture
def empty_hub(tmp_path: Path, mails: MailServer, django_db_setup: None) -> Iterator[RunningHub]:
    """A hub with tables and one user, and nothing else."""
    hub = RunningHub(tmp_path, mails.port, demo=True)
    # Below a hundred signatures, numbers else move in steps that tell of nobody.
    hub.environment["EXACT_COUNTS_FROM"] = "0"
    try:
        hub.set_up_empty()
        hub.start_worker()
        hub.start_server()
        yield hub
    finally:
        hub.kill_worker()
        hub.kill_server()


def start(admin: AdminBrowser, axe: CheckAccessibility) -> None:
    """Answer the questions of the guided start, and have the pages made."""
    page = admin.page
    admin.follow(page.get_by_role("link", name="Begin"))
    go_on = page.get_by_role("button", name="Go on")
    assert axe(page) == []
    admin.follow(go_on)  # what is missing is said beside it, and nothing is lost
    expect(page.get_by_text("This field is required.").first).to_be_visible()
    admin.type(page.get_by_label("Name of the campaign"), NAME)
    admin.type(page.get_by_label("Slogan"), SLOGAN)
    admin.choose(page.get_by_label("Language you write in"), "Polish")
    admin.click(page.get_by_label("Ukrainian"))
    admin.follow(go_on)
    assert axe(page) == []
    admin.type(page.get_by_label("Who runs the campaign"), "Fundacja „Źródło”")
    admin.type(page.get_by_label("Postal address"), "ul. Wodna 1\n00-001 Warszawa")
    admin.choose(page.get_by_label("Country"), "Poland")
    admin.type(page.get_by_label("E-mail address for visitors"), "kontakt@example.org")
    admin.follow(go_on)
    assert axe(page) == []
    admin.click(page.get_by_label("Warm community"))
    admin.click(page.get_by_label("River: turquoise"))
    admin.follow(go_on)
    for number, pillar in enumerate(PILLARS, start=1):
        admin.type(page.get_by_label(f"Pillar {number}"), pillar)
    admin.follow(go_on)
    admin.type(page.get_by_label("What you demand"), DEMAND)
    admin.follow(go_on)
    assert axe(page) == []
    expect(page.get_by_role("main")).to_contain_text("Ukrainian")
    admin.follow(page.get_by_role("button", name="Make the pages"))
    expect(page.locator(".messages .success")).to_contain_text("Your pages are there")


def publish_all(admin: AdminBrowser) -> None:
    """Publish page after page, and the home page last."""
    page = admin.page
    drafts = page.get_by_role("link", name=re.compile("and publish it$"))
    while drafts.count():
        admin.follow(drafts.first)
        admin.publish()
        admin.go_home()
    admin.follow(page.get_by_role("link", name=re.compile("^Publish the home page")))
    admin.publish()


def read_drawing(address: str) -> str:
    """Return the drawing that a style sheet holds itself, as a `data:` address."""
    with urlopen(address) as drawing:  # noqa: S310
        return str(drawing.read().decode())


def dress(admin: AdminBrowser, mark: Path) -> None:
    """Take one colour of one's own, and the own mark."""
    page = admin.page
    admin.follow(page.get_by_role("link", name="Look", exact=True))
    admin.click(page.get_by_role("radio", name="Your own colours"))
    admin.replace(page.get_by_label("Poster", exact=True), GREEN)
    admin.click(page.get_by_role("tab", name="Mark"))
    admin.choose_file(page.get_by_label("Your own mark"), mark)
    admin.follow(page.get_by_role("button", name="Save"))
    expect(page.locator(".messages .success")).to_be_visible()


def open_petition(admin: AdminBrowser, key_file: Path) -> None:
    """Say what is missing, make and try a key, and open the petition."""
    page = admin.page
    admin.follow(
        page.get_by_role("link", name=re.compile("^It is not said how to reach the data-protection"))
    )
    admin.type(page.get_by_label("Data-protection officer"), "iod@example.org")
    admin.type(page.get_by_label("Assessment of the risks"), "DPIA 1")
    admin.click(page.get_by_role("link", name=re.compile("Put it right.*The day")))
    last_day = page.get_by_label("Day on which all is erased")
    expect(last_day).to_be_focused()
    admin.type(last_day, f"{timezone.localdate() + timedelta(days=400):%Y-%m-%d}")
    admin.follow(page.get_by_role("button", name="Save"))
    admin.click(page.get_by_role("link", name=re.compile("Put it right.*There is no key")))
    admin.follow(page.get_by_role("link", name="Add a key"))
    admin.type(page.get_by_label("Who holds the secret half"), "Fundacja")
    admin.click(page.get_by_role("button", name="Make a key pair here"))
    with page.expect_download() as saving:
        admin.click(page.get_by_role("link", name="Save the secret half"))
    saving.value.save_as(key_file)
    admin.click(page.get_by_label("I have kept it in a safe place."))
    admin.follow(page.get_by_role("button", name="Add this key"))
    admin.choose_file(page.get_by_label("The file with the secret half"), key_file)
    expect(page.get_by_text("The key fits")).to_be_visible()
    admin.follow(page.get_by_role("button", name="Confirm the key"))
    admin.follow(page.get_by_role("link", name="Open now"))
    admin.follow(page.get_by_role("button", name="Open now"))
    expect(page.locator(".messages .success")).to_contain_text("Visitors can sign now.")


def sign(visitor: Page, mails: MailServer, address: str, email: str) -> ReadMail:
    """Sign at the end of the page at the address, and confirm; return the mail that led there."""
    visitor.goto(address)
    form = visitor.locator("form[data-sign-form]").first
    form.locator("[name=name]").fill("Ada Lovelace")
    form.locator("[name=email]").fill(email)
    form.locator("[name=country]").select_option("PL")
    form.locator("[name=updates][value=no]").check()
    form.locator("[data-submit]").click()
    assert mails.wait_until(lambda: bool(mails.mails_to(email)), MAIL_SECONDS)
    mail = read_mail(mails.mails_to(email)[0].raw)
    link = re.search(r"http://\S+/confirm/\S+", mail.text("text/plain"))
    assert link is not None
    visitor.goto(link[0])
    visitor.locator("main").get_by_role("button").click()
    expect(visitor.get_by_role("heading", level=1)).to_be_visible()
    return mail


def in_language(language: str, text: str) -> str:
    """Return one of the campaign's own texts."""
    return text if language == "pl" else IN_UKRAINIAN[text]


def translate(admin: AdminBrowser) -> None:
    """Put into Ukrainian what the campaign itself has said; all else the hub says in Ukrainian by itself."""
    for title, texts in [
        (NAME, [NAME, SLOGAN, DEMAND]),
        ("Petycja", [DEMAND]),
        *((pillar, [pillar]) for pillar in PILLARS),
    ]:
        admin.translate_page("Ukrainian", title, {text: IN_UKRAINIAN[text] for text in texts})


def note_review(admin: AdminBrowser) -> None:
    """Say who has reviewed the Ukrainian texts: the last thing that visitors wait for."""
    admin.follow(admin.page.get_by_role("link", name="Languages", exact=True))
    admin.follow(admin.page.get_by_role("link", name="Ukrainian", exact=True))
    admin.type(admin.page.get_by_label("Who has reviewed the texts"), "Олена Ковальчук")
    admin.follow(admin.page.get_by_role("button", name="Note this review"))
    said = admin.page.locator(".messages .success")
    expect(said.filter(has_text="The language is open to visitors.")).to_be_visible()


def see_campaign(reader: Page, url: str, language: str) -> list[str]:
    """See all of it on the home page in the language; return the addresses in its menu, and its own."""
    reader.goto(f"{url}/{language}/")
    expect(reader.locator("html")).to_have_attribute("lang", language)
    expect(reader.get_by_role("heading", level=1)).to_have_text(in_language(language, SLOGAN))
    expect(reader.locator(".wordmark")).to_have_text(in_language(language, NAME))
    main = reader.get_by_role("main")
    for words in (*PILLARS, DEMAND):
        expect(main).to_contain_text(in_language(language, words))
    assert reader.locator(".editor-note").count() == 0
    expect(main.locator("[data-count=together]").first).to_have_text("2")
    counts = reader.request.get(f"{url}/petitions/czyste-rzeki/count.json").json()
    assert counts["confirmed"] == 2

    # In the look that was chosen: one own colour, the others as the palette had them, and the own mark.
    stage = reader.locator(".hero-home")
    expect(stage).to_have_css("background-color", "rgb(11, 110, 79)")
    expect(stage.locator("img")).to_have_js_property("naturalWidth", 800)
    expect(main.locator(".pillar").first).to_have_css("background-color", "rgb(143, 220, 214)")
    sheet = reader.locator("link[rel=stylesheet][href*='/look.css']").get_attribute("href")
    assert f"--stage:{GREEN};" in reader.request.get(f"{url}{sheet}").text()
    mask = reader.locator(".wordmark-mark").evaluate("mark => getComputedStyle(mark).maskImage")
    assert 'd="M12 2C9 7 5 11 5 15a7 7 0 0 0 14 0c0-4-4-8-7-13Z"' in read_drawing(mask[5:-2])
    menu = reader.locator(".site-menu a")
    return [f"/{language}/", *(str(link.get_attribute("href")) for link in menu.all())]


def test_a_coordinator_starts_a_campaign_in_polish_and_ukrainian_and_people_sign(
    empty_hub: RunningHub,
    mails: MailServer,
    page: Page,
    javascript_off: Page,
    browser: Browser,
    axe: CheckAccessibility,
    tmp_path: Path,
) -> None:
    url, visitor = empty_hub.url, javascript_off
    visitor.goto(f"{url}/pl/")
    expect(visitor).to_have_url(f"{url}/")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Coming soon")

    admin = AdminBrowser(page, url, "admin")
    start(admin, axe)
    admin.go_home()  # without Wagtail's message, which fades in over what is measured
    assert axe(page) == []
    publish_all(admin)
    visitor.goto(f"{url}/uk/")
    expect(visitor).to_have_url(f"{url}/pl/")
    mark = tmp_path / "znak.svg"
    mark.write_text(MARK, encoding="utf-8")
    dress(admin, mark)
    admin.go_home()
    open_petition(admin, tmp_path / "key.txt")
    translate(admin)
    visitor.goto(f"{url}/uk/")
    expect(visitor).to_have_url(f"{url}/pl/")
    note_review(admin)
    print(admin.effort)  # noqa: T201  (what the test is about: shown by `pytest -s` and when it fails)
    assert admin.effort.minutes < 15, admin.effort

    polish = sign(visitor, mails, f"{url}/pl/", "ada@example.org")
    ukrainian = sign(visitor, mails, f"{url}/uk/", "olha@example.org")
    for language, mail in (("pl", polish), ("uk", ukrainian)):
        words = default_words(language)
        assert mail.subject == words["confirmation_subject"]
        assert words["confirmation_text"] in mail.text("text/plain")
        assert GREEN in mail.text("text/html")
        assert in_language(language, NAME) in mail.text("text/html")

    reader = browser.new_page()
    for language in ("pl", "uk"):
        for address in see_campaign(reader, url, language):
            reader.goto(f"{url}{address}")
            expect(reader.locator("html")).to_have_attribute("lang", language)
            assert axe(reader) == []
    reader.close()
