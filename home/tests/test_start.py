"""An empty hub becomes a campaign: complete drafts from a few answers, and a list of what is left."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import StringIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import Translation

from coalition.coalition_page import CoalitionPage
from editorial.brand.looks import FIRST_LOOK, LOOKS
from editorial.brand.models import Brand
from editorial.loose_ends import loose_ends
from editorial.models import SiteSettings
from home.first_home import first_home
from home.models import ContentPage, HomePage, NewsIndexPage, PillarPage
from home.recipes.campaign import MOST_PILLARS
from home.roles import COORDINATORS, EDITORS
from home.start.actions import AnswersMissing, key_of_page, start_campaign
from home.start.answers import Answers
from home.start.checklist import tasks_left
from home.start.models import CampaignStart
from localisation.actions.submit_for_translation import submit_for_translation
from localisation.completeness import missing_texts
from localisation.gate.actions import note_legal_review
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.models import Petition, PetitionSettings
from tests.factories import translated

ANSWERS: dict[str, Any] = {
    "name": "Czyste rzeki",
    "slogan": "Rzeki należą do wszystkich",
    "language": "pl",
    "other_languages": ["uk"],
    "run_by": "Fundacja „Źródło” & przyjaciele",
    "postal_address": "ul. Wodna 1\n00-001 Warszawa",
    "country": "PL",
    "contact_email": "kontakt@example.org",
    "look": "community",
    "palette": "river",
    "mark": "drop",
    "pillars": ["Woda", "Prawo <wody>"],
    "demand": "Żądamy czystych rzek.",
}
# With two pillars.
PAGES = 9


def answers(**other: Any) -> Answers:
    """Return complete answers, but for what is given."""
    return Answers(**(ANSWERS | other))


def site() -> Site:
    """Return the default site."""
    return Site.objects.select_related("root_page").get(is_default_site=True)


def words_left(start: CampaignStart, user: User) -> list[str]:
    """Return all that is left to do."""
    return [task.words for part in tasks_left(start, user) for task in part.tasks]


def text_of(page: Page) -> str:
    """Return what a page's preview says."""
    return page.specific.make_preview_request().content.decode()


