"""What anybody may read of a backup without its key: when it was made, and by when it must be gone."""

import json
import re
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

FORMAT = 1
SUFFIX = ".age"
HEAD_SUFFIX = ".json"
NAME = re.compile(r"hub-(\d{4}-\d\d-\d\d-\d{6})(?:-before-(\d{4}-\d\d-\d\d))?")
STAMP = "%Y-%m-%d-%H%M%S"


@dataclass(frozen=True)
class Head:
    """What stands beside a backup. It names petitions and days, and nobody."""

    made_at: datetime
    release: str
    # App and name of the last migrations that its database has gone through.
    migrations: list[tuple[str, str]]
    # Petition's name in addresses → the day before which this backup must be destroyed.
    must_end_before: dict[str, date]
    # Where uploads are: in the backup, or in a bucket that it leaves alone.
    uploads: str
    format: int = FORMAT
    # Known once it is written.
    size: int = 0
    sha256: str = ""
    recipients: list[str] = field(default_factory=list)

    @property
    def first_day(self) -> date | None:
        """The first of the days."""
        return min(self.must_end_before.values(), default=None)

    @property
    def name(self) -> str:
        """What the file is called, without its ending: a copy without its head tells the day too."""
        before = f"-before-{self.first_day.isoformat()}" if self.first_day is not None else ""
        return f"hub-{self.made_at.astimezone(UTC):{STAMP}}{before}"

    def written(self) -> str:
        """Return the head as its file has it."""
        fields = asdict(self) | {
            "made_at": self.made_at.isoformat(),
            "migrations": [f"{app}.{name}" for app, name in self.migrations],
            "must_end_before": {slug: day.isoformat() for slug, day in self.must_end_before.items()},
        }
        return json.dumps(fields, ensure_ascii=False, indent=1)


def head_from(text: str) -> Head:
    """Return what a head's file says. Raises ValueError if it is none."""
    try:
        fields = json.loads(text)
        return Head(
            **fields
            | {
                "made_at": datetime.fromisoformat(fields["made_at"]),
                "migrations": [_migration(text) for text in fields["migrations"]],
                "must_end_before": {
                    slug: date.fromisoformat(day) for slug, day in fields["must_end_before"].items()
                },
            }
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("no head of a backup") from error


def _migration(text: str) -> tuple[str, str]:
    app, _dot, name = text.partition(".")
    return app, name


def told_by_name(path: Path) -> tuple[datetime, date | None] | None:
    """Return when a file was made and before which day it must end, by its name alone; None for others."""
    found = NAME.fullmatch(path.stem)
    if found is None:
        return None
    try:
        made_at = datetime.strptime(found[1], STAMP).replace(tzinfo=UTC)
        return made_at, date.fromisoformat(found[2]) if found[2] else None
    except ValueError:
        return None
