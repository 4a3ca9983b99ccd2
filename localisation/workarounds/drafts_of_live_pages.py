"""What translators do reaches the public when it is published, and not before.

`TranslationSource.create_or_update_translation()` writes the row of the page first and asks about publishing
later. Called for a draft of a page that is already public it thus shows that draft, with the source's words
in every gap, to everybody; an alias it turns into a page of its own without taking it off the site; a
snippet it takes off the site. When it does publish, it waits for the end of the transaction and then saves
a page object that may be long out of date, so that `numchild` of a parent is put back to what it was.

Instead, a draft of what is public is a revision and nothing else, and publishing is a step of its own.

Publishing is refused as long as texts are missing. The other way would have been to keep the older German
sentence where the English one has changed; but a rich text has no telling which of its old sentences stood
for which, and a page that half says the old thing and half the new is wrong in a way that nobody sees.
Translators expect "publish" to publish what they see, so they are told what is missing instead. That holds
for a page that was never public too: it would be announced as German to search engines and screen readers.

Upstream: https://github.com/wagtail/wagtail-localize/issues/655,
https://github.com/wagtail/wagtail-localize/issues/463 (drafts),
https://github.com/wagtail/wagtail-localize/issues/773 (numchild).
"""

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models, transaction
from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.models import DraftStateMixin, Locale, Page, Revision, TranslatableMixin
from wagtail_localize.models import (
    SegmentOverride,
    StringSegment,
    StringTranslation,
    TranslationContext,
    TranslationLog,
    TranslationSource,
)

from ..completeness import check_complete

upstream_create_or_update_translation = TranslationSource.create_or_update_translation


def create_or_update_translation(
    self: TranslationSource,
    locale: Locale,
    user: AbstractBaseUser | None = None,
    publish: bool = True,
    copy_parent_pages: bool = False,
    fallback: bool = False,
) -> tuple[TranslatableMixin, bool]:
    """Save the translation as it is now, publish it if asked to, and return it and whether it is new.

    Without `publish`, the public page or snippet stays exactly as it is. With it, raises
    `IncompleteTranslation` while texts are missing. Models without drafts behave as upstream has them.
    """
    if not issubclass(self.specific_content_type.model_class(), DraftStateMixin):
        return upstream_create_or_update_translation(
            self, locale, user=user, publish=publish, copy_parent_pages=copy_parent_pages, fallback=fallback
        )
    if publish:
        check_complete(self, locale)
    try:
        with transaction.atomic():
            return _save(self, locale, user, publish, copy_parent_pages, fallback)
    except ValidationError as problem:
        # Out here, since the flags would be undone together with the rest.
        _flag_fields(self, locale, problem)
        raise


def _save(
    source: TranslationSource,
    locale: Locale,
    user: AbstractBaseUser | None,
    publish: bool,
    copy_parent_pages: bool,
    fallback: bool,
) -> tuple[TranslatableMixin, bool]:
    target = _target_or_none(source, locale)
    if target is not None and target.live and not _is_alias(target):
        target, created = _save_draft_of_live(source, locale, user, fallback), False
    else:
        if target is not None and target.live:
            target.unpublish(user=user)
        target, created = upstream_create_or_update_translation(
            source, locale, user=user, publish=False, copy_parent_pages=copy_parent_pages, fallback=fallback
        )
    if publish:
        # Read anew: the object at hand may carry a place in the tree, or a number of children, from before.
        Revision.objects.get(pk=target.latest_revision_id).publish(user=user)
        target.refresh_from_db()
    return target, created


def _target_or_none(source: TranslationSource, locale: Locale) -> TranslatableMixin | None:
    try:
        return source.get_translated_instance(locale)
    except ObjectDoesNotExist:
        return None


def _is_alias(target: models.Model) -> bool:
    return isinstance(target, Page) and target.alias_of_id is not None


def _save_draft_of_live(
    source: TranslationSource, locale: Locale, user: AbstractBaseUser | None, fallback: bool
) -> TranslatableMixin:
    """Store the translation as a revision beside what is public."""
    draft = source.get_ephemeral_translated_instance(locale, fallback=fallback)
    if isinstance(draft, Page):
        draft.slug = find_available_slug(
            draft.get_parent(), slugify(draft.slug, allow_unicode=True), ignore_page_id=draft.pk
        )
    revision = draft.save_revision(user=user, log_action=True)
    TranslationLog.objects.create(source=source, locale=locale, revision=revision)
    return draft


def _flag_fields(source: TranslationSource, locale: Locale, problem: ValidationError) -> None:
    """Show each field's error beside its text in the translation editor, as upstream does."""
    for field_name, errors in getattr(problem, "error_dict", {}).items():
        context = TranslationContext.objects.filter(object=source.object, path=field_name).first()
        if context is None:
            continue
        strings = StringSegment.objects.filter(source=source, context=context).values("string_id")
        for text in StringTranslation.objects.filter(
            translation_of__in=strings, context=context, locale=locale
        ):
            text.set_field_error(errors)
        for override in SegmentOverride.objects.filter(context=context, locale=locale):
            override.set_field_error(errors)


def keep_drafts_off_the_site() -> None:
    """Let a translation reach the public only when it is complete and somebody publishes it."""
    TranslationSource.create_or_update_translation = create_or_update_translation
