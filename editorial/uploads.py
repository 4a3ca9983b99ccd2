"""The admin's forms for pictures and documents: what they take can be shown, and gives nothing away."""

import logging
from io import BytesIO
from pathlib import PurePath
from typing import IO, Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext, gettext_lazy
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtail.images.models import Filter

from .models import CampaignImage, CleanedFile
from .stored_files.clean import clean
from .stored_files.documents import FILM_ENDINGS, is_film_for_browsers, is_what_its_ending_says
from .stored_files.kinds import Kind, kind_of
from .stored_files.pictures import NoPicture, PreparedPicture, TooManyPoints, prepare_picture
from .stored_files.taken_out import Taken, words_for
from .stored_files.unreadable import LockedFile, UnreadableFile

logger = logging.getLogger(__name__)

# One of each format that pages ask for.
TRIED_RENDITIONS = ("width-400|format-avif", "width-400|format-webp", "width-400|format-jpeg")
A_MILLION = 1_000_000
# Documents are read as a whole to be cleaned; films are not.
LARGEST_DOCUMENT = 100 * 1024 * 1024

DAMAGED = gettext_lazy(
    "This file is damaged or breaks off: we can’t read it to its end. Save it anew, or copy it once more "
    "from where you have it, and try again."
)
WHAT_IS_TAKEN_OUT = gettext_lazy(
    "Before we store a file, we take out what nobody sees in it: where and when it was made, with what, and "
    "by whom."
)
KINDS = {
    Kind.PDF: gettext_lazy("a PDF"),
    Kind.RTF: gettext_lazy("a rich text file"),
    Kind.ARCHIVE: gettext_lazy("an archive or an office document of another kind"),
    Kind.CAPTIONS: gettext_lazy("a file of captions"),
    Kind.TEXT: gettext_lazy("plain text"),
    **dict.fromkeys([Kind.MP4, Kind.WEBM], gettext_lazy("a video")),
    **dict.fromkeys(
        [Kind.JPEG, Kind.PNG, Kind.GIF, Kind.WEBP, Kind.AVIF, Kind.HEIC], gettext_lazy("a picture")
    ),
    Kind.UNKNOWN: gettext_lazy("something else"),
}


