"""Erase what is due, by hand."""

from django.core.management import BaseCommand, CommandError, CommandParser

from petition_blocks.clock.actions import clock_is_believed
from petition_blocks.erasure.erase_due import CLOCK_IS_DOUBTED, erase_due


class Command(BaseCommand):
    """Erases everything personal whose day has come. The worker does the same; this shows it."""

    help = (
        "Erase all personal data whose promised day has come. It may be stopped, and goes on when run again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the options."""
        parser.add_argument("--dry-run", action="store_true", help="Say what would go, and change nothing.")

    def handle(self, *args: object, dry_run: bool, **options: object) -> None:
        """Erase, with a line for each batch. Fails while the clock isn't believed."""
        if not dry_run and not clock_is_believed():
            raise CommandError(CLOCK_IS_DOUBTED)
        count = erase_due(dry_run=dry_run, progress=self.stdout.write)
        self.stdout.write(
            f"{count} signatures and submissions {'would be' if dry_run else 'are'} erased in all."
        )
