"""Blocks to look at."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.documents.models import AbstractDocument
from wagtail.images.blocks import ImageBlock
from wagtail.images.models import AbstractImage

from ..alt_text import is_file_name
from ..stored_files.documents import FILM_ENDINGS, is_film_for_browsers
from ..stored_files.kinds import Kind, kind_of
from .base import PICTURES, PLAIN_RICH_TEXT_FEATURES, Context, FixedChoiceBlock, HeadedBlock


class DescribedImageBlock(ImageBlock):
    """An image with a description that describes it: the name of its file is none."""

    def clean(self, value: AbstractImage | None) -> AbstractImage | None:
        """Ask for another description where it is the name of a file."""
        image = super().clean(value)
        if self.is_deferred_validation or not image or image.decorative:
            return image
        if is_file_name(image.contextual_alt_text or "", image.file.name):
            problem = gettext(
                "This is the name of a file. Write what is to be seen in the picture, for those who can’t "
                "see it."
            )
            raise StructBlockValidationError(block_errors={"alt_text": ValidationError(problem)})
        return image


class CaptionedImageBlock(blocks.StructBlock):
    """An image, described for those who can't see it, with a caption and its credit."""

    image = DescribedImageBlock(label=_("Image"), required=False)
    caption = blocks.CharBlock(label=_("Caption"), required=False, default="", max_length=300)
    width = FixedChoiceBlock(
        label=_("Width"),
        choices=[("text", _("As wide as the text")), ("wide", _("Wider than the text"))],
        default="text",
    )

    class Meta:
        icon = "image"
        label = _("Image")
        group = PICTURES
        description = _("One picture with a caption. Comes in the right size for every screen.")
        template = "editorial/blocks/image.html"
        preview_value = {"image": None, "caption": _("The park at noon"), "width": "text"}


class GalleryPictureBlock(blocks.StructBlock):
    """One picture of several."""

    image = DescribedImageBlock(label=_("Image"), required=False)
    caption = blocks.CharBlock(label=_("Caption"), required=False, default="", max_length=300)

    class Meta:
        icon = "image"
        label = _("Image")


class PictureGalleryBlock(HeadedBlock):
    """Pictures side by side, as many in a row as there is room for."""

    pictures = blocks.ListBlock(GalleryPictureBlock(), label=_("Images"), min_num=1, max_num=24)

    class Meta:
        icon = "image"
        label = _("Picture gallery")
        group = PICTURES
        description = _("Several pictures side by side, each with a caption.")
        template = "editorial/blocks/picture_gallery.html"
        preview_value = {
            "heading": _("Places worth keeping"),
            "pictures": [
                {"image": None, "caption": _("By day")},
                {"image": None, "caption": _("By night")},
            ],
        }


class VideoBlock(blocks.StructBlock):
    """A video: our own file plays here; one from elsewhere is a link that says who would learn of it."""

    title = blocks.CharBlock(label=_("Title"), default="", max_length=160)
    poster = DescribedImageBlock(
        label=_("Image"), required=False, help_text=_("What people see before they start the video.")
    )
    file = DocumentChooserBlock(
        label=_("Video file"),
        required=False,
        help_text=_("An MP4 or WebM file plays on this page, and nobody else learns of it."),
    )
    captions = DocumentChooserBlock(
        label=_("Captions"),
        required=False,
        help_text=_("A VTT file with what is said, for those who can’t hear it."),
    )
    address = blocks.URLBlock(
        label=_("or its web address"),
        required=False,
        default="",
        help_text=_("Used when no file is chosen. Opens in a new tab; nothing is loaded before."),
    )
    transcript = blocks.RichTextBlock(
        label=_("What is said"), required=False, default="", features=PLAIN_RICH_TEXT_FEATURES
    )

    def get_context(self, value: blocks.StructValue, parent_context: Context | None = None) -> Context:
        """Add `host`: who would learn that somebody watches the video."""
        context = super().get_context(value, parent_context)
        try:
            host = urlsplit(value["address"] or "").hostname or ""
        except ValueError:
            host = ""
        context["host"] = host.removeprefix("www.")
        # What was chosen before anybody looked at what it is.
        context["film"] = _with_ending(value["file"], FILM_ENDINGS)
        context["captions"] = _with_ending(value["captions"], Kind.CAPTIONS.endings[:1])
        return context

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Ask for another file where the one chosen is no film that browsers play, or no captions."""
        cleaned = super().clean(value)
        problems = {}
        if not self.is_deferred_validation:
            if cleaned["file"] and not _is_film(cleaned["file"]):
                problems["file"] = ValidationError(
                    gettext("Browsers can’t play this file. Choose a video: MP4 with H.264, or WebM.")
                )
            if cleaned["captions"] and not _are_captions(cleaned["captions"]):
                problems["captions"] = ValidationError(
                    gettext("This file holds no captions. Choose a VTT file: its first line says WEBVTT.")
                )
        if problems:
            raise StructBlockValidationError(block_errors=problems)
        return cleaned

    class Meta:
        icon = "media"
        label = _("Video")
        group = PICTURES
        description = _("A video of your own, or a link to one. Loads nothing until somebody clicks.")
        template = "editorial/blocks/video.html"
        preview_value = {
            "title": _("A day in the park"),
            "poster": None,
            "file": None,
            "captions": None,
            "address": "https://video.example.org/square",
            "transcript": "",
        }


def _with_ending(document: AbstractDocument | None, endings: tuple[str, ...]) -> AbstractDocument | None:
    """Return the document if its name has one of the endings; nothing otherwise."""
    return document if document and document.file_extension.lower() in endings else None


def _is_film(document: AbstractDocument) -> bool:
    try:
        with document.open_file() as file:
            return bool(_with_ending(document, FILM_ENDINGS)) and is_film_for_browsers(file)
    except OSError:
        # Gone from the disk.
        return False


def _are_captions(document: AbstractDocument) -> bool:
    try:
        with document.open_file() as file:
            return bool(_with_ending(document, ("vtt",))) and kind_of(file) is Kind.CAPTIONS
    except OSError:
        return False


class KeyFigureBlock(blocks.StructBlock):
    """One number and what it counts."""

    figure = blocks.CharBlock(
        label=_("Figure"), default="", max_length=20, help_text=_("Such as 15 or 3 in 4.")
    )
    label = blocks.CharBlock(label=_("What it counts"), default="", max_length=160)

    class Meta:
        icon = "order"
        label = _("Figure")


class KeyFiguresBlock(HeadedBlock):
    """A row of numbers that make a case."""

    figures = blocks.ListBlock(KeyFigureBlock(), label=_("Figures"), min_num=1, max_num=6)
    source = blocks.CharBlock(label=_("Source"), required=False, default="", max_length=300)

    class Meta:
        icon = "order"
        label = _("Key figures")
        group = PICTURES
        description = _("One to six large numbers, each with a few words.")
        template = "editorial/blocks/key_figures.html"
        preview_value = {
            "heading": _("Where we stand"),
            "figures": [
                {"figure": "15", "label": _("parks were built over since 2015")},
                {"figure": "13", "label": _("organisations stand behind this campaign")},
            ],
            "source": "",
        }
