"""From a few chosen colours to all that pages need, by day and by night, each seen where it stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from coloraide import Color
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .contrast import LEAST_FOR_LARGE, LEAST_FOR_TEXT, contrast

ACCENTS = range(1, 7)

# What a form says is wrong, and what a map calls half-way: they mean the same in every campaign.
WRONG, CAUTION = "#b3150f", "#e3b100"
BLACK, WHITE = "#000000", "#ffffff"
# Of a ground to read on, from black or white: then there is room for quiet words and warnings too.
LEAST_FOR_PAPER = 9.0
# OKLCH lightness, from 0 (black) to 1 (white).
DARKEST_GROUND, LIGHT_WORDS = 0.19, 0.967
# A coloured ground of its own is to glow on a dark page, not just to be seen.
VIVID_BY_NIGHT = 6.0
# Finer than anybody sees.
SMALLEST_STEP = 0.002
# A tint of the poster's colour in greys: seen beside it, not on its own.
TINT = 0.012
# Of a colour in a ground as dark as night.
NIGHT_CHROMA = 0.05


class Scheme(StrEnum):
    """What a reader's device asks for."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True)
class Palette:
    """What a campaign chooses: colours as #rrggbb, by what they are for.

    `dark` names, by the same roles (`accent_1` for the first accent), what is chosen for dark screens; all
    that isn't chosen there is derived.
    """

    poster: str
    ink: str
    paper: str
    signal: str
    warning: str
    victory: str
    accents: tuple[str, ...]
    dark: tuple[tuple[str, str], ...] = ()

    def accent(self, number: int) -> str:
        """Return an accent by its number from 1; the poster's colour where there are fewer."""
        return self.accents[number - 1] if number <= len(self.accents) else self.poster


ROLES: dict[str, Promise] = {
    "poster": _("Poster"),
    "ink": _("Text"),
    "paper": _("Paper"),
    "signal": _("Frames and marks"),
    "warning": _("Warning"),
    "victory": _("Success"),
}


@dataclass(frozen=True)
class Move:
    """A chosen colour that could not be seen well, and the nearest one that can, which is used instead."""

    role: str
    scheme: Scheme
    chosen: str
    used: str
    before: float
    least: float
    after: float


@dataclass(frozen=True)
class Colours:
    """The colours of a palette by token, a scheme each, and what had to be moved."""

    light: Mapping[str, str]
    dark: Mapping[str, str]
    moves: tuple[Move, ...]

    def of(self, scheme: Scheme) -> Mapping[str, str]:
        """Return the tokens of a scheme; in the dark one, with those that are the same in both."""
        return self.light if scheme is Scheme.LIGHT else {**self.light, **self.dark}

    def in_templates(self) -> dict[str, dict[str, str]]:
        """Return the tokens by scheme, under names that templates can say: `light.on_button`."""
        return {
            scheme.value: {name.replace("-", "_"): colour for name, colour in self.of(scheme).items()}
            for scheme in Scheme
        }


@lru_cache(maxsize=64)
def colours_of(palette: Palette) -> Colours:
    """Return all colours that the style sheets name, without the two dashes before them."""
    moves: list[Move] = []
    light = _Light(palette, moves).tokens()
    dark = _Dark(palette, moves, light).tokens()
    return Colours(light, dark, tuple(moves))


class _Scheme:
    """Shared by both: how a chosen colour is used, or the nearest one that can be seen."""

    scheme: Scheme

    def __init__(self, palette: Palette, moves: list[Move]) -> None:
        self.palette = palette
        self.moves = moves

    def seen(self, role: str, chosen: str, grounds: list[str], least: float) -> str:
        """Return the chosen colour, or the nearest that is seen upon the grounds; note what was moved."""
        used = nearest_seen(chosen, grounds, least)
        before, after = (min(contrast(colour, ground) for ground in grounds) for colour in (chosen, used))
        self.note(role, chosen, used, before, least, after)
        return used

    def readable(self, role: str, chosen: str) -> str:
        """Return a ground to read on, or the nearest that is light or dark enough for words of any kind."""
        end = max(BLACK, WHITE, key=lambda end: contrast(chosen, end))
        return self.seen(role, chosen, [end], LEAST_FOR_PAPER)

    def carrying(self, role: str, chosen: str, words: tuple[str, ...]) -> tuple[str, str]:
        """Return the chosen colour, or the nearest that carries words in one of the colours; and that one."""
        candidates = [
            (nearest_seen(chosen, [word], LEAST_FOR_TEXT), word)
            for word in sorted(words, key=lambda word: -contrast(chosen, word))
        ]
        used, word = min(candidates, key=lambda pair: abs(lightness(pair[0]) - lightness(chosen)))
        before = contrast(chosen, word)
        self.note(role, chosen, used, before, LEAST_FOR_TEXT, contrast(used, word))
        return used, word

    def note(self, role: str, chosen: str, used: str, before: float, least: float, after: float) -> None:
        """Note a move, if it is one of a colour that somebody chose."""
        if used != chosen and before < least:
            self.moves.append(Move(role, self.scheme, chosen, used, before, least, after))


