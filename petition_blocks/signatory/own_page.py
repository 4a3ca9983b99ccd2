"""What the signatory's page shows of a signature. It reads; what its buttons do is in `actions/`."""

from dataclasses import dataclass
from typing import TypedDict
from uuid import UUID

from django.utils import translation
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from ..details.asked import details_held
from ..keys.models import RecipientKey
from ..mailing.links import correction_path, signature_path
from ..petition.models import Petition
from ..signature.models import SealedRecord, ShownName, Signature
from .models import SubjectAccessRequest

Covers = RecipientKey.Covers
Words = str | Promise
# The last parts of the addresses that buttons send to.
HIDE_NAME = "hide-name"
REQUEST_SUBJECT_ACCESS = "request-data"
WITHDRAW_CONSENT = {"stop-updates": Covers.UPDATES, "stop-partner": Covers.PARTNER}


@dataclass(frozen=True)
class Purpose:
    """Something that records were sealed for: what was agreed to, what they hold, who can open it."""

    heading: Words
    question: str
    held: Words
    holders: list[str]
    stop_words: Words
    stop_deed: str


def _what_a_signature_holds(signature: Signature) -> str:
    """Return what is sealed of every signature, in words; of news only where they were asked about."""
    if signature.wording.text.get("updates_question"):
        words = gettext(
            "Your name, your e-mail address, the country you live in, %(details)s, and whether we may "
            "write to you."
        )
    else:
        words = gettext("Your name, your e-mail address, the country you live in, and %(details)s.")
    return words % {"details": details_held()}


_lazily_what_a_signature_holds = lazy(_what_a_signature_holds, str)


def purposes_of(signature: Signature) -> list[Purpose]:
    """Return what the signature's sealed records are for, the petition itself first. Takes one query."""
    holders: dict[str, list[str]] = {}
    for covers, name in (
        RecipientKey.objects.filter(sealed_records__signature=signature)
        .order_by("pk")
        .values_list("covers", "name")
    ):
        holders.setdefault(covers, []).append(name)
    words: dict[Covers, tuple[Words, str, Words, Words, str]] = {
        Covers.PETITION: (
            _("Your signature"),
            "",
            _lazily_what_a_signature_holds(signature),
            "",
            "",
        ),
        Covers.UPDATES: (
            _("News from us"),
            signature.wording.text.get("updates_question", ""),
            _("Your name and your e-mail address."),
            _("No more news from you"),
            "stop-updates",
        ),
        Covers.PARTNER: (
            _("News from our partner"),
            signature.wording.text.get("partner_question", ""),
            _("Your name and your e-mail address."),
            _("No more news from your partner"),
            "stop-partner",
        ),
    }
    return [
        Purpose(heading, question, held, holders[covers], stop_words, stop_deed)
        for covers, (heading, question, held, stop_words, stop_deed) in words.items()
        if covers in holders
    ]


def loses_news_by_correction(petition: Petition, public_id: UUID) -> bool:
    """Tell whether a signature was given with a Yes to news that its petition doesn't ask for any more.

    Correcting replaces all that is kept, by answers to what is asked now.
    """
    if petition.asks_updates:
        return False
    return SealedRecord.objects.filter(
        signature__petition=petition,
        signature__public_id=public_id,
        recipient__covers__in=[Covers.UPDATES, Covers.PARTNER],
    ).exists()


class SignatureContext(TypedDict):
    """All that the page shows of a signature."""

    signature: Signature
    signature_url: str
    country: str
    wording: dict[str, str | int | None]
    wording_language: str
    purposes: list[Purpose]
    shown_name: ShownName | None
    subject_access_request: SubjectAccessRequest | None
    correction_url: str


def signature_context(signature: Signature) -> SignatureContext:
    """Return all that the page shows of the signature."""
    return {
        "signature": signature,
        "signature_url": signature_path(signature, translation.get_language()),
        "country": countries.name(signature.country),
        "wording": signature.wording.text,
        "wording_language": signature.wording.language,
        "purposes": purposes_of(signature),
        "shown_name": ShownName.objects.filter(signature=signature).first(),
        "subject_access_request": SubjectAccessRequest.objects.filter(signature=signature)
        .order_by("-pk")
        .first(),
        "correction_url": correction_path(signature, translation.get_language()),
    }


def is_done(deed: str, context: SignatureContext) -> bool:
    """Tell whether what a button is for has been done, going by what `signature_context()` has found."""
    if deed == HIDE_NAME:
        return context["shown_name"] is None
    if deed == REQUEST_SUBJECT_ACCESS:
        return (
            context["subject_access_request"] is not None
            and context["subject_access_request"].answered_at is None
        )
    return all(purpose.stop_deed != deed for purpose in context["purposes"])
