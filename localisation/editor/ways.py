"""Where the editor leads: to the original, to a preview, and to what else can be done."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.admin.utils import quote
from django.core.exceptions import ObjectDoesNotExist
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import DraftStateMixin, Page, TranslatableMixin
from wagtail_localize.models import Translation

from ..locale_permissions import AnyUser


@dataclass(frozen=True)
class Original:
    """The original, and whether it says something else since its words were taken over."""

    title: str
    url: str
    has_changed: bool
    sync_url: str


def original_of(translation: Translation) -> Original | None:
    """Return the original, or nothing if it is gone."""
    try:
        instance = translation.source.get_source_instance()
    except ObjectDoesNotExist:
        return None
    published = getattr(instance, "last_published_at", None)
    return Original(
        title=str(instance),
        url=(instance.full_url or "") if isinstance(instance, Page) and instance.live else "",
        has_changed=published is not None and published > translation.source.last_updated_at,
        sync_url=reverse("wagtail_localize:update_translations", args=[translation.source_id]),
    )


@dataclass(frozen=True)
class Way:
    """Something else that can be done with a page or snippet, at another address."""

    label: str
    url: str
    # With a button, since it changes something at once.
    is_post: bool = False


def places_to_go(user: AnyUser, target: TranslatableMixin) -> list[Way]:
    """Return what else the user may do with the page or snippet."""
    if isinstance(target, Page):
        return _ways_of_page(user, target)
    viewset = getattr(target, "snippet_viewset", None)
    if viewset is None:
        return []
    ways = []
    for name, label, action in (
        ("history", _("History"), "change"),
        ("unpublish", _("Take it off the site"), "publish"),
        ("delete", _("Delete"), "delete"),
    ):
        if name == "unpublish" and not (isinstance(target, DraftStateMixin) and target.live):
            continue
        if viewset.permission_policy.user_has_permission_for_instance(user, action, target):
            ways.append(Way(label, reverse(viewset.get_url_name(name), args=[quote(target.pk)])))
    return ways


def _ways_of_page(user: AnyUser, page: Page) -> list[Way]:
    rights = page.permissions_for_user(user)
    ways = []
    if page.live and page.full_url:
        ways.append(Way(_("See it on the site"), page.full_url))
    if rights.can_view_revisions():
        ways.append(Way(_("History"), reverse("wagtailadmin_pages:history", args=[page.pk])))
    if page.locked and rights.can_unlock():
        ways.append(Way(_("Unlock"), reverse("wagtailadmin_pages:unlock", args=[page.pk]), is_post=True))
    if not page.locked and rights.can_lock():
        ways.append(Way(_("Lock"), reverse("wagtailadmin_pages:lock", args=[page.pk]), is_post=True))
    if page.live and rights.can_unpublish():
        ways.append(Way(_("Take it off the site"), reverse("wagtailadmin_pages:unpublish", args=[page.pk])))
    if rights.can_delete():
        ways.append(Way(_("Delete"), reverse("wagtailadmin_pages:delete", args=[page.pk])))
    return ways


def preview_modes(target: TranslatableMixin, translation: Translation) -> list[tuple[str, str]]:
    """Return name and address of each way to see the page before it is public."""
    if not isinstance(target, Page):
        return []
    return [
        (
            str(label),
            reverse(
                "wagtail_localize:preview_translation",
                args=[translation.pk, *([mode] if mode != target.default_preview_mode else [])],
            ),
        )
        for mode, label in target.preview_modes
    ]
