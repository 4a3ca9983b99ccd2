"""Where the hub has no words in a language, its English ones are said to be English."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.template import Context, Template
from django.utils.translation import gettext_lazy, override

from editorial.interface_words import in_force

ENGLISH = '<span lang="en" dir="ltr">{}</span>'
TEMPLATE_TAG = re.compile(r"{%-?\s*(.*?)\s*-?%}|{{.*?}}|{#.*?#}", re.DOTALL)
START_OR_END = re.compile(r"<(/?)([a-z][\w-]*)|>", re.IGNORECASE)
NOT_PUBLIC = re.compile(r"/templates/(wagtail|localisation/)|/(admin|widgets|mails)/")
WITHOUT_MARKUP = {"title", "desc", "option", "textarea", "script", "style"}


def shown(template: str, language: str = "he", **context: Any) -> str:
    """Return what a template makes in a language."""
    with override(language):
        return Template(f"{{% load marked_words %}}{template}").render(Context(context)).strip()


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ('{% translate "Your name" %}', ENGLISH.format("Your name")),
        ('{% translate "Sign" context "the petition" %}', ENGLISH.format("Sign")),
        (
            '{% blocktranslate with name="נועה" %}Asked by {{ name }}{% endblocktranslate %}',
            ENGLISH.format("Asked by נועה"),
        ),
        (
            "{% blocktranslate count days=7 %}{{ days }} day"
            "{% plural %}{{ days }} days{% endblocktranslate %}",
            ENGLISH.format("7 days"),
        ),
        # What one reads together is marked together, or each piece would begin at the right anew.
        (
            '{% words %}{% translate "Your name" %} <b>{% translate "Sealed" %}</b>{% endwords %}',
            ENGLISH.format("Your name <b>Sealed</b>"),
        ),
    ],
)
def test_english_is_marked_where_the_language_has_no_words(template: str, expected: str) -> None:
    assert shown(template) == expected


@pytest.mark.parametrize("language", ["en", "de", "pl", "ar"])
def test_where_there_are_words_nothing_is_marked(language: str) -> None:
    text = shown('{% translate "Your name" %}{% words %}{% translate "Sealed" %}{% endwords %}', language)
    assert "<span" not in text


def test_what_django_says_in_the_language_is_in_the_language() -> None:
    assert shown('{% translate "Yes" %}') == "כן"


def test_labels_of_forms_are_marked_and_what_editors_wrote_is_not() -> None:
    class Form(forms.Form):
        name = forms.CharField(label=gettext_lazy("Your name"))
        question = forms.CharField(label="האם נוכל לכתוב לך?")

    text = shown(
        "{% for field in form %}{% words %}{{ field.label }}{% endwords %}|{% endfor %}", form=Form()
    )
    assert text == f"{ENGLISH.format('Your name')}|האם נוכל לכתוב לך?|"


def test_nothing_that_was_kept_for_an_attribute_is_marked() -> None:
    assert (
        shown('{% translate "Your name" as words %}{{ words }}{{ _("Your name") }}') == "Your nameYour name"
    )


@pytest.mark.django_db
def test_what_a_translator_has_said_is_marked_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_force, "_known", in_force._Known(0, {("he", ""): {"Your name": "שמך"}}))
    assert shown('{% translate "Your name" %}') == "שמך"


def public_templates() -> list[Path]:
    """Return the templates of all that visitors see; mails are in one language throughout."""
    folder = Path(settings.BASE_DIR, "templates")
    return [path for path in sorted(folder.rglob("*.html")) if not NOT_PUBLIC.search(path.as_posix())]


def says(source: str) -> Iterator[tuple[str, bool]]:
    """Yield each tag of a template that says something where it stands, and whether that is in text."""
    # A template tag may hold a `>`; its length stays, so that both are read side by side.
    html = TEMPLATE_TAG.sub(lambda tag: " " * len(tag[0]), source)
    inside, place, in_title_block = "", 0, False
    for tag in TEMPLATE_TAG.finditer(source):
        for edge in START_OR_END.finditer(html, place, tag.start()):
            if edge[0] == ">":
                inside = inside if inside in WITHOUT_MARKUP else ""
            else:
                name = edge[2].lower()
                inside = name if name in WITHOUT_MARKUP and not edge[1] else "a tag"
        place = tag.end()
        words = (tag[1] or "").split()
        if words[:1] == ["block"]:
            in_title_block = words[1] in ("title", "description")
        elif words[:1] == ["endblock"]:
            in_title_block = False
        is_kept = "asvar" in words or words[-2:-1] == ["as"]
        if words[:1] in (["translate"], ["blocktranslate"], ["words"]) and not is_kept:
            yield tag[0], not inside and not in_title_block


@pytest.mark.parametrize("path", public_templates(), ids=lambda path: path.stem)
def test_what_is_said_in_text_is_marked_and_nothing_else(path: Path) -> None:
    """An attribute or a title would show the mark to people, in each language that lacks the words."""
    source = path.read_text(encoding="utf-8")
    is_marking = "marked_words" in source
    assert [tag for tag, in_text in says(source) if in_text != is_marking] == []
