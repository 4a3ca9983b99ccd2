"""A translation that would break its page, or that nobody has read, is not published."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from coalition.member import Member
from home.models import ContentPage, HomePage
from localisation.actions.publish_pages import publish_pages, sort_out
from localisation.actions.publish_translation import publish_translation
from localisation.actions.submit_for_translation import submit_for_translation
from localisation.knowledge import text_problems
from localisation.knowledge.lengths import longest_of
from localisation.knowledge.models import UnreadSuggestion
from localisation.knowledge.suggestions import mark_read, mark_unread
from localisation.knowledge.text_problems import TextsHaveProblems, problems_in
from petition_blocks.page.models import PetitionPage

from .campaign import fill, public_row, publish, severe_in, stream, translation_into


@pytest.fixture
def translation(article: ContentPage, german_home: HomePage, german: Locale) -> Translation:
    """The German translation of an article, complete and not public yet."""
    submit_for_translation(article, [german], None)
    found = translation_into(german, article)
    fill(found)
    return found


def write(translation: Translation, source: str, text: str) -> StringTranslation:
    """Translate a text of the source in other words."""
    segment = StringSegment.objects.get(source=translation.source, string__data=source)
    written: StringTranslation = StringTranslation.objects.get(
        translation_of=segment.string, context=segment.context, locale=translation.target_locale
    )
    written.data = text
    written.save()
    return written


LINK = 'Read <a id="a1">more</a>.'


@pytest.mark.parametrize(
    ("source", "text", "said"),
    [
        (LINK, "Mehr lesen.", "1 link of the original is missing."),
        ("Act", "ت" * 201, "Too long by 1 character."),
        ("Write", "x" * 61, "Too long by 1 character."),
    ],
)
def test_what_breaks_a_page_is_not_published_and_it_is_said_why(
    translation: Translation, translator: User, source: str, text: str, said: str
) -> None:
    write(translation, source, text)
    with pytest.raises(TextsHaveProblems) as refused:
        publish_translation(translation, translator)
    told = " ".join(refused.value.messages)
    assert "1 text must be mended first." in told
    assert said in told
    assert not translation.get_target_instance().live
    write(translation, source, 'Mehr <a id="a1">lesen</a>.' if source == LINK else "Kurz")
    publish_translation(translation, translator)
    assert translation.get_target_instance().live


def test_hints_stop_nobody(translation: Translation, translator: User) -> None:
    write(translation, "Act", "Handle  15 Mal!")
    assert problems_in(translation.source, translation.target_locale)
    assert severe_in(translation) == []
    publish_translation(translation, translator)


def test_what_is_public_stays_as_it_is(translation: Translation, translator: User) -> None:
    publish_translation(translation, translator)
    public = public_row(translation.get_target_instance())
    write(translation, LINK, "Mehr lesen.")
    with pytest.raises(TextsHaveProblems):
        publish_translation(translation, translator)
    assert public_row(translation.get_target_instance()) == public


def test_no_way_of_publishing_leads_past_it(translation: Translation, translator: User) -> None:
    """Whoever publishes a translation in a script, or an app of their own, calls upstream's own method."""
    write(translation, LINK, "Mehr lesen.")
    with pytest.raises(TextsHaveProblems):
        translation.save_target(user=translator, publish=True)
    assert not translation.get_target_instance().live
    # What is in work is kept all the same.
    translation.save_target(user=translator, publish=False)


def test_the_translation_editor_tells_it(translation: Translation, translator_client: Client) -> None:
    write(translation, LINK, "Mehr lesen.")
    address = reverse("wagtailadmin_pages:edit", args=[translation.get_target_instance().pk])
    answer = translator_client.post(address, {"action": "publish"}, follow=True)
    told = " ".join(str(message) for message in answer.context["messages"])
    assert "“Read more.”: 1 link of the original is missing." in told


