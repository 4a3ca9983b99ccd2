"""How the demo's campaign looks: against the scanning of faces, in yellow, black and red."""

from pathlib import Path

from wagtail.models import Site

from editorial.brand.models import Brand, Frame, Hero
from editorial.brand.palette import ACCENTS

FOLDER = Path(__file__).parent / "brand"
# What an accent stands for, and its sign; the others are as they come.
MEANINGS = [
    ("Transparency: bring to light", "eye"),
    ("Red lines: refuse", "no_camera"),
    ("Respect for humans: protect", "free"),
]


def dress(site: Site) -> None:
    """Give the site the demo's colours, letters, mark, signs and drawing."""
    brand = Brand.of_site(site)
    brand.palette, brand.typefaces, brand.frame, brand.corners = "sunlight", "poster", Frame.OPENED, "square"
    brand.mark = _drawing("mark")
    brand.hero, brand.hero_drawing = Hero.DRAWING, _drawing("square")
    meanings = dict(zip(ACCENTS, MEANINGS, strict=False))
    accents = list(brand.accents.all())
    for accent in accents:
        if accent.number in meanings:
            accent.name, sign = meanings[accent.number]
            accent.drawing = _drawing(sign)
    brand.accents = accents
    brand.save()


def _drawing(name: str) -> str:
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
