"""The translation editor as a form, as it works in a browser without scripts."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    SegmentOverride,
    StringTranslation,
    Translation,
    TranslationContext,
    post_save_string_translation,
)

from home.models import ContentPage, HomePage
from localisation.actions.bring_in_changes import bring_in_changes
from localisation.actions.submit_for_translation import submit_for_translation
from localisation.editor.models import Handover, TextComment, TextVersion
from localisation.editor.texts import State, Text
from localisation.knowledge.models import GlossaryTerm, TermTranslation
from localisation.roles import grant_translator

from .campaign import fill_and_publish, public_row, publish, row, translation_into, user_in


@pytest.fixture
def translator(german_home: HomePage, german: Locale) -> User:
    """Somebody who translates into German, and publishes nothing."""
    user = user_in("translator-de")
    grant_translator(Group.objects.get(name="translator-de"), german, may_publish=False)
    return user


@pytest.fixture
def lead(german_home: HomePage, german: Locale) -> User:
    """The language lead, who publishes in German."""
    user = user_in("lead-de")
    grant_translator(Group.objects.get(name="lead-de"), german)
    return user


@pytest.fixture
def translator_client(translator: User) -> Client:
    """The translator's browser."""
    client = Client()
    client.force_login(translator)
    return client


@pytest.fixture
def lead_client(lead: User) -> Client:
    """The lead's browser."""
    client = Client()
    client.force_login(lead)
    return client


@pytest.fixture
def chief(db: None) -> User:
    """Who may do everything, and brings in what has changed."""
    return User.objects.create_superuser("chief", "chief@example.org", "password")


@pytest.fixture
def changed_article(
    article: ContentPage, german_article: ContentPage, german: Locale, chief: User
) -> ContentPage:
    """The German article, after two changes of its English original were brought in."""
    article.title = "All of it, and more"
    article.body[1].value["button"] = "Write today"
    publish(article)
    bring_in_changes(translation_into(german, article).source, chief)
    return ContentPage.objects.get(pk=german_article.pk)


def url_of(target: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[target.pk])


class Editor:
    """The editor's page of one translation, in somebody's browser."""

    def __init__(self, client: Client, target: Page, query: str = "") -> None:
        self.client, self.url = client, url_of(target) + query
        self.open()

    def open(self) -> None:
        """Load the page."""
        self.shows(self.client.get(self.url))

    def shows(self, response: Any) -> None:
        assert response.status_code == 200
        self.response = response
        self.texts: list[Text] = response.context["texts"]
        self.html: str = response.content.decode()

    def text(self, source: str) -> Text:
        """Return the text of these English words."""
        return next(text for text in self.texts if text.source == source)

    def fields(self, **typed: str) -> dict[str, str]:
        """Return what the form holds, with these words typed for texts named by their English ones."""
        shown = [text for text in self.texts if f'name="text-{text.key}"' in self.html]
        found = {f"text-{text.key}": text.words for text in shown}
        found |= {f"seen-{text.key}": text.seen for text in shown}
        return found | typed

    def press(self, button: str, value: str, **typed: str) -> str:
        """Press a button of the form and return all messages that follow."""
        fields = self.fields(**typed)
        self.shows(self.client.post(self.url, {**fields, button: value}, follow=True))
        return " ".join(str(message) for message in self.response.context["messages"])

    def type(self, source: str, words: str, button: str = "action", value: str = "save") -> str:
        """Type words for a text and press a button."""
        return self.press(button, value, **{f"text-{self.text(source).key}": words})


def german_words(page: ContentPage, german: Locale, source: str) -> str | None:
    """Return what is kept as German for an English text of the page."""
    found = StringTranslation.objects.filter(
        translation_of__data=source, context__object_id=page.translation_key, locale=german
    ).first()
    return found.data if found else None


def test_a_changed_text_shows_old_and_new_and_keep_keeps_the_old_translation(
    translator_client: Client, article: ContentPage, changed_article: ContentPage, german: Locale
) -> None:
    editor = Editor(translator_client, changed_article)
    title = editor.text("All of it, and more")
    assert title.state == State.CHANGED
    assert [(part.kind, part.text) for part in title.source_diff] == [
        ("same", "All of it"),
        ("added", ", and more"),
    ]
    assert title.previous_words == "de All of it"
    assert "<ins>, and more</ins>" in editor.html

    editor.press("do", f"keep:{title.key}")

    assert german_words(article, german, "All of it, and more") == "de All of it"
    assert editor.text("All of it, and more").state == State.TRANSLATED
    assert editor.text("Write today").state == State.CHANGED
    assert public_row(changed_article)["title"] == "de All of it"


