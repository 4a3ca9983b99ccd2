"""The hub is nobody's campaign: what is the demo's stands in `demo/`, and in the looks to begin with."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from demo import english, structure
from demo.languages import WORDS
from editorial.brand.looks import PALETTES

PROJECT = Path(__file__).resolve().parent.parent
CODE = [
    "campaign_site",
    "coalition",
    "editorial",
    "home",
    "localisation",
    "petition_blocks",
    "templates",
    "static",
]
SUFFIXES = {".py", ".html", ".css", ".js", ".mjml", ".svg", ".txt", ".json"}
# The one place outside of `demo/` that may look like it.
LOOKS = PROJECT / "editorial" / "brand" / "looks.py"


def files() -> Iterator[tuple[Path, str]]:
    """Yield the files of the hub's own code and their texts: no tests, no migrations, nothing made."""
    for folder in CODE:
        for path in sorted((PROJECT / folder).rglob("*")):
            parts = set(path.parts)
            if (
                path.suffix in SUFFIXES
                and not parts & {"tests", "migrations", "__pycache__"}
                and path != LOOKS
            ):
                yield path, path.read_text("utf-8")


def found(pattern: str) -> list[str]:
    """Return where a pattern occurs, in the form of a compiler's message."""
    wanted = re.compile(pattern, re.IGNORECASE)
    return [
        f"{path.relative_to(PROJECT)}:{number}: {line.strip()[:90]}"
        for path, text in files()
        for number, line in enumerate(text.splitlines(), start=1)
        if wanted.search(line)
    ]


def test_no_colour() -> None:
    palette = PALETTES["sunlight"][1]
    colours = {palette.poster, palette.ink, palette.signal, palette.victory, *palette.accents}
    assert found("|".join(colours)) == []


@pytest.mark.parametrize(
    "name",
    [
        structure.CAMPAIGN_NAME,
        structure.CONTROLLER_NAME,
        structure.PETITION_SLUG,
        english.PAGES["red_lines"]["title"],
        english.PAGES["respect"]["title"],
        "biometric",
        "surveill",
        "facial recognition",
        "reclaim",
    ],
)
def test_no_name(name: str) -> None:
    assert found(re.escape(name)) == []


def test_no_meaning_of_its_pillars() -> None:
    assert (
        found(r"accent-(reveal|refuse|respect)|--(reveal|refuse|respect)\b|\"(reveal|refuse|respect)\"") == []
    )


def test_no_sign_of_its_own() -> None:
    shapes = re.findall(
        r'\bd="([^"]{20,})"', "".join(path.read_text() for path in (PROJECT / "demo/brand").glob("*.svg"))
    )
    assert shapes
    assert found("|".join(map(re.escape, shapes))) == []


def test_no_list_of_its_languages() -> None:
    codes = [f"""["']{language}["']""" for language in WORDS]
    separator = r"\s*[,:][^,\n]{0,12}?\s*"
    several = separator.join(codes[:3])
    assert found(several) == []
