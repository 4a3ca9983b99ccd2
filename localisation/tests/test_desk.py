"""A translator finds what there is to do, and the way to each step."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation

from coalition.member import Member
from home.models import ContentPage, HomePage
from localisation.actions.submit_for_translation import submit_for_translation
from localisation.desk import Task, desk_for

from .campaign import fill, fill_and_publish, publish, translation_into


def by_title(tasks: list[Task]) -> dict[str, Task]:
    """Return tasks by title."""
    return {task.title: task for task in tasks}


def test_follows_a_page_from_start_to_end(
    translator_client: Client, article: ContentPage, home: HomePage, german: Locale
) -> None:
    """To translate, to finish, to publish, done, changed, done again; each with a link that works."""
    page = home.add_child(instance=ContentPage(title="New", slug="new", introduction="Hello"))
    page = publish(page)

    def step(title: str, group: str) -> Task:
        url = reverse("localisation_desk")
        response = translator_client.get(url)
        (desk,) = response.context["desks"]
        task: Task = by_title(getattr(desk, group))[title]
        assert task.url.replace("&", "&amp;") in response.content.decode()
        assert translator_client.get(task.url).status_code == 200
        return task

    assert step("New", "to_start").state == "in English"
    submit_for_translation(page, [german], None)
    assert step("New", "to_finish").state == "2 texts to translate"
    translation = translation_into(german, page)
    fill(translation)
    assert step("New", "to_finish").state == "translated, not public yet"
    translation.save_target(publish=True)
    assert step("de New", "done").state == "public"

    page.introduction = "Hello again"
    page = publish(page)
    task = step("de New", "to_finish")
    assert task.state == "public; the original has changed"
    translator_client.post(task.sync_url)
    assert step("de New", "to_finish").state == "1 text to translate"
    fill_and_publish(translation)
    assert step("de New", "done").sync_url == ""

    text = StringTranslation.objects.get(context__path="introduction", translation_of__data="Hello again")
    text.data = "Hallo noch mal"
    text.save()
    assert step("de New", "to_finish").state == "translated, not public yet"


def test_offers_what_is_public_and_once(
    home: HomePage, full_page: ContentPage, german_home: HomePage, german: Locale, french: Locale
) -> None:
    """Drafts and stand-ins are no work yet; what exists in two languages is offered once."""
    home.add_child(instance=ContentPage(title="Draft", slug="draft", live=False))
    full_page.copy_for_translation(german, alias=True)

    german_tasks = by_title(desk_for(german).to_start)
    assert set(german_tasks) == {"Unwatched", "All of it", "Open Squares"}
    assert german_tasks["Open Squares"].kind == str(Member._meta.verbose_name)

    french_titles = [task.title for task in desk_for(french).to_start]
    assert french_titles.count("Our faces are ours") == 1
    assert "de Our faces are ours" not in french_titles


@pytest.mark.slow
def test_stays_quick(
    home: HomePage, article: ContentPage, german_article: ContentPage, german: Locale
) -> None:
    """More pages take no more queries."""

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            desk_for(german)
        return len(queries)

    count()  # what is looked up once a process
    before = count()
    for number in range(4):
        page = publish(home.add_child(instance=ContentPage(title=f"Page {number}", slug=f"page-{number}")))
        if number % 2:
            submit_for_translation(page, [german], None)
    assert count() <= before


def test_is_for_translators(admin_client: Client, client: Client, translator: User, home: HomePage) -> None:
    """Shown in the menu to those who may submit, refused to others."""
    url = reverse("localisation_desk")
    client.force_login(translator)
    assert url in client.get("/admin/").content.decode()
    translator.groups.get().permissions.filter(codename="submit_translation").delete()
    client.force_login(User.objects.get(pk=translator.pk))
    assert url not in client.get("/admin/").content.decode()
    assert client.get(url).status_code == 302
    assert admin_client.get(url).status_code == 200


def test_a_language_that_nobody_asked_for_comes_last(admin_client: Client, home: HomePage) -> None:
    """A campaign in Polish, to be put into Ukrainian, doesn't begin with the hub's own English."""

    def languages() -> list[str]:
        desks = admin_client.get(reverse("localisation_desk")).context["desks"]
        return [desk.locale.language_code for desk in desks]

    for code in ("pl", "uk"):
        Locale.objects.create(language_code=code)
    assert languages() == ["en", "pl", "uk"]
    HomePage.objects.update(locale=Locale.objects.get(language_code="pl"))
    assert languages() == ["pl", "uk", "en"]
    submit_for_translation(HomePage.objects.get(), [home.locale], None)
    assert languages() == ["en", "pl", "uk"]
