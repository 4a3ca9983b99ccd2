"""What somebody has asked for, and its tasks."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page, TranslatableMixin

# A task that was begun so often and ended in none of the ways that are known takes its worker with it.
MOST_ATTEMPTS = 5
LONGEST_TITLE = 255


class Action(models.TextChoices):
    """What is done with each object in each language."""

    START = "start", _("Start translations")
    SYNC = "sync", _("Bring in changes")
    SYNC_AND_PUBLISH = "sync_and_publish", _("Bring in changes and publish")
    PUBLISH = "publish", _("Publish translations")
    STAND_IN = "stand_in", _("Put stand-ins where pages are missing")


class Reason(models.TextChoices):
    """Why a task was not done, for whoever reads of it."""

    NOT_ALLOWED = "not_allowed", _("The person who asked for it may not do this.")
    LOCKED = "locked", _("Somebody has locked it.")
    GONE = "gone", _("It has been deleted meanwhile.")
    NOT_STARTED = "not_started", _("Its translation has not been started, or was stopped.")
    ABOVE = "above", _("The page above it could not be translated.")
    INCOMPLETE = "incomplete", _("Texts are missing.")
    INVALID = "invalid", _("Something in it doesn’t fit.")
    FAULT = "fault", _("A fault of the software. Whoever runs this site finds it in the log.")


class Job(models.Model):
    """Something that one person has asked for at once: it is done when each of its tasks has ended."""

    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    action = models.CharField(max_length=20, choices=Action.choices)
    # The same for whoever asks for the same again: a button that is pressed twice begins nothing twice.
    fingerprint = models.CharField(max_length=64)
    # What it is about, for lists: the first object's title, and how many objects and languages there are.
    first_title = models.CharField(max_length=LONGEST_TITLE)
    objects_number = models.PositiveIntegerField()
    languages_number = models.PositiveIntegerField()
    # Drafts below a page that whoever asked may not read, and that were not taken along for that.
    left_out = models.PositiveIntegerField(default=0, db_default=0)
    asked_at = models.DateTimeField(default=timezone.now)
    stopped_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "localisation"
        verbose_name = _("job for translations")
        verbose_name_plural = _("jobs for translations")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["fingerprint"], condition=Q(finished_at=None), name="localisation_job_runs_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()}: {self.first_title}"

    @cached_property
    def progress(self) -> "Progress":
        """How far it has come, as of the first time that this is asked."""
        return progress_of([self])[self.pk]


@dataclass
class Progress:
    """How many tasks of a job are in which state."""

    done: int = 0
    failed: int = 0
    stopped: int = 0
    waiting: int = 0

    @property
    def total(self) -> int:
        """All tasks."""
        return self.done + self.failed + self.stopped + self.waiting

    @property
    def ended(self) -> int:
        """The tasks that nobody works at any more."""
        return self.total - self.waiting


class Task(models.Model):
    """What a job does with one object in one language."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DONE = "done", _("Done")
        FAILED = "failed", _("Not done")
        STOPPED = "stopped", _("Stopped")

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="tasks")
    # Parents before children.
    position = models.PositiveIntegerField()
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=255)
    # As it was called when it was asked for; it may be gone.
    title = models.CharField(max_length=LONGEST_TITLE)
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    # The same for the page above, which comes first.
    after = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    due_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveIntegerField(default=0)
    last_attempt = models.PositiveIntegerField(default=MOST_ATTEMPTS)
    reason = models.CharField(max_length=20, choices=Reason.choices, blank=True, default="")
    # More about the reason, in the language of whoever has asked.
    details = models.TextField(blank=True, default="")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "localisation"
        verbose_name = _("task of a job for translations")
        verbose_name_plural = _("tasks of jobs for translations")
        ordering = ["position", "pk"]
        indexes = [
            models.Index(fields=["position"], condition=Q(state="waiting"), name="localisation_task_waiting")
        ]

    def __str__(self) -> str:
        return self.title

    def find_object(self) -> TranslatableMixin | None:
        """Return the object as it is now, or nothing if it is gone."""
        model = self.content_type.model_class()
        found = model._base_manager.filter(pk=self.object_id).first() if model is not None else None
        return found.specific if isinstance(found, Page) else found

    @property
    def why(self) -> str:
        """The reason with what there is to say about it."""
        return " ".join(filter(None, [self.get_reason_display(), self.details]))


def progress_of(jobs: Collection[Job]) -> dict[int, Progress]:
    """Return how far each of the jobs has come, by their primary keys. Takes one query."""
    found = {job.pk: Progress() for job in jobs}
    states = Task.objects.filter(job__in=found).values_list("job", "state").order_by()
    for key, state, number in states.annotate(number=Count("pk")):
        setattr(found[key], state, number)
    return found


def waiting_since() -> datetime | None:
    """Return since when nothing was done although something could be, or nothing if that isn't so."""
    now = timezone.now()
    waiting = Task.objects.filter(state=Task.State.WAITING, due_at__lte=now).order_by()
    oldest = waiting.aggregate(since=models.Min("job__asked_at"))["since"]
    if oldest is None:
        return None
    last_end = Task.objects.aggregate(last=models.Max("ended_at"))["last"]
    return max(oldest, last_end) if last_end is not None else oldest
