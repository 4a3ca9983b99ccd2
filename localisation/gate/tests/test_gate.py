"""Visitors meet a language when a signatory's whole way is there in it; until then nobody is sent to it."""

from datetime import date, timedelta
from unittest.mock import patch

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission, User
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from campaign_site.search import find_pages
from editorial.interface_words.catalogue import all_messages
from editorial.interface_words.models import InterfaceWord
from editorial.language_gaps import missing_words
from editorial.language_names import languages_with_words
from editorial.public_languages import public_languages
from home.models import ContentPage, HomePage, NewsIndexPage
from localisation.actions.submit_for_translation import submit_for_translation
from localisation.gate.actions import look_again, note_legal_review, take_back_legal_review
from localisation.gate.gaps import gaps_of, is_held_back
from localisation.gate.models import HeldBackHome, LegalReview
from localisation.tests.campaign import fill, grant_pages, translation_into, user_in
from petition_blocks.page.default_words import default_words
from petition_blocks.page.models import PetitionPage
from petition_blocks.page.speaking_page import petition_page_for
from petition_blocks.petition.models import Petition
from tests.factories import PetitionPageFactory, translated

pytestmark = pytest.mark.usefixtures("gate")

POLISH_DEMAND = "Zostawcie nasze place bez nadzoru – żółć, gęś i jaźń."


def site() -> Site:
    """Return the default site, as it is now."""
    return Site.objects.select_related("root_page").get(is_default_site=True)


def review(home: Page) -> LegalReview:
    """Note that somebody has reviewed a language's texts."""
    return note_legal_review(home, "Maria Żak", date(2026, 11, 2), None)


@pytest.fixture
def polish_home(home: HomePage, petition_page: PetitionPage) -> HomePage:
    """The Polish home page: published, while the petition is there in English alone."""
    page: HomePage = translated(home, "pl", {"title": "Początek"})
    return page


@pytest.fixture
def polish_petition(polish_home: HomePage, petition_page: PetitionPage) -> PetitionPage:
    """The public Polish translation of the petition."""
    words = {"title": "Bez nadzoru", "demand": POLISH_DEMAND, **default_words("pl")}
    page: PetitionPage = translated(petition_page, "pl", words)
    return page


@pytest.fixture
def open_polish(polish_home: HomePage, polish_petition: PetitionPage) -> HomePage:
    """Polish, with all that it needs."""
    review(polish_home)
    return polish_home


class TestUntilAllIsThere:
    def test_no_page_offers_it(self, client: Client, about: ContentPage, polish_home: HomePage) -> None:
        translated(about, "pl", {"title": "O nas"})
        assert polish_home.live
        assert public_languages(site()) == ["en"]
        for url in ("/en/", "/en/about/", "/sitemap.xml"):
            assert "/pl/" not in client.get(url).text
        assert "Polski" not in client.get("/en/").text

    def test_its_addresses_lead_to_the_same_in_an_open_language(
        self, client: Client, home: HomePage, about: ContentPage, petition: Petition, polish_home: HomePage
    ) -> None:
        translated(about, "pl", {"title": "O nas"})
        news = home.add_child(instance=NewsIndexPage(title="News", slug="news"))
        news.save_revision().publish()
        translated(news, "pl", {"title": "Aktualności"})
        browser = {"accept-language": "pl"}
        for asked, answered in [
            ("/pl/", "/en/"),
            ("/pl/about/", "/en/about/"),
            ("/pl/news/feed/", "/en/news/"),
            ("/pl/search/?q=nas", "/"),
            (f"/pl/sign/{petition.slug}/", f"/en/sign/{petition.slug}/"),
            ("/", "/en/"),
        ]:
            answer = client.get(asked, headers=browser)
            assert (asked, answer.status_code, answer["Location"]) == (asked, 302, answered)
        assert '<html lang="en"' in client.get("/pl/nic/", headers=browser).text

    @pytest.mark.usefixtures("indexes")
    def test_nobody_finds_its_pages(self, about: ContentPage, polish_home: HomePage) -> None:
        translated(about, "pl", {"title": "Wspólnota"})
        call_command("update_index", verbosity=0)
        polish = find_pages("Wspólnota", polish_home.locale, None)
        assert list(polish.object_list) == []
        HeldBackHome.objects.all().delete()
        assert len(find_pages("Wspólnota", polish_home.locale, None).object_list) == 1

    def test_the_petition_speaks_another_language_to_its_readers(
        self, petition: Petition, petition_page: PetitionPage, polish_petition: PetitionPage
    ) -> None:
        assert petition_page_for(petition, "pl") == petition_page

    def test_it_says_what_is_missing_and_where_that_is_mended(
        self, polish_home: HomePage, petition_page: PetitionPage
    ) -> None:
        gaps = gaps_of(polish_home)
        assert [gap.words for gap in gaps] == [
            "The petition “Unwatched” is not translated yet.",
            "Nobody has noted yet that the texts were legally reviewed.",
        ]
        assert gaps[1].url == reverse("localisation_language", args=[polish_home.pk])

    def test_public_pages_ask_no_more_than_before(
        self, client: Client, home: HomePage, petition_page: PetitionPage
    ) -> None:
        def queries() -> int:
            caches["default"].clear()
            client.get("/en/")
            caches["default"].clear()
            with CaptureQueriesContext(connection) as asked:
                assert client.get("/en/").status_code == 200
            return len(asked)

        before = queries()
        translated(home, "pl", {"title": "Początek"})
        assert HeldBackHome.objects.count() == 1
        assert queries() == before


