"""What somebody has typed into the editor, and what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from .actions.comment import comment
from .actions.write_text import ChangedMeanwhile, write_text
from .exchanges import Exchange, exchange
from .texts import Text

PAGE = "page"


@dataclass
class Outcome:
    """What became of all that was handed in at once."""

    changed: int = 0
    refused: int = 0
    said: int = 0


def keep_all(
    translation: Translation,
    texts: Sequence[Text],
    exchanges: Sequence[Exchange],
    data: QueryDict,
    user: User,
    leave: str = "",
) -> Outcome:
    """Keep what was typed, each field by itself: one that can't be kept stays in its field, with the reason.

    A field that is not in the form, as when only some texts are shown, is left alone, and so is the one named
    `leave`. Comments that somebody has written are said whatever button they pressed.
    """
    outcome = Outcome()
    for text in texts:
        typed = data.get(f"text-{text.key}")
        if typed is not None and text.key != leave:
            _keep_text(text, typed, data.get(f"seen-{text.key}", ""), user, outcome)
        outcome.said += comment(translation, text, data.get(f"comment-{text.key}", ""), user)
    for item in exchanges:
        typed = data.get(item.name)
        if typed is not None:
            _keep_exchange(translation, item, typed, data.get(f"seen-{item.name}", ""), user, outcome)
    outcome.said += comment(translation, None, data.get(f"comment-{PAGE}", ""), user)
    return outcome


def _keep_text(text: Text, typed: str, seen: str, user: User, outcome: Outcome) -> None:
    try:
        outcome.changed += write_text(text, typed, user, seen=seen)
    except ChangedMeanwhile as meanwhile:
        text.typed, text.collision = typed, meanwhile.collision
        outcome.refused += 1


def _keep_exchange(
    translation: Translation, item: Exchange, typed: str, seen: str, user: User, outcome: Outcome
) -> None:
    try:
        outcome.changed += exchange(translation, item, typed, user, seen=seen)
    except ValidationError as problem:
        item.typed = typed
        item.problem = {
            "changed": _(
                "Somebody else has chosen otherwise meanwhile: “%(choice)s”. Save once more to have it your "
                "way."
            )
            % {"choice": item.stored},
            "gone": _("This isn’t there any more. Choose something else."),
        }[problem.code or "gone"]
        outcome.refused += 1
