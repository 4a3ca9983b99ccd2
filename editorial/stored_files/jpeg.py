"""JPEG: segments that nobody sees are left out; the picture's own bytes stay (ITU T.81, JFIF, Exif)."""

import re
import struct

from PIL import Image
from PIL.ExifTags import TAGS

from .taken_out import Taken, kinds_named_in
from .unreadable import UnreadableFile

START, END = b"\xff\xd8", b"\xff\xd9"
START_OF_SCAN, COMMENT = 0xDA, 0xFE
# Colour profiles come in APP2, EXIF in APP1, and both numbers have other uses too.
COLOUR_PROFILE, EXIF = b"ICC_PROFILE\0", b"Exif\0\0"
# In the picture's bytes, a marker is FF followed by neither 00 nor the number of a restart.
NEXT_MARKER = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")
# Tags of an EXIF block; the numbers are those of the standard.
MAKE, MODEL, SOFTWARE, DATE, ARTIST, COPYRIGHT, OWNER = 271, 272, 305, 306, 315, 33432, 0xA430
ORIENTATION, CAMERA_BLOCK, PLACE_BLOCK = 274, 34665, 34853


def clean_jpeg(data: bytes) -> tuple[bytes, set[Taken]]:
    """Return the picture without hidden segments, and without what is glued to its end (films, depth maps).

    Which way up it stands is kept, as an EXIF block that says nothing else.
    """
    if not data.startswith(START):
        raise UnreadableFile
    kept, taken, place = [START], set[Taken](), 2
    while True:
        marker = NEXT_MARKER.match(data, place)
        if marker is None:
            raise UnreadableFile
        code, place = marker.group()[-1], marker.end()
        if code == END[1]:
            break
        length = int.from_bytes(data[place : place + 2], "big")
        segment = data[place : place + length]
        if length < 2 or len(segment) < length:
            raise UnreadableFile
        place += length
        needed = _needed_part(code, segment[2:])
        if needed:
            kept += [bytes([0xFF, code]), (len(needed) + 2).to_bytes(2, "big"), needed]
        if needed != segment[2:]:
            taken |= _kinds_in_segment(code, segment[2:])
        if code == START_OF_SCAN:
            following = NEXT_MARKER.search(data, place)
            if following is None:
                raise UnreadableFile
            kept.append(data[place : following.start()])
            place = following.start()
    kept.append(END)
    if data[place:].strip(b"\0\r\n "):
        taken |= kinds_named_in(data[place:])
    return b"".join(kept), taken


def kinds_in_exif(block: bytes) -> set[Taken]:
    """Return what an EXIF block tells. Details of how a picture was exposed count as the camera's."""
    exif = Image.Exif()
    try:
        exif.load(block)
        tags = dict(exif)
        camera, place, preview = exif.get_ifd(CAMERA_BLOCK), exif.get_ifd(PLACE_BLOCK), exif.get_ifd(1)
    except Exception:  # A broken block is taken out like any other.
        return {Taken.DETAILS}
    kinds = {
        Taken.PLACE: bool(place),
        Taken.DEVICE: bool({MAKE, MODEL, SOFTWARE} & tags.keys() or camera),
        Taken.TIME: DATE in tags or any("DateTime" in TAGS.get(tag, "") for tag in camera),
        Taken.PEOPLE: bool({ARTIST, COPYRIGHT} & tags.keys() or OWNER in camera),
        Taken.PREVIEW: bool(preview),
        Taken.DETAILS: bool(tags.keys() - {ORIENTATION, CAMERA_BLOCK, PLACE_BLOCK}),
    }
    found = {kind for kind, there in kinds.items() if there}
    return found - {Taken.DETAILS} or found


def _needed_part(code: int, payload: bytes) -> bytes:
    """Return what of a segment a viewer needs; of a comment or another program's segment nothing."""
    if code == COMMENT:
        return b""
    if code == 0xE0:
        # What follows the two zeros is a small picture of the picture.
        return payload[:12] + b"\0\0" if payload.startswith(b"JFIF\0") else b""
    if code == 0xE1 and payload.startswith(EXIF):
        return exif_of_orientation(orientation_in(payload))
    if code == 0xE2:
        return payload if payload.startswith(COLOUR_PROFILE) else b""
    if code == 0xEE:
        return payload if payload.startswith(b"Adobe") else b""
    return b"" if 0xE0 <= code <= 0xEF else payload


def exif_of_orientation(orientation: int) -> bytes:
    """Return an EXIF block with nothing but the orientation; nothing for a picture that stands upright."""
    if not 2 <= orientation <= 8:
        return b""
    entry = struct.pack(">HHIHH", ORIENTATION, 3, 1, orientation, 0)
    return EXIF + b"MM\0*" + struct.pack(">IH", 8, 1) + entry + bytes(4)


def orientation_in(block: bytes) -> int:
    """Return how a picture must be turned to stand upright, as EXIF numbers it; 1 if it stands already."""
    exif = Image.Exif()
    try:
        exif.load(block)
        return int(exif.get(ORIENTATION, 1))
    except Exception:  # A broken block says nothing.
        return 1


def _kinds_in_segment(code: int, payload: bytes) -> set[Taken]:
    if code == 0xE1 and payload.startswith(EXIF):
        return kinds_in_exif(payload)
    return kinds_named_in(payload)
