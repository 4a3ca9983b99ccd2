"""What an editor may save is an address that visitors find, in the letters of any script."""

import re
import unicodedata
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.documents import get_document_model
from wagtail.models import Page

from editorial.slugs import SlugFormField, slug_from
from home.models import ContentPage, HomePage, NewsIndexPage, NewsPage
from petition_blocks.counting.models import PublishedStatistics
from petition_blocks.mailing.links import confirmation_link
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.models import Petition
from petition_blocks.signature.models import Submission

# Titles as editors write them, and the slug that each gets by itself.
TITLES = {
    "Pétition pour nos places": "pétition-pour-nos-places",
    "Für offene Plätze": "für-offene-plätze",
    "Żółć i Łódź": "żółć-i-łódź",
    "عريضة الساحات": "عريضة-الساحات",
    "Αίτημα για πλατείες": "αίτημα-για-πλατείες",
    "请愿书": "请愿书",
    "हिन्दी": "हनद",
    # Decomposed, as some systems paste it.
    unicodedata.normalize("NFD", "Déjà vu"): "déjà-vu",
}


@pytest.fixture
def admin(client: Client, home: HomePage) -> Client:
    """The browser of somebody who may do everything in the admin."""
    client.force_login(User.objects.create_superuser("admin", "admin@example.org", "password"))
    return client


def raw(*parts: str) -> str:
    """Return a path as it travels: each part percent-encoded, to its last byte."""
    return "".join(f"/{quote(part, safe='')}" for part in parts)


def open_petition(home: HomePage, title: str) -> Petition:
    """Publish a petition's page as its title alone makes it, and open its register."""
    page = home.add_child(instance=PetitionPage(title=title, demand="Keep our squares unwatched."))
    page.save_revision().publish()
    petition: Petition = page.petition
    petition.opens_at = timezone.now() - timedelta(days=1)
    petition.save()
    PublishedStatistics.objects.create(petition=petition, built_at=timezone.now(), tables={})
    return petition


@pytest.mark.slow
def test_a_petition_of_any_title_is_signed_and_confirmed(client: Client, home: HomePage) -> None:
    for title, slug in TITLES.items():
        sign_and_confirm(client, open_petition(home, title), slug)


def sign_and_confirm(client: Client, petition: Petition, slug: str) -> None:
    """Do what a visitor does, by the addresses that the pages name, and read the numbers."""
    assert petition.slug == slug
    page = client.get(f"{raw('en', slug)}/")
    sign = f"{raw('en', 'sign', slug)}/"
    assert page.status_code == 200
    assert f'action="{sign}#' in page.text
    wording = re.search(r'name="wording" value="(\w+)"', page.text)
    assert wording
    answer = client.post(
        sign,
        {
            "name": "Ada Lovelace",
            "email": "ada@example.org",
            "country": "BE",
            "updates": "no",
            "wording": wording[1],
            "via": slug,
        },
    )
    assert (answer.status_code, answer["Location"]) == (303, f"{sign}thanks/")
    assert client.get(answer["Location"]).status_code == 200
    submission = Submission.objects.get(petition=petition)
    assert submission.source == slug
    link = confirmation_link(submission, "en").removeprefix("http://127.0.0.1:8000")
    assert link.startswith(sign)
    assert client.get(link).status_code == 200
    assert client.post(link).status_code == 303
    assert client.get(f"{raw('petitions', slug)}/count.json").json()["confirmed"] == 1
    assert client.get(f"{raw('petitions', slug)}/statistics.json").json()["slug"] == slug
    file = client.get(f"{raw('petitions', slug)}/statistics.csv")
    name = f"{slug}-statistics.csv"
    assert file["Content-Disposition"] in (
        f"attachment; filename*=utf-8''{quote(name, safe='')}",
        f'attachment; filename="{name}"',
    )


@pytest.mark.slow
def test_an_address_in_another_form_leads_to_the_one_of_the_slug(client: Client, home: HomePage) -> None:
    open_petition(home, "Pétition déjà vue")
    slug = "pétition-déjà-vue"
    apart = unicodedata.normalize("NFD", slug)
    assert apart != slug
    for before, after in (
        (f"{raw('en', apart)}/?country=DE", f"{raw('en', slug)}/?country=DE"),
        (f"{raw('en', 'sign', apart)}/", f"{raw('en', 'sign', slug)}/"),
        (f"{raw('petitions', apart)}/count.json", f"{raw('petitions', slug)}/count.json"),
    ):
        answer = client.get(before)
        assert (answer.status_code, answer["Location"]) == (301, after)
        assert client.get(after).status_code == 200
    # Hangul is made of letters in both forms, so that it is the lookup that must know one only.
    open_petition(home, "청원")
    apart = unicodedata.normalize("NFD", "청원")
    answer = client.get(f"{raw('en', 'sign', apart)}/")
    assert (answer.status_code, answer["Location"]) == (301, f"{raw('en', 'sign', '청원')}/")


def test_a_title_of_signs_alone_still_gets_a_register_that_can_be_asked(home: HomePage) -> None:
    names = [Petition.objects.create_register("!?", "!?").slug for _ in range(2)]
    assert names == ["petition", "petition-2"]
    assert slug_from("Ünïcode – ok", 80) == "Ünïcodeok"
    assert SlugFormField(allow_unicode=True).clean(unicodedata.normalize("NFD", "déjà")) == "déjà"


