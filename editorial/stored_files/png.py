"""PNG: only the chunks that a viewer needs to show the picture are kept (W3C PNG, third edition)."""

import zlib

from .jpeg import EXIF, exif_of_orientation, kinds_in_exif, orientation_in
from .taken_out import Taken, kinds_named_in
from .unreadable import UnreadableFile

SIGNATURE = b"\x89PNG\r\n\x1a\n"
NEEDED = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS"),
    # Colours
    *(b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"bKGD", b"pHYs"),
    # Animation
    *(b"acTL", b"fcTL", b"fdAT"),
}


def clean_png(data: bytes) -> tuple[bytes, set[Taken]]:
    """Return the picture without texts, dates and unknown chunks, and without what follows its end."""
    if not data.startswith(SIGNATURE):
        raise UnreadableFile
    kept, taken, place, kind = [SIGNATURE], set[Taken](), len(SIGNATURE), b""
    while kind != b"IEND":
        length = int.from_bytes(data[place : place + 4], "big")
        kind, end = data[place + 4 : place + 8], place + 12 + length
        if len(kind) < 4 or end > len(data):
            raise UnreadableFile
        chunk, content = data[place:end], data[place + 8 : end - 4]
        if kind == b"eXIf":
            upright = exif_of_orientation(orientation_in(EXIF + content))[len(EXIF) :]
            if upright == content:
                kept.append(chunk)
            else:
                kept += [_chunk(b"eXIf", upright)] if upright else []
                taken |= kinds_in_exif(EXIF + content)
        elif kind in NEEDED:
            kept.append(chunk)
        else:
            taken |= {Taken.TIME} if kind == b"tIME" else kinds_named_in(content)
        place = end
    if data[place:].strip(b"\0"):
        taken |= kinds_named_in(data[place:])
    return b"".join(kept), taken


def _chunk(kind: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(kind + content)
    return len(content).to_bytes(4, "big") + kind + content + checksum.to_bytes(4, "big")
