"""A language is added with all that its translators need, from the command line or in the admin."""

from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Locale, Page, Site
from wagtail_localize.synctree import synchronize_tree

from coalition.member import Member
from home.models import ContentPage, HomePage
from home.start.actions import start_campaign
from home.start.answers import Answers
from localisation.actions.add_language import UnknownLanguage, add_language
from localisation.jobs import do_tasks
from localisation.jobs.models import Job, Task
from localisation.locale_permissions import locales_to_work_in, may_change_in

from .campaign import publish, row, translation_into
from .test_jobs import work_all


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody signs meanwhile."""
    monkeypatch.setattr(do_tasks, "PAUSE_SECONDS", 0)


def add_on_command_line(*codes: str) -> str:
    """Return what `manage.py add_language` says."""
    said = StringIO()
    call_command("add_language", *codes, stdout=said)
    return said.getvalue()


def counts() -> tuple[int, ...]:
    """Return how much there is of what adding a language makes."""
    models = (Locale, Page, Group, GroupPagePermission, GroupCollectionPermission, Group.permissions.through)
    return tuple(model.objects.count() for model in models)


class TestCommandLine:
    """`manage.py add_language`."""

    def test_the_home_page_waits_as_a_draft_and_a_group_for_its_people(self, home: HomePage) -> None:
        before = row(home)
        said = add_on_command_line("pl")
        polish = Locale.objects.get(language_code="pl")
        target = home.get_translation(polish)
        assert not target.live
        assert target.alias_of_id is None
        assert translation_into(polish, home).enabled
        assert "Translators: Polish" in said
        assert row(home) == before
        assert Page.find_problems() == ([], [], [], [], [])

    def test_its_members_translate_into_it_and_do_nothing_else(self, home: HomePage) -> None:
        add_on_command_line("pl")
        polish = Locale.objects.get(language_code="pl")
        user = User.objects.create_user("ewa", "ewa@example.org", "password")
        user.groups.add(Group.objects.get(name="Translators: Polish"))
        assert list(locales_to_work_in(user)) == [polish]
        assert may_change_in(user, Member, polish)
        assert not may_change_in(user, Member, home.locale)
        assert user.has_perm("coalition.change_member")
        assert not user.has_perm("coalition.add_member")
        assert home.get_translation(polish).permissions_for_user(user).can_publish()
        assert not home.permissions_for_user(user).can_edit()
        chosen = GroupCollectionPermission.objects.filter(group__user=user)
        assert set(chosen.values_list("permission__codename", flat=True)) == {
            "choose_image",
            "choose_document",
        }

    def test_a_second_time_adds_nothing(self, home: HomePage) -> None:
        add_on_command_line("pl", "zh-hans")
        before = counts()
        add_on_command_line("pl", "ZH_Hans")
        assert counts() == before

    def test_what_its_translators_have_begun_stays(self, home: HomePage, german_home: HomePage) -> None:
        before = row(german_home)
        add_on_command_line("de")
        assert row(german_home) == before
        assert Group.objects.filter(name="Translators: German").exists()

    @pytest.mark.parametrize("code", ["xx", "", "tlh", "pl-x", "../pl"])
    def test_a_language_that_the_hub_does_not_know_is_refused_in_words(
        self, code: str, home: HomePage
    ) -> None:
        before = counts()
        with pytest.raises(CommandError, match=r"doesn’t know the language “.*It knows these: .*pl"):
            add_on_command_line(code)
        assert counts() == before

    @pytest.mark.both
    def test_each_site_gets_its_home_page(self, home: HomePage) -> None:
        """The second site's too; its translators are the same."""
        root = Page.get_first_root_node()
        other = publish(root.add_child(instance=HomePage(title="Wasser für alle", slug="wasser")))
        Site.objects.create(hostname="water.example.org", root_page=other, site_name="Water")
        add_on_command_line("pl")
        polish = Locale.objects.get(language_code="pl")
        group = Group.objects.get(name="Translators: Polish")
        for page in (home, other):
            target = page.get_translation(polish)
            assert GroupPagePermission.objects.filter(group=group, page=target).exists()


def move_below_new_page(page: ContentPage) -> tuple[Page, Page]:
    """Move a page below one that is newer than itself; return that one, and another below the page."""
    home = Page.objects.get(pk=page.get_parent().pk).specific
    parent = publish(home.add_child(instance=ContentPage(title="廣場", slug="parent")))
    below = publish(page.add_child(instance=ContentPage(title="Ниже", slug="below")))
    ContentPage.objects.get(pk=page.pk).move(Page.objects.get(pk=parent.pk), pos="last-child")
    return parent, below


