"""Browsers keep a brand's files for good: whatever changes in one of them gives all of them another name."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from editorial.brand import pictures, sheet
from editorial.brand.fingerprint import fingerprint_of
from editorial.brand.looks import PALETTES
from editorial.brand.shown import first_brand

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    fingerprint_of.cache_clear()
    yield
    fingerprint_of.cache_clear()


@pytest.mark.parametrize(
    "choice",
    [
        {"palette": PALETTES["plum"][1]},
        {"typefaces": "press"},
        {"frame": "border"},
        {"corners": "round"},
        {"mark_icon": "leaf"},
        {"mark": DRAWING},
        {"mark_in_one_colour": False},
        {"wordmark": DRAWING},
        {"hero": "river"},
        {"hero_picture": 7},
        {"accent_icons": ("leaf",) * 6},
        {"accent_drawings": (DRAWING,) * 6},
    ],
    ids=lambda choice: "".join(choice),
)
def test_another_choice_has_another_name(choice: dict[str, Any]) -> None:
    assert fingerprint_of(replace(first_brand(), **choice)) != fingerprint_of(first_brand())


@pytest.mark.parametrize(
    ("module", "function"),
    [
        (sheet, "letters_sheet"),
        (sheet, "_frame_sheet"),
        (sheet, "static"),
        (pictures, "icon_shapes"),
        (pictures, "drawing"),
    ],
)
def test_the_same_choices_drawn_by_an_update_have_another_name(
    module: Any, function: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    brand = replace(first_brand(), hero="river")
    before = fingerprint_of(brand)
    as_it_was = getattr(module, function)
    monkeypatch.setattr(module, function, lambda name: f"{as_it_was(name)}-of-the-update")
    fingerprint_of.cache_clear()
    assert fingerprint_of(brand) != before


def test_the_same_look_keeps_its_name() -> None:
    before = fingerprint_of(first_brand())
    fingerprint_of.cache_clear()
    assert fingerprint_of(replace(first_brand())) == before
