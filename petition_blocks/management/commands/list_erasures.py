"""Write the journal of erased signatures, to be kept apart from the database's backups."""

from datetime import date

from django.core.management import BaseCommand, CommandParser

from editorial.days import start_of
from petition_blocks.petition.models import Petition
from petition_blocks.signature.models import ErasedSignature

# Marks the line that tells a petition's retention day.
DAY = "day"


class Command(BaseCommand):
    """Writes one line for each erased signature: when, its id, and the petition's name in addresses.

    Before them, one line for each petition that has a retention day: “day”, the day, and the petition's name.
    """

    help = "List the signatures erased since a day, for `replay_erasures` after a backup was restored."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the options."""
        parser.add_argument(
            "--since", type=date.fromisoformat, help="The first day, like 2027-05-03. Without it: all."
        )

    def handle(self, *args: object, since: date | None, **options: object) -> None:
        """Write the lines, oldest first."""
        dated = Petition.objects.filter(retention_day__isnull=False).order_by("pk")
        for day, slug in dated.values_list("retention_day", "slug"):
            self.stdout.write(f"{DAY} {day:%Y-%m-%d} {slug}")
        erased = ErasedSignature.objects.order_by("erased_at", "pk")
        if since is not None:
            erased = erased.filter(erased_at__gte=start_of(since))
        for erased_at, public_id, slug in erased.values_list(
            "erased_at", "public_id", "petition__slug"
        ).iterator():
            self.stdout.write(f"{erased_at.isoformat()} {public_id} {slug}")
