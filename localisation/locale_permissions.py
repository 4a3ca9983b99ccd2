"""Who may work in which language.

Wagtail gives page permissions by place in the tree, so by language; for snippets it asks only for the type.
The simplest rule that joins the two: whoever may edit or publish any page of a language may work in that
language, with the snippets that their groups allow them. Root permissions reach every language. And whoever
keeps a kind of snippet without writing pages keeps it in every language, as a coordinator does with members.
"""

from collections.abc import Collection

from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Q, QuerySet
from modelcluster.fields import ParentalKey
from wagtail.models import Locale, Page, PageViewRestriction, TranslatableMixin, get_translatable_models
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import page_permission_policy, policy_registry, register_permission_policy
from wagtail.query import PageQuerySet

AnyUser = User | AnonymousUser


def locales_to_work_in(
    user: AnyUser, actions: Collection[str] = ("add", "change", "publish")
) -> "QuerySet[Locale]":
    """Return the languages that a user may translate into: those where they may do any of this with pages."""
    if not user.is_active:
        return Locale.objects.none()
    if works_everywhere(user, actions):
        return Locale.objects.all()
    pages = page_permission_policy.instances_user_has_any_permission_for(user, set(actions))
    return Locale.objects.filter(pk__in=pages.values("locale").order_by())


def works_everywhere(user: AnyUser, actions: Collection[str] = ("add", "change", "publish")) -> bool:
    """Tell whether a user may do any of this with all pages, of whatever language."""
    if user.is_superuser:
        return True
    pages = page_permission_policy.instances_user_has_any_permission_for(user, set(actions))
    return bool(pages.filter(depth=1).exists())


def locales_of_snippets(user: AnyUser, model: type[TranslatableMixin]) -> "QuerySet[Locale]":
    """Return the languages whose rows of a type a user may change, as far as their groups allow it.

    Translators may add none, so that one who has lost the pages of a language has lost its snippets too.
    """
    may_add = user.has_perm(f"{model._meta.app_label}.{get_permission_codename('add', model._meta)}")
    if may_add and not page_permission_policy.user_has_any_permission(user, {"add", "change", "publish"}):
        return Locale.objects.all()
    return locales_to_work_in(user)


def may_change_in(user: AnyUser, model: type[TranslatableMixin], locale: Locale) -> bool:
    """Tell whether a user may change a language's rows of a type, as far as their groups allow it."""
    return locales_of_snippets(user, model).filter(pk=locale.pk).exists()


def may_publish(user: AnyUser, instance: TranslatableMixin) -> bool:
    """Tell whether a user may publish this page or snippet."""
    if isinstance(instance, Page):
        return bool(instance.permissions_for_user(user).can_publish())
    return bool(policy_registry.get(instance).user_has_permission_for_instance(user, "publish", instance))


def may_edit(user: AnyUser, instance: TranslatableMixin) -> bool:
    """Tell whether a user may edit this very page or snippet."""
    if isinstance(instance, Page):
        return bool(instance.permissions_for_user(user).can_edit())
    return bool(policy_registry.get(instance).user_has_permission_for_instance(user, "change", instance))


def pages_to_read(user: AnyUser | None, pages: PageQuerySet) -> PageQuerySet:
    """Return those of the pages whose words a user may be shown: public ones, and those that they may edit.

    Without a user, it is the software itself that asks, and reads all.
    """
    if user is None:
        return pages
    own = page_permission_policy.instances_user_has_any_permission_for(user, {"change", "publish"})
    public = pages.live().public()
    return pages.filter(Q(pk__in=public.order_by().values("pk")) | Q(pk__in=own.order_by().values("pk")))


def may_read(user: AnyUser | None, instance: TranslatableMixin) -> bool:
    """Tell whether a user may read the words of a page or snippet: it is public, or they work on it.

    Nobody but whoever works on it reads what was never published, or is for people whom a password or a
    group lets in, unless they are in that group. Without a user it is the hub itself that reads.
    """
    if user is None:
        return True
    if isinstance(instance, Page):
        if not instance.live:
            return may_edit(user, instance)
        restrictions = instance.get_view_restrictions()
        return all(_lets_in(restriction, user) for restriction in restrictions) or may_edit(user, instance)
    return bool(getattr(instance, "live", True)) or may_edit(user, instance)


def _lets_in(restriction: PageViewRestriction, user: AnyUser) -> bool:
    if restriction.restriction_type == PageViewRestriction.GROUPS:
        return restriction.groups.filter(pk__in=user.groups.values("pk")).exists()
    return bool(restriction.restriction_type == PageViewRestriction.LOGIN)


class LanguagePermissionPolicy(ModelPermissionPolicy):
    """Permissions of a translatable snippet: those of its type, and only in languages one may work in."""

    def user_has_permission_for_instance(
        self, user: AnyUser, action: str, instance: TranslatableMixin
    ) -> bool:
        """Tell whether a user may do this with a row; looking is not tied to a language."""
        return self.user_has_permission(user, action) and (
            action == "view" or may_change_in(user, self.model, instance.locale)
        )

    def instances_user_has_any_permission_for(
        self, user: AnyUser, actions: Collection[str]
    ) -> "QuerySet[TranslatableMixin]":
        """Return the rows that a user may do any of this with."""
        rows = super().instances_user_has_any_permission_for(user, actions)
        if "view" in actions and self.user_has_permission(user, "view"):
            return rows
        return rows.filter(locale__in=locales_of_snippets(user, self.model))


def translatable_snippet_models() -> list[type[TranslatableMixin]]:
    """Return the models other than pages that are translated on their own, not as part of a page."""
    return [
        model
        for model in get_translatable_models()
        if not issubclass(model, Page)
        and not any(isinstance(field, ParentalKey) for field in model._meta.get_fields())
    ]


def tie_snippets_to_languages() -> None:
    """Give each translatable model that has no permission policy of its own one that minds the language."""
    for model in translatable_snippet_models():
        if policy_registry.get_by_type(model, fallback=False) is None:
            register_permission_policy(model, LanguagePermissionPolicy(model))
