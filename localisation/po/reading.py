"""Understand a PO file that somebody brings back, or say in words what is wrong with it."""

import re
from dataclasses import dataclass

import polib
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from wagtail.models import Locale
from wagtail_localize.models import Translation

from .writing import TRANSLATION_ID

LARGEST = 2 * 1024 * 1024
CHARSET = re.compile(rb"charset=([-\w]+)", re.IGNORECASE)
LINE = re.compile(r"\(line (\d+)\)")


@dataclass(frozen=True)
class Entry:
    """What the file says for one text in one place."""

    path: str
    text: str
    translation: str
    is_sure: bool


def entries_of(file: UploadedFile | None, translation: Translation) -> list[Entry]:
    """Return what the file says for this translation; raises `ValidationError` if it can't."""
    if file is None:
        raise ValidationError(_("Choose a PO file first."))
    if (file.size or 0) > LARGEST:
        raise ValidationError(_("The file is larger than 2 MB. No translation of one page is."))
    po = _parsed(decoded(file.read()))
    entries = [entry for entry in po if not entry.obsolete]
    if not entries:
        raise ValidationError(_("The file holds no texts."))
    _check_whose(po.metadata, translation)
    if any(entry.msgctxt is None for entry in entries):
        raise ValidationError(
            _(
                "The file no longer says where its texts belong (msgctxt). Take the texts along again, and "
                "use a program that keeps what it doesn’t change."
            )
        )
    return [
        Entry(entry.msgctxt, one_kind_of_line_end(entry.msgid), entry.msgstr, not entry.fuzzy)
        for entry in entries
    ]


def one_kind_of_line_end(text: str) -> str:
    """Return the text with the line ends that all its copies are compared by."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def decoded(content: bytes) -> str:
    """Return the file as text, in the encoding that it names; UTF-8 if it names none.

    Raises `ValidationError` for what is no text.
    """
    found = CHARSET.search(content[:4096])
    encoding = found.group(1).decode() if found else "utf-8"
    if encoding.lower() in ("utf-8", "utf8", "charset"):
        encoding = "utf-8-sig"
    try:
        text = content.decode(encoding)
    except (UnicodeError, LookupError):
        raise ValidationError(
            _("The letters of the file can’t be read. Save it as a PO file in UTF-8.")
        ) from None
    if "\x00" in text:
        raise ValidationError(_("This is no PO file. Take the texts along again, and bring that file back."))
    return one_kind_of_line_end(text)


def _parsed(text: str) -> polib.POFile:
    try:
        # The comment in front keeps polib from taking the content for the name of a file on the server.
        return polib.pofile(f"# \n{text}")
    except (OSError, ValueError, IndexError, AttributeError) as problem:
        found = LINE.search(str(problem))
        if found is None:
            raise ValidationError(
                _("This is no PO file. Take the texts along again, and bring that file back.")
            ) from None
        raise ValidationError(
            _("Line %(number)d of the file can’t be read. Mend it, or take the texts along again."),
            params={"number": int(found.group(1)) - 1},
        ) from None


def is_of_another_language(metadata: dict[str, str], locale: Locale) -> bool:
    """Tell whether the head of a file names another language; a variant of it will do, and so will none."""
    says = re.split("[-_@]", metadata.get("Language", "").strip().lower())[0]
    return bool(says) and says != locale.language_code.partition("-")[0]


def _check_whose(metadata: dict[str, str], translation: Translation) -> None:
    """Raise `ValidationError` unless the file was taken along from this very translation."""
    named = metadata.get(TRANSLATION_ID, "")
    if not named:
        raise ValidationError(
            _(
                "The file has lost its head, which says what it belongs to. Take the texts along again, and "
                "leave the first lines as they are."
            )
        )
    language = translation.target_locale.get_display_name()
    if named != str(translation.uuid):
        raise ValidationError(
            _("The file is for another page, or another language. This is “%(page)s” in %(language)s."),
            params={"page": translation.source.object_repr, "language": language},
        )
    if is_of_another_language(metadata, translation.target_locale):
        raise ValidationError(
            _("The file says that it is in “%(found)s”, and this is the translation into %(language)s."),
            params={"found": metadata["Language"], "language": language},
        )
