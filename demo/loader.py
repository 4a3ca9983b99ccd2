"""Put the demo into a new database.

All of it is one transaction: a load that is killed leaves an empty database behind, and starts over the next
time. What the files on disk may keep of it, pictures and keys, is harmless.
"""

import os
from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pyrage
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language_info
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.models import Locale, Page, Site

from coalition.member import Member
from editorial.days import current_day
from editorial.models import CampaignImage, Section, SiteSettings
from home.first_home import first_home
from home.models import HomePage
from home.recipes.structure import PageStructure
from home.recipes.writing import Materials, body_of, fields_of
from localisation.gate.actions import note_legal_review
from petition_blocks.counting.models import CountChange
from petition_blocks.counting.statistics import rebuild_statistics
from petition_blocks.keys.models import RecipientKey
from petition_blocks.lifecycle.actions import change_state
from petition_blocks.lifecycle.transitions import OPEN
from petition_blocks.page.wordings import take_wording
from petition_blocks.petition.controllers import Controller
from petition_blocks.petition.models import Petition, PetitionSettings
from petition_blocks.petition.organisations import Organisation
from petition_blocks.signatory.actions import moderate_names
from petition_blocks.signature.models import ShownName, Signature, Wording
from petition_blocks.signing.confirm import Outcome, confirm
from petition_blocks.signing.submit import submit

from . import english, roles
from .indexing import index_in_the_end
from .languages import WORDS, demo_languages
from .look import dress
from .signatories import counts_by_day, signatories
from .structure import (
    ASSESSMENT_REFERENCE,
    CAMPAIGN_NAME,
    CONTACT_EMAIL,
    CONTROLLER_ADDRESS,
    CONTROLLER_NAME,
    DATA_PROTECTION_OFFICER,
    DOCUMENTS,
    MEMBERS,
    PAGES,
    PETITION_DAYS,
    PETITION_SLUG,
    PICTURE_CREDIT,
    PICTURES,
    REVIEW_NOTE,
    REVIEWER,
    SECTIONS,
)
from .translating import translate

# Raise it when a database with the demo in it no longer fits the code, or the demo has become another one.
DEMO_VERSION = 6
# The home page's translation key tells the demo and its version: it outlives new titles and addresses, is the
# same in every language, and needs no table. The version takes the last twelve digits.
DEMO_KEY_PREFIX = "de300000-0000-4000-8000-"
DEMO_KEY = UUID(f"{DEMO_KEY_PREFIX}{DEMO_VERSION:012d}")

SIGNATURES = 317
IMAGES_FOLDER = Path(__file__).parent / "images"
DOCUMENTS_FOLDER = Path(__file__).parent / "documents"
USUAL_IMAGE = "unwatched-square"


class DemoState(Enum):
    """What there is of the demo in the database."""

    ABSENT = "absent"
    LOADED = "loaded"
    OTHER_VERSION = "other version"
    OWN_PAGES = "own pages"


def demo_state() -> DemoState:
    """Tell whether the demo is there, and whether there is room for it."""
    first = first_home()
    pages = Page.objects.filter(depth__gt=1).exclude(pk=first.pk if first is not None else None)
    keys = {str(key) for key in pages.values_list("translation_key", flat=True)}
    if str(DEMO_KEY) in keys:
        return DemoState.LOADED
    if any(key.startswith(DEMO_KEY_PREFIX) for key in keys):
        return DemoState.OTHER_VERSION
    # Somebody's own campaign, even one without pages for the moment, is never mixed with the demo.
    has_own = bool(keys) or Petition.objects.exists() or Member.objects.exists()
    return DemoState.OWN_PAGES if has_own else DemoState.ABSENT


