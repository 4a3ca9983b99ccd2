"""Look whether the proxy in front of the hub keeps away what it should."""

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser

from campaign_site.upkeep.proxy import UNDERSCORES_ARRIVE, ask_through_proxies


class Command(BaseCommand):
    """Sends the site a header whose name has an underscore, and reads whether it has arrived.

    WSGI writes `X_Forwarded_For` and `X-Forwarded-For` alike, and granian (2.8.7, 2.8.9) hands over whichever
    stood last: the application can't tell them apart, so a visitor could write the address that limits go by.
    """

    help = "Asks the site at BASE_URL, through its proxy, whether headers with underscores arrive."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the address."""
        parser.add_argument("url", nargs="?", default=settings.WAGTAILADMIN_BASE_URL)

    def handle(self, *args: object, url: str, **options: object) -> None:
        """Ask, and say what to do if they arrive."""
        try:
            text = ask_through_proxies(url)
        except (OSError, ValueError) as error:
            raise CommandError(f"{url} does not answer: {error}") from None
        if UNDERSCORES_ARRIVE in text:
            raise CommandError(
                "The proxy passes on headers with underscores in their names: anybody could write the "
                "address that limits go by. docs/operators.md says how to drop them."
            )
        self.stdout.write("The proxy drops headers with underscores in their names.")
