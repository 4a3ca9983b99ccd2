"""Whatever translators do, a public page changes when somebody publishes it, and not before."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import StringTranslation, TranslationLog, TranslationSource
from wagtail_localize.operations import TranslationCreator, translate_object, translate_page_subtree

from coalition.member import Member
from home.models import ContentPage, HomePage
from localisation.actions.publish_translation import publish_translation
from localisation.actions.submit_for_translation import submit_for_translation
from localisation.completeness import IncompleteTranslation
from localisation.jobs.begin import begin_job
from localisation.jobs.models import Action, Job
from localisation.workarounds.drafts_of_live_pages import upstream_create_or_update_translation

from .campaign import fill, fill_and_publish, grant_pages, public_row, publish, row, translation_into, user_in
from .test_jobs import work_all

pytestmark = pytest.mark.slow


def change_and_sync(page: ContentPage, german: Locale) -> Any:
    """Change the title of an English page, sync it and return its German translation."""
    page.title = "All of it, and more"
    page = publish(page)
    translation = translation_into(german, page)
    translation.source.update_from_db()
    return translation


def test_draft_of_public_page_is_a_revision_alone(
    article: ContentPage, german_article: ContentPage, german: Locale
) -> None:
    """The public page stays to the byte; the draft is its latest revision, and is logged."""
    public = public_row(german_article)
    logs = TranslationLog.objects.count()
    translation = change_and_sync(article, german)
    fill(translation)

    translation.save_target(publish=False)

    assert public_row(german_article) == public
    latest = ContentPage.objects.get(pk=german_article.pk).get_latest_revision()
    assert latest.as_object().title == "de All of it, and more"
    log = TranslationLog.objects.latest("pk")
    assert TranslationLog.objects.count() == logs + 1
    assert log.revision == latest


def test_draft_of_public_snippet_leaves_it_public(home: HomePage, german: Locale) -> None:
    """A member's German description stays on the site while another one is drafted."""
    member = Member.objects.create(name="Open Squares", description="Keeps squares open.", locale=home.locale)
    submit_for_translation(member, [german], None)
    translated = Member.objects.get(translation_key=member.translation_key, locale=german)
    assert not translated.live
    translated = fill_and_publish(translation_into(german, member))
    assert translated.live
    Member.objects.filter(pk=member.pk).update(description="Keeps all squares open.")
    translation = translation_into(german, member)
    translation.source.update_from_db()
    public = public_row(translated)

    translation.save_target(publish=False)

    assert public_row(translated) == public
    fill_and_publish(translation)
    assert Member.objects.get(pk=translated.pk).description == "de Keeps all squares open."


def test_upstream_still_shows_drafts_to_the_public(
    article: ContentPage, german_article: ContentPage, german: Locale
) -> None:
    """Once this fails, upstream keeps drafts off the site: see `drafts_of_live_pages`."""
    translation = change_and_sync(article, german)

    upstream_create_or_update_translation(translation.source, german, publish=False, fallback=True)

    assert ContentPage.objects.get(pk=german_article.pk).title == "All of it, and more"


def test_publishing_with_gaps_is_refused(
    article: ContentPage, german_article: ContentPage, german: Locale
) -> None:
    """Older German is never replaced by English; the error says how many texts are missing."""
    public = row(german_article)
    translation = change_and_sync(article, german)

    with pytest.raises(IncompleteTranslation) as problem:
        translation.save_target(publish=True)

    assert problem.value.messages == ["1 text is not translated yet, or has an error."]
    assert row(german_article) == public


@pytest.mark.parametrize("blank", ["", "  ", "\n"])
def test_blank_text_counts_as_missing(
    blank: str, article: ContentPage, german_article: ContentPage, german: Locale
) -> None:
    """Neither the progress nor publishing takes a text of spaces for a translation."""
    translation = translation_into(german, article)
    total, _done = translation.get_progress()
    text = StringTranslation.objects.get(context__path="title", context__object_id=article.translation_key)

    text.data = blank
    text.save()

    assert text.get_error() == "Write a translation. An empty one counts as missing."
    assert translation.get_progress() == (total, total - 1)
    with pytest.raises(IncompleteTranslation):
        translation.save_target(publish=True)
    text.data = "Alles"
    text.has_error = False
    text.field_error = ""
    text.save()
    translation.save_target(publish=True)
    assert ContentPage.objects.get(pk=german_article.pk).title == "Alles"


