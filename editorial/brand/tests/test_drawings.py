"""Icons and drawings can be masked, recoloured and put beside each other, as the pages do."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import hypot, pi
from xml.etree import ElementTree

import pytest
from django.utils import translation
from fontTools.misc.transform import Identity, Transform
from fontTools.pens.basePen import BasePen
from fontTools.pens.transformPen import TransformPen
from fontTools.svgLib.path import PathBuilder, parse_path

from editorial.brand.drawings import DRAWINGS, FOLDER, drawing
from editorial.brand.icons import ICONS, SPRITE, icon_shapes

SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {"g", "path", "circle", "rect"}
ATTRIBUTES = {
    *("d", "cx", "cy", "r", "x", "y", "width", "height", "rx", "transform"),
    *("fill", "fill-rule", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin"),
}
VARIABLES = {"ink", "mark", "stage", "stage-shade", "paper", "accent-2", "accent-3"}
COLOURS = {f"var(--{name})" for name in VARIABLES}

SHAPES = [*(name for name, label in ICONS), "arrow"]
NAMES = [name for name, label in DRAWINGS]


Point = tuple[float, float]


@dataclass(frozen=True)
class Shape:
    """One shape with what it has from the groups around it, and where it is: left, top, right, bottom."""

    attributes: dict[str, str]
    bounds: tuple[float, float, float, float]

    @property
    def paints(self) -> set[str]:
        return {self.attributes.get("fill", "none"), self.attributes.get("stroke", "none")} - {"none"}


class OutlinePen(BasePen):
    """Writes down each outline as points so close that the way between them is straight."""

    STEPS = 32

    def __init__(self) -> None:
        super().__init__()
        self.outlines: list[list[Point]] = []

    def _moveTo(self, point: Point) -> None:  # noqa: N802 (the pen's names)
        self.outlines.append([point])

    def _lineTo(self, point: Point) -> None:  # noqa: N802
        self.outlines[-1].append(point)

    def _curveToOne(self, first: Point, second: Point, end: Point) -> None:  # noqa: N802
        start = self._getCurrentPoint()
        for step in range(1, self.STEPS + 1):
            there = step / self.STEPS
            weights = ((1 - there) ** 3, 3 * there * (1 - there) ** 2, 3 * there**2 * (1 - there), there**3)
            x, y = (
                sum(
                    weight * point[axis]
                    for weight, point in zip(weights, (start, first, second, end), strict=True)
                )
                for axis in (0, 1)
            )
            self.outlines[-1].append((x, y))


def corners_of_line(outline: list[Point], attributes: dict[str, str]) -> Iterator[Point]:
    """Yield how far a drawn line reaches: its sides, its round ends, and the tips of its corners."""
    half = float(attributes["stroke-width"]) / 2
    sides = []
    for (x, y), (next_x, next_y) in pairwise(outline):
        if length := hypot(next_x - x, next_y - y):
            side = ((y - next_y) / length * half, (next_x - x) / length * half)
            sides.append(((next_x, next_y), side))
            for sign in (1, -1):
                yield x + sign * side[0], y + sign * side[1]
                yield next_x + sign * side[0], next_y + sign * side[1]
    round_ends = {attributes.get("stroke-linecap"), attributes.get("stroke-linejoin")} & {"round"}
    for x, y in outline if round_ends else ():
        yield from ((x - half, y), (x + half, y), (x, y - half), (x, y + half))
    if attributes.get("stroke-linejoin") != "round":
        for ((x, y), (a, b)), (_point, (c, d)) in pairwise(sides):
            # Both sides' edges meet there; 4 is where a browser cuts off a corner that is too sharp.
            share = 1 + (a * c + b * d) / half**2
            if share > 2 / 4**2:
                for sign in (1, -1):
                    yield x + sign * (a + c) / share, y + sign * (b + d) / share


def transform_of(text: str) -> Transform:
    transform = Identity
    for name, numbers in re.findall(r"(\w+)\(([^)]*)\)", text):
        values = [float(number) for number in re.split(r"[\s,]+", numbers)]
        if name == "translate":
            transform = transform.translate(*values)
        else:
            assert name == "rotate", text
            angle, x, y = values
            transform = transform.translate(x, y).rotate(angle * pi / 180).translate(-x, -y)
    return transform


def shapes_of(
    element: ElementTree.Element, inherited: dict[str, str], transform: Transform = Identity
) -> Iterator[Shape]:
    attributes = inherited | element.attrib
    transform = transform.transform(transform_of(element.get("transform", "")))
    if element.tag.removeprefix(SVG) in ("svg", "g"):
        for child in element:
            yield from shapes_of(child, attributes, transform)
        return
    builder = PathBuilder()
    assert builder.add_path_from_element(
        ElementTree.Element(element.tag, {k: v for k, v in element.attrib.items() if k != "transform"})
    )
    pen = OutlinePen()
    parse_path(builder.paths[0], TransformPen(pen, transform))
    points = [point for outline in pen.outlines for point in outline]
    if attributes.get("stroke", "none") != "none":
        points = [corner for outline in pen.outlines for corner in corners_of_line(outline, attributes)]
    across, down = zip(*points, strict=True)
    yield Shape(attributes, (min(across), min(down), max(across), max(down)))


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)  # noqa: S314 (our own)


def icon(name: str) -> ElementTree.Element:
    return parsed(f'<svg xmlns="{SVG[1:-1]}">{icon_shapes(name)}</svg>')


def foreign_parts(root: ElementTree.Element) -> set[str]:
    inside = [element for element in root.iter() if element is not root]
    return {element.tag.removeprefix(SVG) for element in inside} - ELEMENTS | {
        attribute for element in inside for attribute in element.attrib
    } - ATTRIBUTES


def test_icons_stand_side_by_side_in_the_order_of_their_names() -> None:
    sprite = parsed(SPRITE.read_text(encoding="utf-8"))
    assert [cell.get("id") for cell in sprite] == SHAPES
    assert [cell.get("transform") for cell in sprite] == [
        f"translate({100 * place})" for place in range(len(SHAPES))
    ]
    width = 100 * len(SHAPES)
    assert (sprite.get("viewBox"), sprite.get("width"), sprite.get("height")) == (
        f"0 0 {width} 100",
        str(width),
        "100",
    )


@pytest.mark.parametrize("name", SHAPES)
def test_an_icon_is_plain_black_and_keeps_its_distance_from_its_neighbours(name: str) -> None:
    assert foreign_parts(icon(name)) == set()
    shapes = list(shapes_of(icon(name), {}))
    assert shapes
    for shape in shapes:
        assert shape.paints == {"#000"}, shape
        left, top, right, bottom = shape.bounds
        assert min(left, top) >= 3.99, shape
        assert max(right, bottom) <= 96.01, shape


@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_is_in_the_colours_of_the_page_and_stays_in_its_frame(name: str) -> None:
    root = parsed(drawing(name))
    assert root.attrib == {"viewBox": "0 0 800 640", "width": "800", "height": "640"}
    assert foreign_parts(root) == set()
    shapes = list(shapes_of(root, {}))
    for shape in shapes:
        assert shape.paints, shape
        assert shape.paints <= COLOURS, shape
        left, top, right, bottom = shape.bounds
        assert min(left, top) >= -0.01, shape
        assert right <= 800.01, shape
        assert bottom <= 640.01, shape
    assert max(shape.bounds[3] for shape in shapes) >= 637, "It stands on the lower edge."


@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_is_small_enough_to_be_part_of_the_page(name: str) -> None:
    assert len(drawing(name).encode()) < 6000


@pytest.mark.parametrize(
    ("root", "thinnest"),
    [*((icon(name), 5) for name in SHAPES), *((parsed(drawing(name)), 40) for name in NAMES)],
    ids=[*SHAPES, *(f"drawing-{name}" for name in NAMES)],
)
def test_lines_are_bold(root: ElementTree.Element, thinnest: float) -> None:
    for element in root.iter():
        assert float(element.get("stroke-width", thinnest)) >= thinnest


def test_every_drawing_can_be_chosen() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(NAMES)


def test_shapes_can_be_put_into_another_picture() -> None:
    for name in SHAPES:
        assert icon_shapes(name).startswith("<")
        assert not re.search("translate|xmlns|ns0|\\n", icon_shapes(name))
    assert icon_shapes("heart").startswith('<path d="')


def test_labels_are_words_of_the_editors_language() -> None:
    with translation.override("en"):
        labels = [str(label) for name, label in [*ICONS, *DRAWINGS]]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("name", ["", "nothing", "../icons", "Sun"])
def test_what_is_not_there_is_an_error(name: str) -> None:
    with pytest.raises(KeyError):
        icon_shapes(name)
    with pytest.raises(KeyError):
        drawing(name)
