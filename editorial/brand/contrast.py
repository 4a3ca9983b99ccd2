"""How well one colour is seen upon another: by WCAG 2.2, which counts, and by APCA, shown beside it."""

from typing import Final

from coloraide import Color

# WCAG 2.2, level AA: words; and letters from 24 px or things that are no words.
LEAST_FOR_TEXT: Final = 4.5
LEAST_FOR_LARGE: Final = 3.0


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours given as #rrggbb, from 1 to 21, as WCAG 2.2 defines it."""
    return float(Color(one).contrast(Color(other), method="wcag21"))


def lightness_contrast(text: str, ground: str) -> int:
    """Return APCA's lightness contrast of a text upon a ground, both #rrggbb.

    From about 106 (black on white) through 0 to about -108 (white on black); the sign tells which of the two
    is darker. By the formula and the constants of APCA 0.0.98G-4g, the draft of WCAG 3.
    """
    text_luminance, ground_luminance = _screen_luminance(text), _screen_luminance(ground)
    if abs(ground_luminance - text_luminance) < 0.0005:
        return 0
    if ground_luminance > text_luminance:
        difference = (ground_luminance**0.56 - text_luminance**0.57) * 1.14
        return 0 if difference < 0.1 else round((difference - 0.027) * 100)
    difference = (ground_luminance**0.65 - text_luminance**0.62) * 1.14
    return 0 if difference > -0.1 else round((difference + 0.027) * 100)


def _screen_luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    weights = (0.2126729, 0.7151522, 0.0721750)
    luminance = sum(weight * channel**2.4 for weight, channel in zip(weights, channels, strict=True))
    # Near black, screens glow.
    return luminance if luminance > 0.022 else luminance + (0.022 - luminance) ** 1.414
