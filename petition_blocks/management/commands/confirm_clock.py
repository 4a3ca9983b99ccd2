"""Say that the clock is right although it has leapt."""

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from petition_blocks.clock.actions import confirm_clock, database_time
from petition_blocks.clock.models import ClockReading


class Command(BaseCommand):
    """Shows the clocks and asks. From then on the worker erases again what is due."""

    help = "Confirms that the clock is right, after it leapt by more than a day or nothing ran for as long."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the option."""
        parser.add_argument("--yes", action="store_true", help="Don't ask: the clock is right.")

    def handle(self, *args: object, yes: bool, **options: object) -> None:
        """Ask, unless told not to, and believe the clock."""
        now = timezone.now()
        last = ClockReading.objects.values_list("believed_at", flat=True).first()
        self.stdout.write(f"The clock of this machine:  {now:%A, %Y-%m-%d %H:%M} UTC")
        self.stdout.write(f"The clock of the database:  {database_time():%A, %Y-%m-%d %H:%M} UTC")
        if last is not None:
            self.stdout.write(f"Last time it was believed:  {last:%A, %Y-%m-%d %H:%M} UTC")
        question = "Is it really that day? What is due by it is erased for good. [yes/no] "
        if not yes and input(question).strip().lower() != "yes":
            raise CommandError("Nothing was changed. Set the clock right; erasing then goes on by itself.")
        if not confirm_clock(now):
            raise CommandError("The two clocks differ by more than a day. Set the wrong one right first.")
        self.stdout.write("The clock is believed again: the worker erases what is due within five minutes.")
