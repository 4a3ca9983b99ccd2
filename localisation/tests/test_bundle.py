"""A language goes out as a zip of PO files, and comes back from wherever it was edited: nothing is lost."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import polib
import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation

from editorial.interface_words.actions import say
from editorial.interface_words.catalogue import all_messages, shipped_texts
from editorial.interface_words.documents import words_for_translators
from editorial.interface_words.models import InterfaceWord, name_of_message
from home.models import ContentPage, HomePage
from localisation.actions.submit_for_translation import submit_for_translation
from localisation.bundle.documents import fingerprint
from localisation.bundle.going_out import DOCUMENT, SENT, bundle
from localisation.bundle.page_documents import page_documents
from localisation.roles import grant_translator
from localisation.sources.renewing import renew_source
from localisation.tests.campaign import (
    create_article,
    create_home,
    fill,
    public_row,
    publish,
    translation_into,
)
from tests.factories import translated

pytestmark = pytest.mark.django_db

SKIP = name_of_message("", "Skip to the content")
DAYS = name_of_message("", "%(days)s day")
Change = Callable[[polib.POFile], None]


class Desk:
    """A translator of Polish, their browser, and an article that is being translated."""

    def __init__(self, client: Client) -> None:
        Locale.objects.get_or_create(language_code="en")
        self.polish = Locale.objects.get_or_create(language_code="pl")[0]
        self.home: HomePage = create_home()
        self.article: ContentPage = create_article(self.home)
        self.polish_home = translated(self.home, "pl", {"title": "Nasze twarze są nasze"})
        group = Group.objects.create(name="Polish")
        grant_translator(group, self.polish)
        self.user = User.objects.create_user("zofia", "zofia@example.org", "password")
        self.user.groups.add(group)
        submit_for_translation(self.article, [self.polish], self.user)
        self.translation = translation_into(self.polish, self.article)
        self.client = client
        client.force_login(self.user)

    @property
    def url(self) -> str:
        """Where the bundle is."""
        return reverse("localisation_bundle", args=["pl"])

    def take_along(self) -> dict[str, str]:
        """Return the files of the bundle by their names."""
        answer = self.client.get(reverse("localisation_bundle_file", args=["pl"]))
        assert answer.status_code == 200
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            assert archive.testzip() is None
            return {name: archive.read(name).decode() for name in archive.namelist()}

    def article_of(self, files: dict[str, str]) -> str:
        """Return the name of the article's file."""
        (name,) = (name for name in files if "all-of-it" in name)
        return name

    def bring(self, files: dict[str, str] | bytes, name: str = "bundle.zip") -> Any:
        """Bring files back as a zip, or a single one as it is."""
        if isinstance(files, dict):
            packed = io.BytesIO()
            with zipfile.ZipFile(packed, "w") as archive:
                for path, text in files.items():
                    archive.writestr(path, text)
            files = packed.getvalue()
        return self.client.post(self.url, {"file": SimpleUploadedFile(name, files)})

    def said(self) -> dict[str, str]:
        """Return what the article says in Polish, by what it says in English."""
        rows = StringTranslation.objects.filter(locale=self.polish).select_related("translation_of")
        return {row.translation_of.data: row.data for row in rows}

    def say(self, english: str, polish: str) -> None:
        """Translate a text of the article here, as its editor does."""
        segment = self.translation.source.stringsegment_set.select_related("string").get(string__data=english)
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=self.polish,
            defaults={"data": polish, "has_error": False, "translation_type": "manual"},
        )


@pytest.fixture
def desk(client: Client) -> Desk:
    """The desk."""
    return Desk(client)


def edited(text: str, words: dict[str, str], change: Change | None = None) -> str:
    """Return a PO file in which somebody has translated some texts, by what they are in English."""
    po = polib.pofile(text)
    for english, polish in words.items():
        (entry,) = (entry for entry in po if entry.msgid == english)
        entry.msgstr = polish
    if change is not None:
        change(po)
    return str(po)


