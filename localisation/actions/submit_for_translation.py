"""Hand pages and snippets to the translators."""

import logging
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail_localize.models import Translation, TranslationSource

from ..locale_permissions import AnyUser, may_read
from ..workarounds.submitting_publishes import DraftTranslationCreator
from .fill_in_own_words import fill_in_own_words

logger = logging.getLogger(__name__)


@dataclass
class Submission:
    """What came of it: the translations of each source, and the pages that could not be submitted."""

    translations: dict[TranslationSource, list[Translation]] = field(
        default_factory=lambda: defaultdict(list)
    )
    failed: list[Page] = field(default_factory=list)


def submit_for_translation(
    instance: TranslatableMixin,
    locales: Iterable[Locale],
    user: AnyUser | None,
    include_subtree: bool = False,
) -> Submission:
    """Make a draft of the object in each language, and of all pages below it if asked to.

    What the hub itself has written in it is filled in where the hub speaks the language. Pages below that the
    user may not read are left out, with all below them.

    Nothing becomes public and nothing that is translated already is touched. Each object and language is a
    transaction of its own: other editors can save in between, and what is done stays done if a later page
    fails. Only a failure of the object itself is raised; a page below it that fails is named in the result,
    and the pages below that one are left out.
    """
    submission = Submission()
    languages = list(locales)
    for locale in languages:
        _submit(instance, locale, user, submission)
    if include_subtree and isinstance(instance, Page):
        for child in _children(instance, user):
            _submit_branch(child, languages, user, submission)
    return submission


def _submit(
    instance: TranslatableMixin, locale: Locale, user: AnyUser | None, submission: Submission
) -> None:
    creator = DraftTranslationCreator(user, [locale])
    with transaction.atomic():
        creator.create_translations(instance)
        for translations in creator.mappings.values():
            for translation in translations:
                fill_in_own_words(translation, user)
    for source, translations in creator.mappings.items():
        submission.translations[source].extend(translations)


def _submit_branch(page: Page, locales: list[Locale], user: AnyUser | None, submission: Submission) -> None:
    try:
        for locale in locales:
            _submit(page, locale, user, submission)
    except Exception:
        # One page must not cost the others their translation; the log tells why.
        logger.exception("Page %s could not be submitted for translation", page.pk)
        submission.failed.append(page)
        return
    for child in _children(page, user):
        _submit_branch(child, locales, user, submission)


def _children(page: Page, user: AnyUser | None) -> list[Page]:
    """Return the pages right below that the user may read, without stand-ins for pages of other languages."""
    children = page.get_children().filter(alias_of__isnull=True)
    return [child for child in children if may_read(user, child)]
