"""Note that a recipient has a file, and could open all of it."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..codes import is_code
from ..models import Export
from .refused import Refused
from .sweep_exports import sweep_exports


@transaction.atomic
def acknowledge_export(export: Export, code: str, user: AbstractBaseUser | None) -> Export:
    """Return the export, acknowledged. Our copy of its file goes: the recipient has one.

    Raises Refused if the code is not the one that was sealed into the file. Twice is harmless.
    """
    export = Export.objects.select_for_update(of=("self",)).select_related("petition").get(pk=export.pk)
    if export.finished_at is None or not is_code(code, export.code):
        raise Refused(_("That is not the code of this file. It shows once the whole file has been opened."))
    if export.acknowledged_at is None:
        export.acknowledged_at = timezone.now()
        export.save(update_fields=["acknowledged_at"])
        log(
            instance=export.petition,
            action="petition_blocks.acknowledge_export",
            user=user,
            data={"number": export.number, "name": export.recipient.name},
        )
        transaction.on_commit(sweep_exports)
    return export