def test_a_language_goes_out_with_its_pages_and_the_words_of_the_hub(desk: Desk) -> None:
    files = desk.take_along()
    assert set(files) == {"words/visitors.po", "words/visitors-informal.po", desk.article_of(files)} or set(
        files
    ) == {"words/visitors.po", "words/visitors-formal.po", desk.article_of(files)}
    article = polib.pofile(files[desk.article_of(files)])
    assert article.metadata["Language"] == "pl"
    assert "Write" in {entry.msgid for entry in article}
    words = polib.pofile(files["words/visitors.po"])
    (skip,) = (entry for entry in words if entry.msgid == "Skip to the content")
    assert skip.msgstr == shipped_texts(all_messages()[SKIP], "pl")[0]
    assert "Every page: head and foot" in skip.comment
    (days,) = (entry for entry in words if entry.msgid == "%(days)s day")
    assert len(days.msgstr_plural) == int(words.metadata["Plural-Forms"].split("nplurals=")[1][0])


def test_a_language_takes_along_the_texts_that_it_has_brought_in_and_no_newer_ones(desk: Desk) -> None:
    german = Locale.objects.create(language_code="de")
    submit_for_translation(desk.article, [german], None)
    desk.article.title = "Zażółć, and more"
    publish(desk.article)
    source = renew_source(desk.translation.source, [german])

    def texts() -> set[str]:
        files = desk.take_along()
        return {
            entry.msgid
            for name, text in files.items()
            if "/visitors" not in name
            for entry in polib.pofile(text)
        }

    assert "All of it" in texts()
    assert "Zażółć, and more" not in texts()
    renew_source(source, [desk.polish])
    assert "Zażółć, and more" in texts()
    assert "All of it" not in texts()


def test_what_was_translated_elsewhere_is_there_and_nothing_is_public(desk: Desk) -> None:
    before = public_row(desk.polish_home)
    files = desk.take_along()
    name = desk.article_of(files)
    files[name] = edited(files[name], {"Write": "Napisz, proszę – „żółć”", "Act": "Działaj"})
    answer = desk.bring(files)
    assert "2 texts taken over." in answer.content.decode()
    assert desk.said()["Write"] == "Napisz, proszę – „żółć”"
    row = StringTranslation.objects.get(data="Działaj")
    assert (row.last_translated_by, row.tool_name, row.has_error) == (desk.user, "a PO file", False)
    assert public_row(desk.polish_home) == before
    assert not desk.translation.get_target_instance().live


def test_a_bundle_that_nobody_has_changed_changes_nothing(desk: Desk) -> None:
    fill(desk.translation)
    before = list(StringTranslation.objects.order_by("pk").values())
    answer = desk.bring(desk.take_along()).content.decode()
    assert "0 texts taken over." in answer
    assert list(StringTranslation.objects.order_by("pk").values()) == before
    assert not InterfaceWord.objects.exists()


def test_what_was_changed_here_since_stays_and_both_are_shown(desk: Desk) -> None:
    desk.say("Write", "Napisz")
    files = desk.take_along()
    desk.say("Write", "Napisz do rady")
    name = desk.article_of(files)
    files[name] = edited(files[name], {"Write": "Napisz list", "Act": "Działaj"})
    answer = desk.bring(files)
    text = answer.content.decode()
    assert desk.said()["Write"] == "Napisz do rady"
    assert desk.said()["Act"] == "Działaj", "what was changed there alone is taken over"
    assert "Napisz do rady" in text
    assert "Napisz list" in text
    (_conflict, decision) = answer.context["conflicts"][0]
    answer = desk.client.post(desk.url, {"decided": "yes", "take": decision})
    assert "1 text taken over." in answer.content.decode()
    assert desk.said()["Write"] == "Napisz list"


def test_what_was_changed_here_alone_is_no_conflict(desk: Desk) -> None:
    """The file still has the words that went out: nobody there meant to bring them back."""
    desk.say("Write", "Napisz")
    files = desk.take_along()
    desk.say("Write", "Napisz do rady")
    answer = desk.bring(files)
    assert not answer.context["conflicts"]
    assert desk.said()["Write"] == "Napisz do rady"


