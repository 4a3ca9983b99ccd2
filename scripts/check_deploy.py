"""Run Django's checks for a public server on the production settings, with an environment made up for it."""

from __future__ import annotations

import os
import secrets
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


def made_up_environment(directory: str) -> dict[str, str]:
    """Return all that the production settings need; nothing in it leads anywhere."""
    import pyrage

    return {
        "DJANGO_SETTINGS_MODULE": "campaign_site.settings.production",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "SERVER_IDENTITY": str(pyrage.x25519.Identity.generate()),
        "LINK_KEY": secrets.token_urlsafe(64),
        # Checks look at models, not at rows: any database will do.
        "DATABASE_URL": f"sqlite:///{directory}/check.sqlite3",
        "ALLOWED_HOSTS": "campaign.example.org",
        "BASE_URL": "https://campaign.example.org",
        "EMAIL_URL": "smtp+tls://user:password@mail.example.org:587",
        "MAIL_FROM": "Campaign <campaign@example.org>",
        "MEDIA_ROOT": directory,
    }


def main() -> int:
    """Run the checks; return 1 if there is so much as a warning."""
    import django
    from django.core.management import call_command
    from django.core.management.base import SystemCheckError

    sys.path.insert(0, str(PROJECT))
    with tempfile.TemporaryDirectory(prefix="hub-check-") as directory:
        os.environ.update(made_up_environment(directory))
        django.setup()
        try:
            call_command("check", deploy=True, fail_level="WARNING")
        except SystemCheckError as problem:
            print(problem, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
