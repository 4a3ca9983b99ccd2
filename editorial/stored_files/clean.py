"""Take out of a file what nobody sees in it, whatever kind of file it is."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO

from PIL import Image

from .archive import clean_archive
from .gif import clean_gif
from .iso_media import clean_iso_media
from .jpeg import clean_jpeg, exif_of_orientation, kinds_in_exif, orientation_in
from .kinds import Kind, kind_of
from .matroska import clean_matroska
from .patches import Patches
from .pdf import clean_pdf
from .png import clean_png
from .rtf import clean_rtf
from .taken_out import Taken, kinds_named_in
from .unreadable import UnreadableFile
from .webp import clean_webp

IN_MEMORY = 4 * 1024 * 1024
# Archives within archives, and pictures within documents within those: deep enough for all that people make.
DEEPEST = 3
# Of 100; what is packed anew was packed once already.
FINE = 95


@dataclass(frozen=True)
class CleanFile:
    """A file that tells nothing but what is seen or heard in it, and what was taken out of it."""

    file: IO[bytes]
    taken: set[Taken] = field(default_factory=set)


def clean(file: IO[bytes]) -> CleanFile:
    """Return the file cleaned: itself where nothing was hidden in it, otherwise a new one at its beginning.

    Kinds that hold nothing but what they show, such as plain text, and kinds that the hub doesn't know stay
    as they are. Raises `UnreadableFile` where a file is not what its first bytes promise.
    """
    kind = kind_of(file)
    if kind in (Kind.MP4, Kind.WEBM):
        return _clean_film(file, clean_iso_media if kind is Kind.MP4 else clean_matroska)
    if kind in (Kind.TEXT, Kind.CAPTIONS, Kind.UNKNOWN):
        return CleanFile(file)
    data = file.read()
    file.seek(0)
    cleaned, taken = _clean_bytes(data, kind, DEEPEST)
    return CleanFile(BytesIO(cleaned), taken) if taken else CleanFile(file)


def _clean_bytes(data: bytes, kind: Kind, depth: int) -> tuple[bytes, set[Taken]]:
    simple: dict[Kind, Callable[[bytes], tuple[bytes, set[Taken]]]] = {
        Kind.JPEG: clean_jpeg,
        Kind.PNG: clean_png,
        Kind.GIF: clean_gif,
        Kind.WEBP: clean_webp,
        Kind.AVIF: clean_by_encoding,
        Kind.HEIC: clean_by_encoding,
        Kind.RTF: clean_rtf,
    }
    if kind in simple:
        return simple[kind](data)
    if kind is Kind.PDF and depth > 0:
        return clean_pdf(data, lambda part: _clean_part(part, depth - 1))
    if kind is Kind.ARCHIVE and depth > 0:
        return clean_archive(data, lambda part: _clean_part(part, depth - 1))
    if kind in (Kind.MP4, Kind.WEBM):
        film = _clean_film(BytesIO(data), clean_iso_media if kind is Kind.MP4 else clean_matroska)
        return film.file.read(), film.taken
    return data, set()


def _clean_part(data: bytes, depth: int) -> tuple[bytes, set[Taken]]:
    return _clean_bytes(data, kind_of(BytesIO(data)), depth)


def _clean_film(file: IO[bytes], look: Callable[[IO[bytes], int], tuple[Patches, set[Taken]]]) -> CleanFile:
    """Overwrite in a copy of the film; films are large, so neither is read as a whole."""
    size = file.seek(0, 2)
    patches, taken = look(file, size)
    file.seek(0)
    if not taken:
        return CleanFile(file)
    copy = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  (whoever stores it closes it)
    shutil.copyfileobj(file, copy)
    file.seek(0)
    patches.write_into(copy)
    return CleanFile(copy, taken)


def clean_by_encoding(data: bytes) -> tuple[bytes, set[Taken]]:
    """Return an AVIF or HEIC encoded anew, if it holds more than picture, colour profile and orientation.

    Both keep their properties in tables that point into each other; the few that hold any lose less by this
    than by a mistake there.
    """
    try:
        with Image.open(BytesIO(data)) as picture:
            exif, xmp = picture.info.get("exif") or b"", picture.info.get("xmp") or b""
            taken = kinds_in_exif(exif) if exif else set()
            taken |= kinds_named_in(xmp) if xmp else set()
            if not taken:
                return data, taken
            options = {
                "exif": exif_of_orientation(orientation_in(exif)),
                "icc_profile": picture.info.get("icc_profile"),
            }
            for name in ("exif", "xmp", "icc_profile"):
                picture.info.pop(name, None)
            output = BytesIO()
            picture.save(
                output,
                picture.format,
                quality=FINE,
                subsampling="4:4:4",
                save_all=getattr(picture, "n_frames", 1) > 1,
                **{name: value for name, value in options.items() if value},
            )
    except Exception as error:
        raise UnreadableFile from error
    return output.getvalue(), taken
