"""A translation goes out as a PO file and comes back, or a message says why not."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import polib
import pytest
from babel.messages.pofile import read_po
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from home.models import ContentPage
from localisation.actions.submit_for_translation import submit_for_translation
from localisation.completeness import missing_texts
from localisation.po import reading
from localisation.sources.renewing import renew_source

from .campaign import fill, publish, stream, submit, translation_into

pytestmark = pytest.mark.slow


@pytest.fixture
def waiting(article: ContentPage, german_home: ContentPage, german: Locale) -> Translation:
    """The article in German, with nothing translated yet."""
    translation: Translation = submit(article, german)
    return translation


def download(client: Client, translation: Translation) -> bytes:
    """Take the file along."""
    answer = client.get(reverse("wagtail_localize:download_pofile", args=[translation.pk]))
    assert answer.status_code == 200
    return bytes(answer.content)


def upload(client: Client, translation: Translation, content: bytes | None, name: str = "de.po") -> str:
    """Bring a file back and return what the admin says to it."""
    files = {} if content is None else {"file": SimpleUploadedFile(name, content)}
    answer: Any = client.post(
        reverse("wagtail_localize:upload_pofile", args=[translation.pk]), files, follow=True
    )
    assert answer.status_code == 200
    return " ".join(str(message).strip() for message in answer.context["messages"])


def filled(content: bytes, **changes: Any) -> polib.POFile:
    """Return the file with a German word for each text."""
    po = polib.pofile(content.decode())
    for number, entry in enumerate(po):
        entry.msgstr = f"Wort {number}"
        if "<a id" in entry.msgid:
            entry.msgstr = f'Wort <a id="a1">{number}</a>'
    po.metadata.update(changes)
    return po


def count(translation: Translation) -> int:
    return StringTranslation.objects.filter(locale=translation.target_locale).count()


# Out


def test_the_file_is_read_by_other_programs_to_the_letter(
    translator_client: Client, home: ContentPage, german_home: ContentPage, german: Locale, tmp_path: Path
) -> None:
    """By Babel and GNU's own: letters of all scripts, quotes, line ends, a text that stands twice."""
    words = 'Площа, łąka, ساحة, 广场: "quoted" \\ and more'
    page = publish(
        home.add_child(
            instance=ContentPage(
                title=words,
                slug="letters",
                introduction="One line.\nAnother line.",
                body=stream(rich_text="<p>Twice.</p><p>Twice.</p>"),
            )
        )
    )
    submit_for_translation(page, [german], None)
    translation = translation_into(german, page)
    content = download(translator_client, translation)

    catalogue = read_po(BytesIO(content))
    assert catalogue.locale is not None
    assert catalogue.locale.language == "de"
    texts = [message.id for message in catalogue if message.id]
    assert words in texts
    assert "One line.<br/>Another line." in texts
    assert texts.count("Twice.") == 1
    if shutil.which("msgfmt"):
        file = tmp_path / "de.po"
        file.write_bytes(content)
        done = subprocess.run(
            ["msgfmt", "--check", "--output-file", str(tmp_path / "de.mo"), str(file)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr


def test_the_file_s_name_has_the_page_s_letters(
    translator_client: Client, home: ContentPage, german_home: ContentPage, german: Locale
) -> None:
    page = publish(home.add_child(instance=ContentPage(title="افتحوا الساحات", slug="open")))
    submit_for_translation(page, [german], None)
    answer = translator_client.get(
        reverse("wagtail_localize:download_pofile", args=[translation_into(german, page).pk])
    )
    assert "filename*=utf-8''%D8%A7%D9%81" in answer["Content-Disposition"]
    assert answer["Content-Disposition"].endswith("-de.po")


def test_what_has_left_the_page_comes_along_as_obsolete(
    translator_client: Client, article: ContentPage, german_article: ContentPage, german: Locale
) -> None:
    article.title = "Something else"
    article = publish(article)
    renew_source(TranslationSource.objects.get_for_instance(article), [german])
    po = polib.pofile(download(translator_client, translation_into(german, article)).decode())
    assert [(entry.msgid, entry.msgstr) for entry in po.obsolete_entries()] == [("All of it", "de All of it")]
    assert "Something else" in [entry.msgid for entry in po.untranslated_entries()]


# Back


def test_a_file_comes_back_and_completes_the_page(
    translator_client: Client, translator: User, waiting: Translation, german: Locale
) -> None:
    number = missing_texts(waiting.source, german).count()
    told = upload(translator_client, waiting, str(filled(download(translator_client, waiting))).encode())
    assert told == f"{number} texts taken over."
    assert not missing_texts(waiting.source, german).exists()
    assert set(StringTranslation.objects.values_list("last_translated_by", flat=True)) == {
        translator.pk,
        None,
    }


def test_the_same_file_twice_changes_nothing_the_second_time(
    translator_client: Client, waiting: Translation
) -> None:
    content = str(filled(download(translator_client, waiting))).encode()
    upload(translator_client, waiting, content)
    before = list(StringTranslation.objects.order_by("pk").values())
    assert upload(translator_client, waiting, content) == "0 texts taken over."
    assert list(StringTranslation.objects.order_by("pk").values()) == before


def head(content: bytes) -> bytes:
    return content.split(b"\n\n")[0]


WRONG: dict[str, tuple[Any, str]] = {
    "no file": (lambda content: None, "Choose a PO file first."),
    "empty": (lambda content: b"", "holds no texts"),
    "head alone": (lambda content: head(content) + b"\n", "holds no texts"),
    "headless": (lambda content: content.split(b"\n\n", 1)[1], "lost its head"),
    "a picture": (lambda content: b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4, "can’t be read"),
    "a web page": (lambda content: b"<!doctype html>\n<p>Sign in</p>\n", "can’t be read"),
    "a name on the server": (lambda content: b"/etc/passwd", "can’t be read"),
    "UTF-16": (lambda content: content.decode().encode("utf-16"), "can’t be read"),
    "Latin-1 that says UTF-8": (
        lambda content: str(filled(content)).replace("Wort", "Wört").encode("latin-1"),
        "can’t be read",
    ),
    "an unknown encoding": (
        lambda content: content.replace(b"charset=UTF-8", b"charset=KLINGON"),
        "can’t be read",
    ),
    "zeros": (lambda content: content + b"\x00\x00", "no PO file"),
    "a quote too many": (
        lambda content: b'msgctxt "title"\nmsgid "a "quote" too many"\nmsgstr ""\n' + content,
        "Line 2 of the file can’t be read.",
    ),
    "another language": (
        lambda content: content.replace(b"Language: de", b"Language: fr"),
        "says that it is in “fr”",
    ),
    "without places": (
        lambda content: b"\n".join(line for line in content.split(b"\n") if not line.startswith(b"msgctxt")),
        "where its texts belong",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_with_a_file_is_said_and_nothing_is_half_done(
    case: str, translator_client: Client, waiting: Translation
) -> None:
    make, words = WRONG[case]
    content = str(filled(download(translator_client, waiting))).encode()
    if case in ("Latin-1 that says UTF-8",):
        content = download(translator_client, waiting)
    before = count(waiting)
    told = upload(translator_client, waiting, make(content))
    assert words in told
    assert "Nothing was changed." in told
    assert count(waiting) == before


def test_a_file_for_another_page_or_language_is_refused(
    translator_client: Client,
    waiting: Translation,
    german_home: ContentPage,
    home: ContentPage,
    german: Locale,
) -> None:
    other = str(filled(download(translator_client, translation_into(german, home)))).encode()
    before = count(waiting)
    assert "for another page, or another language" in upload(translator_client, waiting, other)
    assert count(waiting) == before


def test_a_huge_file_is_not_even_read(
    translator_client: Client, waiting: Translation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "decoded", lambda content: pytest.fail("it was read"))
    assert "larger than 2 MB" in upload(translator_client, waiting, b"#" * 10 * 1024 * 1024)


@pytest.mark.parametrize(
    "as_saved",
    [
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.replace("charset=UTF-8", "charset=ISO-8859-15").encode("iso-8859-15"),
        lambda text: text.replace("charset=UTF-8", "charset=cp1252").encode("cp1252"),
    ],
    ids=["Windows", "old Mac", "with a mark in front", "Latin-9", "Windows letters"],
)
def test_files_of_other_systems_are_taken_as_they_are(
    as_saved: Any, translator_client: Client, waiting: Translation, german: Locale
) -> None:
    po = filled(download(translator_client, waiting))
    po[0].msgstr = "Öffnung für alle"
    told = upload(translator_client, waiting, as_saved(str(po)))
    assert "texts taken over." in told
    assert StringTranslation.objects.filter(locale=german, data="Öffnung für alle").exists()


def test_an_uncertain_text_stays_a_suggestion_until_somebody_saves_it(
    translator_client: Client, waiting: Translation, german: Locale
) -> None:
    """It counts as missing, isn't published, is shown with the reason, and goes out as uncertain again."""
    po = filled(download(translator_client, waiting))
    po[0].flags.append("fuzzy")
    number = missing_texts(waiting.source, german).count()

    told = upload(translator_client, waiting, str(po).encode())

    assert f"{number - 1} texts taken over." in told
    assert "1 uncertain one (fuzzy) is a suggestion" in told
    assert missing_texts(waiting.source, german).count() == 1
    text = StringTranslation.objects.get(locale=german, data=po[0].msgstr)
    assert "uncertain" in text.get_error()
    again = polib.pofile(download(translator_client, waiting).decode())
    assert [entry.msgstr for entry in again.fuzzy_entries()] == [po[0].msgstr]
    segment = waiting.source.stringsegment_set.get(string=text.translation_of_id, context=text.context_id)
    translator_client.put(
        reverse("wagtail_localize:edit_string_translation", args=[waiting.pk, segment.pk]),
        f"value={po[0].msgstr}",
        content_type="application/x-www-form-urlencoded",
    )
    assert not missing_texts(waiting.source, german).exists()


def test_an_uncertain_text_never_takes_the_place_of_a_sure_one(
    translator_client: Client, waiting: Translation, german: Locale
) -> None:
    fill(waiting)
    po = filled(download(translator_client, waiting))
    for entry in po:
        entry.flags.append("fuzzy")
    upload(translator_client, waiting, str(po).encode())
    assert not missing_texts(waiting.source, german).exists()
    assert StringTranslation.objects.filter(locale=german, data="de All of it").exists()


def test_a_file_of_an_older_original_brings_what_still_fits(
    translator_client: Client, article: ContentPage, waiting: Translation, german: Locale
) -> None:
    content = str(filled(download(translator_client, waiting))).encode()
    article.title = "Something else"
    article = publish(article)
    renew_source(waiting.source, [german])
    told = upload(translator_client, waiting, content)
    assert "1 is from an older original and was left out." in told
    assert [segment.string.data for segment in missing_texts(waiting.source, german)] == ["Something else"]


def test_a_file_of_which_nothing_fits_any_more_says_so(
    translator_client: Client, waiting: Translation
) -> None:
    po = filled(download(translator_client, waiting))
    for entry in po:
        entry.msgid += " of old"
    assert "None of the texts in the file" in upload(translator_client, waiting, str(po).encode())


def test_empty_and_obsolete_entries_leave_texts_alone(
    translator_client: Client, waiting: Translation, german: Locale
) -> None:
    fill(waiting)
    po = filled(download(translator_client, waiting))
    for entry in po:
        entry.msgstr = ""
    po[0].msgstr, po[0].obsolete = "Alt", True
    upload(translator_client, waiting, str(po).encode())
    assert not missing_texts(waiting.source, german).exists()
    assert not StringTranslation.objects.filter(data="Alt").exists()


def test_a_text_with_a_broken_link_is_taken_and_said(
    translator_client: Client, waiting: Translation, german: Locale
) -> None:
    po = filled(download(translator_client, waiting))
    for entry in po:
        if "<a id" in entry.msgid:
            entry.msgstr = '<a id="a9">mehr</a>'
    told = upload(translator_client, waiting, str(po).encode())
    assert "1 of them has an error, which stands beside it." in told
    assert missing_texts(waiting.source, german).count() == 1
