"""A folder of the server that no address leads to."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage


class PrivateFileStorage(FileSystemStorage):
    """Keeps files in `EXPORTS_ROOT`, readable by the server's own user alone."""

    def __init__(self) -> None:
        super().__init__(
            location=settings.EXPORTS_ROOT, file_permissions_mode=0o600, directory_permissions_mode=0o700
        )

    def url(self, name: str | None) -> str:
        """Refuse: a file has no address of its own."""
        raise ValueError("These files have no public address.")
