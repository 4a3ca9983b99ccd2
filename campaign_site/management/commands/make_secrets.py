"""Make the environment of a public server, before it has any settings."""

import secrets
from argparse import ArgumentParser
from typing import Any

import pyrage
from django.core.management import BaseCommand

# What is made, and what for.
MADE = {
    "SECRET_KEY": "Signs the admin's sessions.",
    "SERVER_IDENTITY": "Seals submissions until they are confirmed. Without it nobody can sign again.",
    "LINK_KEY": "Signs the links in mails.",
}
FOLDERS = {
    "STATIC_ROOT": "static",
    "MEDIA_ROOT": "media",
    "EXPORTS_ROOT": "exports",
    "BACKUP_FOLDER": "backups",
}


class Command(BaseCommand):
    """Prints all that a server's processes need, as files of environment variables have it."""

    help = "Prints a new environment file for a public server, with new keys. Keep it; nothing stores it."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what only the operator knows."""
        parser.add_argument("--host", default="campaign.example.org", help="the site's host name")
        parser.add_argument("--database-url", default="postgres:///campaign_hub?host=/run/postgresql")
        parser.add_argument("--redis-url", default="", help="such as redis://127.0.0.1:6379/0")
        parser.add_argument("--email-url", default="smtp+tls://user:password@mail.example.org:587")
        parser.add_argument("--data", default="", help="the folder for uploads and other files")
        parser.add_argument("--mail-from", default="", help="the sender of all mails")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the file."""
        keys = {
            "SECRET_KEY": secrets.token_urlsafe(48),
            "SERVER_IDENTITY": str(pyrage.x25519.Identity.generate()),
            "LINK_KEY": secrets.token_urlsafe(48),
        }
        host = options["host"]
        lines = [
            "# The environment of a Campaign Hub. Let nobody read it but the hub, and keep a copy offline.",
            "# docs/operators.md names what else can stand here.",
        ]
        for name, value in keys.items():
            lines += [f"# {MADE[name]}", f"{name}={value}"]
        lines += [
            "DJANGO_SETTINGS_MODULE=campaign_site.settings.production",
            f"ALLOWED_HOSTS={host}",
            f"BASE_URL=https://{host}",
            f"DATABASE_URL={options['database_url']}",
            *([f"REDIS_URL={options['redis_url']}"] if options["redis_url"] else []),
            *[f"{name}={options['data']}/{folder}" for name, folder in FOLDERS.items() if options["data"]],
            "# The public key that backups are sealed to; its secret half stays on a machine of your own.",
            "#BACKUP_RECIPIENTS=age1…",
            "# How mails leave, and who sends them.",
            f"EMAIL_URL={options['email_url']}",
            f'MAIL_FROM="{options["mail_from"] or f"Campaign <campaign@{host}>"}"',
        ]
        self.stdout.write("\n".join(lines))
