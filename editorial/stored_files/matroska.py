"""WebM (Matroska, EBML: RFC 8794, RFC 9559): tags, titles, dates and attachments become empty space."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from .patches import Patches
from .taken_out import Taken, kinds_named_in
from .unreadable import UnreadableFile

SIGNATURE = b"\x1a\x45\xdf\xa3"
SEGMENT, INFO, TRACKS, TRACK = 0x18538067, 0x1549A966, 0x1654AE6B, 0xAE
TAGS, ATTACHMENTS = 0x1254C367, 0x1941A469
TITLE, DATE, FILE_NAME, NEXT_NAME, TRACK_NAME = 0x7BA9, 0x4461, 0x7384, 0x3E83BB, 0x536E
MUXING_PROGRAM, WRITING_PROGRAM = 0x4D80, 0x5741
CODEC, CODEC_NAME = 0x86, 0x258688
CHECKSUM, VOID = 0xBF, 0xEC
FACTS = {
    **dict.fromkeys([TITLE, FILE_NAME, NEXT_NAME, TRACK_NAME, CODEC_NAME], Taken.DETAILS),
    DATE: Taken.TIME,
}
PROGRAMS = {MUXING_PROGRAM, WRITING_PROGRAM}
LOOKED_AT = 65_536


@dataclass(frozen=True)
class Element:
    """A part of the file: its number, where it begins, where its content begins, and where it ends."""

    number: int
    start: int
    content: int
    end: int


def elements(file: IO[bytes], start: int, end: int) -> Iterator[Element]:
    """Find the elements one after another, between two places in the file."""
    while start < end:
        file.seek(start)
        head = file.read(12)
        number, after_number = _number(head, 0, keep_marker=True)
        length, after_length = _number(head, after_number, keep_marker=False)
        width = after_length - after_number
        content = start + after_length
        # A live recording doesn't know how long it gets.
        element_end = end if length == (1 << 7 * width) - 1 else content + length
        if element_end > end:
            raise UnreadableFile
        yield Element(number, start, content, element_end)
        start = element_end


def _number(data: bytes, place: int, *, keep_marker: bool) -> tuple[int, int]:
    """Return a number whose first one-bit tells its width, and the place behind it."""
    first = data[place] if place < len(data) else 0
    if not first:
        raise UnreadableFile
    width = 9 - first.bit_length()
    number = int.from_bytes(data[place : place + width], "big")
    if not keep_marker:
        number &= (1 << 7 * width) - 1
    return number, place + width


def clean_matroska(file: IO[bytes], size: int) -> tuple[Patches, set[Taken]]:
    """Return what to overwrite so that only picture, sound and captions are left, and what was found."""
    patches, taken = Patches(), set[Taken]()

    def take_out(element: Element, kind: Taken | None = None) -> None:
        file.seek(element.start)
        content = file.read(min(LOOKED_AT, element.end - element.start))
        taken.update({kind} if kind else kinds_named_in(content))
        length = element.end - element.start - 2
        if length <= 126:
            patches.add(element.start, bytes([VOID, 0x80 | length]))
        else:
            # The length in eight bytes: one of marker, seven of number.
            patches.add(element.start, bytes([VOID, 0x01]) + (length - 7).to_bytes(7, "big"))
        patches.add_zeros(element.start, element.end)

    def clean_facts(parent: Element) -> None:
        """Look at the facts about the film, or about one of its tracks."""
        before, checksum = len(patches), None
        for fact in elements(file, parent.content, parent.end):
            if fact.number in FACTS:
                take_out(fact, FACTS[fact.number])
            elif fact.number in PROGRAMS:
                # The standard wants them there; it doesn't say with what in them.
                _empty(file, fact, patches, taken, Taken.DEVICE)
            elif fact.number == TRACK:
                clean_facts(fact)
            elif fact.number == CHECKSUM:
                checksum = fact
        if checksum is not None and len(patches) > before:
            take_out(checksum, Taken.DETAILS)

    for top in elements(file, 0, size):
        for part in elements(file, top.content, top.end) if top.number == SEGMENT else ():
            if part.number in (TAGS, ATTACHMENTS):
                take_out(part)
            elif part.number == VOID:
                _empty(file, part, patches, taken)
            elif part.number in (INFO, TRACKS):
                clean_facts(part)
    return patches, taken


def _empty(
    file: IO[bytes], element: Element, patches: Patches, taken: set[Taken], kind: Taken | None = None
) -> None:
    """Fill an element with zeros, which a reader takes for no text."""
    file.seek(element.content)
    content = file.read(min(LOOKED_AT, element.end - element.content))
    if content.strip(b"\0"):
        taken.update({kind} if kind else kinds_named_in(content))
        patches.add_zeros(element.content, element.end)


def codecs_of(file: IO[bytes], size: int) -> list[str]:
    """Return the names of the formats of all tracks, such as V_VP9."""
    return [
        file.read(fact.end - fact.content).decode("latin-1")
        for top in elements(file, 0, size)
        if top.number == SEGMENT
        for part in elements(file, top.content, top.end)
        if part.number == TRACKS
        for track in elements(file, part.content, part.end)
        if track.number == TRACK
        for fact in elements(file, track.content, track.end)
        if fact.number == CODEC and file.seek(fact.content) is not None
    ]
