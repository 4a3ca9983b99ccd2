"""Add a language from the command line, as Settings → Locales does in the admin."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from ...actions.add_language import UnknownLanguage, add_language


class Command(BaseCommand):
    """Adds a language with its home page and a group of translators. Running it again adds nothing."""

    help = "Add a language: its home page as a draft, and a group for whoever translates into it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the languages."""
        parser.add_argument(
            "languages", nargs="+", metavar="language", help="its code, such as pl or zh-hans"
        )

    def handle(self, *args: Any, languages: list[str], **options: Any) -> None:
        """Add each of them, and say where its translators belong."""
        for code in languages:
            try:
                added = add_language(code)
            except UnknownLanguage as problem:
                raise CommandError(str(problem)) from problem
            except ValidationError as problem:
                raise CommandError(f"{code}: {' '.join(problem.messages)}") from problem
            if added.group is None:
                self.stdout.write(
                    f"{added.locale.language_code}: it can be chosen. Nobody has begun a home page yet: "
                    "begin one, and call this again."
                )
                continue
            self.stdout.write(
                f"{added.locale.language_code}: {len(added.homes)} home pages are there. "
                f"Translators belong into the group “{added.group.name}”."
            )