def test_paragraphs_find_their_own_predecessor(
    translator_client: Client,
    article: ContentPage,
    german_article: ContentPage,
    german: Locale,
    chief: User,
) -> None:
    """Of two paragraphs in one field that both have changed, each shows what it said before."""
    article.body[0].value.source = "<p>Squares are for meeting.</p><p>Cameras count every face there.</p>"
    article = publish(article)
    bring_in_changes(translation_into(german, article).source, chief)
    fill_and_publish(translation_into(german, article))
    article.body[
        0
    ].value.source = "<p>Cameras count every single face there.</p><p>Squares are for meeting people.</p>"
    publish(article)
    bring_in_changes(translation_into(german, article).source, chief)

    editor = Editor(translator_client, german_article)

    before = {text.source: text.previous_words for text in editor.texts if text.state == State.CHANGED}
    assert before == {
        "Cameras count every single face there.": "de Cameras count every face there.",
        "Squares are for meeting people.": "de Squares are for meeting.",
    }


def test_only_what_needs_me(translator_client: Client, changed_article: ContentPage) -> None:
    """The desk leads there: what is done is left out, and saving what is shown touches nothing else."""
    editor = Editor(translator_client, changed_article, "?show=needs-me")
    shown = [text.source for text in editor.texts if f'name="text-{text.key}"' in editor.html]
    assert shown == ["All of it, and more", "Write today"]

    editor.type("Write today", "Schreibt heute")

    assert "show=needs-me" in editor.response.redirect_chain[-1][0]
    assert 'name="text-' in editor.html
    assert not any(text.state == State.MISSING for text in editor.texts)


def test_nothing_typed_is_lost_when_two_write_at_once(
    translator_client: Client,
    lead_client: Client,
    lead: User,
    article: ContentPage,
    changed_article: ContentPage,
    german: Locale,
) -> None:
    """Who saves later sees both versions; what else they typed is saved; pressing once more is decided."""
    mine, theirs = Editor(translator_client, changed_article), Editor(lead_client, changed_article)
    theirs.type("Write today", "Schreibt noch heute")

    answer = mine.press(
        "action",
        "save",
        **{
            f"text-{mine.text('Write today').key}": "Heute schreiben",
            f"text-{mine.text('Act').key}": "Handelt",
        },
    )

    assert "changed by somebody else" in answer
    assert german_words(article, german, "Write today") == "Schreibt noch heute"
    assert german_words(article, german, "Act") == "Handelt"
    assert mine.text("Write today").words == "Heute schreiben"
    assert "Schreibt noch heute" in mine.html
    assert "lead-de has changed this text meanwhile" in mine.html

    mine.press("action", "save")

    assert german_words(article, german, "Write today") == "Heute schreiben"
    earlier = TextVersion.objects.get(string__data="Write today")
    assert (earlier.words, earlier.written_by) == ("Schreibt noch heute", lead)


def test_the_other_words_can_be_taken(
    translator_client: Client,
    lead_client: Client,
    article: ContentPage,
    changed_article: ContentPage,
    german: Locale,
) -> None:
    mine, theirs = Editor(translator_client, changed_article), Editor(lead_client, changed_article)
    theirs.type("Write today", "Schreibt noch heute")
    mine.type("Write today", "Heute schreiben")
    mine.press("do", f"theirs:{mine.text('Write today').key}")
    assert german_words(article, german, "Write today") == "Schreibt noch heute"
    assert mine.text("Write today").words == "Schreibt noch heute"


def test_an_untouched_field_of_an_old_tab_puts_nothing_back(
    translator_client: Client,
    lead_client: Client,
    article: ContentPage,
    changed_article: ContentPage,
    german: Locale,
) -> None:
    mine, theirs = Editor(translator_client, changed_article), Editor(lead_client, changed_article)
    theirs.type("Act", "Tut was")
    assert "Saved" in mine.type("Write today", "Heute schreiben")
    assert german_words(article, german, "Act") == "Tut was"


@pytest.mark.both
def test_each_error_stands_beside_its_field_and_nothing_is_published(
    translator_client: Client,
    lead_client: Client,
    article: ContentPage,
    changed_article: ContentPage,
    german: Locale,
) -> None:
    """Too long for its field, or with a mark that can't stand there: kept, flagged, and not on the page."""
    editor = Editor(lead_client, changed_article)
    before = public_row(changed_article)
    link = next(text for text in editor.texts if text.is_rich)
    editor.press(
        "action",
        "save",
        **{
            f"text-{editor.text('All of it, and more').key}": "ß" * 300,
            f"text-{editor.text('Write today').key}": "Heute",
            f"text-{link.key}": "Lest <h1>mehr</h1>.",
        },
    )
    title = editor.text("All of it, and more")
    assert (title.state, title.words) == (State.WRONG, "ß" * 300)
    assert next(text for text in editor.texts if text.is_rich).words == "Lest <h1>mehr</h1>."
    assert f'href="#words-{title.key}"' in editor.html
    assert f'id="words-{title.key}"' in editor.html
    assert "tag is not allowed" in editor.html

    answer = editor.press("action", "publish")

    assert "was not published" in answer
    assert public_row(changed_article) == before