def test_text_that_its_page_refuses_is_shown_where_it_stands(
    home: HomePage, german_home: HomePage, german: Locale, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What only the page itself knows to be wrong is flagged in the editor, and changes nothing."""

    def refuse(page: HomePage) -> None:
        if page.slogan == "Unser":
            raise ValidationError({"slogan": "That is another campaign's."})

    monkeypatch.setattr(HomePage, "clean", refuse)
    home.slogan = "Ours"
    home = publish(home)
    translation = translation_into(german, home)
    translation.source.update_from_db()
    fill(translation)
    text = StringTranslation.objects.get(context__path="slogan")
    text.data = "Unser"
    text.save()
    public = row(german_home)

    with pytest.raises(ValidationError, match="another campaign"):
        translation.save_target(publish=True)

    text.refresh_from_db()
    assert text.has_error
    assert "another campaign" in text.get_error()
    assert row(german_home) == public


def test_publishing_takes_the_right_to_publish(
    article: ContentPage, german_article: ContentPage, german: Locale
) -> None:
    """Who may edit the German page and not publish it can't, whichever way they try."""
    writer = user_in("writer")
    grant_pages(writer, german_article, "change")
    translation = change_and_sync(article, german)
    fill(translation)
    public = public_row(german_article)

    with pytest.raises(PermissionDenied):
        publish_translation(translation, writer)
    with pytest.raises(PermissionDenied):
        translation.save_target(user=writer, publish=True)

    assert public_row(german_article) == public
    grant_pages(writer, german_article, "publish")
    writer = type(writer).objects.get(pk=writer.pk)
    publish_translation(translation, writer)
    published = ContentPage.objects.get(pk=german_article.pk)
    assert published.title == "de All of it, and more"
    assert published.live_revision.user == writer


def test_locked_page_is_not_published(
    translator_client: Client, article: ContentPage, german_article: ContentPage, german: Locale
) -> None:
    """A lock that somebody else has put on the German page holds for translators too."""
    translation = change_and_sync(article, german)
    fill(translation)
    Page.objects.filter(pk=german_article.pk).update(locked=True)
    public = public_row(german_article)

    answer = translator_client.post(
        reverse("wagtailadmin_pages:edit", args=[german_article.pk]), {"action": "publish"}, follow=True
    )

    assert public_row(german_article) == public
    assert "this is locked" in " ".join(str(message) for message in answer.context["messages"])


def test_page_that_can_t_be_submitted_says_why(
    admin_client: Client, article: ContentPage, german_home: HomePage, german: Locale
) -> None:
    """An error in the page is told, and leaves nothing half done."""
    ContentPage.objects.filter(pk=article.pk).update(title="")
    url = reverse("wagtail_localize:submit_page_translation", args=[article.pk])

    answer = admin_client.post(url, {"locales": [german.pk]}, follow=True)

    assert "could not be submitted" in " ".join(str(message) for message in answer.context["messages"])
    assert not article.has_translation(german)
    assert not TranslationSource.objects.filter(object_id=article.translation_key).exists()


def test_submitting_never_publishes(translator_client: Client, article: ContentPage, german: Locale) -> None:
    """A public English page becomes a German draft."""
    url = reverse("wagtail_localize:submit_page_translation", args=[article.pk])
    response = translator_client.post(url, {"locales": [german.pk]})

    target = article.get_translation(german)
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[target.pk])
    assert not target.live
    assert target.alias_of_id is None
    assert target.first_published_at is None


def test_upstream_functions_make_drafts_too(home: HomePage, full_page: ContentPage, german: Locale) -> None:
    """Code that calls wagtail-localize's own functions publishes nothing either."""
    translate_object(home, [german])
    translate_page_subtree(home.pk, [german], None, None)

    translated = Page.objects.filter(locale=german)
    assert translated.count() == 3
    assert not translated.filter(live=True).exists()
    assert not translated.filter(alias_of__isnull=False).exists()


def test_upstream_still_publishes_on_submit(
    article: ContentPage, german_home: HomePage, german: Locale, settings: Any
) -> None:
    """Once this fails, upstream asks before it publishes: see `submitting_publishes`."""
    del settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE
    saved: list[bool] = []
    original = TranslationSource.create_or_update_translation

    def record(self: TranslationSource, *args: Any, publish: bool = True, **kwargs: Any) -> Any:
        saved.append(publish)
        return original(self, *args, publish=False, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TranslationSource, "create_or_update_translation", record)
        TranslationCreator(None, [german]).create_translations(article)

    assert saved == [True]


def test_new_language_gets_today_s_words(
    article: ContentPage, german_article: ContentPage, french: Locale, german: Locale
) -> None:
    """French is given what the English page says now, not what German was given; German stays public."""
    article.title = "All of it, today"
    article = publish(article)
    public = row(german_article)

    submit_for_translation(article, [french], None)

    texts = translation_into(french, article).source.stringsegment_set
    assert texts.get(context__path="title").string.data == "All of it, today"
    assert article.get_translation(french).title == "All of it, today"
    assert row(german_article) == public


