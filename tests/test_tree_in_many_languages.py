"""A whole tree is translated and published by the desk, its worker killed half way, while visitors sign.

make test-tree PAGES=100 LANGUAGES=24
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest

from .crowd import Crowd
from .mail_server import MailServer
from .running_hub import RunningHub
from .visitors import SIGN_PATH, wording_of_form

pytestmark = [pytest.mark.fault, pytest.mark.full, pytest.mark.postgres]

PAGES = int(os.environ.get("PAGES", "9"))
LANGUAGES = int(os.environ.get("LANGUAGES", "3"))
# Each page in each language takes a second or two, half of them twice.
WAIT_SECONDS = 300 + PAGES * LANGUAGES * 10

# Ten pages below each that is a child of the home page, titles in several scripts.
SET_UP = """
import os
from django.contrib.auth.models import User
from wagtail.models import Locale, Page
from campaign_site.languages import all_languages
from home.models import ContentPage
from localisation.tests.campaign import stream
User.objects.create_superuser("root", "root@example.org", "password")
home = page.get_parent()
above = home
titles = ["الميدان للجميع", "Zażółć gęślą jaźń", "廣場屬於所有人", "Η πλατεία είναι όλων"]
for number in range(int(os.environ["PAGES"])):
    if number % 10 == 0:
        above = home
    body = stream(
        heading={"text": f"What happens at place {number}", "level": "2"},
        rich_text=f"<p>Place {number} is for <b>everyone</b>.</p><p>Nobody says why they came here.</p>",
        quote={"quote": f"I stopped going to {number}.", "name": "Mara", "role": "resident"},
        call_to_action={"heading": f"Write for {number}", "button": "Write", "address": "https://example.org"},
    )
    child = ContentPage(title=f"{titles[number % 4]} {number}", slug=f"page-{number}", body=body)
    Page.objects.get(pk=above.pk).specific.add_child(instance=child)
    child.save_revision().publish()
    if number % 10 == 0:
        above = child
codes = [code for code, _name in all_languages() if code != "en"]
for code in codes[: int(os.environ["LANGUAGES"])]:
    Locale.objects.get_or_create(language_code=code)
"""
FILL = """
from wagtail_localize.models import Translation
from localisation.tests.campaign import fill
for translation in Translation.objects.order_by("pk").select_related("source", "target_locale"):
    fill(translation)
"""
ASK = """
from django.contrib.auth.models import User
from wagtail.models import Locale, Site
from localisation.jobs.begin import begin_job
from localisation.jobs.models import Action
home = Site.objects.get(is_default_site=True).root_page.specific
locales = Locale.objects.exclude(language_code="en")
job = begin_job(User.objects.get(), Action("{what}"), [home], locales, include_subtree=True)
print(job.tasks.count())
"""
# Prints how many tasks have ended whenever it is asked to, and how many jobs have not.
WATCH = """
import sys
from django.db import connection
from localisation.jobs.models import Job, Task
for _line in sys.stdin:
    ended = Task.objects.exclude(state="waiting").count()
    print(ended, Job.objects.filter(finished_at=None).count(), flush=True)
"""
# Whose catalogue lacks something stays closed for visitors, whatever a lawyer says.
RESULT = """
import json
from collections import Counter
from datetime import date
from wagtail.models import Page, Site
from localisation.gate.actions import note_legal_review
from localisation.gate.gaps import gaps_of
from localisation.jobs.models import Task
home = Site.objects.get(is_default_site=True).root_page
homes = home.get_translations().specific()
for translated in homes:
    note_legal_review(translated, "A. Żółć", date.today(), None)
