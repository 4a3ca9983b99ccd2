"""What has been said before is offered again, to those who may read it."""

import json
import random
import time
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction
from wagtail_localize.models import String, StringTranslation, TranslationContext
from wagtail_localize.strings import StringValue

from home.models import ContentPage, HomePage
from localisation.actions.bring_in_changes import bring_in_changes
from localisation.actions.publish_translation import publish_translation
from localisation.actions.submit_for_translation import submit_for_translation
from localisation.completeness import missing_texts
from localisation.knowledge.memory import Match, matches, with_known_links
from localisation.knowledge.models import RememberedText, UnreadSuggestion
from localisation.knowledge.remembering import remember_older_texts, similar_texts
from localisation.knowledge.suggestions import mark_read
from localisation.knowledge.text_problems import TextsHaveProblems

from .campaign import fill, fill_and_publish, publish, stream, translation_into


def titles(found: list[Match]) -> list[str]:
    """Return what is offered."""
    return [match.translation for match in found]


def learn(locale: Locale, *texts: str) -> dict[int, str]:
    """Let the memory know some texts, and return them by primary key."""
    return {String.from_value(locale, StringValue.from_plaintext(text)).pk: text for text in texts}


def unsaved(locale: Locale, text: str) -> String:
    """Return a text that no signal will tell of."""
    return String(locale=locale, data=text, data_hash=String._get_data_hash(text))


def most_similar(locale: Locale, known: dict[int, str], text: str) -> list[tuple[str, int]]:
    """Return the known texts that resemble a text, with how much, the most similar first."""
    found = similar_texts(StringValue.from_plaintext(text).data, locale)
    return sorted(((known[pk], percent) for pk, percent in found.items()), key=lambda entry: -entry[1])


# What is similar


@pytest.mark.parametrize(
    ("known", "text"),
    [
        ("A square is for everyone", "A square is for everybody here"),
        ("الساحة للجميع في كل مدينة", "الساحة للجميع في كل قرية"),
        ("السَّاحَةُ لِلْجَمِيعِ", "الساحة للجميع"),
        ("Η πλατεία είναι για όλους", "Η ΠΛΑΤΕΊΑ ΕΊΝΑΙ ΓΙΑ ΌΛΟΥΣ ΜΑΣ"),
        ("广场属于每一个人", "广场属于每个人"),
        ("広場はみんなのものです", "広場はみんなのものだ"),
        ("จัตุรัสเป็นของทุกคน", "จัตุรัสเป็นของเราทุกคน"),
        ("Плошта је за свакога", "Плошта је за све нас"),
        ("הכיכר שייכת לכולם", "הכיכר שייכת לכולנו"),
    ],
)
@pytest.mark.both
def test_texts_are_compared_by_letters_in_any_script(german: Locale, known: str, text: str) -> None:
    texts = learn(german, known, "Etwas ganz anderes", "完全不同的东西在这里", "شيء مختلف تماما هنا")
    found = most_similar(german, texts, text)
    assert [similar for similar, _percent in found] == [known]
    assert 70 <= found[0][1] < 100


@pytest.mark.both
def test_only_the_very_same_text_has_a_hundred(german: Locale) -> None:
    texts = learn(german, "Platz für alle", "platz für alle")
    assert most_similar(german, texts, "Platz für alle") == [("Platz für alle", 100), ("platz für alle", 99)]


def test_texts_of_another_language_are_not_found(german: Locale, french: Locale) -> None:
    learn(french, "Petition")
    assert similar_texts("Petition", german) == {}


@pytest.mark.both
def test_texts_that_came_without_a_signal_are_learnt_by_the_worker(german: Locale) -> None:
    text = "Vom Sicherungsband"
    String.objects.bulk_create([unsaved(german, text)])
    assert similar_texts(text, german) == {}
    assert remember_older_texts() == 1
    assert list(similar_texts(text, german).values()) == [100]
    assert remember_older_texts() == 0


@pytest.mark.both
def test_a_text_is_learnt_once(german: Locale) -> None:
    learn(german, "Einmal", "Einmal")
    assert RememberedText.objects.filter(text__locale=german).count() == 1


@pytest.mark.both
@pytest.mark.parametrize("text", ["", " ", "<br>", "!", "1"])
def test_texts_of_next_to_nothing_do_no_harm(german: Locale, text: str) -> None:
    learn(german, "!", "1", "x")
    similar_texts(text, german)


