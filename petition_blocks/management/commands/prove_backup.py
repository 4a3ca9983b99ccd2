"""Restore a backup in a hub that is thrown away, and try it there. `restore_drill` runs this."""

from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser

from petition_blocks.backups.drill import prove
from petition_blocks.backups.reading import check_backup, identities_of, refuse_others
from petition_blocks.backups.refusal import BackupRefused
from petition_blocks.backups.restore import restore_backup

from .restore_backup import add_what_to_restore, journal_to_replay, what_was_done


class Command(BaseCommand):
    """Does what `restore_backup` does, then signs. It changes what it restores, so it refuses other hubs."""

    help = "Run by `restore_drill`, in a hub that is thrown away afterwards."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the file and the options."""
        add_what_to_restore(parser)

    def handle(
        self,
        *args: object,
        file: Path,
        identity: Path,
        erasures: Path | None,
        no_erasures: bool,
        **options: object,
    ) -> None:
        """Restore, and say line by line what is proved."""
        refuse_lasting_hub()
        try:
            journal = journal_to_replay(file, erasures, without=no_erasures)
            checked = check_backup(file, identities_of(identity))
            refuse_others(checked)
            self.stdout.write("Proved: it opens with this key, is whole, and was made by this hub")
            restored = restore_backup(checked, identity, journal, self.stdout.write)
            for line in what_was_done(restored, journal):
                self.stdout.write(f"Proved: {line}")
            for line in prove():
                self.stdout.write(f"Proved: {line}")
        except BackupRefused as refusal:
            raise CommandError(str(refusal)) from None


def refuse_lasting_hub() -> None:
    """Refuse to run in a hub that stays."""
    if not settings.IS_THROWN_AWAY:
        raise CommandError("This is for hubs that are thrown away: `manage.py restore_drill` makes one.")
