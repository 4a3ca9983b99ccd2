"""Clean a file that was stored before files were cleaned."""

from enum import Enum
from io import BytesIO
from typing import IO

from django.core.files import File
from django.db.models import FileField, Model
from wagtail.images.models import AbstractImage

from ..models import CampaignImage, CleanedFile
from ..stored_files.clean import clean
from ..stored_files.kinds import kind_of
from ..stored_files.pictures import FORMATS, prepare_picture
from ..stored_files.unreadable import UnreadableFile

# Larger than any upload may be: what was let in before is kept.
ANY_SIZE = 1_000_000_000


class Cleaning(Enum):
    """What came of it."""

    CLEAN = "clean already"
    CLEANED = "cleaned"
    UNREADABLE = "can't be read"
    GONE = "gone from the storage"


def clean_stored_file(instance: Model, field: FileField, *, dry_run: bool = False) -> Cleaning:
    """Put a cleaned file in the place of the one that the instance's field holds; say what came of it.

    It keeps its name, as others link to it. At each moment of the way the instance names a file that is
    there: whoever stops in between leaves a file too many, never one too few.
    """
    old_name, storage = getattr(instance, field.name).name, field.storage
    try:
        with storage.open(old_name) as file:
            if isinstance(instance, AbstractImage) and kind_of(file) in FORMATS:
                before = file.read()
                picture = prepare_picture(before, old_name, ANY_SIZE)
                changed, taken = picture.content != before, picture.taken
                content = BytesIO(picture.content)
                wanted_name = picture.name
            else:
                cleaned = clean(file)
                changed, taken, content = bool(cleaned.taken), cleaned.taken, cleaned.file  # type: ignore[assignment]
                wanted_name = old_name.rpartition("/")[2]
            if not changed:
                return Cleaning.CLEAN
            if dry_run:
                return Cleaning.CLEANED
            name = _store(instance, field, wanted_name, content)
    except FileNotFoundError:
        return Cleaning.GONE
    except UnreadableFile:
        return Cleaning.UNREADABLE
    storage.delete(old_name)
    if not name.endswith(f"/{wanted_name}"):
        # Its own name was taken, by the old file.
        spare_name = name
        with storage.open(spare_name) as file:
            name = _store(instance, field, wanted_name, file)
        storage.delete(spare_name)
    CleanedFile.note(name, taken)
    return Cleaning.CLEANED


def _store(instance: Model, field: FileField, name: str, content: IO[bytes]) -> str:
    """Store a file for the instance and note its name, size and hash there; return its name.

    Renditions of the old one carry what it carried, and go.
    """
    wanted = field.generate_filename(instance, name)
    stored_name: str = field.storage.save(wanted, File(content, name=name), max_length=field.max_length)
    setattr(instance, field.attname, stored_name)
    names = {each.name for each in instance._meta.fields}
    if "file_hash" in names:
        instance._set_file_hash()  # type: ignore[attr-defined]
        instance.file_size = field.storage.size(stored_name)  # type: ignore[attr-defined]
    if isinstance(instance, CampaignImage):
        for rendition in instance.renditions.all():
            rendition.delete()
    changed = {field.name, "file_hash", "file_size", "width", "height", "ready_for"}
    instance.save(update_fields=changed & names)
    return stored_name
