"""The steps of the abuse ladder that a petition may take."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AbuseStep(models.TextChoices):
    """The steps of the ladder, cheapest first. Each can be turned off for a petition."""

    HONEYPOT = "honeypot", _("A field that people don’t see: only machines fill it in")
    CHALLENGE = "challenge", _("How long filling in took: nobody types all of it within two seconds")
    NETWORK = "network", _("How many sign from one network within an hour")
    DOMAINS = "domains", _("The rules for mail domains")
    WORK = "work", _("A short calculation in the visitor’s browser, which makes signing in bulk costly")
    RECAPTCHA = "recaptcha", _("Google’s reCAPTCHA, for suspect visitors only, and only if they press for it")


def default_abuse_steps() -> list[str]:
    """Return the steps that a new petition takes: those that a visitor never notices."""
    steps = [AbuseStep.HONEYPOT, AbuseStep.CHALLENGE, AbuseStep.NETWORK, AbuseStep.DOMAINS]
    return [step.value for step in steps]
