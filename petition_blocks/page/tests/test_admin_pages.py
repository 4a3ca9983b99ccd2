"""What the petition adds to the page editor and the page tree."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from editorial.bin.actions import delete_for_good
from editorial.models import BinnedPage
from home.models import ContentPage, HomePage
from petition_blocks.erasure.erase_due import erase_due
from petition_blocks.petition.models import Petition
from petition_blocks.signing.confirm import confirm
from tests.factories import HandIn

from ..models import PetitionPage

Confirmed = HandIn


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def delete_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:delete", args=[page.pk])


def bulk_delete_url(*pages: Page) -> str:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    return f"{url}?next=/admin/pages/&" + "&".join(f"id={page.pk}" for page in pages)


def panel_text(client: Client, page: Page) -> str:
    response = client.get(edit_url(page))
    assert response.status_code == 200
    panel = BeautifulSoup(response.content, "html.parser").select_one(".petition-summary")
    return "" if panel is None else panel.get_text(" ", strip=True)


@pytest.fixture
def signed_page(petition_page: PetitionPage, hand_in: HandIn) -> PetitionPage:
    """The petition page with one signature."""
    confirm(hand_in().pk)
    return petition_page


@pytest.fixture
def section(home: HomePage, signed_page: PetitionPage) -> ContentPage:
    """A page that the signed petition page lies below."""
    section: ContentPage = home.add_child(instance=ContentPage(title="Campaigns", slug="campaigns"))
    signed_page.move(section, "last-child")
    signed_page.refresh_from_db()
    return ContentPage.objects.get(pk=section.pk)


def test_the_page_editor_shows_state_and_numbers(
    editor_client: Client, signed_page: PetitionPage, hand_in: HandIn
) -> None:
    hand_in("waiting@example.org")
    text = panel_text(editor_client, signed_page)
    assert "Open Main petition Visitors can sign." in text
    assert "Confirmed 1 Today 1 Awaiting confirmation 1 Next goal 100" in text
    url = reverse("petitions:edit", args=[signed_page.petition_id])
    assert f'href="{url}"' in editor_client.get(edit_url(signed_page)).content.decode()


def test_a_translation_shows_the_same(
    editor_client: Client, signed_page: PetitionPage, german_petition_page: PetitionPage
) -> None:
    assert panel_text(editor_client, german_petition_page) == panel_text(editor_client, signed_page)


def test_without_the_right_the_page_editor_shows_what_everybody_may_know(
    writer_client: Client, signed_page: PetitionPage
) -> None:
    text = panel_text(writer_client, signed_page)
    assert "Confirmed 1" in text
    assert "Awaiting" not in text
    assert (
        reverse("petitions:inspect", args=[signed_page.petition_id])
        not in writer_client.get(edit_url(signed_page)).content.decode()
    )


def test_who_may_look_is_led_to_the_petition(viewer_client: Client, signed_page: PetitionPage) -> None:
    text = viewer_client.get(edit_url(signed_page)).content.decode()
    assert reverse("petitions:inspect", args=[signed_page.petition_id]) in text


def test_a_new_petition_page_is_created_and_gets_its_panel(editor_client: Client, home: HomePage) -> None:
    url = reverse("wagtailadmin_pages:add", args=["petition_blocks", "petitionpage", home.pk])
    assert editor_client.get(url).status_code == 200
    response = editor_client.post(
        url,
        {
            "title": "No drones",
            "slug": "no-drones",
            "demand": "Ground them.",
            "body-count": "0",
            "thanks_body-count": "0",
            **dict.fromkeys(("statement", "privacy_notice", "thanks_text", "confirmed_text"), "null"),
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
        },
    )
    assert response.status_code == 302
    assert "Not open yet" in panel_text(editor_client, PetitionPage.objects.get())


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_signed_page_is_not_deleted(editor_client: Client, signed_page: PetitionPage, method: str) -> None:
    response = getattr(editor_client, method)(delete_url(signed_page))
    assert response.status_code == 409
    text = response.content.decode()
    assert "close it and unpublish" in text
    assert reverse("petitions:edit", args=[signed_page.petition_id]) in text
    assert reverse("wagtailadmin_pages:unpublish", args=[signed_page.pk]) in text
    assert PetitionPage.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_nor_is_a_page_above_it(
    editor_client: Client, section: ContentPage, signed_page: PetitionPage, method: str
) -> None:
    response = getattr(editor_client, method)(delete_url(section))
    assert response.status_code == 409
    assert "Unwatched" in response.content.decode()
    assert PetitionPage.objects.exists()


def test_nor_is_its_translation(
    editor_client: Client, signed_page: PetitionPage, german_petition_page: PetitionPage
) -> None:
    assert editor_client.post(delete_url(german_petition_page)).status_code == 409
    assert editor_client.post(delete_url(german_petition_page.get_parent())).status_code == 409
    assert PetitionPage.objects.count() == 2


def test_nor_are_several_at_once(
    editor_client: Client, home: HomePage, section: ContentPage, signed_page: PetitionPage
) -> None:
    other = home.add_child(instance=ContentPage(title="Other", slug="other"))
    for pages in ([other, section], [other, signed_page]):
        url = bulk_delete_url(*pages)
        assert editor_client.get(url).status_code == 200
        response = editor_client.post(url)
        assert response.status_code == 409
        assert "Nothing was deleted" in response.content.decode()
    assert ContentPage.objects.count() == 2
    assert PetitionPage.objects.exists()


def test_a_superuser_is_refused_too(admin_client: Client, section: ContentPage) -> None:
    assert admin_client.post(delete_url(section)).status_code == 409
    assert admin_client.post(bulk_delete_url(section)).status_code == 409
    assert PetitionPage.objects.exists()


def test_no_other_way_of_deleting_reaches_it(section: ContentPage, signed_page: PetitionPage) -> None:
    for page in (Page.objects.get(pk=section.pk), section, signed_page):
        with pytest.raises(ProtectedError), transaction.atomic():
            page.delete()
    with pytest.raises(ProtectedError), transaction.atomic():
        Page.objects.filter(pk=section.pk).delete()
    assert ContentPage.objects.exists()
    assert PetitionPage.objects.get().get_parent().pk == section.pk


def test_pages_next_to_it_can_go(editor_client: Client, home: HomePage, signed_page: PetitionPage) -> None:
    # Of two siblings, the path of one must not be taken for the beginning of the other's.
    others = [home.add_child(instance=ContentPage(title=name, slug=name)) for name in ("a", "b", "c")]
    assert editor_client.post(delete_url(others[0])).status_code == 302
    assert editor_client.post(bulk_delete_url(*others[1:])).status_code == 302
    assert {binned.page_id for binned in BinnedPage.objects.all()} == {page.pk for page in others}


def test_a_page_nobody_has_signed_can_go_with_its_petition(
    editor_client: Client, petition_page: PetitionPage
) -> None:
    assert editor_client.post(delete_url(petition_page)).status_code == 302
    assert Petition.objects.exists(), "as long as the page can be put back, so can its register"
    delete_for_good(BinnedPage.objects.get(), None)
    assert not PetitionPage.objects.exists()
    assert not Petition.objects.exists(), "its register, which holds nobody, goes with it"


def test_a_register_that_has_lost_its_page_says_so(
    editor_client: Client, signed_page: PetitionPage, home: HomePage
) -> None:
    PetitionPage.objects.filter(pk=signed_page.pk).update(petition=Petition.objects.create_register("x", "x"))
    assert "no page" in editor_client.get(reverse("petitions:index")).content.decode().lower()
    assert editor_client.get(reverse("petitions:edit", args=[signed_page.petition_id])).status_code == 200


def test_an_alias_can_go(editor_client: Client, home: HomePage, signed_page: PetitionPage) -> None:
    elsewhere = home.add_child(instance=ContentPage(title="Elsewhere", slug="elsewhere"))
    alias = signed_page.create_alias(parent=elsewhere)
    assert editor_client.post(delete_url(alias)).status_code == 302
    delete_for_good(BinnedPage.objects.get(), None)
    assert PetitionPage.objects.count() == 1


def test_other_things_can_be_deleted_in_bulk(admin_client: Client, signed_page: PetitionPage) -> None:
    url = reverse("wagtail_bulk_action", args=["auth", "user", "delete"])
    assert admin_client.post(f"{url}?next=/admin/&id=999999").status_code in (302, 404)


def test_after_the_day_of_erasing_the_page_can_go(
    editor_client: Client, petition: Petition, signed_page: PetitionPage
) -> None:
    Petition.objects.update(retention_day=timezone.localdate() - timedelta(days=1))
    erase_due()
    assert editor_client.get(delete_url(signed_page)).status_code == 200
