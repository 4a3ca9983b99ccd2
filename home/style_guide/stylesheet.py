"""The public style sheet, held still: in one scheme, and with states that otherwise need a hand."""

import re

from django.templatetags.static import static

from .tokens import Scheme

SCHEME_QUERY = re.compile(r"\(prefers-color-scheme:\s*(light|dark)\)")
BOTH_SCHEMES = re.compile(r"(?<![\w-])color-scheme:\s*light dark")
# Relative to css/, where the style sheet lies.
NEIGHBOUR = re.compile(r"url\(\"\.\./([^\"]+)\"\)")
HELD_STATES = {
    re.compile(r":hover\b"): ":is(:hover, .held-hover)",
    re.compile(r":focus-visible\b"): ":is(:focus-visible, .held-focus)",
}
ALWAYS, NEVER = "(width >= 0)", "(width < 0)"


def held_still(stylesheet: str, scheme: Scheme) -> str:
    """Return the style sheet as a reader has it whose device asks for the scheme, whatever this one asks for.

    Elements of the class `held-hover` or `held-focus` look as if pointed at, or as if reached by keyboard.
    """
    held = SCHEME_QUERY.sub(lambda query: ALWAYS if query[1] == scheme else NEVER, stylesheet)
    held = BOTH_SCHEMES.sub(f"color-scheme: {scheme}", held)
    for state, also in HELD_STATES.items():
        held = state.sub(also, held)
    return NEIGHBOUR.sub(lambda url: f'url("{static(url[1])}")', held)
