"""Let a petition go that nobody has signed."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.delete_page import DeletePageAction
from wagtail.log_actions import log

from .models import Petition
from .refusals import Refused


@transaction.atomic
def delete_petition(petition: Petition, user: AbstractBaseUser | None) -> None:
    """Delete the register together with its pages.

    Raises Refused if anybody has signed, if a page may not be deleted by that user, or if it is open.
    """
    petition = Petition.objects.select_for_update().get(pk=petition.pk)
    if petition.holds_people():
        raise Refused(_("People have signed. Close the petition and unpublish its pages instead."))
    if petition.is_open:
        raise Refused(_("People can sign right now. Pause or close the petition first."))
    pages = list(petition.pages.order_by("-alias_of_id", "-pk"))
    for page in pages:
        if user is not None and not page.permissions_for_user(user).can_delete():
            raise Refused(
                _("You may not delete the page “%(title)s”. Ask somebody who may.") % {"title": page.title}
            )
    for page in pages:
        DeletePageAction(page, user=user).execute(skip_permission_checks=True)
    # The last page takes its register along; one that had lost its pages before goes by itself.
    drop_register(petition, user)


def drop_register(petition: Petition, user: AbstractBaseUser | None) -> bool:
    """Delete a register that has no page left and holds nobody, with its keys and its words.

    Returns whether it went.
    """
    register = Petition.objects.filter(pk=petition.pk).first()
    if register is None or register.pages.exists() or register.holds_people():
        return False
    with transaction.atomic():
        register.wordings.all().delete()
        log(instance=register, action="wagtail.delete", user=user, deleted=True)
        register.delete()
    return True
