"""What the admin shows of files for recipients."""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial.written_dates import written_day

from ..admin.links import may_export
from ..petition.models import Petition
from .models import KEPT_FOR, Export


@dataclass(frozen=True)
class ShownExport:
    """A file as the list shows it."""

    export: Export
    sentence: str
    is_overdue: bool

    @property
    def is_being_made(self) -> bool:
        """Whether its bar moves."""
        return self.export.state == Export.State.BEING_MADE

    @property
    def is_ready(self) -> bool:
        """Whether it can be downloaded."""
        return self.export.state == Export.State.READY

    @property
    def awaits_code(self) -> bool:
        """Whether its recipient may still acknowledge it."""
        return self.export.finished_at is not None and self.export.acknowledged_at is None


def shown_exports(petition: Petition) -> list[ShownExport]:
    """Return the petition's files, newest first. Red is what nobody acknowledged, nor anything after it."""
    exports = petition.exports.select_related("petition", "recipient", "since").order_by("-number")
    received: set[int] = set()
    shown = []
    for export in exports:
        is_overdue = export.is_overdue and export.recipient_id not in received
        if export.acknowledged_at is not None:
            received.add(export.recipient_id)
        shown.append(ShownExport(export, export_sentence(export), is_overdue))
    return shown


def export_sentence(export: Export) -> str:
    """Return how far the file has come, and what is to be done."""
    state = export.state
    if state == Export.State.BEING_MADE:
        if export.failures:
            return _("It can’t be stored at the moment. It is tried again every minute.")
        if export.started_at is None:
            return _("It waits for its turn.")
        return _("It is being made.")
    if state == Export.State.READY and export.finished_at is not None:
        return _("Ready. Deleted here on %(day)s, or once its recipient has acknowledged it.") % {
            "day": written_day(export.finished_at + KEPT_FOR)
        }
    if state == Export.State.ACKNOWLEDGED and export.acknowledged_at is not None:
        return _("Received and opened on %(day)s. Deleted here.") % {
            "day": written_day(export.acknowledged_at)
        }
    return _("Deleted here. Nobody has acknowledged it.")


def progress(petition: Petition) -> list[dict[str, object]]:
    """Return how far each file that is being made has come, for the bars."""
    return [
        {
            "number": shown.export.number,
            "done": shown.export.rows_done + (shown.export.withdrawn if shown.export.since_id else 0),
            "total": shown.export.rows_total,
            "sentence": shown.sentence,
        }
        for shown in shown_exports(petition)
        if shown.is_being_made
    ]


def exports_context(petition: Petition, user: AbstractBaseUser) -> dict[str, object]:
    """Return what the list of files shows; nothing of them to who may not hand over."""
    allowed = may_export(user)
    exports = shown_exports(petition) if allowed else []
    return {
        "petition": petition,
        "may_export": allowed,
        "exports": exports,
        "has_keys": petition.recipient_keys.exists(),
        "progress_url": reverse("petitions:export_progress", args=[petition.pk])
        if any(shown.is_being_made for shown in exports)
        else "",
    }
