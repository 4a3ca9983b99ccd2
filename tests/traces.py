"""Finding what people told us in heaps of bytes, in whatever way it may have been written down there."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import os
import quopri
import re
import subprocess
import sys
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus

import psycopg
from django.conf import settings
from django.db import connection
from postgres import find_installation

# Bytes, as many as a machine's number has. Shorter ones would turn up by chance in a few megabytes.
SHORTEST = 8
LONG_HEX = re.compile(rb"(?:[0-9a-f]{2}){8,}")
COMPRESSED = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")
MOST_DECOMPRESSED = 16_000_000


def ways_to_write(text: str) -> Iterator[bytes]:
    """Return the bytes that a text may become: by its letters, encodings of mails and of the web, hashes."""
    for letters in {text, text.lower(), text.upper(), unicodedata.normalize("NFD", text)}:
        plain = letters.encode()
        yield plain
        yield from (letters.encode("utf-16-le"), letters.encode("utf-16-be"))
        yield from _in_base64(plain)
        yield plain.hex().encode()
        yield quopri.encodestring(plain).strip()
        yield from (quote(letters).encode(), quote_plus(letters).encode())
        yield json.dumps(letters)[1:-1].encode()
        yield html.escape(letters).encode()
        for name in ("md5", "sha1", "sha256", "sha512"):
            digest = hashlib.new(name, plain, usedforsecurity=False).digest()
            yield from (digest, digest.hex().encode())


def _in_base64(plain: bytes) -> Iterator[bytes]:
    """Return what base64 makes of a text wherever in a longer one it stands, without the blurred ends."""
    for before in range(3):
        encoded = base64.b64encode(bytes(before) + plain)
        certain = encoded[-(-before * 8 // 6) : (before + len(plain)) * 8 // 6]
        yield from (certain, certain.replace(b"+", b"-").replace(b"/", b"_"))


class Traces:
    """What to look for. Upper and lower case make no difference."""

    def __init__(self, texts: Iterable[str], exact: Iterable[bytes] = ()) -> None:
        """Look for the texts in all ways to write them, and for bytes: as they are, in hex or base64."""
        self._by_beginning: dict[bytes, list[bytes]] = {}
        self._meanings: dict[bytes, str] = {}
        for text in texts:
            for way in ways_to_write(text):
                self._add(way, text)
        for value in exact:
            for way in (value, *_in_base64(value)):
                self._add(way, value.hex())

    def _add(self, way: bytes, meaning: str) -> None:
        way = way.lower()
        assert len(way) >= SHORTEST, f"{meaning} is too short to be told from chance"
        if way not in self._meanings:
            self._meanings[way] = meaning
            self._by_beginning.setdefault(way[:SHORTEST], []).append(way)

    def found_in(self, data: bytes) -> set[str]:
        """Return which of them the bytes hold, also in what is hexadecimal or compressed in them."""
        found = set()
        for view in _views(data):
            for beginning in _common(view, self._by_beginning):
                found |= {self._meanings[way] for way in self._by_beginning[beginning] if way in view}
        return found


def _common(view: bytes, beginnings: Iterable[bytes]) -> set[bytes]:
    """Return which of the beginnings, all of the same length, are anywhere in the bytes.

    Eight bytes are compared as one number: a loop over the bytes themselves takes several times as long.
    """
    numbers = {int.from_bytes(beginning, sys.byteorder) for beginning in beginnings}
    found: set[int] = set()
    for start in range(SHORTEST):
        end = len(view) - (len(view) - start) % SHORTEST
        found |= numbers.intersection(memoryview(view)[start:end].cast("Q").tolist() if end > start else ())
    return {number.to_bytes(SHORTEST, sys.byteorder) for number in found}


def _views(data: bytes) -> Iterator[bytes]:
    """Return the bytes in small letters, and what is written in them in another way."""
    small = data.lower()
    yield small
    decoded = b"\0".join(bytes.fromhex(digits.decode()) for digits in LONG_HEX.findall(small))
    if decoded:
        yield decoded.lower()
    for beginning in COMPRESSED.finditer(data):
        try:
            # 32 + 15: zlib's format or gzip's, whichever it is.
            content = zlib.decompressobj(wbits=47).decompress(data[beginning.start() :], MOST_DECOMPRESSED)
        except zlib.error:
            continue
        yield content.lower()


def all_that_is_kept(folder: Path, database_url: str) -> dict[str, bytes]:
    """Return everything that lies in a hub's folder, and a dump of its database if that is elsewhere."""
    kept = {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.is_socket()
    }
    if database_url.startswith("postgres"):
        kept["dump"] = dump_of(database_url)
        # Of the temporary server; another one keeps its log where we can't know.
        log = Path(os.environ.get("PGHOST", "")) / "log"
        if log.is_file():
            kept["log of the database"] = log.read_bytes()
    return kept


def dump_of(database_url: str) -> bytes:
    """Return what pg_dump writes about a database on the server that the tests run on."""
    assert connection.vendor == "postgresql"
    parameters = settings.DATABASES["default"]
    url = psycopg.conninfo.make_conninfo(
        host=parameters["HOST"],
        port=parameters["PORT"] or None,
        user=parameters["USER"],
        password=parameters["PASSWORD"] or None,
        dbname=database_url.partition("?")[0].rsplit("/", 1)[1],
    )
    program = find_installation() / "bin" / "pg_dump"
    return subprocess.run([program, f"--dbname={url}"], check=True, stdout=subprocess.PIPE).stdout
