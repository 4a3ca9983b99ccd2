"""Start a campaign from the command line, with the same pages as the guided start in the admin."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from wagtail.models import Site

from editorial.brand.icons import ICONS
from editorial.brand.looks import LOOKS, PALETTES
from editorial.interface_words.address import FormOfAddress

from ...recipes.campaign import MOST_PILLARS
from ...start.actions import AnswersMissing, start_campaign
from ...start.answers import Answers
from ...start.models import CampaignStart


class Command(BaseCommand):
    """Makes drafts of all pages of a campaign. Running it again doubles nothing."""

    help = "Start a campaign: drafts of all its pages, from a few answers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the answers."""
        parser.add_argument("--name", help="what the campaign is called")
        parser.add_argument("--slogan", help="the large words on the home page")
        parser.add_argument("--language", help="the language it is written in, such as pl")
        parser.add_argument("--other-language", action="append", help="one it is translated into")
        parser.add_argument(
            "--form-of-address",
            choices=[value for value in FormOfAddress.values if value],
            help="how visitors are spoken to, if not as each language usually does",
        )
        parser.add_argument("--run-by", help="the organisation that answers for the site")
        parser.add_argument("--postal-address", help="where it is, without the country")
        parser.add_argument("--country", help="its country, such as PL")
        parser.add_argument("--contact-email", help="where visitors write to")
        parser.add_argument("--look", choices=list(LOOKS), help="what it looks like to begin with")
        parser.add_argument("--palette", choices=list(PALETTES), help="its colours, if not the look's own")
        parser.add_argument("--mark", choices=[key for key, _name in ICONS], help="the sign before its name")
        parser.add_argument("--pillar", action="append", help="an idea that it rests on; none to six of them")
        parser.add_argument("--demand", help="what people sign")
        parser.add_argument("--site", help="the host of the site, if it isn't the usual one")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the pages, and say what there is to do next."""
        site = self._site(options["site"])
        begun = CampaignStart.objects.filter(site=site).first()
        answers = begun.answers if begun is not None else Answers()
        names = {"other_language": "other_languages", "pillar": "pillars"}
        for option in (*Answers.__dataclass_fields__, *names):
            if options.get(option) is not None:
                setattr(answers, names.get(option, option), options[option])
        self._check(answers)
        try:
            home = start_campaign(site, answers)
        except AnswersMissing as problem:
            wanted = " ".join(f"--{name.replace('_', '-')}" for name in problem.names)
            raise CommandError(f"Give these too: {wanted}") from problem
        pages = home.get_descendants().count() + 1
        self.stdout.write(
            f"{pages} pages are there, as drafts. Sign in at {settings.WAGTAILADMIN_BASE_URL}/admin/"
        )

    def _site(self, host: str | None) -> Site:
        sites = Site.objects.filter(hostname=host) if host else Site.objects.filter(is_default_site=True)
        site = sites.select_related("root_page").first()
        if site is None:
            raise CommandError(f"There is no site {host}." if host else "There is no site yet.")
        return site

    def _check(self, answers: Answers) -> None:
        spoken = dict(settings.LANGUAGES)
        unknown = [code for code in [answers.language, *answers.other_languages] if code not in spoken]
        if unknown:
            raise CommandError(
                f"The hub doesn't speak {', '.join(unknown)}. It speaks {', '.join(sorted(spoken))}."
            )
        if len(answers.pillars) > MOST_PILLARS:
            raise CommandError(f"A campaign rests on {MOST_PILLARS} ideas at most.")
        if answers.contact_email:
            try:
                validate_email(answers.contact_email)
            except ValidationError as problem:
                raise CommandError("--contact-email is no e-mail address.") from problem