def test_of_many_pages_none_is_published(
    translation: Translation, german_home: HomePage, translator: User
) -> None:
    write(translation, LINK, "Mehr lesen.")
    page = translation.get_target_instance()
    with pytest.raises(TextsHaveProblems):
        publish_pages(sort_out([german_home, page], translator), translator)
    page.refresh_from_db()
    assert not page.live


def test_the_list_of_pages_tells_it(translation: Translation, translator_client: Client) -> None:
    write(translation, LINK, "Mehr lesen.")
    page = translation.get_target_instance()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = translator_client.post(f"{address}?id={page.pk}&next=/admin/", follow=True)
    told = " ".join(str(message) for message in answer.context["messages"])
    assert "Nothing was published." in told
    assert "1 link of the original is missing." in told


def test_a_suggestion_that_nobody_has_read_is_not_published(
    translation: Translation, translator: User
) -> None:
    text = StringTranslation.objects.get(data="de Act", context__object_id=translation.source.object_id)
    mark_unread(text, UnreadSuggestion.Origin.MACHINE)
    with pytest.raises(TextsHaveProblems, match="Nobody has read this suggestion"):
        publish_translation(translation, translator)
    mark_read(text, translator)
    text.refresh_from_db()
    assert (text.translation_type, text.tool_name, text.last_translated_by) == ("manual", "", translator)
    publish_translation(translation, translator)


def test_a_page_is_looked_through_with_a_handful_of_queries(
    full_page: ContentPage, german_page: ContentPage, german: Locale, django_assert_max_num_queries: Any
) -> None:
    translation = translation_into(german, full_page)
    with django_assert_max_num_queries(10):
        problems_in(translation.source, translation.target_locale)


def test_pieces_of_a_rich_text_share_its_length(
    german_home: HomePage, home: HomePage, german: Locale, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = stream(rich_text="<p>One</p><p>Two</p>")
    page = publish(home.add_child(instance=ContentPage(title="A", slug="a", body=body)))
    submit_for_translation(page, [german], None)
    translation = translation_into(german, page)
    fill(translation)
    monkeypatch.setattr(text_problems, "longest_of", lambda model, path: 20)
    write(translation, "One", "x" * 16)
    write(translation, "Two", "y" * 4)
    assert severe_in(translation) == []
    write(translation, "Two", "y" * 5)
    assert [found.text[0] for found in severe_in(translation)] == ["x"]


@pytest.mark.parametrize(
    ("model", "path", "longest"),
    [
        (ContentPage, "title", 255),
        (ContentPage, "body.heading.text", 200),
        (ContentPage, "body.key_figures.figures.item.label", 160),
        (ContentPage, "body.call_to_action.button", 60),
        (ContentPage, "body.rich_text", None),
        (ContentPage, "body.gone.text", None),
        (ContentPage, "gone", None),
        (ContentPage, "", None),
        (None, "title", None),
    ],
)
def test_fields_and_blocks_tell_how_long_a_text_may_be(
    model: type[Model] | None, path: str, longest: int | None
) -> None:
    assert longest_of(model, path) == longest


@pytest.mark.slow
def test_the_words_that_the_hub_itself_fills_in_break_nothing(
    petition_page: PetitionPage, german_home: HomePage, french: Locale, german: Locale
) -> None:
    """In every language that the hub speaks, they pass the checks that translators' words have to pass."""
    for code in ("de", "fr", "ar", "el", "pl", "bg", "fi", "tr", "es", "mt"):
        locale = Locale.objects.get_or_create(language_code=code)[0]
        submit_for_translation(petition_page, [locale], None)
        translation = translation_into(locale, petition_page)
        assert [found.problems for found in severe_in(translation)] == []


def test_a_member_is_looked_through_too(home: HomePage, german_home: HomePage, german: Locale) -> None:
    member = Member.objects.create(name="Open Squares", description="Keeps squares.", locale=home.locale)
    member.save_revision().publish()
    submit_for_translation(Member.objects.get(pk=member.pk), [german], None)
    translation = translation_into(german, member)
    fill(translation)
    assert severe_in(translation) == []
