"""What a petition must have before anybody can sign it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from editorial.absolute_url import site_of_page
from editorial.days import current_day
from editorial.interface_words.in_force import speaking_on
from editorial.models import SiteSettings

from ..keys.models import RecipientKey
from ..mailing.sender_proof import mail_problem
from ..page.default_words import default_words, privacy_notice_without_news
from ..page.models import PetitionPage
from ..petition.controllers import Controller
from ..petition.models import DigestKey, Petition
from ..petition.organisations import Organisation
from ..petition.refusals import Refused
from ..petition.responsibility import purposes_of


class Piece(Enum):
    """A thing that a petition needs; the admin knows where each is put right."""

    PAGE = "page"
    WORDS = "words"
    CONTROLLERS = "controllers"
    LAWFUL_BASIS = "lawful_basis"
    DATA_PROTECTION_OFFICER = "data_protection_officer"
    ASSESSMENT = "assessment_reference"
    MINIMUM_AGE = "minimum_age"
    RETENTION_DAY = "retention_day"
    RECIPIENT_KEY = "recipient_key"
    PRIVACY_PAGE = "privacy_page"
    CONTACT_EMAIL = "contact_email"
    MAIL = "mail"
    NEW_PETITION = "new_petition"


@dataclass(frozen=True)
class MissingPiece:
    """A piece that isn't there, and the sentence that tells an editor so.

    For words of a page: the page, and the name of the field. For what is said of a site: the site; of an
    organisation that is chosen: the organisation.
    """

    piece: Piece
    sentence: str | Promise
    page: PetitionPage | None = None
    field: str = ""
    site: Site | None = None
    organisation: Organisation | None = None


# The words that every language of an open petition must have. The rest has something to fall back to.
NEEDED_WORDS = (
    "demand",
    "statement",
    "updates_question",
    "privacy_notice",
    "confirmation_subject",
    "confirmation_text",
    "reminder_subject",
    "reminder_text",
    "already_signed_subject",
    "already_signed_text",
)


# One key could be lost, or never have been whole. Two, or one that has opened something, are safe to go on.
KEYS_WITHOUT_PROOF = 2


def missing_for_opening(
    petition: Petition, controllers: Iterable[Controller] | None = None
) -> list[MissingPiece]:
    """Return all that keeps the petition from opening, as it stands now; saved or not. Empty: it may open.

    `controllers` are those of a form that isn't saved yet, instead of the petition's.
    """

    if petition.pk is not None and not DigestKey.objects.filter(petition=petition).exists():
        # Without its key, an address that signs twice could no longer be told.
        return [
            MissingPiece(
                Piece.NEW_PETITION,
                _("All that people entered has been erased as promised, so it can’t open again."),
            )
        ]
    if controllers is None:
        controllers = petition.controllers.all()
    return [
        *_missing_in_pages(petition),
        *_missing_controllers(petition, list(controllers)),
        *_missing_facts(petition),
        *_missing_key(petition),
        *_missing_of_sites(petition),
        *_missing_mail(),
    ]


def _missing_in_pages(petition: Petition) -> Iterator[MissingPiece]:
    """Look at each language that is public."""
    pages = (
        petition.pages.filter(live=True, alias_of__isnull=True)
        .select_related("locale")
        .defer("body")
        .order_by("pk")
    )
    if not pages:
        yield MissingPiece(Piece.PAGE, _("No page of this petition is published yet."))
    for page in pages:
        language = page.locale.get_display_name()
        for name in needed_words(petition):
            if not _plain(getattr(page, name)):
                field = capfirst(str(page._meta.get_field(name).verbose_name))
                yield MissingPiece(
                    Piece.WORDS,
                    gettext("The page in %(language)s: “%(field)s” is empty (%(tab)s).")
                    % {"language": language, "field": field, "tab": _tab_of(name)},
                    page,
                    name,
                )
        if _plain(page.statement) and not _names_number(page.statement, petition.minimum_age):
            yield MissingPiece(
                Piece.WORDS,
                gettext(
                    "The page in %(language)s: “What people sign” doesn’t name the minimum age of "
                    "%(age)d years."
                )
                % {"language": language, "age": petition.minimum_age},
                page,
                "statement",
            )
        with speaking_on(page):
            standard = default_words(page.locale.language_code)["privacy_notice"]
            without_news = privacy_notice_without_news(page.locale.language_code)
        if not petition.asks_updates and _plain(page.privacy_notice) == _plain(standard):
            yield MissingPiece(
                Piece.WORDS,
                gettext(
                    "The page in %(language)s: “Privacy sentence” speaks of letting you write to people, "
                    "which this petition doesn’t ask. It could say: “%(words)s”"
                )
                % {"language": language, "words": _plain(without_news)},
                page,
                "privacy_notice",
            )


def needed_words(petition: Petition) -> list[str]:
    """Return the fields of a page that must not be empty in any language of the petition."""
    needed = [*NEEDED_WORDS, *(["partner_question"] if petition.asks_partner else [])]
    return [name for name in needed if name != "updates_question" or petition.asks_updates]


def _tab_of(name: str) -> str:
    """Return where the page's editor finds the field: several mails have a field of the same name."""
    if name == "demand":
        return gettext("Content")
    if name.startswith("confirmation_"):
        return pgettext("where a field is", "Mails, Please confirm")
    if name.startswith("reminder_"):
        return pgettext("where a field is", "Mails, Reminder")
    if name.startswith("already_signed_"):
        return pgettext("where a field is", "Mails, Signed already")
    return gettext("Sign form")