class _Light(_Scheme):
    scheme = Scheme.LIGHT

    def tokens(self) -> dict[str, str]:
        """Return the tokens of the light scheme, with those that are the same in both."""
        chosen = self.palette
        paper = self.readable("paper", chosen.paper)
        raised = tinted(paper, chosen.poster, lightness(paper) - 0.043)
        ink = self.seen("ink", chosen.ink, [paper, raised], LEAST_FOR_TEXT)
        deep = ink if lightness(ink) <= DARKEST_GROUND + 0.03 else with_lightness(quiet(ink), DARKEST_GROUND)
        soft = nearest_seen(mixed(ink, paper, 0.3), [paper, raised], LEAST_FOR_TEXT)
        stage, on_stage = self.carrying("poster", chosen.poster, (deep, WHITE))
        bright = nearest_seen(stage, [deep], VIVID_BY_NIGHT)
        tokens = {
            "deep": deep,
            "bright": bright,
            "on-deep": tinted(WHITE, chosen.poster, LIGHT_WORDS),
            "ground": paper,
            "raised": raised,
            "ink": ink,
            "ink-soft": soft,
            "line": ink,
            "wrong": nearest_seen(WRONG, [paper, raised], LEAST_FOR_TEXT),
            "mark": self.seen("signal", chosen.signal, [paper], LEAST_FOR_LARGE),
            "stage": stage,
            "on-stage": on_stage,
            "stage-title": on_stage,
            "stage-button": on_stage,
            "on-stage-button": stage,
            "stage-mark": nearest_seen(chosen.signal, [stage], LEAST_FOR_LARGE),
            "stage-shade": with_lightness(
                stage, lightness(stage) + (0.14 if lightness(stage) < 0.45 else -0.17)
            ),
            "panel": deep,
            "on-panel": tinted(WHITE, chosen.poster, LIGHT_WORDS),
            "panel-light": bright,
            "panel-shade": with_lightness(deep, lightness(deep) + 0.13),
            "button": deep,
            "on-button": bright,
            "caution": CAUTION,
        }
        for role, colour in _meant(chosen):
            name = role.replace("_", "-")
            tokens[name], tokens[f"on-{name}"] = self.carrying(role, colour, (deep, WHITE))
        return tokens


class _Dark(_Scheme):
    scheme = Scheme.DARK

    def __init__(self, palette: Palette, moves: list[Move], light: Mapping[str, str]) -> None:
        super().__init__(palette, moves)
        self.light = light
        self.chosen = dict(palette.dark)

    def tokens(self) -> dict[str, str]:
        """Return the tokens of the dark scheme."""
        light = self.light
        ground = self.readable("paper", self.chosen.get("paper", light["deep"]))
        raised = with_lightness(ground, lightness(ground) + 0.06)
        ink = self.own_or("ink", light["on-deep"], [ground, raised], LEAST_FOR_TEXT)
        stage = self.chosen.get("poster", with_lightness(ground, lightness(ground) + 0.03))
        on_stage = ink if contrast(ink, stage) >= LEAST_FOR_TEXT else light["deep"]
        if "poster" in self.chosen:
            stage, on_stage = self.carrying("poster", stage, (ink, light["deep"]))
        bright = nearest_seen(light["bright"], [ground, raised], LEAST_FOR_TEXT)
        signal = self.own_or("signal", self.palette.signal, [ground], LEAST_FOR_TEXT)
        tokens = {
            "ground": ground,
            "raised": raised,
            "ink": ink,
            "ink-soft": nearest_seen(mixed(ink, ground, 0.2), [ground, raised], LEAST_FOR_TEXT),
            "line": ink,
            "wrong": nearest_seen(WRONG, [ground, raised], LEAST_FOR_TEXT),
            "mark": signal,
            "stage": stage,
            "on-stage": on_stage,
            "stage-title": nearest_seen(bright, [stage], LEAST_FOR_LARGE),
            "stage-mark": nearest_seen(signal, [stage], LEAST_FOR_LARGE),
            "stage-shade": mixed(stage, bright, 0.3),
            "panel": raised,
            "on-panel": ink,
            "panel-light": bright,
            "panel-shade": with_lightness(raised, lightness(raised) + 0.12),
            "caution": nearest_seen(CAUTION, [ground], LEAST_FOR_LARGE),
        }
        tokens["button"], tokens["on-button"] = self.carrying("button", bright, (light["deep"], WHITE))
        tokens["stage-button"], tokens["on-stage-button"] = tokens["button"], tokens["on-button"]
        for role, colour in _meant(self.palette):
            name = role.replace("_", "-")
            shown = self.chosen.get(role) or nearest_seen(colour, [ground], VIVID_BY_NIGHT)
            tokens[name], tokens[f"on-{name}"] = self.carrying(role, shown, (light["deep"], WHITE))
        return tokens

    def own_or(self, role: str, derived: str, grounds: list[str], least: float) -> str:
        """Return what was chosen for dark screens, or what can be seen of what was derived."""
        if own := self.chosen.get(role):
            return self.seen(role, own, grounds, least)
        return nearest_seen(derived, grounds, least)

    def note(self, role: str, chosen: str, used: str, before: float, least: float, after: float) -> None:
        """Note a move of what was chosen for dark screens: what is derived is nobody's choice."""
        if role in self.chosen:
            super().note(role, chosen, used, before, least, after)