class TestOpening:
    def test_the_last_piece_opens_it_at_once(
        self, client: Client, petition: Petition, polish_home: HomePage, polish_petition: PetitionPage
    ) -> None:
        assert client.get("/pl/")["Location"] == "/en/"
        review(polish_home)
        assert public_languages(site()) == ["en", "pl"]
        assert '<html lang="pl"' in client.get("/pl/").text
        document = BeautifulSoup(client.get("/en/").content, "html.parser")
        assert document.select_one('a[hreflang="pl"]')
        assert document.select_one('link[rel="alternate"][hreflang="pl"]')
        assert POLISH_DEMAND in client.get(f"/pl/sign/{petition.slug}/").text
        assert "/pl/" in client.get("/sitemap.xml").text

    def test_publishing_can_be_the_last_piece(
        self, polish_home: HomePage, petition_page: PetitionPage
    ) -> None:
        review(polish_home)
        assert public_languages(site()) == ["en"]
        translated(petition_page, "pl", {"demand": POLISH_DEMAND, **default_words("pl")})
        assert public_languages(site()) == ["en", "pl"]

    def test_the_home_page_can_be_the_last_piece(self, open_polish: HomePage) -> None:
        open_polish.unpublish()
        assert public_languages(site()) == ["en"]
        open_polish.get_latest_revision().publish()
        assert public_languages(site()) == ["en", "pl"]

    def test_what_comes_later_closes_nothing(self, open_polish: HomePage, home: HomePage) -> None:
        PetitionPageFactory.create(parent=home, title="A second", slug="second", live=True)
        assert len(gaps_of(open_polish)) == 1
        look_again()
        open_polish.save_revision().publish()
        assert public_languages(site()) == ["en", "pl"]

    def test_a_review_that_is_taken_back_closes_it(self, open_polish: HomePage) -> None:
        for held in LegalReview.objects.all():
            take_back_legal_review(held, None)
        assert public_languages(site()) == ["en"]
        assert LegalReview.objects.filter(taken_back_at__isnull=False).count() == 1

    def test_pages_of_one_language_open_no_other_and_ask_little(
        self, polish_home: HomePage, home: HomePage, about: ContentPage
    ) -> None:
        """Many pages may be published at once while many languages wait."""
        for code in ("de", "cs", "uk"):
            translated(home, code, {"title": code})
        with CaptureQueriesContext(connection) as asked:
            look_again(polish_home.locale_id)
        assert len(asked) <= 4

    def test_what_no_signal_tells_the_worker_finds(
        self, polish_home: HomePage, polish_petition: PetitionPage
    ) -> None:
        LegalReview.objects.create(page=polish_home, reviewer="Ż", reviewed_on=date(2026, 1, 1))
        assert public_languages(site()) == ["en"]
        # On PostgreSQL, the connection of a test that doesn't commit must not be closed.
        with patch("campaign_site.management.commands.work.close_old_connections"):
            call_command("work", "--once")
        assert public_languages(site()) == ["en", "pl"]


