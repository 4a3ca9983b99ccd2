"""A translated page keeps the letters of its address.

wagtail-localize makes a slug "valid" before it saves a translation, which takes every letter out of it that
ASCII doesn't have: `öffnung` becomes `offnung`, and of an Arabic address nothing is left, so that the page
can't be saved at all. Wagtail itself takes slugs in the letters of any script.

Upstream: reported by nobody yet; the line is in `TranslationSource.create_or_update_translation()`.
"""

from functools import partial

from django.utils.text import slugify
from wagtail_localize import models

upstream_slugify = models.slugify


def keep_letters_of_slugs() -> None:
    """Let slugs of translations keep the letters that Wagtail lets an editor save."""
    models.slugify = partial(slugify, allow_unicode=True)
