"""What templates ask of a brand."""

from dataclasses import dataclass

from .addresses import address_of, name_of_trial
from .fingerprint import fingerprint_of
from .models import Brand
from .palette import Scheme
from .pictures import hero_of, shape_of
from .shown import ShownBrand

__all__ = ["BrandOnPage"]


@dataclass(frozen=True)
class BrandOnPage:
    """A brand, and the name under which its files are found."""

    shown: ShownBrand
    name: str

    @classmethod
    def of(cls, shown: ShownBrand) -> "BrandOnPage":
        """Return a brand that is saved."""
        return cls(shown, fingerprint_of(shown))

    @classmethod
    def tried(cls, brand: Brand) -> "BrandOnPage":
        """Return a brand that is only being tried."""
        return cls(brand.shown(), name_of_trial(brand.to_try()))

    @property
    def sheet_url(self) -> str:
        """Where the style sheet is."""
        return address_of(self.name, "look.css")

    @property
    def icon_urls(self) -> dict[str, str]:
        """Where the icons are, by their sides in pixels: `small`, `touch`, `large`."""
        sides = {"small": 32, "touch": 180, "large": 192}
        return {size: address_of(self.name, f"icon-{side}.png") for size, side in sides.items()}

    @property
    def theme_colours(self) -> dict[str, str]:
        """What browsers colour their own frame with: `light`, `dark`."""
        return {"light": self.shown.colours.light["stage"], "dark": self.shown.colours.dark["ground"]}

    @property
    def mark_picture_url(self) -> str:
        """Where the mark is, if it keeps its own colours; else nothing: the style sheet draws it."""
        own = self.shown.mark and not self.shown.mark_in_one_colour
        return address_of(self.name, "mark") if own else ""

    @property
    def wordmark_picture_url(self) -> str:
        """Where the own lettering is, if it keeps its own colours; else nothing."""
        own = self.shown.wordmark and not self.shown.wordmark_in_one_colour
        return address_of(self.name, "wordmark") if own else ""

    @property
    def hero_urls(self) -> dict[str, str] | None:
        """Where the front page's drawing is: `light`, `dark`; nothing without one."""
        if not hero_of(self.shown):
            return None
        return {scheme: address_of(self.name, f"hero-{scheme}") for scheme in Scheme}

    @property
    def hero_size(self) -> dict[str, int]:
        """How wide and how high the drawing stands in the page before it is loaded."""
        width, height = shape_of(hero_of(self.shown))
        return {"width": 800, "height": round(800 * height / width)}

    @property
    def hero_turns(self) -> bool:
        """Whether it is turned round where people read from the right: ours are, own ones may hold words."""
        return not self.shown.hero_drawing