class TestRunningSites:
    """Nothing that was public before anybody asked is closed by asking."""

    @pytest.fixture
    def public_before(self, home: HomePage, petition_page: PetitionPage) -> HomePage:
        """German, public since before the gate."""
        page: HomePage = translated(home, "de", {"title": "Start"})
        HeldBackHome.objects.all().delete()
        return page

    def test_they_stay_public(self, public_before: HomePage) -> None:
        assert len(gaps_of(public_before)) == 2
        public_before.save_revision().publish()
        look_again()
        assert public_languages(site()) == ["en", "de"]

    def test_whoever_publishes_anew_is_asked(self, public_before: HomePage) -> None:
        public_before.unpublish()
        public_before.save_revision().publish()
        assert public_languages(site()) == ["en"]

    def test_the_sites_own_language_is_never_closed(self, home: HomePage, client: Client) -> None:
        home.unpublish()
        home.save_revision().publish()
        assert len(gaps_of(home)) == 1
        assert public_languages(site()) == ["en"]
        assert client.get("/en/").status_code == 200

    def test_a_language_that_becomes_the_sites_own_opens(self, polish_home: HomePage) -> None:
        assert is_held_back(polish_home)
        own = site()
        own.root_page = polish_home
        own.save()
        assert public_languages(site()) == ["pl", "en"]

    def test_another_sites_language_is_another_matter(self, open_polish: HomePage) -> None:
        other = Page.objects.get(depth=1).add_child(instance=HomePage(title="Other", slug="other"))
        second = Site.objects.create(hostname="other.example", root_page=other)
        translated(other, "pl", {"title": "Inna"})
        assert public_languages(Site.objects.select_related("root_page").get(pk=second.pk)) == ["en"]
        assert public_languages(site()) == ["en", "pl"]


class TestWhatIsLookedAt:
    def words(self, home: Page) -> str:
        """Return what is missing, in one text."""
        return " ".join(gap.words for gap in gaps_of(home))

    @pytest.mark.parametrize("field", ["statement", "updates_question", "privacy_notice", "reminder_text"])
    def test_an_empty_text_of_a_petition(self, open_polish: HomePage, field: str) -> None:
        PetitionPage.objects.filter(locale=open_polish.locale).update(**{field: ""})
        assert "is empty" in self.words(open_polish)

    @pytest.mark.parametrize("field", ["demand", "statement", "already_signed_text", "thanks_text"])
    def test_a_text_that_nobody_has_translated(
        self, open_polish: HomePage, petition_page: PetitionPage, field: str
    ) -> None:
        PetitionPage.objects.filter(locale=open_polish.locale).update(
            **{field: getattr(petition_page, field)}
        )
        assert "has still the words of the original" in self.words(open_polish)

    def test_a_petition_that_is_not_published(self, open_polish: HomePage) -> None:
        PetitionPage.objects.get(locale=open_polish.locale).unpublish()
        assert "“Unwatched” is translated, and not published" in self.words(open_polish)

    def test_a_petition_that_is_over_needs_no_translation(
        self, polish_home: HomePage, petition: Petition
    ) -> None:
        Petition.objects.filter(pk=petition.pk).update(closes_at=timezone.now() - timedelta(days=1))
        assert "Unwatched" not in self.words(polish_home)

    def test_a_title_that_no_picture_can_draw(self, open_polish: HomePage) -> None:
        PetitionPage.objects.filter(locale=open_polish.locale).update(title="ᚠᚢᚦ")
        assert "can’t draw the letters of “ᚠᚢᚦ”" in self.words(open_polish)

    def test_a_language_that_the_hub_has_no_addresses_in(self, open_polish: HomePage) -> None:
        """Maltese once stood in the switcher, and answered 404."""
        with patch("editorial.language_gaps.check_for_language", return_value=False):
            assert "The hub knows no addresses in this language" in self.words(open_polish)

    def test_the_hubs_own_words(self, home: HomePage) -> None:
        assert missing_words("en") == missing_words("pl") == 0
        hebrew = translated(home, "he", {"title": "בית"})
        wanted = missing_words("he")
        assert wanted > 100
        assert f"{wanted} texts that visitors read" in self.words(hebrew)

    def test_words_written_in_the_admin_count(self, home: HomePage) -> None:
        hebrew = translated(home, "he", {"title": "בית"})
        review(hebrew)
        *rest, last = [
            InterfaceWord(
                language_code="he",
                message=message.name,
                context=message.context,
                singular=message.singular,
                has_plural=bool(message.plural),
                texts=["מילה"],
                instead_of=[""],
            )
            for message in all_messages().values()
            if message.is_for_visitors
        ]
        InterfaceWord.objects.bulk_create(rest)
        assert missing_words("he") == 1
        assert public_languages(site()) == ["en"]
        last.save()
        assert public_languages(site()) == ["en", "he"]

    @pytest.mark.parametrize("code", languages_with_words())
    def test_every_language_of_the_hub_has_all_words_for_visitors(self, db: None, code: str) -> None:
        assert missing_words(code) == 0


