"""A mail goes to the domain that was meant, whichever part of the hub sends it."""

import idna
import pytest
from django.core.mail import EmailMessage, message
from django.utils.encoding import punycode

from editorial.mail_domain import LONGEST_DOMAIN, ascii_domain, canonical_domain, is_public_domain


@pytest.mark.parametrize(
    ("typed", "domain"),
    [
        ("straße.example", "xn--strae-oqa.example"),
        ("STRASSE.Example.", "strasse.example"),
        ("βόλος.example", "xn--nxasmm1c.example"),
        ("łódź.example", "xn--d-uga0v4h.example"),
        ("中文。example", "xn--fiq228c.example"),
        ("\u0645\u0648\u0642\u0639.example", "xn--4gbrim.example"),
        ("xn--strae-oqa.example", "xn--strae-oqa.example"),
    ],
)
def test_a_domain_has_one_form(typed: str, domain: str) -> None:
    assert ascii_domain(typed) == canonical_domain(typed) == domain
    assert ascii_domain(domain) == domain


@pytest.mark.parametrize(
    "domain",
    ["", ".", "a..example", "-a.example", "a_b.example", "💚.example", "a" * 64, "a." * LONGEST_DOMAIN],
)
def test_what_the_standard_refuses_is_no_domain(domain: str) -> None:
    with pytest.raises(idna.IDNAError):
        ascii_domain(domain)


@pytest.mark.parametrize(
    ("domain", "public"),
    [
        ("example.org", True),
        ("xn--80a1acny.xn--p1ai", True),
        ("localhost", False),
        ("nas.local", False),
        ("127.0.0.1", False),
        ("nas.home.arpa", False),
        ("home.arpa", False),
        ("arpa.example", True),
    ],
)
def test_only_names_of_the_internet_are_public(domain: str, public: bool) -> None:
    assert is_public_domain(domain) is public


def test_a_mail_leaves_for_the_domain_that_was_meant(mailoutbox: list[EmailMessage]) -> None:
    EmailMessage("Hello", "Text", "us@fußball.example", ["info@straße.example"]).send()
    sent = mailoutbox[0].message()
    assert sent["To"] == "info@xn--strae-oqa.example"
    assert sent["From"] == "us@xn--fuball-cta.example"
    assert message.sanitize_address("info@straße.example", "utf-8") == "info@xn--strae-oqa.example"


def test_django_still_sends_by_the_older_standard() -> None:
    """When this fails, Django goes by IDNA 2008 itself, and `mail_bytes.ascii_domain` can go."""
    assert punycode("straße.example") == "strasse.example"
