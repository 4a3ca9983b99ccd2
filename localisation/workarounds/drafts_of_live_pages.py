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
Texts that would break the page, or that nobody has read, are refused here too, so that no way of publishing
leads past it.

A slug that a translator has chosen is kept letter by letter, or refused beside its field: upstream takes out
what ASCII doesn't have (`öffnung` becomes `offnung`, and of an Arabic one nothing is left), and puts "-1"
behind one that is taken.

Upstream: https://github.com/wagtail/wagtail-localize/issues/655,
https://github.com/wagtail/wagtail-localize/issues/463 (drafts),
https://github.com/wagtail/wagtail-localize/issues/773 (numchild). Written for upstream in
`docs/upstream/drafts_of_live_pages.patch`.
"""

import unicodedata

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models, transaction
from wagtail.coreutils import find_available_slug
from wagtail.models import DraftStateMixin, Locale, Page, PageLogEntry, Revision, TranslatableMixin
from wagtail_localize.models import (
    SegmentOverride,
    StringTranslation,
    TranslationContext,
    TranslationLog,
    TranslationSource,
)

from ..completeness import check_complete
from ..gate.times import wait_for_original
from ..knowledge.text_problems import check_texts
from ..sources.reading import draft_in, source_for, texts_for

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

    Without `publish`, the public page or snippet stays exactly as it is. With it, or without `fallback`,
    raises `IncompleteTranslation` while texts are missing; with it, `TextsHaveProblems` where a text would
    break the page or nobody has read it. Models without drafts behave as upstream has them.
    """
    if not issubclass(self.specific_content_type.model_class(), DraftStateMixin):
        return upstream_create_or_update_translation(
            self, locale, user=user, publish=publish, copy_parent_pages=copy_parent_pages, fallback=fallback
        )
    if publish or not fallback:
        check_complete(self, locale)
    if publish:
        check_texts(self, locale)
    try:
        with transaction.atomic():
            return _save(self, locale, user, publish, copy_parent_pages)
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
) -> tuple[TranslatableMixin, bool]:
    target = _target_or_none(source, locale)
    created = target is None
    if target is None:
        original = source_for(source, locale).as_instance()
        options = {"copy_parents": copy_parent_pages} if isinstance(original, Page) else {}
        target = original.copy_for_translation(locale, **options)
    elif target.live and _is_alias(target):
        target.unpublish(user=user)
    # A draft of what is public is a revision, and nothing else.
    is_beside_public = target.live and not created
    draft = draft_in(source, locale, target)
    if isinstance(draft, Page):
        draft.slug = _slug(source, locale, draft)
        if draft.alias_of_id:
            _make_a_page_of_its_own(draft, user)
    if not is_beside_public:
        draft.live = False
        draft.save()
    revision = draft.save_revision(user=user, log_action=is_beside_public)
    if isinstance(draft, Page):
        original = source.get_source_instance()
        # What is public stays as open as its language has made it, unless the original is closed by now.
        if not is_beside_public or (publish and original.view_restrictions.exists()):
            source.sync_view_restrictions(original, draft)
    TranslationLog.objects.create(source=source, locale=locale, revision=revision)
    if publish:
        # Read anew: the object at hand may carry a place in the tree, or a number of children, from before.
        published = Revision.objects.get(pk=revision.pk)
        if isinstance(draft, Page):
            wait_for_original(draft, published)
        published.publish(user=user)
        draft.refresh_from_db()
    return draft, created


def _target_or_none(source: TranslationSource, locale: Locale) -> TranslatableMixin | None:
    try:
        return source.get_translated_instance(locale)
    except ObjectDoesNotExist:
        return None


def _is_alias(target: models.Model) -> bool:
    return isinstance(target, Page) and target.alias_of_id is not None


def _make_a_page_of_its_own(page: Page, user: AbstractBaseUser | None) -> None:
    """Let an alias hold its own words from now on, and say so in its history."""
    page.alias_of_id = None
    page.save(update_fields=["alias_of_id"], clean=False)
    revision = page.save_revision(user=user, changed=False, clean=False)
    PageLogEntry.objects.log_action(
        instance=page,
        revision=revision,
        action="wagtail.convert_alias",
        user=user,
        data={"page": {"id": page.pk, "title": page.get_admin_display_title()}},
    )


def _slug(source: TranslationSource, locale: Locale, page: Page) -> str:
    """Return the slug that the translator has chosen, or the source's, with a number where it is taken."""
    slug = unicodedata.normalize("NFC", page.slug)
    is_chosen = SegmentOverride.objects.filter(
        context__object=source.object_id, context__path="slug", locale=locale, has_error=False
    ).exists()
    return slug if is_chosen else find_available_slug(page.get_parent(), slug, ignore_page_id=page.pk)


def _flag_fields(source: TranslationSource, locale: Locale, problem: ValidationError) -> None:
    """Show each field's error beside its text in the translation editor, as upstream does."""
    for field_name, errors in getattr(problem, "error_dict", {}).items():
        context = TranslationContext.objects.filter(object=source.object, path=field_name).first()
        if context is None:
            continue
        strings = texts_for(source, locale).filter(context=context).values("string_id")
        for text in StringTranslation.objects.filter(
            translation_of__in=strings, context=context, locale=locale
        ):
            text.set_field_error(errors)
        for override in SegmentOverride.objects.filter(context=context, locale=locale):
            override.set_field_error(errors)


def keep_drafts_off_the_site() -> None:
    """Let a translation reach the public only when it is complete and somebody publishes it."""
    TranslationSource.create_or_update_translation = create_or_update_translation
