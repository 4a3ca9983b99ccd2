"""What is deleted goes into the bin: visitors no longer find it, and an editor can put it back."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.views.pages.search import SearchView
from wagtail.models import GroupPagePermission, Page, Site

from editorial.bin.actions import empty_bin, put_in_bin
from editorial.bin.models import BinnedPage
from editorial.workarounds.searching_outside_the_bin import upstream_annotate_queryset
from home.models import ContentPage, HomePage
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.models import Petition
from tests.factories import SubmissionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def team(about: ContentPage) -> ContentPage:
    """A public page below "About us"."""
    return published(about, "Our team", "team")


@pytest.fixture
def admin_client(db: None) -> Client:
    """The browser of somebody who may do everything."""
    client = Client()
    client.force_login(User.objects.create_superuser("admin", "admin@example.org", "password"))
    return client


def published(parent: Page, title: str, slug: str) -> ContentPage:
    page: ContentPage = parent.add_child(instance=ContentPage(title=title, slug=slug))
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def delete(client: Client, page: Page) -> str:
    """Delete a page in the admin, and return what the editor reads."""
    answer = client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode())


def press(client: Client, text: str, **more: str) -> str:
    """Press the first button "Put it back" of a page in the admin."""
    form = BeautifulSoup(text, "html.parser").select_one("form[action*='/bin/']")
    assert form is not None
    return str(client.post(str(form["action"]), more, follow=True).content.decode())


def now(page: Page) -> Page:
    found: Page = Page.objects.get(pk=page.pk)
    return found


def listed(client: Client, parent: Page) -> str:
    return str(client.get(reverse("wagtailadmin_explore", args=[parent.pk])).content.decode())


def the_bin(client: Client) -> str:
    return str(client.get(reverse("editorial_bin")).content.decode())


def test_it_is_asked_before_and_told_what_goes_along(
    editor_client: Client, about: ContentPage, team: ContentPage
) -> None:
    text = editor_client.get(reverse("wagtailadmin_pages:delete", args=[about.pk])).content.decode()

    assert "“About us” goes into the bin with 1 page below it" in " ".join(text.split())
    assert now(about).live


def test_visitors_and_lists_lose_it_at_once(
    client: Client,
    editor_client: Client,
    admin_client: Client,
    home: HomePage,
    about: ContentPage,
    team: ContentPage,
) -> None:
    assert client.get("/en/about/team/").status_code == 200

    assert "“About us” is in the bin." in delete(editor_client, about)

    assert client.get("/en/about/").status_code == 404
    assert client.get("/en/about/team/").status_code == 404
    assert "About us" not in client.get("/sitemap.xml").content.decode()
    assert "About us" not in client.get("/en/search/?q=about").content.decode()
    editor_client.get("/admin/")
    assert "About us" not in listed(editor_client, home)
    for url in ("/admin/pages/search/?q=About", "/admin/choose-page/search/?q=About", "/admin/pages/1/"):
        assert "About us" not in admin_client.get(url).content.decode(), url


def test_upstream_still_searches_there(
    admin_client: Client, about: ContentPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SearchView, "annotate_queryset", upstream_annotate_queryset)
    put_in_bin(about, None)

    assert "About us" in admin_client.get("/admin/pages/search/?q=About").content.decode()


@pytest.mark.both
def test_the_button_beside_the_message_puts_all_back_as_it_was(
    client: Client, editor_client: Client, home: HomePage, about: ContentPage, team: ContentPage
) -> None:
    draft = about.add_child(instance=ContentPage(title="A draft", slug="draft", live=False))
    after = published(home, "After", "after")

    text = press(editor_client, delete(editor_client, about))

    assert "“About us” is back, and visitors can read it again." in text
    assert client.get("/en/about/").status_code == 200
    assert client.get("/en/about/team/").status_code == 200
    assert client.get("/en/about/draft/").status_code == 404
    assert now(draft).url_path.endswith("/about/draft/")
    assert now(about).get_next_sibling().pk == after.pk
    assert now(about).live_revision_id == about.live_revision_id
    assert not now(about).has_unpublished_changes
    assert not BinnedPage.objects.exists()


def test_it_can_come_back_as_a_draft(client: Client, editor_client: Client, about: ContentPage) -> None:
    delete(editor_client, about)

    text = press(editor_client, the_bin(editor_client), as_draft="yes")

    assert "“About us” is back, as a draft." in text
    assert client.get("/en/about/").status_code == 404
    now(about).specific.get_latest_revision().publish()
    assert client.get("/en/about/").status_code == 200


@pytest.mark.both
def test_where_the_address_is_taken_another_is_chosen(
    client: Client, editor_client: Client, home: HomePage, about: ContentPage
) -> None:
    delete(editor_client, about)
    published(home, "About us anew", "about")

    text = press(editor_client, the_bin(editor_client))
    assert "Another page has its address by now" in text
    url = reverse("editorial_bin_place", args=[BinnedPage.objects.get().pk])
    again = editor_client.post(url, {"parent": home.pk, "slug": "about"})
    assert "Another page there has this address by now" in again.content.decode()
    reserved = editor_client.post(url, {"parent": home.pk, "slug": "search"})
    assert "The site itself uses this address" in reserved.content.decode()
    editor_client.post(url, {"parent": home.pk, "slug": "about-before"})

    assert client.get("/en/about-before/").status_code == 200
    assert now(about).specific.get_latest_revision_as_object().slug == "about-before"


def test_where_the_place_is_gone_another_is_chosen(
    client: Client,
    editor_client: Client,
    home: HomePage,
    german_home: HomePage,
    about: ContentPage,
    team: ContentPage,
) -> None:
    delete(editor_client, team)
    delete(editor_client, about)
    entry = BinnedPage.objects.get(page=team)

    answer = editor_client.post(reverse("editorial_bin_put_back", args=[entry.pk]), follow=True)
    assert "The page below which it was is gone" in answer.content.decode()
    url = reverse("editorial_bin_place", args=[entry.pk])
    german = editor_client.post(url, {"parent": german_home.pk, "slug": "team"})
    assert "Choose a place in its own language" in german.content.decode()
    editor_client.post(url, {"parent": home.pk, "slug": "team"})

    assert client.get("/en/team/").status_code == 200
    assert BinnedPage.objects.get().page_id == about.pk


@pytest.mark.both
def test_two_pages_of_the_same_address_can_lie_there(
    editor_client: Client, home: HomePage, about: ContentPage
) -> None:
    delete(editor_client, about)
    delete(editor_client, published(home, "Another", "about"))

    assert BinnedPage.objects.count() == 2


def test_translations_stay_as_they_are(
    client: Client, editor_client: Client, german_home: HomePage, about: ContentPage
) -> None:
    german = about.copy_for_translation(german_home.locale)
    german.title = "Über uns"
    german.save_revision().publish()

    delete(editor_client, about)

    assert client.get(now(german).url).status_code == 200
    press(editor_client, the_bin(editor_client))
    assert set(now(about).get_translations()) == {now(german)}


def test_an_alias_elsewhere_stays(
    client: Client, editor_client: Client, home: HomePage, about: ContentPage
) -> None:
    alias = about.create_alias(parent=home, update_slug="same")

    delete(editor_client, about)

    assert client.get("/en/same/").status_code == 200
    press(editor_client, the_bin(editor_client))
    assert now(alias).alias_of_id == about.pk


def test_several_at_once_go_there_too(
    client: Client, editor_client: Client, home: HomePage, about: ContentPage, team: ContentPage
) -> None:
    news = published(home, "More", "more")
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    url += f"?id={about.pk}&id={news.pk}&next=/admin/"
    assert "These pages go into the bin" in editor_client.get(url).content.decode()

    text = editor_client.post(url, follow=True).content.decode()

    assert "3 pages are in the bin" in text
    assert {entry.page_id for entry in BinnedPage.objects.all()} == {about.pk, news.pk}
    assert client.get("/en/about/team/").status_code == 404


def test_an_empty_bin_says_so(editor_client: Client) -> None:
    assert "The bin is empty." in the_bin(editor_client)


def test_who_may_not_delete_it_neither_sees_it_nor_puts_it_back(
    editor_client: Client, home: HomePage, about: ContentPage
) -> None:
    elsewhere = published(home, "Elsewhere", "elsewhere")
    group = Group.objects.create(name="of one page")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("change_page", "publish_page"):
        permission = Permission.objects.get(codename=codename)
        GroupPagePermission.objects.create(group=group, page=elsewhere, permission=permission)
    stranger = User.objects.create_user("stranger", "stranger@example.org", "password")
    stranger.groups.add(group)
    client = Client()
    client.force_login(stranger)
    delete(editor_client, about)
    pk = BinnedPage.objects.get().pk

    assert "The bin is empty." in the_bin(client)
    for name in ("put_back", "place", "delete"):
        client.post(reverse(f"editorial_bin_{name}", args=[pk]))
    assert BinnedPage.objects.filter(pk=pk).exists()
    assert "About us" in the_bin(editor_client)


def test_a_right_to_write_is_none_to_publish(
    editor_client: Client, home: HomePage, about: ContentPage
) -> None:
    group = Group.objects.create(name="writers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(
        group=group, page=home, permission=Permission.objects.get(codename="change_page")
    )
    writer = User.objects.create_user("writer", "writer@example.org", "password")
    writer.groups.add(group)
    client = Client()
    client.force_login(writer)
    draft = home.add_child(instance=ContentPage(title="A draft", slug="draft", live=False))

    delete(editor_client, about)
    delete(client, draft)

    text = the_bin(client)
    assert "A draft" in text
    assert "About us" not in text


@pytest.mark.both
def test_the_worker_deletes_it_for_good_after_thirty_days(about: ContentPage, team: ContentPage) -> None:
    binned = put_in_bin(about, None)
    empty_bin()
    assert Page.objects.filter(pk=about.pk).exists()
    BinnedPage.objects.filter(pk=binned.pk).update(deleted_at=timezone.now() - timedelta(days=30, minutes=1))

    empty_bin()

    assert not Page.objects.filter(pk__in=[about.pk, team.pk]).exists()
    assert not BinnedPage.objects.exists()


def test_whoever_may_delete_it_can_do_so_for_good_at_once(editor_client: Client, about: ContentPage) -> None:
    delete(editor_client, about)
    url = reverse("editorial_bin_delete", args=[BinnedPage.objects.get().pk])

    assert "can’t be brought back then" in editor_client.get(url).content.decode()
    assert Page.objects.filter(pk=about.pk).exists()
    assert "is deleted for good" in editor_client.post(url, follow=True).content.decode()
    assert not Page.objects.filter(pk=about.pk).exists()


def test_a_petition_that_was_signed_is_refused_first(
    editor_client: Client, petition_page: PetitionPage
) -> None:
    SubmissionFactory.create(page=petition_page)

    answer = editor_client.post(reverse("wagtailadmin_pages:delete", args=[petition_page.pk]))

    assert answer.status_code == 409
    assert not BinnedPage.objects.exists()


@pytest.mark.both
def test_one_that_is_signed_meanwhile_stays_in_the_bin(
    editor_client: Client, petition_page: PetitionPage
) -> None:
    delete(editor_client, petition_page)
    SubmissionFactory.create(page=petition_page)
    BinnedPage.objects.update(deleted_at=timezone.now() - timedelta(days=31))

    assert empty_bin() == 0

    url = reverse("editorial_bin_delete", args=[BinnedPage.objects.get().pk])
    assert "can’t be deleted for good" in editor_client.post(url, follow=True).content.decode()
    assert Petition.objects.filter(pk=petition_page.petition_id).exists()


def test_a_home_page_comes_back_with_its_site(
    client: Client, editor_client: Client, home: HomePage, about: ContentPage
) -> None:
    delete(editor_client, home)
    assert client.get("/en/about/", follow=True).content.decode().count("Coming soon")
    BinnedPage.objects.update(deleted_at=timezone.now() - timedelta(days=31))
    assert empty_bin() == 0
    assert Site.objects.filter(root_page=home).exists()

    press(editor_client, the_bin(editor_client))

    assert client.get("/en/about/").status_code == 200


def test_a_plan_to_publish_it_is_dropped(editor_client: Client, home: HomePage) -> None:
    page = home.add_child(
        instance=ContentPage(
            title="Later", slug="later", live=False, go_live_at=timezone.now() + timedelta(hours=1)
        )
    )
    page.save_revision().publish()

    delete(editor_client, page)

    assert not now(page).revisions.filter(approved_go_live_at__isnull=False).exists()


def test_in_the_bin_it_is_not_edited(admin_client: Client, about: ContentPage) -> None:
    delete(admin_client, about)

    for name in ("edit", "delete", "copy"):
        answer = admin_client.get(reverse(f"wagtailadmin_pages:{name}", args=[about.pk]))
        assert answer["Location"] == reverse("editorial_bin"), name


def test_nor_is_it_moved_or_deleted_with_others(
    editor_client: Client, home: HomePage, about: ContentPage
) -> None:
    delete(editor_client, about)

    for action in ("delete", "publish", "move"):
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        answer = editor_client.post(f"{url}?id={about.pk}&next=/admin/", {"chooser": home.pk})
        assert answer["Location"] == reverse("editorial_bin"), action
    assert BinnedPage.objects.count() == 1
    assert not now(about).live


@pytest.mark.both
def test_pressed_twice_it_is_put_back_once(editor_client: Client, about: ContentPage) -> None:
    delete(editor_client, about)
    url = reverse("editorial_bin_put_back", args=[BinnedPage.objects.get().pk])
    editor_client.post(url)

    assert "This page is no longer in the bin." in editor_client.post(url, follow=True).content.decode()
    assert now(about).live


def test_what_was_moved_out_by_other_means_is_never_deleted(home: HomePage, about: ContentPage) -> None:
    put_in_bin(about, None)
    now(about).move(now(home), pos="last-child")
    BinnedPage.objects.update(deleted_at=timezone.now() - timedelta(days=31))

    assert empty_bin() == 0
    assert Page.objects.filter(pk=about.pk).exists()
    assert not BinnedPage.objects.exists()
