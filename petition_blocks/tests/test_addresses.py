"""Two spellings of one address are one signatory."""

import pytest

from petition_blocks.addresses import canonical_address


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("Ada@Example.ORG", "ada@example.org"),
        ("  ada@example.org ", "ada@example.org"),
        ("ada@example.org.", "ada@example.org"),
        ("A.d.a+petition@googlemail.com", "ada@gmail.com"),
        ("ada+x@outlook.com", "ada@outlook.com"),
        ("ada@bücher.example", "ada@xn--bcher-kva.example"),
        ("ada@XN--BCHER-KVA.example", "ada@xn--bcher-kva.example"),
    ],
)
def test_spellings_of_one_address_are_equal(typed: str, canonical: str) -> None:
    assert canonical_address(typed) == canonical


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a.da@example.org", "ada@example.org"),
        ("ada+x@example.org", "ada@example.org"),
        ("ada@example.org", "ada@example.com"),
    ],
)
def test_addresses_that_may_be_two_people_stay_two(one: str, other: str) -> None:
    assert canonical_address(one) != canonical_address(other)


def test_an_address_that_is_nothing_but_a_tag_keeps_it() -> None:
    assert canonical_address("+x@gmail.com") == "+x@gmail.com"
