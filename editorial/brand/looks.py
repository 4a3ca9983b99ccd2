"""Good choices to begin with: palettes, and whole looks that differ as campaigns do."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .palette import Palette

OWN_PALETTE: Final = "own"

PALETTES: dict[str, tuple[Promise, Palette]] = {
    "sunlight": (
        _("Sunlight: yellow, black and red"),
        Palette(
            poster="#ffd91a",
            ink="#15130e",
            paper="#ffffff",
            signal="#c81a14",
            warning="#c81a14",
            victory="#0b6259",
            accents=("#ffd91a", "#c81a14", "#0b6259", "#1f4fa3", "#6b2a86", "#15130e"),
        ),
    ),
    "harbour": (
        _("Harbour: deep blue, white and gold"),
        Palette(
            poster="#143a66",
            ink="#101f33",
            paper="#ffffff",
            signal="#b97a08",
            warning="#b3261e",
            victory="#1f6f4a",
            accents=("#143a66", "#2d6fb5", "#1f6f4a", "#8a5a00", "#6a3a7c", "#46545f"),
        ),
    ),
    "hearth": (
        _("Hearth: cream, terracotta and plum"),
        Palette(
            poster="#f6d9b8",
            ink="#3a1f2b",
            paper="#fffaf2",
            signal="#c2502e",
            warning="#b23a2a",
            victory="#3f6b3a",
            accents=("#f3b690", "#c2502e", "#6b2f4a", "#3f6b3a", "#2f6173", "#8a6a1f"),
        ),
    ),
    "meadow": (
        _("Meadow: green, sand and sky"),
        Palette(
            poster="#1f5d3a",
            ink="#12241a",
            paper="#fbfaf4",
            signal="#c47512",
            warning="#b5341f",
            victory="#1f5d3a",
            accents=("#1f5d3a", "#cfe0a3", "#2f7ea6", "#d9a441", "#7a4a2a", "#44604f"),
        ),
    ),
    "river": (
        _("River: turquoise, navy and coral"),
        Palette(
            poster="#8fdcd6",
            ink="#0d2b3a",
            paper="#ffffff",
            signal="#d9482f",
            warning="#c0392b",
            victory="#14694f",
            accents=("#8fdcd6", "#0f5c7a", "#c63d26", "#14694f", "#f2c14e", "#4a4e8c"),
        ),
    ),
    "plum": (
        _("Plum: violet, white and lime"),
        Palette(
            poster="#4b1d6b",
            ink="#21102e",
            paper="#ffffff",
            signal="#c2287f",
            warning="#b3202e",
            victory="#1d6b52",
            accents=("#4b1d6b", "#c2287f", "#d3e04f", "#1d6b82", "#b8560f", "#5b5566"),
        ),
    ),
    "tomato": (
        _("Tomato: red, white and black"),
        Palette(
            poster="#d62828",
            ink="#1a1414",
            paper="#ffffff",
            signal="#d62828",
            warning="#b01818",
            victory="#1c6b3f",
            accents=("#d62828", "#1a1414", "#f2b632", "#1c6b3f", "#1f5f9e", "#73386b"),
        ),
    ),
    "newsprint": (
        _("Newsprint: black, white and one red"),
        Palette(
            poster="#eeeae3",
            ink="#161616",
            paper="#ffffff",
            signal="#b81420",
            warning="#b81420",
            victory="#2a6446",
            accents=("#161616", "#b81420", "#5f5a52", "#2a6446", "#2b5c8a", "#8a6d1d"),
        ),
    ),
}


@dataclass(frozen=True)
class Look:
    """A whole look to begin with: a palette, letters, frame, corners and a drawing by their keys."""

    name: str | Promise
    about: str | Promise
    palette: str
    typefaces: str
    frame: str
    corners: str
    hero: str
    mark_icon: str

    def choices(self) -> dict[str, str]:
        """Return what the look chooses of a brand, by the names of its fields; the mark is apart."""
        return {name: getattr(self, name) for name in ("palette", "typefaces", "frame", "corners", "hero")}


LOOKS: dict[str, Look] = {
    "poster": Look(
        _("Protest poster"),
        _("Loud: huge narrow letters, hard edges, one bright ground."),
        palette="sunlight",
        typefaces="poster",
        frame="border",
        corners="square",
        hero="crowd",
        mark_icon="megaphone",
    ),
    "institution": Look(
        _("Calm institution"),
        _("Quiet: letters as in a good book, deep blue, thin lines."),
        palette="harbour",
        typefaces="calm",
        frame="rule",
        corners="soft",
        hero="none",
        mark_icon="scales",
    ),
    "community": Look(
        _("Warm community"),
        _("Friendly: letters as if written by hand, round corners, cream and terracotta."),
        palette="hearth",
        typefaces="warm",
        frame="none",
        corners="round",
        hero="circle",
        mark_icon="people",
    ),
}
FIRST_LOOK: Final = "institution"


def look_choices() -> list[tuple[str, str]]:
    """Return the looks as they are offered: what they are called, and what they are like."""
    return [(key, f"{look.name}. {look.about}") for key, look in LOOKS.items()]


def palette_names() -> list[tuple[str, str | Promise]]:
    """Return the palettes as they are offered."""
    return [(key, name) for key, (name, _palette) in PALETTES.items()]