class TestInTheAdmin:
    def test_publishing_says_what_is_missing(
        self, admin_client: Client, home: HomePage, petition_page: PetitionPage
    ) -> None:
        polish = translated(home, "pl", {"title": "Początek"})
        polish.unpublish()
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        answer = admin_client.post(f"{url}?id={polish.pk}&next=/admin/", follow=True)
        assert "Visitors don’t meet Polish yet" in answer.text
        assert "is not translated yet" in answer.text
        polish.refresh_from_db()
        assert polish.live
        assert (
            "Visitors don’t meet Polish yet"
            in admin_client.get(reverse("wagtailadmin_pages:edit", args=[polish.pk])).text
        )

    def test_publishing_a_translation_says_it_too(
        self, admin_client: Client, home: HomePage, petition_page: PetitionPage
    ) -> None:
        """The translation's editor publishes by itself, past Wagtail's own button."""
        polish = Locale.objects.get_or_create(language_code="pl")[0]
        submit_for_translation(home, [polish], None)
        fill(translation_into(polish, home))
        target = home.get_translation(polish)
        url = reverse("wagtailadmin_pages:edit", args=[target.pk])
        answer = admin_client.post(url, {"action": "publish"}, follow=True)
        assert "Visitors don’t meet Polish yet" in answer.text
        target.refresh_from_db()
        assert target.live

    def test_who_publishes_in_a_language_notes_its_review(
        self, client: Client, polish_home: HomePage, polish_petition: PetitionPage
    ) -> None:
        lead = user_in("lead")
        grant_pages(lead, polish_home, "change", "publish")
        let_into_admin(lead)
        client.force_login(lead)
        url = reverse("localisation_language", args=[polish_home.pk])
        assert "Note this review" in client.get(url).text
        facts = {"reviewer": "Maria Żak", "reviewed_on": "2026-11-02", "note": "Opinia 7"}
        answer = client.post(url, facts, follow=True)
        assert "The language is open to visitors" in answer.text
        assert public_languages(site()) == ["en", "pl"]
        noted = LegalReview.objects.get()
        assert (noted.reviewer, noted.reviewed_on, noted.recorded_by) == (
            "Maria Żak",
            date(2026, 11, 2),
            lead,
        )
        client.post(url, {"take_back": noted.pk})
        assert public_languages(site()) == ["en"]
        again = client.get(url).text
        assert "Maria Żak" in again
        assert "taken back on" in again

    def test_nobody_else_does(self, client: Client, polish_home: HomePage, german_home: HomePage) -> None:
        writer = user_in("writer")
        grant_pages(writer, polish_home, "change")
        let_into_admin(writer)
        client.force_login(writer)
        url = reverse("localisation_language", args=[polish_home.pk])
        assert "Note this review" not in client.get(url).text
        facts = {"reviewer": "Me", "reviewed_on": "2026-11-02"}
        assert client.post(url, facts).status_code in (302, 403)
        other = reverse("localisation_language", args=[german_home.pk])
        assert client.get(other).status_code in (302, 403)
        assert not LegalReview.objects.exists()

    @pytest.mark.parametrize(
        "facts",
        [
            {"reviewer": " ", "reviewed_on": "2026-11-02"},
            {"reviewer": "Maria", "reviewed_on": (timezone.localdate() + timedelta(days=2)).isoformat()},
            {"reviewer": "Maria", "reviewed_on": ""},
            {"take_back": "99999999999999999999"},
        ],
    )
    def test_what_can_not_be_noted(
        self, admin_client: Client, polish_home: HomePage, facts: dict[str, str]
    ) -> None:
        url = reverse("localisation_language", args=[polish_home.pk])
        assert admin_client.post(url, facts).status_code in (404, 422)
        assert not LegalReview.objects.exists()

    def test_all_languages_are_listed(self, admin_client: Client, polish_home: HomePage) -> None:
        text = admin_client.get(reverse("localisation_languages")).text
        assert "waits, as something is missing" in text
        assert "open to visitors" in text


def let_into_admin(user: User) -> None:
    """Let a user's group open the admin."""
    user.groups.get().permissions.add(Permission.objects.get(codename="access_admin"))
