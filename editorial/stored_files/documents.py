"""Documents and films: whether they are what their name says, and whether browsers can play them."""

import zipfile
from typing import IO

from .iso_media import tracks_of
from .kinds import Kind, kind_of
from .matroska import codecs_of
from .unreadable import UnreadableFile

FILMS = (Kind.MP4, Kind.WEBM)
FILM_ENDINGS = Kind.MP4.endings + Kind.WEBM.endings
# What all current browsers play, as the formats name them: H.264, AV1, VP8 and VP9.
PLAYED_IN_MP4 = {b"avc1", b"avc3", b"av01", b"vp08", b"vp09"}
PLAYED_IN_WEBM = {"V_VP8", "V_VP9", "V_AV1"}
# The part that makes an archive an office document, by the ending of its name.
MAIN_PARTS = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
    "odt": "content.xml",
    "ods": "content.xml",
}


def is_what_its_ending_says(file: IO[bytes], ending: str) -> bool:
    """Tell by its content whether a file is of the kind that the ending of its name promises."""
    kind = kind_of(file)
    if ending not in kind.endings:
        return False
    if ending not in MAIN_PARTS:
        return True
    try:
        with zipfile.ZipFile(file) as archive:
            return MAIN_PARTS[ending] in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
    finally:
        file.seek(0)


def is_film_for_browsers(file: IO[bytes]) -> bool:
    """Tell whether every current browser plays the file. One that is no film is not played."""
    kind = kind_of(file)
    size = file.seek(0, 2)
    try:
        if kind is Kind.MP4:
            tracks = tracks_of(file, size)
            return b"vide" in tracks and tracks[b"vide"] in PLAYED_IN_MP4
        if kind is Kind.WEBM:
            return bool(PLAYED_IN_WEBM & set(codecs_of(file, size)))
    except UnreadableFile:
        return False
    finally:
        file.seek(0)
    return False
