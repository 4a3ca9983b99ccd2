"""Load the demo, once."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError

from demo.loader import DEMO_VERSION, DemoState, demo_state, load_demo
from demo.roles import create_admin


class Command(BaseCommand):
    """Fills a new database with the demonstration campaign."""

    help = "Loads the demonstration campaign into a new database. Data that is there is never touched."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to leave out."""
        parser.add_argument(
            "--user-alone", action="store_true", help="make nothing but the user who may do everything"
        )

    def handle(self, *args: object, **options: object) -> None:
        """Load the demo, or say in one line why there is nothing to do."""
        if not settings.DEBUG:
            raise CommandError(
                "The demo has users whose password is known to everybody: it is loaded with DEBUG only."
            )
        if options["user_alone"]:
            if not get_user_model().objects.exists():
                create_admin()
            return
        state = demo_state()
        if state is DemoState.LOADED:
            self._say("The demo is there.")
        elif state is DemoState.OWN_PAGES:
            self._say("This database has pages of its own; the demo stays out of it.")
        elif state is DemoState.OTHER_VERSION:
            raise CommandError(
                f"the demo in this database is not of version {DEMO_VERSION}, which the code expects. "
                "`make renew-demo` moves it aside and lets you start with a new one."
            )
        else:
            self._say("Loading the demo …")
            folder = Path(getattr(settings, "VAR_DIR", settings.BASE_DIR / "var"))
            load_demo(folder / "keys", progress=lambda line: self._say(f"  {line}"))

    def _say(self, line: str) -> None:
        """Print a line at once: somebody is waiting for it."""
        self.stdout.write(line)
        self.stdout.flush()
