"""Who may do what in which language."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Locale, Page, Site
from wagtail.permissions import policy_registry
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from coalition.member import Member
from home.models import ContentPage, HomePage
from localisation.actions.submit_for_translation import submit_for_translation
from localisation.locale_permissions import locales_to_work_in, may_change_in
from localisation.roles import grant_translator

from .campaign import fill_and_publish, grant_pages, row, translation_into, user_in


@pytest.fixture
def member(home: HomePage) -> Member:
    """An organisation, as entered in English."""
    member: Member = Member.objects.create(
        name="Open Squares", description="Keeps squares open.", locale=home.locale
    )
    member.save_revision().publish()
    member.refresh_from_db()
    return member


@pytest.fixture
def german_member(member: Member, german: Locale) -> Member:
    """Its public German row."""
    submit_for_translation(member, [german], None)
    translated: Member = fill_and_publish(translation_into(german, member))
    return translated


def member_url(view: str, *arguments: Any) -> str:
    """Return the address of one of the admin's views of members."""
    return reverse(f"wagtailsnippets_coalition_member:{view}", args=arguments)


class TestTranslator:
    """What `grant_translator()` gives, and what it doesn't."""

    def test_works_in_one_language(self, translator: User, german: Locale, french: Locale) -> None:
        """A translator of German works in German."""
        assert list(locales_to_work_in(translator)) == [german]
        assert may_change_in(translator, Member, german)
        assert not may_change_in(translator, Member, french)

    def test_may_be_kept_from_publishing(self, german_home: HomePage, german: Locale) -> None:
        """Somebody else publishes what this translator writes."""
        user = user_in("beginner")
        grant_translator(user.groups.get(), german, may_publish=False)
        permissions = german_home.permissions_for_user(user)
        assert permissions.can_edit()
        assert not permissions.can_publish()
        assert not user.has_perm("coalition.publish_member")

    def test_can_be_granted_again(self, translator: User, german: Locale) -> None:
        """A second time adds nothing and fails nothing."""
        group = translator.groups.get()

        def count() -> tuple[int, ...]:
            return (
                group.permissions.count(),
                GroupPagePermission.objects.filter(group=group).count(),
                GroupCollectionPermission.objects.filter(group=group).count(),
            )

        before = count()
        grant_translator(group, german)
        assert count() == before

    def test_needs_a_home_page(self, home: HomePage, french: Locale) -> None:
        """Without a page in that language there is nothing to grant."""
        with pytest.raises(LookupError, match="submit the home page first"):
            grant_translator(Group.objects.create(name="French"), french)

    def test_reaches_no_page_of_another_language(
        self, translator_client: Client, translator: User, article: ContentPage, german_article: ContentPage
    ) -> None:
        """English pages can't be edited, published or deleted, and no German ones be created."""
        english = article.permissions_for_user(translator)
        assert not english.can_edit()
        assert not english.can_publish()
        assert not english.can_delete()
        assert not german_article.permissions_for_user(translator).can_add_subpage()
        url = reverse("wagtailadmin_pages:edit", args=[article.pk])
        assert translator_client.get(url).status_code == 302

    def test_submits_into_own_language_only(
        self, translator_client: Client, article: ContentPage, german: Locale, french: Locale
    ) -> None:
        """The form offers German, and takes nothing else."""
        url = reverse("wagtail_localize:submit_page_translation", args=[article.pk])
        form = translator_client.get(url).context["form"]
        assert list(form.fields["locales"].queryset) == [german]

        response = translator_client.post(url, {"locales": [french.pk]})

        assert response.status_code == 200
        assert not article.has_translation(french)

    def test_syncs_what_is_translated_into_own_language(
        self, translator_client: Client, home: HomePage, article: ContentPage, french: Locale
    ) -> None:
        """What is translated into French alone is none of a German translator's business."""
        submit_for_translation(article, [french], None)
        for page, answers in ((home, 200), (article, 302)):
            source = TranslationSource.objects.get(object_id=page.translation_key)
            url = reverse("wagtail_localize:update_translations", args=[source.pk])
            assert translator_client.get(url).status_code == answers

    def test_does_not_publish_a_page_of_another_language(
        self,
        translator_client: Client,
        home: HomePage,
        german_home: HomePage,
        french: Locale,
    ) -> None:
        """ "Publish immediately" after a sync leaves languages alone that are not the translator's."""
        submit_for_translation(home, [french], None)
        french_home = fill_and_publish(translation_into(french, home))
        HomePage.objects.filter(pk=home.pk).update(ends_with_sign_form=False)
        source = translation_into(french, home).source

        response = translator_client.post(
            reverse("wagtail_localize:update_translations", args=[source.pk]),
            {"publish_translations": "on", "next": "/admin/"},
            follow=True,
        )

        assert HomePage.objects.get(pk=french_home.pk).ends_with_sign_form
        assert not HomePage.objects.get(pk=german_home.pk).ends_with_sign_form
        told = " ".join(str(message) for message in response.context["messages"])
        assert "in German" in told
        assert "French" not in told


