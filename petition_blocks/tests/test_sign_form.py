"""What a visitor may type, and what the form says otherwise."""

from typing import Any

import pytest

from petition_blocks.forms import SignForm
from petition_blocks.models import Petition

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


@pytest.mark.parametrize("email", ["", "ada", "ada@", "ada@example", "ada example.org"])
def test_a_mistyped_address_is_answered_with_an_example(email: str) -> None:
    form = form_with(email=email)
    assert not form.is_valid()
    assert form.errors["email"] == ["Enter your e-mail address, like name@example.org."]


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
