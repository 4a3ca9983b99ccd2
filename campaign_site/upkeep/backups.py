"""Whether there are backups, young enough to help and none older than was promised."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone
from wagtail import hooks

from editorial.days import current_day, day_of
from editorial.upkeep.backups import Backup
from editorial.upkeep.looks import Finding

SECTION = "backups"
# One a night, and a night that failed.
OLD_AFTER = timedelta(days=2)
# So many days before one has to end, whoever keeps copies elsewhere is told.
END_IS_NEAR = timedelta(days=3)


def known_backups() -> list[Backup]:
    """Return the backups that whatever makes them knows of, the newest first."""
    found = [backup for listed in hooks.get_hooks("list_backups") for backup in listed()]
    return sorted(found, key=lambda backup: backup.made_at, reverse=True)


def look_at_backups() -> Iterator[Finding]:
    """Say that there are none, that the newest is old, and which must end."""
    backups = known_backups()
    if not backups:
        yield Finding(
            "No backup was ever made here.",
            "Make one each night (`manage.py backup`), and practise how it is restored (`restore_drill`).",
            SECTION,
        )
        return
    age = timezone.now() - backups[0].made_at
    if age > OLD_AFTER:
        yield Finding(
            f"The newest backup is {age.days} days old.",
            "Look why none was made since, and make one now.",
            SECTION,
        )
    for backup in backups:
        if backup.must_end_on is None:
            continue
        if backup.must_end_on <= current_day():
            yield Finding(
                f"The backup {backup.name} of {day_of(backup.made_at).isoformat()} should be gone since "
                f"{backup.must_end_on.isoformat()}: it holds signatures whose day has come.",
                "Destroy it now (`manage.py backups --destroy-due`), with every copy of it.",
                SECTION,
            )
        elif backup.must_end_on - current_day() <= END_IS_NEAR:
            yield Finding(
                f"The backup {backup.name} of {day_of(backup.made_at).isoformat()} must be destroyed by "
                f"{backup.must_end_on.isoformat()}.",
                "Destroy it until then, with every copy of it.",
                SECTION,
                is_wrong=False,
            )
