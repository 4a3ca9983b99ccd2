"""A translator betters what the hub says, and visitors read it at once; a site may speak formally."""

import gettext
import io
import time
from typing import Any

import polib
import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as say_now
from django.utils.translation import ngettext
from wagtail.models import Locale, Site

from editorial.actions.invalidate_pages import invalidate_pages
from editorial.interface_words import in_force
from editorial.interface_words.actions import say
from editorial.interface_words.address import FormOfAddress, other_form
from editorial.interface_words.catalogue import Message, all_messages, plural_examples
from editorial.interface_words.in_force import keep_up, speaking_for, speaking_on
from editorial.interface_words.middleware import BETWEEN_LOOKS
from editorial.interface_words.models import InterfaceWord, name_of_message
from editorial.interface_words.po_file import plural_rule
from editorial.interface_words.problems import problems_of_text
from editorial.interface_words.progress import interface_words_in, interface_words_of, missing_in_catalogue
from editorial.models import SiteSettings
from editorial.workarounds.own_words_in_gettext import catalogue_of
from home.models import HomePage
from localisation.roles import grant_translator
from petition_blocks.mailing.mails import compose_mail
from petition_blocks.page.models import PetitionPage
from petition_blocks.signature.models import Submission
from tests.factories import SubmissionFactory

SKIP = name_of_message("", "Skip to the content")
DAYS = name_of_message("", "%(days)s day")
NAME = name_of_message("", "Your name")


@pytest.fixture
def translator(german_home: HomePage) -> User:
    """Somebody who translates into German, and publishes there."""
    group = Group.objects.create(name="German")
    grant_translator(group, german_home.locale)
    user = User.objects.create_user("translator", "t@example.org", "password")
    user.groups.add(group)
    return user


@pytest.fixture
def at_the_desk(translator: User, client: Client) -> Client:
    """Their browser."""
    client.force_login(translator)
    return client


def sign_url(page: PetitionPage) -> str:
    assert page.petition is not None
    with translation.override(page.locale.language_code):
        return reverse("petition_sign", args=[page.petition.slug])


def address_of_word(name: str, language: str = "de") -> str:
    return reverse("editorial_word", args=[language, name])


def send(client: Client, name: str, *texts: str, language: str = "de", **more: str) -> Any:
    """Open the form of a message, write these texts into it, and press the button."""
    url = address_of_word(name, language)
    seen = client.get(url).context["form"]["seen"].value()
    words = {f"text_{number}": text for number, text in enumerate(texts)}
    return client.post(url, {"seen": seen, **words, **more}, follow=True)


def test_visitors_read_the_bettered_word_at_once_and_the_old_one_after_it_was_put_back(
    at_the_desk: Client, german_home: HomePage, django_capture_on_commit_callbacks: Any
) -> None:
    visitor = Client()
    before = visitor.get("/de/").text
    assert "Zum Inhalt springen" in before
    with django_capture_on_commit_callbacks(execute=True):
        answer = send(at_the_desk, SKIP, "Gleich zum Inhalt – ohne Umweg")
    assert answer.redirect_chain
    assert "Gleich zum Inhalt – ohne Umweg" in visitor.get("/de/").text
    assert "Skip to the content" in visitor.get("/en/").text
    with django_capture_on_commit_callbacks(execute=True):
        send(at_the_desk, SKIP, "whatever is there", reset="yes")
    assert "Zum Inhalt springen" in visitor.get("/de/").text
    assert not InterfaceWord.objects.exists()


def test_another_process_says_it_at_its_next_request(
    translator: User, german_home: HomePage, django_capture_on_commit_callbacks: Any
) -> None:
    visitor = Client()
    visitor.get("/de/")
    # As a row changes when another process writes it: nothing in this one hears of it but by the generation.
    word = InterfaceWord(
        language_code="de",
        singular="Skip to the content",
        message=SKIP,
        texts=["Ab zum Inhalt"],
        instead_of=["Zum Inhalt springen"],
    )
    InterfaceWord.objects.bulk_create([word])
    with django_capture_on_commit_callbacks(execute=True):
        invalidate_pages()
    assert "Ab zum Inhalt" in visitor.get("/de/").text