class TestSnippets:
    """A snippet in one language is for those who work in that language."""

    def test_translator_translates_and_publishes_own_language(
        self, translator_client: Client, member: Member, german: Locale
    ) -> None:
        """Submit, translate and publish a member's description in the admin."""
        english = row(member)
        url = reverse("wagtail_localize:submit_snippet_translation", args=["coalition", "member", member.pk])
        translator_client.post(url, {"locales": [german.pk]})
        target = Member.objects.get(translation_key=member.translation_key, locale=german)
        assert not target.live
        translation = translation_into(german, member)
        for segment in translation.source.stringsegment_set.all():
            response = translator_client.put(
                reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk]),
                "value=Hält Plätze offen.",
                content_type="application/x-www-form-urlencoded",
            )
            assert response.status_code == 201
        edit = member_url("edit", target.pk)
        assert translator_client.get(edit).status_code == 200

        translator_client.post(edit, {"action": "publish"})

        target.refresh_from_db()
        assert target.live
        assert target.description == "Hält Plätze offen."
        assert row(member) == english

    @pytest.mark.parametrize("view", ["edit", "delete", "unpublish"])
    def test_translator_leaves_english_alone(
        self, view: str, translator_client: Client, translator: User, member: Member
    ) -> None:
        """The English row can't be edited, deleted or taken off the site, whatever the type's permissions."""
        translator.groups.get().permissions.add(
            *Permission.objects.filter(content_type__app_label="coalition", content_type__model="member")
        )
        before = row(member)

        translator_client.post(member_url(view, member.pk), {"name": "Ours", "action-publish": "1"})

        assert row(member) == before

    def test_translator_creates_no_english_row(self, translator_client: Client, translator: User) -> None:
        """A new row is in a language that one works in."""
        translator.groups.get().permissions.add(Permission.objects.get(codename="add_member"))
        add = member_url("add")
        assert translator_client.get(add).status_code == 302
        assert translator_client.get(f"{add}?locale=en").status_code == 302
        assert translator_client.get(f"{add}?locale=de").status_code == 200

    def test_translation_views_mind_the_language(
        self, translator_client: Client, member: Member, german_member: Member, french: Locale
    ) -> None:
        """Texts, files and switches of another language's translation are out of reach."""
        submit_for_translation(member, [french], None)
        translation = translation_into(french, member)
        segment = translation.source.stringsegment_set.get()

        answers = [
            translator_client.put(
                reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk]),
                "value=Ouvertes",
                content_type="application/x-www-form-urlencoded",
            ),
            translator_client.post(reverse("wagtail_localize:stop_translation", args=[translation.pk])),
            translator_client.post(reverse("wagtail_localize:upload_pofile", args=[translation.pk])),
        ]

        assert all(answer.status_code in (302, 403) for answer in answers)
        assert Translation.objects.get(pk=translation.pk).enabled
        assert not StringTranslation.objects.filter(locale=french).exists()

    def test_policy_knows_the_rows(self, translator: User, member: Member, german_member: Member) -> None:
        """Lists and bulk actions ask the policy, which minds the language too."""
        policy = policy_registry.get_by_type(Member)
        assert policy.user_has_permission_for_instance(translator, "change", german_member)
        assert not policy.user_has_permission_for_instance(translator, "change", member)
        assert list(policy.instances_user_has_permission_for(translator, "change")) == [german_member]


def test_permission_on_the_root_reaches_all_languages(home: HomePage, german: Locale, french: Locale) -> None:
    """An editor of the whole site works in every language, in one without pages too."""
    user = user_in("chief")
    root = Page.get_first_root_node()
    assert root is not None
    grant_pages(user, root, "change")
    assert set(locales_to_work_in(user)) == {home.locale, german, french}


def test_nobody_works_in_a_language_without_permissions(home: HomePage, german: Locale) -> None:
    """Neither an account without groups nor a closed one."""
    user = user_in("guest")
    assert not locales_to_work_in(user).exists()
    user.is_superuser, user.is_active = True, False
    assert not locales_to_work_in(user).exists()


def test_permission_to_submit_alone_does_nothing(
    client: Client, home: HomePage, article: ContentPage, german: Locale
) -> None:
    """The permission that used to be enough to publish a whole site in another language."""
    user = user_in("submitter")
    user.groups.get().permissions.add(
        *Permission.objects.filter(codename__in=["access_admin", "submit_translation"])
    )
    client.force_login(user)

    client.post(
        reverse("wagtail_localize:submit_page_translation", args=[home.pk]),
        {"locales": [german.pk], "include_subtree": "on"},
    )

    assert not Page.objects.filter(locale=german).exists()
    assert Site.objects.get().root_page.specific == home


def test_who_keeps_members_and_writes_no_page_is_tied_to_no_language(
    member: Member, german_member: Member, german: Locale
) -> None:
    """A coordinator's group has no rights on pages; a translator's without them adds no members either."""
    coordinator = user_in("coordinators")
    group = coordinator.groups.get()
    change = Permission.objects.get(codename="change_member")
    group.permissions.add(change)
    assert not may_change_in(coordinator, Member, german)
    group.permissions.add(Permission.objects.get(codename="add_member"))
    coordinator = User.objects.get(pk=coordinator.pk)
    policy = policy_registry.get(member)
    for row_of_a_language in (member, german_member):
        assert policy.user_has_permission_for_instance(coordinator, "change", row_of_a_language)
