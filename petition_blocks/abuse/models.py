"""What editors rule about mail domains, and where many submissions come from."""

from collections.abc import Sequence
from typing import Any

import idna
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.mail_domain import canonical_domain


def normal_domain(domain: str) -> str:
    """Return a mail domain as it is compared: in small letters and in its ASCII form."""
    return canonical_domain(domain.strip().strip("."))


def domains_above(domain: str) -> list[str]:
    """Return the domain and all those it lies in, the most specific first."""
    parts = normal_domain(domain).split(".")
    return [".".join(parts[start:]) for start in range(len(parts))]


def validate_domain(text: str) -> None:
    """Refuse what is not a domain."""
    domain = normal_domain(text)
    try:
        idna.encode(domain)
        # “org” alone would be a rule for half of the world.
        is_domain = "." in domain
    except idna.IDNAError:
        is_domain = False
    if not is_domain:
        raise ValidationError(_("Enter what stands behind the @ of an e-mail address, like example.org."))


class DomainRule(models.Model):
    """What happens to signatures with addresses of a mail domain, and of all domains in it."""

    class Verdict(models.TextChoices):
        """What the rule says."""

        ALLOW = "allow", _("Accept, even where a rule for the domain above says to check")
        QUARANTINE = "quarantine", _("Check before it counts")
        BLOCK = "block", _("Don’t accept: visitors are asked for another address")

    petition = models.ForeignKey(
        "petition_blocks.Petition",
        on_delete=models.CASCADE,
        related_name="domain_rules",
        null=True,
        blank=True,
        verbose_name=_("petition"),
        help_text=_("Leave empty for all petitions."),
    )
    domain = models.CharField(
        _("mail domain"),
        max_length=253,
        validators=[validate_domain],
        help_text=_("What stands behind the @, like example.org. It holds for mail.example.org too."),
    )
    verdict = models.CharField(
        _("what happens"), max_length=10, choices=Verdict.choices, default=Verdict.QUARANTINE
    )
    note = models.CharField(
        _("note"), max_length=255, blank=True, help_text=_("Why the rule is there, for your colleagues.")
    )

    class Meta:
        verbose_name = _("rule for a mail domain")
        verbose_name_plural = _("rules for mail domains")
        ordering = ["domain", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["petition", "domain"],
                name="one_rule_a_domain_and_petition",
                violation_error_message=_("There is a rule for this domain already."),
            ),
            models.UniqueConstraint(
                fields=["domain"],
                condition=models.Q(petition=None),
                name="one_rule_a_domain_for_all_petitions",
                violation_error_message=_("There is a rule for this domain already."),
            ),
        ]

    def __str__(self) -> str:
        return self.domain

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the rule, the domain in the form in which it is compared."""
        self.domain = normal_domain(self.domain)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Keep the domain in the form in which it is compared."""
        self.domain = normal_domain(self.domain)


def verdict_of(rules: Sequence[DomainRule]) -> DomainRule.Verdict | None:
    """Return what the rules that match one address say together; None without any.

    The most specific one decides, a petition's own before one for all. Only, accepting never undoes a block.
    """
    if not rules:
        return None
    most_specific = max(rules, key=lambda rule: (rule.domain.count("."), rule.petition_id is not None))
    verdicts = {rule.verdict for rule in rules}
    if most_specific.verdict == DomainRule.Verdict.ALLOW and DomainRule.Verdict.BLOCK in verdicts:
        return DomainRule.Verdict.BLOCK
    return DomainRule.Verdict(most_specific.verdict)


class AbuseStatistics(models.Model):
    """Where the submissions of the last day came from, as far as many came from there."""

    petition = models.OneToOneField(
        "petition_blocks.Petition", on_delete=models.CASCADE, related_name="abuse_statistics"
    )
    built_at = models.DateTimeField()
    # {"domains": {"example.org": 12, …}, "networks": {"9f3a…": 7, …}, "total": 40, "tagged": 31}
    tables = models.JSONField()
