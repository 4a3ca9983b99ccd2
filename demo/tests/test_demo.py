"""The demo: complete in all its languages, consistent, and loaded once."""

import json
import re
import stat
import tempfile
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import TestCase, override_settings
from django.utils import timezone
from pyrage.x25519 import Identity
from pytest_django.fixtures import Settings
from wagtail.documents import get_document_model
from wagtail.models import Locale, Page, Site
from wagtail.permissions import policy_registry
from wagtail_localize.models import Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from coalition.member import Member
from demo.languages import WORDS, demo_languages
from demo.loader import DEMO_KEY, SIGNATURES, DemoState, demo_state, load_demo
from demo.signatories import NAMES, SHARES, counts_by_day, signatories
from demo.structure import MEMBERS, PAGES, PETITION_SLUG, SECTIONS
from demo.translating import NotAlike, paired_words
from editorial.models import CampaignImage, Section, SiteSettings
from editorial.public_languages import public_languages
from home.blocks import BodyStreamBlock
from home.models import ContentPage, HomePage, NewsIndexPage
from home.news import news_of_index
from localisation.gate.gaps import gaps_of
from localisation.gate.models import HeldBackHome
from petition_blocks.counting.models import CountChange, CountTotal
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.models import Petition, PetitionSettings
from petition_blocks.sealing.email_addresses import canonical_email
from petition_blocks.sealing.encryption import unseal
from petition_blocks.signature.models import SealedRecord, ShownName, Signature, Submission, Wording
from tests.indexes import nothing_is_noted
from tests.test_public_pages import START, Walk, walk_from

LANGUAGES = demo_languages()
TRANSLATED = LANGUAGES[1:]


def pages_in(language: str) -> list[Any]:
    """Return the pages of a language in the order of the demo's structure."""
    words = WORDS[language].PAGES
    by_title = {
        page.title: page.specific for page in Page.objects.filter(locale__language_code=language, depth__gt=1)
    }
    return [by_title[words[structure.name]["title"]] for structure in PAGES]


def texts_of(instance: Any) -> set[str]:
    """Return all texts of a page or organisation that are words, not just figures."""
    return {
        segment.string.data
        for segment in extract_segments(instance)
        if isinstance(segment, StringSegmentValue) and any(letter.isalpha() for letter in segment.string.data)
    }


def texts_by_path(instance: Any) -> list[tuple[str, Any]]:
    """Return each text that is translated, and where it stands."""
    return [
        (segment.path, segment.string)
        for segment in extract_segments(instance)
        if isinstance(segment, StringSegmentValue)
    ]


def build_of(page: Any) -> list[Any]:
    """Return what a page's body is made of: types and ids, down to the items of lists."""

    def build(value: Any) -> Any:
        if isinstance(value, list):
            return [build(item) for item in value]
        if isinstance(value, dict):
            return {name: value[name] if name in ("type", "id") else build(value[name]) for name in value}
        return None

    body = page.body.raw_data if hasattr(page, "body") else []
    return [build(block) for block in json.loads(json.dumps(list(body), default=dict))]


def interrupt_half_way(line: str) -> None:
    """Do as somebody does who presses Ctrl-C when the petition and its keys are there."""
    if line.startswith("(7/"):
        raise KeyboardInterrupt