def test_who_is_refused_reads_the_bettered_word_as_well(
    german_petition_page: PetitionPage,
    translator: User,
    django_capture_on_commit_callbacks: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is handed in never comes from the cache, so that nothing else has noticed the change."""
    message = all_messages()[name_of_message("", "Enter your name.")]
    InterfaceWord.objects.bulk_create(
        [
            InterfaceWord(
                language_code="de",
                singular=message.singular,
                message=message.name,
                texts=["Wie heißt du?"],
                instead_of=[],
            )
        ]
    )
    with django_capture_on_commit_callbacks(execute=True):
        invalidate_pages()
    monkeypatch.setattr(in_force, "_looked_at", time.monotonic() - BETWEEN_LOOKS)
    answer = Client().post(sign_url(german_petition_page), {"wording": german_petition_page.wording_hash})
    assert "Wie heißt du?" in answer.text


def test_what_is_as_the_hub_has_it_is_not_kept(at_the_desk: Client, german_home: HomePage) -> None:
    send(at_the_desk, SKIP, "Zum Inhalt springen")
    assert not InterfaceWord.objects.exists()


@pytest.mark.parametrize(
    ("language", "forms"), [("pl", 3), ("ar", 6), ("ja", 1), ("de", 2), ("cs", 4), ("zh-hant", 1)]
)
def test_each_plural_form_is_asked_for_with_numbers_that_it_is_said_of(language: str, forms: int) -> None:
    assert len(plural_examples(language)) >= min(forms, 3)
    numbers = [number for examples in plural_examples(language) for number in examples]
    assert len(numbers) == len(set(numbers))
    assert plural_examples("de")[0] == [1]


@pytest.mark.parametrize("language", ["fr", "it", "pt", "es"])
def test_plural_forms_are_counted_as_the_hubs_own_catalogue_counts_them(language: str) -> None:
    """Django's catalogues of three of them have a form for millions, which ours lack: no word is missing."""
    ours = polib.pofile(str(settings.BASE_DIR / "locale" / language / "LC_MESSAGES" / "django.po"))
    assert plural_rule(language) == ours.metadata["Plural-Forms"]
    with_plural = next(entry for entry in ours if entry.msgid_plural)
    assert len(plural_examples(language)) == len(with_plural.msgstr_plural)
    assert missing_in_catalogue(language) == frozenset()


def test_what_is_said_better_in_french_is_said_of_each_number(
    home: HomePage, django_user_model: type[User]
) -> None:
    Locale.objects.create(language_code="fr")
    user = django_user_model.objects.create_superuser("everybody")
    say(all_messages()[DAYS], "fr", "", ["%(days)s journée", "%(days)s journées"], user)
    keep_up()
    with translation.override("fr"):
        said = [ngettext("%(days)s day", "%(days)s days", n) % {"days": n} for n in (1, 3, 1_000_000)]
    assert said == ["1 journée", "3 journées", "1000000 journées"]


def test_plural_forms_are_said_of_their_numbers(german_home: HomePage, django_user_model: type[User]) -> None:
    Locale.objects.create(language_code="pl")
    user = django_user_model.objects.create_superuser("everybody")
    message = all_messages()[DAYS]
    texts = [f"{form} %(days)s" for form in ("jedna doba", "doby", "dób", "doby")]
    say(message, "pl", "", texts[: len(plural_examples("pl"))], user)
    keep_up()
    with translation.override("pl"):
        said = {n: ngettext("%(days)s day", "%(days)s days", n) % {"days": n} for n in (1, 3, 5, 22)}
    assert said == {1: "jedna doba 1", 3: "doby 3", 5: "dób 5", 22: "doby 22"}


def test_a_language_without_a_catalogue_gets_its_words(
    home: HomePage, admin_user: User, admin_client: Client
) -> None:
    Locale.objects.create(language_code="ja")
    page = admin_client.get(reverse("editorial_words_in", args=["ja"]), {"state": "missing", "q": "skip to"})
    assert "Skip to the content" in page.text
    send(admin_client, SKIP, "本文へ移動", language="ja")
    keep_up()
    with translation.override("ja"):
        assert say_now("Skip to the content") == "本文へ移動"
        assert say_now("Menu") == "Menu"


def test_two_who_better_the_same_word_learn_of_each_other(at_the_desk: Client, german_home: HomePage) -> None:
    url = address_of_word(SKIP)
    seen = at_the_desk.get(url).context["form"]["seen"].value()
    send(at_the_desk, SKIP, "Die andere war schneller")
    answer = at_the_desk.post(url, {"seen": seen, "text_0": "Meins"})
    assert "Die andere war schneller" in answer.text
    assert "Meins" in answer.text, "nothing typed is lost"
    assert InterfaceWord.objects.get().texts == ["Die andere war schneller"]
    again = answer.context["form"]["seen"].value()
    at_the_desk.post(url, {"seen": again, "text_0": "Meins"})
    assert InterfaceWord.objects.get().texts == ["Meins"]


def test_the_list_says_which_words_the_hub_has_changed_since(
    at_the_desk: Client, german_home: HomePage
) -> None:
    send(at_the_desk, SKIP, "Zum Wesentlichen")
    url = reverse("editorial_words_in", args=["de"])
    assert "Zum Wesentlichen" in at_the_desk.get(url, {"state": "own"}).text
    assert "Zum Wesentlichen" not in at_the_desk.get(url, {"state": "overtaken"}).text
    InterfaceWord.objects.update(instead_of=["Zum Inhalt hüpfen"])
    assert "Zum Wesentlichen" in at_the_desk.get(url, {"state": "overtaken"}).text


class TestWhoMay:
    """What is bettered is public at once: for those who publish in the language."""

    def test_a_translator_in_their_language_alone(
        self, at_the_desk: Client, german_home: HomePage, home: HomePage
    ) -> None:
        assert at_the_desk.get(reverse("editorial_words")).status_code == 200
        for language in ("en", "fr"):
            for url in (
                reverse("editorial_words_in", args=[language]),
                reverse("editorial_words_file", args=[language]),
                address_of_word(SKIP, language),
            ):
                # Wagtail leads people away from what they may not open.
                assert at_the_desk.get(url).status_code in (302, 403), url
        at_the_desk.post(address_of_word(SKIP, "en"), {"text_0": "Taken over"})
        assert not InterfaceWord.objects.exists()

    def test_not_who_may_not_publish(self, german_home: HomePage, client: Client) -> None:
        group = Group.objects.create(name="Beginners")
        grant_translator(group, german_home.locale, may_publish=False)
        user = User.objects.create_user("beginner", "b@example.org", "password")
        user.groups.add(group)
        client.force_login(user)
        assert client.get(reverse("editorial_words_in", args=["de"])).status_code in (302, 403)

    def test_not_a_visitor(self, home: HomePage, client: Client) -> None:
        assert client.get(reverse("editorial_words")).status_code == 302


def message(singular: str, plural: str = "") -> Message:
    return Message("", singular, plural, "", is_for_visitors=True)


@pytest.mark.parametrize(
    ("original", "text", "is_right"),
    [
        (message("Sign"), "Podpisz", True),
        (message("Sign"), "Υπογράψτε", True),
        (message("Sign"), "وقّع الآن", True),
        (message("Sign"), "<b>Sign</b>", False),
        (message("Sign"), 'now" onfocus="alert(1)', False),
        (message("Sign"), "a < b", False),
        (message("Sign"), "Sign &amp; share", False),
        (message("Sign"), "Sign & share", True),
        (message("Sign"), "100 %", False),
        (message("Sign"), "100 %%", False),
        (message("%(days)s days"), "%(days)s dni", True),
        (message("%(days)s days"), "%(day)s dni", False),
        (message("%(days)s days"), "dni", False),
        (message("%(days)s days"), "%(days)s dni 5 %", False),
        (message("%(days)s days"), "%(days)s dni %(days)s", True),
        (message("{usual} here"), "{usual} tutaj", True),
        (message("{usual} here"), "{usual} {0}", False),
        (message("{usual} here"), "{usual} }", False),
        (message("Mail from <strong>%(host)s</strong>"), "Poczta z <strong>%(host)s</strong>", True),
        (message("Mail from <strong>%(host)s</strong>"), "Poczta z <script>%(host)s</script>", False),
        (message("Mail from <strong>%(host)s</strong>"), "z <strong onclick=x>%(host)s</strong>", False),
        (message("Mail from <strong>%(host)s</strong>"), "z %(host)s", False),
    ],
)
def test_a_text_that_would_break_a_page_is_refused(original: Message, text: str, is_right: bool) -> None:
    assert (list(problems_of_text(original, text, may_leave_out=False)) == []) == is_right


def test_a_form_of_one_number_may_leave_the_number_out() -> None:
    days = message("%(days)s day", "%(days)s days")
    assert list(problems_of_text(days, "%(days)s dnia", may_leave_out=True)) == []
    named = message("One signature", "%(count)s signatures")
    assert list(problems_of_text(named, "Ein einziger", may_leave_out=True)) == []
    assert list(problems_of_text(named, "viele", may_leave_out=False)) != []


def test_no_header_is_broken_by_a_word(at_the_desk: Client, german_home: HomePage) -> None:
    send(at_the_desk, SKIP, "Zum Inhalt\r\nBcc: everybody@example.org\u2028weiter\x0b")
    assert InterfaceWord.objects.get().texts == ["Zum Inhalt Bcc: everybody@example.org weiter"]


def test_what_is_wrong_stands_beside_it_and_nothing_typed_is_lost(
    at_the_desk: Client, german_home: HomePage
) -> None:
    answer = send(at_the_desk, DAYS, "%(days)s Tag", "viele Tage")
    assert "%(days)s" in answer.context["form"].errors["text_1"][0]
    assert "viele Tage" in answer.text
    assert not InterfaceWord.objects.exists()


def test_placeholders_are_read_as_they_are_typed_from_right_to_left_too(
    home: HomePage, admin_client: Client
) -> None:
    Locale.objects.create(language_code="ar")
    answer = admin_client.get(reverse("editorial_words_in", args=["ar"]), {"q": "%(days)s day"})
    assert '<bdi dir="ltr">%(days)s</bdi>' in answer.text


def test_every_shipped_word_could_have_been_written_here(german_home: HomePage) -> None:
    """Else a translator could not even put a comma right."""
    refused = []
    for language in ("de", "fr", "ar", "pl", "uk", "tr"):
        for each in all_messages().values():
            for number, key in enumerate(each.keys(len(plural_examples(language)) if each.plural else 1)):
                text = catalogue_of(language).catalogue_text(key)
                if text:
                    alone = bool(each.plural) and len(plural_examples(language)[number]) == 1
                    refused += [
                        (language, text, problem)
                        for problem in problems_of_text(each, text, may_leave_out=alone)
                    ]
    assert refused == []


class TestFile:
    """The words go back to the hub's developers as a file that other programs read."""

    def test_it_holds_all_words_and_the_bettered_ones_in_their_places(
        self, at_the_desk: Client, german_home: HomePage
    ) -> None:
        send(at_the_desk, SKIP, "Weiter zum Inhalt: „Ährenwort“")
        answer = at_the_desk.get(reverse("editorial_words_file", args=["de"]))
        assert answer["Content-Disposition"] == 'attachment; filename="django-de.po"'
        assert 'msgstr "Weiter zum Inhalt: „Ährenwort“"'.encode() in answer.content
        read = read_po(io.BytesIO(answer.content), abort_invalid=True)
        assert read["Skip to the content"].string == "Weiter zum Inhalt: „Ährenwort“"
        assert read["Menu"].string == "Menü"
        assert read.num_plurals == 2
        assert read["%(days)s day"].string == ("%(days)s\xa0Tag", "%(days)s\xa0Tage")

    def test_that_of_a_language_without_a_catalogue_waits_to_be_filled_in(
        self, home: HomePage, admin_client: Client
    ) -> None:
        Locale.objects.create(language_code="ja")
        answer = admin_client.get(reverse("editorial_words_file", args=["ja"]))
        read = read_po(io.BytesIO(answer.content), abort_invalid=True)
        assert read.num_plurals == 1
        assert read["Skip to the content"].string == ""

    def test_that_of_the_other_form_of_address_has_what_differs(
        self, at_the_desk: Client, german_home: HomePage
    ) -> None:
        url = reverse("editorial_words_file", args=["de"])
        answer = at_the_desk.get(url, {"address": "formal"})
        assert 'filename="formal-de.po"' in answer["Content-Disposition"]
        read = read_po(io.BytesIO(answer.content), abort_invalid=True)
        assert read["Your name"].string == "Ihr Name"
        assert read.get("Skip to the content") is None


class TestFormOfAddress:
    """A site speaks to its visitors as it has chosen, in the languages that know a difference."""

    @staticmethod
    def speak(site: Site, address: FormOfAddress) -> None:
        SiteSettings.objects.update_or_create(site=site, defaults={"form_of_address": address})
        keep_up()

    def test_each_site_speaks_in_its_own_way(
        self, german_petition_page: PetitionPage, german_home: HomePage, settings: Any
    ) -> None:
        settings.ALLOWED_HOSTS = ["testserver", "zweite.example"]
        second = Site.objects.create(hostname="zweite.example", port=80, root_page=german_home)
        self.speak(second, FormOfAddress.FORMAL)
        url = sign_url(german_petition_page)
        usual = Client().get(url).text
        formal = Client(SERVER_NAME="zweite.example").get(url).text
        assert "Dein Name" in usual
        assert "Ihr Name" not in usual
        assert "Ihr Name" in formal
        assert "Dein Name" not in formal

    def test_mails_do(self, german_petition_page: PetitionPage) -> None:
        site = Site.objects.get()
        submission = SubmissionFactory.create(page=german_petition_page)
        said = {}
        for address in (FormOfAddress.USUAL, FormOfAddress.FORMAL, FormOfAddress.INFORMAL):
            self.speak(site, address)
            message = compose_mail(
                submission, german_petition_page, Submission.Mail.CONFIRMATION, "ada@example.org"
            )
            said[address] = message.body
        assert said[FormOfAddress.USUAL] == said[FormOfAddress.INFORMAL]
        assert said[FormOfAddress.FORMAL] != said[FormOfAddress.USUAL]
        assert "Ihre Adresse" in said[FormOfAddress.FORMAL] or "Sie" in said[FormOfAddress.FORMAL]
        assert not mail.outbox

    def test_what_people_agree_to_is_the_same_whoever_looks(
        self, german_petition_page: PetitionPage, petition_page: PetitionPage
    ) -> None:
        assert german_petition_page.petition is not None
        german_petition_page.petition.shows_names = True
        self.speak(Site.objects.get(), FormOfAddress.FORMAL)
        with speaking_for(None):
            usual = german_petition_page.wording_text()
        with speaking_for(Site.objects.get()):
            formal = german_petition_page.wording_text()
        assert usual == formal
        assert petition_page.wording_text()["statement"]

    def test_a_language_with_one_form_says_the_same(self, home: HomePage) -> None:
        site = Site.objects.get()
        self.speak(site, FormOfAddress.FORMAL)
        with speaking_for(site):
            assert say_now("Your name") == "Your name"
            with translation.override("sv"):
                assert say_now("Your name") == "Ditt namn"

    def test_a_bettered_word_is_that_of_its_form(
        self, at_the_desk: Client, german_home: HomePage, translator: User
    ) -> None:
        site = Site.objects.get()
        self.speak(site, FormOfAddress.FORMAL)
        url = f"{address_of_word(NAME)}?address=formal"
        form = at_the_desk.get(url).context["form"]
        assert form["text_0"].value() == "Ihr Name"
        at_the_desk.post(url, {"seen": form["seen"].value(), "text_0": "Ihr voller Name"})
        keep_up()
        with translation.override("de"):
            assert say_now("Your name") == "Dein Name"
            with speaking_for(site):
                assert say_now("Your name") == "Ihr voller Name"

    def test_a_word_without_two_forms_is_bettered_for_both(
        self, at_the_desk: Client, german_home: HomePage
    ) -> None:
        site = Site.objects.get()
        self.speak(site, FormOfAddress.FORMAL)
        url = f"{address_of_word(SKIP)}?address=formal"
        seen = at_the_desk.get(url).context["form"]["seen"].value()
        at_the_desk.post(url, {"seen": seen, "text_0": "Zum Text"})
        keep_up()
        with translation.override("de"), speaking_for(site):
            assert say_now("Skip to the content") == "Zum Text"
        with translation.override("de"):
            assert say_now("Skip to the content") == "Zum Text"

    def test_a_new_petition_begins_in_it(self, german_home: HomePage) -> None:
        self.speak(Site.objects.get(), FormOfAddress.FORMAL)
        with speaking_on(german_home):
            page = PetitionPage.with_standard_words(german_home.locale)
        assert "Sie" in page.confirmation_text
        assert "du" not in page.confirmation_text.split()


TWO_FORMS = (
    "bg", "ca", "cs", "de", "el", "es", "et", "fi", "fr", "hr", "hu",
    "it", "lt", "lv", "nl", "pl", "pt", "ro", "sk", "sl", "tr", "uk",
)  # fmt: skip


@pytest.mark.parametrize("language", TWO_FORMS)
def test_each_language_with_two_forms_has_both(language: str) -> None:
    other = other_form(language)
    assert other is not None
    usual = catalogue_of(language)
    same = [key for key, text in other.texts.items() if usual.catalogue_text(key) == text]
    assert same == []
    assert len(other.texts) > 150


def test_upstream_says_what_its_files_say(german_home: HomePage, translator: User) -> None:
    """On the day that Django lets words come from elsewhere, our own kind of catalogue can go."""
    say(all_messages()[SKIP], "de", "", ["Ab zum Inhalt"], translator)
    keep_up()
    with translation.override("de"):
        assert say_now("Skip to the content") == "Ab zum Inhalt"
        upstream = gettext.GNUTranslations.gettext(catalogue_of("de"), "Skip to the content")
    assert upstream == "Zum Inhalt springen"


def test_pages_of_a_site_without_words_cost_no_query_for_them(
    german_home: HomePage, django_assert_num_queries: Any
) -> None:
    keep_up()
    with django_assert_num_queries(0), translation.override("de"):
        assert say_now("Skip to the content") == "Zum Inhalt springen"
        with speaking_for(None):
            assert say_now("Menu") == "Menü"


class TestPlaces:
    """Each message says where it is read, and how far a language is."""

    def test_whatever_visitors_read_has_a_place_that_they_would_call_so(self) -> None:
        nowhere = [
            message.singular
            for message in all_messages().values()
            if not message.places or (message.is_for_visitors and message.places[0].startswith("The admin"))
        ]
        assert nowhere == []
        first = all_messages()[SKIP]
        assert first.places == ["Every page: head and foot"]
        with translation.override("de"):
            assert "Every page" not in first.places[0]

    def test_what_visitors_read_comes_first(self) -> None:
        kinds = [message.is_for_visitors for message in all_messages().values()]
        assert kinds == sorted(kinds, reverse=True)

    def test_a_place_can_be_looked_at_alone(self, at_the_desk: Client) -> None:
        url = reverse("editorial_words_in", args=["de"])
        place = "Mails to those who sign"
        found = at_the_desk.get(url, {"place": place, "readers": "visitors"}).context["rows"]
        assert {place} <= set.intersection(*(set(row.message.places) for row in found))
        page = at_the_desk.get(address_of_word(SKIP)).text
        assert "Where it is read: Every page: head and foot" in page

    def test_a_language_without_a_catalogue_has_none_and_each_word_counts(
        self, translator: User, django_assert_num_queries: Any
    ) -> None:
        hebrew = Locale.objects.create(language_code="he")
        german = Locale.objects.get(language_code="de")
        done, number, url = interface_words_of(hebrew)
        # Django itself says a few of them, such as "Yes".
        assert done < number / 20
        assert url.endswith("/words/he/?state=missing")
        assert interface_words_of(german) == (number, number, reverse("editorial_words_in", args=["de"]))
        say(all_messages()[SKIP], "he", "", ["דילוג לתוכן"], translator)
        with django_assert_num_queries(1):
            found = interface_words_in([hebrew, german])
        assert found["he"][0] == done + 1
        assert found["de"][0] == number