def test_a_renamed_page_is_found_at_its_old_address_in_any_script(
    client: Client, home: HomePage, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    page = home.add_child(instance=ContentPage(title="عن الحملة"))
    old = page.get_url()
    page.slug = "über-uns"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    answer = client.get(f"{old}?page=2")
    assert (answer.status_code, answer["Location"]) == (301, f"{raw('en', 'über-uns')}/?page=2")


def test_a_document_of_any_name_is_handed_out(client: Client, home: HomePage) -> None:
    for name in ("Żółć #1 (50%)?.txt", "عريضة.txt", unicodedata.normalize("NFD", "déjà.txt")):
        document = get_document_model()(title=name)
        document.file.save(name, ContentFile(b"words"))
        answer = client.get(document.url)
        assert answer.status_code == 200
        assert answer.getvalue() == b"words"


# Slugs that the site's own addresses come before, and where.
TAKEN = [((), "search"), (("sign",), "anything"), (("_util",), "login")]


@pytest.mark.parametrize(("above", "slug"), TAKEN)
def test_a_page_that_the_sites_own_addresses_hide_is_refused_beside_its_slug(
    admin: Client, home: HomePage, above: tuple[str, ...], slug: str
) -> None:
    parent: Any = home
    for name in above:
        parent = parent.add_child(instance=ContentPage(title=name, slug=name))
    create = reverse("wagtailadmin_pages:add", args=["home", "contentpage", parent.pk])
    data = {
        "title": "Find it",
        "slug": slug,
        "introduction": "",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "action-publish": "1",
    }
    answer = admin.post(create, data)
    assert answer.context["form"].errors["slug"] == ["The site itself uses this address. Choose another one."]
    page = home.add_child(instance=ContentPage(title="Other", slug="other"))
    if parent == home:
        answer = admin.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
        assert "site itself uses" in answer.context["form"].errors["slug"][0]
    copy = {"new_title": "Copy", "new_slug": slug, "new_parent_page": str(parent.pk)}
    for kind in ({}, {"alias": "on"}):
        answer = admin.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), {**copy, **kind})
        assert "site itself uses" in answer.context["form"].errors["new_slug"][0]
    # Whichever way it comes, public or as a draft.
    for live in (True, False):
        with pytest.raises(ValidationError, match="site itself"):
            parent.add_child(instance=ContentPage(title="Find it", slug=slug, live=live))
    assert not Page.objects.filter(slug=slug).exists()


def test_a_page_is_not_moved_copied_or_renamed_so_that_one_below_is_hidden(
    admin: Client, home: HomePage
) -> None:
    campaigns = home.add_child(instance=ContentPage(title="Campaigns", slug="campaigns"))
    campaigns.add_child(instance=ContentPage(title="Squares", slug="squares"))
    campaigns.slug = "sign"
    with pytest.raises(ValidationError, match="/en/sign/squares/"):
        campaigns.save()
    campaigns.refresh_from_db()
    copy = {"new_title": "Copy", "new_slug": "sign", "new_parent_page": str(home.pk), "copy_subpages": "on"}
    answer = admin.post(reverse("wagtailadmin_pages:copy", args=[campaigns.pk]), copy)
    assert "/en/sign/squares/" in answer.context["form"].errors["new_slug"][0]
    with pytest.raises(ValidationError, match="site itself"):
        campaigns.copy(to=home, recursive=True, update_attrs={"slug": "sign"})
    # Without pages below, the address is free; then nothing may come below it.
    sign = Page.objects.get(slug="sign")
    assert not sign.get_children().exists()
    squares = Page.objects.get(slug="squares")
    before = squares.path
    move = reverse("wagtailadmin_pages:move_confirm", args=[squares.pk, sign.pk])
    answer = admin.post(move, follow=True)
    assert "“Squares”: The site itself uses this address. Choose another one." in answer.text
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    answer = admin.post(f"{bulk}?next=/admin/&id={squares.pk}", {"chooser": str(sign.pk)}, follow=True)
    assert "“Squares”: The site itself uses this address. Choose another one." in answer.text
    with pytest.raises(ValidationError, match="site itself"):
        squares.move(sign, pos="last-child")
    squares.refresh_from_db()
    assert squares.path == before


def test_news_may_be_called_as_the_site_is_elsewhere_but_not_as_the_feed(
    admin: Client, home: HomePage
) -> None:
    index = home.add_child(instance=NewsIndexPage(title="News", slug="news"))
    found = index.add_child(instance=NewsPage(title="Search", slug="search"))
    assert admin.get(found.get_url()).status_code == 200
    copy = {"new_title": "Copy", "new_slug": "feed", "new_parent_page": str(index.pk)}
    answer = admin.post(reverse("wagtailadmin_pages:copy", args=[found.pk]), copy)
    assert answer.context["form"].errors["new_slug"]


def test_what_a_restored_copy_has_hidden_can_still_be_taken_off_the_site(home: HomePage) -> None:
    page = home.add_child(instance=ContentPage(title="Found", slug="found"))
    Page.objects.filter(pk=page.pk).update(slug="search", url_path=f"{home.url_path}search/")
    page = ContentPage.objects.get(pk=page.pk)
    page.unpublish()
    page.refresh_from_db()
    assert not page.live