# What may be read


@pytest.fixture
def other_article(home: HomePage) -> ContentPage:
    """Another public English page that says nearly the same."""
    page: ContentPage = home.add_child(instance=ContentPage(title="All of this", slug="all-of-this"))
    return publish(page)


def offered(text: str, home: HomePage, german: Locale, **more: Any) -> list[Match]:
    return matches(text, home.locale, german, **more)


def test_the_same_and_nearly_the_same_are_offered(
    home: HomePage, german: Locale, german_article: ContentPage
) -> None:
    assert offered("All of it", home, german)[0] == Match("All of it", "de All of it", 100, "de All of it")
    near = offered("All of this", home, german)
    assert titles(near) == ["de All of it"]
    assert 70 <= near[0].similarity < 100


def test_the_text_in_hand_is_no_match_for_itself(
    home: HomePage, german: Locale, german_article: ContentPage
) -> None:
    text = StringTranslation.objects.get(data="de All of it", context__path="title")
    assert offered("All of it", home, german, leave_out=text) == []


def test_what_was_never_published_stays_on_its_page(
    home: HomePage, german: Locale, german_home: HomePage, article: ContentPage
) -> None:
    submit_for_translation(article, [german], None)
    fill(translation_into(german, article))
    assert offered("All of it", home, german) == []
    assert titles(offered("All of it", home, german, within=article.translation_key)) == ["de All of it"]


def test_what_was_changed_since_it_was_public_stays_on_its_page(
    home: HomePage, german: Locale, german_article: ContentPage
) -> None:
    text = StringTranslation.objects.get(data="de All of it", context__path="title")
    text.data = "Geheime neue Überschrift"
    text.save()
    assert offered("All of it", home, german) == []
    publish(ContentPage.objects.get(pk=german_article.pk))
    assert titles(offered("All of it", home, german)) == ["Geheime neue Überschrift"]


def test_what_was_public_once_is_remembered(
    home: HomePage, german: Locale, german_article: ContentPage
) -> None:
    german_article.unpublish()
    assert titles(offered("All of it", home, german)) == ["de All of it"]


def test_a_source_that_was_never_public_is_not_shown(
    home: HomePage, german: Locale, article: ContentPage, german_article: ContentPage
) -> None:
    ContentPage.objects.filter(pk=article.pk).update(first_published_at=None, live=False)
    assert offered("All of it", home, german) == []


@pytest.mark.parametrize("restricted", ["article", "german_home"])
def test_what_stands_behind_a_password_is_shown_nowhere_else(
    home: HomePage,
    german: Locale,
    german_article: ContentPage,
    restricted: str,
    request: pytest.FixtureRequest,
) -> None:
    page = request.getfixturevalue(restricted)
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="secret"
    )
    assert offered("All of it", home, german) == []


def test_texts_with_an_error_are_not_offered(
    home: HomePage, german: Locale, german_article: ContentPage
) -> None:
    StringTranslation.objects.filter(data="de All of it").update(has_error=True)
    assert offered("All of it", home, german) == []


@pytest.mark.both
def test_at_most_five_are_offered_and_each_once(
    home: HomePage, german: Locale, german_article: ContentPage
) -> None:
    string = String.objects.get(data="All of it", locale=home.locale)
    for number in range(12):
        context = TranslationContext.objects.create(
            object_id=german_article.translation_key, path=f"body.{number}", field_path="body.heading.text"
        )
        StringTranslation.objects.create(
            translation_of=string,
            locale=german,
            context=context,
            data=f"Alles {number % 8}",
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        )
    publish(ContentPage.objects.get(pk=german_article.pk))
    found = titles(offered("All of it", home, german))
    assert len(found) == len(set(found)) == 5


def test_links_that_the_new_text_lacks_are_taken_out() -> None:
    text = 'Lies <a id="a1">mehr</a> und <a id="a2">noch <b>mehr</b></a>.'
    assert with_known_links(text, {"a1"}) == 'Lies <a id="a1">mehr</a> und noch <b>mehr</b>.'


def test_an_answer_takes_a_handful_of_queries(
    home: HomePage, german: Locale, german_article: ContentPage
) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        offered("All of it", home, german)
    assert len(queries) <= 8


# Copies


