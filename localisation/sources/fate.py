"""What became of the original, for whoever translates it.

A translation is a page of its own: when its original is moved, unpublished, closed to some people or deleted,
it stays where it is and as public as it was. Somebody has to decide about it, so somebody has to be told.
"""

from collections.abc import Iterator

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _
from wagtail.models import DraftStateMixin, Page, TranslatableMixin
from wagtail_localize.models import Translation

from .reading import earlier_source


def fate_of_original(translation: Translation, target: TranslatableMixin) -> list[str]:
    """Return in words what a translator has to know about the original; nothing if all is as it was."""
    try:
        original = translation.source.get_source_instance()
    except ObjectDoesNotExist:
        return [_("The original was deleted. There will be no more changes; this translation is kept.")]
    if isinstance(original, Page):
        return list(_fate_of_page(original, target))
    if isinstance(original, DraftStateMixin) and not original.live and original.first_published_at:
        return [_unpublished()]
    return []


def news_from_original(translation: Translation) -> str:
    """Return in words that the original says something new; nothing if the language has all of it."""
    if earlier_source(translation.source, translation.target_locale) is None:
        return ""
    return _(
        "The original has changed since your language brought in its changes. Until you bring them in, you "
        "go on with the texts that you have."
    )


def _fate_of_page(original: Page, target: Page) -> Iterator[str]:
    if original.get_url_parts() is None:
        yield _("The original was deleted, or taken out of the site. This translation stays as it is.")
    elif not original.live:
        if original.first_published_at:
            yield _unpublished()
    elif _is_private(original) and target.live and not _is_private(target):
        yield _("The original is only for some visitors by now, and this translation is public.")
    above, above_target = original.get_parent(), target.get_parent()
    is_in_site = original.get_url_parts() is not None and min(above.depth, above_target.depth) > 1
    if is_in_site and above.translation_key != above_target.translation_key:
        yield _("The original was moved: it stands below “%(there)s” now, this page below “%(here)s”.") % {
            "there": above.get_admin_display_title(),
            "here": above_target.get_admin_display_title(),
        }


def _unpublished() -> str:
    return _("The original was taken off the site. This translation stays as public as it is.")


def _is_private(page: Page) -> bool:
    return bool(page.get_view_restrictions().exists())
