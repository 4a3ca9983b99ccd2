"""What tests begin with, made the way the site makes it: a home page, petitions in each state, signatures.

`PetitionPageFactory.create(opened=True)` makes a public petition that can be signed. On its page,
`SubmissionFactory.create(page=page)` hands a signature in, `SignatureFactory` confirms it too, and with
`quarantined=True` it waits to be checked. The functions below them make what many tests begin with once a
process, see `recorded_rows`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Protocol

import factory
import wagtail_factories
from django.conf import settings
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from editorial.models import SiteSettings
from home.models import HomePage
from petition_blocks.keys.models import RecipientKey
from petition_blocks.page.models import PetitionPage
from petition_blocks.page.wordings import take_wording
from petition_blocks.petition.controllers import Controller
from petition_blocks.petition.models import Petition, PetitionSettings
from petition_blocks.petition.organisations import Organisation
from petition_blocks.signature.models import Signature, Submission
from petition_blocks.signing.confirm import confirm
from petition_blocks.signing.submit import submit

from .recorded_rows import recorded


def _root() -> Page:
    Locale.objects.get_or_create(language_code="en")
    root = Page.get_first_root_node()
    assert root is not None
    return root


def _at_the_root_of_the_site(page: Page) -> None:
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "testserver", "port": 80, "root_page": page}
    )


class HomePageFactory(wagtail_factories.PageFactory):
    """The English home page at the root of the default site."""

    class Meta:
        model = HomePage
        skip_postgeneration_save = True

    parent = factory.LazyFunction(_root)
    title = "Home"
    slug = "campaign"

    @factory.post_generation
    def at_the_root_of_the_site(page: HomePage, create: bool, extracted: Any, **kwargs: Any) -> None:  # noqa: N805
        """Let visitors find it."""
        _at_the_root_of_the_site(page)


def _controllers() -> list[Controller]:
    organisation = Organisation.objects.create(
        name="Example Coalition", address="Rue de l’Exemple 1\n1000 Brussels", country="BE"
    )
    return [Controller(organisation=organisation, for_petition=True, for_updates=True)]


class PetitionPageFactory(wagtail_factories.PageFactory):
    """A petition's page with its standard words, in the language of its parent.

    Its register is not open, or with `opened` complete, open, sealed to `register__key` and the site's main
    one. `register__…` sets what else is wanted of it.
    """

    class Meta:
        model = PetitionPage
        skip_postgeneration_save = True

    class Params:
        opened = factory.Trait(
            register__opens_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=1)),
            register__retention_day=factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=365)),
            register__data_protection_officer="privacy@example.org",
            register__assessment_reference="Assessment of 1 March",
            register__controllers=factory.LazyFunction(_controllers),
            register__key="age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p",
        )

    parent = factory.SubFactory(HomePageFactory)
    title = "Unwatched"
    slug = "unwatched"
    demand = "Keep our squares unwatched."

    @classmethod
    def _create_instance(cls, model_class: type[PetitionPage], parent: Page, kwargs: dict[str, Any]) -> Page:
        return parent.add_child(instance=model_class.with_standard_words(parent.locale, **kwargs))

    # factory_boy's traits reach the parameters of what comes after, not whether it comes: so this is one.
    @factory.post_generation
    def register(page: PetitionPage, create: bool, extracted: Any, key: str = "", **facts: Any) -> None:  # noqa: N805
        """Set what the register says; with a key, let its holder read it, and make it the main one."""
        petition = page.petition
        assert petition is not None
        for name, value in facts.items():
            setattr(petition, name, value)
        if facts:
            petition.save()
        if not key:
            return
        RecipientKey.objects.create(
            petition=petition, name="Example", public_key=key, proved_at=timezone.now()
        )
        site = Site.objects.get(is_default_site=True)
        PetitionSettings.objects.update_or_create(site=site, defaults={"main_petition": petition})
        SiteSettings.objects.update_or_create(
            site=site, defaults={"privacy_page": site.root_page, "contact_email": "campaign@example.org"}
        )
        page.save_revision().publish()
        page.refresh_from_db()


class _HandedInFactory(factory.Factory):
    """What somebody hands in on a `page`; whatever else is given is a field of the form."""

    class Meta:
        abstract = True

    class Params:
        suspect = factory.Trait(suspicions=["crowded_network"])

    name = "Ada Lovelace"
    email = "ada@example.org"
    country = "BE"
    updates = "no"
    language = settings.LANGUAGE_CODE
    suspicions: Sequence[str] = ()

    @classmethod
    def _create(cls, model_class: Any, **given: Any) -> Any:
        page = given.pop("page")
        language, suspicions = given.pop("language"), given.pop("suspicions")
        petition = Petition.objects.select_related("digest_key").get(pk=page.petition_id)
        return submit(petition, take_wording(page), language, "home", given, suspicions=suspicions)


class SubmissionFactory(_HandedInFactory):
    """A signature that was handed in and is not confirmed."""

    class Meta:
        model = Submission


class SignatureFactory(_HandedInFactory):
    """A signature that was confirmed: it counts, or with `quarantined` waits for an editor to look at it."""

    class Meta:
        model = Signature

    class Params:
        quarantined = factory.Trait(suspect=True)

    @classmethod
    def _create(cls, model_class: type[Signature], **given: Any) -> Signature:
        confirm(super()._create(model_class, **given).pk)
        return model_class.objects.select_related("petition").latest("pk")


class HandIn(Protocol):
    """Hands in a signature the way the view does; a fixture of this name is in `tests/fixtures.py`."""

    def __call__(self, email: str = "ada@example.org", **overrides: Any) -> Submission:
        """Return what is waiting to be confirmed."""


def confirmed(petition: Petition) -> int:
    """Return the number that visitors read of the petition."""
    return Petition.objects.with_counts().get(pk=petition.pk).confirmed


@recorded
def create_home() -> HomePage:
    """Create the English home page at the root of the default site."""
    home: HomePage = HomePageFactory.create()
    return home


@recorded
def create_open_petition(home: HomePage, public_key: str) -> PetitionPage:
    """Create a public petition in the home's language, open, sealed to the key, and the site's main one."""
    page: PetitionPage = PetitionPageFactory.create(parent=home, opened=True, register__key=public_key)
    return page


GERMAN_WORDS = {
    "title": "Unbeobachtet",
    "demand": "Lasst unsere Plätze unbeobachtet.",
    "confirmation_subject": "Bitte bestätige deine Unterschrift",
    "already_signed_subject": "Du hast schon unterschrieben",
}


def translated(page: Any, language: str, words: Mapping[str, str]) -> Any:
    """Return the public translation of a page, with the words in place of its own."""
    locale, _created = Locale.objects.get_or_create(language_code=language)
    translation = page.copy_for_translation(locale)
    for field, text in words.items():
        setattr(translation, field, text)
    translation.save_revision().publish()
    translation.refresh_from_db()
    return translation


@recorded
def create_german_home(home: HomePage) -> HomePage:
    """Create the public German translation of the home page."""
    page: HomePage = translated(home, "de", {"title": "Start"})
    return page


@recorded
def create_german_petition(petition_page: PetitionPage, german_home: HomePage) -> PetitionPage:
    """Create the public German translation of the petition page."""
    page: PetitionPage = translated(petition_page, "de", GERMAN_WORDS)
    return page
