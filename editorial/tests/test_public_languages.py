"""A language, and a campaign, opens with its home page; until then visitors are sent to where it speaks."""

from importlib import import_module

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Locale, Page, Site

from editorial.public_languages import preferred_language, public_languages
from home.first_home import first_home
from home.models import ContentPage, HomePage
from petition_blocks.mailing.send_due_mails import send_due_mails
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.models import Petition
from tests.factories import HandIn
from tests.mail_server import MailServer

POLISH_BROWSER = {"accept-language": "pl,en;q=0.5"}


def site() -> Site:
    """Return the default site."""
    return Site.objects.select_related("root_page").get(is_default_site=True)


class TestBeforeAnythingIsPublic:
    def test_a_new_hub_has_a_home_page_of_its_own_as_a_draft(self, db: None) -> None:
        home = site().root_page.specific
        assert home == first_home()
        assert isinstance(home, HomePage)
        assert (home.live, home.url_path, home.locale.language_code) == (False, "/home/", "en")
        assert Page.find_problems() == ([], [], [], [], [])
        assert not Page.objects.filter(title__contains="Wagtail").exists()

    @pytest.mark.parametrize(("language", "heading"), [("en", "Coming soon"), ("de", "Bald geht es los")])
    def test_visitors_read_in_their_language_that_something_is_coming(
        self, client: Client, db: None, language: str, heading: str
    ) -> None:
        answer = client.get("/", headers={"accept-language": language})
        document = BeautifulSoup(answer.content, "html.parser")
        assert answer.status_code == 200
        assert document.html is not None
        assert document.html["lang"] == language
        assert [title.text for title in document.select("h1, title")] == [heading, heading]
        assert document.select('meta[name="robots"][content="noindex"]')
        assert document.select_one(f'a[href="{reverse("wagtailadmin_home")}"]')
        assert "no-store" in answer["Cache-Control"]
        assert "Accept-Language" in answer["Vary"]
        assert not answer.cookies

    @pytest.mark.parametrize(
        "url", ["/en/", "/de/", "/de/about/", "/en/search/?q=a", "/en/sign/none/", "/x/"]
    )
    def test_every_other_address_leads_there(self, client: Client, db: None, url: str) -> None:
        answer = client.get(url, follow=True)
        assert answer.redirect_chain[-1] == ("/", 302)
        assert answer.status_code == 200

    @pytest.mark.parametrize(("wanted", "language"), [("he", "en"), ("he,fr;q=0.5", "fr")])
    def test_nobody_reads_words_that_are_announced_as_another_language(
        self, client: Client, db: None, wanted: str, language: str
    ) -> None:
        """Hebrew has no catalogue: the next language that the browser names has to do, or English."""
        answer = client.get("/", headers={"accept-language": wanted})
        document = BeautifulSoup(answer.content, "html.parser")
        assert document.html is not None
        assert (document.html["lang"], document.html["dir"]) == (language, "ltr")
        with override("he"):
            html = render_to_string("campaign_site/refused.html", {"heading": "No", "text": "No."})
        refused = BeautifulSoup(html, "html.parser").html
        assert refused is not None
        assert (refused["lang"], refused["dir"]) == ("en", "ltr")

    def test_nothing_is_listed(self, client: Client, db: None) -> None:
        first_home().add_child(instance=ContentPage(title="About", slug="about"))  # type: ignore[union-attr]
        assert "<url>" not in client.get("/sitemap.xml").text

    def test_pages_wait_for_their_home_page(self, client: Client, db: None) -> None:
        home = first_home()
        assert home is not None
        home.add_child(instance=ContentPage(title="About", slug="about"))
        answer = client.get("/en/about/")
        assert (answer.status_code, answer["Location"]) == (302, "/")
        home.save_revision().publish()
        assert "About" in client.get("/en/about/").text
        assert client.get("/")["Location"] == "/en/"

    def test_previews_show_what_will_be_there(self, db: None) -> None:
        """Cards and menus lead to drafts as long as nobody but editors reads them."""
        home = first_home()
        assert home is not None
        about = home.add_child(
            instance=ContentPage(title="About us", slug="about", show_in_menus=True, live=False)
        )
        home.body = [("page_cards", {"heading": "", "pages": [about]})]
        home.save_revision()
        document = BeautifulSoup(home.make_preview_request().content, "html.parser")
        assert [link.text for link in document.select(".site-menu a")] == ["About us"]
        assert document.select('main a[href="/en/about/"]')
        home.get_latest_revision().publish()
        document = BeautifulSoup(HomePage.objects.get().make_preview_request().content, "html.parser")
        assert not document.select('a[href="/en/about/"]')

    def test_an_address_of_the_admin_that_leads_nowhere_says_so(self, admin_client: Client) -> None:
        assert admin_client.get("/admin/nothing/").status_code == 404


def welcome_page(**other: object) -> Page:
    """Put Wagtail's page of welcome, as a database from before may have it, where visitors arrive."""
    root = Page.objects.get(depth=1)
    facts = {"title": "Welcome to your new Wagtail site!", "slug": "home", **other}
    page: Page = root.add_child(instance=Page(**facts))
    Site.objects.create(is_default_site=True, hostname="localhost", root_page=page)
    return page


