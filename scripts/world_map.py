"""Make editorial/world.json, the map of the world, from Natural Earth's outlines.

    npm pack world-atlas@2.0.2
    tar -xzf world-atlas-2.0.2.tgz
    .venv/bin/python scripts/world_map.py package/countries-50m.json

Run it by hand when the outlines or these rules change. The projection is Equal Earth (Šavrič, Patterson and
Jenny 2018): no country looks larger than another of its size. The cut between east and west goes through the
Bering Strait, where it parts no country.

Which outline bears which code is what an editor can choose, and no more than that: each code that the list
of countries offers is drawn for itself, whoever governs or claims it. Kosovo, Palestine, Taiwan and Western
Sahara are in the list, so each has an outline of its own. Crimea is drawn as part of Ukraine, Northern Cyprus
of Cyprus and Somaliland of Somalia, as the United Nations have them. What no code names, the Siachen
Glacier, is an outline that never takes a colour. All other borders are as Natural Earth draws them, which is
by who is there and not by who should be.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import asin, cos, floor, hypot, radians, sin, sqrt
from pathlib import Path
from typing import Any

from django_countries.data import ALT_CODES

TARGET = Path(__file__).resolve().parent.parent / "editorial" / "world.json"

Point = tuple[float, float]
Ring = list[Point]

WIDTH = 2000
MARGIN = 12
# Degrees east: the sheet's edges are at 169° west.
MIDDLE = 11
# In units of the map. What a line loses at most when it is simplified; islands below the least area are left
# out, unless they are all there is of a country.
TOLERANCE = 0.75
LEAST_ISLAND = 8.0
# A state that has less than this to see is a dot as well, once it has a colour.
LEAST_SEEN = 24.0
# Smaller than this, an outline would be a speck: there is only the dot.
LEAST_OUTLINE = 5.0

# What has a code but can't be drawn: nobody lives there for good, or it is scattered over two oceans.
LEFT_OUT = {
    "AQ": "Antarctica would take a fifth of the sheet",
    "BV": "Bouvet Island, where nobody lives",
    "HM": "Heard Island and McDonald Islands, where nobody lives",
    "UM": "United States Minor Outlying Islands, specks in two oceans",
}
# Natural Earth has these within other countries: a place inside of each piece that is its own.
OWN_PIECES = {
    "GF": ("FR", [(-53.0, 4.0)]),
    "GP": ("FR", [(-61.7, 16.17), (-61.4, 16.33), (-61.27, 15.93)]),
    "MQ": ("FR", [(-61.0, 14.65)]),
    "RE": ("FR", [(55.5, -21.13)]),
    "YT": ("FR", [(45.15, -12.82)]),
    "SJ": ("NO", [(16.0, 78.5), (24.0, 79.9), (22.7, 77.7), (11.2, 78.6), (30.5, 80.1), (28.9, 78.9)]),
}
# What is no more than a place in the sea at this scale, and in no outline or in the wrong part of one.
PLACES = {
    "BQ": (-68.27, 12.18),
    "CC": (96.83, -12.17),
    "CX": (105.63, -10.49),
    "GI": (-5.35, 36.14),
    # Its capital, not its largest island three time zones away.
    "KI": (173.0, 1.4),
    "TK": (-171.85, -9.17),
    "TV": (179.2, -8.52),
}
# Outlines that Natural Earth gives no number, and whose part they are here.
UNNUMBERED = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO"}
# Their outline is drawn under no country's code and never has a colour.
NOBODYS = {"Siachen Glacier": "-1"}
# Christmas Island and the Cocos Islands are one outline there, and two places here.
NOT_TAKEN = {"Indian Ocean Ter."}
CRIMEA = (34.1, 45.3)


def equal_earth(longitude: float, latitude: float) -> Point:
    """Project degrees; the sheet is some 5.4 wide, and north is up at positive values."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    angle = asin(sqrt(3) / 2 * sin(radians(latitude)))
    square = angle * angle
    slope = a1 + 3 * a2 * square + square**3 * (7 * a3 + 9 * a4 * square)
    x = 2 * sqrt(3) * radians(longitude - MIDDLE) * cos(angle) / (3 * slope)
    return x, angle * (a1 + a2 * square + square**3 * (a3 + a4 * square))


def lines_of(topology: dict[str, Any]) -> list[Ring]:
    """Return the lines of a TopoJSON in degrees."""
    (scale_x, scale_y), (shift_x, shift_y) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    lines = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((round(x * scale_x + shift_x, 6), round(y * scale_y + shift_y, 6)))
        lines.append(line)
    return lines