@pytest.fixture
def editor(db: None) -> Client:
    """The browser of somebody in the group of editors."""
    user = User.objects.create_user("ewa", "ewa@example.org", "password")
    user.groups.add(Group.objects.get(name=EDITORS))
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.django_db
class TestThePages:
    def test_all_are_there_as_drafts_in_the_campaigns_language(self) -> None:
        home = start_campaign(site(), answers())
        pages = [home, *home.get_descendants().specific()]
        assert home == site().root_page.specific
        assert len(pages) == PAGES
        assert {type(page) for page in pages} == {
            *(HomePage, PillarPage, CoalitionPage, PetitionPage, NewsIndexPage, ContentPage),
        }
        assert not any(page.live for page in pages)
        assert {page.locale.language_code for page in pages} == {"pl"}
        assert {locale.language_code for locale in Locale.objects.all()} >= {"pl", "uk"}
        assert Page.find_problems() == ([], [], [], [], [])

    def test_each_can_be_looked_at_and_published_as_it_is(self) -> None:
        home = start_campaign(site(), answers())
        for page in [*home.get_descendants().specific(), home]:
            assert "Traceback" not in text_of(page)
            page.get_latest_revision().publish()
        client = Client()
        for page in [home, *home.get_descendants()]:
            answer = client.get(Page.objects.get(pk=page.pk).get_url())
            assert answer.status_code == 200
            assert 'lang="pl"' in answer.text
            assert "editor-note" not in answer.text, "hints are for editors alone"
            assert loose_ends(page.specific) == []
        assert client.get("/")["Location"] == "/pl/"

    def test_a_second_language_waits_for_the_campaigns_own_words_alone(self) -> None:
        home = start_campaign(site(), answers())
        for page in [home, *home.get_descendants().specific()]:
            page.get_latest_revision().publish()
        ukrainian = Locale.objects.get(language_code="uk")
        for page in home.get_descendants(inclusive=True).specific():
            submit_for_translation(page, [ukrainian], None)
        waiting = {
            segment.string.data
            for translation in Translation.objects.filter(target_locale=ukrainian)
            for segment in missing_texts(translation.source, ukrainian).select_related("string")
        }
        own = {ANSWERS["name"], ANSWERS["slogan"], ANSWERS["demand"], "Woda", "Prawo &lt;wody&gt;"}
        assert waiting == own

    def test_the_home_page_leads_to_all_of_it_before_any_is_public(self) -> None:
        home = start_campaign(site(), answers())
        document = BeautifulSoup(text_of(home), "html.parser")
        menu = [link.text for link in document.select(".site-menu a")]
        assert menu[:2] == ["Woda", "Prawo <wody>"]
        assert len(document.select(".pillars-list .pillar")) == 2
        assert document.select(".editor-note")
        assert ANSWERS["demand"] in document.text
        assert ANSWERS["slogan"] in document.select_one("h1").text  # type: ignore[union-attr]

    def test_a_name_that_ends_with_a_full_stop_ends_the_sentence_too(self) -> None:
        home = start_campaign(site(), answers(run_by="Offene Plätze e. V.", language="en"))
        page = ContentPage.objects.get(translation_key=key_of_page(home, "about"))
        document = BeautifulSoup(text_of(page), "html.parser")
        assert "run by Offene Plätze e. V." in document.text
        assert "V.." not in document.text, "in the text and in the footer"

    def test_facts_are_entered_where_they_live(self) -> None:
        home = start_campaign(site(), answers())
        about_site = SiteSettings.for_site(site())
        petition = PetitionSettings.for_site(site()).main_petition
        assert petition is not None
        assert (about_site.controller_name, about_site.contact_email) == (
            ANSWERS["run_by"],
            ANSWERS["contact_email"],
        )
        assert about_site.privacy_page.get_parent().specific == home
        assert (petition.name, petition.slug) == ("Czyste rzeki", "czyste-rzeki")
        (chosen,) = petition.controllers.all()
        assert (chosen.for_petition, chosen.for_updates, chosen.for_partner) == (True, True, False)
        organisation = chosen.organisation
        assert (organisation.name, organisation.address, organisation.country.code) == (
            ANSWERS["run_by"],
            ANSWERS["postal_address"],
            "PL",
        )
        privacy = text_of(about_site.privacy_page)
        assert "Fundacja „Źródło” &amp; przyjaciele" in privacy
        assert 'href="mailto:kontakt@example.org"' in privacy

    @pytest.mark.parametrize("pillars", [0, 1, MOST_PILLARS])
    def test_a_campaign_rests_on_none_to_six_ideas(self, pillars: int) -> None:
        home = start_campaign(site(), answers(pillars=[f"Idea {number}" for number in range(pillars)]))
        assert home.get_descendants().count() == PAGES - 3 + pillars
        assert ("pillars-list" in text_of(home)) == bool(pillars)

    @pytest.mark.parametrize(
        ("form_of_address", "words"), [("", "otwórz link poniżej"), ("formal", "prosimy otworzyć")]
    )
    def test_its_petition_speaks_to_people_as_was_chosen(self, form_of_address: str, words: str) -> None:
        home = start_campaign(site(), answers(form_of_address=form_of_address))
        page = PetitionPage.objects.get(path__startswith=home.path).get_latest_revision_as_object()
        assert words in page.confirmation_text
        assert SiteSettings.objects.get().form_of_address == form_of_address

    def test_doing_it_again_doubles_nothing_and_loses_nothing(self) -> None:
        home = start_campaign(site(), answers())
        page = PillarPage.objects.get(title="Woda")
        page.title = "Woda pitna"
        page.save_revision().publish()
        page.move(ContentPage.objects.child_of(home).first(), pos="last-child")
        SiteSettings.objects.update(contact_email="biuro@example.org")
        before = set(Page.objects.values_list("pk", "path", "title"))
        start_campaign(site(), answers(name="Inna"))
        assert set(Page.objects.values_list("pk", "path", "title")) == before
        assert SiteSettings.for_site(site()).contact_email == "biuro@example.org"

    def test_what_was_broken_off_is_completed(self) -> None:
        home = start_campaign(site(), answers())
        PetitionPage.objects.get().delete()
        start_campaign(site(), answers())
        assert home.get_descendants().count() == PAGES - 1
        assert PetitionPage.objects.get().title

    def test_nothing_is_made_while_an_answer_is_missing(self) -> None:
        with pytest.raises(AnswersMissing, match="demand"):
            start_campaign(site(), answers(demand=""))
        assert first_home() is not None

    @pytest.mark.parametrize(
        "name", ["حملة الأنهار", "清潔河流", "Καθαρά ποτάμια", "Search", "!!!", "a" * 120]
    )
    def test_names_are_in_the_worlds_letters(self, name: str) -> None:
        home = start_campaign(site(), answers(name=name, run_by=name, slogan="", pillars=[name]))
        assert name in BeautifulSoup(text_of(home), "html.parser").text
        home.get_latest_revision().publish()
        assert Client().get("/", follow=True).status_code == 200

    def test_a_second_site_starts_a_campaign_of_its_own(self) -> None:
        start_campaign(site(), answers())
        home = HomePage(title="Second", slug="second", live=False, locale=Locale.get_default())
        Page.objects.get(depth=1).add_child(instance=home)
        other = Site.objects.create(hostname="second.example.org", port=80, root_page=home)
        start_campaign(other, answers(name="Second", language="en", demand="Second demand."))
        first, second = (PetitionSettings.for_site(each).main_petition for each in (site(), other))
        assert first != second
        assert HomePage.objects.get(pk=home.pk).get_descendants().count() == PAGES - 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_presses_at_once_make_the_pages_once() -> None:
    def press(_number: int) -> None:
        try:
            start_campaign(site(), answers())
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(press, range(2)))
    assert site().root_page.get_descendants().count() == PAGES - 1


