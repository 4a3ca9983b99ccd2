"""Opening files of sealed signatures, on the machine of whoever holds a key. Asks no database."""

import base64
import binascii
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyrage

from ..keys.models import RecipientKey
from ..keys.sealed_files import VERSION, AgreedWording, EndLine, Header, continued_digest
from ..sealing.encryption import unseal

# Where a signature was withdrawn for good, and not from one key alone.
EVERY_KEY = ""
PETITION = RecipientKey.Covers.PETITION.value
PROOF = ["reference", "signed_on", "language", "wording"]
NOT_WHOLE = "is not whole: it was cut off or changed. Ask for it again."


class DamagedExport(Exception):
    """A file can't be opened. The message names it and says why."""


def identities_in(text: str) -> list[str]:
    """Return the private keys in a key file. Other lines are comments."""
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line.startswith("AGE-SECRET-KEY-1")]


def _number(header: Header | None) -> int:
    return int(header.get("number", 0)) if header is not None else 0


@dataclass
class OpenedFile:
    """A whole, unchanged file, and the key that opens it."""

    path: Path
    header: Header
    identity: str
    code: str

    @property
    def number(self) -> int:
        """The file's number among those of the petition: a higher one is newer."""
        return _number(self.header)

    @property
    def covers(self) -> str:
        """What the key that the file is sealed to opens."""
        return str(self.header.get("covers", PETITION))


@dataclass
class Opened:
    """What several files hold together. Rows are read anew each time, so they take no memory."""

    # Those of keys that open all first, and of them the newest: of several that name a signature, it decides.
    files: list[OpenedFile] = field(default_factory=list)
    # By the key that it is withdrawn from and the reference, the number of the newest file that says so.
    withdrawn_in: dict[tuple[str, str], int] = field(default_factory=dict)
    # By reference, the number of the newest file that says so, and the consents that were ended.
    ended_in: dict[str, tuple[int, set[str]]] = field(default_factory=dict)

    @property
    def withdrawn(self) -> set[str]:
        """The references of the signatures that were withdrawn and that no newer file brings back."""
        withdrawn = {reference for _key, reference in self.withdrawn_in}
        # Another file can only contradict what was said at all.
        if withdrawn and len(self.files) > 1:
            for opened in self.files:
                withdrawn -= {
                    row["reference"]
                    for row in _signature_lines(opened.path)
                    if row["reference"] in withdrawn and not self._is_withdrawn(opened, row["reference"])
                }
        return withdrawn

    def _is_withdrawn(self, opened: OpenedFile, reference: str) -> bool:
        """Tell whether what a file says of a signature no longer holds."""
        return any(
            self.withdrawn_in.get((key, reference), -1) >= opened.number
            for key in (EVERY_KEY, opened.header["public_key"])
        )

    @property
    def codes(self) -> dict[str, str]:
        """By the name of each file, the code by which it is acknowledged."""
        return {opened.path.name: opened.code for opened in self.files}

    @property
    def wordings(self) -> dict[str, AgreedWording]:
        """By its hash, each wording that people agreed to, with its `language` and `text`."""
        return {wording["hash"]: wording for opened in self.files for wording in opened.header["wordings"]}

    @property
    def columns(self) -> list[str]:
        """The names of what rows hold: the proof first, then all that any of the files may hold."""
        fields = dict.fromkeys(name for opened in self.files for name in opened.header["fields"])
        tells_changes = any(opened.header["kind"] == "changes" for opened in self.files)
        return [*PROOF, *(["change"] if tells_changes else []), *fields]

    def rows(self) -> Iterator[dict[str, str]]:
        """Yield each signature once, without those that were withdrawn."""
        seen: set[str] = set()
        for opened in self.files:
            for row in _signature_lines(opened.path):
                reference = row["reference"]
                if self._is_withdrawn(opened, reference) or reference in seen:
                    continue
                if len(self.files) > 1:
                    seen.add(reference)
                ended_in, ended = self.ended_in.get(reference, (-1, set[str]()))
                sealed = _unsealed(opened.path, row["sealed"], opened.identity)
                answers = {name: str(sealed[name]) for name in opened.header["fields"] if name in sealed}
                yield (
                    {name: row[name] for name in PROOF}
                    | ({"change": row["change"]} if "change" in row else {})
                    | answers
                    | {name: "no" for name in ended if name in answers and ended_in >= opened.number}
                )