@pytest.mark.both
def test_a_copied_page_has_its_texts_waiting_to_be_read(
    home: HomePage, german: Locale, article: ContentPage, german_article: ContentPage, translator: User
) -> None:
    copy = publish(article.copy(update_attrs={"slug": "copy", "title": "A copy"}))
    submit_for_translation(copy, [german], translator)
    translation = translation_into(german, copy)
    assert list(missing_texts(translation.source, german).values_list("string__data", flat=True)) == [
        "A copy"
    ]
    fill(translation)
    with pytest.raises(TextsHaveProblems):
        publish_translation(translation, translator)
    for suggestion in UnreadSuggestion.objects.select_related("translation"):
        assert suggestion.origin == UnreadSuggestion.Origin.MEMORY
        mark_read(suggestion.translation, translator)
    publish_translation(translation, translator)
    german_copy = ContentPage.objects.get(translation_key=copy.translation_key, locale=german)
    assert german_copy.live
    assert german_copy.body[0].value.source.startswith("<p>de Read")


def test_a_copied_block_has_its_texts_waiting_to_be_read(
    home: HomePage, german: Locale, german_home: HomePage, translator: User
) -> None:
    page = publish(
        home.add_child(
            instance=ContentPage(
                title="One", slug="one", body=stream(heading={"text": "Open squares", "level": "2"})
            )
        )
    )
    submit_for_translation(page, [german], translator)
    fill_and_publish(translation_into(german, page))
    copied = json.loads(stream(heading={"text": "Open squares", "level": "2"}))
    page.body = json.dumps([*page.body.raw_data, *copied])
    page = publish(page)
    translation = translation_into(german, page)
    bring_in_changes(translation.source, translator)
    assert not missing_texts(translation.source, german).exists()
    assert UnreadSuggestion.objects.get().translation.data == "de Open squares"


def test_saving_a_suggestion_in_the_editor_is_reading_it(
    home: HomePage, german: Locale, article: ContentPage, german_article: ContentPage
) -> None:
    copy = publish(article.copy(update_attrs={"slug": "copy", "title": "A copy"}))
    submit_for_translation(copy, [german], None)
    text = UnreadSuggestion.objects.order_by("pk")[0].translation
    StringTranslation.objects.update_or_create(
        pk=text.pk,
        defaults={"data": text.data, "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL},
    )
    assert not UnreadSuggestion.objects.filter(translation=text).exists()


def test_what_nobody_has_read_is_no_match(
    home: HomePage, german: Locale, article: ContentPage, german_article: ContentPage
) -> None:
    copy = publish(article.copy(update_attrs={"slug": "copy", "title": "A copy"}))
    submit_for_translation(copy, [german], None)
    before = len(offered("Act", home, german, within=copy.translation_key))
    StringTranslation.objects.filter(context__object_id=copy.translation_key, data="de Act").update(
        data="Unsinn"
    )
    assert len(offered("Act", home, german, within=copy.translation_key)) == before
    assert "Unsinn" not in titles(offered("Act", home, german, within=copy.translation_key))


# Time


@pytest.mark.full
def test_fifty_thousand_texts_are_searched_in_a_moment(
    home: HomePage, german: Locale, german_article: ContentPage
) -> None:
    drawn = random.Random(1)
    syllables = [first + second for first in "bdfgklmnprstvwz" for second in ("a", "e", "i", "o", "un")]
    words = ["".join(drawn.choices(syllables, k=drawn.randint(1, 4))) for _number in range(4000)]
    texts = {" ".join(drawn.choices(words, k=drawn.randint(3, 25))) for _number in range(50_000)}
    String.objects.bulk_create([unsaved(home.locale, text) for text in texts], batch_size=2000)
    if connection.vendor == "postgresql":
        # It looks by itself how many rows there are, but not within a transaction: the end of the test, which
        # checks each row's references, took twenty minutes.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    remember_older_texts(100_000)
    strings = list(String.objects.filter(locale=home.locale, data__in=sorted(texts)[:200]))
    context = TranslationContext.objects.filter(object_id=german_article.translation_key).first()
    StringTranslation.objects.bulk_create(
        [
            StringTranslation(
                translation_of=string, locale=german, context=context, data="x", updated_at=timezone.now()
            )
            for string in strings
        ],
        ignore_conflicts=True,
    )
    times = []
    for string in strings[:20]:
        begun = time.perf_counter()
        offered(f"{string.data} today", home, german)
        times.append(time.perf_counter() - begun)
    assert sorted(times)[10] < 0.1
