"""Where all uploads go: whichever way a file comes, it is cleaned before it is written.

Pictures, documents, what waits between two forms, editors' portraits, pictures made smaller: all of them are
stored here, and what is stored here leaves again.
"""

from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, cast

from django.core.exceptions import SuspiciousFileOperation
from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage

from .clean import clean
from .unreadable import UnreadableFile

# Most systems take names of 255 bytes; a letter takes up to four, and renditions add to a name.
LONGEST_NAME_BYTES = 120

if TYPE_CHECKING:
    Base = Storage
else:
    Base = object


class CleaningStorage(Base):
    """Cleans what is stored, and keeps names short enough for every file system."""

    def _save(self, name: str, content: File) -> str:
        """Store the file without what nobody sees in it; refuse what can't be read to its end."""
        try:
            cleaned = clean(cast(IO[bytes], content))
        except UnreadableFile as error:
            raise SuspiciousFileOperation("A file that can’t be read isn’t stored.") from error
        stored = File(cleaned.file, name=name) if cleaned.taken else content
        return str(super()._save(name, stored))  # type: ignore[misc]

    def get_valid_name(self, name: str) -> str:
        """Return a name without letters that mean something to a system, never empty, never too long."""
        ending = PurePosixPath(f"file{name}").suffix
        stem = name.removesuffix(ending).strip("._- ") or "file"
        valid = str(super().get_valid_name(f"{stem}{ending}"))
        return shortened(f"file{valid}" if valid.startswith(".") else valid)


def shortened(name: str) -> str:
    """Return a file's name cut to what every file system takes, its ending kept."""
    ending = PurePosixPath(name).suffix
    stem = name.removesuffix(ending).encode()[: LONGEST_NAME_BYTES - len(ending.encode())]
    return (stem.decode(errors="ignore") or "file") + ending


class CleanFileSystemStorage(CleaningStorage, FileSystemStorage):
    """A folder of the server."""
