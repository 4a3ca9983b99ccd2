"""Whether mailboxes will believe our mails is looked up, explained, and never breaks a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import dns.exception
import dns.resolver
import pytest
from django.test import Client, override_settings
from django.urls import reverse

from ..actions import look_up_mail_records
from ..models import MailProof
from ..sender_proof import LookFailed, look_up

DOMAIN = "mail.campaign.example"
GOOD = {
    DOMAIN: ["some-verification=1", "v=spf1 include:provider.example -all"],
    f"one._domainkey.{DOMAIN}": ["v=DKIM1; k=rsa; p=MIGfMA0GCSq"],
    "_dmarc.campaign.example": ["v=DMARC1; p=reject; rua=mailto:d@campaign.example"],
}


@dataclass
class Answer:
    strings: Sequence[bytes]


class FakeResolver:
    """Answers from a table; a name that isn't in it doesn't exist."""

    def __init__(self, texts: Mapping[str, Sequence[str]], failure: Exception | None = None) -> None:
        self.texts, self.failure = texts, failure

    def resolve(self, name: str, kind: str, /) -> Any:
        assert kind == "TXT"
        if self.failure is not None:
            raise self.failure
        if name not in self.texts:
            raise dns.resolver.NXDOMAIN
        # Long records come in pieces.
        return [Answer([text[:9].encode(), text[9:].encode()]) for text in self.texts[name]]


def found(changes: Mapping[str, Sequence[str]], selectors: Sequence[str] = ("one",)) -> dict[str, str]:
    records = look_up(DOMAIN, list(selectors), FakeResolver({**GOOD, **changes}))
    return {record["kind"]: record["status"] for record in records}


def test_all_is_good() -> None:
    assert found({}) == {"spf": "good", "dkim": "good", "dmarc": "good"}


@pytest.mark.parametrize(
    ("changes", "kind", "status"),
    [
        ({DOMAIN: ["v=spf10 -all"]}, "spf", "missing"),
        ({DOMAIN: ["v=spf1 -all", "v=spf1 mx -all"]}, "spf", "wrong"),
        ({DOMAIN: ["v=spf1 +all"]}, "spf", "wrong"),
        ({DOMAIN: ["v=spf1 all"]}, "spf", "wrong"),
        ({DOMAIN: ["v=spf1 mx ~all"]}, "spf", "good"),
        ({f"one._domainkey.{DOMAIN}": []}, "dkim", "missing"),
        ({f"one._domainkey.{DOMAIN}": ["v=DKIM1; p="]}, "dkim", "wrong"),
        ({"_dmarc.campaign.example": ["v=DMARC1"]}, "dmarc", "wrong"),
        ({"_dmarc.campaign.example": []}, "dmarc", "missing"),
        ({f"_dmarc.{DOMAIN}": ["v=DMARC1; p=none"], "_dmarc.campaign.example": []}, "dmarc", "good"),
    ],
)
def test_what_is_wrong_is_told(changes: Mapping[str, Sequence[str]], kind: str, status: str) -> None:
    assert found(changes)[kind] == status


def test_every_named_key_must_be_there() -> None:
    assert found({}, ["one", "two"])["dkim"] == "missing"
    assert found({}, [])["dkim"] == "unknown_name"


@pytest.mark.parametrize(
    "failure", [dns.resolver.NoNameservers(), dns.exception.Timeout(), OSError("no network")]
)
@override_settings(DEFAULT_FROM_EMAIL=f"hello@{DOMAIN}", MAIL_DKIM_SELECTORS=["one"])
def test_an_outage_proves_nothing_and_forgets_nothing(db: None, failure: Exception) -> None:
    look_up_mail_records(FakeResolver(GOOD))
    before = MailProof.objects.get()
    with pytest.raises(LookFailed):
        look_up_mail_records(FakeResolver({}, failure))
    after = MailProof.objects.get()
    assert (after.records, after.checked_at) == (before.records, before.checked_at)


@override_settings(DEFAULT_FROM_EMAIL=f"hello@{DOMAIN}", MAIL_DKIM_SELECTORS=["one"])
def test_the_page_explains_each_record(db: None, editor_client: Client) -> None:
    url = reverse("petitions:mail_proof")
    assert "Nobody has looked yet" in editor_client.get(url).content.decode()
    with patch("petition_blocks.mailing.sender_proof.dns.resolver.Resolver", lambda: FakeResolver({})):
        response = editor_client.post(url, follow=True)
    content = response.content.decode()
    for words in ("Looked up just now", "v=spf1 include:", f"one._domainkey.{DOMAIN}", "v=DMARC1; p=none"):
        assert words in content, words


def test_an_outage_is_told_in_words(db: None, editor_client: Client) -> None:
    url = reverse("petitions:mail_proof")
    for failing in (
        lambda: FakeResolver({}, dns.exception.Timeout()),
        lambda: (_ for _ in ()).throw(dns.resolver.NoResolverConfiguration()),
    ):
        with patch("petition_blocks.mailing.sender_proof.dns.resolver.Resolver", failing):
            response = editor_client.post(url, follow=True)
        assert response.status_code == 200
        assert "Try again soon" in response.content.decode()


def test_who_may_only_look_asks_nobody(db: None, viewer_client: Client) -> None:
    with patch("petition_blocks.mailing.admin.look_up_mail_records") as look:
        assert viewer_client.post(reverse("petitions:mail_proof")).status_code == 302
    look.assert_not_called()
