"""What a file with sealed signatures looks like: a JSON object a line.

The lines, in this order:

- `{"export": 1, …}`: which petition, which key, and the words that people agreed to;
- `{"reference": …, "signed_on": …, "language": …, "wording": …, "sealed": …}`: a signature. What is sealed is
  an age file, in base64, that only the holder of the key can open. In a file of changes `"change"` says what
  was done to one that an earlier file may hold: `corrected`, `consent_ended` or `moderated`;
- `{"withdrawn": …}`: the reference of a signature that its owner took back, or that editors no longer count.
  With `"key_only": true` it still counts and is only no longer for this key, such as when its owner wants no
  news any more;
- `{"consents": …, "ended": ["updates", …]}`: the reference of a signature whose owner has ended these
  consents since. What is sealed may still say yes. Only for keys that open all;

Of several files the newest one that names a reference decides about it, whatever older ones say; within one
file, that it was withdrawn or a consent ended wins.

- `{"end": true, "rows": …, "withdrawn": …, "sealed": …}`: how many there were, and the sealed code by which
  the recipient acknowledges the file.

The lines are written in parts, each closed by `{"part": …, "sha256": …}`: the hash of the hash before
(nothing, for the first) and of the part's bytes. So a file that was cut off or changed is told from a whole
one.
"""

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NotRequired, TypedDict
from uuid import UUID, uuid4

from django.utils import timezone

from editorial.days import current_day, site_time

from ..petition.models import Petition
from ..sealing.encryption import seal
from .models import RecipientKey
from .sealed_fields import SEALED_FIELDS

VERSION = 1


class AgreedWording(TypedDict):
    """Words that people agreed to, by their hash."""

    hash: str
    language: str
    text: dict[str, str | int | None]


class Header(TypedDict):
    """The first line. A key of which it doesn't say what it `covers` opens all."""

    export: int
    kind: str
    petition: str
    name: str
    number: int
    since: int | None
    made_at: str
    covers: NotRequired[str]
    public_key: str
    fields: list[str]
    wordings: list[AgreedWording]


class SignatureLine(TypedDict):
    """The line of a signature."""

    reference: str
    signed_on: str
    language: str
    wording: str
    sealed: str
    change: NotRequired[str]


class WithdrawnLine(TypedDict):
    """The line of a signature that was taken back, or is only no longer for the file's key."""

    withdrawn: str
    key_only: NotRequired[bool]


class EndedLine(TypedDict):
    """The line of a signature whose owner wants no more mail of these kinds."""

    consents: str
    ended: list[str]


class EndLine(TypedDict):
    """The last line but the one that closes its part."""

    end: bool
    rows: int
    withdrawn: int
    sealed: str


def header(
    petition: Petition,
    recipient: RecipientKey,
    *,
    kind: str,
    number: int,
    since: int | None,
    made_at: datetime,
) -> Header:
    """Return the first line. It names nobody."""
    wordings = petition.wordings.order_by("taken_at", "hash").values("hash", "language", "text")
    return {
        "export": VERSION,
        "kind": kind,
        "petition": petition.slug,
        "name": petition.name,
        "number": number,
        "since": since,
        "made_at": made_at.isoformat(timespec="seconds"),
        "covers": recipient.covers,
        "public_key": recipient.public_key,
        "fields": SEALED_FIELDS[RecipientKey.Covers(recipient.covers)],
        "wordings": list(wordings),
    }


def signature_line(
    reference: UUID, signed_on: date, language: str, wording: str, ciphertext: bytes | memoryview
) -> SignatureLine:
    """Return the line of a signature."""
    return {
        "reference": str(reference),
        "signed_on": signed_on.isoformat(),
        "language": language,
        "wording": wording,
        "sealed": base64.b64encode(ciphertext).decode(),
    }


def changed_line(line: SignatureLine, change: str) -> SignatureLine:
    """Return the line of a signature that an earlier file may hold, with what was done to it."""
    return {**line, "change": change}


def withdrawn_line(reference: UUID, *, key_only: bool = False) -> WithdrawnLine:
    """Return the line of a signature that was taken back, or is only no longer for the file's key."""
    line: WithdrawnLine = {"withdrawn": str(reference)}
    if key_only:
        line["key_only"] = True
    return line


def ended_line(reference: UUID, ended: list[str]) -> EndedLine:
    """Return the line of a signature whose owner wants no more mail of these kinds."""
    return {"consents": str(reference), "ended": ended}


def end_line(rows: int, withdrawn: int, code: str, public_key: str) -> EndLine:
    """Return the last line but the one that closes its part."""
    sealed = base64.b64encode(seal({"code": code}, public_key)).decode()
    return {"end": True, "rows": rows, "withdrawn": withdrawn, "sealed": sealed}


def proof_file(key: RecipientKey) -> bytes:
    """Return a whole file with a made-up signature and the code by which the key's holder proves it."""
    today = current_day()
    first = header(key.petition, key, kind="test", number=0, since=None, made_at=site_time(timezone.now()))
    made_up = {"name": "Test", "email": "test@example.org"}
    lines: list[Header | SignatureLine | EndLine] = [
        first,
        signature_line(uuid4(), today, "en", "", seal(made_up, key.public_key)),
        end_line(1, 0, key.proof_code, key.public_key),
    ]
    return part_of(0, lines, "")[0]


def part_of(number: int, lines: Iterable[Mapping[str, object]], digest: str) -> tuple[bytes, str]:
    """Return the bytes of a part with its closing line, and the digest that the next part continues."""
    body = b"".join(_line(line) for line in lines)
    new_digest = continued_digest(digest, [body])
    return body + _line({"part": number, "sha256": new_digest}), new_digest


def continued_digest(digest: str, pieces: Iterable[bytes]) -> str:
    """Return the hash that stands for everything up to the end of these pieces of a part."""
    hashed = hashlib.sha256(digest.encode())
    for piece in pieces:
        hashed.update(piece)
    return hashed.hexdigest()


def _line(fields: Mapping[str, object]) -> bytes:
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