is_open = [translated.locale_id for translated in homes if not gaps_of(translated)]
pages = Page.objects.exclude(locale__language_code="en").filter(depth__gt=1)
twice = Counter(pages.values_list("translation_key", "locale_id"))
print(json.dumps({
    "problems": Page.find_problems(),
    "states": dict(Counter(Task.objects.values_list("state", flat=True))),
    "reasons": sorted(set(Task.objects.values_list("reason", flat=True))),
    "live": pages.filter(live=True).count(),
    "all": pages.count(),
    "twice": [str(key) for key, number in twice.items() if number > 1],
    "paths": [page.get_url() for page in pages.filter(locale__in=is_open).order_by("path")[::7]],
}))
"""


@pytest.fixture
def hub(tmp_path: Path, mail_server: MailServer, db: None) -> Iterator[RunningHub]:
    """A hub with the pages, whose server runs."""
    running = RunningHub(tmp_path, mail_server.port)
    running.environment |= {"PAGES": str(PAGES), "LANGUAGES": str(LANGUAGES), "PYTHONPATH": "."}
    running.set_up(SET_UP)
    running.start_server()
    yield running
    running.kill_worker()
    running.kill_server()


def shell(hub: RunningHub, code: str) -> str:
    """Run code beside the hub and return the last line that it prints."""
    return hub.run("manage.py", "shell", "-v0", "-c", f"{code}\nprint()").rstrip().rpartition("\n")[2]


@contextmanager
def progress(hub: RunningHub) -> Iterator[Callable[[], tuple[int, int]]]:
    """Yield a function that returns how many tasks have ended, and how many jobs have not."""
    watching = subprocess.Popen(
        [sys.executable, "manage.py", "shell", "-v0", "-c", WATCH],
        env=hub.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    questions, answers = watching.stdin, watching.stdout
    assert questions is not None
    assert answers is not None

    def ask() -> tuple[int, int]:
        print("?", file=questions, flush=True)
        ended, unfinished = answers.readline().split()
        return int(ended), int(unfinished)

    yield ask
    questions.close()
    watching.wait()


def do_and_kill_half_way(hub: RunningHub, mail_server: MailServer, what: str) -> float:
    """Have the whole tree started or published, the worker killed half way; return the seconds it took."""
    number = int(shell(hub, ASK.replace("{what}", what)))
    assert number >= PAGES * LANGUAGES
    with progress(hub) as ended_and_unfinished:
        before = ended_and_unfinished()[0]
        hub.start_worker()
        began = time.monotonic()
        is_killed = False
        while ended_and_unfinished()[1]:
            assert time.monotonic() - began < WAIT_SECONDS
            if not is_killed and ended_and_unfinished()[0] - before >= number / 2:
                hub.kill_worker()
                is_killed = True
                hub.start_worker()
            # Whatever mail comes ends the pause; none need come.
            with mail_server.arrival:
                mail_server.arrival.wait(1)
        hub.kill_worker()
    assert is_killed
    return time.monotonic() - began


def test_it_is_made_and_published_whole_and_people_sign_all_the_while(
    hub: RunningHub, mail_server: MailServer, record_property: Callable[[str, object], None]
) -> None:
    with urllib.request.urlopen(f"{hub.url}{SIGN_PATH}", timeout=60) as form:  # noqa: S310
        wording = wording_of_form(form.read().decode())
    crowd = Crowd(hub.port, SIGN_PATH, wording, pace=2)
    with crowd.signing():
        started = do_and_kill_half_way(hub, mail_server, "start")
        shell(hub, FILL)
        published = do_and_kill_half_way(hub, mail_server, "publish")
    # Every tenth form is that of the person before.
    people = {number - number % 10 // 9 for number in range(crowd.handed_in)}
    assert crowd.acknowledged == {f"signer{person}@example{person % 97}.org" for person in people}

    result = json.loads(shell(hub, RESULT))
    record_property(
        "measured",
        [
            f"{PAGES} pages in {LANGUAGES} languages",
            f"started in {started:.0f} s, published in {published:.0f} s;",
            f"{crowd.handed_in} forms were handed in meanwhile, for {len(people)} people.",
        ],
    )
    assert result["problems"] == [[], [], [], [], []]
    assert result["states"].keys() == {"done"}, result
    assert result["twice"] == []
    # The home page and the petition's come along.
    assert result["live"] == result["all"] == (PAGES + 2) * LANGUAGES
    assert result["paths"], "no language is open"
    for path in result["paths"]:
        with urllib.request.urlopen(f"{hub.url}{quote(path)}", timeout=60) as page:  # noqa: S310
            assert page.status == 200
