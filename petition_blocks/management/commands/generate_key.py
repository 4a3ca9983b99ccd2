"""Make a key pair for a recipient of signatures."""

from pathlib import Path

import pyrage
from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from petition_blocks.exports.tables import private_file


class Command(BaseCommand):
    """Writes the secret half into a file for its holder, and prints the public half."""

    help = "Makes a key pair: the secret half goes into a file, the public half is printed for the admin."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the options."""
        parser.add_argument(
            "--output", type=Path, default=Path("key.txt"), help="Where to write the secret half: key.txt."
        )

    def handle(self, *args: object, output: Path, **options: object) -> None:
        """Make the pair. A file that is there is never overwritten: it may be the only copy of a key."""
        identity = pyrage.x25519.Identity.generate()
        public_key = str(identity.to_public())
        created = timezone.now().isoformat(timespec="seconds")
        try:
            with private_file(output) as file:
                file.write(f"# created: {created}\n# public key: {public_key}\n{identity}\n")
        except FileExistsError:
            raise CommandError(f"{output} is there already: choose another name.") from None
        except OSError as error:
            raise CommandError(f"{output} can't be written: {error.strerror}.") from None
        self.stdout.write(public_key)
        self.stderr.write(f"The secret half is in {output}. Whoever loses it loses the signatures.")
