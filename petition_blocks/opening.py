"""What a petition must have before anybody can sign it."""

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from .models import Petition


class Piece(Enum):
    """A thing that a petition needs; the admin knows where each is put right."""

    PAGE = "page"
    CONTROLLERS = "controllers"
    RETENTION_DAY = "retention_day"
    RECIPIENT_KEY = "recipient_key"
    NEW_PETITION = "new_petition"


@dataclass(frozen=True)
class MissingPiece:
    """A piece that isn't there, and the sentence that tells an editor so."""

    piece: Piece
    sentence: str | Promise


def missing_for_opening(petition: "Petition") -> list[MissingPiece]:
    """Return all that keeps the petition from opening, as it stands now; saved or not. Empty: it may open."""
    from .models import DigestKey, RecipientKey

    if petition.pk is not None and not DigestKey.objects.filter(petition=petition).exists():
        # Without its key, an address that signs twice could no longer be told.
        return [
            MissingPiece(
                Piece.NEW_PETITION,
                _("All that people entered has been erased as promised, so it can’t open again."),
            )
        ]
    missing = []
    if not petition.pages.filter(live=True, alias_of__isnull=True).exists():
        missing.append(MissingPiece(Piece.PAGE, _("No page of this petition is published yet.")))
    if not petition.controllers.strip():
        missing.append(MissingPiece(Piece.CONTROLLERS, _("Nobody is named who is responsible for the data.")))
    if petition.retention_day is None:
        missing.append(MissingPiece(Piece.RETENTION_DAY, _("The day on which all is erased is not set.")))
    elif petition.retention_day <= timezone.localdate():
        missing.append(
            MissingPiece(Piece.RETENTION_DAY, _("The day on which all is erased is not in the future."))
        )
    if not petition.recipient_keys.filter(covers=RecipientKey.Covers.PETITION).exists():
        missing.append(
            MissingPiece(
                Piece.RECIPIENT_KEY, _("There is no key yet that opens every signature of this petition.")
            )
        )
    return missing