class PictureField(WagtailImageField):
    """Takes what is a picture, whatever its name ends in, and gives back one that pages can show."""

    def to_python(self, data: UploadedFile | None) -> "PreparedFile | None":
        """Return the picture upright, clean, with the right ending; refuse in words what can't be shown."""
        file = forms.FileField.to_python(self, data)
        if file is None:
            return None
        self.check_image_file_size(file)
        try:
            prepared = prepare_picture(file.read(), file.name or "", self.max_image_pixels)
            try_renditions(prepared)
        except NoPicture:
            raise ValidationError(self.error_messages["invalid_image_extension"], code="no_picture") from None
        except TooManyPoints as error:
            raise ValidationError(
                gettext(
                    "This picture is too large: at most %(most)d million points can be shown. Make it "
                    "smaller and try again."
                )
                % {"most": self.max_image_pixels // A_MILLION},
                code="too_many_points",
            ) from error
        except UnreadableFile as error:
            raise ValidationError(DAMAGED, code="damaged") from error
        return PreparedFile(BytesIO(prepared.content), prepared.name, prepared.taken)

    def validate(self, value: object) -> None:
        """Look at the name no more: it has the ending that fits the content."""
        forms.Field.validate(self, value)

    def run_validators(self, value: object) -> None:
        """Ask no validator of endings, as `to_python` has seen to the ending."""


class PreparedFile(File):
    """An uploaded file after it was cleaned, and what was taken out of it."""

    def __init__(self, file: IO[bytes], name: str, taken: set[Taken]) -> None:
        super().__init__(file, name=name)
        self.taken = taken


def try_renditions(prepared: PreparedPicture) -> None:
    """Make the picture smaller in each format of the pages; raise `UnreadableFile` where that fails."""
    try:
        file = File(BytesIO(prepared.content), name=prepared.name)
        # In no collection, which a new image would ask the database for.
        image = CampaignImage(file=file, collection_id=0)
        for spec in TRIED_RENDITIONS:
            source = File(BytesIO(prepared.content), name=prepared.name)
            Filter(spec).run(image, BytesIO(), source=source)
    except Exception as error:
        logger.warning("a picture could be read and not be made smaller: %s", type(error).__name__)
        raise UnreadableFile from error


class TitleField(forms.CharField):
    """A title that may come from a file's name: whatever that was, it is cut to fit rather than refused."""

    def to_python(self, value: object) -> str:
        """Return the title without letters that nobody sees, and not longer than it may be."""
        text = super().to_python(value) or ""
        shown = "".join(letter if letter.isprintable() else " " for letter in text)
        return " ".join(shown.split())[: self.max_length]


class TellsWhatWasTakenOut(forms.ModelForm):
    """For forms of files: says beforehand what is taken out, and afterwards what was."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        title = self.fields.get("title")
        if title is not None:
            self.fields["title"] = TitleField(
                label=title.label,
                widget=title.widget,
                max_length=getattr(title, "max_length", None),
                help_text=self.told() or title.help_text,
            )
        if "file" in self.fields:
            upstream = self.fields["file"].help_text
            self.fields["file"].help_text = f"{upstream} {WHAT_IS_TAKEN_OUT}".strip()
        # Wagtail has looked at the title already, and Django keeps what it showed then.
        self._bound_fields_cache.clear()  # type: ignore[attr-defined]

    def told(self) -> str:
        """Return in words what was taken out of the file that the form is about."""
        taken = getattr(self.instance, "taken_out", None)
        if taken is not None:
            return words_for(taken)
        return CleanedFile.words_for(self.instance.file.name) if self.instance.file else ""

    def save(self, commit: bool = True) -> models.Model:
        """Keep along with the file what was taken out of it."""
        file = self.cleaned_data.get("file")
        if isinstance(file, PreparedFile):
            self.instance.taken_out = file.taken
        return super().save(commit=commit)


class PictureForm(TellsWhatWasTakenOut, BaseImageForm):
    """The form for a picture."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        upstream = self.fields.get("file")
        if upstream is not None:
            self.fields["file"] = PictureField(
                label=upstream.label, required=upstream.required, widget=upstream.widget
            )
            self.fields["file"].help_text = upstream.help_text
            self._bound_fields_cache.clear()


class DocumentForm(TellsWhatWasTakenOut, BaseDocumentForm):
    """The form for a document, a film or its captions."""

    def clean_file(self) -> File:
        """Return the file cleaned; refuse in words what isn't what its name says, or can't be played."""
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return file
        ending = PurePath(file.name).suffix.lower().removeprefix(".")
        if ending not in settings.WAGTAILDOCS_EXTENSIONS:
            # The model says so, with the list of those that are taken.
            return file
        content = cast(IO[bytes], file)
        if ending not in FILM_ENDINGS and file.size > LARGEST_DOCUMENT:
            raise ValidationError(
                gettext("This file is too large. At most %(size)s can be stored; videos may be larger.")
                % {"size": filesizeformat(LARGEST_DOCUMENT)}
            )
        if not is_what_its_ending_says(content, ending):
            raise ValidationError(
                gettext(
                    "The file’s name ends in .%(ending)s, but in it is %(kind)s. Choose another file, or "
                    "save this one anew in the program it comes from."
                )
                % {"ending": ending, "kind": KINDS[kind_of(content)]}
            )
        if ending in FILM_ENDINGS and not is_film_for_browsers(content):
            raise ValidationError(
                gettext(
                    "Many browsers can’t play this video. Save it as MP4 with H.264, or as WebM, and try "
                    "again."
                )
            )
        try:
            cleaned = clean(content)
        except LockedFile as error:
            raise ValidationError(
                gettext(
                    "This file is locked with a password, so nobody can tell what it gives away. Save it "
                    "without one and try again."
                )
            ) from error
        except UnreadableFile as error:
            raise ValidationError(DAMAGED) from error
        if not cleaned.taken:
            return file
        return PreparedFile(cleaned.file, file.name, cleaned.taken)
