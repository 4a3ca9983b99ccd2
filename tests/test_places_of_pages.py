"""A page is in the language of its place, and whatever leads to a page leads to one that visitors find."""

from typing import Any
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page, PageViewRestriction, Site

from coalition.coalition_page import CoalitionPage
from coalition.member import Member
from editorial.live_pages import PublicPlaces, live_pages_for, public_pages
from editorial.models import SiteSettings
from home.models import ContentPage, HomePage, NewsIndexPage, NewsPage
from petition_blocks.page.models import PetitionPage
from petition_blocks.page.speaking_page import petition_page_for
from petition_blocks.petition.controllers import Controller
from petition_blocks.petition.models import PetitionSettings
from petition_blocks.petition.organisations import Organisation

pytestmark = pytest.mark.slow

BASE = "http://127.0.0.1:8000"


@pytest.fixture
def about(home: HomePage, german_home: HomePage) -> ContentPage:
    """A public English page, with a public German translation, in the menus of both."""
    page = home.add_child(instance=ContentPage(title="About", slug="about", show_in_menus=True))
    german = page.copy_for_translation(german_home.locale)
    german.title = "Über uns"
    published(german)
    return published(page)


@pytest.fixture
def admin(client: Client, home: HomePage) -> Client:
    """The browser of somebody who may do everything in the admin."""
    client.force_login(User.objects.create_superuser("admin", "admin@example.org", "password"))
    return client


def published(page: Any) -> Any:
    """Publish a page as it is, and return it anew."""
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def document_at(client: Client, url: str) -> BeautifulSoup:
    """Return the page at an address."""
    answer = client.get(url)
    assert answer.status_code == 200, url
    return BeautifulSoup(answer.content, "html.parser")


def language_at(client: Client, url: str) -> str:
    """Return the language that the page at an address says it is in."""
    return str(document_at(client, url).select("html")[0]["lang"])


def in_sitemap(client: Client) -> set[str]:
    """Return the paths that the sitemap names, as pages of their own or as their other languages."""
    text = client.get("/sitemap.xml").content
    root = ElementTree.fromstring(text)  # noqa: S314
    named = {element.text for element in root.iter() if element.tag.endswith("loc")}
    named |= {element.get("href") for element in root.iter() if element.get("href")}
    return {(url or "").removeprefix(BASE) for url in named}


# Languages and places


def test_a_copy_or_an_alias_speaks_the_language_of_its_place(
    admin: Client, about: ContentPage, german_home: HomePage
) -> None:
    """Once it is published it is found, revisions and all; an alias in another language never is."""
    about.add_child(instance=ContentPage(title="Team", slug="team"))
    form = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": str(german_home.pk)}
    copy_url = reverse("wagtailadmin_pages:copy", args=[about.pk])
    admin.post(copy_url, {**form, "copy_subpages": "on", "publish_copies": "on"})
    copy = ContentPage.objects.get(slug="kopie")
    below = Page.objects.child_of(copy).get()
    assert (copy.locale, below.locale, copy.live) == (german_home.locale, german_home.locale, True)
    copy.get_latest_revision().publish()
    admin.post(copy_url, {**form, "new_slug": "stellvertreter", "alias": "on"})
    alias = Page.objects.get(slug="stellvertreter")
    assert (alias.locale, alias.live) == (german_home.locale, False)
    about.title = "About all of us"
    published(about)
    alias.refresh_from_db()
    assert (alias.title, alias.locale, alias.live) == ("About all of us", german_home.locale, False)
    visitor = Client()
    assert language_at(visitor, "/de/kopie/") == "de"
    assert language_at(visitor, "/de/kopie/team/") == "de"
    assert "/de/kopie/" in in_sitemap(visitor)
    # Whatever language somebody sets by hand.
    english = german_home.add_child(instance=ContentPage(title="Neu", slug="neu", locale=about.locale))
    assert english.locale == german_home.locale
    assert language_at(visitor, "/de/neu/") == "de"


