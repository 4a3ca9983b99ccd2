"""Stopping a job, and trying again what could not be done."""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from .do_tasks import finish_jobs
from .models import MOST_ATTEMPTS, Job, Task


class RunsAlready(Exception):
    """Raised when another job that does the very same is running; `job` is that one."""

    def __init__(self, job: Job) -> None:
        self.job = job
        super().__init__()


def stop_job(job: Job) -> None:
    """Leave undone what hasn't been begun; what is being done right now is still done."""
    with transaction.atomic():
        Job.objects.filter(pk=job.pk, finished_at=None).update(stopped_at=timezone.now())
        waiting = Task.objects.filter(job=job, state=Task.State.WAITING)
        waiting.update(state=Task.State.STOPPED, ended_at=timezone.now())
    finish_jobs()


def retry_job(job: Job) -> None:
    """Let the worker try again what failed or was stopped. Raises `RunsAlready`."""
    try:
        with transaction.atomic():
            Job.objects.filter(pk=job.pk).update(finished_at=None, stopped_at=None)
            again = Task.objects.filter(job=job, state__in=[Task.State.FAILED, Task.State.STOPPED])
            # The attempts are counted on: whoever took the task before must not take it for its own.
            again.update(
                state=Task.State.WAITING,
                due_at=timezone.now(),
                last_attempt=F("attempts") + MOST_ATTEMPTS,
                reason="",
                details="",
                ended_at=None,
            )
    except IntegrityError as problem:
        running = Job.objects.filter(fingerprint=job.fingerprint, finished_at=None).exclude(pk=job.pk).first()
        if running is None:
            raise
        raise RunsAlready(running) from problem
