"""Clean what was uploaded before uploads were cleaned."""

from collections import Counter
from collections.abc import Iterator

from django.core.files.storage import default_storage
from django.core.management import BaseCommand, CommandParser
from django.db.models import FileField, Model
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import UploadedFile
from wagtail.users.models import UserProfile

from editorial.actions.clean_stored_file import Cleaning, clean_stored_file


class Command(BaseCommand):
    """Takes out of all stored pictures, documents and films what nobody sees in them."""

    help = (
        "Takes out of every stored file where and when it was made, with what, and by whom. May be stopped "
        "and run again: what is clean is passed over."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the options."""
        parser.add_argument("--dry-run", action="store_true", help="Say which files would be cleaned.")

    def handle(self, *args: object, dry_run: bool, **options: object) -> None:
        """Go through all files, and name each that is changed or can't be."""
        files = list(stored_files())
        outcomes: Counter[Cleaning] = Counter()
        for number, (instance, field) in enumerate(files, start=1):
            name = getattr(instance, field.name).name
            outcome = clean_stored_file(instance, field, dry_run=dry_run)
            outcomes[outcome] += 1
            if outcome is not Cleaning.CLEAN:
                self.stdout.write(f"({number}/{len(files)}) {name}: {outcome.value}")
        done = ", ".join(f"{number} {outcome.value}" for outcome, number in outcomes.items())
        self.stdout.write(f"{len(files)} files: {done or 'nothing to do'}.")


def stored_files() -> Iterator[tuple[Model, FileField]]:
    """Find every file that an upload has left in the storage, pictures first."""
    for model in (get_image_model(), get_document_model(), UploadedFile, UserProfile):
        for field in model._meta.get_fields():
            if isinstance(field, FileField) and field.storage == default_storage:
                for instance in model._default_manager.exclude(**{field.name: ""}).order_by("pk").iterator():
                    if getattr(instance, field.name):
                        yield instance, field