def test_upstream_still_gives_new_languages_old_words(
    article: ContentPage, german_article: ContentPage, french: Locale
) -> None:
    """Once this fails, upstream updates the source: see `submitting_publishes`."""
    article.title = "All of it, today"
    article = publish(article)

    source, _created = TranslationSource.get_or_create_from_instance(article)

    assert source.stringsegment_set.get(context__path="title").string.data == "All of it"


def submit_all_below(page: Page, *locales: Locale) -> None:
    """Submit a page with all pages below it."""
    administrator = User.objects.create_superuser("root", "root@example.org", "password")
    assert begin_job(administrator, Action.START, [page], locales, include_subtree=True)
    work_all()


class TestSubtree:
    """ "Include subtree" in the form that submits a page."""

    def test_makes_drafts_of_all_pages(
        self, admin_client: Client, home: HomePage, full_page: ContentPage, german: Locale, french: Locale
    ) -> None:
        """All pages below are there in each language, and the tree is sound."""
        below = full_page.add_child(instance=ContentPage(title="Below", slug="below"))
        publish(below)

        response = admin_client.post(
            reverse("wagtail_localize:submit_page_translation", args=[home.pk]),
            {"locales": [german.pk, french.pk], "include_subtree": "on"},
        )
        work_all()

        assert response.status_code == 302
        for locale in (german, french):
            translated = Page.objects.filter(locale=locale)
            assert translated.count() == 4
            assert not translated.filter(live=True).exists()
            assert not translated.filter(alias_of__isnull=False).exists()
            assert translated.get(translation_key=below.translation_key).get_parent().translation_key == (
                full_page.translation_key
            )
        assert Page.find_problems() == ([], [], [], [], [])

    def test_tree_stays_sound_when_all_is_published(
        self, admin_client: Client, home: HomePage, full_page: ContentPage, german: Locale
    ) -> None:
        """Publishing parents after their children have come keeps their number of children."""
        submit_all_below(home, german)
        for page in (home, full_page):
            fill_and_publish(translation_into(german, page))

        assert Page.find_problems() == ([], [], [], [], [])
        assert home.get_translation(german).get_children().count() == 2
        assert home.get_translation(german).numchild == 2

    def test_upstream_still_loses_count(
        self,
        home: HomePage,
        article: ContentPage,
        german: Locale,
        django_capture_on_commit_callbacks: Any,
        settings: Any,
    ) -> None:
        """Once this fails, upstream publishes without an outdated page: see `drafts_of_live_pages`."""
        del settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(
                TranslationSource, "create_or_update_translation", upstream_create_or_update_translation
            )
            with django_capture_on_commit_callbacks(execute=True):
                creator = TranslationCreator(None, [german])
                for page in (home, article):
                    creator.create_translations(page)

        german_home = home.get_translation(german)
        assert article.get_translation(german).is_child_of(german_home)
        assert german_home.numchild == 0

    def test_leaves_translated_pages_alone(
        self,
        home: HomePage,
        article: ContentPage,
        german_article: ContentPage,
        german: Locale,
        french: Locale,
    ) -> None:
        """A page that somebody has translated, by hand or not, is not touched."""
        by_hand = home.add_child(instance=ContentPage(title="Alone", slug="alone")).copy_for_translation(
            german
        )
        before = row(german_article), row(by_hand)

        submit_all_below(home, german, french)

        assert (row(german_article), row(by_hand)) == before
        assert by_hand.get_translations().filter(locale=french).exists()


