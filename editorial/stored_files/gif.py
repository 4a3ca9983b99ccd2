"""GIF: comments, plain texts and other programs' blocks are left out (GIF89a)."""

from .taken_out import Taken, kinds_named_in
from .unreadable import UnreadableFile

EXTENSION, PICTURE, END = 0x21, 0x2C, 0x3B
GRAPHIC_CONTROL, APPLICATION = 0xF9, 0xFF
# How often an animation repeats.
NEEDED_APPLICATIONS = {b"NETSCAPE2.0", b"ANIMEXTS1.0"}


def clean_gif(data: bytes) -> tuple[bytes, set[Taken]]:
    """Return the picture without what isn't shown, and without what follows its end."""
    if data[:6] not in (b"GIF87a", b"GIF89a") or len(data) < 14:
        raise UnreadableFile
    place = 13 + _size_of_table(data[10])
    kept, taken = [data[:place]], set[Taken]()
    try:
        while data[place] != END:
            start = place
            if data[place] == PICTURE:
                # Ten bytes, the colours, one byte, then the picture in blocks.
                place = _after_blocks(data, place + 11 + _size_of_table(data[place + 9]))
                kept.append(data[start:place])
            elif data[place] == EXTENSION:
                label, place = data[place + 1], _after_blocks(data, place + 2)
                application = data[start + 3 : start + 14]
                if label == GRAPHIC_CONTROL or (label == APPLICATION and application in NEEDED_APPLICATIONS):
                    kept.append(data[start:place])
                else:
                    taken |= kinds_named_in(data[start:place])
            else:
                raise UnreadableFile
    except IndexError:
        raise UnreadableFile from None
    if data[place + 1 :].strip(b"\0"):
        taken |= kinds_named_in(data[place + 1 :])
    return b"".join([*kept, b";"]), taken


def _size_of_table(flags: int) -> int:
    """Return how many bytes the table of colours takes that a byte of flags announces."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _after_blocks(data: bytes, place: int) -> int:
    """Return the place behind a series of blocks, each of which begins with its length."""
    while data[place]:
        place += 1 + data[place]
    return place + 1
