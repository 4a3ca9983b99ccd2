"""Whether there is room for what is to be stored, and whether it may be."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.core.files.storage import FileSystemStorage, storages
from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.upkeep.looks import Finding

from .exports_folder import exports_folder

SECTION = "disk-full"
MEGABYTE = 1024 * 1024
# What a busy day may bring, and the time to read a warning.
LITTLE_ROOM = 500 * MEGABYTE
FEW_FILES = 5_000
# Where Debian's PostgreSQL keeps what it keeps, if it doesn't tell us.
USUAL_POSTGRES = Path("/var/lib/postgresql")


class Room(NamedTuple):
    """What is left on a disk."""

    size: int
    # None where the file system makes as many as are wanted.
    files: int | None


def room_at(path: Path) -> Room:
    """Return what an ordinary user may still store in the folder, or where it will be made."""
    found = os.statvfs(_nearest(path))
    return Room(found.f_bavail * found.f_frsize, found.f_favail if found.f_files else None)


def folders() -> dict[Path, "str | Promise"]:
    """Return the folders of this machine that fill up, with what is in them."""
    kept: list[tuple[Path | None, str | Promise]] = [
        (database_folder(), gettext_lazy("the database")),
        (_folder_of("default"), gettext_lazy("uploads")),
        (exports_folder(), gettext_lazy("files for recipients")),
        (Path(tempfile.gettempdir()), gettext_lazy("files under way")),
    ]
    return {path: what for path, what in reversed(kept) if path is not None}


def _folder_of(name: str) -> Path | None:
    storage = storages[name]
    return Path(storage.path("")) if isinstance(storage, FileSystemStorage) else None


def database_folder() -> Path | None:
    """Return where the database's files are, if they are on this machine and anybody may know."""
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        return None if ":memory:" in name or "mode=memory" in name else Path(name).parent
    host = str(connection.settings_dict.get("HOST") or "")
    is_here = not host or host.startswith("/") or host in ("localhost", "127.0.0.1", "::1")
    return USUAL_POSTGRES if is_here and USUAL_POSTGRES.exists() else None


def look_at_disk() -> Iterator[Finding]:
    """Say on which disks there is hardly any room left."""
    told: dict[str, list[str]] = {}
    for path, what in folders().items():
        with suppress(OSError):
            room = room_at(path)
            if room.size < LITTLE_ROOM:
                left = _("%(size)d MB") % {"size": room.size // MEGABYTE}
            elif room.files is not None and room.files < FEW_FILES:
                left = _("room for a few more files")
            else:
                continue
            told.setdefault(left, []).append(f"{what} ({path})")
    for left, places in told.items():
        yield Finding(
            _("The disk is nearly full: %(left)s left for %(places)s.")
            % {"left": left, "places": ", ".join(sorted(places))},
            _("Make room, or give it a larger disk. While it is full, nobody can sign, and nothing is lost."),
            SECTION,
        )


def look_at_media_folder() -> Iterator[Finding]:
    """Say that uploads can't be written."""
    folder = _folder_of("default")
    if folder is None:
        return
    try:
        if folder.exists():
            with tempfile.NamedTemporaryFile(dir=folder, prefix=".doctor-"):
                return
        elif os.access(_nearest(folder), os.W_OK | os.X_OK):
            return
        reason = "nobody has made it, and this user may not"
    except OSError as error:
        reason = error.strerror or type(error).__name__
    yield Finding(
        f"The folder for uploads (MEDIA_ROOT), {folder}, can't be written: {reason}.",
        "Let the user that web processes and workers run as own it.",
        "a-public-server",
    )


def _nearest(path: Path) -> Path:
    """Return the folder, or the nearest one above it that there is."""
    while not path.exists() and path != path.parent:
        path = path.parent
    return path


def look_at_static_files() -> Iterator[Finding]:
    """Say that style sheets, scripts and pictures of this release are missing."""
    storage: Any = staticfiles_storage
    if not isinstance(storage, ManifestFilesMixin):
        if not settings.DEBUG and not getattr(settings, "WHITENOISE_USE_FINDERS", False):
            yield from _not_collected("Static files are not kept under names that tell their content")
        return
    # As collectstatic does, which leaves out hidden files that a package brings along.
    left_out = apps.get_app_config("staticfiles").ignore_patterns  # type: ignore[attr-defined]
    names = {name for finder in get_finders() for name, _place in finder.list(left_out)}
    known, _hash = storage.load_manifest()
    if not known:
        yield from _not_collected("The static files were never collected, so pages have no style")
    elif missing := sorted(names - set(known)):
        yield from _not_collected(f"{len(missing)} static files are of another release, {missing[0]} for one")


def _not_collected(what: str) -> Iterator[Finding]:
    yield Finding(
        f"{what}.",
        "Run `python manage.py collectstatic --noinput`, then start the web processes again.",
        "a-public-server",
    )
