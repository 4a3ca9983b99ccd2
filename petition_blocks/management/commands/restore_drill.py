"""Prove that a backup brings back a hub that people can sign at."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError, CommandParser

from petition_blocks.backups.drill import drill
from petition_blocks.backups.refusal import BackupRefused
from petition_blocks.backups.signals import ended_by_signals

from .restore_backup import add_what_to_restore, journal_to_replay


class Command(BaseCommand):
    """Restores into a hub that is thrown away: nothing of the real one is opened or changed."""

    help = (
        "Restores a backup beside the hub, replays the journal, compares all numbers, signs, confirms, and "
        "deletes it all again. Says what it proved, and fails if anything is wrong."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the file and the options."""
        add_what_to_restore(parser)
        parser.add_argument(
            "--sqlite", action="store_true", help="In a SQLite file, although the hub is on PostgreSQL."
        )

    def handle(
        self,
        *args: object,
        file: Path,
        identity: Path,
        erasures: Path | None,
        no_erasures: bool,
        sqlite: bool,
        **options: object,
    ) -> None:
        """Do the drill."""
        try:
            journal = journal_to_replay(file, erasures, without=no_erasures)
            with ended_by_signals():
                drill(file, identity, journal, self.stdout.write, on_sqlite=sqlite)
        except BackupRefused as refusal:
            raise CommandError(f"The drill failed: {refusal}") from None
        self.stdout.write("The drill succeeded.")
