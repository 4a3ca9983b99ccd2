"""Bring back a backup."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from petition_blocks.backups.contents import HERE
from petition_blocks.backups.journal_file import JOURNAL
from petition_blocks.backups.reading import Checked, check_backup, identities_of, refuse_others
from petition_blocks.backups.refusal import BackupRefused
from petition_blocks.backups.restore import Restored, refuse_other_upload, restore_backup
from petition_blocks.backups.signals import ended_by_signals
from petition_blocks.clock.actions import database_time


class Command(BaseCommand):
    """Restores into an empty database, erases again what had been erased, and says what is left to do."""

    help = "Restores a backup into an empty database, and erases again what people have taken back since."
    # There are no tables yet.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the file and the options."""
        add_what_to_restore(parser)
        parser.add_argument(
            "--yes", action="store_true", help="Don't ask: the clock of this machine is right."
        )
        parser.add_argument(
            "--server-identity-is-lost",
            action="store_true",
            help="Restore although SERVER_IDENTITY is not the one that the backup was made with.",
        )

    def handle(
        self,
        *args: object,
        file: Path,
        identity: Path,
        erasures: Path | None,
        no_erasures: bool,
        yes: bool,
        server_identity_is_lost: bool,
        **options: object,
    ) -> None:
        """Check all of it, ask about the clock, restore."""
        try:
            with ended_by_signals():
                journal = journal_to_replay(file, erasures, without=no_erasures)
                self.stdout.write("The backup is read to its end, before anything is done with it.")
                checked = check_backup(file, identities_of(identity), refuse_other_upload)
                if not server_identity_is_lost:
                    refuse_others(checked)
                self._ask_about_clock(checked, yes=yes)
                restored = restore_backup(checked, identity, journal, self.stdout.write)
        except BackupRefused as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write("\nRestored:")
        for line in what_was_done(restored, journal):
            self.stdout.write(f"- {line}")
        self.stdout.write("\nLeft to do:")
        for line in what_is_left(checked, journal):
            self.stdout.write(f"- {line}")

    def _ask_about_clock(self, checked: Checked, *, yes: bool) -> None:
        self.stdout.write(f"The backup was made:        {checked.head.made_at:%A, %Y-%m-%d %H:%M} UTC")
        self.stdout.write(f"The clock of this machine:  {timezone.now():%A, %Y-%m-%d %H:%M} UTC")
        self.stdout.write(f"The clock of the database:  {database_time():%A, %Y-%m-%d %H:%M} UTC")
        question = "Is it really that day? What is due by it is erased for good. [yes/no] "
        if not yes and input(question).strip().lower() != "yes":
            raise CommandError("Nothing was restored. Set the clock right first.")


def add_what_to_restore(parser: CommandParser) -> None:
    """Add what all commands need that read a backup and bring it back."""
    parser.add_argument("file", type=Path, help="The backup: hub-….age")
    parser.add_argument(
        "--identity",
        type=Path,
        required=True,
        help="A file with the secret key. Take it away again afterwards.",
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--erasures", type=Path, help=f"The newest journal; without it, {JOURNAL} beside the backup."
    )
    which.add_argument("--no-erasures", action="store_true", help="There is no journal.")


def journal_to_replay(file: Path, erasures: Path | None, *, without: bool) -> Path | None:
    """Return the journal that was named, or the one beside the backup. Refuses to do without by accident."""
    if without:
        return None
    journal = erasures or file.with_name(JOURNAL)
    if not journal.is_file():
        raise BackupRefused(
            f"There is no journal of erasures in {journal}. Name the newest with --erasures: without it, "
            "people who took their signature back are back. If there is none, --no-erasures."
        )
    return journal


def what_was_done(restored: Restored, journal: Path | None) -> list[str]:
    """Return it in words."""
    said = [
        f"{restored.rows} rows in {restored.tables} tables, as many as the backup says, "
        f"and {restored.uploads} uploaded files",
        f"signatures whose day has come are erased: {restored.erased_as_due}",
    ]
    if journal is not None:
        said.append(
            f"signatures that were taken back since are erased again: {restored.erased_again} ({journal})"
        )
        said.append(f"consents that were ended since are ended again: of {restored.ended_again} signatures")
        said += [
            f"the journal has {number} lines about {slug}, which is younger than the backup"
            for slug, number in restored.unknown_petitions.items()
        ]
    return said


def what_is_left(checked: Checked, journal: Path | None) -> list[str]:
    """Return what nobody but the operator can do."""
    contents, head = checked.contents, checked.head
    said = []
    if journal is None:
        said.append("No journal was replayed. If one turns up: `manage.py replay_erasures`, before all else.")
    if not checked.is_ours:
        said.append("Without the earlier SERVER_IDENTITY nobody can sign the petitions that were restored.")
    if head.uploads != HERE:
        said.append(f"Uploads are {head.uploads}: see that the hub reaches it.")
    if contents.missing_uploads:
        names = ", ".join(contents.missing_uploads[:5])
        said.append(f"{len(contents.missing_uploads)} uploaded files were missing when it was made: {names}")
    since = f"{head.made_at:%Y-%m-%d %H:%M} UTC"
    return [
        *said,
        "Start the web processes and the workers; those that run already, anew.",
        "Take the secret key away from this machine.",
        f"Whoever signed after {since} has to sign again, and so have {contents.waiting} who had not "
        "confirmed by then. What was put right since is as it was before.",
        "Hand over all signatures anew: files of changes would tell of other changes than those that were.",
        "Retention days that were moved to a later one since: move them again in the admin.",
    ]
