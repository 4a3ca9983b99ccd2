"""What is to be said of the workers while something is wrong with them."""

import os
from collections.abc import Iterator, Sequence
from datetime import timedelta

from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial.upkeep.looks import Finding, remark

from .exports_folder import exports_folder, read_mark
from .heartbeat import State, Worker, known_workers

SECTION = "workers"


def trouble_with_workers(workers: Sequence[Worker]) -> str:
    """Return the sentence that says what is wrong with them; nothing if one is well and none is stuck."""
    stuck = [worker for worker in workers if worker.state is State.STUCK]
    if stuck:
        minutes = minutes_of(max(worker.busy_for for worker in stuck))
        return ngettext(
            "A worker is stuck: it has been at one piece of work for %(minutes)d minute.",
            "A worker is stuck: it has been at one piece of work for %(minutes)d minutes.",
            minutes,
        ) % {"minutes": minutes}
    if any(worker.state is State.WELL for worker in workers):
        return ""
    if not workers:
        return _("No worker is running.")
    minutes = minutes_of(min(worker.silent_for for worker in workers))
    return ngettext(
        "No worker is running: the last one was heard of %(minutes)d minute ago.",
        "No worker is running: the last one was heard of %(minutes)d minutes ago.",
        minutes,
    ) % {"minutes": minutes}


def one_is_well(workers: Sequence[Worker]) -> bool:
    """Tell whether there is a worker that gets on with its work."""
    return any(worker.state is State.WELL for worker in workers)


def current_trouble() -> str:
    """Return the same of the workers there are now; nothing if the database doesn't say."""
    try:
        return trouble_with_workers(known_workers())
    except DatabaseError:
        return ""


def minutes_of(time: timedelta) -> int:
    """Return whole minutes."""
    return int(time.total_seconds()) // 60


def look_at_workers() -> Iterator[Finding]:
    """Say that none is well, which one is stuck and at what, and which have died beside others."""
    workers = known_workers()
    for worker in workers:
        if worker.state is State.STUCK:
            yield Finding(
                f"The worker {worker.place} is stuck: it has been at “{worker.task}” for "
                f"{minutes_of(worker.busy_for)} minutes, and does nothing else.",
                "Kill the process and start it again; nothing is lost. If it gets stuck at the same again, "
                "look at what that needs, such as the mail server.",
                SECTION,
            )
        elif worker.state is State.SILENT and one_is_well(workers):
            yield remark(
                f"The worker {worker.place} was not heard of for {minutes_of(worker.silent_for)} minutes; "
                "another one is well.",
                "If you have not started another in its place, start it again.",
                SECTION,
            )
    if not one_is_well(workers) and not any(worker.state is State.STUCK for worker in workers):
        yield Finding(
            f"{trouble_with_workers(workers)} Mails, planned pages, files for recipients and erasing wait.",
            "Start `python manage.py work`, and let the system start it again whenever it ends.",
            SECTION,
        )


def look_at_exports_folder() -> Iterator[Finding]:
    """Say that the folder for exports can't be used here, or that a worker means another one."""
    section = "a-public-server"
    folder = exports_folder()
    if folder is None:
        return
    try:
        mark = read_mark()
        is_usable = not folder.exists() or os.access(folder, os.R_OK | os.W_OK | os.X_OK)
    except OSError:
        mark, is_usable = "", False
    if not is_usable:
        yield Finding(
            f"The folder for exports (EXPORTS_ROOT), {folder}, can't be read and written by this user.",
            "Let the user that web processes and workers run as own it.",
            section,
        )
        return
    for worker in known_workers():
        if worker.state is not State.SILENT and worker.exports_folder not in ("", mark):
            yield Finding(
                f"The folder for exports (EXPORTS_ROOT) is not shared: the worker {worker.place} sees "
                "another one, so files that it makes can't be downloaded here.",
                "Give both the same folder, or set EXPORTS_BUCKET to a private bucket of its own.",
                section,
            )
            return
