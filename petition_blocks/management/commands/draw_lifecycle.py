"""Draw what can become of a petition into the documentation."""

from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand

from petition_blocks.lifecycle.diagram import drawn_lifecycle


class Command(BaseCommand):
    """Writes docs/lifecycle.md from the table of transitions."""

    help = "Draws the table of a petition’s transitions into docs/lifecycle.md."

    def handle(self, *args: object, **options: object) -> None:
        """Write the file."""
        file = Path(settings.BASE_DIR) / "docs" / "lifecycle.md"
        file.write_text(drawn_lifecycle(), encoding="utf-8")
        self.stdout.write(f"Written: {file.name}")
