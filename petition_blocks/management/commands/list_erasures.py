"""Write the journal of erased signatures, to be kept apart from the database's backups."""

from datetime import date

from django.core.management import BaseCommand, CommandParser

from petition_blocks.erasure.journal import days_of_petitions, erasures, wishes


class Command(BaseCommand):
    """Writes one line for each erased signature: when, its id, and the petition's name in addresses.

    Before them, one line for each petition that has a retention day: “day”, the day, and the petition's name.
    After them, those about signatures whose owners have ended a consent or put them right.
    """

    help = "List what was erased since a day and all ended consents, for `replay_erasures` after a restore."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the options."""
        parser.add_argument(
            "--since", type=date.fromisoformat, help="The first day, like 2027-05-03. Without it: all."
        )

    def handle(self, *args: object, since: date | None, **options: object) -> None:
        """Write the lines, oldest first."""
        for line in days_of_petitions():
            self.stdout.write(line)
        for line in erasures(since):
            self.stdout.write(line)
        for line in wishes():
            self.stdout.write(line)
