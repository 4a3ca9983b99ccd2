"""A picture as somebody's camera or program made it, made into one that every browser and page can show."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import cast

from PIL import Image, ImageCms, ImageOps, ImageSequence, JpegImagePlugin

# Makes Pillow open HEIC, the format of many phones.
from pillow_heif import HeifImagePlugin  # noqa: F401

from .clean import clean
from .jpeg import ORIENTATION
from .kinds import Kind, kind_of
from .taken_out import Taken
from .unreadable import UnreadableFile

FORMATS = {
    Kind.JPEG: "JPEG",
    Kind.PNG: "PNG",
    Kind.GIF: "GIF",
    Kind.WEBP: "WEBP",
    Kind.AVIF: "AVIF",
    Kind.HEIC: "HEIF",
}
# What all formats of the web can hold.
SHOWN_MODES = {"1", "L", "LA", "P", "RGB", "RGBA"}
QUALITY = 92


class NoPicture(UnreadableFile):
    """The file is no picture, or of a kind that the hub doesn't take."""


class TooManyPoints(UnreadableFile):
    """Unpacked, the picture would take more memory than a server should give to one."""

    def __init__(self, points: int) -> None:
        super().__init__(points)
        self.points = points


@dataclass(frozen=True)
class PreparedPicture:
    """A picture that tells nothing but what it shows, a name whose ending is true, and what was taken out."""

    content: bytes
    name: str
    taken: set[Taken]


def prepare_picture(data: bytes, name: str, most_points: int) -> PreparedPicture:
    """Return the picture upright, in a format and with colours that browsers show, without hidden data.

    It stays as it is, to the bit, where it can. Raises `NoPicture`, `TooManyPoints`, or `UnreadableFile` for
    one that breaks off or is damaged. Nothing is unpacked before its size is known.
    """
    kind = kind_of(BytesIO(data))
    if kind not in FORMATS:
        raise NoPicture
    with _opened(data, FORMATS[kind]) as picture:
        points = picture.width * picture.height
        if points > most_points:
            raise TooManyPoints(points)
        frames = 0
        for _frame in ImageSequence.Iterator(picture):
            frames += 1
            if points * frames > most_points:
                raise TooManyPoints(points * frames)
            picture.load()
        picture.seek(0)
        taken, content = set[Taken](), data
        try:
            cleaned = clean(BytesIO(data))
            taken, content = cleaned.taken, cleaned.file.read()
            is_whole = True
        except UnreadableFile:
            # Browsers show it, and we can't tell where its hidden parts are: only what is seen is kept.
            is_whole = False
            taken = {Taken.DETAILS}
        turned = frames == 1 and picture.getexif().get(ORIENTATION, 1) not in (0, 1)
        if kind is Kind.HEIC:
            kind, content = Kind.JPEG, _encoded(picture, Kind.JPEG)
        elif turned or not is_whole or picture.mode not in SHOWN_MODES:
            content = _encoded(picture, kind)
    path = PurePath(name)
    ending = path.suffix if path.suffix.lower().removeprefix(".") in kind.endings else f".{kind.endings[0]}"
    return PreparedPicture(content, f"{path.stem}{ending}", taken)


@contextmanager
def _opened(data: bytes, picture_format: str) -> Iterator[Image.Image]:
    """Open a picture with the one decoder that its first bytes ask for; tell alike whatever that meets."""
    try:
        with Image.open(BytesIO(data), formats=[picture_format]) as picture:
            yield picture
    except UnreadableFile:
        raise
    except Image.DecompressionBombError as error:
        raise TooManyPoints(0) from error
    except Exception as error:  # Decoders raise all kinds of errors on damaged files.
        raise UnreadableFile from error


def _encoded(picture: Image.Image, kind: Kind) -> bytes:
    """Return the picture upright and in colours of the web, encoded anew as finely as it was."""
    profile = picture.info.get("icc_profile")
    options: dict[str, object] = {"icc_profile": profile} if profile else {}
    if kind is Kind.JPEG:
        options |= _fineness(picture)
    elif kind is Kind.AVIF:
        options |= {"quality": QUALITY, "subsampling": "4:4:4"}
    elif kind is Kind.WEBP:
        options["quality"] = QUALITY
    upright = ImageOps.exif_transpose(picture)
    shown = in_shown_colours(upright)
    if shown.mode != upright.mode:
        # A profile of other colours would change these.
        options.pop("icc_profile", None)
    if kind is Kind.JPEG and shown.mode not in ("L", "RGB"):
        shown = shown.convert("RGB")
    plain = Image.new(shown.mode, shown.size)
    plain.paste(shown)
    if shown.mode == "P" and (palette := shown.palette) is not None:
        plain.putpalette(palette)
        if "transparency" in shown.info:
            options["transparency"] = shown.info["transparency"]
    output = BytesIO()
    plain.save(output, FORMATS[kind], **options)
    return output.getvalue()


def _fineness(picture: Image.Image) -> dict[str, object]:
    """Return how finely a JPEG is packed, so that packing it again loses next to nothing."""
    if isinstance(picture, JpegImagePlugin.JpegImageFile) and picture.mode in ("L", "RGB"):
        sampling = JpegImagePlugin.get_sampling(picture)
        return {"qtables": picture.quantization, "subsampling": sampling if sampling >= 0 else 0}
    return {"quality": QUALITY}


def in_shown_colours(picture: Image.Image) -> Image.Image:
    """Return the picture with eight bits a colour, in the colours of screens."""
    if picture.mode in SHOWN_MODES:
        return picture
    if picture.mode.startswith("I;16"):
        # Read as sixteen bits they would all be white.
        return picture.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")
    if picture.mode in ("I", "F"):
        highest = float(cast(tuple[float, float], picture.getextrema())[1])
        scale = 255 / max(highest if picture.mode == "F" or highest > 65_535 else 65_535, 1)
        return picture.point(lambda grey: grey * scale).convert("L")
    profile = picture.info.get("icc_profile")
    if picture.mode == "CMYK" and profile:
        try:
            inks = ImageCms.ImageCmsProfile(BytesIO(profile))
            screen = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(picture, inks, screen, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            converted = None
        if converted is not None:
            return converted
    return picture.convert("RGBA" if picture.mode in ("PA", "RGBa", "La") else "RGB")