@pytest.mark.django_db
class TestFromTheCommandLine:
    def run(self, *more: str) -> str:
        """Run the command with the same answers."""
        output = StringIO()
        call_command(
            "start_campaign",
            *("--name", ANSWERS["name"], "--slogan", ANSWERS["slogan"], "--language", "pl"),
            *("--other-language", "uk", "--run-by", ANSWERS["run_by"], "--country", "PL"),
            *("--postal-address", ANSWERS["postal_address"], "--contact-email", ANSWERS["contact_email"]),
            *("--pillar", ANSWERS["pillars"][0], "--pillar", ANSWERS["pillars"][1]),
            *more,
            stdout=output,
        )
        return output.getvalue()

    def test_it_makes_the_same_pages(self) -> None:
        def build() -> list[tuple[Any, ...]]:
            home = site().root_page.specific
            pages = [home, *home.get_descendants().specific()]
            return [
                (type(page), page.title, str(getattr(page, "body", "")), page.translation_key, page.live)
                for page in pages
            ]

        assert f"{PAGES} pages are there" in self.run("--demand", ANSWERS["demand"])
        from_command = build()
        home = site().root_page
        home.get_children().delete()
        HomePage.objects.filter(pk=home.pk).update(latest_revision=None)
        CampaignStart.objects.all().delete()
        start_campaign(site(), answers())
        assert [row[:2] for row in build()] == [row[:2] for row in from_command]
        assert [row[3:] for row in build()] == [row[3:] for row in from_command]

    def test_it_says_what_is_missing_and_what_it_does_not_speak(self) -> None:
        with pytest.raises(CommandError, match="--demand"):
            self.run()
        with pytest.raises(CommandError, match="tlh"):
            self.run("--demand", "D", "--language", "tlh")
        with pytest.raises(CommandError, match="e-mail"):
            self.run("--demand", "D", "--contact-email", "nobody")
        with pytest.raises(CommandError, match=r"elsewhere\.example\.org"):
            self.run("--demand", "D", "--site", "elsewhere.example.org")
        assert first_home() is not None


