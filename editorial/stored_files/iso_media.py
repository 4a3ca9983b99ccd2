"""MP4 and its kin (ISO 14496-12, QuickTime): what isn't picture or sound is overwritten where it stands.

Nothing moves, as the tables inside the file say at which byte each picture is: a box that goes becomes a
`free` one of the same length, full of zeros. So a film of any size is cleaned by reading its tables alone. No
library does this: those for tags know those of music, not where phones and cameras put their places.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from .patches import Patches
from .taken_out import Taken, kinds_named_in
from .unreadable import UnreadableFile

# What may stand in which box. All else goes: each maker has boxes of their own.
IN_FILE = {
    b"ftyp",
    b"styp",
    b"moov",
    b"moof",
    b"mdat",
    b"free",
    b"skip",
    b"wide",
    b"pdin",
    b"sidx",
    b"ssix",
    b"mfra",
}
IN_FILM = {b"mvhd", b"trak", b"mvex", b"iods", b"free", b"skip", b"wide"}
IN_TRACK = {b"tkhd", b"tref", b"edts", b"mdia", b"tapt", b"clip", b"matt", b"load", b"free", b"skip", b"wide"}
IN_MEDIA = {b"mdhd", b"hdlr", b"minf", b"elng", b"free", b"skip", b"wide"}
IN_FRAGMENT = {b"mfhd", b"traf", b"free", b"skip"}
EMPTY = {b"free", b"skip", b"wide"}
# Tracks that are seen or heard; phones and cameras add others, with the place at every second.
SHOWN_TRACKS = {b"vide", b"soun", b"text", b"sbtl", b"subt", b"clcp"}
# Begin with a version, and after it two moments: when it was made, when it was changed.
DATED = {b"mvhd", b"tkhd", b"mdhd"}
LONGEST_TABLE = 64 * 1024 * 1024
LOOKED_AT = 65_536


@dataclass(frozen=True)
class Box:
    """A part of the file: its kind, where it begins, where its content begins, and where it ends."""

    kind: bytes
    start: int
    content: int
    end: int


def boxes(file: IO[bytes], start: int, end: int) -> Iterator[Box]:
    """Find the boxes one after another, between two places in the file."""
    while start + 8 <= end:
        file.seek(start)
        head = file.read(16)
        length, kind = int.from_bytes(head[:4], "big"), head[4:8]
        content = start + 8
        if length == 1:
            length, content = int.from_bytes(head[8:16], "big"), start + 16
        elif length == 0:
            length = end - start
        if length < content - start or start + length > end:
            raise UnreadableFile
        yield Box(kind, start, content, start + length)
        start += length


def is_iso_media(beginning: bytes) -> bool:
    """Tell by the first bytes whether a file is made of these boxes."""
    return beginning[4:8] in (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip")


def clean_iso_media(file: IO[bytes], size: int) -> tuple[Patches, set[Taken]]:
    """Return what to overwrite so that only picture, sound and captions are left, and what was found."""
    return _Film(file, size).cleaned()


def tracks_of(file: IO[bytes], size: int) -> dict[bytes, bytes]:
    """Return the code of each shown kind of track: which format picture (`vide`) and sound (`soun`) have."""
    film = _Film(file, size)
    found: dict[bytes, bytes] = {}
    for top in boxes(file, 0, size):
        for track in boxes(file, top.content, top.end) if top.kind == b"moov" else ():
            if track.kind == b"trak":
                description = film.find(track, b"mdia", b"minf", b"stbl", b"stsd")
                content = film.read(description)[12:16] if description else b""
                found.setdefault(film.kind_of_track(track), content)
    return found


class _Film:
    def __init__(self, file: IO[bytes], size: int) -> None:
        self.file, self.size = file, size
        self.patches = Patches()
        self.taken: set[Taken] = set()

    def cleaned(self) -> tuple[Patches, set[Taken]]:
        end = 0
        for box in boxes(self.file, 0, self.size):
            end = box.end
            if box.kind == b"moov":
                self.clean_film(box)
            elif box.kind == b"moof":
                self.keep_only(IN_FRAGMENT, box)
            elif box.kind not in IN_FILE:
                self.take_out(box)
            elif box.kind in EMPTY:
                self.empty(box)
        if end == 0:
            raise UnreadableFile
        self.zero(end, self.size)
        return self.patches, self.taken

    def clean_film(self, film: Box) -> None:
        for box in self.keep_only(IN_FILM, film):
            if box.kind == b"mvhd":
                self.take_moments(box)
            elif box.kind == b"trak":
                self.clean_track(box)

    def clean_track(self, track: Box) -> None:
        if self.kind_of_track(track) not in SHOWN_TRACKS:
            for start, end in self.samples(track):
                self.zero(start, end)
            self.take_out(track)
            return
        for box in self.keep_only(IN_TRACK, track):
            if box.kind == b"tkhd":
                self.take_moments(box)
            for inner in self.keep_only(IN_MEDIA, box) if box.kind == b"mdia" else ():
                if inner.kind == b"mdhd":
                    self.take_moments(inner)
                elif inner.kind == b"hdlr":
                    # The maker's number and the track's name: cameras write their own there.
                    self.zero(inner.content + 12, inner.end, Taken.DEVICE)
        description = self.find(track, b"mdia", b"minf", b"stbl", b"stsd")
        if description and self.kind_of_track(track) == b"vide":
            # What the first picture's format calls the program that made it.
            self.zero(description.content + 58, min(description.content + 90, description.end), Taken.DEVICE)

    def keep_only(self, kinds: set[bytes], parent: Box) -> list[Box]:
        """Take all other boxes out of one; return those that stay."""
        kept = []
        for box in boxes(self.file, parent.content, parent.end):
            if box.kind not in kinds:
                self.take_out(box)
            elif box.kind in EMPTY:
                self.empty(box)
            else:
                kept.append(box)
        return kept

    def take_out(self, box: Box) -> None:
        """Turn a box into an empty one."""
        self.taken |= kinds_named_in(self.read(box, LOOKED_AT))
        self.patches.add(box.start + 4, b"free")
        self.patches.add_zeros(box.content, box.end)

    def empty(self, box: Box) -> None:
        self.zero(box.content, box.end)

    def take_moments(self, box: Box) -> None:
        """Set to zero when the film was made and changed."""
        width = 8 if self.read(box, 1) == b"\x01" else 4
        self.zero(box.content + 4, box.content + 4 + 2 * width, Taken.TIME)

    def zero(self, start: int, end: int, kind: Taken | None = None) -> None:
        """Overwrite a part, unless nothing stands there."""
        for place in range(start, end, LOOKED_AT):
            self.file.seek(place)
            part = self.file.read(min(LOOKED_AT, end - place))
            if part.strip(b"\0"):
                self.taken |= {kind} if kind else kinds_named_in(part)
                self.patches.add_zeros(place, place + len(part))

    def read(self, box: Box, length: int = LONGEST_TABLE) -> bytes:
        self.file.seek(box.content)
        return self.file.read(min(length, box.end - box.content))

    def find(self, parent: Box, *path: bytes) -> Box | None:
        """Return the box that a path of kinds leads to."""
        found: Box | None = parent
        for kind in path:
            inside = boxes(self.file, found.content, found.end) if found else iter(())
            found = next((box for box in inside if box.kind == kind), None)
        return found

    def kind_of_track(self, track: Box) -> bytes:
        handler = self.find(track, b"mdia", b"hdlr")
        return self.read(handler, 12)[8:12] if handler else b""

    def samples(self, track: Box) -> Iterator[tuple[int, int]]:
        """Find where the content of a track stands in the file, from its tables of chunks and lengths."""
        table = self.find(track, b"mdia", b"minf", b"stbl")
        if table is None:
            return
        parts = {box.kind: self.read(box) for box in boxes(self.file, table.content, table.end)}
        lengths, runs = parts.get(b"stsz", b""), parts.get(b"stsc", b"")
        starts = _numbers(parts.get(b"stco", b"")[8:], "I") or _numbers(parts.get(b"co64", b"")[8:], "Q")
        same_length, count = struct.unpack(">II", lengths[4:12]) if len(lengths) >= 12 else (0, 0)
        each = _numbers(lengths[12:], "I")
        run_starts = _numbers(runs[8:], "I")
        sample, run = 0, 0
        for number, start in enumerate(starts, start=1):
            if 3 * (run + 1) < len(run_starts) and run_starts[3 * (run + 1)] <= number:
                run += 1
            in_chunk = run_starts[3 * run + 1] if 3 * run + 1 < len(run_starts) else 1
            in_chunk = min(in_chunk, max(0, count - sample))
            length = same_length * in_chunk if same_length else sum(each[sample : sample + in_chunk])
            sample += in_chunk
            yield min(start, self.size), min(start + length, self.size)


def _numbers(table: bytes, kind: str) -> tuple[int, ...]:
    """Return the whole numbers of a table, as many as there are."""
    count = len(table) // struct.calcsize(f">{kind}")
    return struct.unpack_from(f">{count}{kind}", table)
