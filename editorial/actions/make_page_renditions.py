"""Make the sizes and formats of pictures that pages ask for, before a visitor asks."""

import logging

from wagtail.images.models import Filter, SourceImageIOError

from ..models import CampaignImage
from ..page_renditions import renditions_of_pages, state_of_page_renditions
from .invalidate_pages import invalidate_pages

logger = logging.getLogger(__name__)

# Beside the file, what a rendition depends on.
DECIDING_FIELDS = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")


def make_page_renditions() -> int:
    """Make the next missing rendition; return 1 as long as there may be more.

    One at a time, as large ones take a second and mails wait meanwhile. Pages that stood something small in
    for a picture show it whole once all of its renditions are there. A picture that can't be read is passed
    over until it is changed.
    """
    state = state_of_page_renditions()
    image = CampaignImage.objects.exclude(ready_for=state).order_by("-pk").first()
    if image is None:
        return 0
    filters = [image.clean_filter_for_svg(Filter(spec=spec)) for spec in sorted(renditions_of_pages())]
    existing = image.find_existing_renditions(*filters)
    missing = [each for each in filters if each not in existing]
    try:
        if missing:
            image.create_rendition(missing[0])
    except SourceImageIOError:
        logger.warning("image %s can't be read; its pages show no picture", image.pk)
        missing = []
    if len(missing) <= 1:
        # Only if nobody has changed the image meanwhile.
        as_it_was = {name: getattr(image, name) for name in DECIDING_FIELDS}
        CampaignImage.objects.filter(pk=image.pk, file=image.file.name, **as_it_was).update(ready_for=state)
        invalidate_pages()
    return 1
