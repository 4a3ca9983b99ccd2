"""A copy of a page in another language's tree is never public.

Where a language follows another ("Synchronise content from another locale"), and wherever a translated page
lacks a parent, wagtail-localize puts an alias: the source's words under the other language's address. It is
public if its source is, and Wagtail makes it public whenever the source is published. Visitors and search
engines would be told that English words are German. As drafts the aliases still show translators what is
left to do. Aliases within one language, made by an editor, are left alone.

Upstream: https://github.com/wagtail/wagtail-localize/issues/743,
https://github.com/wagtail/wagtail-localize/issues/463; the same trouble elsewhere:
https://github.com/mozilla/bedrock/issues/15063.
"""

from collections.abc import Collection

from django.db.models import Model
from django.db.models.signals import pre_save
from wagtail.models import Page


def take_alias_off_the_site(
    instance: Model, update_fields: Collection[str] | None = None, **kwargs: object
) -> None:
    """Save an alias of a page in another language as a draft, whatever it was about to be."""
    if not isinstance(instance, Page) or instance.alias_of_id is None or not instance.live:
        return
    if update_fields is not None and "live" not in update_fields:
        return
    if instance.alias_of.locale_id != instance.locale_id:
        instance.live = False
        instance.has_unpublished_changes = True


def keep_aliases_in_other_languages_off_the_site() -> None:
    """Let each address speak its own language."""
    pre_save.connect(take_alias_off_the_site, dispatch_uid="localisation.take_alias_off_the_site")
