"""A small public campaign, for tests in this process and for hubs that run as processes of their own."""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import Locale, Page, Site

from editorial.models import SiteSettings
from home.models import HomePage
from tests.recorded_rows import recorded

from ..keys.models import RecipientKey
from ..page.models import PetitionPage
from ..petition.controllers import Controller
from ..petition.models import PetitionSettings


@recorded
def create_home() -> HomePage:
    """Create the English home page at the root of the default site."""
    Locale.objects.get_or_create(language_code="en")
    root = Page.get_first_root_node()
    assert root is not None
    home: HomePage = root.add_child(instance=HomePage(title="Home", slug="campaign"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "testserver", "port": 80, "root_page": home}
    )
    return home


@recorded
def create_open_petition(home: HomePage, public_key: str) -> PetitionPage:
    """Create a public petition in the home's language, open, sealed to the key, and the site's main one."""
    page: PetitionPage = home.add_child(
        instance=PetitionPage.with_standard_words(
            home.locale, title="Unwatched", slug="unwatched", demand="Keep our squares unwatched."
        )
    )
    petition = page.petition
    assert petition is not None
    petition.opens_at = timezone.now() - timedelta(days=1)
    petition.retention_day = timezone.localdate() + timedelta(days=365)
    petition.data_protection_officer = "privacy@example.org"
    petition.assessment_reference = "Assessment of 1 March"
    petition.controllers = [
        Controller(
            purpose=purpose,
            name="Example Coalition",
            address="Rue de l’Exemple 1\n1000 Brussels",
            country="BE",
        )
        for purpose in (Controller.Purpose.PETITION, Controller.Purpose.UPDATES)
    ]
    petition.save()
    RecipientKey.objects.create(
        petition=petition, name="Example", public_key=public_key, proved_at=timezone.now()
    )
    PetitionSettings.objects.update_or_create(
        site=Site.objects.get(is_default_site=True), defaults={"main_petition": petition}
    )
    SiteSettings.objects.update_or_create(
        site=Site.objects.get(is_default_site=True),
        defaults={"privacy_page": home, "contact_email": "campaign@example.org"},
    )
    page.save_revision().publish()
    page.refresh_from_db()
    return page


@recorded
def create_german_home(home: HomePage) -> HomePage:
    """Create the public German translation of the home page."""
    german, _created = Locale.objects.get_or_create(language_code="de")
    page: HomePage = home.copy_for_translation(german)
    page.title = "Start"
    page.save_revision().publish()
    page.refresh_from_db()
    return page


@recorded
def create_german_petition(petition_page: PetitionPage, german_home: HomePage) -> PetitionPage:
    """Create the public German translation of the petition page."""
    page: PetitionPage = petition_page.copy_for_translation(german_home.locale)
    page.title = "Unbeobachtet"
    page.demand = "Lasst unsere Plätze unbeobachtet."
    page.confirmation_subject = "Bitte bestätige deine Unterschrift"
    page.already_signed_subject = "Du hast schon unterschrieben"
    page.save_revision().publish()
    page.refresh_from_db()
    return page