def polygons_of(geometry: dict[str, Any], lines: list[Ring]) -> Iterator[list[Ring]]:
    """Yield the polygons of a geometry: each a closed outline and its holes."""
    several = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in several:
        rings = []
        for arcs in polygon:
            ring: Ring = []
            for number in arcs:
                line = lines[number] if number >= 0 else lines[~number][::-1]
                ring += line[1:] if ring else line
            rings.append(ring)
        yield rings


def area(ring: Ring) -> float:
    """Return the signed area within a closed ring."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) / 2


def centre(ring: Ring) -> Point:
    """Return the centre of mass of a closed ring."""
    whole = area(ring)
    if not whole:
        return ring[0]
    # Beside its first point, where the products are small.
    x0, y0 = ring[0]
    moved = [(x - x0, y - y0) for x, y in ring]
    x = y = 0.0
    for (x1, y1), (x2, y2) in pairwise(moved):
        cross = x1 * y2 - x2 * y1
        x, y = x + (x1 + x2) * cross, y + (y1 + y2) * cross
    return x0 + x / (6 * whole), y0 + y / (6 * whole)


def holds(ring: Ring, place: Point) -> bool:
    """Return whether a place is within a ring."""
    px, py = place
    inside = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > py) != (y2 > py) and px < x1 + (py - y1) / (y2 - y1) * (x2 - x1):
            inside = not inside
    return inside


def on_one_side(polygon: list[Ring]) -> list[Ring]:
    """Put a polygon together that is told on both sides of 180°, and to the east of the sheet's cut."""
    rings = []
    for ring in polygon:
        turns = 0
        turned = [ring[0]]
        for (before, _y), (x, y) in pairwise(ring):
            turns += (before - x > 180) - (x - before > 180)
            turned.append((round(x + 360 * turns, 6), y))
        rings.append(turned)
    longitudes = [x for x, _y in rings[0]]
    turns = -floor((sum(longitudes) / len(longitudes) - (MIDDLE - 180)) / 360)
    return [[(round(x + 360 * turns, 6), y) for x, y in ring] for ring in rings]


def country_polygons(topology: dict[str, Any]) -> dict[str, list[list[Ring]]]:
    """Return all polygons by the code that they are drawn under, in degrees."""
    codes = {number: code for code, (_three, number) in ALT_CODES.items() if number}
    lines = lines_of(topology)
    found: dict[str, list[list[Ring]]] = defaultdict(list)
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        if name in NOT_TAKEN:
            continue
        code = (UNNUMBERED | NOBODYS).get(name) or codes[int(geometry["id"])]
        if code in LEFT_OUT:
            continue
        for polygon in polygons_of(geometry, lines):
            owner = code
            for own, (within, places) in OWN_PIECES.items():
                if code == within and any(holds(polygon[0], place) for place in places):
                    owner = own
            if code == "RU" and holds(polygon[0], CRIMEA):
                owner = "UA"
            found[owner].append(on_one_side(polygon))
    return found


def merged(polygons: Iterable[list[Ring]]) -> list[Ring]:
    """Return the rings around all polygons of a country, without the lines between two of them."""
    steps = [
        (one, other)
        for polygon in polygons
        for ring in polygon
        for one, other in pairwise(ring)
        if one != other
    ]
    known = set(steps)
    onward: dict[Point, list[Point]] = defaultdict(list)
    for one, other in steps:
        if (other, one) not in known:
            onward[one].append(other)
    rings = []
    while onward:
        start = next(iter(onward))
        ring = [start]
        while len(ring) == 1 or ring[-1] != start:
            here = ring[-1]
            ring.append(onward[here].pop())
            if not onward[here]:
                del onward[here]
        rings.append(ring)
    return rings


def simplified(line: Ring) -> Ring:
    """Leave out points of an open line that lie within the tolerance (Douglas and Peucker)."""
    (x1, y1), (x2, y2) = line[0], line[-1]
    length = hypot(x2 - x1, y2 - y1)
    farthest, place = 0.0, 0
    for number, (x, y) in enumerate(line[1:-1], start=1):
        if length:
            distance = abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length
        else:
            distance = hypot(x - x1, y - y1)
        if distance > farthest:
            farthest, place = distance, number
    if farthest <= TOLERANCE:
        return [line[0], line[-1]]
    return simplified(line[: place + 1])[:-1] + simplified(line[place:])


