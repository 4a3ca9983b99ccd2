"""A brand as pages show it: nothing but values, so that it can be compared and kept."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from .looks import FIRST_LOOK, LOOKS, PALETTES
from .palette import ACCENTS, Colours, Palette, colours_of


@dataclass(frozen=True)
class ShownBrand:
    """All choices of a site's brand, with those that it leaves to us made.

    Drawings are an SVG's text or a `data:` address of a PNG; "" where there is none.
    """

    palette: Palette
    typefaces: str
    frame: str
    corners: str
    mark_icon: str
    mark: str = ""
    mark_in_one_colour: bool = True
    wordmark: str = ""
    wordmark_in_one_colour: bool = True
    hero: str = "none"
    hero_drawing: str = ""
    hero_picture: int | None = None
    accent_icons: tuple[str, ...] = field(default_factory=lambda: ("",) * len(ACCENTS))
    accent_drawings: tuple[str, ...] = field(default_factory=lambda: ("",) * len(ACCENTS))

    @property
    def colours(self) -> Colours:
        """The colours of the pages, in light and in dark."""
        return colours_of(self.palette)


@lru_cache(maxsize=1)
def first_brand() -> ShownBrand:
    """Return the look of a site whose editors have chosen none yet."""
    return brand_of_look(FIRST_LOOK)


def brand_of_look(name: str) -> ShownBrand:
    """Return a look to begin with. Raises KeyError for one that there isn't."""
    look = LOOKS[name]
    choices: dict[str, Any] = {**look.choices(), "palette": PALETTES[look.palette][1]}
    return ShownBrand(mark_icon=look.mark_icon, accent_icons=FIRST_ICONS, **choices)


# For the six accents, until somebody chooses.
FIRST_ICONS = ("eye", "no", "people", "shield", "leaf", "speech")
