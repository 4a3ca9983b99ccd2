"""What is done with files for recipients, apart from writing them."""

import logging
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from editorial.days import current_day

from ..clock.actions import clock_is_believed
from ..keys.models import RecipientKey
from ..petition.models import Petition
from ..petition.refusals import Refused
from ..sealing.codes import is_code
from .models import Export, export_storage


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


logger = logging.getLogger(__name__)


def sweep_exports() -> int:
    """Delete what the storage holds but no export keeps; return how many folders went.

    Gone are the files that were acknowledged, those that nobody acknowledged in time, those of a petition
    whose retention day has come or of a key that was revoked, and what a worker that died has left. If the
    storage doesn't answer, that is noted: the worker sweeps again and again. While the clock isn't believed,
    nothing goes.
    """
    if not clock_is_believed():
        return 0
    try:
        # Looked at first: what is begun meanwhile is then known below.
        found = {folder for name in export_storage().listdir("")[0] if (folder := _folder(name))}
    except FileNotFoundError:
        return 0
    except Exception as error:
        logger.warning("the files of exports can't be listed: %s", type(error).__name__)
        return 0
    kept = set(Export.objects.keeping_files().values_list("folder", flat=True))
    return sum(map(_delete_folder, found - kept))


def delete_exports(petition: Petition) -> int:
    """Delete the files of all the petition's exports, for its retention day; return how many folders went."""
    folders = Export.objects.filter(petition=petition).values_list("folder", flat=True)
    return sum(map(_delete_folder, folders))


def _delete_folder(folder: UUID) -> bool:
    """Delete a folder with all that is in it; tell whether all of it is gone, and there was something."""
    storage = export_storage()
    try:
        names = storage.listdir(str(folder))[1]
        for name in names:
            storage.delete(f"{folder}/{name}")
        # Only a folder of the file system outlives what was in it.
        storage.delete(str(folder))
    except FileNotFoundError:
        return False
    except Exception as error:
        logger.warning("the files of export %s can't be deleted: %s", folder, type(error).__name__)
        return False
    return bool(names)


def _folder(name: str) -> UUID | None:
    """Return the folder of that name if it is one of ours."""
    try:
        return UUID(name)
    except ValueError:
        return None


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


def begin_files_again() -> int:
    """Have the worker make again each file that waits to be fetched, and return how many there are.

    For a hub that came from a backup: that holds what was asked for, and no files.
    """
    return Export.objects.keeping_files().update(
        started_at=None,
        cursor=0,
        horizon=None,
        change_cursor=0,
        change_horizon=None,
        erased_cursor=0,
        erased_horizon=None,
        rows_done=0,
        rows_total=0,
        withdrawn=0,
        digest="",
        finished_at=None,
        failures=0,
        due_at=timezone.now(),
        # Nobody else's part counts any more.
        claim=F("claim") + 1,
    )
