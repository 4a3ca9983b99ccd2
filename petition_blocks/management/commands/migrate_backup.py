"""Bring the rows of an older backup up to date, in a hub that is thrown away. `restore_backup` runs this."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError, CommandParser, call_command
from django.db import connection, transaction

from petition_blocks.backups.loading import Loader
from petition_blocks.backups.reading import check_backup, identities_of
from petition_blocks.backups.refusal import BackupRefused
from petition_blocks.backups.restore import load, look_at_numbers, migrate_as_then

from .prove_backup import refuse_lasting_hub


class Command(BaseCommand):
    """Makes the tables as they were, loads them, migrates them."""

    help = (
        "Run by `restore_backup` for a backup of an older release, in a hub that is thrown away afterwards."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the file and the key."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--identity", type=Path, required=True)

    def handle(self, *args: object, file: Path, identity: Path, **options: object) -> None:
        """Do so."""
        refuse_lasting_hub()
        try:
            checked = check_backup(file, identities_of(identity))
            migrate_as_then(checked)
            with transaction.atomic():
                loader = Loader(connection)
                load(loader, checked.parts(), self.stdout.write)
                look_at_numbers(loader, checked.contents.rows)
        except BackupRefused as refusal:
            raise CommandError(str(refusal)) from None
        call_command("migrate", verbosity=0, interactive=False)
