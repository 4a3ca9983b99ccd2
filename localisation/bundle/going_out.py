"""Write a language as a zip of PO files, as any program for translators reads them."""

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime

import polib
from django.utils import timezone
from wagtail.models import Locale

from .documents import Document, Text, fingerprint

DOCUMENT = "X-Document"
# The line of a text's comment that says how it was said when the bundle went out.
SENT = "Sent out as:"
# What stands there for a text that nobody had translated.
UNTRANSLATED = "untranslated"


def name_of_bundle(locale: Locale) -> str:
    """Return what the zip is called."""
    return f"campaign-{locale.language_code}-{timezone.localdate():%Y-%m-%d}.zip"


def bundle(locale: Locale, documents: Iterable[Document]) -> bytes:
    """Return the zip."""
    written = io.BytesIO()
    moment = timezone.localtime()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for document in documents:
            if document.texts:
                entry = zipfile.ZipInfo(f"{document.file_name}.po", moment.timetuple()[:6])
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, f"{po_file(locale, document, moment)}\n")
    return written.getvalue()


def po_file(locale: Locale, document: Document, moment: datetime) -> polib.POFile:
    """Return one document as a PO file that knows where it belongs."""
    po = polib.POFile(wrapwidth=100)
    po.metadata = {
        "Project-Id-Version": " ".join(document.title.split()),
        "PO-Revision-Date": moment.strftime("%Y-%m-%d %H:%M%z"),
        "Language": gettext_name(locale),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        **({"Plural-Forms": document.plural_rule} if document.plural_rule else {}),
        DOCUMENT: document.id,
    }
    for text in document.texts:
        po.append(_entry(text))
    return po


def _entry(text: Text) -> polib.POEntry:
    sent = f"{SENT} {fingerprint(text.now) or UNTRANSLATED}"
    return polib.POEntry(
        msgctxt=text.context or None,
        msgid=text.singular,
        msgid_plural=text.plural,
        msgstr="" if text.plural else text.now[0],
        msgstr_plural=dict(enumerate(text.now)) if text.plural else {},
        comment="\n".join(filter(None, [text.comment, sent])),
        flags=[] if text.is_sure else ["fuzzy"],
    )


def gettext_name(locale: Locale) -> str:
    """Return the language as PO files name it: `pt_BR`, `sr@latin` for Serbian in Latin letters."""
    language, _dash, rest = locale.language_code.partition("-")
    if not rest:
        return str(language)
    return (
        f"{language}@latin"
        if rest == "latn"
        else f"{language}_{rest.title() if len(rest) == 4 else rest.upper()}"
    )
