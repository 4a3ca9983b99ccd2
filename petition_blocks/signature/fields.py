"""Fields that strangers fill in on every petition. Each looks at the length first, as those of details do."""

from typing import Any

import idna
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from editorial.mail_domain import ascii_domain, is_public_domain

from ..details.fields import LengthFirst
from ..sealing.email_addresses import plain_email
from .names import plain_name, validate_name


class HiddenText(LengthFirst):
    """What a page of ours has put into the form. What is too long isn't ours, and is empty."""

    widget = forms.HiddenInput

    def __init__(self, *, max_length: int, **options: Any) -> None:
        super().__init__(required=False, max_length=max_length, **options)

    def clean(self, value: object) -> object:
        """Return the text, or nothing."""
        return super().clean("" if len(str(value or "")) > self.max_length else value)


class NameField(LengthFirst):
    """Somebody's name, in one line."""

    default_validators = [validate_name]

    def to_python(self, value: object) -> str:
        """Return the name without what came along when it was copied."""
        return plain_name(str(super().to_python(value)))


class SignatoryEmailField(LengthFirst, forms.EmailField):
    """An address that a mail can be sent to. Its domain is kept in the one form there is, by IDNA 2008."""

    default_validators = [
        EmailValidator(_("Enter your e-mail address, like name@example.org."), allowlist=[])
    ]

    def to_python(self, value: object) -> str:
        """Return the address in the form in which mails are sent to it, or say what to change."""
        text = plain_email(str(super().to_python(value)))
        local, _at, domain = text.rpartition("@")
        if not local or not domain:
            return text
        if any(character.isspace() for character in text):
            raise ValidationError(_("Enter your e-mail address without spaces."))
        if domain.startswith("["):
            raise _not_public(domain)
        try:
            domain = ascii_domain(domain)
        except idna.IDNAError as error:
            raise ValidationError(
                _("“%(domain)s” can’t stand behind the @ of an e-mail address. Please check it."),
                params={"domain": domain},
            ) from error
        if not is_public_domain(domain):
            raise _not_public(domain)
        if not local.isascii():
            sign = next(character for character in local if not character.isascii())
            raise ValidationError(
                _(
                    "We can’t send mail to an address with “%(sign)s” before the @. Please check it, or use "
                    "another address."
                ),
                params={"sign": sign},
            )
        return f"{local}@{domain}"


def _not_public(domain: str) -> ValidationError:
    return ValidationError(
        _("No mail of ours can reach “%(domain)s”. Enter your whole address, like name@example.org."),
        params={"domain": domain},
    )