@pytest.mark.django_db
def test_a_look_that_somebody_has_chosen_since_stays() -> None:
    brand = Brand.of_site(site())
    brand.palette = "plum"
    brand.save()
    start_campaign(site(), answers())
    brand.refresh_from_db()
    assert (brand.palette, brand.typefaces) == ("plum", LOOKS[FIRST_LOOK].typefaces)


class TestInTheAdmin:
    def typed(self, step: str) -> dict[str, Any]:
        """Return what somebody types in a step."""
        wanted: dict[str, list[str]] = {
            "campaign": ["name", "slogan", "language", "other_languages"],
            "people": ["run_by", "postal_address", "country", "contact_email"],
            "look": ["look", "palette", "mark"],
            "petition": ["demand"],
        }
        if step == "pillars":
            return {f"pillar_{number}": name for number, name in enumerate(ANSWERS["pillars"], start=1)}
        return {name: ANSWERS[name] for name in wanted[step]}

    def test_the_home_page_of_an_empty_hub_leads_to_it(self, editor: Client) -> None:
        document = BeautifulSoup(editor.get(reverse("wagtailadmin_home")).content, "html.parser")
        assert document.select_one(f'a[href="{reverse("start_campaign")}"]')

    def test_from_the_first_question_to_the_pages(self, editor: Client) -> None:
        url = reverse("start_campaign")
        for step in ("campaign", "people", "look", "pillars", "petition"):
            assert editor.get(url).status_code == 200
            answer = editor.post(url, self.typed(step))
            assert answer.status_code == 302, answer.context["form"].errors
            url = answer["Location"]
        shown = editor.get(url).text
        for words in ("Czyste rzeki", "Ukrainian", "Poland", "Prawo &lt;wody&gt;"):
            assert words in shown
        assert editor.post(url)["Location"] == reverse("wagtailadmin_home")
        assert site().root_page.get_descendants().count() == PAGES - 1
        assert HomePage.objects.get(title="Czyste rzeki").latest_revision.user.username == "ewa"
        brand = Brand.objects.get()
        assert (brand.palette, brand.typefaces, brand.mark_icon) == ("river", "warm", "drop")
        # What the pillars are called is what their accents stand for.
        assert [accent.name for accent in brand.accents.all()] == [*ANSWERS["pillars"], "", "", "", ""]

    def test_it_can_be_left_and_taken_up_again(self, editor: Client) -> None:
        first, second = (reverse("start_campaign_step", args=[name]) for name in ("campaign", "people"))
        editor.post(first, self.typed("campaign"))
        answer = editor.post(second, {"run_by": "Źródło", "contact_email": "no address"})
        assert answer.status_code == 422
        assert "Źródło" in answer.text, "nothing typed is lost"
        assert answer.context["form"].errors.keys() == {"contact_email"}
        editor.post(second, {"run_by": "Źródło", "contact_email": "", "back": "1"})
        assert 'value="Źródło"' in editor.get(second).text
        assert 'value="Czyste rzeki"' in editor.get(first).text
        assert "Go on" in editor.get(reverse("wagtailadmin_home")).text
        assert first_home() is not None, "nothing is made before the end"

    def test_without_all_answers_there_is_no_button_and_no_way_round(self, editor: Client) -> None:
        editor.post(reverse("start_campaign_step", args=["campaign"]), self.typed("campaign"))
        pages = reverse("start_campaign_pages")
        button = BeautifulSoup(editor.get(pages).content, "html.parser").select_one("main button[disabled]")
        assert button is not None
        assert editor.post(pages)["Location"] == reverse("start_campaign_step", args=["people"])
        assert first_home() is not None

    def test_a_second_press_changes_nothing(self, editor: Client) -> None:
        start = CampaignStart(site=site())
        start.answers = answers()
        start.save()
        pages = reverse("start_campaign_pages")
        editor.post(pages)
        editor.post(pages)
        assert editor.get(reverse("start_campaign"))["Location"] == reverse("wagtailadmin_home")
        assert site().root_page.get_descendants().count() == PAGES - 1

    def test_who_may_not_write_the_home_page_is_led_away(self, db: None) -> None:
        user = User.objects.create_user("cora", "cora@example.org", "password")
        user.groups.add(Group.objects.get(name=COORDINATORS))
        client = Client()
        client.force_login(user)
        assert client.get(reverse("start_campaign"))["Location"] == reverse("wagtailadmin_home")
        assert "start-campaign" not in client.get(reverse("wagtailadmin_home")).text

    def test_a_campaign_that_has_pages_is_not_asked_to_start(
        self, admin_client: Client, home: HomePage
    ) -> None:
        assert "start-campaign" not in admin_client.get(reverse("wagtailadmin_home")).text