class TestWagtailsPageOfWelcome:
    def replace(self) -> None:
        """Run the migration again, with the models as they were."""
        state = MigrationLoader(connection).project_state(("home", "0001_initial"))
        import_module("home.migrations.0002_first_home_page").replace_welcome_page(state.apps, None)

    def test_it_becomes_a_home_page_that_is_not_public(self, db: None) -> None:
        Page.objects.filter(depth=2).delete()
        welcome = welcome_page()
        self.replace()
        home = HomePage.objects.get(pk=welcome.pk)
        assert home == first_home()
        assert (home.path, home.locale, home.title) == (welcome.path, welcome.locale, "New campaign")

    def test_what_somebody_has_made_of_it_stays(self, db: None) -> None:
        Page.objects.filter(depth=2).delete()
        page = welcome_page(title="Our campaign")
        self.replace()
        assert not HomePage.objects.exists()
        assert Page.objects.get(pk=page.pk).live


class TestLanguages:
    def test_the_sites_own_comes_first(self, german_home: HomePage) -> None:
        assert public_languages(site()) == ["en", "de"]
        Site.objects.update(root_page=german_home)
        assert public_languages(site()) == ["de", "en"]
        german_home.unpublish()
        assert public_languages(site()) == ["en"]

    def test_the_front_leads_to_one_that_is_public(self, client: Client, german_home: HomePage) -> None:
        assert client.get("/", headers={"accept-language": "de"})["Location"] == "/de/"
        german_home.unpublish()
        answer = client.get("/?q=a&fbclid=b", headers={"accept-language": "de"})
        assert (answer.status_code, answer["Location"]) == (302, "/en/?q=a")
        assert "Accept-Language" in answer["Vary"]

    @pytest.mark.parametrize(
        ("wanted", "offered", "expected"),
        [
            ("pt-BR,en;q=0.5", ["en", "pt"], "pt"),
            ("zh-TW", ["en", "zh-hans", "zh-hant"], "zh-hant"),
            ("zh-CN", ["en", "zh-hans", "zh-hant"], "zh-hans"),
            ("zh-TW", ["en", "zh-hans"], "zh-hans"),
            ("no", ["en", "nb"], "nb"),
            ("nn-NO", ["en", "nb"], "nb"),
            ("sr", ["en", "sr-latn"], "sr-latn"),
            ("ja, uk;q=0.2, pl;q=0.8", ["uk", "pl"], "pl"),
            ("ja", ["pl", "uk"], "pl"),
            ("*", ["pl"], "pl"),
            ("", ["pl"], "pl"),
            ("\x00;;q=a,,", ["pl"], "pl"),
        ],
    )
    def test_readers_get_the_nearest_to_what_they_prefer(
        self, wanted: str, offered: list[str], expected: str
    ) -> None:
        request = RequestFactory().get("/", headers={"accept-language": wanted})
        assert preferred_language(request, offered) == expected

    def test_a_closed_languages_pages_lead_to_the_same_in_an_open_one(
        self, client: Client, home: HomePage, german_home: HomePage, about: ContentPage
    ) -> None:
        german_about = about.copy_for_translation(german_home.locale)
        german_about.save_revision().publish()
        home.unpublish()
        assert client.get("/en/about/")["Location"] == german_about.get_url() == "/de/about/"
        assert client.get("/en/")["Location"] == "/"
        assert client.get("/")["Location"] == "/de/"
        assert client.get("/en/search/")["Location"] == "/"
        assert '<html lang="de"' in client.get("/en/nothing/").text

    def test_who_takes_a_home_page_off_the_site_is_told_what_goes_with_it(
        self, admin_client: Client, german_home: HomePage, about: ContentPage
    ) -> None:
        words = "visitors find no page in German"
        form = reverse("wagtailadmin_pages:unpublish", args=[german_home.pk])
        assert words in admin_client.get(form).text
        other = reverse("wagtailadmin_pages:unpublish", args=[about.pk])
        assert "visitors find no page" not in admin_client.get(other).text

    def test_the_form_of_a_closed_language_is_that_of_an_open_one(
        self, client: Client, petition: Petition, german_petition_page: PetitionPage
    ) -> None:
        url = f"/fr/sign/{petition.slug}/"
        assert client.get(url)["Location"] == url.replace("fr", "en", 1)


def test_a_mail_in_a_language_that_was_taken_off_is_sent_all_the_same(
    client: Client, petition: Petition, hand_in: HandIn, mail_server: MailServer
) -> None:
    """The site has no row of that language any more, or never had: the petition's own words must do."""
    hand_in("ada@example.org", language="fr")
    hand_in("bea@example.org")
    Locale.objects.filter(language_code="fr").delete()
    send_due_mails()
    assert len(mail_server.mails_to("ada@example.org")) == len(mail_server.mails_to("bea@example.org")) == 1
    thanks = client.get(f"/fr/sign/{petition.slug}/thanks/")
    assert (thanks.status_code, '<html lang="en"' in thanks.text) == (200, True)
