"""Jobs in the admin: how they begin, what their page says, who may look at them."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import TranslationSource

from coalition.member import Member
from home.models import ContentPage, HomePage
from localisation.actions.submit_for_translation import submit_for_translation
from localisation.jobs import do_tasks
from localisation.jobs.models import Action, Job, Task
from localisation.roles import grant_translator

from .campaign import fill, fill_and_publish, publish, row, translation_into, user_in
from .test_jobs import work_all

TITLE = "الميدان للجميع"


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody signs meanwhile."""
    monkeypatch.setattr(do_tasks, "PAUSE_SECONDS", 0)


@pytest.fixture
def arabic_page(home: HomePage) -> ContentPage:
    """A public page whose title isn't in our letters."""
    page: ContentPage = publish(home.add_child(instance=ContentPage(title=TITLE, slug="square")))
    return page


def messages_of(response: Any) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def page_of(client: Client, job: Job) -> str:
    """Return what the page of a job says."""
    return client.get(reverse("localisation_job", args=[job.pk])).content.decode()


class TestSubmitting:
    """The form that submits one page or snippet."""

    def submit(self, client: Client, page: Page, *locales: Locale, **more: str) -> Any:
        url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        return client.post(url, {"locales": [locale.pk for locale in locales], **more})

    def test_one_page_into_one_language_leads_to_its_editor_at_once(
        self, translator_client: Client, arabic_page: ContentPage, german: Locale
    ) -> None:
        response = self.submit(translator_client, arabic_page, german)
        target = arabic_page.get_translation(german)
        assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[target.pk])
        assert not Job.objects.exists()

    def test_more_is_the_workers(
        self, admin_client: Client, home: HomePage, arabic_page: ContentPage, german: Locale, french: Locale
    ) -> None:
        """The answer comes at once and leads to the page that tells how far it has come."""
        response = self.submit(admin_client, home, german, french, include_subtree="on")
        job = Job.objects.get()
        assert response["Location"] == reverse("localisation_job", args=[job.pk])
        assert not Page.objects.filter(locale=german).exists()
        assert "0 of 4 done" in page_of(admin_client, job)
        work_all()
        assert "4 of 4 done" in page_of(admin_client, job)
        assert arabic_page.get_translation(french).title == TITLE

    def test_no_query_more_for_each_page(
        self,
        admin_client: Client,
        home: HomePage,
        arabic_page: ContentPage,
        german: Locale,
        french: Locale,
        django_assert_max_num_queries: Any,
    ) -> None:
        """The request only writes down what is to be done."""
        for number in range(8):
            home.add_child(instance=ContentPage(title=f"{TITLE} {number}", slug=f"page-{number}"))
        with django_assert_max_num_queries(60):
            self.submit(admin_client, home, german, french, include_subtree="on")
        assert Task.objects.count() == 20

    def test_a_draft_that_one_may_not_read_is_not_handed_out(
        self, translator_client: Client, home: HomePage, german: Locale
    ) -> None:
        """Its words would be in the translation's editor, and in its PO file."""
        secret = home.add_child(instance=ContentPage(title="Secret", slug="secret", live=False))
        url = reverse("wagtail_localize:submit_page_translation", args=[secret.pk])
        assert "Secret" not in translator_client.get(url, follow=True).content.decode()
        self.submit(translator_client, secret, german)
        assert not secret.has_translation(german)


class TestBringingInChanges:
    """The form that syncs the translations of one page or snippet."""

    def sync(self, client: Client, instance: Any, **more: str) -> Any:
        source = TranslationSource.objects.get(object_id=instance.translation_key)
        url = reverse("wagtail_localize:update_translations", args=[source.pk])
        return client.post(url, {"next": "/admin/", **more})

    def test_one_language_is_done_at_once(
        self, admin_client: Client, article: ContentPage, german_article: ContentPage, german: Locale
    ) -> None:
        article.title = TITLE
        publish(article)
        self.sync(admin_client, article)
        texts = translation_into(german, article).source.stringsegment_set
        assert texts.get(context__path="title").string.data == TITLE
        assert not Job.objects.exists()

    def test_several_are_the_workers(
        self,
        admin_client: Client,
        article: ContentPage,
        german_article: ContentPage,
        german: Locale,
        french: Locale,
    ) -> None:
        submit_for_translation(article, [french], None)
        fill(translation_into(french, article))
        response = self.sync(admin_client, article, publish_translations="on")
        job = Job.objects.get()
        assert response["Location"] == reverse("localisation_job", args=[job.pk])
        assert job.action == Action.SYNC_AND_PUBLISH
        work_all()
        assert article.get_translation(french).live

    def test_a_translator_brings_them_into_their_own_language_alone(
        self, translator_client: Client, article: ContentPage, german_article: ContentPage, french: Locale
    ) -> None:
        """What is public in French, and what waits there, is the French translators' business."""
        submit_for_translation(article, [french], None)
        french_article = fill_and_publish(translation_into(french, article))
        before = row(french_article)
        self.sync(translator_client, article, publish_translations="on")
        assert row(french_article) == before
        assert not Job.objects.exists()


