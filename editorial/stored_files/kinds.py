"""What a file really is, by its first bytes, whatever its name says."""

import re
from enum import Enum
from typing import IO

from .iso_media import is_iso_media
from .matroska import SIGNATURE as MATROSKA


class Kind(Enum):
    """The kinds of files that the hub knows; each with the endings that its files may have."""

    JPEG = ("jpg", "jpeg")
    PNG = ("png",)
    GIF = ("gif",)
    WEBP = ("webp",)
    AVIF = ("avif",)
    HEIC = ("heic", "heif")
    MP4 = ("mp4",)
    WEBM = ("webm",)
    PDF = ("pdf",)
    ARCHIVE = ("zip", "docx", "xlsx", "pptx", "odt", "ods")
    RTF = ("rtf",)
    CAPTIONS = ("vtt", "txt")
    TEXT = ("txt", "csv")
    UNKNOWN = ()

    def __init__(self, *endings: str) -> None:
        """Keep the endings by a name of their own: in Python 3.11.2 the value of an empty one is no tuple."""
        self.endings = endings


# Enough for all signatures, and for telling text from anything else.
LOOKED_AT = 4096
AVIF_BRANDS = {b"avif", b"avis"}
HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"hevm", b"hevs", b"mif1", b"msf1"}
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
CAPTIONS_BEGIN = re.compile(rb"WEBVTT(?:[ \t\r\n]|$)")
# Written by no program into a text: what a file of bytes is told by.
NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
SIXTEEN_BITS = (b"\xff\xfe", b"\xfe\xff")


def kind_of(file: IO[bytes]) -> Kind:
    """Return what the file is, and leave it at its beginning."""
    file.seek(0)
    beginning = file.read(LOOKED_AT)
    file.seek(0)
    return kind_of_beginning(beginning)


def kind_of_beginning(beginning: bytes) -> Kind:
    """Return what a file is that begins with these bytes."""
    for signature, kind in (
        (b"\xff\xd8\xff", Kind.JPEG),
        (b"\x89PNG\r\n\x1a\n", Kind.PNG),
        (b"GIF87a", Kind.GIF),
        (b"GIF89a", Kind.GIF),
        (b"%PDF-", Kind.PDF),
        (b"PK\x03\x04", Kind.ARCHIVE),
        (b"PK\x05\x06", Kind.ARCHIVE),
        (b"{\\rtf", Kind.RTF),
        (MATROSKA, Kind.WEBM),
    ):
        if beginning.startswith(signature):
            return kind
    if beginning[:4] == b"RIFF" and beginning[8:12] == b"WEBP":
        return Kind.WEBP
    if is_iso_media(beginning):
        return _kind_of_boxes(beginning)
    text = beginning.removeprefix(BYTE_ORDER_MARK)
    if CAPTIONS_BEGIN.match(text):
        return Kind.CAPTIONS
    if text.startswith(SIXTEEN_BITS) or not NO_TEXT.search(text):
        return Kind.TEXT
    return Kind.UNKNOWN


def _kind_of_boxes(beginning: bytes) -> Kind:
    """Tell pictures from films: both begin with a box that lists what the file is compatible with."""
    if beginning[4:8] != b"ftyp":
        return Kind.MP4
    length = int.from_bytes(beginning[:4], "big")
    main = beginning[8:12]
    brands = {main, *(beginning[place : place + 4] for place in range(16, min(length, 256), 4))}
    if main in AVIF_BRANDS or (main in HEIC_BRANDS and brands & AVIF_BRANDS):
        return Kind.AVIF
    return Kind.HEIC if main in HEIC_BRANDS else Kind.MP4