@pytest.mark.slow
class DemoTest(TestCase):
    """What there is when the demo has been loaded, once for all of these tests."""

    keys_folder: Path
    development: override_settings
    after_the_first_try: tuple[DemoState, list[str]]
    said: str
    walk: Walk | None = None

    @classmethod
    def setUpTestData(cls) -> None:
        folder = Path(tempfile.mkdtemp(prefix="campaign-hub-demo-"))
        cls.keys_folder = folder / "keys"
        cls.development = override_settings(DEBUG=True, VAR_DIR=folder)
        # What all of these tests look at was loaded by somebody who had interrupted it before.
        with pytest.raises(KeyboardInterrupt), nothing_is_noted():
            load_demo(cls.keys_folder, progress=interrupt_half_way)
        cls.after_the_first_try = demo_state(), [user.username for user in User.objects.all()]
        output = StringIO()
        with cls.development, nothing_is_noted():
            call_command("load_demo", stdout=output)
        cls.said = output.getvalue()

    # Loading

    def test_a_load_that_ends_half_way_leaves_nothing(self) -> None:
        assert self.after_the_first_try == (DemoState.ABSENT, [])

    def test_loading_tells_each_step(self) -> None:
        lines = self.said.splitlines()
        assert lines[0] == "Loading the demo …"
        assert lines[1].startswith("  (1/")
        assert demo_state() is DemoState.LOADED

    def test_command_loads_the_demo_once(self) -> None:
        home = HomePage.objects.get(locale__language_code="en")
        home.title, home.slug = "Changed by an editor", "changed"
        home.save_revision().publish()
        before = all_that_matters()
        output = StringIO()
        with self.development:
            call_command("load_demo", stdout=output)
        assert output.getvalue().splitlines() == ["The demo is there."]
        assert all_that_matters() == before

    # Pages

    def walked(self) -> Walk:
        """Return what a visitor finds who follows every link: the first test to ask walks, for all."""
        cls = type(self)
        if cls.walk is None:
            with override_settings(WAGTAILADMIN_BASE_URL="http://testserver"):
                cls.walk = walk_from(self.client, [*START, "/sitemap.xml", "/robots.txt"])
        return cls.walk

    def test_all_pages_and_files_keep_the_rules(self) -> None:
        walk = self.walked()
        assert walk.problems == []
        for language in LANGUAGES:
            assert sum(path.startswith(f"/{language}/") for path in walk.pages) >= 5

    def test_the_site_speaks_the_languages_of_the_demo_and_no_other(self) -> None:
        assert {code for code, _name in django_settings.LANGUAGES} > set(LANGUAGES)
        assert {locale.language_code for locale in Locale.objects.all()} == set(LANGUAGES)

    def test_each_page_is_public_in_all_languages_and_built_alike(self) -> None:
        for english_page, *translations in zip(*map(pages_in, LANGUAGES), strict=True):
            for page in translations:
                assert page.translation_key == english_page.translation_key
                assert type(page) is type(english_page)
                assert build_of(page) == build_of(english_page)
            for page in (english_page, *translations):
                assert page.live, page
                assert page.alias_of_id is None, page
                assert not page.has_unpublished_changes, page
        assert Page.objects.filter(depth__gt=1).count() == len(LANGUAGES) * len(PAGES)

    def test_visitors_meet_all_of_its_languages(self) -> None:
        site = Site.objects.select_related("root_page").get()
        assert sorted(public_languages(site)) == sorted(LANGUAGES)
        for home in HomePage.objects.all():
            assert gaps_of(home) == []
        assert not HeldBackHome.objects.exists()

    def test_the_tree_is_sound(self) -> None:
        assert Page.find_problems() == ([], [], [], [], [])

    def test_each_page_answers_in_its_own_language(self) -> None:
        for language in LANGUAGES:
            for page in pages_in(language):
                response = self.walked().answers[page.get_url()]
                assert response.status_code == 200, page.get_url()
                html = response.content.decode()
                assert f'<html lang="{language}"' in html
                assert page.title.replace("'", "&#x27;") in html
                assert "linktype" not in html

    def test_all_texts_are_translated(self) -> None:
        translations = Translation.objects.all()
        assert len(translations) == len(TRANSLATED) * (len(PAGES) + len(SECTIONS) + len(MEMBERS))
        for translation in translations:
            total, done = translation.get_progress()
            assert (total, done) == (total, total), translation.source.object_repr
            assert total > 0
            assert not translation.source.schema_out_of_date()

    def test_no_english_text_is_left_on_a_translated_page(self) -> None:
        pairs = [
            *(
                pair
                for language in TRANSLATED
                for pair in zip(pages_in("en"), pages_in(language), strict=True)
            ),
            *(
                (entered, entered.get_translation(Locale.objects.get(language_code=language)))
                for language in TRANSLATED
                for entered in english_snippets()
            ),
        ]
        for source, target in pairs:
            assert texts_of(target), target
            assert texts_of(source) & texts_of(target) == set(), target

    def test_an_editor_could_save_each_page_as_it_is(self) -> None:
        for page in all_pages():
            page.full_clean()
            if hasattr(page, "body"):
                page.body.stream_block.clean(page.body)

    def test_every_block_of_the_palette_is_used(self) -> None:
        used = {block.block_type for page in pages_in("en") for block in getattr(page, "body", [])}
        # A campaign that is finished has no hints left.
        assert used == set(BodyStreamBlock().child_blocks) - {"editor_hint"}

    def test_menus_lead_to_all_pages(self) -> None:
        in_menu = {
            page.specific.slug for page in Page.objects.filter(show_in_menus=True, locale__language_code="en")
        }
        assert in_menu == {"transparency", "red-lines", "respect-for-humans", "coalition", "petition"}
        footer = {page.slug for page in all_pages() if page.show_in_footer}
        assert footer == {
            WORDS[language].PAGES[name]["slug"]
            for language in LANGUAGES
            for name in ("about", "privacy", "accessibility", "news")
        }

    def test_news_are_dated_from_the_opening_of_the_petition_until_today(self) -> None:
        opens_at = Petition.objects.get().opens_at
        assert opens_at is not None
        first_day = timezone.localdate(opens_at)
        for language in LANGUAGES:
            index = NewsIndexPage.objects.get(locale__language_code=language)
            news = list(news_of_index(index))
            words = WORDS[language].PAGES
            assert [page.title for page in news] == [
                words[name]["title"]
                for name in ("news_next", "news_coalition", "news_cities", "news_opening")
            ]
            assert news[-1].date == first_day
            assert news[0].date < timezone.localdate()
            feed = self.client.get(index.get_feed_url()).content.decode()
            assert all(page.title in feed for page in news)

    def test_the_event_lies_ahead(self) -> None:
        for language in ("en", "ar"):
            events = [
                block.value
                for page in pages_in(language)
                for block in getattr(page, "body", [])
                if block.block_type == "event"
            ]
            assert events
            for event in events:
                assert timezone.now() < event["start"] < event["end"]

    def test_what_is_offered_as_a_file_is_small_and_what_it_says_it_is(self) -> None:
        documents = {document.file_extension: document for document in get_document_model().objects.all()}
        starts = {"pdf": (0, b"%PDF-"), "mp4": (4, b"ftyp")}
        assert set(documents) == set(starts)
        for extension, (offset, mark) in starts.items():
            document = documents[extension]
            with document.open_file() as file:
                content = file.read()
            assert content[offset:].startswith(mark)
            assert len(content) < 300_000
            answer = self.client.get(document.url)
            assert answer.status_code == 200
            assert b"".join(answer) == content

    def test_what_is_made_up_about_countries_says_so_in_each_line(self) -> None:
        notes = [
            entry["note"]
            for page in pages_in("en")
            for block in getattr(page, "body", [])
            if block.block_type == "map"
            for entry in block.value["countries"]
        ]
        assert notes
        assert all(note.startswith("Made up: ") for note in notes)

    def test_pictures_are_described_and_credited(self) -> None:
        for image in CampaignImage.objects.all():
            assert image.description
            assert image.credit == "Campaign Hub"
            assert image.file.size < 200_000
        described = [
            text.data
            for page in pages_in("de")
            for path, text in texts_by_path(page)
            if path.endswith("alt_text")
        ]
        assert len(described) == 5
        assert all(text.startswith("Zeichnung: ") for text in described)

    def test_german_says_du_and_never_sie(self) -> None:
        for page in pages_in("de"):
            for text in texts_of(page):
                for formal in (
                    "Ihnen",
                    "Ihre ",
                    "Ihren",
                    "wenn Sie",
                    "haben Sie",
                    "können Sie",
                    "Bitte bestätigen",
                ):
                    assert formal not in text, text

    def test_french_says_vous_and_never_tu(self) -> None:
        for page in pages_in("fr"):
            for text in texts_of(page):
                assert not re.search(r"\b(tu|toi|ton|ta|tes|te)\b|\bt’", text, re.IGNORECASE), text

    def test_no_line_breaks_before_french_punctuation(self) -> None:
        for page in pages_in("fr"):
            for text in texts_of(page):
                assert not re.search(r"(?<![\u202f\u00a0])[?!;»]|« |(?<!mailto)(?<!\u00a0):|'", text), text

    def test_site_shows_the_demo_and_nothing_else(self) -> None:
        site = Site.objects.get()
        assert site.is_default_site
        assert site.root_page.specific == HomePage.objects.get(
            translation_key=DEMO_KEY, locale__language_code="en"
        )
        assert (site.hostname, site.port) == ("127.0.0.1", 8000)
        settings = SiteSettings.for_site(site)
        assert settings.privacy_page.slug == "privacy"
        assert settings.controller_name
        assert settings.contact_email.endswith("@example.org")
        assert PetitionSettings.for_site(site).main_petition == Petition.objects.get()

    # Members

    def test_organisations_have_their_facts_and_a_description_in_each_language(self) -> None:
        members = english_members()
        assert len(members) == 13
        for member in members:
            assert member.live
            assert member.website.startswith("https://")
            assert list(member.countries)
            assert member.description
            assert not member.has_unpublished_changes
            for language in TRANSLATED:
                translation = member.get_translation(Locale.objects.get(language_code=language))
                assert translation.live
                assert (translation.name, translation.website) == (member.name, member.website)
                assert translation.description

    # Petition

    def test_all_its_pages_share_one_open_petition(self) -> None:
        petition = Petition.objects.get()
        assert {page.petition_id for page in PetitionPage.objects.all()} == {petition.pk}
        assert petition.is_open
        assert petition.minimum_age == 16
        petition.full_clean()
        assert petition.closes_at is not None
        assert 300 < (petition.closes_at - timezone.now()).days < 366
        for page in PetitionPage.objects.all():
            assert str(petition.minimum_age) in page.statement
            assert not [
                name
                for name, value in page.wording_text().items()
                if not value
                and name not in ("partner_question", "partner_controllers", "partner_key_holders")
            ]

    def test_the_words_people_signed_are_the_words_that_are_shown(self) -> None:
        hashes = {page.wording_hash for page in PetitionPage.objects.all()}
        assert hashes == set(Wording.objects.values_list("pk", flat=True))
        assert hashes == set(Signature.objects.values_list("wording", flat=True))

    def test_numbers_are_those_of_the_signatures(self) -> None:
        petition = Petition.objects.with_counts().get()
        assert petition.confirmed == Signature.objects.count() == SIGNATURES
        assert petition.awaiting == Submission.objects.count() == 0
        assert petition.goal_for(petition.confirmed) == 500
        cell = ("country", "language", "source")
        signed = Counter(Signature.objects.values_list("signed_on", *cell))
        counted = Counter[Any]()
        for *key, number in CountChange.objects.values_list("day", *cell, "change"):
            counted[tuple(key)] += number
        for *key, number in CountTotal.objects.values_list("day", *cell, "count"):
            counted[tuple(key)] += number
        assert signed == counted
        slugs = {page.slug for page in all_pages()}
        assert {source for _day, _country, _language, source in signed} <= slugs

    def test_signatures_came_over_weeks_and_all_since_the_opening(self) -> None:
        days = set(Signature.objects.values_list("signed_on", flat=True))
        petition = Petition.objects.get()
        assert petition.opens_at is not None
        assert min(days) == timezone.localdate(petition.opens_at)
        assert max(days) == timezone.localdate()
        assert len(days) == len(SHARES)
        assert petition.published_statistics.tables["country"]["DE"] > 0

    def test_only_the_keys_in_the_folder_open_what_was_signed(self) -> None:
        identities = {}
        for name in ("petition", "petition-safe", "updates"):
            file = self.keys_folder / f"demo-recipient-{name}.txt"
            assert stat.S_IMODE(file.stat().st_mode) == 0o600
            identities[name] = file.read_text().splitlines()[-1]
        records = SealedRecord.objects.select_related("recipient").order_by("signature")
        opened = {
            name: [
                unseal(record.ciphertext, identity)
                for record in records
                if record.recipient.public_key == str(Identity.from_str(identity).to_public())
            ]
            for name, identity in identities.items()
        }
        assert opened["petition-safe"] == opened["petition"]
        assert sum(len(rows) for rows in opened.values()) == len(records)
        people = signatories(SIGNATURES, LANGUAGES)
        assert {person.language for person in people} == set(LANGUAGES)
        assert {fields["email"] for fields in opened["petition"]} == {person.email for person in people}
        assert {fields["email"] for fields in opened["updates"]} == {
            person.email for person in people if person.updates
        }
        assert {"name", "email", "language", "wording"} == set(opened["updates"][0])

    def test_all_whose_names_are_shown_were_asked_and_so_is_whoever_signs_next(self) -> None:
        shown = ShownName.objects.select_related("signature__wording")
        assert shown.exists()
        assert all("show_name_question" in name.signature.wording.text for name in shown)
        for language in LANGUAGES:
            form = self.client.get(f"/{language}/sign/{PETITION_SLUG}/").content.decode()
            assert 'name="show_name"' in form

    # Rights

    def test_editor_writes_and_publishes_below_the_homes_only(self) -> None:
        editor = User.objects.get(username="editor")
        assert editor.check_password("demo")
        assert editor.has_perm("wagtailadmin.access_admin")
        for page in all_pages():
            rights = page.permissions_for_user(editor)
            assert rights.can_edit(), page
            assert rights.can_publish(), page
        at_root = Page.objects.get(depth=1).permissions_for_user(editor)
        assert not at_root.can_add_subpage()
        for home in HomePage.objects.all():
            assert home.permissions_for_user(editor).can_add_subpage()
            assert not home.permissions_for_user(editor).can_delete()

    def test_editor_runs_petitions_members_and_media_and_submits_translations(self) -> None:
        editor = User.objects.get(username="editor")
        for permission in (
            "petition_blocks.view_petition",
            "petition_blocks.change_petition",
            "wagtail_localize.submit_translation",
        ):
            assert editor.has_perm(permission), permission
        member_policy = policy_registry.get_by_type(Member)
        for action in ("view", "add", "change", "delete", "publish"):
            assert member_policy.user_has_permission(editor, action), action
        for policy in map(policy_registry.get_by_type, (CampaignImage, get_document_model())):
            for action in ("add", "change", "choose"):
                assert policy.user_has_permission(editor, action), action
        assert not editor.has_perm("auth.change_user")

    def test_translators_work_on_pages_of_their_language_only(self) -> None:
        for own in TRANSLATED:
            translator = User.objects.get(username=f"translator-{own}")
            assert translator.check_password("demo")
            assert translator.has_perm("wagtailadmin.access_admin")
            assert translator.has_perm("wagtail_localize.submit_translation")
            assert not translator.has_perm("petition_blocks.change_petition")
            for language in LANGUAGES:
                for page in pages_in(language):
                    rights = page.permissions_for_user(translator)
                    assert rights.can_edit() is (language == own), (page, own)
                    assert rights.can_publish() is (language == own), (page, own)
                    assert not rights.can_add_subpage(), (page, own)

    def test_admin_may_do_everything_and_nobody_else_is_there(self) -> None:
        assert User.objects.get(username="admin").is_superuser
        assert set(User.objects.values_list("username", flat=True)) == {
            "admin",
            "editor",
            "moderator",
            "coordinator",
            "key-keeper",
            *(f"translator-{language}" for language in TRANSLATED),
        }
        assert User.objects.filter(is_superuser=True).count() == 1


