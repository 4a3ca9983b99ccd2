"""Two spellings of one address are one signatory."""

import hashlib

import pytest

from petition_blocks.mailing.providers import DOMAINS, domain_of, provider_of
from petition_blocks.petition.models import Petition

from ..email_addresses import (
    DOMAINS_THAT_IGNORE_TAGS,
    IGNORED_SIGNS,
    LATEST_RULES,
    SAME_DOMAINS,
    canonical_email,
)


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
        ("info@straße.example", "info@xn--strae-oqa.example"),
        ("info@strasse.example", "info@strasse.example"),
        ("plus+1@hotmail.fr", "plus@hotmail.fr"),
        ("plus+2@hotmail.fr", "plus@hotmail.fr"),
        ("a.d-a_+x@proton.me", "ada@proton.me"),
        ("ada@me.com", "ada@icloud.com"),
        ("a\u200bda@exam\u00adple.org", "ada@example.org"),
        ("ada＠example．org", "ada@example.org"),
    ],
)
def test_spellings_of_one_address_are_equal(typed: str, canonical: str) -> None:
    assert canonical_email(typed) == canonical


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a.da@example.org", "ada@example.org"),
        ("ada+x@example.org", "ada@example.org"),
        ("ada@example.org", "ada@example.com"),
    ],
)
def test_addresses_that_may_be_two_people_stay_two(one: str, other: str) -> None:
    assert canonical_email(one) != canonical_email(other)


def test_an_address_that_is_nothing_but_a_tag_keeps_it() -> None:
    assert canonical_email("+x@gmail.com") == "+x@gmail.com"


def test_tags_are_ignored_at_every_domain_of_every_provider_that_we_know() -> None:
    """A domain added to `mail_providers` takes a new version of the rules: those of digests are frozen."""
    for domain in DOMAINS:
        one = canonical_email(f"plus@{domain}")
        assert canonical_email(f"plus+1@{domain}") == canonical_email(f"PLUS+2@{domain}") == one, domain


def test_a_domain_is_told_in_the_same_form_everywhere() -> None:
    assert domain_of("ada@MÜNCHEN.example.") == "xn--mnchen-3ya.example"
    assert domain_of("ada@Googlemail.com") == "gmail.com"
    assert provider_of(domain_of("ada@hotmail.be")) == "Outlook"


@pytest.mark.parametrize(
    ("version", "digest"),
    [
        (1, "17ccc2746cc0a5aa"),
        (2, "4b71462973d3f04c"),
    ],
)
def test_the_rules_of_a_version_never_change(version: int, digest: str) -> None:
    """Digests were made by them. With other rules no signature would be found by its address again."""
    domains = DOMAINS_THAT_IGNORE_TAGS[version]
    rules = [sorted(SAME_DOMAINS[version].items()), sorted(IGNORED_SIGNS[version].items()), sorted(domains)]
    assert hashlib.sha256(repr(rules).encode()).hexdigest()[:16] == digest


def test_an_older_version_compares_as_it_always_did() -> None:
    for typed, canonical in {
        "plus+1@hotmail.fr": "plus+1@hotmail.fr",
        "A.d.a+petition@googlemail.com": "ada@gmail.com",
        "a.da+x@proton.me": "a.da@proton.me",
        "info@straße.example": "info@xn--strae-oqa.example",
        "a\u200bda@example.org": "a\u200bda@example.org",
    }.items():
        assert canonical_email(typed, 1) == canonical


def test_new_petitions_compare_by_the_latest_rules(db: None) -> None:
    assert Petition.objects.create_register("New", "new").email_rules == LATEST_RULES == 2