def _meant(palette: Palette) -> Iterator[tuple[str, str]]:
    """Yield the colours that carry words and a meaning of their own, by role."""
    yield "warning", palette.warning
    yield "victory", palette.victory
    for number in ACCENTS:
        yield f"accent_{number}", palette.accent(number)


def nearest_seen(colour: str, grounds: list[str], least: float) -> str:
    """Return the colour, or the nearest in lightness that has the contrast upon each of the grounds.

    Hue stays; where nothing else is left, the result is black or white.
    """

    def is_seen(candidate: str) -> bool:
        return all(contrast(candidate, ground) >= least for ground in grounds)

    if is_seen(colour):
        return colour
    start = lightness(colour)
    ways = [_first_seen(colour, start, end, is_seen) for end in (0.0, 1.0)]
    found = [way for way in ways if way is not None]
    if not found:
        return max([BLACK, WHITE], key=lambda end: min(contrast(end, ground) for ground in grounds))
    return min(found, key=lambda candidate: abs(lightness(candidate) - start))


def _first_seen(colour: str, start: float, end: float, is_seen: object) -> str | None:
    """Return the first colour on the way to black or white that is seen; None if the end isn't either."""
    assert callable(is_seen)  # noqa: S101
    if not is_seen(with_lightness(colour, end)):
        return None
    unseen, seen = start, end
    while abs(seen - unseen) > SMALLEST_STEP:
        middle = (seen + unseen) / 2
        if is_seen(with_lightness(colour, middle)):
            seen = middle
        else:
            unseen = middle
    return with_lightness(colour, seen)


def lightness(colour: str) -> float:
    """Return how light a colour looks, from 0 to 1 (OKLCH)."""
    return float(Color(colour).convert("oklch")["lightness"])


def with_lightness(colour: str, wanted: float) -> str:
    """Return the colour as light as wanted, from 0 to 1, its hue kept as far as screens can show it."""
    moved = Color(colour).convert("oklch").set("lightness", min(max(wanted, 0.0), 1.0))
    return _as_hex(moved)


def quiet(colour: str) -> str:
    """Return the colour with as little of its hue as a dark ground may have."""
    muted = Color(colour).convert("oklch")
    return _as_hex(muted.set("chroma", min(muted["chroma"], NIGHT_CHROMA)))


def mixed(one: str, other: str, share: float) -> str:
    """Return a mixture of two colours; `share`, from 0 to 1, is the other's."""
    return _as_hex(Color(one).mix(Color(other), share, space="oklab"))


def tinted(colour: str, hue_of: str, wanted: float) -> str:
    """Return a colour as light as wanted, with a trace of another's hue where it has none of its own."""
    tint = Color(colour).convert("oklch")
    source = Color(hue_of).convert("oklch")
    if tint["chroma"] < TINT / 2:
        tint = Color("oklch", [wanted, min(TINT, source["chroma"]), source["hue"]])
    return _as_hex(tint.set("lightness", min(max(wanted, 0.0), 1.0)))


def _as_hex(colour: Color) -> str:
    return str(colour.convert("srgb").fit(method="raytrace", pspace="oklch").to_string(hex=True))
