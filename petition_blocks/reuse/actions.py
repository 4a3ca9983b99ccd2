"""Begin a petition with what was decided for an earlier one."""

from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.actions.copy_page import CopyPageAction
from wagtail.log_actions import log

from editorial.page_paths import free_slug

from ..keys.actions import add_recipient_key
from ..keys.models import RecipientKey
from ..keys.rights import may_keep_keys
from ..page.models import PetitionPage
from ..petition.controllers import Controller
from ..petition.models import Petition
from ..petition.refusals import Refused

# What each petition decides for itself: how it is called, and when. All else that an editor sets is taken
# along; what nobody sets (counts, days on which it was delivered or answered) never is.
DECIDED_ANEW = {"name", "slug", "opens_at", "closes_at", "paused", "retention_day"}

# What a page says of one petition alone, and how and by whom it is handled just now.
OF_ITS_OWN_TIME = {
    "delivered_text": "",
    "answered_text": "",
    "seo_title": "",
    "go_live_at": None,
    "expire_at": None,
    "expired": False,
    "locked": False,
    "locked_at": None,
    "locked_by": None,
}


@dataclass(frozen=True)
class Reused:
    """The new petition, and what it has got of the earlier one."""

    petition: Petition
    pages: list[PetitionPage]
    keys: list[RecipientKey]


def settings_taken_along() -> list[str]:
    """Return the names of the settings that a new petition takes from an earlier one."""
    return [
        field.name
        for field in Petition._meta.concrete_fields
        if field.editable and not field.primary_key and field.name not in DECIDED_ANEW
    ]


def kept_for(petition: Petition) -> timedelta | None:
    """Return how long after opening the petition keeps what people enter, if both days are set."""
    if petition.first_day is None or petition.retention_day is None:
        return None
    return petition.retention_day - petition.first_day


def keys_to_use_again(petition: Petition) -> list[RecipientKey]:
    """Return the keys in use that open something of what the petition asks."""
    covered = {RecipientKey.Covers.PETITION}
    if petition.asks_updates:
        covered.add(RecipientKey.Covers.UPDATES)
    if petition.asks_partner:
        covered.add(RecipientKey.Covers.PARTNER)
    return list(petition.recipient_keys.in_use().filter(covers__in=covered).order_by("pk"))


def pages_to_use_again(petition: Petition) -> list[PetitionPage]:
    """Return the petition's pages, one a language, the one it was written on first."""
    return list(petition.pages.filter(alias_of=None).select_related("locale").order_by("pk"))


@transaction.atomic
def use_again(
    earlier: Petition,
    name: str,
    user: AbstractBaseUser | None,
    *,
    opens_on: date | None = None,
    with_keys: bool = False,
) -> Reused:
    """Return a new petition of that name: not open, with the earlier one's settings and its pages as drafts.

    Who answers for the data comes along, nothing of those who signed. With the day on which it
    will open about, it keeps what people enter as long after opening as the earlier one.
    `with_keys` lets the same holders read.
    Raises Refused for whoever may not add a page where the earlier one has it, or may not keep keys and wants
    to, and if there is a petition of that name.
    """
    # A button that is pressed twice: the second press waits here, and then finds the name taken.
    earlier = Petition.objects.select_for_update().get(pk=earlier.pk)
    if Petition.objects.filter(name=name).exists():
        raise Refused(_("There is a petition of this name already. Choose another one."))
    if with_keys and (user is None or not may_keep_keys(user)):
        raise Refused(_("Only who keeps keys may say whose keys open the signatures."))
    pages = _copy_pages(earlier, name, user)
    petition = Petition.objects.get(pk=pages[0].petition_id)
    for setting in settings_taken_along():
        setattr(petition, setting, deepcopy(getattr(earlier, setting)))
    length = kept_for(earlier)
    if opens_on is not None and length is not None:
        petition.retention_day = opens_on + length
    petition.controllers = [
        Controller(
            organisation=chosen.organisation,
            for_petition=chosen.for_petition,
            for_updates=chosen.for_updates,
            for_partner=chosen.for_partner,
        )
        for chosen in earlier.controllers.all()
    ]
    petition.save()
    log(instance=petition, action="petition_blocks.use_again", user=user, data={"earlier": earlier.name})
    keys = [
        # Its holder shows anew that the secret half is there: it may have been lost since.
        add_recipient_key(
            RecipientKey(petition=petition, name=key.name, public_key=key.public_key, covers=key.covers), user
        )
        for key in (keys_to_use_again(earlier) if with_keys else [])
    ]
    return Reused(petition, pages, keys)


def _copy_pages(earlier: Petition, name: str, user: AbstractBaseUser | None) -> list[PetitionPage]:
    """Return drafts of the petition's pages, beside theirs and translations of each other."""
    pages = pages_to_use_again(earlier)
    if not pages:
        raise Refused(_("This petition has no page any more that could be used again."))
    slug = slugify(name, allow_unicode=True)[:200] or "petition"
    copies: list[PetitionPage] = []
    for page in pages:
        parent = page.get_parent()
        if user is not None and not page.permissions_for_user(user).can_copy_to(parent):
            raise Refused(
                _("You may not add a page below “%(title)s”. Ask somebody who may.")
                % {"title": parent.get_admin_display_title()}
            )
        own = {"title": name, "draft_title": name, "slug": free_slug(slug, parent)}
        if copies:
            own["translation_key"] = copies[0].translation_key
        action = CopyPageAction(
            page,
            to=parent,
            update_attrs={**OF_ITS_OWN_TIME, **own},
            copy_revisions=False,
            keep_live=False,
            user=user,
        )
        copied = action.execute(skip_permission_checks=True)
        copies.append(PetitionPage.objects.get(pk=copied.pk))
    return copies
