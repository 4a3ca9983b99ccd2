"""Who may do what in the glossary: editors keep the terms, translators say them in their languages.

No rights of its own to give: editors are those who add pages, translators those who work in a language.
"""

from collections.abc import Collection

from django.contrib.auth.models import User
from django.db.models import Model, QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.permissions import page_permission_policy, register_permission_policy

from ..locale_permissions import AnyUser, locales_to_work_in
from .models import GlossaryTerm


def translates(user: AnyUser) -> bool:
    """Tell whether the user says terms in some language."""
    return user.has_perm("wagtail_localize.submit_translation") and locales_to_work_in(user).exists()


def keeps_terms(user: AnyUser) -> bool:
    """Tell whether the user adds terms, and says what is meant by them."""
    return translates(user) and bool(page_permission_policy.user_has_permission(user, "add"))


class GlossaryPolicy(BasePermissionPolicy):
    """All terms are alike: what counts is who asks."""

    def user_has_permission(self, user: AnyUser, action: str) -> bool:
        """Tell whether the user may do that with terms."""
        return translates(user) if action in {"change", "view"} else keeps_terms(user)

    def user_has_any_permission_for_instance(
        self, user: AnyUser, actions: Collection[str], instance: Model
    ) -> bool:
        """Tell the same of one."""
        return bool(self.user_has_any_permission(user, actions))

    def users_with_any_permission(self, actions: Collection[str]) -> QuerySet[User]:
        """Return who may do any of that."""
        users = User.objects.filter(is_active=True)
        return users.filter(pk__in=[user.pk for user in users if self.user_has_any_permission(user, actions)])


def leave_glossary_to_translators() -> None:
    """Let the admin ask this policy about terms."""
    register_permission_policy(GlossaryTerm, GlossaryPolicy(GlossaryTerm))
