"""Archives and the office documents that are archives: their parts are cleaned, their authors' names emptied.

Word, Excel and PowerPoint files (ECMA-376) and OpenDocument (ISO 26300) are zip archives of XML and pictures.
"""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

from .taken_out import Taken, kinds_named_in
from .unreadable import LockedFile, UnreadableFile

# More than any honest document unpacks to. Looked at before anything is unpacked, and again while it is.
LARGEST_CONTENT = 300 * 1024 * 1024
MOST_PARTS = 10_000
MEDIA_TYPE = "mimetype"

# Parts that describe the document. They stay, as other parts point at them, and say nothing.
NAMES = "http://schemas.openxmlformats.org"
PROPERTIES = {
    "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{NAMES}/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": f'<Properties xmlns="{NAMES}/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": f'<Properties xmlns="{NAMES}/officeDocument/2006/custom-properties"/>',
    "meta.xml": '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'office:version="1.2"><office:meta/></office:document-meta>',
}
# Who wrote a comment or changed a word, and when, in the documents themselves.
PEOPLE = [
    re.compile(rb'(\s(?:w\d*:|p\d*:)?(?:author|initials|userId)=")[^"]+(")'),
    re.compile(rb"(<(?:\w+:)?(?:author|creator|initials|sender-initials|creator-initials)>)[^<]+(</)"),
    re.compile(rb'(<p\d*:(?:cmAuthor|author)\b[^>]*?\sname=")[^"]+(")'),
    re.compile(rb'(<person\b[^>]*?\sdisplayName=")[^"]+(")'),
]
MOMENTS = [
    re.compile(rb'(\sw(?:16du)?:date(?:Utc)?=")(?!2000-01-01)[^"]+(")'),
    re.compile(rb"(<dc:date>)(?!2000-01-01)[^<]+(</)"),
]
NO_MOMENT = rb"\g<1>2000-01-01T00:00:00Z\g<2>"
XML_WITH_PEOPLE = re.compile(r"(?:word|xl|ppt)/.*\.xml|(?:content|styles)\.xml")

Cleaner = Callable[[bytes], tuple[bytes, set[Taken]]]


def clean_archive(data: bytes, clean: Cleaner) -> tuple[bytes, set[Taken]]:
    """Return the archive with its parts cleaned by `clean`; as it is, where nothing was to be taken out."""
    taken: set[Taken] = set()
    output = BytesIO()
    unpacked = 0
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive, zipfile.ZipFile(output, "w") as cleaned:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_CONTENT:
                raise UnreadableFile
            if archive.comment:
                taken |= kinds_named_in(archive.comment)
            is_document = bool({"[Content_Types].xml", MEDIA_TYPE} & set(archive.namelist()))
            for part in parts:
                if part.flag_bits & 0x1:
                    raise LockedFile
                content = archive.read(part)
                unpacked += len(content)
                if unpacked > LARGEST_CONTENT:
                    raise UnreadableFile
                content, found = _clean_part(part.filename, content, clean, is_document)
                taken |= found
                fresh = zipfile.ZipInfo(part.filename)
                fresh.external_attr = 0o40755 << 16 | 0x10 if part.is_dir() else 0o644 << 16
                # OpenDocument wants its media type first and as it is.
                packed = zipfile.ZIP_STORED if part.filename == MEDIA_TYPE else zipfile.ZIP_DEFLATED
                cleaned.writestr(fresh, content, compress_type=packed)
                if part.comment or part.date_time != fresh.date_time:
                    taken.add(Taken.TIME)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, ValueError) as error:
        if isinstance(error, UnreadableFile):
            raise
        raise UnreadableFile from error
    return (output.getvalue(), taken) if taken else (data, taken)


def _clean_part(name: str, content: bytes, clean: Cleaner, is_document: bool) -> tuple[bytes, set[Taken]]:
    if not is_document or not name.endswith(".xml"):
        try:
            return clean(content)
        except LockedFile:
            raise
        except UnreadableFile:
            # Not what it seemed by its first bytes; a part that nobody can open tells nothing either.
            return content, set()
    if name in PROPERTIES:
        empty = f'<?xml version="1.0" encoding="UTF-8"?>\n{PROPERTIES[name]}'.encode()
        return empty, kinds_named_in(content) if content != empty else set()
    taken: set[Taken] = set()
    if XML_WITH_PEOPLE.fullmatch(name):
        for patterns, replacement, kind in (
            (PEOPLE, rb"\g<1>\g<2>", Taken.PEOPLE),
            (MOMENTS, NO_MOMENT, Taken.TIME),
        ):
            for pattern in patterns:
                content, number = pattern.subn(replacement, content)
                taken |= {kind} if number else set()
    return content, taken
