"""Write down what becomes of originals, since of what is gone nothing else could tell."""

from django.db.models import Model
from wagtail.models import Page, Site, TranslatableMixin
from wagtail_localize.models import Translation

from .models import LONGEST_TITLE, OriginalChange
from .objects import snippet_models

Deed = OriginalChange.Deed


def is_kept_in_view(model: type[Model]) -> bool:
    """Tell whether objects of a model are on the desk by themselves."""
    return issubclass(model, Page) or model in snippet_models()


def note(instance: TranslatableMixin, deed: Deed) -> OriginalChange | None:
    """Write down that this was done, unless it is a translation of something else, or stands in for it."""
    if isinstance(instance, Page) and instance.alias_of_id is not None:
        return None
    is_translation = Translation.objects.filter(
        source__object_id=instance.translation_key, target_locale_id=instance.locale_id, enabled=True
    ).exists()
    if is_translation:
        return None
    return OriginalChange.objects.create(
        deed=deed,
        translation_key=instance.translation_key,
        title=str(instance)[:LONGEST_TITLE],
        locale_id=instance.locale_id,
    )


def note_publication(instance: TranslatableMixin) -> OriginalChange | None:
    """Write down that something is public for the first time, or anew."""
    if not _may_be_read(instance):
        return None
    is_first = instance.first_published_at == instance.last_published_at
    return note(instance, Deed.PUBLISHED if is_first else Deed.CHANGED)


def note_deletion(instance: TranslatableMixin) -> OriginalChange | None:
    """Write down that something is about to be deleted for good, unless to people it was so before."""
    return note(instance, Deed.DELETED) if _may_be_read(instance) else None


def note_move(page: Page, before: Page, after: Page) -> OriginalChange | None:
    """Write down that a page lies elsewhere now. Where it is on no site any more, to people it is deleted."""
    if not is_on_a_site(before):
        return None
    return note(page, Deed.MOVED if is_on_a_site(after) else Deed.DELETED)


def _may_be_read(instance: TranslatableMixin) -> bool:
    return not isinstance(instance, Page) or is_on_a_site(instance)


def is_on_a_site(page: Page) -> bool:
    """Tell whether a page lies where visitors of some site could read it, in any language."""
    keys = Site.objects.order_by().values("root_page__translation_key")
    homes = Page.objects.filter(translation_key__in=keys).order_by().values_list("path", flat=True)
    return bool(page.path.startswith(tuple(homes)))