def _signature_lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open("rb") as file:
        for line in file:
            if line.startswith(b'{"reference"'):
                yield json.loads(line)


def open_exports(paths: Iterable[Path], identities: Iterable[str]) -> Opened:
    """Return what the files hold, each seen to be whole before anything is opened.

    Raises DamagedExport if one isn't, or is sealed to a key that isn't among the private ones.
    """
    by_public_key = {
        str(pyrage.x25519.Identity.from_str(identity).to_public()): identity for identity in identities
    }
    opened = Opened()
    for path in paths:
        header, end = _checked(path, opened)
        identity = by_public_key.get(header["public_key"])
        if identity is None:
            raise DamagedExport(f"{path.name} is sealed to another key: {header['public_key']}.")
        code = _unsealed(path, end["sealed"], identity)["code"]
        opened.files.append(OpenedFile(path, header, identity, code))
    # What a key that opens all holds of a signature is more than what others do.
    opened.files.sort(key=lambda one: (one.covers == PETITION, one.number), reverse=True)
    return opened


def _checked(path: Path, opened: Opened) -> tuple[Header, EndLine]:
    """Return the first and last line of a whole file, and collect who has withdrawn or ended a consent."""
    header: Header | None = None
    end: EndLine | None = None
    digest, part = "", list[bytes]()
    parts = rows = withdrawn_rows = 0
    try:
        with path.open("rb") as file:
            for line in file:
                if end is not None and not line.startswith(b'{"part"'):
                    raise DamagedExport(f"{path.name} {NOT_WHOLE}")
                if line.startswith(b'{"part"'):
                    digest = continued_digest(digest, part)
                    if json.loads(line) != {"part": parts, "sha256": digest} or not line.endswith(b"\n"):
                        raise DamagedExport(f"{path.name} {NOT_WHOLE}")
                    parts += 1
                    part = []
                    continue
                part.append(line)
                if line.startswith(b'{"reference"'):
                    rows += 1
                elif line.startswith(b'{"withdrawn"'):
                    told = json.loads(line)
                    own_key = header.get("public_key") if header is not None else None
                    key = str(own_key) if told.get("key_only") else EVERY_KEY
                    number = _number(header)
                    place = (key, told["withdrawn"])
                    opened.withdrawn_in[place] = max(number, opened.withdrawn_in.get(place, -1))
                    withdrawn_rows += 1
                elif line.startswith(b'{"consents"'):
                    told = json.loads(line)
                    number = _number(header)
                    if number >= opened.ended_in.get(told["consents"], (-1, set()))[0]:
                        opened.ended_in[told["consents"]] = (number, set(told["ended"]))
                elif line.startswith(b'{"end"'):
                    end = json.loads(line)
                elif header is None:
                    header = json.loads(line)
    except ValueError:
        raise DamagedExport(f"{path.name} {NOT_WHOLE}") from None
    if header is None or header.get("export") is None:
        raise DamagedExport(f"{path.name} is not a file of sealed signatures.")
    if header["export"] != VERSION:
        raise DamagedExport(f"{path.name} was made by a newer hub: take its newer program.")
    if end is None or part or (end["rows"], end["withdrawn"]) != (rows, withdrawn_rows):
        raise DamagedExport(f"{path.name} {NOT_WHOLE}")
    return header, end


def _unsealed(path: Path, sealed: str, identity: str) -> dict[str, str]:
    try:
        return unseal(base64.b64decode(sealed, validate=True), identity)
    except (pyrage.DecryptError, binascii.Error, ValueError):
        raise DamagedExport(f"{path.name} holds a signature that its key does not open.") from None
