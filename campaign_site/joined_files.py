"""Static files that are written as many and served as one: a visitor's browser asks once for all of them.

`css/site.css` names its parts by `@import`, in the order of their rules; `js/site.js` is a module that
imports others. Whoever asks for one of the two gets it with each part in its place: `collectstatic`, the
development server and tests alike. A script's parts keep their names for things, so no two may use the same.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.storage import FileSystemStorage, Storage

JOINED = ["css/site.css", "js/site.js"]
IMPORT = re.compile(r'^(?:@import|import|import \{[^}]+\} from) "([^"]+)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=async |class |const |function |let )", re.MULTILINE)
# A file of ours, named as seen from the style sheet that it is in.
NEIGHBOUR = re.compile(r'url\("(\.\./[^"]+)"\)')
# The folder in which this process keeps what it has joined, once it has joined something. No finder's own: of
# two that are made at the same time Django drops one, and what that one has just named is still to be read.
FOLDERS: list[TemporaryDirectory[str]] = []
JOINING = Lock()


class JoiningFinder(FileSystemFinder):
    """Finds the project's static files; where files are joined, the whole in the place of its parts."""

    def find(self, path: str, find_all: bool = False) -> Any:
        """Return where the file lies, as Django's finder does. What is joined is as new as its parts."""
        if path not in JOINED:
            return super().find(path, find_all=find_all)  # type: ignore[call-overload]
        joined = self._join(path)
        return [joined] if find_all else joined

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """Yield each file that `collectstatic` takes, and the storage that has it. Parts are none."""
        parts = {part for path in JOINED for part in self.parts_of(path)}
        for path, storage in super().list(ignore_patterns):
            if path in JOINED:
                self._join(path)
                yield path, FileSystemStorage(location=FOLDERS[0].name)
            elif path not in parts:
                yield path, storage

    def parts_of(self, path: str) -> Sequence[str]:
        """Return the paths of a joined file's parts, each once."""
        parts: dict[str, None] = {}
        self._with_parts(path, path, parts)
        return [*parts]

    def _join(self, path: str) -> str:
        text = self._with_parts(path, path, {})
        with JOINING:
            if not FOLDERS:
                FOLDERS.append(TemporaryDirectory(prefix="campaign-hub-static-"))
            target = Path(FOLDERS[0].name, path)
            # A file that stays the same keeps its time: browsers and `collectstatic` go by it. One that
            # changes is put in its place whole: another thread may be reading it.
            if not target.exists() or target.read_text(encoding="utf-8") != text:
                target.parent.mkdir(parents=True, exist_ok=True)
                new = target.with_name(f"{target.name}.new")
                new.write_text(text, encoding="utf-8")
                new.replace(target)
        return str(target)

    def _with_parts(self, path: str, whole: str, parts: dict[str, None]) -> str:
        """Return a source with all that it imports and that is not among the parts yet; it is then."""

        def neighbour(found: re.Match[str]) -> str:
            return f'url("{posixpath.relpath(_beside(path, found[1]), posixpath.dirname(whole))}")'

        def part(found: re.Match[str]) -> str:
            name = _beside(path, found[1])
            if name in parts:
                return ""
            parts[name] = None
            return self._with_parts(name, whole, parts)

        return IMPORT.sub(part, EXPORT.sub("", NEIGHBOUR.sub(neighbour, self._source(path))))

    def _source(self, path: str) -> str:
        found = super().find(path)
        if not found:
            raise FileNotFoundError(f"There is no static file {path}.")
        return Path(found).read_text(encoding="utf-8")


def _beside(path: str, name: str) -> str:
    """Return the path of what the file at `path` calls `name`."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
