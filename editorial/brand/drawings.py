"""The drawings that a campaign can choose for the opening of its front page.

Their colours are the page's, so each looks right in whatever colours a campaign takes, by day and by night.
They stand on `--stage`, which also paints their gaps; `--stage-shade` is for what is far behind. What must be
seen is in `--ink` or `--mark`: other colours may be hardly lighter or darker than the stage.
"""

from functools import cache
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DRAWINGS: list[tuple[str, Promise]] = [
    ("crowd", _("People with placards")),
    ("megaphone", _("Hand with a megaphone")),
    ("sunrise", _("Sunrise over hills")),
    ("river", _("River with a fish")),
    ("town", _("Town with a tower")),
    ("circle", _("Round dance")),
]

FOLDER = Path(__file__).parent / "drawings"


@cache
def drawing(name: str) -> str:
    """Return a drawing as SVG, 800 by 640, to be put into the page.

    Raises KeyError if there is no such drawing.
    """
    if name not in dict(DRAWINGS):
        raise KeyError(name)
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
