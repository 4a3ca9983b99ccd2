"""What somebody uploads as a mark shows shapes and colours, and does nothing else."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from editorial.brand.clean_drawing import LARGEST_FILE, PNG_START, clean_picture
from editorial.brand.pictures import drawn, shape_of
from editorial.brand.shown import first_brand

START = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10"'
)
TOKENS = first_brand().colours.light


def cleaned(inside: str, attributes: str = "") -> str:
    return clean_picture(f"{START} {attributes}>{inside}</svg>".encode())


@pytest.mark.parametrize(
    "harm",
    [
        "<script>alert(1)</script>",
        '<a href="https://evil.example/"><path d="M0 0"/></a>',
        '<image href="https://evil.example/seen.png" width="9" height="9"/>',
        '<foreignObject><div xmlns="http://www.w3.org/1999/xhtml">alert</div></foreignObject>',
        '<use href="https://evil.example/x.svg#alert"/>',
        '<use xlink:href="data:image/svg+xml;base64,alert"/>',
        '<path d="M0 0" onclick="alert(1)"/>',
        '<path d="M0 0" fill="url(https://evil.example/alert)"/>',
        '<path d="M0 0" style="fill: url(&quot;//evil.example/alert&quot;)"/>',
        "<style>@import 'https://evil.example/alert.css';</style>",
        "<style>path { fill: \\75rl(//evil.example/alert) }</style>",
        '<animate attributeName="href" to="javascript:alert(1)"/>',
        '<set attributeName="onload" to="alert(1)"/>',
        '<text x="1" y="1">alert</text>',
        "<metadata>made by alert</metadata>",
        '<path xmlns="urn:alert" d="alert"/>',
    ],
)
def test_nothing_that_does_something_is_left(harm: str) -> None:
    kept = cleaned(f'{harm}<circle r="4"/>', 'onload="alert(1)"')
    assert "alert" not in kept
    assert "evil" not in kept
    assert "circle" in kept


@pytest.mark.parametrize(
    "drawing",
    [
        '<path d="M1 1H9V9Z" fill="#f00" stroke="currentColor" stroke-width="2"/>',
        '<g transform="translate(1 2)" opacity=".5"><rect width="4" height="4" rx="1"/></g>',
        '<defs><linearGradient id="a"><stop offset="0" stop-color="red"/></linearGradient></defs>'
        '<rect fill="url(#a)" width="9" height="9"/>',
        '<style>.a { fill: #0a0 }</style><path class="a" d="M0 0H9V9Z"/>',
        '<clipPath id="c"><circle r="3"/></clipPath><g clip-path="url(#c)"><path d="M0 0H9V9Z"/></g>',
        '<symbol id="s"><path d="M0 0H9V9Z"/></symbol><use xlink:href="#s"/>',
        '<path d="M0 0H9V9Z" fill="var(--ink)"/>',
        "<title>Znak żółty 标志</title><path d='M0 0H9V9Z'/>",
    ],
)
def test_what_drawing_programs_write_is_kept(drawing: str) -> None:
    kept = cleaned(drawing)
    for part in ("#f00", "url(#a)", "#0a0", "url(#c)", "#s", "var(--ink)", "标志"):
        assert (part in kept) == (part in drawing)
    assert clean_picture(kept.encode()) == kept


def test_a_drawing_fills_its_place_whatever_size_it_was_saved_with() -> None:
    sized = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="200px" height="50"><path d="M0 0H200V50Z"/></svg>'
    )
    kept = clean_picture(sized)
    assert shape_of(kept) == (200, 50)
    assert "width" not in kept
    assert drawn(kept, 80, 80, TOKENS).size == (80, 20)


def test_entities_are_not_unfolded() -> None:
    bomb = b"""<!DOCTYPE svg [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>&b;</title></svg>"""
    with pytest.raises(ValidationError):
        clean_picture(bomb)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "no_drawing"),
        (b"GIF89a", "no_drawing"),
        ("<html>é</html>".encode("utf-16"), "no_drawing"),
        (b"<svg", "no_drawing"),
        (b"\x89PNG\r\n\x1a\nbroken", "no_drawing"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no_size"),
        (b"<svg>" + b" " * LARGEST_FILE + b"</svg>", "too_large"),
        (b"<svg viewBox='0 0 1 1'>" + b"<g/>" * 6000 + b"</svg>", "too_large"),
    ],
)
def test_what_is_no_picture_is_refused_in_words(content: bytes, code: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        clean_picture(content)
    assert refusal.value.code == code


def test_a_png_is_made_anew() -> None:
    output = BytesIO()
    picture = Image.new("RGBA", (3000, 1500), (255, 0, 0, 128))
    picture.info["comment"] = "alert"
    picture.save(output, "PNG")
    kept = clean_picture(output.getvalue())
    assert kept.startswith(PNG_START)
    assert shape_of(kept) == (1600, 800)
    assert drawn(kept, 40, 40, TOKENS).size == (40, 20)
