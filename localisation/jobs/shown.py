"""Jobs in words, for people."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial.list_comma import list_comma
from editorial.templatetags.editorial_tags import grouped

from ..locale_permissions import AnyUser
from .models import Job, Progress, Task, progress_of


@dataclass(frozen=True)
class ShownJob:
    """A job, how far it has come, and both in words."""

    job: Job
    progress: Progress

    @property
    def subject(self) -> str:
        """What it is about: “Home” and 99 more, 24 languages."""
        title = _("“%(title)s”") % {"title": self.job.first_title}
        more = self.job.objects_number - 1
        if more:
            title = ngettext("%(title)s and %(number)s more", "%(title)s and %(number)s more", more) % {
                "title": title,
                "number": grouped(more),
            }
        languages = ngettext("%(number)s language", "%(number)s languages", self.job.languages_number) % {
            "number": grouped(self.job.languages_number)
        }
        return list_comma().join([title, languages])

    @property
    def is_running(self) -> bool:
        """Whether there is something left that will be done."""
        return self.job.finished_at is None

    @property
    def may_be_tried_again(self) -> bool:
        """Whether there is something that could not be done, or was stopped."""
        return not self.is_running and bool(self.progress.failed or self.progress.stopped)

    @property
    def sentence(self) -> str:
        """How far it has come."""
        parts = [
            _("%(done)s of %(total)s done")
            % {"done": grouped(self.progress.done), "total": grouped(self.progress.total)}
        ]
        if self.progress.failed:
            parts.append(_("%(number)s could not be done") % {"number": grouped(self.progress.failed)})
        if self.progress.stopped:
            parts.append(_("%(number)s stopped") % {"number": grouped(self.progress.stopped)})
        return list_comma().join(parts)

    @property
    def left_out(self) -> str:
        """What was not taken along, or nothing."""
        number = self.job.left_out
        if not number:
            return ""
        return ngettext(
            "%(number)s draft was left out, since you may not read it yet.",
            "%(number)s drafts were left out, since you may not read them yet.",
            number,
        ) % {"number": grouped(number)}


def jobs_shown_to(user: AnyUser) -> QuerySet[Job]:
    """Return the jobs that a user may look at: their own, and for administrators all."""
    return Job.objects.all() if user.is_superuser else Job.objects.filter(asked_by=user.pk)


def shown(jobs: list[Job]) -> list[ShownJob]:
    """Return the jobs with how far they have come. Takes one query."""
    progress = progress_of(jobs)
    return [ShownJob(job, progress[job.pk]) for job in jobs]


def failed_tasks(job: Job) -> QuerySet[Task]:
    """Return what could not be done, in order."""
    return job.tasks.filter(state=Task.State.FAILED).select_related("locale")
