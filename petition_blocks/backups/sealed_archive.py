"""The file of a backup: a tar of JSON lines and uploads, compressed, sealed with age. A stream all along.

`age --decrypt -i key.txt hub-….age | tar xz` opens it without the hub.
"""

import gzip
import hashlib
import os
import tarfile
import threading
import time
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pyrage

from .refusal import BackupRefused

BLOCK = 512
CHUNK = 256 * 1024
# What is sealed already doesn't shrink much; the rest does at once.
COMPRESSION = 3


class Digest:
    """What stands for all entries so far: their names, and all that is in them."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()

    def begin(self, name: str, size: int) -> None:
        """Take in an entry's name."""
        self._digest.update(f"{name}\0{size}\0".encode())

    def add(self, content: bytes) -> None:
        """Take in a piece of its content."""
        self._digest.update(content)

    def value(self) -> bytes:
        """Return it."""
        return self._digest.digest()


class Tar:
    """Makes the bytes of an archive, entry by entry."""

    def __init__(self) -> None:
        self.digest = Digest()
        self._made_at = int(time.time())

    def entry(self, name: str, content: bytes) -> Iterator[bytes]:
        """Return the bytes of an entry."""
        return self.entry_of(name, len(content), [content])

    def entry_of(self, name: str, size: int, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Return the bytes of an entry whose content comes in chunks, `size` bytes in all."""
        info = tarfile.TarInfo(name)
        info.size, info.mtime, info.mode = size, self._made_at, 0o600
        self.digest.begin(name, size)
        yield info.tobuf(tarfile.PAX_FORMAT)
        for chunk in chunks:
            self.digest.add(chunk)
            yield chunk
        yield bytes(-size % BLOCK)

    def end(self) -> bytes:
        """Return what ends the archive."""
        return bytes(2 * BLOCK)


class _Source:
    """Chunks of bytes as a file that is read. Keeps what went wrong: age would tell its name alone."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._left = memoryview(b"")
        self.fault: BaseException | None = None

    def read(self, size: int = -1) -> bytes:
        """Return up to so many bytes; none at the end."""
        try:
            while not self._left:
                chunk = next(self._chunks, None)
                if chunk is None:
                    return b""
                self._left = memoryview(chunk)
        except BaseException as fault:
            self.fault = fault
            raise
        taken = self._left[: size if size >= 0 else None]
        self._left = self._left[len(taken) :]
        return bytes(taken)


class _Target:
    """A file that is written, and what stands for all that was. Keeps what went wrong, as the source does."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.size, self.sha256 = 0, hashlib.sha256()
        self.fault: BaseException | None = None

    def write(self, data: bytes) -> int:
        """Write all of it."""
        try:
            self._file.write(data)
        except BaseException as fault:
            self.fault = fault
            raise
        self.size += len(data)
        self.sha256.update(data)
        return len(data)

    def flush(self) -> None:
        """Leave it to the file."""


def seal_archive(chunks: Iterable[bytes], file: IO[bytes], public_keys: list[str]) -> tuple[int, str]:
    """Write the archive, compressed and sealed to the keys; return the file's size and its SHA-256.

    What goes wrong with the chunks or the file is raised as it was.
    """
    source, target = _Source(_compressed(chunks)), _Target(file)
    recipients = [pyrage.x25519.Recipient.from_str(key) for key in public_keys]
    try:
        pyrage.encrypt_io(source, target, recipients)
    except (pyrage.EncryptError, OSError):
        if fault := source.fault or target.fault:
            raise fault from None
        raise
    return target.size, target.sha256.hexdigest()


def _compressed(chunks: Iterable[bytes]) -> Iterator[bytes]:
    compressor = zlib.compressobj(COMPRESSION, wbits=31)
    for chunk in chunks:
        if data := compressor.compress(chunk):
            yield data
    yield compressor.flush()


class Entry:
    """A file in the archive, to be read before the next one."""

    def __init__(self, name: str, size: int, file: IO[bytes], digest: Digest) -> None:
        self.name, self.size = name, size
        # What stands for all entries before this one.
        self.digest_before = digest.value()
        digest.begin(name, size)
        self._file, self._digest = file, digest

    def chunks(self) -> Iterator[bytes]:
        """Return what is in it and was not read yet, a piece at a time."""
        while chunk := self._read():
            self._digest.add(chunk)
            yield chunk

    def content(self) -> bytes:
        """Return all of that."""
        return b"".join(self.chunks())

    def _read(self) -> bytes:
        with _noticed_damage():
            return self._file.read(CHUNK)


def read_archive(path: Path, identities: list[pyrage.x25519.Identity]) -> Iterator[Entry]:
    """Yield the entries of a sealed archive in their order.

    Refuses one that none of the keys opens, that was changed or that ends too early: the last only at the
    end, when all that it says has been read. So nothing that it says may be kept before.
    """
    reading, writing = os.pipe()
    opener = _Opener(path, identities, writing)
    opener.start()
    try:
        with open(reading, "rb") as pipe:  # noqa: PTH123  (the end of a pipe)
            yield from _entries(pipe)
    except _Damage:
        opener.join()
        raise BackupRefused(_what_is_wrong(path, opener.fault)) from None
    finally:
        opener.join()
    if opener.fault is not None:
        raise BackupRefused(_what_is_wrong(path, opener.fault))


def _entries(file: IO[bytes]) -> Iterator[Entry]:
    """Yield the entries, and read on to the end of the file: what is wrong may show there alone."""
    digest = Digest()
    with gzip.GzipFile(fileobj=file) as plain:
        with _noticed_damage():
            tar = tarfile.open(fileobj=plain, mode="r|", bufsize=CHUNK)  # noqa: SIM115  (closed below)
        with tar:
            while True:
                with _noticed_damage():
                    member = tar.next()
                    content = tar.extractfile(member) if member is not None else None
                if member is None:
                    break
                if content is None:
                    raise _Damage
                entry = Entry(member.name, member.size, content, digest)
                yield entry
                for _unread in entry.chunks():
                    pass
        with _noticed_damage():
            while plain.read(CHUNK):
                pass


class _Damage(Exception):
    """What was decrypted is no archive, or ends too early."""


@contextmanager
def _noticed_damage() -> Iterator[None]:
    try:
        yield
    except (tarfile.TarError, EOFError, zlib.error, OSError) as error:
        raise _Damage from error


class _Opener(threading.Thread):
    """Decrypts a file into a pipe: age pushes what a tar wants to be asked for."""

    def __init__(self, path: Path, identities: list[pyrage.x25519.Identity], writing: int) -> None:
        super().__init__(name="opens a backup", daemon=True)
        self._path, self._identities, self._writing = path, identities, writing
        self.fault: BaseException | None = None

    def run(self) -> None:
        """Decrypt to the end. The pipe is closed whatever happens, since somebody waits at its other end."""
        try:
            with (
                open(self._writing, "wb") as target,  # noqa: PTH123  (the end of a pipe)
                self._path.open("rb") as source,
            ):
                pyrage.decrypt_io(source, target, self._identities)
        except BaseException as fault:  # It is told by whoever reads.
            self.fault = fault


def _what_is_wrong(path: Path, fault: BaseException | None) -> str:
    """Return in words why a file can't be read to its end."""
    if isinstance(fault, FileNotFoundError | PermissionError | IsADirectoryError):
        return f"{path} can't be read: {fault.strerror}."
    if isinstance(fault, pyrage.DecryptError) and "No matching keys" in str(fault):
        return f"{path.name} is not sealed to this key. Its head, beside it, names the public keys it is for."
    if isinstance(fault, pyrage.DecryptError):
        return f"{path.name} is no backup, or only the beginning of one."
    return f"{path.name} was changed, or is not whole: it can't be read to its end. Nothing of it was kept."
