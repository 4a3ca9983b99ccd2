"""A postcode is asked for where there are postcodes, and taken however it is spelt."""

import pytest

from petition_blocks.petition.models import Petition
from petition_blocks.signing.forms import SignForm

from ..postcodes import is_postcode, needs_postcode, plain_postcode

ANSWERS = {"name": "Ada Lovelace", "email": "ada@example.org", "country": "BE", "updates": "no"}


@pytest.mark.parametrize("country", ["BE", "DE", "FR", "BR", "IN", "US", "PL", "GB"])
def test_where_letters_need_a_postcode_it_is_asked_for(db: None, country: str) -> None:
    assert needs_postcode(country)
    form = SignForm(Petition(asks_postcode=True), {**ANSWERS, "country": country})
    assert form.errors == {"postcode": ["Enter your postcode."]}


@pytest.mark.parametrize("country", ["HK", "AE", "AO", "QA", "UG", "ZW", "JM", "IE", "XK"])
def test_where_people_do_without_nobody_has_to_make_one_up(db: None, country: str) -> None:
    form = SignForm(Petition(asks_postcode=True), {**ANSWERS, "country": country})
    assert form.is_valid(), form.errors
    assert form.answers["postcode"] == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("70.040-010", "70040-010"),
        ("1000\u00a0AA", "1000 AA"),
        ("1000\u202faa", "1000 AA"),
        (" sw1a  2aa ", "SW1A 2AA"),
        ("L\u20131234", "L-1234"),
        ("110 - 0005", "110-0005"),
        ("１１０−０００５", "110-0005"),
        ("١٢٣٤٥", "12345"),
        ("00\u200b123", "00123"),
        ("d02 x285", "D02 X285"),
    ],
)
def test_a_postcode_is_kept_in_one_spelling(typed: str, kept: str) -> None:
    assert plain_postcode(typed) == kept
    assert is_postcode(kept)


@pytest.mark.parametrize("typed", ["1", "Brussels!", "=1+1", "<b>", "1000/1", "---"])
def test_what_is_no_postcode_is_refused_in_words(db: None, typed: str) -> None:
    form = SignForm(Petition(asks_postcode=True), {**ANSWERS, "postcode": typed})
    assert form.errors == {
        "postcode": ["Enter your postcode alone: letters, digits, and a space or a hyphen between."]
    }
