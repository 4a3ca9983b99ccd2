"""Understand what comes back: a zip of PO files or a single one, from whichever program."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

import polib
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from wagtail.models import Locale

from ..po.reading import decoded, is_of_another_language
from .going_out import DOCUMENT, SENT, UNTRANSLATED

LARGEST_FILE = 20 * 1024 * 1024
# What a zip may unpack to, so that a small one doesn't fill the memory.
LARGEST_CONTENT = 100 * 1024 * 1024
MOST_FILES = 20_000
SENT_LINE = re.compile(rf"^{SENT} (\w+)$", re.MULTILINE)
# What every zip begins with.
ZIP = b"PK"
# Programs put what they know of their own work beside the files, under such names.
NOT_OURS = (".", "__MACOSX")


@dataclass(frozen=True)
class Entry:
    """What a file says for one text."""

    context: str
    singular: str
    plural: str
    words: list[str]
    # The fingerprint of how it was said when it went out, empty if it was not; None where the file lost it.
    sent: str | None
    is_sure: bool


@dataclass(frozen=True)
class ReadFile:
    """A PO file that came back."""

    name: str
    document: str
    entries: list[Entry] = field(default_factory=list)


def read_bundle(file: UploadedFile | None, locale: Locale) -> list[ReadFile]:
    """Return the PO files of a bundle. Raises `ValidationError` with words for who has brought it."""
    if file is None:
        raise ValidationError(_("Choose a file first."))
    if file.size is None or file.size > LARGEST_FILE:
        raise ValidationError(_("The file is larger than 20 MB. No bundle is."))
    content = file.read()
    found = list(_unpacked(content)) if content.startswith(ZIP) else [(str(file.name), content)]
    if not found:
        raise ValidationError(_("There is no PO file in the zip."))
    return [_read(name, po, locale) for name, po in found]


def _unpacked(content: bytes) -> Iterator[tuple[str, bytes]]:
    left = LARGEST_CONTENT
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if _is_po_file(entry)]
            if len(entries) > MOST_FILES:
                raise ValidationError(_("There are too many files in the zip."))
            for entry in entries:
                with archive.open(entry) as packed:
                    # What the zip says of its own sizes, anybody can write.
                    unpacked = packed.read(left + 1)
                left -= len(unpacked)
                if left < 0:
                    raise ValidationError(_("The zip unpacks to more than any bundle holds."))
                yield entry.filename, unpacked
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error):
        raise ValidationError(_("The zip can’t be opened. Make it anew, without a password.")) from None


def _is_po_file(entry: zipfile.ZipInfo) -> bool:
    parts = entry.filename.split("/")
    return entry.filename.lower().endswith(".po") and not any(part.startswith(NOT_OURS) for part in parts)


def _read(name: str, content: bytes, locale: Locale) -> ReadFile:
    try:
        po = parsed(decoded(content))
    except ValidationError as problem:
        raise ValidationError(f"{name}: {' '.join(problem.messages)}") from None
    _check_language(name, po.metadata, locale)
    return ReadFile(
        name,
        po.metadata.get(DOCUMENT, "").strip(),
        [_entry(entry) for entry in po if not entry.obsolete],
    )


def parsed(text: str) -> polib.POFile:
    """Return a PO file from its text. Raises `ValidationError` for what is none."""
    try:
        # The comment in front keeps polib from taking the content for the name of a file on the server.
        return polib.pofile(f"# \n{text}", wrapwidth=100)
    except (OSError, ValueError, IndexError, AttributeError, TypeError):
        raise ValidationError(
            _("This is no PO file. Take the texts along again, and bring that file back.")
        ) from None


def _check_language(name: str, metadata: dict[str, str], locale: Locale) -> None:
    """Raise `ValidationError` if a file says that it is in another language."""
    if is_of_another_language(metadata, locale):
        raise ValidationError(
            _("%(file)s is in “%(found)s”, and this is the bundle for %(language)s."),
            params={"file": name, "found": metadata["Language"], "language": locale.get_display_name()},
        )


def _entry(entry: polib.POEntry) -> Entry:
    if entry.msgid_plural:
        words = [entry.msgstr_plural[form] for form in sorted(entry.msgstr_plural)]
    else:
        words = [entry.msgstr]
    found = SENT_LINE.search(entry.comment)
    sent = found.group(1) if found else None
    return Entry(
        context=entry.msgctxt or "",
        singular=entry.msgid,
        plural=entry.msgid_plural or "",
        words=words,
        sent="" if sent == UNTRANSLATED else sent,
        is_sure="fuzzy" not in entry.flags,
    )