class TestChoosing:
    """The page that asks what is to be done with several objects, which the desk leads to."""

    def address(self, *objects: Any, **more: str) -> str:
        names = [f"{each._meta.label_lower}:{each.pk}" for each in objects]
        pages = ",".join(str(each.pk) for each in objects if isinstance(each, Page))
        if pages:
            others = [each for each in objects if not isinstance(each, Page)]
            names = [f"wagtailcore.page:{pages}"]
            names += [f"{each._meta.label_lower}:{each.pk}" for each in others]
        query = "&".join([*(f"object={name}" for name in names), *(f"{k}={v}" for k, v in more.items())])
        return f"{reverse('localisation_jobs_start')}?{query}"

    def test_it_is_filled_in_by_the_address_and_begins_what_is_sent(
        self, translator_client: Client, home: HomePage, article: ContentPage, arabic_page: ContentPage
    ) -> None:
        member = Member.objects.create(name="Ανοιχτές πλατείες", description="Squares.", locale=home.locale)
        member.save_revision().publish()
        url = self.address(article, arabic_page, member, locale="de", action="start")
        page = translator_client.get(url)
        shown = page.content.decode()
        for title in ("All of it", TITLE, "Ανοιχτές πλατείες"):
            assert title in shown
        form = page.context["form"]
        assert form["locales"].value() == ["de"]
        assert form["action"].value() == "start"

        response = translator_client.post(
            reverse("localisation_jobs_start"),
            {"object": page.context["names"], "locales": ["de"], "action": "start"},
        )

        job = Job.objects.get()
        assert response["Location"] == reverse("localisation_job", args=[job.pk])
        assert job.tasks.count() == 3
        work_all()
        assert job.progress.done == 3

    def test_nothing_begins_by_looking_or_without_a_language(
        self, admin_client: Client, article: ContentPage, german: Locale
    ) -> None:
        url = self.address(article, locale="de", action="start")
        admin_client.get(url)
        response = admin_client.post(url, {"action": "start"})
        assert "Choose one language at least." in response.content.decode()
        assert not Job.objects.exists()

    def test_other_languages_and_what_one_may_not_read_are_not_offered(
        self, translator_client: Client, home: HomePage, article: ContentPage, french: Locale
    ) -> None:
        secret = home.add_child(instance=ContentPage(title="Secret", slug="secret", live=False))
        shown = translator_client.get(self.address(article, secret))
        assert "Secret" not in shown.content.decode()
        assert [str(choice) for _value, choice in shown.context["form"].fields["locales"].choices] == [
            "German"
        ]
        translator_client.post(
            self.address(article),
            {"object": [f"wagtailcore.page:{article.pk}"], "locales": ["fr"], "action": "start"},
        )
        assert not Job.objects.exists()

    @pytest.mark.parametrize(
        "query", ["", "object=", "object=nothing:1", "object=auth.user:1", "object=wagtailcore.page:x,999999"]
    )
    def test_an_address_that_names_nothing_says_so(
        self, query: str, admin_client: Client, home: HomePage
    ) -> None:
        response = admin_client.get(f"{reverse('localisation_jobs_start')}?{query}")
        assert "Nothing is chosen" in response.content.decode()

    def test_what_is_all_there_is_told(
        self, admin_client: Client, article: ContentPage, german_article: ContentPage
    ) -> None:
        response = admin_client.post(
            self.address(article), {"locales": ["de"], "action": "start"}, follow=True
        )
        assert "There is nothing to do" in messages_of(response)