def all_pages() -> list[Any]:
    """Return the demo's pages in all its languages."""
    return [page for language in LANGUAGES for page in pages_in(language)]


def english_snippets() -> list[Any]:
    """Return organisations and sections as they were entered."""
    return [*english_members(), *Section.objects.filter(locale__language_code="en")]


def english_members() -> list[Member]:
    """Return the organisations as they were entered."""
    return list(Member.objects.filter(locale__language_code="en"))


# Loading


@pytest.fixture
def development(settings: Settings, tmp_path: Path) -> Settings:
    """A newcomer's machine."""
    settings.DEBUG = True
    settings.VAR_DIR = tmp_path
    return settings


def all_that_matters() -> dict[str, Any]:
    """Return what a second load could spoil."""
    return {
        "pages": list(Page.objects.order_by("pk").values()),
        "members": list(Member.objects.order_by("pk").values()),
        "users": list(User.objects.order_by("pk").values()),
        "petition": list(Petition.objects.values()),
        "signatures": Signature.objects.count(),
        "images": CampaignImage.objects.count(),
    }


@pytest.mark.django_db
def test_command_refuses_without_debug(settings: Settings) -> None:
    settings.DEBUG = False
    with pytest.raises(CommandError, match="DEBUG"):
        call_command("load_demo")
    assert demo_state() is DemoState.ABSENT


