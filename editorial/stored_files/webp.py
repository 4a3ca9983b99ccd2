"""WebP: only the chunks that a viewer needs are kept (RFC 9649)."""

from .jpeg import EXIF, exif_of_orientation, kinds_in_exif, orientation_in
from .taken_out import Taken, kinds_named_in
from .unreadable import UnreadableFile

NEEDED = {b"VP8 ", b"VP8L", b"VP8X", b"ANIM", b"ANMF", b"ALPH", b"ICCP"}
# Flags in the first byte of VP8X.
HAS_EXIF, HAS_XMP = 0x08, 0x04


def clean_webp(data: bytes) -> tuple[bytes, set[Taken]]:
    """Return the picture without EXIF, XMP and unknown chunks, and without what follows its end."""
    length = int.from_bytes(data[4:8], "little") + 8
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or length > len(data):
        raise UnreadableFile
    chunks: list[tuple[bytes, bytes]] = []
    taken, place, upright = set[Taken](), 12, b""
    while place + 8 <= length:
        kind, size = data[place : place + 4], int.from_bytes(data[place + 4 : place + 8], "little")
        content = data[place + 8 : place + 8 + size]
        if len(content) < size:
            raise UnreadableFile
        place += 8 + size + size % 2
        if kind in NEEDED:
            chunks.append((kind, content))
        elif kind == b"EXIF":
            block = content if content.startswith(EXIF) else EXIF + content
            upright = exif_of_orientation(orientation_in(block))
            if upright not in (content, block):
                taken |= kinds_in_exif(block)
        else:
            taken |= kinds_named_in(content)
    if data[length:].strip(b"\0"):
        taken |= kinds_named_in(data[length:])
    if not taken:
        return data[:length], taken
    if upright:
        chunks.append((b"EXIF", upright))
    return _riff(chunks, has_exif=bool(upright)), taken


def _riff(chunks: list[tuple[bytes, bytes]], has_exif: bool) -> bytes:
    parts = [b"WEBP"]
    for kind, content in chunks:
        if kind == b"VP8X":
            flags = content[0] & ~(HAS_EXIF | HAS_XMP) | (HAS_EXIF if has_exif else 0)
            content = bytes([flags]) + content[1:]
        parts += [kind, len(content).to_bytes(4, "little"), content, b"\0" * (len(content) % 2)]
    body = b"".join(parts)
    return b"RIFF" + len(body).to_bytes(4, "little") + body
