"""Whatever colours a campaign chooses, everything on its pages can be seen, by day and by night."""

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from editorial.brand.contrast import contrast, lightness_contrast
from editorial.brand.looks import PALETTES
from editorial.brand.palette import (
    ACCENTS,
    Palette,
    Scheme,
    colours_of,
    lightness,
    nearest_seen,
)

FIRST = PALETTES["harbour"][1]
# Words upon a ground; large words, and things that are no words.
WORDS = [
    *[("ink", "ground"), ("ink", "raised"), ("ink-soft", "ground"), ("ink-soft", "raised")],
    *[("wrong", "ground"), ("on-stage", "stage"), ("on-panel", "panel"), ("on-button", "button")],
    *[("on-deep", "deep"), ("bright", "deep"), ("on-warning", "warning"), ("on-victory", "victory")],
    ("on-stage-button", "stage-button"),
    *[(f"on-accent-{number}", f"accent-{number}") for number in ACCENTS],
]
LARGE = [("mark", "ground"), ("stage-title", "stage"), ("stage-mark", "stage"), ("panel-light", "panel")]

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
palettes = st.builds(
    Palette,
    poster=colours,
    ink=colours,
    paper=colours,
    signal=colours,
    warning=colours,
    victory=colours,
    accents=st.tuples(*[colours] * 6),
    dark=st.lists(
        st.tuples(st.sampled_from(["poster", "ink", "paper", "signal", "accent_2"]), colours), max_size=4
    ).map(tuple),
)


def too_faint(palette: Palette) -> list[str]:
    """Return the pairs of a palette that can't be told apart well enough."""
    found = []
    for scheme in Scheme:
        tokens = colours_of(palette).of(scheme)
        for pairs, least in ((WORDS, 4.5), (LARGE, 3.0)):
            found += [
                f"{scheme}: {upper} on {lower} {contrast(tokens[upper], tokens[lower]):.2f}"
                for upper, lower in pairs
                if contrast(tokens[upper], tokens[lower]) < least
            ]
    return found


@pytest.mark.parametrize("name", PALETTES)
def test_our_palettes_need_no_moving(name: str) -> None:
    palette = PALETTES[name][1]
    assert too_faint(palette) == []
    assert colours_of(palette).moves == ()


# Without the phase that looks for the simplest failing palette: a palette takes its time.
@settings(max_examples=40, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate])
@given(palettes)
def test_any_palette_can_be_seen(palette: Palette) -> None:
    assert too_faint(palette) == []


def test_a_colour_that_passes_stays_as_it_was_chosen() -> None:
    tokens = colours_of(FIRST).light
    assert tokens["stage"] == FIRST.poster
    assert tokens["mark"] == FIRST.signal
    assert [tokens[f"accent-{number}"] for number in ACCENTS] == list(FIRST.accents)


def test_what_fails_is_moved_no_further_than_needed_and_said() -> None:
    palette = Palette(**{**FIRST.__dict__, "signal": "#e0d526", "accents": ("#777777", *FIRST.accents[1:])})
    colours = colours_of(palette)
    moves = {move.role: move for move in colours.moves}
    assert set(moves) == {"signal", "accent_1"}
    signal = moves["signal"]
    assert (signal.chosen, signal.used, signal.scheme) == ("#e0d526", colours.light["mark"], Scheme.LIGHT)
    assert signal.before < 3.0 <= signal.after < 3.1
    # The rest of the colour is as it was.
    assert lightness(signal.used) < lightness(signal.chosen)


def test_own_colours_for_dark_screens_count_and_are_moved_too() -> None:
    palette = Palette(**{**FIRST.__dict__, "dark": (("paper", "#202020"), ("accent_2", "#33ff99"))})
    assert colours_of(palette).dark["ground"] == "#202020"
    assert colours_of(palette).dark["accent-2"] == "#33ff99"
    faint = Palette(**{**FIRST.__dict__, "dark": (("paper", "#202020"), ("ink", "#444444"))})
    [move] = colours_of(faint).moves
    assert (move.role, move.scheme) == ("ink", Scheme.DARK)


def test_between_two_grounds_that_leave_no_room_the_better_end_is_taken() -> None:
    assert nearest_seen("#808080", ["#000000", "#ffffff"], 7.0) in ("#000000", "#ffffff")


@pytest.mark.parametrize(
    ("text", "ground", "expected"),
    # The values that APCA's own authors publish for 0.0.98G-4g.
    [
        ("#888888", "#ffffff", 63.1),
        ("#ffffff", "#888888", -68.5),
        ("#000000", "#aaaaaa", 58.1),
        ("#aaaaaa", "#000000", -56.2),
        ("#112233", "#ddeeff", 91.7),
        ("#ddeeff", "#112233", -93.1),
        ("#112233", "#444444", 8.3),
        ("#777777", "#777777", 0.0),
    ],
)
def test_the_second_measure_is_what_its_authors_say(text: str, ground: str, expected: float) -> None:
    assert abs(lightness_contrast(text, ground) - expected) <= 0.6
