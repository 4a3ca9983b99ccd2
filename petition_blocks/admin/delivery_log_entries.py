"""How the admin's history tells what was handed over, and what became of keys."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry, LogFormatter


def _sentence(label: str | Promise, sentence: str | Promise) -> type[LogFormatter]:
    """Return what fills the data of a log entry into a sentence."""

    class Sentence(LogFormatter):
        """Says what was done, with whom and which file."""

        def format_message(self, log_entry: Any) -> str:
            """Return the sentence."""
            return str(sentence) % log_entry.data

    Sentence.label = label
    return Sentence


ENTRIES = {
    "approve_key": _sentence(
        _("Approve a key"), _("Approved the key of “%(name)s”: signatures are sealed to it")
    ),
    "prove_key": _sentence(_("Confirm a key"), _("Confirmed that “%(name)s” can open what is sealed")),
    "retire_key": _sentence(_("Retire a key"), _("Retired the key of “%(name)s”: it seals nothing new")),
    "request_export": _sentence(
        _("Make a file"), _("Had file %(number)d with signatures made for “%(name)s”")
    ),
    "download_export": _sentence(
        _("Download a file"), _("Downloaded file %(number)d with sealed signatures for “%(name)s”")
    ),
    "acknowledge_export": _sentence(
        _("Acknowledge a file"), _("“%(name)s” has received file %(number)d and opened it")
    ),
}


def register_delivery_log_entries(registry: LogActionRegistry) -> None:
    """Tell Wagtail what these actions are called."""
    for name, formatter in ENTRIES.items():
        registry.register_action(f"petition_blocks.{name}")(formatter)
