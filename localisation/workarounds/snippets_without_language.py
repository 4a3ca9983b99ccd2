"""Texts of a snippet in one language are for those who work in that language.

The views behind the translation editor (saving a text, uploading a file, stopping a translation) ask for any
permission on the type of snippet, in whatever language, be it to delete. Pages are asked for one by one.

Upstream: reported by nobody yet; the function is `user_can_edit_instance()` in
`wagtail_localize.views.edit_translation`.
"""

from wagtail.models import Page, TranslatableMixin
from wagtail.permissions import policy_registry
from wagtail_localize.views import edit_translation

from ..locale_permissions import AnyUser

upstream_user_can_edit_instance = edit_translation.user_can_edit_instance


def user_can_edit_instance(user: AnyUser, instance: TranslatableMixin) -> bool:
    """Tell whether a user may edit this very page or snippet."""
    if isinstance(instance, Page):
        return bool(upstream_user_can_edit_instance(user, instance))
    return bool(policy_registry.get(instance).user_has_permission_for_instance(user, "change", instance))


def ask_for_language_of_snippets() -> None:
    """Let the translation editor's views mind the language of a snippet."""
    edit_translation.user_can_edit_instance = user_can_edit_instance