def _missing_controllers(petition: Petition, controllers: list[Controller]) -> Iterator[MissingPiece]:
    """Look for who answers for each purpose, and whether all is said of them."""
    unnamed = {
        Controller.Purpose.PETITION: _("Nobody is named who is responsible for the petition and its data."),
        Controller.Purpose.UPDATES: _(
            "Nobody is named who is responsible for writing to those who say yes to news."
        ),
        Controller.Purpose.PARTNER: _("The partner that may write to people is not named."),
    }
    purposes = purposes_of(petition)
    for purpose in purposes:
        if not any(purpose in controller.purposes for controller in controllers):
            yield MissingPiece(Piece.CONTROLLERS, unnamed[purpose])
    needed = [chosen.organisation for chosen in controllers if set(chosen.purposes) & set(purposes)]
    # One that is chosen twice lacks its address once.
    for organisation in dict.fromkeys(needed):
        if not (organisation.name.strip() and organisation.address.strip() and organisation.country):
            name = organisation.name.strip() or gettext("An organisation without a name")
            sentence = gettext("“%(name)s” lacks its postal address or its country.") % {"name": name}
            yield MissingPiece(Piece.CONTROLLERS, sentence, organisation=organisation)
        elif problem := organisation.transfer_problem:
            yield MissingPiece(Piece.CONTROLLERS, problem, organisation=organisation)


def _missing_facts(petition: Petition) -> Iterator[MissingPiece]:
    """Look at what the register itself says."""
    if petition.lawful_basis not in petition.LawfulBasis.values:
        yield MissingPiece(
            Piece.LAWFUL_BASIS, _("It is not said why the law allows to keep what people enter.")
        )
    if not petition.data_protection_officer.strip():
        yield MissingPiece(
            Piece.DATA_PROTECTION_OFFICER,
            _("It is not said how to reach the data-protection officer, or why you need none."),
        )
    if not petition.assessment_reference.strip():
        yield MissingPiece(
            Piece.ASSESSMENT, _("It is not said where the assessment of the risks for people is.")
        )
    if not petition.minimum_age:
        yield MissingPiece(Piece.MINIMUM_AGE, _("The minimum age is not set."))
    if petition.retention_day is None:
        yield MissingPiece(Piece.RETENTION_DAY, _("The day on which all is erased is not set."))
    elif petition.retention_day <= current_day():
        yield MissingPiece(Piece.RETENTION_DAY, _("The day on which all is erased is not in the future."))


def _missing_key(petition: Petition) -> Iterator[MissingPiece]:
    """Look for a key that opens every signature and is not the only one, or has opened a test row."""

    # Two rows may hold the same key under two names: that is one.
    proved_at = dict(
        petition.recipient_keys.in_use()
        .filter(covers=RecipientKey.Covers.PETITION)
        .values_list("public_key", "proved_at")
    )
    if not proved_at:
        yield MissingPiece(
            Piece.RECIPIENT_KEY, _("There is no key yet that opens every signature of this petition.")
        )
    elif len(proved_at) < KEYS_WITHOUT_PROOF and not any(proved_at.values()):
        yield MissingPiece(
            Piece.RECIPIENT_KEY,
            _(
                "Only one key opens every signature, and nobody has shown yet that it works. Add a second "
                "one with another holder, or let the holder open a test row with it."
            ),
        )


def _missing_of_sites(petition: Petition) -> Iterator[MissingPiece]:
    """Look whether people find out how we look after what they enter, and how to reach us.

    Forms link to that page, and what they promise ("write to us") needs an address to write to.
    """
    for site in _sites_of(petition):
        settings = SiteSettings.for_site(site)
        page = settings.privacy_page
        if page is None:
            yield MissingPiece(
                Piece.PRIVACY_PAGE, _("It is not said which page is the privacy page."), site=site
            )
        elif not page.live or page.get_view_restrictions().exists():
            sentence = gettext("The privacy page “%(title)s” is not public.") % {"title": page.title}
            yield MissingPiece(Piece.PRIVACY_PAGE, sentence, site=site)
        if not settings.contact_email:
            yield MissingPiece(
                Piece.CONTACT_EMAIL, _("There is no contact address for people to write to."), site=site
            )


def _sites_of(petition: Petition) -> list[Site]:
    """Return the sites on which the petition has a public page; the default one as long as there is none."""
    pages = petition.pages.filter(live=True, alias_of__isnull=True).only("path", "url_path")
    sites = [site for page in pages if (site := site_of_page(page)) is not None]
    return list(dict.fromkeys(sites)) or list(Site.objects.filter(is_default_site=True))


def _missing_mail() -> Iterator[MissingPiece]:
    """Look whether mailboxes will believe our mails."""
    if problem := mail_problem():
        yield MissingPiece(Piece.MAIL, problem)


def _plain(text: str) -> str:
    """Return what a reader sees of plain or rich text."""
    return strip_tags(text).replace("&nbsp;", " ").strip()


def _names_number(text: str, number: int) -> bool:
    """Tell whether the text has the number in digits, of whatever script."""
    return any(int(digits) == number for digits in re.findall(r"\d+", _plain(text)))


class NotReady(Refused):
    """The petition can't be signed yet: pieces are missing."""

    def __init__(self, missing: Sequence[MissingPiece]) -> None:
        super().__init__(" ".join(str(piece.sentence) for piece in missing))
        self.missing = missing
