"""Whoever looks at a language in the admin reads what the software says in it, and how sure that is."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from wagtail.models import Locale

from editorial.interface_words import about


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("en", "is written in this language"),
        ("de", "and the admin are there"),
        ("pl", "that visitors read are there"),
        ("he", "no words of its own in this language yet"),
    ],
)
def test_the_page_of_a_language_says_what_there_is(admin_client: Client, code: str, expected: str) -> None:
    locale, _created = Locale.objects.get_or_create(language_code=code)
    page = admin_client.get(reverse("wagtaillocales:edit", args=[locale.pk])).text
    assert expected in page
    assert ("No native speaker has reviewed them yet." in page) == (code in {"de", "pl"})


def test_a_reviewer_is_named(tmp_path: Path, settings: Settings) -> None:
    folder = tmp_path / "sr_Latn" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    head = 'msgid ""\nmsgstr ""\n"X-Readers: visitors\\n"\n"X-Reviewed-By: Đorđe Ćirić\\n"\n'
    (folder / "django.po").write_text(head, encoding="utf-8")
    settings.LOCALE_PATHS = [tmp_path]
    about._header.cache_clear()
    try:
        sentences = about.about_interface_words("sr-latn")
    finally:
        about._header.cache_clear()
    assert sentences[-1] == "A native speaker has reviewed them: Đorđe Ćirić."