@transaction.atomic
def load_demo(
    keys_folder: Path, *, signatures: int = SIGNATURES, progress: Callable[[str], None] = lambda line: None
) -> None:
    """Load the whole demo into a database that has nothing of it.

    The keys that open its signatures are kept in `keys_folder`. `progress` is told of each step as it begins.
    """
    loader = _Loader(keys_folder, signatures)
    steps: list[tuple[str, Callable[[], None]]] = [
        ("languages and users", loader.create_languages_and_admin),
        ("pictures and documents", loader.create_pictures_and_documents),
        (f"{len(PAGES)} pages to be written", loader.create_empty_pages),
        ("petition and its keys", loader.set_up_petition),
        ("sections", loader.write_sections),
        ("words in English", loader.write_pages),
        (f"{len(MEMBERS)} organisations", loader.create_members),
        *(
            (
                f"words in {get_language_info(language)['name']}",
                partial(loader.translate_everything, language),
            )
            for language in loader.translated
        ),
        ("site and roles", loader.set_up_site),
        (f"{signatures} signatures", loader.collect_signatures),
    ]
    with index_in_the_end():
        for count, (name, step) in enumerate(steps, start=1):
            progress(f"({count}/{len(steps)}) {name}")
            step()


def _home_to_fill() -> Page:
    """Return the draft that a new hub begins with, or another one where it is gone."""
    home = first_home()
    if home is None:
        home = HomePage(title=CAMPAIGN_NAME, live=False)
        Page.objects.get(depth=1).add_child(instance=home)
    return home


