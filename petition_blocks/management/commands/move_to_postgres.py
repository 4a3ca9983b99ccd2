"""Move a hub from SQLite to PostgreSQL."""

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser

from petition_blocks.backups.move import move_to_postgres
from petition_blocks.backups.refusal import BackupRefused
from petition_blocks.backups.signals import ended_by_signals


class Command(BaseCommand):
    """Copies everything, looks whether all of it came, and leaves this hub's database as it is."""

    help = "Copies all of this hub from SQLite into an empty PostgreSQL database. Stop its processes first."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the address."""
        parser.add_argument("url", help="postgres://user:password@host/name, as DATABASE_URL will have it")

    def handle(self, *args: object, url: str, **options: object) -> None:
        """Move, and say what is left to do."""
        file = settings.DATABASES["default"]["NAME"]
        try:
            with ended_by_signals():
                number = move_to_postgres(url, self.stdout.write)
        except BackupRefused as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"All {number} rows are there, each table with as many as before.\n\nLeft to do:")
        self.stdout.write("- Set DATABASE_URL to that address, and start the web processes and the workers.")
        self.stdout.write("- Uploads stay where they are.")
        self.stdout.write(
            f"- Look at the site, then destroy {file} with what is beside it: it holds signatures, and must "
            "end before their day like any backup."
        )
