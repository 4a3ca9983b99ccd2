"""PDF: written anew without its properties, earlier versions, and what programs left in it."""

from collections.abc import Callable
from io import BytesIO

import pikepdf

from .taken_out import Taken, kinds_named_in
from .unreadable import LockedFile, UnreadableFile

# Of any object in the file: descriptions, and what programs keep for themselves.
PRIVATE_KEYS = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb")
# Of a note on a page: who wrote it and when. `/T` is the name of a field in a form.
NOTE_KEYS = ("/T", "/M", "/CreationDate", "/NM")
FORM_FIELD = "/Widget"
JPEG_FILTER = "/DCTDecode"

Cleaner = Callable[[bytes], tuple[bytes, set[Taken]]]


def clean_pdf(data: bytes, clean_part: Cleaner) -> tuple[bytes, set[Taken]]:
    """Return the document without what isn't seen on its pages; `clean_part` cleans what is in it.

    A document in which nothing is hidden stays as it is, byte for byte.
    """
    try:
        with pikepdf.open(BytesIO(data)) as document:
            taken = _take_out(document, clean_part)
            if data.count(b"startxref") > 1 and not document.is_linearized:
                # Whoever knows how finds in it what was deleted.
                taken.add(Taken.DETAILS)
            if not taken:
                return data, taken
            output = BytesIO()
            document.save(output, deterministic_id=True)
            return output.getvalue(), taken
    except pikepdf.PasswordError:
        raise LockedFile from None
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        raise UnreadableFile from error


def _take_out(document: pikepdf.Pdf, clean_part: Cleaner) -> set[Taken]:
    taken: set[Taken] = set()
    if "/Info" in document.trailer:
        for name, value in document.docinfo.items():
            taken |= kinds_named_in(f"{name} {value}".encode())
        del document.trailer["/Info"]
    for thing in document.objects:
        if not isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
            continue
        for key in PRIVATE_KEYS:
            if key in thing:
                taken |= _kinds_of(key, thing[key])
                del thing[key]
        if _is_note(thing):
            for key in NOTE_KEYS:
                if key in thing:
                    taken.add(Taken.PEOPLE if key == "/T" else Taken.TIME)
                    del thing[key]
        if isinstance(thing, pikepdf.Stream) and thing.get("/Filter") == pikepdf.Name(JPEG_FILTER):
            taken |= _clean_photograph(thing, clean_part)
        elif isinstance(thing, pikepdf.Stream) and thing.get("/Type") == pikepdf.Name.EmbeddedFile:
            taken |= _clean_attachment(thing, clean_part)
    return taken


def _kinds_of(key: str, value: object) -> set[Taken]:
    if key == "/Thumb":
        return {Taken.PREVIEW}
    if key == "/LastModified":
        return {Taken.TIME}
    return kinds_named_in(value.read_bytes()) if isinstance(value, pikepdf.Stream) else {Taken.DETAILS}


def _is_note(thing: pikepdf.Dictionary | pikepdf.Stream) -> bool:
    kind = thing.get("/Subtype")
    is_on_page = thing.get("/Type") == pikepdf.Name("/Annot") or "/Rect" in thing
    return is_on_page and kind is not None and kind != pikepdf.Name(FORM_FIELD)


def _clean_photograph(stream: pikepdf.Stream, clean_part: Cleaner) -> set[Taken]:
    try:
        content, taken = clean_part(stream.read_raw_bytes())
    except UnreadableFile:
        return set()
    if taken:
        stream.write(content, filter=pikepdf.Name(JPEG_FILTER))
    return taken


def _clean_attachment(stream: pikepdf.Stream, clean_part: Cleaner) -> set[Taken]:
    """Clean a file that travels inside the document, and forget when it was made."""
    taken: set[Taken] = set()
    if "/Params" in stream:
        del stream["/Params"]
        taken.add(Taken.TIME)
    try:
        content, found = clean_part(stream.read_bytes())
    except LockedFile:
        raise
    except UnreadableFile:
        return taken
    if found:
        stream.write(content)
    return taken | found
