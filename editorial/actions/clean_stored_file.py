"""Clean a file that was stored before files were cleaned."""

from enum import Enum
from io import BytesIO

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
    stored = getattr(instance, field.name)
    old_name, storage = stored.name, stored.storage
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
            stored.save(wanted_name, File(content), save=False)
    except FileNotFoundError:
        return Cleaning.GONE
    except UnreadableFile:
        return Cleaning.UNREADABLE
    spare_name = stored.name
    _note_new_file(instance, field)
    storage.delete(old_name)
    with storage.open(spare_name) as file:
        stored.save(wanted_name, file, save=False)
    _note_new_file(instance, field)
    CleanedFile.note(stored.name, taken)
    if stored.name != spare_name:
        storage.delete(spare_name)
    return Cleaning.CLEANED


def _note_new_file(instance: Model, field: FileField) -> None:
    """Save the new file's name, size and hash; renditions of the old one carry what it carried, and go."""
    fields = [field.name]
    for name, setter in (("file_hash", "_set_file_hash"), ("file_size", "")):
        if any(each.name == name for each in instance._meta.fields):
            if setter:
                getattr(instance, setter)()
            else:
                instance.file_size = instance.file.size  # type: ignore[attr-defined]
            fields.append(name)
    if isinstance(instance, CampaignImage):
        fields += ["width", "height", "ready_for"]
        for rendition in instance.renditions.all():
            rendition.delete()
    instance.save(update_fields=fields)
