"""The translator's role."""

from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import (
    Collection,
    DraftStateMixin,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Site,
)

from .locale_permissions import translatable_snippet_models


def grant_translator(group: Group, locale: Locale, *, may_publish: bool = True) -> None:
    """Let a group translate into one language, and do nothing else.

    Its members may open the admin, submit pages and snippets for translation into that language, translate
    and, with `may_publish`, publish them there. They may pick other images and documents for a translation,
    but upload none; they can't create pages, nor change anything in another language. As for everybody who
    edits and publishes in Wagtail, that includes taking pages of their language off the site and deleting
    them.

    Page permissions need a page to stand on: the language's home page, which somebody else has submitted
    before, or which is an alias. Raises `LookupError` without one. Granting twice is harmless.
    """
    homes = [home for site in Site.objects.all() if (home := site.root_page.get_translation_or_none(locale))]
    if not homes:
        raise LookupError(f"There is no home page in {locale.language_code} yet: submit the home page first.")
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"),
        Permission.objects.get(content_type__app_label="wagtail_localize", codename="submit_translation"),
        *_snippet_permissions(may_publish),
    )
    for home in homes:
        for action in ["change", *(["publish"] if may_publish else [])]:
            permission = Permission.objects.get(
                content_type__app_label="wagtailcore", content_type__model="page", codename=f"{action}_page"
            )
            GroupPagePermission.objects.get_or_create(group=group, page_id=home.pk, permission=permission)
    collection = Collection.get_first_root_node()
    for permission in Permission.objects.filter(
        Q(content_type__app_label="wagtailimages", codename="choose_image")
        | Q(content_type__app_label="wagtaildocs", codename="choose_document")
    ):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )


def _snippet_permissions(may_publish: bool) -> list[Permission]:
    """Return what it takes to translate snippets; rows of other languages stay out of reach."""
    found: list[Permission] = []
    for model in translatable_snippet_models():
        actions = ["change", *(["publish"] if may_publish and issubclass(model, DraftStateMixin) else [])]
        found += Permission.objects.filter(
            content_type=ContentType.objects.get_for_model(model),
            codename__in=[get_permission_codename(action, model._meta) for action in actions],
        )
    return found