def test_upstream_still_copies_what_a_moved_page_has_brought_along(
    article: ContentPage, german_article: ContentPage, french: Locale
) -> None:
    """Once this fails, upstream looks before it copies: see `jobs.background`."""
    move_below_new_page(german_article)
    with pytest.raises((IntegrityError, ValidationError)):
        synchronize_tree(german_article.locale, french)


def test_a_home_page_that_nobody_has_begun_is_left_to_the_guided_start(db: None) -> None:
    """Which may want it in that very language."""
    said = add_on_command_line("pl")
    assert "Nobody has begun a home page yet" in said
    assert Locale.objects.filter(language_code="pl").exists()
    assert not Group.objects.filter(name="Translators: Polish").exists()
    answers = Answers(
        name="Czyste rzeki", language="pl", run_by="Źródło", contact_email="a@example.org", demand="Rzeki."
    )
    home = start_campaign(Site.objects.get(), answers)
    assert home.locale.language_code == "pl"
    add_on_command_line("uk")
    assert home.get_translations().filter(locale__language_code="uk").exists()


class TestAdmin:
    """Settings → Locales → Add a locale."""

    def add(self, client: Client, code: str, **more: Any) -> Any:
        url = reverse("wagtaillocales:add")
        prefix = "component-wagtail_localize_localesynchronization"
        page = client.get(url)
        assert page.status_code == 200
        return client.post(
            url, {"language_code": code, **{f"{prefix}-{k}": v for k, v in more.items()}}, follow=True
        )

    def test_it_does_the_same(self, admin_client: Client, home: HomePage) -> None:
        response = self.add(admin_client, "pl")
        polish = Locale.objects.get(language_code="pl")
        assert not home.get_translation(polish).live
        told = " ".join(str(message) for message in response.context["messages"])
        assert "“Translators: Polish”" in told

    def test_a_language_that_came_without_them_gets_home_and_group_later(
        self, admin_client: Client, home: HomePage, french: Locale
    ) -> None:
        """As those do that somebody has named in the guided start."""
        edit = reverse("wagtaillocales:edit", args=[french.pk])
        complete = reverse("localisation_complete_language", args=[french.pk])
        assert complete in admin_client.get(edit).content.decode()
        assert admin_client.get(complete).status_code == 405
        assert admin_client.post(complete)["Location"] == edit
        assert not home.get_translation(french).live
        assert Group.objects.filter(name="Translators: French").exists()

    def test_who_may_not_change_locales_completes_none(
        self, translator_client: Client, home: HomePage, french: Locale
    ) -> None:
        translator_client.post(reverse("localisation_complete_language", args=[french.pk]))
        assert not home.has_translation(french)

    def test_a_language_that_is_there_or_unknown_is_not_added(
        self, admin_client: Client, home: HomePage
    ) -> None:
        for code in ("en", "xx"):
            before = counts()
            self.add(admin_client, code)
            assert counts() == before

    def test_who_may_not_add_locales_does_not(self, translator_client: Client) -> None:
        before = counts()
        url = reverse("wagtaillocales:add")
        assert translator_client.get(url).status_code == 302
        translator_client.post(url, {"language_code": "pl"})
        assert counts() == before

    @pytest.mark.both
    def test_it_can_follow_another_language_after_a_page_was_moved(
        self, admin_client: Client, home: HomePage, german_article: ContentPage, german: Locale
    ) -> None:
        """The page that was moved brings its new parent along; that was a server error."""
        parent, below = move_below_new_page(german_article)
        response = self.add(admin_client, "pl", enabled="on", sync_from=str(german.pk))
        assert response.status_code == 200
        assert not Page.objects.filter(locale__language_code="pl", alias_of__isnull=False).exists()
        job = Job.objects.get()
        work_all()
        assert list(job.tasks.exclude(state="done")) == []
        polish = Locale.objects.get(language_code="pl")
        for page in (parent, german_article, below):
            stand_in = page.get_translation(polish)
            assert stand_in.alias_of_id == page.pk
            assert not stand_in.live
        place = german_article.get_translation(polish).get_parent().translation_key
        assert place == parent.translation_key
        assert home.get_translation(polish).alias_of_id is None
        assert Page.find_problems() == ([], [], [], [], [])

    def test_nobody_waits_for_the_stand_ins(
        self, admin_client: Client, home: HomePage, article: ContentPage
    ) -> None:
        """They are the worker's, and what is deleted gets none."""
        admin_client.post(reverse("wagtailadmin_pages:delete", args=[article.pk]))
        self.add(admin_client, "pl", enabled="on", sync_from=str(home.locale.pk))
        assert list(Task.objects.values_list("title", flat=True)) == [home.title]


def test_the_action_names_what_it_does_not_know(home: HomePage) -> None:
    with pytest.raises(UnknownLanguage) as caught:
        add_language("tlh")
    assert caught.value.code == "tlh"
