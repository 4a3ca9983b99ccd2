"""What was taken out of a file, in words for the person who brought it."""

import re
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..list_comma import list_comma


class Taken(StrEnum):
    """A kind of knowledge that a file carries and nobody sees."""

    PLACE = "place"
    DEVICE = "device"
    TIME = "time"
    PEOPLE = "people"
    PREVIEW = "preview"
    DETAILS = "details"


WORDS = {
    Taken.PLACE: gettext_lazy("where it was made"),
    Taken.DEVICE: gettext_lazy("the camera, phone or program"),
    Taken.TIME: gettext_lazy("when it was made"),
    Taken.PEOPLE: gettext_lazy("names of people and organisations"),
    Taken.PREVIEW: gettext_lazy("a small older picture inside it"),
    Taken.DETAILS: gettext_lazy("notes and other details"),
}

# What gives a kind away, in the names that the formats have for it (EXIF, XMP, IPTC, QuickTime, PDF).
SIGNS = {
    Taken.PLACE: re.compile(rb"gps|location|iso6709|geotag|\xa9xyz|loci", re.IGNORECASE),
    Taken.DEVICE: re.compile(
        rb"\bmake\b|model|lens|creatortool|producer|software|application|writingapp", re.IGNORECASE
    ),
    Taken.TIME: re.compile(rb"date|\d{4}[:-]\d\d[:-]\d\d[ T]\d\d:\d\d", re.IGNORECASE),
    Taken.PEOPLE: re.compile(
        rb"author|artist|creator\b|owner|copyright|lastmodifiedby|company|manager|by-?line", re.IGNORECASE
    ),
    Taken.PREVIEW: re.compile(rb"thumbnail", re.IGNORECASE),
}


def kinds_named_in(data: bytes) -> set[Taken]:
    """Return the kinds that a piece of hidden data names; `DETAILS` when it names none."""
    found = {kind for kind, sign in SIGNS.items() if sign.search(data)}
    return found or {Taken.DETAILS}


def words_for(kinds: set[Taken]) -> str:
    """Return one sentence that tells what was taken out; nothing where nothing was."""
    if not kinds:
        return ""
    names = list_comma().join(str(words) for kind, words in WORDS.items() if kind in kinds)
    return _("Taken out of this file, so that nobody learns it: %(list)s.") % {"list": names}
