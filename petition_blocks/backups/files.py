"""Files that are there whole or not at all, and that only their owner can read."""

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

# What is being written is called so until it is whole.
UNFINISHED = ".unfinished"


@contextmanager
def written_whole(path: Path, *, over_unfinished: bool = False) -> Iterator[IO[bytes]]:
    """Write a file of that name: it is there at the end of the block, on the disk, or not at all.

    It may be one that somebody is writing just now, unless what is unfinished is known to be left over.
    """
    unfinished = path.with_name(f"{path.name}{UNFINISHED}")
    if over_unfinished:
        unfinished.unlink(missing_ok=True)
    file = os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
    try:
        with file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
        _settle(path.parent)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Write a text file, over what was left of one that was never finished."""
    with written_whole(path, over_unfinished=True) as file:
        for line in lines:
            file.write(f"{line}\n".encode())


def what_failed(error: OSError, folder: Path) -> str:
    """Return in words why nothing could be written to the folder."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return (
            f"There is no room left in {folder}. Nothing was kept of this backup; make room and run it again."
        )
    if error.errno == errno.EFBIG:
        return f"{folder} takes no file as large as this backup. Nothing was kept of it."
    return f"{error.filename or folder}: {error.strerror or error}. Nothing was kept of this backup."


def _settle(folder: Path) -> None:
    """Have the disk know the file's new name too, so that a power cut can't take it back."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
