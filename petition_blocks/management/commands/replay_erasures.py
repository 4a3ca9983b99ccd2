"""Erase again what a restored backup has brought back."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError, CommandParser

from petition_blocks.erasure.journal import Replayed, replay
from petition_blocks.petition.models import Petition

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
        came_back = ended = number = 0
        with file.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                replayed = self._replay(number, line, petitions)
                came_back += replayed.came_back
                ended += replayed.ended
                if number % PROGRESS_EVERY == 0:
                    self.stdout.write(f"{number} lines read, {came_back} signatures erased again")
        self.stdout.write(f"Done: {number} lines read, {came_back} signatures erased again.")
        if ended:
            self.stdout.write(f"Of {ended} signatures, consents that had come back are ended again.")

    def _replay(self, number: int, line: str, petitions: dict[str, Petition]) -> Replayed:
        """Do what a line says, or say which line can't be read; return what became of it."""
        try:
            replayed = replay(line, petitions)
        except (ValueError, KeyError) as error:
            raise CommandError(
                f"Line {number} can't be read, or names a petition that isn't there. What came before it is "
                "done; mend the line and run it again."
            ) from error
        if replayed.moved:
            self.stdout.write(f"{replayed.moved}: the retention day is {line.split()[1]} again")
        return replayed
