"""A machine may suggest what a person then reads; nothing is sent anywhere, and nothing is on by itself."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django.fixtures import Settings
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation

from home.models import ContentPage, HomePage
from localisation.actions.submit_for_translation import submit_for_translation
from localisation.knowledge import ctranslate2_engine, machine
from localisation.knowledge.machine import suggestion
from localisation.knowledge.models import UnreadSuggestion
from localisation.knowledge.suggestions import suggest
from localisation.knowledge.text_problems import UNREAD

from .campaign import fill, severe_in, translation_into
from .tiny_model import WORD, make_model

GERMAN = {"Read": "Lies", "more": "mehr", "Read more": "Lies mehr", "Dear %(name)s": "Hallo Name"}


class TinyEngine:
    """Knows a few words of German, and says all else backwards."""

    name = "Tiny"

    def translate(self, texts: list[str], source: str, target: str) -> list[str] | None:
        """Return the texts in German."""
        return [GERMAN.get(text, text[::-1]) for text in texts] if (source, target) == ("en", "de") else None


@pytest.fixture
def tiny_engine(settings: Settings) -> Iterator[None]:
    """A hub whose operator has chosen an engine."""
    settings.TRANSLATION_ENGINE = f"{__name__}.TinyEngine"
    sys.modules.setdefault(__name__, sys.modules[TinyEngine.__module__])
    machine._engine.cache_clear()
    yield
    machine._engine.cache_clear()


def test_a_hub_begins_without_a_machine(home: HomePage, german: Locale) -> None:
    assert machine.engine() is None
    assert suggestion("Read more", home.locale, german) is None


@pytest.mark.parametrize(
    ("text", "suggested"),
    [
        ("Read more", "Lies mehr"),
        ('Read <a id="a1">more</a>', 'Lies <a id="a1">mehr</a>'),
        ("Read <b>more</b> ", "Lies <b>mehr</b> "),
        ("a &lt; b", "b &lt; a"),
        ("الساحة", "ةحاسلا"),
        ("", None),
        ("15", None),
        ("<br>", None),
        ("Dear %(name)s", None),
    ],
)
def test_texts_are_suggested_with_their_links_and_never_without_a_placeholder(
    tiny_engine: None, home: HomePage, german: Locale, text: str, suggested: str | None
) -> None:
    assert suggestion(text, home.locale, german) == suggested


def test_a_language_that_the_machine_does_not_know_gets_nothing(
    tiny_engine: None, home: HomePage, french: Locale
) -> None:
    assert suggestion("Read more", home.locale, french) is None


def test_a_suggestion_is_never_public_unread(
    tiny_engine: None, home: HomePage, german_home: HomePage, article: ContentPage, german: Locale
) -> None:
    submit_for_translation(article, [german], None)
    translation = translation_into(german, article)
    segment = StringSegment.objects.get(source=translation.source, string__data="Act")
    text = suggestion(segment.string.data, home.locale, german)
    assert text is not None
    assert suggest(segment, german, text, UnreadSuggestion.Origin.MACHINE)
    fill(translation)
    assert [found.problems for found in severe_in(translation)] == [[UNREAD]]
    assert not suggest(segment, german, "something else", UnreadSuggestion.Origin.MACHINE)
    written = StringTranslation.objects.get(translation_of=segment.string, locale=german)
    assert written.data == text
    assert written.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE


def test_what_wagtail_localizes_own_machine_writes_is_unread_too(
    settings: Settings, german_home: HomePage, article: ContentPage, german: Locale
) -> None:
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "wagtail_localize.machine_translators.dummy.DummyTranslator"
    }
    submit_for_translation(article, [german], None)
    translation = translation_into(german, article)
    segment = StringSegment.objects.get(source=translation.source, string__data="Act")
    StringTranslation.objects.create(
        translation_of=segment.string,
        context=segment.context,
        locale=german,
        data="tcA",
        translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
        tool_name="Dummy translator",
    )
    fill(translation)
    assert [found.problems[0] for found in severe_in(translation)] == [UNREAD]


# The engine with files of the operator's


def test_an_engine_without_a_folder_is_said(settings: Settings) -> None:
    settings.TRANSLATION_MODELS = ""
    with pytest.raises(ImproperlyConfigured, match="TRANSLATION_MODELS"):
        ctranslate2_engine.CTranslate2Engine().translate(["Hello"], "en", "de")


def test_a_pair_without_a_model_is_none(settings: Settings, tmp_path: Path) -> None:
    settings.TRANSLATION_MODELS = str(tmp_path)
    assert ctranslate2_engine.CTranslate2Engine().translate(["Hello"], "en", "de") is None


@pytest.fixture
def local_model(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    """A folder with a model for English and German."""
    settings.TRANSLATION_ENGINE = "localisation.knowledge.ctranslate2_engine.CTranslate2Engine"
    settings.TRANSLATION_MODELS = str(tmp_path)
    make_model(tmp_path / "en-de")
    machine._engine.cache_clear()
    yield tmp_path
    machine._engine.cache_clear()
    ctranslate2_engine._loaded.cache_clear()


def test_the_operators_own_model_suggests_sentence_by_sentence(
    local_model: Path, home: HomePage, german: Locale, french: Locale
) -> None:
    assert suggestion("Read more", home.locale, german) == WORD
    assert suggestion("Read more. Squares for all!", home.locale, german) == f"{WORD} {WORD}"
    assert suggestion('Read <a id="a1">more</a>', home.locale, german) == f'{WORD} <a id="a1">{WORD}</a>'
    assert suggestion("Read more", home.locale, french) is None


def test_a_model_may_stand_in_a_folder_of_its_own(local_model: Path, home: HomePage, german: Locale) -> None:
    model = local_model / "en-de"
    (model / "model").mkdir()
    for file in model.iterdir():
        if file.is_file() and file.suffix != ".spm":
            file.rename(model / "model" / file.name)
    (model / "source.spm").rename(model / "sentencepiece.model")
    assert suggestion("Read more", home.locale, german) == WORD
