"""How the admin's history tells what was done with a petition."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django_countries import countries
from wagtail.log_actions import LogActionRegistry, LogFormatter

from ..models import RecipientKey, ShownName
from .delivery_log_entries import register_delivery_log_entries


class KeyAdded(LogFormatter):
    """Names the holder of a new key."""

    label = _("Add a key")

    def format_message(self, log_entry: Any) -> str:
        """Say whose key it is."""
        return gettext("Added the key of “%(name)s”") % {"name": log_entry.data["name"]}


class KeyRevoked(LogFormatter):
    """Names the holder of a revoked key, and what went with it."""

    label = _("Revoke a key")

    def format_message(self, log_entry: Any) -> str:
        """Say whose key it was, and how many sealed records were deleted with it."""
        return ngettext(
            "Revoked the key of “%(name)s”; %(sealed_records)d sealed record was deleted",
            "Revoked the key of “%(name)s”; %(sealed_records)d sealed records were deleted",
            log_entry.data["sealed_records"],
        ) % {"name": log_entry.data["name"], "sealed_records": log_entry.data["sealed_records"]}


class NewsStopped(LogFormatter):
    """Tells that a signatory wants no more news. Nobody is named."""

    label = _("End a consent")

    def format_message(self, log_entry: Any) -> str:
        """Say which consent it was."""
        if log_entry.data["covers"] == RecipientKey.Covers.PARTNER:
            return gettext("Somebody who signed wants no more news from the partner")
        return gettext("Somebody who signed wants no more news from us")


class NamesJudged(LogFormatter):
    """Tells how many names were let onto pages, or taken off."""

    label = _("Look at names")

    def format_message(self, log_entry: Any) -> str:
        """Say how many, and what became of them."""
        number = log_entry.data["number"]
        if log_entry.data["state"] == ShownName.State.SHOWN:
            words = ngettext("Let %(number)d name be shown", "Let %(number)d names be shown", number)
        else:
            words = ngettext("Kept %(number)d name off pages", "Kept %(number)d names off pages", number)
        return words % {"number": number}


class DayNoted(LogFormatter):
    """Names the day that was entered."""

    sentence: str | Promise

    def format_message(self, log_entry: Any) -> str:
        """Say which day it was."""
        day = date.fromisoformat(log_entry.data["day"])
        return str(self.sentence) % {"day": date_format(day)}


class Delivered(DayNoted):
    """Names the day of the delivery."""

    label = _("Mark as delivered")
    sentence = _("Marked as delivered on %(day)s")


class Answered(DayNoted):
    """Names the day of the answer."""

    label = _("Mark as answered")
    sentence = _("Marked as answered on %(day)s")


class BatchAdded(LogFormatter):
    """Names how many signatures on paper were added, and where they come from."""

    label = _("Add signatures on paper")

    def format_message(self, log_entry: Any) -> str:
        """Say how many, and from where."""
        return ngettext(
            "Added %(number)d signature on paper from %(country)s",
            "Added %(number)d signatures on paper from %(country)s",
            log_entry.data["number"],
        ) % {"number": log_entry.data["number"], "country": countries.name(log_entry.data["country"])}


class BatchRemoved(LogFormatter):
    """Names how many signatures on paper were removed, and why."""

    label = _("Remove signatures on paper")

    def format_message(self, log_entry: Any) -> str:
        """Say how many, from where, and why."""
        return ngettext(
            "Removed %(number)d signature on paper from %(country)s: %(reason)s",
            "Removed %(number)d signatures on paper from %(country)s: %(reason)s",
            log_entry.data["number"],
        ) % {
            "number": log_entry.data["number"],
            "country": countries.name(log_entry.data["country"]),
            "reason": log_entry.data["reason"],
        }


class OpeningHeld(LogFormatter):
    """Names what was missing when a petition was about to open by itself."""

    label = _("Hold an opening")

    def format_message(self, log_entry: Any) -> str:
        """Say what was missing."""
        return gettext("Did not open as planned: %(missing)s") % {
            "missing": " ".join(log_entry.data["missing"])
        }


class SignaturesReleased(LogFormatter):
    """Says how many signatures were let count."""

    label = _("Release signatures")

    def format_message(self, log_entry: Any) -> str:
        """Say how many."""
        number = log_entry.data["number"]
        return ngettext(
            "Released %(number)d signature: it counts", "Released %(number)d signatures: they count", number
        ) % {"number": number}


class SignaturesRejected(LogFormatter):
    """Says how many signatures were kept out of the count."""

    label = _("Reject signatures")

    def format_message(self, log_entry: Any) -> str:
        """Say how many."""
        number = log_entry.data["number"]
        return ngettext(
            "Rejected %(number)d signature: it doesn’t count",
            "Rejected %(number)d signatures: they don’t count",
            number,
        ) % {"number": number}


class JudgementUndone(LogFormatter):
    """Says how many signatures were put back."""

    label = _("Undo")

    def format_message(self, log_entry: Any) -> str:
        """Say how many."""
        return ngettext(
            "Undid the last decision: %(number)d signature is as it was before",
            "Undid the last decision: %(number)d signatures are as they were before",
            log_entry.data["number"],
        ) % {"number": log_entry.data["number"]}


def register_log_entries(registry: LogActionRegistry) -> None:
    """Tell Wagtail what our actions are called."""
    registry.register_action(
        "petition_blocks.open", pgettext_lazy("what was done to a petition", "Open"), _("Opened for signing")
    )
    registry.register_action("petition_blocks.pause", _("Pause"), _("Paused"))
    registry.register_action("petition_blocks.resume", _("Resume"), _("Resumed after a pause"))
    registry.register_action("petition_blocks.close", _("Close"), _("Closed"))
    registry.register_action("petition_blocks.deliver")(Delivered)
    registry.register_action("petition_blocks.answer")(Answered)
    registry.register_action(
        "petition_blocks.take_back_delivery",
        _("Take the delivery back"),
        _("No longer marked as delivered"),
    )
    registry.register_action(
        "petition_blocks.take_back_answer", _("Take the answer back"), _("No longer marked as answered")
    )
    registry.register_action("petition_blocks.add_offline_batch")(BatchAdded)
    registry.register_action("petition_blocks.remove_offline_batch")(BatchRemoved)
    registry.register_action("petition_blocks.hold")(OpeningHeld)
    registry.register_action("petition_blocks.add_key")(KeyAdded)
    registry.register_action("petition_blocks.revoke_key")(KeyRevoked)
    registry.register_action("petition_blocks.stop_news")(NewsStopped)
    registry.register_action(
        "petition_blocks.allow_mail", _("Allow mail again"), _("Allowed mail to an address again")
    )
    registry.register_action("petition_blocks.judge_names")(NamesJudged)
    registry.register_action(
        "petition_blocks.answer_data_request",
        _("Answer a request for data"),
        _("Answered a request for a copy of data"),
    )
    register_delivery_log_entries(registry)
    registry.register_action("petition_blocks.release")(SignaturesReleased)
    registry.register_action("petition_blocks.reject")(SignaturesRejected)
    registry.register_action("petition_blocks.undo")(JudgementUndone)
