"""What is wrong with the settings: the checks for a public server, and what they don't see."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.core.checks import WARNING, run_checks

from editorial.upkeep.looks import Finding

SECTION = "a-public-server"
NO_PLACES = {"UTC", "UCT", "GMT", "Zulu", "Universal", "Greenwich"}


def look_at_settings() -> Iterator[Finding]:
    """Return what `check --deploy` says, from warnings on."""
    if settings.DEBUG:
        # All else that Django says follows from it.
        yield Finding(
            "DEBUG is on, as on a machine for developing: whoever meets an error reads code and settings.",
            "Set DJANGO_SETTINGS_MODULE=campaign_site.settings.production.",
            SECTION,
        )
    for message in run_checks(include_deployment_checks=True):
        is_said = settings.DEBUG and str(message.id).startswith("security.W")
        if message.level >= WARNING and not message.is_silenced() and not is_said:
            yield Finding(
                f"{message.msg} [{message.id}]",
                message.hint or "Set the variable that it names right, and start the processes again.",
                SECTION,
            )


def look_at_page_cache() -> Iterator[Finding]:
    """Say that every page is rendered anew for everybody."""
    if settings.PAGE_CACHE_SECONDS == 0:
        yield Finding(
            "The page cache is off (PAGE_CACHE_SECONDS is 0): each visitor costs as much as the first.",
            "Take PAGE_CACHE_SECONDS out of the environment. What is published shows at once all the same.",
            SECTION,
        )


def look_at_time_zone() -> Iterator[Finding]:
    """Say that the days of the campaign are nobody's days."""
    name = settings.TIME_ZONE
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield Finding(
            f"This machine doesn't know the time zone {name} (TIME_ZONE).",
            "Set one such as Europe/Brussels, or install the system's time zones (`apt install tzdata`).",
            SECTION,
        )
        return
    if name in NO_PLACES or name.startswith("Etc/"):
        yield Finding(
            f"TIME_ZONE is {name}: petitions open and signatures are erased at midnight there, not where "
            "people sign.",
            "Set the zone of the campaign, such as Europe/Brussels.",
            SECTION,
        )
