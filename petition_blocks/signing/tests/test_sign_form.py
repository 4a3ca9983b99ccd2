"""What a visitor may type, and what the form says otherwise."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import override

from editorial.alphabetical_order import alphabetical_key
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.models import Petition
from petition_blocks.signature.forms import EmailForm

from ..forms import SignForm

# Whatever rules for mail domains there are is looked up.
pytestmark = pytest.mark.django_db

ANSWERS = {"name": "Ada Lovelace", "email": "ada@example.org", "country": "BE", "updates": "no"}


def form_with(**changes: Any) -> SignForm:
    return SignForm(Petition(), {**ANSWERS, **changes})


@pytest.mark.parametrize(
    "name",
    [
        "J. R.",
        "Dr. J.R.R. Tolkien",
        "O’Brien-Świątek",
        "Jean d'Arc",
        "علي محمد",
        "Łukasz",
        "山田 太郎",
        "Martin Luther King, Jr.",
        "می‌خواهم",
        "X Æ A-12",
        "n" * 255,
    ],
)
def test_names_of_all_kinds_are_taken(name: str) -> None:
    form = form_with(name=name)
    assert form.is_valid(), form.errors


@pytest.mark.parametrize(
    "name",
    [
        "http://example.org",
        "Win at example.org",
        "www.win",
        "ada@example.org",
        "Ada\u202eecalevoL",
        "Ada\nLovelace\x07",
        "12345",
        "n" * 256,
        "",
        "   ",
    ],
)
def test_links_invisible_characters_and_nothing_are_refused_in_words(name: str) -> None:
    form = form_with(name=name)
    assert not form.is_valid()
    assert "valid" not in str(form.errors["name"][0]).lower()


def test_a_name_becomes_one_line() -> None:
    form = form_with(name="  Ada \t Lovelace ")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["name"] == "Ada Lovelace"


@pytest.mark.parametrize(
    "email", ["", "ada", "ada@", "ada example.org", "ada@@example.org", "a..b@example.org"]
)
def test_a_mistyped_address_is_answered_with_an_example(email: str) -> None:
    form = form_with(email=email)
    assert not form.is_valid()
    assert form.errors["email"] == ["Enter your e-mail address, like name@example.org."]


@pytest.mark.parametrize(
    ("email", "told"),
    [
        ("ada@example", "No mail of ours can reach “example”."),
        ("ada@localhost", "No mail of ours can reach “localhost”."),
        ("root@[127.0.0.1]", "No mail of ours can reach “[127.0.0.1]”."),
        ("root@[IPv6:::1]", "No mail of ours can reach “[IPv6:::1]”."),
        ("root@10.0.0.10", "No mail of ours can reach “10.0.0.10”."),
        ("ada@printer.local", "No mail of ours can reach “printer.local”."),
        ("ada@nas.home.arpa", "No mail of ours can reach “nas.home.arpa”."),
        ("jörg@example.org", "We can’t send mail to an address with “ö” before the @."),
        ("пример@почта.рф", "We can’t send mail to an address with “п” before the @."),
        ("ada @example.org", "Enter your e-mail address without spaces."),
        ("ada@example.org,", "“example.org,” can’t stand behind the @ of an e-mail address."),
        ("ada@exa_mple.org", "“exa_mple.org” can’t stand behind the @ of an e-mail address."),
    ],
)
def test_an_address_that_no_mail_reaches_is_refused_with_the_reason(email: str, told: str) -> None:
    form = form_with(email=email)
    assert not form.is_valid()
    assert [str(error)[: len(told)] for error in form.errors["email"]] == [told]
    assert EmailForm({"email": email}).errors["email"] == form.errors["email"], "the lost link, too"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("info@straße.example", "info@xn--strae-oqa.example"),
        ("info@STRASSE.example", "info@strasse.example"),
        ("Ada@münchen.Example", "Ada@xn--mnchen-3ya.example"),
        ("ada@почта.рф", "ada@xn--80a1acny.xn--p1ai"),
        ("ada@موقع.example", "ada@xn--4gbrim.example"),
        ("\u200eada@exam\u00adple.org\u200b", "ada@example.org"),
        ("a\u200bda@example.org", "ada@example.org"),
        ("\u00a0ada@example.org.", "ada@example.org"),
        ("ａｄａ＠ｅｘａｍｐｌｅ．ｏｒｇ", "ada@example.org"),
        ("ada+news@example.org", "ada+news@example.org"),
    ],
)
def test_an_address_is_kept_in_the_form_in_which_mail_is_sent_to_it(typed: str, kept: str) -> None:
    form = form_with(email=typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["email"] == kept


def test_kosovo_is_a_country_that_people_live_in() -> None:
    form = form_with(country="XK")
    assert form.is_valid(), form.errors


def test_an_address_is_typed_from_the_left_in_every_language() -> None:
    assert 'dir="ltr"' in str(form_with()["email"])


@pytest.mark.parametrize("field", ["country", "updates"])
def test_nothing_is_chosen_for_the_visitor(field: str) -> None:
    assert SignForm(Petition())[field].value() is None
    form = form_with(**{field: ""})
    assert not form.is_valid()
    assert str(form.errors[field][0]).startswith("Choose")


def test_postcode_and_partner_are_asked_only_when_the_register_says_so() -> None:
    assert not {"postcode", "partner"} & set(SignForm(Petition()).fields)
    asking = SignForm(Petition(asks_postcode=True, asks_partner_consent=True), ANSWERS)
    assert {"postcode", "partner"} <= set(asking.errors)


def test_a_source_that_we_would_not_have_given_is_dropped() -> None:
    form = form_with(via="<script>")
    assert form.is_valid()
    assert form.cleaned_data["via"] == ""


@pytest.mark.parametrize(("sent", "chosen"), [("DE", "DE"), ("", ""), ('"><b>', None), ("\ud800", None)])
def test_the_country_that_was_chosen_stays_chosen(sent: str, chosen: str | None) -> None:
    form = SignForm(Petition(), ANSWERS | {"country": sent})
    options = BeautifulSoup(str(form["country"]), "html.parser").select("option")
    assert [option["value"] for option in options if option.has_attr("selected")] == [
        code for code in [chosen] if code is not None
    ]


@pytest.mark.parametrize(("language", "names"), [("de", ["Ägypten", "Åland"]), ("fr", ["Égypte", "Åland"])])
def test_countries_are_called_and_sorted_as_in_the_language_of_the_page(
    language: str, names: list[str]
) -> None:
    with override(language):
        options = BeautifulSoup(str(SignForm(Petition())["country"]), "html.parser").select("option")
        listed = [option.text for option in options[1:]]
        assert listed == sorted(listed, key=alphabetical_key)
    assert all(any(name in entry for entry in listed) for name in names)


def test_forms_share_their_fields_and_none_its_questions(
    petition_page: PetitionPage, german_petition_page: PetitionPage
) -> None:
    petition = petition_page.petition
    assert petition is not None
    german_petition_page.updates_question = "Dürfen wir dir schreiben?"
    english = SignForm(petition, page=petition_page)
    german = SignForm(petition, page=german_petition_page)
    assert english.fields["updates"].label == petition_page.updates_question
    assert german.fields["updates"].label == "Dürfen wir dir schreiben?"
    del german.fields["name"]
    assert "name" in english.fields
    assert not SignForm.base_fields["updates"].label
    assert SignForm(petition).fields["name"] is english.fields["name"]