@pytest.mark.django_db
def test_an_older_demo_is_left_alone_and_the_way_out_is_named(development: Settings) -> None:
    older = str(DEMO_KEY)[:-1] + "0"
    root = Page.objects.get(depth=1)
    root.add_child(instance=HomePage(title="An older demo", slug="older", translation_key=older))
    assert demo_state() is DemoState.OTHER_VERSION
    with pytest.raises(CommandError, match="`make renew-demo`"):
        call_command("load_demo")
    assert HomePage.objects.exclude(title="New campaign").count() == 1


@pytest.mark.django_db
def test_a_site_of_ones_own_is_left_alone(development: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    Page.objects.get(depth=1).add_child(instance=HomePage(title="Our own", slug="own"))
    call_command("load_demo")
    assert capsys.readouterr().out.splitlines() == [
        "This database has pages of its own; the demo stays out of it."
    ]
    assert HomePage.objects.exclude(title="New campaign").count() == 1
    assert not User.objects.exists()


# Words and people


@pytest.mark.django_db
def test_a_gap_in_one_language_is_noticed() -> None:
    page = ContentPage(title="One", introduction="Two", slug="one")
    with pytest.raises(NotAlike):
        paired_words(page, ContentPage(title="Eins", slug="one"))


def test_no_two_signatories_share_an_address_or_can_be_written_to() -> None:
    people = signatories(2_000, LANGUAGES)
    emails = {canonical_email(person.email) for person in people}
    assert len(emails) == len(people)
    assert all(email.endswith(".example") and email.isascii() for email in emails)


def test_no_name_comes_again_before_the_names_of_a_country_have_run_out() -> None:
    people: dict[str, list[str]] = {}
    for person in signatories(2_000, LANGUAGES):
        people.setdefault(person.country, []).append(person.name)
    for country, names in people.items():
        _weight, firsts, lasts = NAMES[country]
        pairs = len(firsts.split()) * len(lasts.split())
        assert len(set(names)) == min(len(names), pairs)
        assert len(set(names[:pairs])) == len(names[:pairs])


def test_days_add_up() -> None:
    for number in (0, 1, 7, SIGNATURES, 5_000):
        assert sum(counts_by_day(number)) == number
        assert min(counts_by_day(number)) >= 0
