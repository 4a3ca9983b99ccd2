"""Words for colours that could not be seen, and were moved."""

from collections.abc import Iterable

from django.utils.formats import number_format
from django.utils.translation import gettext

from .models import accent_label
from .palette import ROLES, Move, Scheme


def name_of_role(role: str) -> str:
    """Return what a role is called where its colour is chosen."""
    if role in ROLES:
        return str(ROLES[role])
    return accent_label(int(role.removeprefix("accent_")))


def words_for_moves(moves: Iterable[Move]) -> list[str]:
    """Return a sentence for each colour that was moved: what it was, what it is, and why."""
    return [_words(move) for move in moves]


def _words(move: Move) -> str:
    names = {
        "role": name_of_role(move.role),
        "chosen": move.chosen,
        "used": move.used,
        "before": number_format(move.before, 1),
        "after": number_format(move.after, 1),
        "least": number_format(move.least, 1),
    }
    sentence = (
        gettext(
            "%(role)s, on dark screens: %(chosen)s has a contrast of %(before)s where %(least)s is needed; "
            "%(used)s has %(after)s."
        )
        if move.scheme is Scheme.DARK
        else gettext(
            "%(role)s: %(chosen)s has a contrast of %(before)s where %(least)s is needed; "
            "%(used)s has %(after)s."
        )
    )
    return sentence % names
