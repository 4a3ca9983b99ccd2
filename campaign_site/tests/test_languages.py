"""All languages that the hub can speak have what a page in them needs."""

from datetime import UTC, date, datetime

import pytest
from babel import Locale as CldrLocale
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import get_language_info, override
from wagtail.models import Locale

from editorial.cldr import cldr_locale
from editorial.language_names import language_name, own_name
from editorial.written_dates import written_day, written_moment, written_time
from home.models import HomePage

CODES = [code for code, _name in settings.LANGUAGES]
EU = "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv"
NEIGHBOURS = "ar bs ca cy eu fa gl he is ja mk nb ru sq sr tr uk zh-hans zh-hant"
each_language = pytest.mark.parametrize("language", CODES)
DAY = date(2026, 3, 5)
AFTERNOON = datetime(2026, 3, 5, 13, 7, tzinfo=UTC)


def test_all_languages_of_the_eu_and_those_around_are_offered() -> None:
    assert set(CODES) >= {*EU.split(), *NEIGHBOURS.split()}
    assert len(CODES) == len(set(CODES))


@each_language
def test_each_has_a_name_of_its_own_and_a_direction(language: str) -> None:
    cldr = CldrLocale.parse(language, sep="-")
    assert own_name(language) not in ("", language)
    assert (own_name(language) == CldrLocale("en").languages[cldr.language]) == (language == "en")
    assert get_language_info(language)["bidi"] == (cldr.character_order == "right-to-left")


def test_names_are_in_the_readers_language() -> None:
    with override("de"):
        assert [language_name(code) for code in ("mt", "pl", "xx-unknown")] == [
            "Maltesisch",
            "Polnisch",
            "xx-unknown",
        ]
        assert str(dict(settings.LANGUAGES)["uk"]) == "Ukrainisch"
    with override("pl"):
        assert str(Locale(language_code="uk")) == "ukraiński"


@pytest.mark.parametrize(
    ("language", "day", "time", "moment"),
    [
        ("en", "5 March 2026", "14:07", "5 March 2026, 14:07"),
        ("de", "5. März 2026", "14:07", "5. März 2026, 14:07"),
        ("fr", "5 mars 2026", "14:07", "5 mars 2026, 14:07"),
        ("ar", "5 مارس 2026", "2:07\u00a0م", "5 مارس 2026، 2:07\u00a0م"),
        ("bg", "5 март 2026\u202fг.", "14:07", "5 март 2026\u202fг., 14:07"),
        ("el", "5 Μαρτίου 2026", "2:07\u00a0μ.μ.", "5 Μαρτίου 2026, 2:07\u00a0μ.μ."),
        ("fi", "5. maaliskuuta 2026", "14.07", "5. maaliskuuta 2026 14.07"),
        ("mt", "5 ta’ Marzu 2026", "14:07", "5 ta’ Marzu 2026 14:07"),
        ("sk", "5. marca 2026", "14:07", "5. marca 2026, 14:07"),
        ("uk", "5 березня 2026\u202fр.", "14:07", "5 березня 2026\u202fр., 14:07"),
        ("ja", "2026年3月5日", "14:07", "2026年3月5日 14:07"),
    ],
)
def test_days_and_times_are_written_as_people_there_do(
    language: str, day: str, time: str, moment: str
) -> None:
    with override(language):
        assert (written_day(DAY), written_day(AFTERNOON)) == (day, day)
        assert (written_time(AFTERNOON), written_moment(AFTERNOON)) == (time, moment)


def test_what_has_no_day_is_written_as_nothing() -> None:
    assert (written_day(None), written_time(None), written_moment(None)) == ("", "", "")


def test_a_day_is_that_of_the_sites_clock() -> None:
    assert written_day(datetime(2026, 3, 5, 23, 30, tzinfo=UTC)) == "6 March 2026"


@each_language
def test_no_day_is_written_in_a_foreign_language(language: str) -> None:
    with override(language):
        written = written_day(DAY)
    assert str(DAY.year) in written
    assert ("March" in written) == (language == "en")
    assert cldr_locale(language).language == language.partition("-")[0]


def test_the_admin_speaks_the_languages_whose_catalogue_has_its_words() -> None:
    heads = {
        path.parent.parent.name: path.read_text(encoding="utf-8").partition('msgid "')[2][:2_000]
        for path in (settings.BASE_DIR / "locale").glob("*/LC_MESSAGES/django.po")
    }
    whole = {language for language, head in heads.items() if "X-Readers: visitors" not in head}
    assert {code for code, _name in settings.WAGTAILADMIN_PERMITTED_LANGUAGES} == whole | {"en"}


class TestAddingALanguage:
    def test_all_that_the_site_does_not_speak_yet_are_offered(
        self, admin_client: Client, german_home: HomePage
    ) -> None:
        form = admin_client.get(reverse("wagtaillocales:add"))
        offered = dict(form.context["form"].fields["language_code"].choices)
        assert set(offered) == set(CODES) - {"en", "de"}
        assert offered["uk"] == "Ukrainian"

    def test_one_press_adds_it_and_changes_nothing_for_visitors(
        self, admin_client: Client, client: Client, home: HomePage
    ) -> None:
        before = client.get("/en/").content
        answer = admin_client.post(reverse("wagtaillocales:add"), {"language_code": "pl"})
        assert answer.status_code == 302
        assert Locale.objects.filter(language_code="pl").exists()
        assert client.get("/en/").content == before
        assert client.get("/pl/").headers["Location"] == "/en/"
        assert "/pl/" not in client.get("/sitemap.xml").text
