"""A hub with two sites: whatever one of them says of its own address names its own host, and no other."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings
from wagtail.models import Locale, Page, Site

from editorial.absolute_url import absolute_url, full_url, site_of_page, site_url
from editorial.models import SiteSettings
from editorial.workarounds.addresses_of_sites import upstream_root_url
from home.models import ContentPage, HomePage, NewsIndexPage, NewsPage
from petition_blocks.mailing.examples import example_mail
from petition_blocks.mailing.links import confirmation_link
from petition_blocks.mailing.send_due_mails import send_due_mails
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.models import PetitionSettings
from petition_blocks.signatory.send_due_links import send_due_links
from petition_blocks.signature.models import Submission

from .factories import HomePageFactory, PetitionPageFactory, SubmissionFactory, translated
from .mail_reading import read_mail
from .mail_server import MailServer

FIRST, SECOND = "https://campaign.example.org", "https://rzeki.example:8443"
# Names of vocabularies, which nobody follows.
VOCABULARIES = {"schema.org", "www.w3.org", "www.sitemaps.org"}
ADDRESS = re.compile(r"https?:(?:/|\\/){2}([^/\\\"'<>()\s,;&%]+)")


def pages_below(home: HomePage, words: tuple[str, str, str]) -> list[Page]:
    """Publish below a home page one page with what goes out into the world, and news."""
    about_title, news_title, item_title = words
    event = {
        "heading": item_title,
        "start": datetime(2030, 5, 4, 12, 0, tzinfo=UTC),
        "end": None,
        "place": "",
        "location": "",
        "text": "",
        "address": "",
    }
    about = home.add_child(
        instance=ContentPage(
            title=about_title,
            slug="about",
            body=[("share_links", {"heading": "", "text": item_title}), ("event", event)],
        )
    )
    news = home.add_child(instance=NewsIndexPage(title=news_title, slug="news"))
    item = news.add_child(instance=NewsPage(title=item_title, slug="item", date=date(2026, 3, 1)))
    return [home, about, news, item]


class TwoSites:
    """An English campaign and a Polish one, each with a petition and an address of its own."""

    def __init__(self) -> None:
        english: HomePage = HomePageFactory.create(title="Squares")
        Site.objects.filter(is_default_site=True).update(hostname="campaign.example.org", port=443)
        polish_home = HomePage(
            title="Czyste rzeki", slug="rzeki", locale=Locale.objects.get_or_create(language_code="pl")[0]
        )
        english.get_parent().add_child(instance=polish_home)
        self.second = Site.objects.create(hostname="rzeki.example", port=8443, root_page=polish_home)
        self.polish: PetitionPage = PetitionPageFactory.create(
            parent=polish_home, opened=True, title="Żądamy czystych rzek", slug="rzeki"
        )
        self.first = Site.objects.get(is_default_site=True)
        self.english: PetitionPage = PetitionPageFactory.create(parent=english, opened=True)
        for site, page in ((self.first, self.english), (self.second, self.polish)):
            PetitionSettings.objects.update_or_create(site=site, defaults={"main_petition": page.petition})
            SiteSettings.objects.update_or_create(
                site=site,
                defaults={
                    "contact_email": "all@example.org",
                    "controller_name": "We",
                    "privacy_page": site.root_page,
                },
            )
        self.pages = {
            FIRST: [*pages_below(english, ("About", "News", "A walk")), self.english],
            SECOND: [*pages_below(polish_home, ("O nas", "Aktualności", "Spacer nad Odrą")), self.polish],
        }


@pytest.fixture
def sites(db: None, settings: Settings) -> TwoSites:
    """Two sites behind a proxy that speaks HTTPS."""
    settings.WAGTAILADMIN_BASE_URL = FIRST
    settings.ALLOWED_HOSTS = ["campaign.example.org", "rzeki.example"]
    return TwoSites()


def visitor_of(address: str) -> Client:
    """Return a browser that asks the site at an address."""
    parts = urlsplit(address)
    request: dict[str, Any] = {
        "SERVER_NAME": parts.hostname,
        "SERVER_PORT": str(parts.port or 443),
        "wsgi.url_scheme": "https",
    }
    return Client(**request)


def hosts_in(text: str) -> set[str]:
    """Return the hosts, with their ports, of all full addresses in a text."""
    return set(ADDRESS.findall(text)) - VOCABULARIES


def answers_of(client: Client, pages: list[Page], petition_page: PetitionPage) -> Iterator[tuple[str, str]]:
    """Yield whatever a site says in public: each address, and its answer."""
    paths = [urlsplit(page.full_url).path for page in pages]
    about, news = paths[1:3]
    page = BeautifulSoup(client.get(about).content, "html.parser")
    calendars = [str(link["href"]) for link in page.select("a[href$='.ics']")]
    assert len(calendars) == 1
    assert petition_page.petition is not None
    sign = reverse("petition_sign", args=[petition_page.petition.slug])
    typed = {"name": "Ada", "email": "ada@example.org", "country": "BE", "updates": "no"}
    with_language = f"/{petition_page.locale.language_code}{sign[3:]}"
    for path in [
        *[*paths, f"{news}feed/", *calendars, with_language],
        *["/sitemap.xml", "/robots.txt", reverse("security_txt")],
        f"{paths[0]}search/?q=a",
    ]:
        answer = client.get(path)
        assert answer.status_code == 200, path
        yield path, answer.content.decode()
    accepted = client.post(with_language, {**typed, "wording": petition_page.wording_hash})
    assert accepted.status_code == 303
    thanks = accepted.headers["Location"]
    yield "the answer to a signature", thanks
    yield "thanks", client.get(thanks).content.decode()
    language = petition_page.locale.language_code
    submission = Submission.objects.select_related("petition").get(petition=petition_page.petition)
    link = urlsplit(confirmation_link(submission, language)).path
    client.post(link)
    confirmed = client.get(link)
    assert confirmed.status_code == 200
    yield "confirmed", confirmed.content.decode()


def test_whatever_a_site_says_in_public_names_its_own_host(sites: TwoSites) -> None:
    for address, petition_page in ((FIRST, sites.english), (SECOND, sites.polish)):
        host = urlsplit(address).netloc
        found = {
            what: hosts_in(text)
            for what, text in answers_of(visitor_of(address), sites.pages[address], petition_page)
        }
        assert {what: hosts for what, hosts in found.items() if hosts - {host}} == {}
        silent = {what for what, hosts in found.items() if not hosts}
        # These send nobody anywhere but to where they are.
        assert all("thanks" in what or "answer" in what or "/s" in what for what in silent), silent
        assert "/sitemap.xml" not in silent


def test_a_page_says_where_it_is_by_the_address_of_its_site(sites: TwoSites) -> None:
    page = BeautifulSoup(visitor_of(SECOND).get("/pl/about/").content, "html.parser")
    assert page.select_one("link[rel=canonical]")["href"] == f"{SECOND}/pl/about/"  # type: ignore[index]
    assert page.select_one("meta[property='og:url']")["content"] == f"{SECOND}/pl/about/"  # type: ignore[index]
    assert page.select_one("[data-share-address]")["data-share-address"] == f"{SECOND}/pl/about/"  # type: ignore[index]
    assert f'"url": "{SECOND}/pl/about/"' in str(page.select_one("script[type='application/ld+json']"))


def test_each_language_of_a_site_is_named_by_the_address_of_that_site(sites: TwoSites) -> None:
    translated(sites.second.root_page.specific, "uk", {"title": "Чисті річки"})
    page = BeautifulSoup(visitor_of(SECOND).get("/pl/").content, "html.parser")
    languages = {str(link["hreflang"]): str(link["href"]) for link in page.select("link[hreflang]")}
    assert languages == {"pl": f"{SECOND}/pl/", "uk": f"{SECOND}/uk/", "x-default": f"{SECOND}/pl/"}


def test_every_mail_about_a_petition_leads_to_the_site_that_it_is_on(
    sites: TwoSites, mail_server: MailServer
) -> None:
    """Confirmation, reminder, “signed already” and the link that was asked for, read byte by byte."""
    for page, address, other in ((sites.english, FIRST, SECOND), (sites.polish, SECOND, FIRST)):
        language = page.locale.language_code
        client = visitor_of(address)
        start = len(mail_server.mails)
        submission = SubmissionFactory.create(page=page, language=language)
        assert send_due_mails() == 1
        Submission.objects.update(mail_due_at=timezone.now())
        assert send_due_mails() == 1
        assert client.post(urlsplit(confirmation_link(submission, language)).path).status_code == 303
        SubmissionFactory.create(page=page, language=language)
        assert send_due_mails() == 1
        assert page.petition is not None
        ask = f"/{language}/sign/{page.petition.slug}/my-signature/"
        assert client.post(ask, {"email": "ada@example.org"}).status_code == 303
        assert send_due_links() == 1
        mails = mail_server.mails[start:]
        assert len(mails) == 4
        for received in mails:
            mail = read_mail(received.raw)
            said = "\n".join([*mail.fields.values(), *(part.text for part in mail.parts)])
            assert urlsplit(other).netloc.encode() not in received.raw
            assert hosts_in(said) == {urlsplit(address).netloc}
            assert mail.fields["list-unsubscribe"].startswith(f"<{address}/{language}/sign/")


def test_a_link_in_a_mail_of_the_second_site_works_there(sites: TwoSites, mail_server: MailServer) -> None:
    SubmissionFactory.create(page=sites.polish, language="pl")
    send_due_mails()
    link = re.search(rf"{SECOND}/\S+/confirm/\S+", mail_server.mails[-1].text)
    assert link is not None
    answer = visitor_of(SECOND).get(urlsplit(link.group()).path)
    assert answer.status_code == 200
    assert "Żądamy czystych rzek" in answer.content.decode()


def test_a_host_with_letters_beyond_ascii_is_named_as_servers_know_it(
    sites: TwoSites, mail_server: MailServer, settings: Settings
) -> None:
    Site.objects.filter(pk=sites.second.pk).update(hostname="źródła.example", port=443)
    for kind in Submission.Mail:
        mail_server.mails.clear()
        example_mail(sites.polish, kind, "ada@example.org").send()
        raw = mail_server.mails[-1].raw
        mail = read_mail(raw)
        assert mail.fields["list-unsubscribe"].startswith("<https://xn--rda-gna01bwk.example/pl/")
        assert {*hosts_in(mail.text("text/plain"))} == {"xn--rda-gna01bwk.example"}
        assert {*hosts_in(mail.text("text/html"))} == {"xn--rda-gna01bwk.example"}


def test_no_mail_asks_anew_which_site_it_is_about(sites: TwoSites, mail_server: MailServer) -> None:
    """A batch of five asks as often as a batch of one, whichever site it is."""

    def asked(page: PetitionPage, mails: int) -> int:
        for number in range(mails):
            email = f"{page.pk}-{mails}-{number}@example.org"
            SubmissionFactory.create(page=page, language=page.locale.language_code, email=email)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert send_due_mails() == mails
        return sum("wagtailcore_site" in query["sql"] for query in queries)

    send_due_mails()
    assert asked(sites.polish, 1) == asked(sites.polish, 5) == asked(sites.english, 5)


def test_a_page_of_the_second_site_takes_no_more_queries(sites: TwoSites) -> None:
    def queries(address: str, path: str) -> int:
        client = visitor_of(address)
        client.get(path)
        with CaptureQueriesContext(connection) as found:
            assert client.get(path, {"page": "2"} if "news" in path else {}).status_code == 200
        return len(found)

    for path in ("about/", "news/item/"):
        assert queries(SECOND, f"/pl/{path}") <= queries(FIRST, f"/en/{path}")


def test_a_search_finds_what_is_on_its_own_site(sites: TwoSites) -> None:
    polish = Locale.objects.get(language_code="pl")
    translated(sites.first.root_page.specific, "pl", {"title": "Place"})
    found = visitor_of(FIRST).get("/pl/search/?q=rzek").content.decode()
    assert "Czyste rzeki" not in found
    own = visitor_of(SECOND).get("/pl/search/?q=rzek").content.decode()
    assert "Żądamy czystych rzek" in own
    assert polish.language_code == "pl"


def test_a_link_to_the_other_site_is_the_one_that_its_visitors_use(sites: TwoSites) -> None:
    """HTTPS, on a port that Wagtail knows no HTTPS on, and on the one that its form suggests."""
    about = sites.pages[FIRST][1]
    about.body = [
        ("call_to_action", {"heading": "", "text": "", "button": "Go", "page": sites.polish, "address": ""})
    ]
    about.save_revision().publish()
    assert f'href="{SECOND}/pl/rzeki/"' in visitor_of(FIRST).get("/en/about/").content.decode()
    sites.second.port = 80
    sites.second.save()
    about.save_revision().publish()
    assert 'href="https://rzeki.example/pl/rzeki/"' in visitor_of(FIRST).get("/en/about/").content.decode()


@pytest.mark.parametrize(
    ("base", "hostname", "port", "address"),
    [
        (FIRST, "rzeki.example", 443, "https://rzeki.example"),
        (FIRST, "rzeki.example", 80, "https://rzeki.example"),
        (FIRST, "rzeki.example", 8443, "https://rzeki.example:8443"),
        ("http://127.0.0.1:8000", "pl.localhost", 8000, "http://pl.localhost:8000"),
        ("http://127.0.0.1:8000", "pl.localhost", 80, "http://pl.localhost"),
        ("http://127.0.0.1:8000", "rzeki.example", 443, "https://rzeki.example"),
        (FIRST, "ساحات.example", 443, "https://xn--mgbajk2a.example"),
        (FIRST, "my_host", 443, "https://my_host"),
    ],
)
def test_the_address_of_a_site(settings: Settings, base: str, hostname: str, port: int, address: str) -> None:
    settings.WAGTAILADMIN_BASE_URL = base
    assert site_url(Site(hostname=hostname, port=port)) == address


def test_the_default_site_and_the_admin_are_at_the_hubs_own_address(settings: Settings) -> None:
    settings.WAGTAILADMIN_BASE_URL = f"{FIRST}/"
    default = Site(hostname="old.example.org", port=80, is_default_site=True)
    assert absolute_url("/en/", default) == absolute_url("/en/", None) == f"{FIRST}/en/"
    assert absolute_url("https://media.example/a.png", default) == "https://media.example/a.png"


def test_a_language_with_a_site_of_its_own_is_on_that_site(sites: TwoSites, mail_server: MailServer) -> None:
    """Its pages are translations of another site's, so they would do there, too."""
    home = translated(sites.first.root_page.specific, "de", {"title": "Plätze"})
    page = translated(sites.english, "de", {"title": "Unbeobachtet"})
    Site.objects.create(hostname="plaetze.example", port=443, root_page=home)
    site = site_of_page(page)
    assert site is not None
    assert full_url(page, site) == "https://plaetze.example/de/unwatched/"
    assert site_of_page(sites.english) == sites.first
    example_mail(page, Submission.Mail.CONFIRMATION, "ada@example.org").send()
    assert hosts_in(mail_server.mails[-1].text) == {"plaetze.example"}


def test_the_admin_shows_a_page_of_the_second_site_before_it_is_public(
    sites: TwoSites, admin_client: Client, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    draft: Any = sites.pages[SECOND][1]
    answer = admin_client.get(reverse("wagtailadmin_pages:view_draft", args=[draft.pk]))
    assert answer.status_code == 200
    assert f'<link rel="canonical" href="{SECOND}/pl/about/">' in answer.content.decode()


def test_the_workaround_is_still_needed(sites: TwoSites) -> None:
    """Wagtail's own function: when this fails, `addresses_of_sites` can lose a part."""
    assert upstream_root_url.fget(Site(hostname="rzeki.example", port=8443)) == "http://rzeki.example:8443"
