"""Which sizes and formats of a picture the pages ask for, read from their templates."""

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.template.loader import get_template

from .checks import is_public_template

# Small enough to be made while somebody waits, and shown by every browser.
STAND_IN = "format-jpeg|width-400"


@lru_cache(maxsize=1)
def renditions_of_pages() -> frozenset[str]:
    """Return what public templates ask of pictures, as Wagtail writes it: `format-avif|width-400`."""
    specs = {
        spec
        for configuration in settings.TEMPLATES
        for folder in map(Path, configuration["DIRS"])
        for path in folder.rglob("*.html")
        if is_public_template(path.relative_to(folder)) and "wagtailimages_tags" in path.read_text("utf-8")
        for spec in _specs_in(str(path.relative_to(folder)))
    }
    return frozenset({*specs, STAND_IN})


@lru_cache(maxsize=1)
def state_of_page_renditions() -> str:
    """Return a short text that is another one whenever the templates ask for something else."""
    return hashlib.sha256("\n".join(sorted(renditions_of_pages())).encode()).hexdigest()


def _specs_in(template_name: str) -> Iterator[str]:
    # They need the models, and the models need this list.
    from wagtail.images.templatetags.wagtailimages_tags import ImageNode, SrcsetImageNode

    template = get_template(template_name).template  # type: ignore[attr-defined]
    for node in template.nodelist.get_nodes_by_type(ImageNode):
        filters = node.get_filters() if isinstance(node, SrcsetImageNode) else [node.get_filter()]
        yield from (each.spec for each in filters)