def test_the_same_change_on_both_sides_is_no_conflict(desk: Desk) -> None:
    files = desk.take_along()
    desk.say("Write", "Napisz")
    name = desk.article_of(files)
    files[name] = edited(files[name], {"Write": "Napisz"})
    assert not desk.bring(files).context["conflicts"]


def test_a_decision_is_asked_for_again_if_it_was_changed_once_more(desk: Desk) -> None:
    """Two tabs: what is decided in one was written anew in the other."""
    files = desk.take_along()
    desk.say("Write", "Napisz do rady")
    name = desk.article_of(files)
    files[name] = edited(files[name], {"Write": "Napisz list"})
    (_conflict, decision) = desk.bring(files).context["conflicts"][0]
    desk.say("Write", "Napisz do burmistrza")
    answer = desk.client.post(desk.url, {"decided": "yes", "take": decision})
    assert desk.said()["Write"] == "Napisz do burmistrza"
    assert len(answer.context["conflicts"]) == 1
    assert desk.client.post(desk.url, {"decided": "yes", "take": "forged"}).status_code == 200
    assert desk.said()["Write"] == "Napisz do burmistrza"


def without_comments(po: polib.POFile) -> None:
    for entry in po:
        entry.comment = ""


def test_a_program_that_drops_comments_overwrites_nothing(desk: Desk) -> None:
    desk.say("Write", "Napisz")
    files = desk.take_along()
    name = desk.article_of(files)
    files[name] = edited(files[name], {"Write": "Napisz list", "Act": "Działaj"}, without_comments)
    answer = desk.bring(files)
    assert desk.said() == {"Write": "Napisz", "Act": "Działaj"}
    assert len(answer.context["conflicts"]) == 1


def test_a_single_file_in_other_letters_and_line_ends_comes_back(desk: Desk) -> None:
    files = desk.take_along()
    name = desk.article_of(files)
    text = edited(files[name], {"Write": "Napiši žluť"}).replace("charset=UTF-8", "charset=windows-1250")
    answer = desk.bring(text.replace("\n", "\r\n").encode("windows-1250"), "downloaded (1).po")
    assert "1 text taken over." in answer.content.decode()
    assert desk.said()["Write"] == "Napiši žluť"


def uncertain(po: polib.POFile) -> None:
    for entry in po:
        if entry.msgstr:
            entry.flags.append("fuzzy")


def test_what_is_marked_as_uncertain_waits_as_a_suggestion(desk: Desk) -> None:
    files = desk.take_along()
    name = desk.article_of(files)
    unsure = edited(files[name], {"Write": "Napisz?"}, uncertain)
    assert "is a suggestion" in desk.bring({name: unsure}).content.decode()
    row = StringTranslation.objects.get(data="Napisz?")
    assert row.has_error, "nothing is published with it"
    # It goes out as one, and comes back confirmed, word for word.
    files = desk.take_along()
    po = polib.pofile(files[name])
    (entry,) = (entry for entry in po if entry.msgid == "Write")
    assert "fuzzy" in entry.flags
    entry.flags.remove("fuzzy")
    desk.bring({name: str(po)})
    row.refresh_from_db()
    assert not row.has_error


def test_the_words_of_the_hub_come_back_and_are_said_at_once(desk: Desk) -> None:
    files = desk.take_along()
    po = polib.pofile(files["words/visitors.po"])
    (skip,) = (entry for entry in po if entry.msgid == "Skip to the content")
    skip.msgstr = "Od razu do treści"
    (broken,) = (entry for entry in po if entry.msgid.startswith("The link works until"))
    broken.msgstr = "Link działa tylko dziś <b>"
    answer = desk.bring({"words/visitors.po": str(po)}).content.decode()
    assert "1 text taken over." in answer
    assert "Keep this as it is" in answer
    assert "%(day)s" in answer
    assert InterfaceWord.objects.get().texts == ["Od razu do treści"]