class _Loader:
    """The steps in order, and what earlier ones leave for later ones."""

    def __init__(self, keys_folder: Path, signatures: int) -> None:
        self.keys_folder = keys_folder
        self.signatures = signatures
        self.images: dict[str, CampaignImage] = {}
        self.documents: dict[str, AbstractDocument] = {}
        # Counted from here, so that all dates of the demo fit each other.
        self.today = current_day()
        self.pages: dict[str, Page] = {}
        self.source, *self.translated = demo_languages()
        self.locales: dict[str, Locale] = {}
        # The pages of each language; `self.pages` are those that the others are translated from.
        self.pages_in: dict[str, dict[str, Page]] = {self.source: self.pages}
        self.members: dict[str, Member] = {}
        self.sections: dict[str, Section] = {}

    # Steps

    def create_languages_and_admin(self) -> None:
        """Create the languages, and the user in whose name all is written."""
        for language in [self.source, *self.translated]:
            self.locales[language], _created = Locale.objects.get_or_create(language_code=language)
        self.admin: User = roles.create_admin()

    def create_pictures_and_documents(self) -> None:
        """Upload the drawings, and the files to take along or to watch."""
        for name in PICTURES:
            words = english.PICTURES[name]
            content = (IMAGES_FOLDER / f"{name}.png").read_bytes()
            self.images[name] = CampaignImage.objects.create(
                title=words["title"],
                description=words["alt_text"][:255],
                credit=PICTURE_CREDIT,
                file=ContentFile(content, name=f"{name}.png"),
                uploaded_by_user=self.admin,
            )
        for name, file in DOCUMENTS.items():
            self.documents[name] = get_document_model().objects.create(
                title=english.DOCUMENTS[name],
                file=ContentFile((DOCUMENTS_FOLDER / file).read_bytes(), name=file),
                uploaded_by_user=self.admin,
            )

    def create_empty_pages(self) -> None:
        """Create all English pages as drafts, so that they can link to each other."""
        for structure in PAGES:
            words = english.PAGES[structure.name]
            facts = {
                "title": words["title"],
                "slug": words["slug"],
                "locale": self.locales[self.source],
                "owner": self.admin,
            }
            if structure.parent is None:
                page = _home_to_fill()
                for name, value in {**facts, "translation_key": DEMO_KEY}.items():
                    setattr(page, name, value)
                page.save()
            else:
                page = structure.model(**facts, live=False)
                self.pages[structure.parent].add_child(instance=page)
            self.pages[structure.name] = page

    def set_up_petition(self) -> None:
        """Give the register its dates, its controller and its keys, before any wording is taken."""
        self.petition: Petition = self.pages["petition"].petition
        first_day = self.today - timedelta(days=PETITION_DAYS - 1)
        opens_at = timezone.make_aware(datetime.combine(first_day, time(6)))
        self.petition.name = CAMPAIGN_NAME
        self.petition.slug = PETITION_SLUG
        self.petition.opens_at = opens_at
        self.petition.closes_at = opens_at + timedelta(days=365)
        self.petition.shows_names = True
        # Half a year to hand it over and to answer questions, then everything goes.
        self.petition.retention_day = first_day + timedelta(days=548)
        self.petition.data_protection_officer = DATA_PROTECTION_OFFICER
        self.petition.assessment_reference = ASSESSMENT_REFERENCE
        self.petition.controllers = [
            Controller(
                organisation=Organisation.objects.create(
                    name=CONTROLLER_NAME, address=CONTROLLER_ADDRESS, country="BE"
                ),
                for_petition=True,
                for_updates=True,
            )
        ]
        self.petition.save()
        # Named without a comma: forms list the holders with commas between them.
        for covers, holder, name in [
            (RecipientKey.Covers.PETITION, f"{CONTROLLER_NAME} (1)", "petition"),
            (RecipientKey.Covers.PETITION, f"{CONTROLLER_NAME} (2)", "petition-safe"),
            (RecipientKey.Covers.UPDATES, f"{CONTROLLER_NAME} (3)", "updates"),
        ]:
            RecipientKey.objects.create(
                petition=self.petition,
                name=holder,
                public_key=_public_key(self.keys_folder / f"demo-recipient-{name}.txt"),
                covers=covers,
            )

    def write_sections(self) -> None:
        """Write and publish in English what stands on several pages."""
        for name in SECTIONS:
            words = english.SECTIONS[name]
            section = Section(title=str(words["title"]), locale=self.locales[self.source])
            section.body = self._body_of_section(name, words)
            section.save()
            section.save_revision(user=self.admin).publish(user=self.admin)
            section.refresh_from_db()
            self.sections[name] = section

    def write_pages(self) -> None:
        """Fill and publish the English pages."""
        for structure in PAGES:
            page = self.pages[structure.name]
            page.refresh_from_db()
            for field, value in self._fields(structure, english.PAGES[structure.name]).items():
                setattr(page, field, value)
            page.save_revision(user=self.admin, log_action=True).publish(user=self.admin)
            page.refresh_from_db()

    def create_members(self) -> None:
        """Enter the organisations, described in English."""
        for name, facts in MEMBERS.items():
            member = Member.objects.create(
                locale=self.locales[self.source],
                name=facts.name,
                website=facts.website,
                countries=",".join(facts.countries),
                kind=facts.kind,
                description=english.MEMBERS[name],
            )
            member.save_revision(user=self.admin).publish(user=self.admin)
            member.refresh_from_db()
            self.members[name] = member

    def translate_everything(self, language: str) -> None:
        """Translate pages, sections and organisations into a language, and publish them."""
        in_language, locale = WORDS[language], self.locales[language]
        self.pages_in[language] = {}
        for structure in PAGES:
            words = in_language.PAGES[structure.name]
            page = self.pages[structure.name]
            self.pages_in[language][structure.name] = translate(
                page,
                structure.model(locale=locale, **self._fields(structure, words)),
                locale,
                self.admin,
                slug=words["slug"] if words["slug"] != page.slug else "",
            )
        for name, section in self.sections.items():
            body = self._body_of_section(name, in_language.SECTIONS[name])
            translate(section, Section(title=section.title, locale=locale, body=body), locale, self.admin)
        for name, member in self.members.items():
            translate(
                member,
                Member(name=member.name, locale=locale, description=in_language.MEMBERS[name]),
                locale,
                self.admin,
            )

    def set_up_site(self) -> None:
        """Put the demo where visitors arrive, and say who may do what."""
        url = urlsplit(settings.WAGTAILADMIN_BASE_URL)
        site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
        site.hostname = url.hostname or "localhost"
        site.port = url.port or (443 if url.scheme == "https" else 80)
        site.site_name = CAMPAIGN_NAME
        site.root_page = self.pages["home"]
        site.save()
        SiteSettings.objects.update_or_create(
            site=site,
            defaults={
                "controller_name": CONTROLLER_NAME,
                "contact_email": CONTACT_EMAIL,
                "privacy_page": self.pages["privacy"],
            },
        )
        dress(site)
        PetitionSettings.objects.update_or_create(site=site, defaults={"main_petition": self.petition})
        roles.create_other_users(self.translated)
        roles.grant_editors([pages["home"] for pages in self.pages_in.values()])
        for language in self.translated:
            roles.grant_translators(self.locales[language])
        for pages in self.pages_in.values():
            note_legal_review(pages["home"], REVIEWER, self.today, self.admin, REVIEW_NOTE)

    def collect_signatures(self) -> None:
        """Let people sign and confirm as visitors do, and spread that over the last weeks."""
        change_state(self.petition, OPEN, self.admin)
        wordings: dict[str, Wording] = {
            language: take_wording(in_language["petition"].specific)
            for language, in_language in self.pages_in.items()
        }
        people = iter(signatories(self.signatures, list(self.pages_in)))
        by_day = counts_by_day(self.signatures)
        for days_ago, count in zip(reversed(range(len(by_day))), by_day, strict=True):
            for _count in range(count):
                person = next(people)
                submission = submit(
                    self.petition,
                    wordings[person.language],
                    person.language,
                    self.pages_in[person.language][person.page].slug[:50],
                    {
                        "name": person.name,
                        "email": person.email,
                        "country": person.country,
                        "updates": "yes" if person.updates else "no",
                        "show_name": "yes" if person.shows_name else "no",
                    },
                )
                if confirm(submission.pk) is not Outcome.SIGNED:
                    raise RuntimeError(f"the signature of {person.email} was not taken")
            # All that has been signed "today" moves to its day, signature and number alike.
            day = self.today - timedelta(days=days_ago)
            Signature.objects.filter(petition=self.petition, signed_on__gte=self.today).update(signed_on=day)
            CountChange.objects.filter(petition=self.petition, day__gte=self.today).update(day=day)
        names = ShownName.objects.filter(petition=self.petition)
        moderate_names(
            self.petition, list(names.values_list("pk", flat=True)), ShownName.State.SHOWN, self.admin
        )
        rebuild_statistics(self.petition)

    # Words and facts

    def _fields(self, structure: PageStructure, words: Mapping[str, Any]) -> dict[str, object]:
        """Return all fields of a page in one language."""
        materials = self._materials()
        image = structure.social_image or USUAL_IMAGE
        return {"social_image": self.images[image], **fields_of(structure, words, materials)}

    def _body_of_section(self, name: str, words: Mapping[str, Any]) -> str:
        """Return a section's blocks in one language."""
        return body_of(SECTIONS[name], words["body"], self._materials(), f"section.{name}")

    def _materials(self) -> Materials:
        return Materials(
            DEMO_KEY, self.today, self.pages, self.images, self.documents, sections=self.sections
        )


def _public_key(path: Path) -> str:
    """Return the public half of the key in the file, making both on first use, for the owner's eyes alone."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        identity = pyrage.x25519.Identity.generate()
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(f"# public key: {identity.to_public()}\n{identity}\n")
        # In one step: a load that is killed leaves a whole key or none.
        draft.rename(path)
    secret = next(line for line in path.read_text().splitlines() if line.startswith("AGE-SECRET-KEY-"))
    return str(pyrage.x25519.Identity.from_str(secret).to_public())
