"""Killed between two tasks and in the middle of one, translating ends as if nothing had happened."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from .mail_server import MailServer
from .running_hub import RunningHub

pytestmark = [pytest.mark.slow, pytest.mark.fault]

SET_UP = """
from django.contrib.auth.models import User
from wagtail.models import Locale, Page
from home.models import ContentPage
User.objects.create_superuser("root", "root@example.org", "password")
parent = page.get_parent()
for number, title in enumerate(["الميدان للجميع", "Zażółć gęślą jaźń", "廣場屬於所有人"]):
    child = ContentPage(title=title, slug=f"page-{number}", introduction=f"{title}.")
    parent = Page.objects.get(pk=parent.pk).specific.add_child(instance=child)
    parent.save_revision().publish()
for code in ("ar", "zh-hans"):
    Locale.objects.create(language_code=code)
"""
# `what` is start or publish; before publishing, each text gets a translation.
ASK = """
from django.contrib.auth.models import User
from wagtail.models import Locale, Site
from wagtail_localize.models import Translation
from localisation.jobs.begin import begin_job
from localisation.jobs.models import Action
from localisation.tests.campaign import fill
for translation in Translation.objects.order_by("pk"):
    fill(translation)
home = Site.objects.get(is_default_site=True).root_page.specific
locales = Locale.objects.filter(language_code__in=["ar", "zh-hans"])
job = begin_job(User.objects.get(), Action("{what}"), [home], locales, include_subtree=True)
print(job.tasks.count())
"""
# Dies right before the note of a task's end is committed, or right after.
DIE = """
import os, signal
from datetime import timedelta
from localisation.jobs import do_tasks

done = 0
perform = do_tasks.perform

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def perform_and_die(task):
    perform(task)
    if done == {tasks} and {inside}:
        die()

do_tasks.perform = perform_and_die
while do_tasks.do_translation_task(lease=timedelta(seconds=0.1)):
    done += 1
    if done == {tasks} and not {inside}:
        die()
"""
RESULT = """
import json
from django.contrib.auth.models import User
from wagtail.models import Page, PageLogEntry, Revision
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationLog
from localisation.jobs.models import Job, Task
pages = Page.objects.order_by("path")
fields = ("path", "depth", "numchild", "locale__language_code", "url_path", "title", "live", "alias_of__path")
print(json.dumps({
    "pages": list(pages.values_list(*fields)),
    "problems": Page.find_problems(),
    "tasks": sorted(Task.objects.values_list("title", "locale__language_code", "state", "reason")),
    "unfinished": Job.objects.filter(finished_at=None).count(),
    "counts": [model.objects.count() for model in
               (Translation, TranslationLog, StringSegment, StringTranslation, Revision, PageLogEntry)],
}))
"""


@pytest.fixture
def hubs(tmp_path: Path, mail_server: MailServer, db: None) -> Iterator[tuple[RunningHub, RunningHub]]:
    """Two hubs with the same pages."""
    made = []
    for name in ("disturbed", "undisturbed"):
        folder = tmp_path / name
        folder.mkdir()
        hub = RunningHub(folder, mail_server.port)
        hub.set_up(SET_UP)
        made.append(hub)
    yield made[0], made[1]
    for hub in made:
        hub.kill_worker()


def ask(hub: RunningHub, what: str) -> int:
    """Ask for all pages in both languages, and return how many tasks that makes."""
    return int(hub.run("manage.py", "shell", "-v0", "-c", ASK.replace("{what}", what)).split()[-1])


def work_and_die(hub: RunningHub, tasks: int, *, inside: bool) -> None:
    """Do so many tasks and be killed, or be killed inside the one after these."""
    code = DIE.replace("{tasks}", str(tasks)).replace("{inside}", str(inside))
    with pytest.raises(Exception, match="SIGKILL"):
        hub.run("manage.py", "shell", "-v0", "-c", code)


def result(hub: RunningHub) -> dict[str, object]:
    """Return what is there in the end."""
    found: dict[str, object] = json.loads(hub.run("manage.py", "shell", "-v0", "-c", RESULT).splitlines()[-1])
    return found


def test_the_result_is_that_of_a_run_that_nobody_disturbed(hubs: tuple[RunningHub, RunningHub]) -> None:
    disturbed, undisturbed = hubs
    assert ask(disturbed, "start") == ask(undisturbed, "start") == 10
    work_and_die(disturbed, 0, inside=True)
    work_and_die(disturbed, 2, inside=False)
    work_and_die(disturbed, 3, inside=True)
    for hub in hubs:
        hub.work_once()
    started = result(disturbed)
    assert started["unfinished"] == 0
    assert started == result(undisturbed)

    assert ask(disturbed, "publish") == ask(undisturbed, "publish") == 10
    work_and_die(disturbed, 1, inside=False)
    work_and_die(disturbed, 4, inside=True)
    for hub in hubs:
        hub.work_once()
    published = result(disturbed)
    assert published["unfinished"] == 0
    assert published["problems"] == [[], [], [], [], []]
    assert {state for _title, _locale, state, _reason in published["tasks"]} == {"done"}  # type: ignore[attr-defined]
    assert published == result(undisturbed)
