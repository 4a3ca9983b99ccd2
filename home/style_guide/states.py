"""The states in which the guide shows each block and each part."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .block_values import Change, with_arabic, with_long_words, without_all, without_optional
from .tokens import Scheme

PHONE_WIDTH = 360
RIGHT_TO_LEFT_LANGUAGE = "ar"
LONG_WORDS_LANGUAGE = "de"


@dataclass(frozen=True)
class State:
    """One way to look at something: with other words, in another language, scheme or width.

    `width` is in CSS pixels; None is all the room there is. `language` is None for that of the site.
    """

    name: str
    label: str | Promise
    change: Change | None = None
    language: str | None = None
    scheme: Scheme = Scheme.LIGHT
    width: int | None = None


STATES = {
    state.name: state
    for state in [
        State("usual", _("As usual")),
        State("dark", _("Dark"), scheme=Scheme.DARK),
        State("phone", _("On a phone"), width=PHONE_WIDTH),
        State("right_to_left", _("From right to left"), with_arabic, RIGHT_TO_LEFT_LANGUAGE),
        State(
            "right_to_left_phone",
            _("From right to left on a phone, dark"),
            with_arabic,
            RIGHT_TO_LEFT_LANGUAGE,
            Scheme.DARK,
            PHONE_WIDTH,
        ),
        State("long_words", _("Very long words"), with_long_words, LONG_WORDS_LANGUAGE),
        State(
            "long_words_phone",
            _("Very long words on a phone"),
            with_long_words,
            LONG_WORDS_LANGUAGE,
            width=PHONE_WIDTH,
        ),
        State("short", _("Only what is needed"), without_optional),
        State("unfinished", _("Nothing filled in yet"), without_all),
    ]
}
# Those that change no words of a block.
VIEWS = {name: STATES[name] for name in ("usual", "dark", "phone", "right_to_left", "right_to_left_phone")}
