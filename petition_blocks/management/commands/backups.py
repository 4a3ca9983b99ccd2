"""Which backups there are, and which must end."""

from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import Error as DatabaseError

from petition_blocks.backups.folder import Kept, backups_in, days_now, due_among, left_over_in
from petition_blocks.backups.journal_file import write_journal


class Command(BaseCommand):
    """Lists them, and destroys those that must end. Fails as long as there is one."""

    help = "Lists the backups in a folder with the last day of each, and destroys those that must end."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the folder and the options."""
        parser.add_argument("folder", nargs="?", type=Path, default=Path(settings.BACKUP_FOLDER))
        parser.add_argument("--destroy-due", action="store_true", help="Destroy those that must end today.")
        parser.add_argument("--yes", action="store_true", help="Don't ask before.")

    def handle(self, *args: object, folder: Path, destroy_due: bool, yes: bool, **options: object) -> None:
        """List all, destroy what is due if asked to, and bring the journal beside them up to date."""
        try:
            now = days_now()
        except DatabaseError:
            now = None
            self.stderr.write("The database doesn't answer: days that were moved since are not known.")
        try:
            left = self._look_after(folder, now or {}, destroy_due=destroy_due, yes=yes)
            if now is not None and folder.is_dir():
                write_journal(folder)
        except OSError as error:
            raise CommandError(f"{error.filename or folder}: {error.strerror}") from None
        if left:
            raise CommandError(
                f"{left} must be destroyed today, copies elsewhere too: `manage.py backups {folder} "
                "--destroy-due`"
            )

    def _look_after(self, folder: Path, now: dict, *, destroy_due: bool, yes: bool) -> int:
        """List the backups, and return how many must still be destroyed."""
        kept = backups_in(folder, now)
        due = due_among(kept)
        left_over = left_over_in(folder)
        for one in kept:
            self.stdout.write(_line(one, is_due=one in due))
        for file in left_over:
            self.stdout.write(f"{file.name}\n    MUST END NOW: a backup that never came to its end")
        if not kept and not left_over:
            self.stdout.write(f"There are no backups in {folder}.")
        number = len(due) + len(left_over)
        if not number or not destroy_due or not (yes or self._is_meant(number)):
            return number
        for one in due:
            one.destroy()
        for file in left_over:
            file.unlink(missing_ok=True)
        self.stdout.write(f"{number} destroyed. Copies of them elsewhere must end as well.")
        return 0

    def _is_meant(self, number: int) -> bool:
        question = f"Destroy {number} files for good? [yes/no] "
        return input(question).strip().lower() == "yes"


def _line(one: Kept, *, is_due: bool) -> str:
    """Return what there is to know about a backup."""
    size = f"{one.file.stat().st_size / 1e6:.1f} MB"
    said = [one.file.name, f"    made {one.made_at:%Y-%m-%d %H:%M} UTC, {size}"]
    if one.head is not None:
        said[-1] += f", by release {one.head.release}, uploads {one.head.uploads}"
    if not one.is_whole:
        said.append("    DAMAGED: it is not as large as its head says, or has none")
    said += [f"    must be destroyed before {day} ({slug})" for slug, day in sorted(one.days.items())]
    said.append(f"    {'MUST END NOW' if is_due else f'its last day is {one.last_day}'}")
    return "\n".join(said)
