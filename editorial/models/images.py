"""The image model, our own from the first migration on: Wagtail can't swap it later without pain."""

import logging

from django.core.files import File
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image, SourceImageIOError
from wagtail.search import index

from ..alt_text import is_file_name
from ..page_renditions import STAND_IN, renditions_of_pages, state_of_page_renditions

logger = logging.getLogger(__name__)

# A picture of fewer points is made smaller so fast that nobody notices.
POINTS_MADE_AT_ONCE = 800_000


class CampaignImage(AbstractImage):
    """An image with the credit that its licence asks for, and ready in all sizes that pages ask for."""

    credit = models.CharField(
        _("credit"),
        max_length=255,
        blank=True,
        help_text=_("Who made it and under which licence. Shown below the image."),
    )
    # For which list of renditions the worker has made them all; empty after every change.
    ready_for = models.CharField(max_length=64, blank=True, default="", editable=False, db_index=True)

    # By a tag as well as by words, which Wagtail's own fields don't allow.
    search_fields = [
        *(one for one in AbstractImage.search_fields if one.field_name != "tags"),
        index.RelatedFields(
            "tags",
            [index.SearchField("name", boost=10), index.AutocompleteField("name"), index.FilterField("name")],
        ),
    ]

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def save(self, *args: object, **kwargs: object) -> None:
        """Save, and let the worker look again: another file or focal point asks for other renditions."""
        self.ready_for = ""
        super().save(*args, **kwargs)

    @property
    def default_alt_text(self) -> str:
        """What describes the image where nothing else does; never the name of its file."""
        text = self.description or self.title
        return "" if is_file_name(text, self.file.name) else text

    def get_rendition(self, filter: Filter | str) -> AbstractRendition:  # noqa: A002
        """Return a rendition. One that the worker is about to make is stood in for by a small one."""
        wanted = self.clean_filter_for_svg(Filter(spec=filter) if isinstance(filter, str) else filter)
        return next(iter(self.get_renditions(wanted).values()))

    def get_renditions(self, *filters: Filter | str) -> dict[str, AbstractRendition]:
        """Return renditions by what they were asked for as.

        Making all that a page asks for takes seconds, and a reader waits for it. So those are left to the
        worker; until it has made one of them, the page shows a single small one.
        """
        wanted = [Filter(spec=each) if isinstance(each, str) else each for each in filters]
        if self.is_to_be_made_ready and all(each.spec in renditions_of_pages() for each in wanted):
            found = self.find_existing_renditions(*wanted)
            if any(each not in found for each in wanted):
                # Only this one, as a browser may not know the formats that happen to be there already.
                return {wanted[0].spec: super().get_renditions(STAND_IN)[STAND_IN]}
        renditions: dict[str, AbstractRendition] = super().get_renditions(*wanted)
        return renditions

    @property
    def is_to_be_made_ready(self) -> bool:
        """Whether the worker has still to look at this image, and it is large enough to wait for that."""
        is_large = self.width * self.height > POINTS_MADE_AT_ONCE
        return self.pk is not None and is_large and self.ready_for != state_of_page_renditions()

    def generate_rendition_file(self, filter: Filter, *, source: File | None = None) -> File:  # noqa: A002
        """Return the file of a rendition; say that the source is unreadable, whatever the decoder met.

        Wagtail then shows that a picture is missing; anything else would take the whole page away.
        """
        try:
            return super().generate_rendition_file(filter, source=source)
        except SourceImageIOError:
            raise
        except Exception as error:
            logger.warning("image %s can't be made smaller: %s", self.pk, type(error).__name__)
            raise SourceImageIOError(str(error)) from error


class CampaignRendition(AbstractRendition):
    """One size and format of an image."""

    image = models.ForeignKey(CampaignImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]
