"""What the admin tells about a petition's mails."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.permissions import policy_registry

from editorial.days import current_day

from ..actions.count_mails import STAGES, funnel_since
from ..mail_alarms import MailAlarm, mail_alarms
from ..mail_providers import OTHER
from ..models import MailRefusal, MailSettings, Petition
from .register_links import may_change_petitions

DAYS = 7
BAR_WIDTH = 240


@dataclass(frozen=True)
class FunnelRow:
    """How far the mails of one provider or language came; bars are drawn `BAR_WIDTH` wide at most."""

    name: str
    submitted: int
    accepted: int
    confirmed: int
    longest: int

    @property
    def percent(self) -> int | None:
        """How many of a hundred whose mail was accepted have confirmed."""
        return round(100 * self.confirmed / self.accepted) if self.accepted else None

    @property
    def bars(self) -> list[tuple[str, float]]:
        """The stages with the widths of their bars, the longest first."""
        stages = {stage: getattr(self, stage) for stage in STAGES}
        return [(stage, round(BAR_WIDTH * number / self.longest, 1)) for stage, number in stages.items()]


def provider_name(provider: str) -> str:
    """Return the provider as it is called."""
    return _("Others") if provider == OTHER else provider


def language_name(language: str) -> str:
    """Return the language in the words of the active one."""
    try:
        return str(translation.get_language_info(language)["name_translated"])
    except KeyError:
        return language


def alarm_sentence(alarm: MailAlarm) -> str:
    """Return what an alarm says."""
    numbers = {
        "petition": alarm.petition,
        "percent": alarm.percent,
        "before": alarm.percent_before,
        "name": provider_name(alarm.provider) if alarm.provider else language_name(alarm.language),
    }
    if alarm.provider or alarm.language:
        return (
            _(
                "%(petition)s, %(name)s: only %(percent)d of 100 who got our mail confirmed. "
                "In the week before it was %(before)d."
            )
            % numbers
        )
    return (
        _(
            "%(petition)s: only %(percent)d of 100 who got our mail confirmed. "
            "In the week before it was %(before)d."
        )
        % numbers
    )


def mail_settings_address(user: AbstractBaseUser) -> str:
    """Return where mails are paused, or nothing if the user may not."""
    if not policy_registry.get_by_type(MailSettings).user_has_permission(user, "change"):
        return ""
    return reverse("wagtailsettings:edit", args=["petition_blocks", "mailsettings"])


def mail_warnings(petitions: list[Petition], user: AbstractBaseUser) -> dict[str, Any]:
    """Return what must be shown red: that mails are paused, and what dropped."""
    return {
        "mails_are_paused": MailSettings.are_paused(),
        "mail_settings_address": mail_settings_address(user),
        "mail_alarms": [alarm_sentence(alarm) for alarm in mail_alarms(petitions)],
    }


def mails_context(petition: Petition, user: AbstractBaseUser) -> dict[str, Any]:
    """Return all that is shown of a petition's mails: the last seven days, today included."""
    first_day = current_day() - timedelta(days=DAYS - 1)
    by_provider: defaultdict[str, Counter[str]] = defaultdict(Counter)
    by_language: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in funnel_since(first_day):
        if row["petition_id"] == petition.pk:
            stages = Counter({stage: row[stage] for stage in STAGES})
            by_provider[provider_name(row["provider"])] += stages
            by_language[language_name(row["language"])] += stages
    refusals = [
        (refusal, provider_name(refusal.provider))
        for refusal in MailRefusal.objects.filter(petition=petition, day__gte=first_day).order_by("-last_at")
    ]
    return {
        **mail_warnings([petition], user),
        "petition": petition,
        "tables": [
            (_("By mail provider"), _("Mail provider"), _rows(by_provider)),
            (_("By language"), _("Language"), _rows(by_language)),
        ],
        "refusals": refusals,
        "now": timezone.now(),
        "may_change": may_change_petitions(user),
        "bar_width": BAR_WIDTH,
    }


def _rows(numbers: dict[str, Counter[str]]) -> list[FunnelRow]:
    """Return the rows, the largest first."""
    longest = max([1, *(max(stages.values(), default=0) for stages in numbers.values())])
    rows = [
        FunnelRow(name, stages["submitted"], stages["accepted"], stages["confirmed"], longest)
        for name, stages in numbers.items()
    ]
    return sorted(rows, key=lambda row: (-row.submitted, row.name))