def test_a_word_that_was_bettered_here_since_stays(desk: Desk) -> None:
    files = desk.take_along()
    say(all_messages()[SKIP], "pl", "", ["Do treści"], desk.user)
    words = edited(files["words/visitors.po"], {"Skip to the content": "Od razu do treści"})
    answer = desk.bring({"words/visitors.po": words})
    assert InterfaceWord.objects.get().texts == ["Do treści"]
    (_conflict, decision) = answer.context["conflicts"][0]
    desk.client.post(desk.url, {"decided": "yes", "take": decision})
    assert InterfaceWord.objects.get().texts == ["Od razu do treści"]


def test_plural_forms_that_are_incomplete_are_told_of(desk: Desk) -> None:
    po = polib.pofile(desk.take_along()["words/visitors.po"])
    (days,) = (entry for entry in po if entry.msgid == "%(days)s day")
    days.msgstr_plural[0] = "%(days)s dzionek"
    days.msgstr_plural[1] = ""
    answer = desk.bring({"words/visitors.po": str(po)})
    assert "Some plural forms are empty." in answer.content.decode()
    assert not InterfaceWord.objects.exists()


def test_a_program_that_knows_more_plural_forms_is_understood(desk: Desk) -> None:
    """Many count a fourth form in Polish, of fractions, and leave it empty."""
    po = polib.pofile(desk.take_along()["words/visitors.po"])
    (days,) = (entry for entry in po if entry.msgid == "%(days)s day")
    days.msgstr_plural |= {0: "%(days)s dzionek", 3: ""}
    assert "1 text taken over." in desk.bring({"words/visitors.po": str(po)}).content.decode()
    assert InterfaceWord.objects.get().texts[0] == "%(days)s dzionek"


def test_a_text_that_has_changed_in_the_original_is_left_out_and_counted(desk: Desk) -> None:
    files = desk.take_along()
    name = desk.article_of(files)

    def older(po: polib.POFile) -> None:
        (entry,) = (entry for entry in po if entry.msgid == "Act")
        entry.msgid = "Act now"

    files[name] = edited(files[name], {"Write": "Napisz", "Act": "Działaj"}, older)
    answer = desk.bring(files).content.decode()
    assert "1 is from an older original and was left out." in answer
    assert desk.said() == {"Write": "Napisz"}


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "empty.po", "belongs to nothing"),
        (b"PK\x03\x04nothing", "bundle.zip", "The zip can’t be opened"),
        (b"\x00\x01", "picture.po", "This is no PO file"),
        (b"/etc/passwd", "path.po", "This is no PO file"),
        (b'msgid "a"\nand then nothing\n', "broken.po", "This is no PO file"),
        (b'msgid ""\nmsgstr "Language: de\\n"\n', "other.po", "is in “de”"),
        (b'msgid ""\nmsgstr "charset=utf-8\\n"\n\nmsgid "\xff"\nmsgstr ""\n', "x.po", "letters of the file"),
        (b'msgid ""\nmsgstr "charset=rot13\\n"\n', "x.po", "letters of the file"),
    ],
)
def test_what_can_not_be_read_is_said_in_words(desk: Desk, content: bytes, name: str, words: str) -> None:
    answer = desk.bring(content, name)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not StringTranslation.objects.filter(locale=desk.polish).exists()


def test_nothing_at_all_is_said_in_words(desk: Desk) -> None:
    assert "Choose a file first." in desk.client.post(desk.url).content.decode()
    packed = io.BytesIO()
    zipfile.ZipFile(packed, "w").close()
    assert "no PO file in the zip" in desk.bring(packed.getvalue()).content.decode()


