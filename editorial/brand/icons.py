"""The icons that a campaign can choose as its mark and for its pillars.

They are in one file, side by side, so that a page can use it as a mask; each is black, to be recoloured.
"""

from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# In the order of the file, whose last cell is the arrow of links, which is nobody's mark.
ICONS: list[tuple[str, Promise]] = [
    ("megaphone", _("Megaphone")),
    ("eye", _("Open eye")),
    ("eye-closed", _("Closed eye")),
    ("hand", _("Raised hand")),
    ("fist", _("Raised fist")),
    ("person", _("Person")),
    ("people", _("People")),
    ("heart", _("Heart")),
    ("shield", _("Shield")),
    ("lock", _("Lock")),
    ("scales", _("Scales")),
    ("leaf", _("Leaf")),
    ("tree", _("Tree")),
    ("drop", _("Drop of water")),
    ("flame", _("Flame")),
    ("sun", _("Sun")),
    ("house", _("House")),
    ("globe", _("Globe")),
    ("book", _("Book")),
    ("speech", _("Speech bubble")),
    ("bolt", _("Lightning bolt")),
    ("bicycle", _("Bicycle")),
    ("star", _("Star")),
    ("no", _("Crossed-out circle")),
]

SPRITE = Path(__file__).parent / "icons.svg"


def icon_shapes(name: str) -> str:
    """Return the shapes of an icon, or of `arrow`, as SVG to put into a box of 100 by 100.

    Each states its colour as `#000`, to be replaced by another. Raises KeyError if there is no such icon.
    """
    return _shapes_by_name()[name]


@cache
def _shapes_by_name() -> dict[str, str]:
    sprite = ElementTree.parse(SPRITE).getroot()  # noqa: S314 (our own file)
    for element in sprite.iter():
        # The page that they are put into says the namespace.
        element.tag = element.tag.partition("}")[2]
        element.tail = None
    return {
        cell.attrib["id"]: "".join(ElementTree.tostring(shape, encoding="unicode") for shape in cell)
        for cell in sprite
    }
