"""Starting a campaign: from the answers to drafts of all its pages."""

from urllib.parse import urlsplit
from uuid import UUID, uuid5

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Locale, Page, Site

from editorial.brand.icons import ICONS
from editorial.brand.looks import FIRST_LOOK, LOOKS, PALETTES
from editorial.brand.models import Brand
from editorial.brand.shown import first_brand
from editorial.days import current_day
from editorial.interface_words.in_force import speaking_for
from editorial.models import SiteSettings
from petition_blocks.petition.controllers import Controller
from petition_blocks.petition.models import Petition, PetitionSettings
from petition_blocks.petition.organisations import Organisation

from ..models import HomePage
from ..recipes.campaign import campaign_pages
from ..recipes.drafts import add_empty_draft, write_draft
from ..recipes.structure import PageStructure
from ..recipes.words import campaign_words
from ..recipes.writing import Materials
from .answers import Answers
from .models import CampaignStart

# How Wagtail's first migration names the place of a site that nobody has set up.
NO_PLACE_YET = ("localhost", 80)


MOST_LETTERS_OF_ACCENT = 60


class AnswersMissing(Exception):
    """The pages can't be made yet; `names` are the answers that they need."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        super().__init__(", ".join(names))


def keep_answers(site: Site, answers: Answers) -> CampaignStart:
    """Keep the answers so far, to go on another time."""
    start, _created = CampaignStart.objects.get_or_create(site=site)
    start.answers = answers
    start.save()
    return start


def key_of_page(home: Page, name: str) -> UUID:
    """Return the translation key of the page that a recipe calls so.

    It follows from the home page's. So a page is found again under whatever title and in whatever place, and
    a start that was broken off doubles nothing.
    """
    return uuid5(home.translation_key, name)


@transaction.atomic
def start_campaign(site: Site, answers: Answers, user: AbstractBaseUser | None = None) -> HomePage:
    """Make drafts of all pages of a campaign, and enter the facts where they live; return the home page.

    Nothing becomes public by it. What is there already stays as it is: pages that an earlier start has made,
    and facts that somebody has entered since. Raises `AnswersMissing`.
    """
    if answers.missing:
        raise AnswersMissing(answers.missing)
    # A button that is pressed twice: the second press waits here, and then finds all pages.
    site = Site.objects.select_for_update().select_related("root_page").get(pk=site.pk)
    for language in [answers.language, *answers.other_languages]:
        Locale.objects.get_or_create(language_code=language)
    about_site, _created = SiteSettings.objects.get_or_create(site=site)
    if answers.form_of_address and not about_site.form_of_address:
        # First of all: the words of the pages are in it.
        about_site.form_of_address = answers.form_of_address
        about_site.save()
    with speaking_for(site):
        return _make_pages(site, answers, user)


def _make_pages(site: Site, answers: Answers, user: AbstractBaseUser | None) -> HomePage:
    """Make the drafts of a site whose languages are there, in the active form of address."""
    home = _home_of(site, Locale.objects.get(language_code=answers.language), answers)
    structures = campaign_pages(len(answers.pillars))
    words = campaign_words(
        answers.language,
        name=answers.name,
        slogan=answers.slogan,
        demand=answers.demand,
        run_by=answers.run_by,
        contact_email=answers.contact_email,
        pillars=answers.pillars,
    )
    pages: dict[str, Page] = {"home": home}
    new: list[PageStructure] = [] if home.latest_revision_id else structures[:1]
    for structure in structures[1:]:
        found = Page.objects.filter(
            translation_key=key_of_page(home, structure.name), locale=home.locale
        ).first()
        if found is None:
            parent = pages[structure.parent or "home"]
            title = words[structure.name]["title"]
            key = key_of_page(home, structure.name)
            pages[structure.name] = add_empty_draft(structure, title, parent, key, user)
            new.append(structure)
        else:
            pages[structure.name] = found.specific
    materials = Materials(home.translation_key, current_day(), pages)
    for structure in new:
        write_draft(pages[structure.name], structure, words[structure.name], materials, user)
    _enter_facts(site, answers, pages)
    _dress(site, answers)
    start = keep_answers(site, answers)
    start.finished_at = start.finished_at or timezone.now()
    start.save()
    home.refresh_from_db()
    return home


def _dress(site: Site, answers: Answers) -> None:
    """Give the site the look that was chosen, as long as nobody has chosen another."""
    brand = Brand.of_site(site)
    if brand.shown() != first_brand():
        return
    look = LOOKS.get(answers.look, LOOKS[FIRST_LOOK])
    brand.take_over(look)
    brand.palette = answers.palette if answers.palette in PALETTES else look.palette
    brand.mark_icon = answers.mark if answers.mark in dict(ICONS) else look.mark_icon
    accents = list(brand.accents.all())
    for accent, name in zip(accents, answers.pillars, strict=False):
        accent.name = accent.name or name[:MOST_LETTERS_OF_ACCENT]
    brand.accents = accents
    brand.save()


def _home_of(site: Site, locale: Locale, answers: Answers) -> HomePage:
    """Return the site's home page; as long as nobody has written in it, in the campaign's language."""
    page = site.root_page.specific
    if not isinstance(page, HomePage):
        page = HomePage(title=answers.name, live=False, locale=locale)
        Page.objects.get(depth=1).add_child(instance=page)
        Site.objects.filter(pk=site.pk).update(root_page=page)
        site.root_page = page
    if not page.latest_revision_id and not page.live:
        page.title, page.locale = answers.name, locale
        page.slug = slugify(answers.name, allow_unicode=True) or page.slug
        page.save()
    return page


def _enter_facts(site: Site, answers: Answers, pages: dict[str, Page]) -> None:
    """Enter who runs the site and answers for the petition, where nobody has entered anything yet."""
    if (site.hostname, site.port) == NO_PLACE_YET:
        url = urlsplit(settings.WAGTAILADMIN_BASE_URL)
        site.hostname = url.hostname or site.hostname
        site.port = url.port or (443 if url.scheme == "https" else 80)
    site.site_name = site.site_name or answers.name
    site.save()
    about_site, _created = SiteSettings.objects.get_or_create(site=site)
    about_site.controller_name = about_site.controller_name or answers.run_by
    about_site.contact_email = about_site.contact_email or answers.contact_email
    about_site.privacy_page = about_site.privacy_page or pages["privacy"]
    about_site.save()
    petition: Petition = pages["petition"].petition
    main, _created = PetitionSettings.objects.get_or_create(site=site)
    main.main_petition = main.main_petition or petition
    main.save()
    if petition.name == pages["petition"].title:
        # In lists of petitions, "The petition" would tell them apart from nothing.
        petition.name = answers.name
        petition.slug = Petition.objects.exclude(pk=petition.pk).free_slug(
            slugify(answers.name, allow_unicode=True)
        )
    if not petition.controllers.exists():
        facts = {"name": answers.run_by, "address": answers.postal_address, "country": answers.country}
        organisation = Organisation.objects.filter(**facts).first() or Organisation.objects.create(**facts)
        petition.controllers = [Controller(organisation=organisation, for_petition=True, for_updates=True)]
    petition.save()