@pytest.mark.django_db
class TestWhatIsLeft:
    def test_the_list_shortens_until_nothing_is_left(self, admin_user: User) -> None:
        home = start_campaign(site(), answers(other_languages=[]))
        start = CampaignStart.objects.get()
        words = words_left(start, admin_user)
        assert "Read “Woda” and publish it" in words
        assert any("home page" in each for each in words)
        assert any("second person" in each for each in words)
        assert any("erased" in each for each in words), "what the petition needs before it opens"
        for page in [*home.get_descendants().specific(), home]:
            page.get_latest_revision().publish()
        User.objects.create_user("ola", "ola@example.org", "password")
        start = CampaignStart.objects.get()
        after = words_left(start, admin_user)
        assert not any("publish" in each.lower() or "second person" in each for each in after)
        assert set(after) < set(words)

    def test_nothing_stands_there_twice(self, admin_user: User) -> None:
        start_campaign(site(), answers(postal_address="", country=""))
        words = words_left(CampaignStart.objects.get(), admin_user)
        assert any("postal address" in each for each in words)
        assert len(words) == len(set(words))

    def test_each_leads_to_where_it_is_done(self, admin_client: Client, admin_user: User) -> None:
        start_campaign(site(), answers())
        for part in tasks_left(CampaignStart.objects.get(), admin_user):
            for task in part.tasks:
                assert admin_client.get(task.url).status_code == 200, task

    def test_a_language_waits_for_its_home_page(self, admin_user: User) -> None:
        home = start_campaign(site(), answers())
        home.get_latest_revision().publish()
        words = words_left(CampaignStart.objects.get(), admin_user)
        assert "Translate the home page into this language: Ukrainian" in words
        assert not any("English" in each for each in words), "nobody has asked for it"

    def test_a_language_that_is_published_waits_for_what_is_missing(
        self, admin_user: User, gate: None
    ) -> None:
        home = start_campaign(site(), answers())
        home.get_latest_revision().publish()
        translated(home, "uk", {"title": "Чисті ріки"})
        words = words_left(CampaignStart.objects.get(), admin_user)
        assert "Ukrainian waits: see what visitors would miss there" in words
        assert "Translate the home page into this language: Ukrainian" not in words

    def test_the_texts_wait_for_a_legal_review_before_people_sign(self, admin_user: User) -> None:
        task = "Let the texts be legally reviewed, and note who has done it"
        home = start_campaign(site(), answers(other_languages=[]))
        start = CampaignStart.objects.get()
        assert task in words_left(start, admin_user)
        note_legal_review(home, "Maria Żak", date(2026, 11, 2), admin_user)
        assert task not in words_left(start, admin_user)

    def test_nobody_is_asked_for_a_review_where_people_sign_already(
        self, admin_user: User, petition: Petition
    ) -> None:
        start = CampaignStart.objects.create(site=site(), finished_at=timezone.now())
        words = words_left(start, admin_user)
        assert not any("legally reviewed" in each for each in words)
