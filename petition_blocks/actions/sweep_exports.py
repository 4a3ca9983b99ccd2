"""Delete the files of exports that nobody needs any more."""

import logging
from uuid import UUID

from ..models import Export, Petition
from ..models.export import export_storage
from .believe_clock import clock_is_believed

logger = logging.getLogger(__name__)


def sweep_exports() -> int:
    """Delete what the storage holds but no export keeps; return how many folders went.

    Gone are the files that were acknowledged, those that nobody acknowledged in time, those of a petition
    whose retention day has come or of a key that was revoked, and what a worker that died has left. If the
    storage doesn't answer, that is noted: the worker sweeps again and again. While the clock isn't believed,
    nothing goes.
    """
    if not clock_is_believed():
        return 0
    try:
        # Looked at first: what is begun meanwhile is then known below.
        found = {folder for name in export_storage().listdir("")[0] if (folder := _folder(name))}
    except FileNotFoundError:
        return 0
    except Exception as error:
        logger.warning("the files of exports can't be listed: %s", type(error).__name__)
        return 0
    kept = set(Export.objects.keeping_files().values_list("folder", flat=True))
    return sum(map(_delete_folder, found - kept))


def delete_exports(petition: Petition) -> int:
    """Delete the files of all the petition's exports, for its retention day; return how many folders went."""
    folders = Export.objects.filter(petition=petition).values_list("folder", flat=True)
    return sum(map(_delete_folder, folders))


def _delete_folder(folder: UUID) -> bool:
    """Delete a folder with all that is in it; tell whether all of it is gone, and there was something."""
    storage = export_storage()
    try:
        names = storage.listdir(str(folder))[1]
        for name in names:
            storage.delete(f"{folder}/{name}")
        # Only a folder of the file system outlives what was in it.
        storage.delete(str(folder))
    except FileNotFoundError:
        return False
    except Exception as error:
        logger.warning("the files of export %s can't be deleted: %s", folder, type(error).__name__)
        return False
    return bool(names)


def _folder(name: str) -> UUID | None:
    """Return the folder of that name if it is one of ours."""
    try:
        return UUID(name)
    except ValueError:
        return None
