"""The colours and sizes that the public style sheet names, and how well they can be read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from editorial.brand.contrast import LEAST_FOR_LARGE, LEAST_FOR_TEXT, contrast, lightness_contrast
from editorial.brand.fingerprint import fingerprint_of
from editorial.brand.palette import Scheme
from editorial.brand.sheet import sheet_of
from editorial.brand.shown import ShownBrand
from editorial.static_files import static_text

STYLESHEET = "css/site.css"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
DECLARATION = re.compile(r"(--[\w-]+)\s*:\s*([^;]+)")
REFERENCE = re.compile(r"var\(--([\w-]+)\)")
HEX_COLOUR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
ACCENT_SELECTOR = re.compile(r"\.accent-([\w-]+)")


@dataclass(frozen=True)
class Rule:
    """One rule of a style sheet. `media` is the query that it stands in; "" for none."""

    media: str
    selectors: tuple[str, ...]
    body: str


@dataclass(frozen=True)
class Pairing:
    """Something in one colour upon another, and how much they must differ."""

    label: str | Promise
    text: str
    ground: str
    least: float


@dataclass(frozen=True)
class Measurement:
    """A pairing in one scheme: its two colours as #rrggbb, and their contrast from 1 to 21."""

    pairing: Pairing
    scheme: Scheme
    text: str
    ground: str
    ratio: float

    @property
    def passes(self) -> bool:
        """Whether the contrast is enough."""
        return self.ratio >= self.pairing.least

    @property
    def second_opinion(self) -> int:
        """How much lighter or darker the text is by APCA, whichever of the two it is."""
        return abs(lightness_contrast(self.text, self.ground))


# In words. A colour called `on-…` stands upon the one it names: such a pairing is found without being listed.
PAIRINGS = [
    Pairing(_("Text"), "ink", "ground", LEAST_FOR_TEXT),
    Pairing(_("Quiet text"), "ink-soft", "ground", LEAST_FOR_TEXT),
    Pairing(_("Text on a raised ground"), "ink", "raised", LEAST_FOR_TEXT),
    Pairing(_("Quiet text on a raised ground"), "ink-soft", "raised", LEAST_FOR_TEXT),
    Pairing(_("What is wrong in a form"), "wrong", "ground", LEAST_FOR_TEXT),
    Pairing(_("Frames and list marks"), "mark", "ground", LEAST_FOR_LARGE),
    Pairing(_("The poster title"), "stage-title", "stage", LEAST_FOR_LARGE),
    Pairing(_("The frame of the poster title"), "stage-mark", "stage", LEAST_FOR_LARGE),
    Pairing(_("Words on the poster ground"), "on-stage", "stage", LEAST_FOR_TEXT),
    Pairing(_("Words on a dark panel"), "on-panel", "panel", LEAST_FOR_TEXT),
    Pairing(_("Large numbers on a dark panel"), "panel-light", "panel", LEAST_FOR_LARGE),
    Pairing(_("Words on a button"), "on-button", "button", LEAST_FOR_TEXT),
]


def site_stylesheet(brand: ShownBrand) -> str:
    """Return the style sheets of the public pages in a brand, as one: first its own, then the one of all.

    Raises FileNotFoundError if the project has none.
    """
    return f"{sheet_of(brand, fingerprint_of(brand))}\n{static_text(STYLESHEET)}"


def rules_of(stylesheet: str, media: str = "") -> Iterator[Rule]:
    """Yield the rules of a style sheet in its order, also those within @media, @supports and @layer."""
    text = COMMENT.sub("", stylesheet)
    start = 0
    while (opening := text.find("{", start)) != -1:
        prelude = text[start:opening].rpartition(";")[2].strip()
        depth, end = 1, opening
        while depth and (end := end + 1) < len(text):
            depth += {"{": 1, "}": -1}.get(text[end], 0)
        body = text[opening + 1 : end]
        if prelude.startswith("@media"):
            query = prelude.removeprefix("@media").strip()
            yield from rules_of(body, f"{media} and {query}" if media else query)
        elif prelude.startswith(("@supports", "@layer")):
            yield from rules_of(body, media)
        elif not prelude.startswith("@"):
            yield Rule(media, tuple(part.strip() for part in prelude.split(",")), body)
        start = end + 1


def tokens_of(stylesheet: str, scheme: Scheme) -> dict[str, str]:
    """Return the value of each token of `:root` as written, by its name without the two dashes."""
    tokens: dict[str, str] = {}
    for rule in rules_of(stylesheet):
        if ":root" in rule.selectors and _query(rule) in ("", f"(prefers-color-scheme:{scheme})"):
            tokens |= declarations_of(rule)
    return tokens


def _query(rule: Rule) -> str:
    """Return what a rule asks of a screen, in one way of writing it."""
    return rule.media.replace(" ", "").removeprefix("screenand")


def declarations_of(rule: Rule) -> dict[str, str]:
    """Return the tokens that a rule sets, by name without the two dashes."""
    return {name[2:]: " ".join(value.split()) for name, value in DECLARATION.findall(rule.body)}


def accents_of(stylesheet: str) -> dict[str, Pairing]:
    """Return, by the name of each accent, the words upon its colour."""
    accents: dict[str, Pairing] = {}
    for rule in rules_of(stylesheet):
        declared = declarations_of(rule)
        for selector in rule.selectors:
            name = ACCENT_SELECTOR.fullmatch(selector)
            if name and {"accent", "on-accent"} <= set(declared):
                text, ground = (_reference(declared[key]) for key in ("on-accent", "accent"))
                accents[name[1]] = Pairing(name[1], text, ground, LEAST_FOR_TEXT)
    return accents


def _reference(value: str) -> str:
    match = REFERENCE.fullmatch(value)
    if match is None:
        raise ValueError(f"An accent names tokens for its colours, and no colour like {value}.")
    return match[1]


def colour_of(name: str, tokens: dict[str, str]) -> str | None:
    """Return the colour of a token as #rrggbb; None where the token is no colour."""
    value = tokens[name]
    if reference := REFERENCE.fullmatch(value):
        return colour_of(reference[1], tokens)
    if not HEX_COLOUR.fullmatch(value):
        return None
    digits = value[1:].lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def measured(pairing: Pairing, stylesheet: str, scheme: Scheme) -> Measurement:
    """Return the pairing's contrast in a scheme. Raises ValueError if one of the two is no colour."""
    tokens = tokens_of(stylesheet, scheme)
    text, ground = (colour_of(name, tokens) for name in (pairing.text, pairing.ground))
    if text is None or ground is None:
        raise ValueError(f"--{pairing.text} and --{pairing.ground} must both be colours like #1a2b3c.")
    return Measurement(pairing, scheme, text, ground, contrast(text, ground))


def pairings_of(stylesheet: str) -> list[Pairing]:
    """Return all pairings of the style sheet but the accents: those listed here, and each `on-…` token's."""
    tokens = tokens_of(stylesheet, Scheme.LIGHT)
    listed = {pairing.text for pairing in [*PAIRINGS, *accents_of(stylesheet).values()]}
    named = [
        Pairing(f"{name} / {ground}", name, ground, LEAST_FOR_TEXT)
        for name in tokens
        if name.startswith("on-") and name not in listed and (ground := name.removeprefix("on-")) in tokens
    ]
    return [*PAIRINGS, *named]
