"""Places of a file to overwrite, for kinds of files in which nothing may move."""

from typing import IO

ZEROS = bytes(65_536)


class Patches:
    """Collects what to write where, and writes it into a copy."""

    def __init__(self) -> None:
        self._bytes: list[tuple[int, bytes]] = []
        self._zeros: list[tuple[int, int]] = []

    def __len__(self) -> int:
        return len(self._bytes) + len(self._zeros)

    def add(self, place: int, data: bytes) -> None:
        """Note bytes to write at a place."""
        self._bytes.append((place, data))

    def add_zeros(self, start: int, end: int) -> None:
        """Note a part to fill with zeros."""
        if end > start:
            self._zeros.append((start, end))

    def write_into(self, file: IO[bytes]) -> None:
        """Write all that was noted; what says how long a part is comes last, so that zeros never hide it."""
        for start, end in self._zeros:
            file.seek(start)
            while start < end:
                start += file.write(ZEROS[: end - start])
        for place, data in self._bytes:
            file.seek(place)
            file.write(data)
        file.seek(0)
