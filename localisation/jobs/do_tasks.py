"""The worker's part: take a task, do it, and note what became of it."""

import logging
import time
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone, translation

from editorial.actions.invalidate_pages import invalidate_pages
from editorial.admin_language import admin_language_of
from editorial.queue.leases import Lease

from .models import Action, Job, Reason, Task
from .perform import Refused, perform

logger = logging.getLogger(__name__)

# How long a task that a worker has taken is its own. One takes a second or two.
LEASE = timedelta(minutes=2)
TASKS = Lease(Task, "due_at", "attempts", [timedelta(seconds=10), timedelta(minutes=1)])
# SQLite lets one write at a time, and who waits looks again every tenth of a second: between two tasks, all
# who want to sign come first.
PAUSE_SECONDS = 0.15
KEPT_FOR = timedelta(days=90)


def do_translation_task(lease: timedelta = LEASE) -> int:
    """Do the next task that is due; return 1 if there was one, else 0.

    A page comes after the page above it. Of several jobs, the one that has done least comes first, so that a
    small one needn't wait for a large one.
    """
    ready = Task.objects.filter(Q(after=None) | ~Q(after__state=Task.State.WAITING), state=Task.State.WAITING)
    claimed = TASKS.claim(ready.order_by("position", "pk"), lease, 1)
    if not claimed:
        finish_jobs()
        return 0
    (task,) = claimed
    language = admin_language_of(task.job.asked_by) if task.job.asked_by else settings.LANGUAGE_CODE
    with translation.override(language):
        _do(task)
    finish_jobs()
    if connection.vendor == "sqlite":
        time.sleep(PAUSE_SECONDS)
    return 1


def _do(task: Task) -> None:
    """Do a task that was taken, and note what became of it."""
    if task.attempts > task.last_attempt:
        _end(task, Task.State.FAILED, Reason.FAULT)
        return
    try:
        _do_at_once(task)
    except Exception:
        # One task must not cost the others theirs; the log tells why.
        logger.exception("task %s for translations failed", task.pk)
        if task.attempts >= task.last_attempt:
            _end(task, Task.State.FAILED, Reason.FAULT)
        else:
            TASKS.put_off([task], TASKS.next_try(task))


@transaction.atomic
def _do_at_once(task: Task) -> None:
    """Do a task and note it in one transaction: both are there, or neither is."""
    still_ours = TASKS.owned(task).filter(state=Task.State.WAITING).select_for_update(of=("self",))
    if not still_ours.exists():
        return
    try:
        perform(task)
    except Refused as refusal:
        _end(task, Task.State.FAILED, refusal.reason, refusal.details)
    else:
        _end(task, Task.State.DONE)


def _end(task: Task, state: Task.State, reason: str = "", details: str = "") -> None:
    ours = TASKS.owned(task).filter(state=Task.State.WAITING)
    ours.update(state=state, reason=reason, details=details, ended_at=timezone.now())


def finish_jobs() -> None:
    """Note of the jobs whose last task has ended that they are finished.

    Whoever was killed right after a page was published had no time to say so to the page cache.
    """
    waiting = Task.objects.filter(state=Task.State.WAITING)
    ended = Job.objects.filter(finished_at=None).exclude(pk__in=waiting.order_by().values("job"))
    for job in ended:
        if job.action in (Action.PUBLISH, Action.SYNC_AND_PUBLISH):
            invalidate_pages()
        ended.filter(pk=job.pk).update(finished_at=timezone.now())


def forget_old_jobs() -> int:
    """Delete the jobs that were finished long ago, and return how many."""
    old = Job.objects.filter(finished_at__lt=timezone.now() - KEPT_FOR)
    number = old.count()
    old.delete()
    return number
