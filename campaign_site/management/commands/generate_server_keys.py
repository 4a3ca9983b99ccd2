"""Make the keys that a server needs, before it has any settings."""

import secrets

import pyrage
from django.core.management import BaseCommand


class Command(BaseCommand):
    """Prints a line for each, as files of environment variables have them. Nothing is stored."""

    help = "Prints new values for SECRET_KEY, SERVER_IDENTITY and LINK_KEY. Keep them; nothing stores them."
    requires_system_checks = []

    def handle(self, *args: object, **options: object) -> None:
        """Print the lines."""
        self.stdout.write(f"SECRET_KEY={secrets.token_urlsafe(48)}")
        self.stdout.write(f"SERVER_IDENTITY={pyrage.x25519.Identity.generate()}")
        self.stdout.write(f"LINK_KEY={secrets.token_urlsafe(48)}")
        self.stderr.write("Keep these where only the server's processes read them, and a copy offline.")
