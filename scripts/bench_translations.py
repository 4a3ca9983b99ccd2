"""How long a tree of pages takes to be started in many languages: as a job, and by wagtail-localize alone.

    make bench-translations PAGES=100 LANGUAGES=24

Both are given the same pages, the job in the first languages and wagtail-localize in as many others. On the
PostgreSQL server that `scripts/postgres.py` starts, or on whatever `DATABASE_URL` names.
"""

# ruff: noqa: E402  (what is imported wants Django to be set up)
from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "campaign_site.settings.test")

import django

django.setup()

from django.contrib.auth.models import User
from django.db import connection
from wagtail.models import Locale, Page
from wagtail_localize import operations
from wagtail_localize.models import TranslationSource

from campaign_site.languages import all_languages
from home.models import ContentPage
from localisation.jobs.begin import begin_job
from localisation.jobs.do_tasks import do_translation_task
from localisation.jobs.models import Action
from localisation.workarounds.drafts_of_live_pages import upstream_create_or_update_translation
from tests.factories import create_home
from tests.migrated_database import copy_databases

WORDS = "A square is for everyone who comes there, and nobody has to say why. "


class Queries:
    """Counts queries."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        """Count one and do it."""
        self.number += 1
        return execute(*arguments)


def stream(number: int) -> str:
    """Return the body of a page: headings, paragraphs, a call."""
    blocks = [
        {"type": kind, "value": value, "id": str(uuid4())}
        for part in range(5)
        for kind, value in [
            ("heading", {"text": f"Part {part} of page {number}", "level": "2"}),
            ("rich_text", f"<p>{number}.{part}. {WORDS}</p><p>{WORDS * 3}{number}.{part}</p>"),
        ]
    ]
    return json.dumps(blocks)


def create_tree(pages: int) -> Page:
    """Create a home page with so many pages below it, ten below each; return it."""
    home = create_home()
    above = home
    for number in range(pages):
        if number and number % 10 == 0:
            above = Page.objects.get(pk=home.pk).get_children().last()
        child = ContentPage(title=f"Page {number}", slug=f"page-{number}", body=stream(number))
        Page.objects.get(pk=above.pk).specific.add_child(instance=child)
        child.save_revision().publish()
    return Page.objects.get(pk=home.pk).specific


def measure(what: str, do: Callable[[], float]) -> None:
    """Do it, and say how long it took, how many queries, and what became of the tree."""
    queries = Queries()
    began = time.monotonic()
    with connection.execute_wrapper(queries):
        longest = do()
    seconds = time.monotonic() - began
    problems = sum(map(len, Page.find_problems()))
    print(
        f"{what}: {seconds:.1f} s, {queries.number} queries, longest transaction {longest:.2f} s, "
        f"{problems} faults in the tree",
        flush=True,
    )


def as_job(home: Page, locales: list[Locale], user: User) -> float:
    """Start all pages as a job; return the seconds of the longest transaction."""
    began = time.monotonic()
    begin_job(user, Action.START, [home], locales, include_subtree=True)
    longest = time.monotonic() - began
    while True:
        began = time.monotonic()
        if not do_translation_task():
            return longest
        longest = max(longest, time.monotonic() - began)


def as_upstream(home: Page, locales: list[Locale], user: User) -> float:
    """Start all pages as wagtail-localize does in the request: in two transactions."""
    ours = TranslationSource.create_or_update_translation
    TranslationSource.create_or_update_translation = upstream_create_or_update_translation
    try:
        operations.translate_object(home, locales, None, user)
        began = time.monotonic()
        operations.translate_page_subtree(home.pk, locales, None, user)
        return time.monotonic() - began
    finally:
        TranslationSource.create_or_update_translation = ours


def main() -> None:
    """Measure both."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--languages", type=int, default=6)
    parser.add_argument("--job-alone", action="store_true", help="leave wagtail-localize's own out")
    asked = parser.parse_args()
    copy_databases(connection)
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        user = User.objects.create_superuser("root", "root@example.org", "password")
        home = create_tree(asked.pages)
        codes = [code for code, _name in all_languages() if code != "en"]
        locales = [Locale.objects.get_or_create(language_code=code)[0] for code in codes]
        print(
            f"{asked.pages} pages below the home page, {asked.languages} languages, {connection.vendor}",
            flush=True,
        )
        measure("as a job", lambda: as_job(home, locales[: asked.languages], user))
        if not asked.job_alone:
            others = locales[asked.languages : 2 * asked.languages] or locales[-asked.languages :]
            measure("wagtail-localize's own", lambda: as_upstream(home, others, user))
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    main()
