"""Make a backup."""

from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import connection

from petition_blocks.backups.make_backup import make_backup
from petition_blocks.backups.refusal import BackupRefused
from petition_blocks.backups.signals import ended_by_signals


class Command(BaseCommand):
    """Writes one file, sealed to the operator's key, its head, and the journal of erasures beside it."""

    help = (
        "Makes a backup of the database, the uploads and the journal of erasures, sealed to "
        "BACKUP_RECIPIENTS. People go on signing meanwhile."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the option."""
        parser.add_argument(
            "--to",
            type=Path,
            default=Path(settings.BACKUP_FOLDER),
            help="The folder, instead of BACKUP_FOLDER.",
        )

    def handle(self, *args: object, to: Path, **options: object) -> None:
        """Make it, and name it in the last line."""
        try:
            with ended_by_signals():
                made = make_backup(connection, to, list(settings.BACKUP_RECIPIENTS), self.stdout.write)
        except BackupRefused as refusal:
            raise CommandError(str(refusal)) from None
        if made.unknown_erasures:
            self.stderr.write(
                f"{made.unknown_erasures} lines of the journal in {to} are unknown to this database: it "
                "came from a backup. Run `manage.py replay_erasures` with it."
            )
        if made.head.first_day is not None:
            self.stdout.write(f"It must be destroyed before {made.head.first_day.isoformat()}.")
        self.stdout.write(str(made.file))
