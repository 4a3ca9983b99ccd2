"""What a petition's state means, what it lacks, and how the history tells what became of it."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import ModelLogEntry

from editorial.written_dates import written_day

from ..admin.links import PAGES_ANCHOR
from ..admin.registers import moment_in_words
from ..page.admin import _choose_parent_url
from ..petition.models import CONFIRMATION_GRACE, Petition
from .readiness import MissingPiece, Piece
from .transitions import TRANSITIONS, Transition


def register_transitions(registry: LogActionRegistry) -> None:
    """Tell Wagtail what the steps of a petition's life are called in its history."""
    for transition in TRANSITIONS:
        registry.register_action(transition.action)(_told(transition))


def _told(transition: Transition) -> type[LogFormatter]:
    """Return what fills the day, and what was missing, into the sentence of a transition."""

    class Told(LogFormatter):
        """Says what became of the petition."""

        label = transition.log_label

        def format_message(self, log_entry: ModelLogEntry) -> str:
            """Return the sentence."""
            noted = log_entry.data
            return str(transition.log_sentence) % {
                "day": written_day(date.fromisoformat(noted["day"])) if noted.get("day") else "",
                "missing": " ".join(noted.get("missing", [])),
            }

    return Told


def url_of_missing(missing: MissingPiece, petition: Petition) -> str:
    """Return where an editor puts the missing piece right. The admin opens the tab that holds the field."""
    piece = missing.piece
    if piece is Piece.RECIPIENT_KEY:
        return reverse("petitions:edit", args=[petition.pk]) + "#tab-keys"
    if piece is Piece.NEW_PETITION:
        return _choose_parent_url()
    if piece is Piece.MAIL:
        return reverse("petitions:mail_proof")
    if missing.site is not None:
        site_settings = reverse("wagtailsettings:edit", args=["editorial", "sitesettings", missing.site.pk])
        return f"{site_settings}#id_{piece.value}"
    if missing.organisation is not None:
        return reverse("organisations:edit", args=[missing.organisation.pk])
    if missing.page is not None:
        return reverse("wagtailadmin_pages:edit", args=[missing.page.pk]) + f"#id_{missing.field}"
    anchor = {Piece.PAGE: PAGES_ANCHOR, Piece.CONTROLLERS: "id_controllers-FORMS"}.get(
        piece, f"id_{piece.value}"
    )
    return reverse("petitions:edit", args=[petition.pk]) + f"#{anchor}"


def state_sentence(petition: Petition) -> str:
    """Return what the petition's state means for visitors, and until when."""
    if petition.answered_on is not None:
        return _("It was answered on %(day)s.") % {"day": written_day(petition.answered_on)}
    if petition.delivered_on is not None:
        return _("It was delivered on %(day)s, and waits for an answer.") % {
            "day": written_day(petition.delivered_on)
        }
    state = petition.state
    if state == Petition.State.NOT_OPEN:
        if petition.opens_at is None:
            return _("Visitors can’t sign yet.")
        return _("Visitors can’t sign yet. It opens by itself on %(moment)s.") % {
            "moment": moment_in_words(petition.opens_at)
        }
    if state == Petition.State.OPEN:
        if petition.closes_at is None:
            return _("Visitors can sign.")
        return _("Visitors can sign. It closes by itself on %(moment)s.") % {
            "moment": moment_in_words(petition.closes_at)
        }
    if state == Petition.State.PAUSED:
        return _("Nobody can sign for now. Links in mails go on counting.")
    if petition.closes_at is not None and petition.accepts_confirmations:
        return _("Nobody can sign any more. Links in mails still count until %(moment)s.") % {
            "moment": moment_in_words(petition.closes_at + CONFIRMATION_GRACE)
        }
    return _("Nobody can sign any more.")
