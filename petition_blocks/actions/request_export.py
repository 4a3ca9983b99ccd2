"""Have a file of signatures made for a recipient."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from editorial.days import current_day

from ..models import Export, Petition, RecipientKey
from .refused import Refused


@transaction.atomic
def request_export(recipient: RecipientKey, kind: Export.Kind, user: AbstractBaseUser | None) -> Export:
    """Return the new export. A worker makes its file, as soon as one is free.

    Raises Refused while another one is being made for the recipient, if there is nothing that changes could
    be told from, and once everything has been erased.
    """
    petition = Petition.objects.select_for_update().get(pk=recipient.petition_id)
    if petition.retention_day is not None and petition.retention_day <= current_day():
        raise Refused(_("Everything has been erased as promised: there is nothing to hand over any more."))
    exports = Export.objects.filter(petition=petition)
    if exports.keeping_files().filter(recipient=recipient, finished_at__isnull=True).exists():
        raise Refused(_("A file for this recipient is being made already."))
    since = exports.last_acknowledged(recipient) if kind == Export.Kind.CHANGES else None
    if kind == Export.Kind.CHANGES and since is None:
        raise Refused(_("This recipient has not acknowledged any file yet. Hand over all signatures first."))
    export = Export.objects.create(
        petition=petition,
        recipient=recipient,
        number=(exports.aggregate(last=Max("number"))["last"] or 0) + 1,
        kind=kind,
        since=since,
        requested_by_id=user.pk if user else None,
        due_at=timezone.now(),
    )
    log(
        instance=petition,
        action="petition_blocks.request_export",
        user=user,
        data={"number": export.number, "name": recipient.name, "kind": export.kind},
    )
    return export
