"""Rules for mail domains: the most specific one decides, and accepting never undoes a block."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client

from petition_blocks.petition.models import Petition
from petition_blocks.signature.models import Submission

from ..domains import verdict_for
from ..models import DomainRule

SIGN = "/en/sign/unwatched/"
ALLOW, QUARANTINE, BLOCK = DomainRule.Verdict.ALLOW, DomainRule.Verdict.QUARANTINE, DomainRule.Verdict.BLOCK


@pytest.mark.parametrize(
    ("rules", "email", "verdict"),
    [
        ({}, "example.org", None),
        ({"example.org": BLOCK}, "example.org", BLOCK),
        ({"example.org": BLOCK}, "EXAMPLE.org.", BLOCK),
        ({"example.org": BLOCK}, "mail.example.org", BLOCK),
        ({"example.org": BLOCK}, "myexample.org", None),
        ({"mail.example.org": BLOCK}, "example.org", None),
        ({"example.org": QUARANTINE, "mail.example.org": ALLOW}, "mail.example.org", ALLOW),
        ({"example.org": QUARANTINE, "mail.example.org": ALLOW}, "a.mail.example.org", ALLOW),
        ({"example.org": QUARANTINE, "mail.example.org": ALLOW}, "example.org", QUARANTINE),
        ({"example.org": ALLOW, "mail.example.org": BLOCK}, "mail.example.org", BLOCK),
        ({"example.org": BLOCK, "mail.example.org": QUARANTINE}, "mail.example.org", QUARANTINE),
        ({"example.org": BLOCK, "mail.example.org": ALLOW}, "mail.example.org", BLOCK),
        ({"München.example": BLOCK}, "xn--mnchen-3ya.example", BLOCK),
        ({"xn--mnchen-3ya.example": BLOCK}, "münchen.example", BLOCK),
    ],
)
def test_the_most_specific_rule_decides(
    petition: Petition, rules: dict[str, str], email: str, verdict: str | None
) -> None:
    for domain, said in rules.items():
        DomainRule.objects.create(domain=domain, verdict=said)
    assert verdict_for(petition, f"ada@{email}") == verdict


@pytest.mark.parametrize(
    ("own", "for_all", "verdict"),
    [
        (BLOCK, ALLOW, BLOCK),
        (QUARANTINE, BLOCK, QUARANTINE),
        (ALLOW, QUARANTINE, ALLOW),
        (ALLOW, BLOCK, BLOCK),
    ],
)
def test_a_petitions_own_rule_comes_before_one_for_all(
    petition: Petition, own: str, for_all: str, verdict: str
) -> None:
    DomainRule.objects.create(domain="example.org", verdict=for_all)
    DomainRule.objects.create(domain="example.org", verdict=own, petition=petition)
    assert verdict_for(petition, "ada@example.org") == verdict
    other = Petition.objects.create_register("Other", "other")
    assert verdict_for(other, "ada@example.org") == for_all


@pytest.mark.parametrize("domain", ["org", "ada@example.org", "example org", "", "exa..mple.org"])
def test_what_is_no_mail_domain_is_refused_in_words(db: None, domain: str) -> None:
    with pytest.raises(ValidationError) as refused:
        DomainRule(domain=domain).full_clean()
    assert set(refused.value.message_dict) == {"domain"}


def test_a_domain_has_one_rule(db: None) -> None:
    DomainRule.objects.create(domain="example.org")
    with pytest.raises(ValidationError, match="There is a rule for this domain already"):
        DomainRule(domain="Example.ORG").full_clean()


def test_a_blocked_domain_is_told_beside_the_field(client: Client, answers: dict[str, str]) -> None:
    DomainRule.objects.create(domain="example.org", verdict=BLOCK)
    response = client.post(SIGN, answers)
    assert response.status_code == 422
    content = response.content.decode()
    assert "We can’t accept addresses at example.org. Please use another e-mail address." in content
    assert 'value="ada@example.org"' in content, "what was typed is kept"
    told = client.post(SIGN, answers, headers={"accept": "application/json"}).json()
    parts = BeautifulSoup(told["parts"], "html.parser")
    assert [field["data-field"] for field in parts.select(".field-wrong")] == ["email"]
    assert not Submission.objects.exists()
    assert client.post(SIGN, {**answers, "email": "ada@example.net"}).status_code == 303


@pytest.mark.slow
def test_a_domain_is_told_in_the_letters_that_were_typed(client: Client, answers: dict[str, str]) -> None:
    DomainRule.objects.create(domain="xn--strae-oqa.example", verdict=BLOCK)
    response = client.post(SIGN, {**answers, "email": "info@straße.example"})
    assert "We can’t accept addresses at straße.example." in response.content.decode()
    assert client.post(SIGN, {**answers, "email": "info@strasse.example"}).status_code == 303


def test_a_domain_to_check_is_answered_like_any_other(client: Client, answers: dict[str, str]) -> None:
    DomainRule.objects.create(domain="example.org", verdict=QUARANTINE)
    assert client.post(SIGN, answers).status_code == 303
    assert Submission.objects.get().suspicions == ["mail_domain"]


def test_rules_hold_only_while_the_step_is_on(client: Client, answers: dict[str, str]) -> None:
    DomainRule.objects.create(domain="example.org", verdict=BLOCK)
    Petition.objects.update(abuse_steps=[])
    assert client.post(SIGN, answers).status_code == 303