class TestBulkPublishing:
    """ "Publish" for several pages in the list of pages."""

    def publish(self, client: Client, *pages: Page, include_descendants: bool = False) -> str:
        """Publish pages that way and return what the admin says."""
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        query = "&".join(f"id={page.pk}" for page in pages)
        data = {"include_descendants": "on"} if include_descendants else {}
        response = client.post(f"{url}?{query}&next=/admin/", data, follow=True)
        return " ".join(str(message) for message in response.context["messages"])

    def test_refuses_gaps(
        self,
        admin_client: Client,
        home: HomePage,
        german_home: HomePage,
        article: ContentPage,
        german: Locale,
    ) -> None:
        """A translation with English in it stays a draft."""
        submit_for_translation(article, [german], None)
        target = article.get_translation(german)

        assert "texts are missing in All of it" in self.publish(admin_client, target)
        assert "texts are missing" in self.publish(admin_client, german_home, include_descendants=True)

        assert not ContentPage.objects.get(pk=target.pk).live

    def test_publishes_what_the_editor_shows(
        self, admin_client: Client, article: ContentPage, german_home: HomePage, german: Locale
    ) -> None:
        """Not the draft from the day on which the page was submitted."""
        submit_for_translation(article, [german], None)
        target = article.get_translation(german)
        fill(translation_into(german, article))

        assert "1 page has been published" in self.publish(admin_client, target)

        assert ContentPage.objects.get(pk=target.pk).title == "de All of it"

    def test_leaves_many_to_the_worker(
        self, admin_client: Client, home: HomePage, german_home: HomePage, german: Locale
    ) -> None:
        """All or none still, and nobody waits for the answer."""
        below = [
            publish(home.add_child(instance=ContentPage(title=f"Σελίδα {number}", slug=f"page-{number}")))
            for number in range(5)
        ]
        submit_all_below(home, german)
        for page in below[1:]:
            fill(translation_into(german, page))
        targets = [page.get_translation(german) for page in below]
        assert "texts are missing in Σελίδα 0" in self.publish(admin_client, *targets)
        assert not Job.objects.filter(action=Action.PUBLISH).exists()

        fill(translation_into(german, below[0]))
        self.publish(admin_client, *targets)

        assert not Page.objects.filter(title__startswith="de Σελίδα", live=True).exists()
        work_all()
        assert Page.objects.filter(title__startswith="de Σελίδα", live=True).count() == 5

    def test_passes_over_aliases(
        self, admin_client: Client, article: ContentPage, german_home: HomePage, german: Locale
    ) -> None:
        """A stand-in is no reason for a server error, and stays a draft."""
        alias = article.copy_for_translation(german, alias=True)

        self.publish(admin_client, german_home, include_descendants=True)

        assert not Page.objects.get(pk=alias.pk).live

    def test_leaves_other_pages_to_wagtail(self, admin_client: Client, home: HomePage) -> None:
        """Pages that nobody translates are published as ever."""
        page = home.add_child(instance=ContentPage(title="New", slug="new", live=False))
        page.save_revision()

        assert "published" in self.publish(admin_client, page)

        assert Page.objects.get(pk=page.pk).live


class TestAdminApi:
    """The addresses that the admin's scripts ask."""

    def test_publishes_complete_translations_alone(
        self, admin_client: Client, article: ContentPage, german_article: ContentPage, german: Locale
    ) -> None:
        """A gap is an error in words; without one, it is what the editor shows that is published."""
        translation = change_and_sync(article, german)
        translation.save_target(publish=False)
        public = public_row(german_article)
        url = f"/admin/api/main/pages/{german_article.pk}/action/publish/"

        answer = admin_client.post(url, {}, content_type="application/json")
        assert answer.status_code == 400
        assert answer.json() == ["1 text is not translated yet, or has an error."]
        assert public_row(german_article) == public

        fill(translation)
        assert admin_client.post(url, {}, content_type="application/json").status_code == 200
        assert ContentPage.objects.get(pk=german_article.pk).title == "de All of it, and more"

    def test_tells_translators_about_public_pages(
        self, translator_client: Client, home: HomePage, article: ContentPage
    ) -> None:
        """The editor shows which page a block leads to; what is not public stays unknown."""
        draft = home.add_child(instance=ContentPage(title="Draft", slug="draft", live=False))
        answer = translator_client.get(f"/admin/api/main/pages/{article.pk}/")
        assert answer.json()["title"] == "All of it"
        refused = translator_client.get(f"/admin/api/main/pages/{draft.pk}/", follow=True)
        assert refused.status_code == 404
        listed = translator_client.get("/admin/api/main/pages/").json()["items"]
        assert article.pk not in [item["id"] for item in listed]

    def test_publishes_other_pages_as_ever(self, admin_client: Client, home: HomePage) -> None:
        """Pages that nobody translates have their last draft published."""
        page = home.add_child(instance=ContentPage(title="New", slug="new", live=False))
        page.save_revision()
        url = f"/admin/api/main/pages/{page.pk}/action/publish/"
        admin_client.post(url, {}, content_type="application/json")
        assert Page.objects.get(pk=page.pk).live


def test_translated_page_is_not_turned_into_an_alias(
    translator_client: Client, german_article: ContentPage
) -> None:
    """The button that would put English words on the public German page says what to do instead."""
    public = row(german_article)

    response = translator_client.post(
        reverse("wagtail_localize:convert_to_alias", args=[german_article.pk]), follow=True
    )

    assert row(german_article) == public
    assert "unpublish it" in " ".join(str(message) for message in response.context["messages"])


def test_revision_of_draft_knows_who_made_it(
    article: ContentPage, german_article: ContentPage, german: Locale
) -> None:
    """The history of the page names the translator."""
    user = user_in("author")
    translation = change_and_sync(article, german)

    translation.save_target(user=user, publish=False)

    assert Revision.objects.latest("pk").user == user
