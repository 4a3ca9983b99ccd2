"""A petition that is being begun: nothing of a first save, which happens by itself, is for good."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Site

from home.models import HomePage
from petition_blocks.lifecycle.readiness import NEEDED_WORDS
from petition_blocks.petition.delete import delete_petition
from petition_blocks.petition.models import Petition, PetitionSettings
from petition_blocks.petition.refusals import Refused
from petition_blocks.signing.confirm import confirm
from tests.factories import HandIn

from ..default_words import default_words
from ..models import PetitionPage


def begin_below(client: Client, home: Page) -> tuple[str, dict[str, str]]:
    """Open the form of a new petition page; return its address and what stands in it."""
    url = reverse("wagtailadmin_pages:add", args=["petition_blocks", "petitionpage", home.pk])
    form = BeautifulSoup(client.get(url).content, "html.parser").find("form", id="page-edit-form")
    assert form is not None
    fields: dict[str, str] = {}
    for field in form.find_all(["input", "textarea", "select"]):
        name, kind = field.get("name"), field.get("type")
        if not name or kind in ("checkbox", "radio", "submit"):
            continue
        fields[str(name)] = field.text.strip() if field.name == "textarea" else str(field.get("value") or "")
    fields.pop("csrfmiddlewaretoken", None)
    # The browser draws the blocks.
    return url, {**fields, "body-count": "0", "thanks_body-count": "0"}


def save_by_itself(client: Client, url: str, fields: dict[str, str], **typed: str) -> dict[str, Any]:
    """Send the form as the editor does between two keys."""
    response = client.post(url, {**fields, **typed}, headers={"accept": "application/json"})
    told: dict[str, Any] = json.loads(response.content)
    assert told["success"], told
    return told


@pytest.fixture
def administrator_client(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("admin", "admin@example.org", "password"))
    return client


def test_the_standard_words_stand_in_the_form_and_outlive_what_is_saved_by_itself(
    administrator_client: Client, german_home: HomePage
) -> None:
    url, fields = begin_below(administrator_client, german_home)
    words = default_words("de")
    assert fields["confirmation_subject"] == words["confirmation_subject"]
    told = save_by_itself(
        administrator_client, url, {**fields, "share_text": ""}, title="Für", slug="fur", demand=""
    )
    page = PetitionPage.objects.get(pk=told["pk"])
    assert page.share_text == "", "an empty field is the editor’s choice, from the first save on"
    revision = str(told["revision_id"])
    save_by_itself(
        administrator_client,
        told["url"],
        {**fields, "share_text": "", "overwrite_revision_id": revision},
        title="Für offene Plätze",
        slug="fur-offene-platze",
        demand="Öffnet sie.",
    )
    page.refresh_from_db()
    for name in set(words) - {"share_text"}:
        assert BeautifulSoup(getattr(page, name), "html.parser").text == (
            BeautifulSoup(words[name], "html.parser").text
        ), name
    assert page.share_text == ""
    assert all(getattr(page, name) for name in NEEDED_WORDS)


@pytest.mark.slow
def test_the_register_is_called_as_its_page_is_until_it_opens(home: HomePage, german_home: HomePage) -> None:
    Petition.objects.create_register("Another", "stop-the-airport")
    page = home.add_child(instance=PetitionPage(title="Stop", slug="stop", demand="x"))
    steps = [
        ("Stop the a", "stop-the-a", "Stop the a", "stop-the-a"),
        ("Stop the airport …", "stop-the-airport", "Stop the airport …", "stop-the-airport-2"),
        # A number that was put on isn't left behind.
        ("Stop Łódź", "stop-lodz", "Stop Łódź", "stop-lodz"),
    ]
    for title, slug, name, register_slug in steps:
        page = PetitionPage.objects.get(pk=page.pk)
        page.title, page.slug = title, slug
        page.save()
        register = Petition.objects.get(pages=page)
        assert (register.name, register.slug) == (name, register_slug)
    # Its translation follows the register, not the other way round.
    german = page.copy_for_translation(german_home.locale)
    german.title, german.slug = "Stoppt den Flughafen", "stoppt"
    german.save()
    register.refresh_from_db()
    assert register.name == "Stop Łódź"
    # What somebody has entered in Petitions stays.
    register.name = "Airport"
    register.save()
    page = PetitionPage.objects.get(pk=page.pk)
    page.title = "No airport"
    page.save()
    register.refresh_from_db()
    assert (register.name, register.slug) == ("Airport", "stop-lodz")


def test_what_is_open_keeps_its_name(petition: Petition, petition_page: PetitionPage) -> None:
    petition_page.title, petition_page.slug = "Seen by nobody", "seen-by-nobody"
    petition_page.save()
    petition.refresh_from_db()
    assert (petition.name, petition.slug) == ("Unwatched", "unwatched")


class TestDeleting:
    def test_a_register_nobody_signed_goes_with_its_last_page(
        self, petition: Petition, petition_page: PetitionPage, german_petition_page: PetitionPage
    ) -> None:
        german_petition_page.delete()
        assert Petition.objects.filter(pk=petition.pk).exists()
        petition_page.delete()
        assert not Petition.objects.exists()
        assert PetitionSettings.objects.get().main_petition is None

    def test_a_deleted_home_takes_registers_along(self, petition: Petition, home: HomePage) -> None:
        Site.objects.all().delete()
        Page.objects.get(pk=home.pk).delete()
        assert not Petition.objects.exists()

    def test_what_people_handed_in_stays_even_unconfirmed(
        self, petition: Petition, petition_page: PetitionPage, hand_in: HandIn, editor_client: Client
    ) -> None:
        hand_in()
        with pytest.raises(ProtectedError), transaction.atomic():
            petition_page.delete()
        refusal = editor_client.post(reverse("wagtailadmin_pages:delete", args=[petition_page.pk]))
        assert refusal.status_code == 409
        assert "People have signed this page" in refusal.content.decode()
        with pytest.raises(Refused, match="People have signed"):
            delete_petition(petition, None)

    def test_a_register_whose_signatures_were_removed_stays(
        self, petition: Petition, hand_in: HandIn, petition_page: PetitionPage
    ) -> None:
        """What was counted and removed stands in the journal, which a restored backup needs."""
        from petition_blocks.signatory.actions import withdraw

        confirm(hand_in().pk)
        withdraw(petition.signatures.get().pk)
        petition_page.delete()
        assert Petition.objects.filter(pk=petition.pk).exists()

    def test_it_is_deleted_in_the_section_with_its_pages(
        self, editor_client: Client, petition: Petition, petition_page: PetitionPage
    ) -> None:
        url = reverse("petitions:delete", args=[petition.pk])
        assert "Pause or close" in editor_client.post(url).content.decode()
        Petition.objects.update(opens_at=None)
        question = editor_client.get(url).content.decode()
        assert petition_page.title in question
        assert editor_client.get(url).status_code == 200
        assert Petition.objects.exists(), "asking changes nothing"
        # A public page is deleted by who may take it off the site; this editor may.
        assert editor_client.post(url).status_code == 302
        assert not Petition.objects.exists()
        assert not PetitionPage.objects.exists()

    def test_who_may_only_look_deletes_nothing(self, viewer_client: Client, petition: Petition) -> None:
        url = reverse("petitions:delete", args=[petition.pk])
        Petition.objects.update(opens_at=None)
        refused = viewer_client.post(url)
        assert (refused.status_code, refused["Location"]) == (302, reverse("wagtailadmin_home"))
        assert Petition.objects.exists()


def test_a_page_just_begun_is_not_offered_as_main_petition(
    administrator_client: Client, petition: Petition, home: HomePage
) -> None:
    begun = home.add_child(instance=PetitionPage(title="Stop", slug="stop", demand="x", live=False)).petition
    planned = home.add_child(instance=PetitionPage(title="Planned", slug="planned", demand="x", live=False))
    planned.petition.opens_at = timezone.now()
    planned.petition.save()
    site = Site.objects.get(is_default_site=True)
    url = reverse("wagtailsettings:edit", args=["petition_blocks", "petitionsettings", site.pk])

    def offered() -> set[str]:
        form = BeautifulSoup(administrator_client.get(url).content, "html.parser")
        return {str(option["value"]) for option in form.select("#id_main_petition option")} - {""}

    assert offered() == {str(petition.pk), str(planned.petition_id)}
    PetitionSettings.objects.update(main_petition=begun)
    assert str(begun.pk) in offered(), "what is chosen stays on offer, or saving would take it away"