def test_no_page_is_moved_into_another_language(
    admin: Client, about: ContentPage, german_home: HomePage
) -> None:
    team = about.add_child(instance=ContentPage(title="Team", slug="team"))
    words = "“Team” is in English, and the place you chose is for German."
    move = reverse("wagtailadmin_pages:move_confirm", args=[team.pk, german_home.pk])
    assert words in admin.post(move, follow=True).text
    with pytest.raises(ValidationError, match=words):
        team.move(german_home, pos="last-child")
    assert Page.objects.get(pk=team.pk).get_parent().pk == about.pk


def test_what_an_import_left_in_the_wrong_place_is_shown_there_once_and_listed_nowhere(
    client: Client, about: ContentPage, german_home: HomePage
) -> None:
    stray = german_home.add_child(instance=ContentPage(title="Stray", slug="stray", show_in_menus=True))
    Page.objects.filter(pk=stray.pk).update(locale=about.locale)
    assert language_at(client, "/de/stray/") == "en"
    assert "/de/stray/" not in in_sitemap(client)
    assert "/de/stray/" not in str(document_at(client, "/de/"))


def test_a_visitor_under_another_languages_address_keeps_what_was_asked_for(
    client: Client, home: HomePage
) -> None:
    home.add_child(instance=CoalitionPage(title="Who", slug="who"))
    answer = client.get("/de/who/?country=DE&kind=member&fbclid=x")
    assert (answer.status_code, answer["Location"]) == (302, "/en/who/?country=DE&kind=member")


# What leads to a page


@pytest.mark.parametrize("home_page_is", ["not public", "private"])
def test_nothing_leads_into_a_language_whose_home_page_is_not_public(
    client: Client, about: ContentPage, german_home: HomePage, home_page_is: str
) -> None:
    """Nor into one that asks for a password. Its pages themselves are as public as before."""
    index = german_home.add_child(instance=NewsIndexPage(title="Neues", slug="neues"))
    index.add_child(instance=NewsPage(title="Meldung", slug="meldung"))
    petition_page = published(about.get_parent().add_child(instance=PetitionPage(title="P", demand="D")))
    german_petition = published(petition_page.copy_for_translation(german_home.locale))
    petition = petition_page.petition
    german = german_home.locale
    assert petition_page_for(petition, german.language_code) == german_petition
    assert "/de/about/" in in_sitemap(client)
    assert document_at(client, "/en/about/").select('[hreflang="de"]')
    if home_page_is == "not public":
        german_home.unpublish()
    else:
        PageViewRestriction.objects.create(page=german_home, restriction_type="login")
    assert petition_page_for(petition, german.language_code) == petition_page
    assert live_pages_for([about], german) == {about.pk: about}
    assert not {url for url in in_sitemap(client) if url.startswith("/de/")}
    english = document_at(client, "/en/about/")
    assert not english.select("[hreflang]")
    assert "/de/" not in str(english)
    assert client.get("/de/search/?q=meldung")["Location"] == "/"
    links = document_at(client, "/de/sign/p/thanks/").select("a[href^='/de/']")
    # What the page itself is for, and nothing else.
    assert {str(link["href"]) for link in links if not str(link["href"]).startswith("/de/sign/")} == set()
    if home_page_is == "not public":
        assert client.get("/de/about/")["Location"] == "/en/about/"


def test_pages_below_an_unpublished_one_are_found_and_no_way_leads_over_it(
    client: Client, home: HomePage
) -> None:
    section = home.add_child(instance=ContentPage(title="Section", slug="section", live=False))
    section.add_child(instance=ContentPage(title="Below", slug="below"))
    page = document_at(client, "/en/section/below/")
    assert "/en/section/below/" in in_sitemap(client)
    assert "/en/section/" not in in_sitemap(client)
    assert f'"item": "{BASE}/en/section/"' not in str(page)
    assert f'"item": "{BASE}/en/section/below/"' in str(page)