def simplified_together(countries: dict[str, list[Ring]]) -> dict[str, list[Ring]]:
    """Simplify all rings so that neighbours keep one border: each line between two meeting points once."""
    beside: dict[Point, set[Point]] = defaultdict(set)
    for rings in countries.values():
        for ring in rings:
            for one, other in pairwise(ring):
                beside[one].add(other)
                beside[other].add(one)
    meeting = {point for point, others in beside.items() if len(others) > 2}
    known: dict[tuple[Point, ...], Ring] = {}

    def line_once(line: Ring) -> Ring:
        forward = tuple(line)
        if forward[::-1] in known:
            return known[forward[::-1]][::-1]
        if forward not in known:
            known[forward] = simplified(line)
        return known[forward]

    result: dict[str, list[Ring]] = {}
    for code, rings in countries.items():
        result[code] = []
        for ring in rings:
            turned = _from_a_meeting_point(ring, meeting)
            done: Ring = []
            start = 0
            for number in range(1, len(turned)):
                if turned[number] in meeting or number == len(turned) - 1:
                    piece = line_once(turned[start : number + 1])
                    done += piece[1:] if done else piece
                    start = number
            result[code].append(done)
    return result


def _from_a_meeting_point(ring: Ring, meeting: set[Point]) -> Ring:
    """Turn a closed ring so that it begins where others meet, or at its lowest point: the same for all."""
    points = ring[:-1]
    starts = [number for number, point in enumerate(points) if point in meeting]
    start = starts[0] if starts else points.index(min(points))
    return [*points[start:], *points[:start], points[start]]


def path_of(rings: list[Ring]) -> str:
    """Return the outline as an SVG path in whole units, each step told from the one before."""
    parts = []
    for ring in rings:
        whole = [(round(x), round(y)) for x, y in ring]
        points = [point for before, point in zip([None, *whole], whole, strict=False) if point != before][:-1]
        if len(points) < 3:
            continue
        x, y = points[0]
        part = f"M{x},{y}l"
        steps = []
        for next_x, next_y in points[1:]:
            steps.append(f"{next_x - x},{next_y - y}")
            x, y = next_x, next_y
        # A minus parts two numbers as well as a space does.
        parts.append(part + " ".join(steps).replace(" -", "-").replace(",-", "-") + "Z")
    return "".join(parts)


def main() -> None:
    """Write the map."""
    options = argparse.ArgumentParser(description="Make the map of the world.")
    options.add_argument("topojson", type=Path, help="countries-50m.json of world-atlas 2.0.2")
    topology = json.loads(options.parse_args().topojson.read_text(encoding="utf-8"))

    in_degrees = {code: merged(polygons) for code, polygons in country_polygons(topology).items()}
    flat = {
        code: [[equal_earth(x, y) for x, y in ring] for ring in rings] for code, rings in in_degrees.items()
    }
    places = {code: equal_earth(x if x >= MIDDLE - 180 else x + 360, y) for code, (x, y) in PLACES.items()}
    all_points = [*places.values(), *(point for rings in flat.values() for ring in rings for point in ring)]
    left, right = min(x for x, _y in all_points), max(x for x, _y in all_points)
    bottom, top = min(y for _x, y in all_points), max(y for _x, y in all_points)
    scale = (WIDTH - 2 * MARGIN) / (right - left)

    def on_sheet(point: Point) -> Point:
        return MARGIN + (point[0] - left) * scale, MARGIN + (top - point[1]) * scale

    drawn = {code: [[on_sheet(point) for point in ring] for ring in rings] for code, rings in flat.items()}
    small: dict[str, tuple[int, int]] = {
        code: (round(x), round(y))
        for code, (x, y) in ((code, on_sheet(place)) for code, place in places.items())
    }
    kept: dict[str, list[Ring]] = {}
    for code, rings in drawn.items():
        largest = max(rings, key=lambda ring: abs(area(ring)))
        seen = [ring for ring in rings if ring is largest or abs(area(ring)) >= LEAST_ISLAND]
        if abs(area(largest)) >= LEAST_OUTLINE:
            kept[code] = seen
        if code in small or code in NOBODYS.values():
            continue
        if sum(abs(area(ring)) for ring in seen) < LEAST_SEEN:
            x, y = centre(largest)
            small[code] = round(x), round(y)
    paths = {code: path_of(rings) for code, rings in simplified_together(kept).items()}
    outlines = {code: path for code, path in sorted(paths.items()) if path}
    world = {
        "width": WIDTH,
        "height": round((top - bottom) * scale + 2 * MARGIN),
        "countries": outlines,
        "small": dict(sorted(small.items())),
    }
    TARGET.write_text(json.dumps(world, separators=(",", ":")), encoding="utf-8")
    print(f"{TARGET.name}: {len(outlines)} outlines, {len(small)} dots")


if __name__ == "__main__":
    main()
