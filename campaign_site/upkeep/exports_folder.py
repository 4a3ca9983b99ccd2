"""Whether web processes and workers mean the same folder when they speak of that for exports."""

import os
from pathlib import Path
from uuid import uuid4

from django.core.files.storage import FileSystemStorage, storages

# Beside the folders of the exports, whose names are numbers of another kind.
MARK = ".this-folder"


def exports_folder() -> Path | None:
    """Return the folder; None if the files lie in a bucket."""
    storage = storages["exports"]
    return Path(storage.path("")) if isinstance(storage, FileSystemStorage) else None


def read_mark() -> str:
    """Return what tells the folder apart from all others; nothing if there is none, or nobody has marked it.

    Raises OSError where it can't be read.
    """
    folder = exports_folder()
    if folder is None or not (folder / MARK).exists():
        return ""
    return (folder / MARK).read_text(encoding="ascii")


def make_mark() -> str:
    """Return the same, and make folder and mark if they are missing. Raises OSError where that can't be."""
    folder = exports_folder()
    if folder is None:
        return ""
    if not (folder / MARK).exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = folder / f"{MARK}-{uuid4().hex}"
        try:
            draft.write_text(uuid4().hex, encoding="ascii")
            # Of several who come at once the first one wins, and all read what it wrote.
            os.link(draft, folder / MARK)
        except FileExistsError:
            pass
        finally:
            draft.unlink(missing_ok=True)
    return read_mark()