def test_a_site_behind_a_password_still_leads_around_within(
    home: HomePage, german_home: HomePage, about: ContentPage
) -> None:
    """For its rehearsal: who has the password is shown menus and languages; nobody else."""
    client = Client()
    client.force_login(User.objects.create_user("guest", "guest@example.org", "password"))
    for page in (home, german_home):
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    html = document_at(client, "/en/about/")
    assert html.select('.site-menu a[href="/en/about/"]')
    assert html.select('.site-languages a[href="/de/about/"]')
    assert in_sitemap(Client()) == set()
    assert "About" not in Client().get("/en/search/?q=about").text


def test_an_alias_names_the_page_whose_words_it_shows(client: Client, about: ContentPage) -> None:
    alias = about.create_alias(parent=about.get_parent(), update_slug="who-we-are")
    html = document_at(client, "/en/who-we-are/")
    (canonical,) = html.select('link[rel="canonical"]')
    (shared,) = html.select('[property="og:url"]')
    assert canonical["href"] == shared["content"] == f"{BASE}/en/about/"
    assert alias.page_ptr in public_pages(Page.objects.all())
    # What asks for an account does so under its other name too, and is named nowhere.
    PageViewRestriction.objects.create(page=about, restriction_type="login")
    assert client.get("/en/who-we-are/").status_code == 302
    assert alias.page_ptr not in public_pages(Page.objects.all())
    assert client.get(reverse("share_picture", args=[alias.pk])).status_code == 404


def test_a_page_at_hand_is_public_where_the_database_says_so(
    home: HomePage, german_home: HomePage, about: ContentPage
) -> None:
    draft_home = home.copy_for_translation(Locale.objects.get_or_create(language_code="fr")[0])
    draft_home.add_child(instance=ContentPage(title="Là", slug="la", locale=draft_home.locale))
    members = home.add_child(instance=ContentPage(title="Members", slug="members"))
    members.add_child(instance=ContentPage(title="Below", slug="below"))
    members.create_alias(parent=home, update_slug="again")
    home.add_child(instance=ContentPage(title="Draft", slug="draft", live=False))
    german_home.add_child(instance=ContentPage(title="Stray", slug="stray", locale=home.locale))
    PageViewRestriction.objects.create(page=members, restriction_type="login")
    pages = list(Page.objects.all())
    for beside in (None, about, members):
        public = set(public_pages(Page.objects.all(), beside))
        assert {page for page in pages if PublicPlaces.now().hold(page, beside)} == public
        assert home.page_ptr in public
        assert (members.page_ptr in public) is (beside is members)
        assert len(public) < len(pages)


def test_names_are_left_as_they_are_by_browsers_that_translate(client: Client, home: HomePage) -> None:
    Member.objects.create(name="Wir & Ihr", locale=home.locale, website="https://example.org/")
    body = [
        ("member_directory", {"heading": "", "text": "", "show_filters": False}),
        ("member_logos", {"heading": "", "page": None}),
        ("quote", {"quote": "No.", "name": "Mara", "role": "resident"}),
        ("quote_wall", {"heading": "", "quotes": [{"quote": "No.", "name": "Jonas", "role": ""}]}),
    ]
    page = published(home.add_child(instance=PetitionPage(title="P", slug="p", demand="D")))
    organisation = Organisation.objects.create(name="Freie Plätze", country="BE")
    page.petition.controllers = [Controller(organisation=organisation, for_petition=True)]
    page.petition.save()
    site = Site.objects.get()
    SiteSettings.objects.create(site=site, controller_name="Offene Stadt", contact_email="a@example.org")
    PetitionSettings.objects.create(site=site, main_petition=page.petition)
    home.add_child(instance=CoalitionPage(title="Who", slug="who", body=body))
    for url, names in (
        ("/en/who/", ["Wir & Ihr", "Mara", "Jonas", "Offene Stadt", "a@example.org"]),
        ("/en/p/", ["Freie Plätze"]),
    ):
        html = document_at(client, url)
        for name in names:
            places = [text for text in html.select("body")[0].find_all(string=True) if name in text]
            assert places, name
            for place in places:
                assert place.find_parent(attrs={"translate": "no"}), (url, str(place.parent))