def test_a_zip_that_unpacks_without_end_fills_no_memory(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("localisation.bundle.reading.LARGEST_CONTENT", 10_000)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.po", b"#" * 10_000_000)
    assert "unpacks to more" in desk.bring(packed.getvalue()).content.decode()


def test_one_bad_file_in_a_zip_leaves_all_as_it_was(desk: Desk) -> None:
    files = desk.take_along()
    name = desk.article_of(files)
    files[name] = edited(files[name], {"Write": "Napisz"})
    answer = desk.bring({**files, "zz/bad.po": 'msgid "a"\nnonsense'}).content.decode()
    assert "zz/bad.po: This is no PO file" in answer
    assert not StringTranslation.objects.filter(locale=desk.polish).exists()


def test_nobody_gets_or_writes_another_language(desk: Desk) -> None:
    french = Locale.objects.get_or_create(language_code="fr")[0]
    translated(desk.home, "fr", {"title": "Nos visages"})
    submit_for_translation(desk.article, [french], desk.user)
    for name in ("localisation_bundle", "localisation_bundle_file"):
        assert desk.client.get(reverse(name, args=["fr"])).status_code in (302, 403)
        assert desk.client.get(reverse(name, args=["xx"])).status_code == 404
    of_french = polib.pofile(desk.take_along()[desk.article_of(desk.take_along())])
    of_french.metadata[DOCUMENT] = str(translation_into(french, desk.article).uuid)
    for entry in of_french:
        entry.msgstr = "Po polsku"
    assert "belongs to nothing" in desk.bring({"a.po": str(of_french)}).content.decode()
    assert not StringTranslation.objects.filter(data="Po polsku").exists()


def test_pages_of_others_in_the_same_language_are_not_in_the_bundle(desk: Desk, admin_user: User) -> None:
    """A second site has Polish pages too, and translators of its own."""
    home = HomePage(title="Rivers", slug="rivers", locale=desk.home.locale)
    desk.home.get_parent().add_child(instance=home)
    translated(home, "pl", {"title": "Rzeki"})
    page = ContentPage(title="Below the bridge", slug="bridge", introduction="Nobody else’s business.")
    home.add_child(instance=page)
    page.save_revision().publish()
    submit_for_translation(page, [desk.polish], admin_user)
    assert "Nobody else’s business." not in "".join(desk.take_along().values())
    desk.client.force_login(admin_user)
    assert "Nobody else’s business." in "".join(desk.take_along().values())


def test_what_is_changed_in_the_moment_between_is_not_overwritten(desk: Desk) -> None:
    """Somebody saves a text after the bundle's words were compared, and before they are written."""
    (document,) = page_documents(desk.polish, desk.user)
    (text,) = (text for text in document.texts if text.singular == "Write")
    desk.say("Write", "Napisz do rady")
    assert not document.take(text, ["Napisz list"], desk.user, is_sure=True)
    assert desk.said()["Write"] == "Napisz do rady"
    words = next(words_for_translators(desk.polish, desk.user))
    (word,) = (word for word in words.texts if word.singular == "Skip to the content")
    say(all_messages()[SKIP], "pl", "", ["Do treści"], desk.user)
    assert not words.take(word, ["Od razu do treści"], desk.user, is_sure=True)
    assert InterfaceWord.objects.get().texts == ["Do treści"]


def test_a_page_that_is_gone_is_not_in_the_bundle(desk: Desk) -> None:
    files = desk.take_along()
    target = desk.translation.get_target_instance()
    target.delete()
    assert "Write" not in "".join(desk.take_along().values()).replace("Write to", "")
    assert "belongs to nothing" in desk.bring(files).content.decode()


def test_a_bundle_takes_as_many_queries_however_many_texts_there_are(desk: Desk) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            bundle(desk.polish, page_documents(desk.polish, desk.user))
        return len(found)

    queries()
    before = queries()
    for number in range(3):
        page = ContentPage(title=f"Page {number}", slug=f"page-{number}", introduction=f"What {number}")
        desk.home.add_child(instance=page)
        page.save_revision().publish()
        submit_for_translation(page, [desk.polish], desk.user)
    assert Translation.objects.filter(target_locale=desk.polish).count() == 4
    assert queries() == before


def test_a_fingerprint_is_the_same_for_line_ends_of_any_program() -> None:
    assert fingerprint(["a\nb"]) == fingerprint(["a\r\nb"]) == fingerprint(["a\rb"])
    assert fingerprint(["a", "b"]) != fingerprint(["ab"])
    assert fingerprint(["", ""]) == ""
    assert SENT == "Sent out as:"