class TestListsOfPages:
    """Several pages ticked in a list of pages."""

    def press(self, client: Client, action: str, *pages: Page, **data: Any) -> Any:
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        query = "&".join(f"id={page.pk}" for page in pages)
        return client.post(f"{url}?{query}&next=/admin/", data)

    def test_they_are_translated_and_published_as_jobs(
        self,
        admin_client: Client,
        home: HomePage,
        article: ContentPage,
        arabic_page: ContentPage,
        german: Locale,
    ) -> None:
        response = self.press(admin_client, "translate", home, locales=["de"], include_subtree="on")
        started = Job.objects.get()
        assert response["Location"] == reverse("localisation_job", args=[started.pk])
        work_all()
        for page in (home, article, arabic_page):
            fill(translation_into(german, page))
        self.press(admin_client, "publish_translations", home, article, arabic_page, locales=["de"])
        assert Job.objects.count() == 2
        work_all()
        assert Page.objects.filter(locale=german, live=True).count() == 3

    def test_the_question_says_which_pages_and_offers_own_languages(
        self, translator_client: Client, article: ContentPage, french: Locale
    ) -> None:
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "translate"])
        response = translator_client.get(f"{url}?id={article.pk}&next=/admin/")
        assert "All of it" in response.content.decode()
        assert [str(choice) for _value, choice in response.context["form"].fields["locales"].choices] == [
            "German"
        ]

    def test_who_translates_nothing_gets_nothing_done(
        self, client: Client, article: ContentPage, german: Locale
    ) -> None:
        user = user_in("editors")
        grant_translator(user.groups.get(), article.locale)
        user.groups.get().permissions.filter(codename="submit_translation").delete()
        client.force_login(user)
        self.press(client, "translate", article, locales=["de"])
        assert not Job.objects.exists()


class TestThePageOfAJob:
    """How far it has come, for whoever has asked."""

    @pytest.fixture
    def job(self, translator: User, translator_client: Client, home: HomePage, article: ContentPage) -> Job:
        """A job of the translator's with two tasks."""
        page = publish(home.add_child(instance=ContentPage(title=TITLE, slug="square")))
        translator_client.post(
            reverse("localisation_jobs_start"),
            {"object": [f"wagtailcore.page:{article.pk},{page.pk}"], "locales": ["de"], "action": "start"},
        )
        return Job.objects.get()

    def test_it_loads_itself_without_javascript_until_it_has_ended(
        self, job: Job, translator_client: Client
    ) -> None:
        shown = page_of(translator_client, job)
        assert '<noscript><meta http-equiv="refresh"' in shown
        assert 'max="2" value="0"' in shown
        work_all()
        shown = page_of(translator_client, job)
        assert 'http-equiv="refresh"' not in shown
        assert 'max="2" value="2"' in shown
        assert "It has ended." in shown

    def test_what_failed_is_named_with_the_reason_and_can_be_tried_again(
        self, job: Job, translator_client: Client, german: Locale, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        page = Page.objects.get(title=TITLE)
        page.delete()
        work_all()
        shown = page_of(translator_client, job)
        assert TITLE in shown
        assert "It has been deleted meanwhile." in shown
        assert "1 of 2 done, 1 could not be done" in shown
        assert "Try those again" in shown
        response = translator_client.post(reverse("localisation_job_retry", args=[job.pk]))
        assert response["Location"] == reverse("localisation_job", args=[job.pk])
        assert job.tasks.get(state=Task.State.WAITING).title == TITLE

    def test_it_can_be_stopped(self, job: Job, translator_client: Client) -> None:
        translator_client.post(reverse("localisation_job_stop", args=[job.pk]))
        assert work_all() == 0
        assert "It was stopped." in page_of(translator_client, job)

    def test_it_is_listed(self, job: Job, translator_client: Client) -> None:
        shown = translator_client.get(reverse("localisation_jobs")).content.decode()
        assert "“All of it” and 1 more, 1 language" in shown
        assert "0 of 2 done" in shown
        assert reverse("localisation_job", args=[job.pk]) in shown
        assert reverse("localisation_jobs") in translator_client.get("/admin/").content.decode()

    def test_others_neither_see_nor_stop_it(self, job: Job, client: Client, german: Locale) -> None:
        """An administrator does."""
        other = user_in("other")
        grant_translator(other.groups.get(), german)
        client.force_login(other)
        assert client.get(reverse("localisation_job", args=[job.pk])).status_code == 404
        assert client.post(reverse("localisation_job_stop", args=[job.pk])).status_code == 404
        assert client.post(reverse("localisation_job_retry", args=[job.pk])).status_code == 404
        assert (
            reverse("localisation_job", args=[job.pk])
            not in client.get(reverse("localisation_jobs")).content.decode()
        )
        job.refresh_from_db()
        assert job.stopped_at is None

    def test_an_administrator_sees_it(self, job: Job, admin_client: Client) -> None:
        assert "0 of 2 done" in page_of(admin_client, job)

    def test_only_translators_are_answered(self, job: Job, client: Client) -> None:
        client.force_login(user_in("nobody"))
        for name, arguments in [
            ("localisation_jobs", []),
            ("localisation_jobs_start", []),
            ("localisation_job", [job.pk]),
        ]:
            assert client.get(reverse(name, args=arguments)).status_code in (302, 403, 404)

    def test_a_link_does_not_stop_or_retry(self, job: Job, translator_client: Client) -> None:
        for name in ("localisation_job_stop", "localisation_job_retry"):
            assert translator_client.get(reverse(name, args=[job.pk])).status_code == 405
