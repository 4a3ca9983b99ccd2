"""A workaround: Django sends to domains by IDNA 2003.

`django.core.mail` writes every recipient's domain with Python's codec `idna`, which knows the standard of
2003 alone: a mail to `info@straße.example` leaves for `strasse.example`, whose owner can then confirm a
signature, or set an editor's new password. Django has looked at a change since 2022
(https://github.com/django/django/pull/16276, ticket 36014 for its validator). `test_mail_domain.py` fails
once Django does it by itself.
"""

from django.core.mail import message

from .mail_domain import canonical_domain


def mail_domain(domain: str) -> str:
    """Return the domain to send to. Raises `UnicodeError`, as Django's own does, if there is none."""
    canonical = canonical_domain(domain)
    if not canonical.isascii():
        raise UnicodeError("no mail domain")
    return canonical


def send_by_idna_2008() -> None:
    """Let Django send all mails to the domain that was meant: ours, and those of the admin."""
    message.punycode = mail_domain  # type: ignore[attr-defined]