def test_lists_of_drafts_name_a_page_by_its_title_as_it_is_read(
    translator_client: Client, changed_article: ContentPage
) -> None:
    editor = Editor(translator_client, changed_article)
    editor.type("All of it, and more", "Q & A <für alle>")
    changed_article.refresh_from_db()
    assert changed_article.draft_title == "Q & A <für alle>"


def test_upstream_still_names_drafts_by_titles_of_any_length(
    translator_client: Client, changed_article: ContentPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once this fails, upstream looks at a title before it copies it: see `titles_of_drafts`."""
    written: list[str] = []
    monkeypatch.setattr(QuerySet, "update", lambda self, **values: written.append(values["draft_title"]))
    title = StringTranslation(
        data="ß" * 300, context=TranslationContext(path="title", object_id=changed_article.translation_key)
    )
    post_save_string_translation(title)
    assert written == ["ß" * 300]


def test_plain_texts_are_typed_as_they_are_read(
    translator_client: Client, article: ContentPage, changed_article: ContentPage, german: Locale
) -> None:
    """Nobody has to know that “&” is kept as `&amp;`; of a rich text the marks are typed, and “&” too."""
    editor = Editor(translator_client, changed_article)
    editor.type("Write today", "Sagt <b> & schreibt")
    assert german_words(article, german, "Write today") == "Sagt &lt;b&gt; &amp; schreibt"
    assert editor.text("Write today").words == "Sagt <b> & schreibt"
    assert editor.text("Write today").state == State.TRANSLATED
    rich = next(text for text in editor.texts if text.is_rich)
    editor.press("action", "save", **{f"text-{rich.key}": 'Lies & lache: <a id="a1">mehr</a>.'})
    assert german_words(article, german, rich.segment.string.data) == 'Lies &amp; lache: <a id="a1">mehr</a>.'


def test_an_emptied_field_takes_the_translation_away_and_undo_brings_it_back(
    translator_client: Client, article: ContentPage, changed_article: ContentPage, german: Locale
) -> None:
    editor = Editor(translator_client, changed_article)
    editor.type("Act", "")
    assert german_words(article, german, "Act") is None
    text = editor.text("Act")
    assert text.state == State.MISSING
    [(version, words)] = text.earlier
    assert words == "de Act"
    assert "de Act" in editor.html

    editor.press("do", f"undo:{text.key}:{version.pk}")

    assert german_words(article, german, "Act") == "de Act"


def test_what_was_translated_of_vanished_words_can_be_looked_up(
    translator_client: Client, article: ContentPage, changed_article: ContentPage, german: Locale
) -> None:
    translation = translation_into(german, article)
    answer = translator_client.get(reverse("localisation_vanished", args=[translation.pk]))
    assert "de All of it" in answer.content.decode()
    assert "de Write" in answer.content.decode()
    assert (
        reverse("localisation_vanished", args=[translation.pk])
        in Editor(translator_client, changed_article).html
    )


def test_a_glossary_slip_is_flagged_and_stops_nobody(
    translator_client: Client, changed_article: ContentPage, german: Locale
) -> None:
    term = GlossaryTerm.objects.create(term="write", locale=Locale.objects.get(language_code="en"))
    TermTranslation.objects.create(term=term, locale=german, text="schreiben")
    editor = Editor(translator_client, changed_article)
    editor.type("Write today", "Heute mailen")
    text = editor.text("Write today")
    assert [problem.is_severe for problem in text.problems] == [False]
    assert "schreiben" in str(text.problems[0].words)
    assert text.state == State.TRANSLATED
    editor.type("Write today", "Heute schreiben")
    assert editor.text("Write today").problems == []


def test_a_match_from_the_memory_is_taken(
    translator_client: Client, home: Page, article: ContentPage, changed_article: ContentPage, german: Locale
) -> None:
    """What the button says in the form is what stands there then, whatever it is; typed words come along."""
    other = publish(home.add_child(instance=ContentPage(title="Write today", slug="write")))
    submit_for_translation(other, [german], None)
    fill_and_publish(translation_into(german, other))
    editor = Editor(translator_client, changed_article)
    key = editor.text("Write today").key
    help_page = translator_client.get(f"{editor.url}?at={key}").content.decode()
    assert "de Write today" in help_page

    editor.press("do", f"take:{key}:0", **{f"text-{editor.text('Act').key}": "Handelt"})

    assert editor.text("Write today").words == "de Write today"
    assert editor.text("Act").words == "Handelt"


def test_sent_for_review_read_over_and_published_by_the_lead(
    translator_client: Client,
    lead_client: Client,
    lead: User,
    article: ContentPage,
    changed_article: ContentPage,
    german: Locale,
) -> None:
    """The translator can't publish, nor send what is unfinished; the English page stays to the byte."""
    english, before = row(article), public_row(changed_article)
    editor = Editor(translator_client, changed_article)
    assert 'value="publish"' not in editor.html
    editor.press("action", "publish")
    assert public_row(changed_article) == before
    assert "2 texts are missing" in editor.press("action", "hand-over")
    assert not Handover.objects.exists()

    editor.type("Write today", "Schreibt heute")
    editor.type("All of it, and more", "Alles, und mehr", "action", "hand-over")

    assert Handover.objects.get().translation == translation_into(german, article)
    assert {text.state for text in editor.texts} == {State.READY}
    reading = Editor(lead_client, changed_article, "?show=needs-me")
    assert "sent this for review" in reading.html
    reading.press("do", f"reviewed:{reading.text('Act').key}")
    assert reading.text("Act").state == State.REVIEWED
    reading.type("Write today", "Schreibt noch heute")
    assert reading.text("Write today").state == State.TRANSLATED
    assert "Published" in reading.press("action", "publish")

    assert not Handover.objects.exists()
    page = ContentPage.objects.get(pk=changed_article.pk)
    assert page.title == "Alles, und mehr"
    assert page.body[1].value["button"] == "Schreibt noch heute"
    assert row(article) == english
    reading.open()
    assert reading.text("All of it, and more").state == State.REVIEWED


def test_a_mark_is_about_these_words_alone(translator_client: Client, changed_article: ContentPage) -> None:
    """Whoever changes a text that was ready makes it one that nobody has read."""
    editor = Editor(translator_client, changed_article)
    editor.press("do", f"ready:{editor.text('Act').key}")
    assert editor.text("Act").state == State.READY
    editor.type("Act", "Handelt")
    assert editor.text("Act").state == State.TRANSLATED


def test_a_translator_reviews_nothing(translator_client: Client, changed_article: ContentPage) -> None:
    editor = Editor(translator_client, changed_article)
    editor.press("do", f"reviewed:{editor.text('Act').key}")
    assert editor.text("Act").state == State.TRANSLATED


def test_people_talk_about_a_text_and_about_the_page(
    translator_client: Client, lead_client: Client, lead: User, changed_article: ContentPage
) -> None:
    """A question needs the other one; what was written is said whatever button is pressed, and once."""
    reading = Editor(lead_client, changed_article)
    act = reading.text("Act").key
    reading.press("do", f"comment:{act}", **{f"comment-{act}": "Lieber „Mach mit“?"})
    reading.press("action", "save", **{f"comment-{act}": "Lieber „Mach mit“?", "comment-page": "شكرا!"})
    assert TextComment.objects.count() == 2

    editor = Editor(translator_client, changed_article, "?show=needs-me")
    assert "Lieber „Mach mit“?" in editor.html
    assert "شكرا!" in editor.html
    editor.press("do", f"settle:{act}")
    assert not editor.text("Act").open_comments
    assert f'name="text-{act}"' not in editor.html
    editor.press("do", "settle:page")
    assert not TextComment.objects.filter(settled_at=None).exists()


def test_a_locked_page_is_shown_and_not_changed(
    translator_client: Client,
    lead: User,
    article: ContentPage,
    changed_article: ContentPage,
    german: Locale,
) -> None:
    editor = Editor(translator_client, changed_article)
    text = editor.text("Act")
    Page.objects.filter(pk=changed_article.pk).update(locked=True, locked_by=lead)
    editor.type("Act", "Handelt")
    answer = translator_client.post(
        reverse("localisation_text", args=[text.translation.pk, text.key]),
        {"words": "Handelt", "seen": text.seen},
    )
    assert answer.status_code == 423
    assert german_words(article, german, "Act") == "de Act"
    assert "readonly" in editor.html


def test_another_picture_and_another_address_can_stand_in_the_originals_place(
    translator_client: Client, article: ContentPage, changed_article: ContentPage
) -> None:
    """Nobody overwrites what somebody else has chosen without seeing it."""
    editor = Editor(translator_client, changed_article)
    items = {
        item.source: item
        for tab in editor.response.context["tabs"]
        for kind, item in tab.items
        if kind == "exchange"
    }
    button = items["https://example.org/act"]
    typed = {button.name: "https://example.org/tun", f"seen-{button.name}": button.seen}
    editor.press("action", "save", **typed)
    assert SegmentOverride.objects.get().data == "https://example.org/tun"
    # From a tab that still shows it empty: nobody has touched it there.
    answer = editor.press("action", "save", **{button.name: "", f"seen-{button.name}": button.seen})
    assert "Everything was saved already" in answer
    assert SegmentOverride.objects.get().data == "https://example.org/tun"
    # From one in which something else was typed: both are shown.
    editor.press(
        "action", "save", **{button.name: "https://example.org/x", f"seen-{button.name}": button.seen}
    )
    assert SegmentOverride.objects.get().data == "https://example.org/tun"
    assert "https://example.org/x" in editor.html


def test_texts_are_named_by_where_they_stand_and_say_their_language(
    translator_client: Client, german_page: ContentPage
) -> None:
    """By the labels of the original's editor, so that nobody has to guess which “Text” it is."""
    editor = Editor(translator_client, german_page)
    names = {text.source: text.place.name for text in editor.texts}
    assert names["Write"] == "Body › Call to action › Words on the button"
    assert names["countries"].startswith("Body › Key figures › ")
    assert names["countries"].endswith(" › Figures › 1 › What it counts")
    field = f'id="words-{editor.text("Write").key}" name="text-{editor.text("Write").key}"'
    around = editor.html.split(field)[1].split(">")[0]
    assert 'lang="de"' in around
    assert 'dir="ltr"' in around
    assert f'<label for="words-{editor.text("Write").key}">' in editor.html


def test_the_history_offers_no_version_that_publishing_would_overwrite(
    lead_client: Client, lead: User, changed_article: ContentPage, article: ContentPage, german: Locale
) -> None:
    """Its address leads back to the editor, with the reason; a page like any other keeps it."""
    for title in ("Erst so", "Dann so"):
        changed_article.title = title
        changed_article.save_revision(user=lead, log_action=True)
    revision = changed_article.revisions.order_by("created_at").first()
    history = reverse("wagtailadmin_pages:history", args=[changed_article.pk])
    revert = reverse("wagtailadmin_pages:revisions_revert", args=[changed_article.pk, revision.pk])
    assert "/revert/" not in lead_client.get(history).content.decode()
    answer = lead_client.get(revert, follow=True)
    assert answer.redirect_chain[-1][0] == url_of(changed_article)
    assert "Earlier words" in " ".join(map(str, answer.context["messages"]))

    Translation.objects.filter(pk=translation_into(german, article).pk).update(enabled=False)

    assert "/revert/" in lead_client.get(history).content.decode()


def test_only_who_translates_the_page_writes_its_texts(
    translator_client: Client, home: Page, article: ContentPage, german: Locale, french: Locale
) -> None:
    """Neither by the form nor by what the script asks."""
    submit_for_translation(article, [french], None)
    translation = translation_into(french, article)
    segment = translation.source.stringsegment_set.first()
    assert segment is not None
    for name in ("localisation_text", "localisation_text_help"):
        url = reverse(name, args=[translation.pk, f"{segment.context_id}-{segment.string_id}"])
        assert translator_client.get(url).status_code in (302, 403, 405)
        assert translator_client.post(url, {"words": "Non"}).status_code in (302, 403, 405)
    assert translator_client.get(reverse("localisation_vanished", args=[translation.pk])).status_code == 302
    assert not StringTranslation.objects.filter(locale=french).exists()


def test_a_deleted_original_is_no_end(
    lead_client: Client, article: ContentPage, german_article: ContentPage, german: Locale
) -> None:
    """Whatever became of the original, the editor opens and says so."""
    Page.objects.filter(pk=article.pk).update(locale=Locale.objects.create(language_code="pl"))
    assert "The original is gone" in Editor(lead_client, german_article).html


def test_the_number_of_queries_does_not_grow_with_the_texts(
    translator_client: Client,
    german_home: HomePage,
    german_page: ContentPage,
    django_assert_max_num_queries: Any,
) -> None:
    """A page of all blocks asks once for each kind of thing that its blocks name, and not for each text."""
    url = url_of(german_home)
    translator_client.get(url)
    with CaptureQueriesContext(connection) as few:
        translator_client.get(url)
    with django_assert_max_num_queries(len(few) + 17):
        translator_client.get(url_of(german_page))
