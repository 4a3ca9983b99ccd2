"""Erase again what a restored backup has brought back."""

from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from django.core.management import BaseCommand, CommandError, CommandParser

from petition_blocks.erasure.replay import replay_erasure, replay_retention_day
from petition_blocks.petition.models import Petition

from .list_erasures import DAY

PROGRESS_EVERY = 1_000


class Command(BaseCommand):
    """Reads what `list_erasures` has written. Safe to stop and to run again."""

    help = "Erase the signatures that the file of `list_erasures` names. Run it after restoring a backup."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the file."""
        parser.add_argument("file", type=Path, help="What `list_erasures` has written.")

    def handle(self, *args: object, file: Path, **options: object) -> None:
        """Go through the lines, one transaction each."""
        petitions = {petition.slug: petition for petition in Petition.objects.all()}
        came_back = number = 0
        with file.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                came_back += self._replay(number, line, petitions)
                if number % PROGRESS_EVERY == 0:
                    self.stdout.write(f"{number} lines read, {came_back} signatures erased again")
        self.stdout.write(f"Done: {number} lines read, {came_back} signatures erased again.")

    def _replay(self, number: int, line: str, petitions: dict[str, Petition]) -> bool:
        """Do what a line says, or say which line can't be read; tell whether a signature had come back."""
        try:
            first, second, slug = line.split()
            petition = petitions[slug]
            if first == DAY:
                day = date.fromisoformat(second)
            else:
                erased_at, public_id = datetime.fromisoformat(first), UUID(second)
        except (ValueError, KeyError) as error:
            raise CommandError(
                f"Line {number} can't be read, or names a petition that isn't there. What came before it is "
                "done; mend the line and run it again."
            ) from error
        if first != DAY:
            return replay_erasure(petition, public_id, erased_at)
        if replay_retention_day(petition, day):
            self.stdout.write(f"{slug}: the retention day is {second} again")
        return False
