"""Set the scene on a trial's demo for the pictures of docs/translators.md, and print what to look at as JSON.

An English page has changed and waits to be brought into German, another one is being translated and has a
slip, a third is new; Polish has just been added, and a job is under way.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from wagtail.models import Locale, Page

PROJECT = Path(__file__).resolve().parent.parent
INTRODUCTION = (
    "Seen, Not Scanned stands for public space in which people see each other, and no machine keeps a list "
    "of their faces."
)
LINK_LOST = "Schließt euch der Koalition an. Tragt die Petition zu euren Mitgliedern, leiht uns eure Sprache."
TASKS_DONE = 9


def change_english_pages(home: Page) -> Page:
    """Change two public pages and publish a third, and return the one that is brought into German."""
    from home.models import ContentPage

    about = home.get_children().get(slug="about").specific
    about.introduction = INTRODUCTION
    about.save_revision().publish()
    lines = home.get_children().get(slug="red-lines").specific
    lines.introduction = f"{lines.introduction} Each of them can be checked."
    lines.save_revision().publish()
    new = home.add_child(instance=ContentPage(title="Write to your council", slug="write-to-your-council"))
    new.save_revision().publish()
    return about


def work_on_german(page: Page, german: Locale, chief: User) -> Page:
    """Bring a page's changes into German, let a link be lost there, and return the German page."""
    from wagtail_localize.models import StringTranslation, Translation

    from localisation.actions.bring_in_changes import bring_in_changes
    from localisation.knowledge.models import GlossaryTerm, TermTranslation

    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale=german)
    bring_in_changes(translation.source, chief, [german])
    term = GlossaryTerm.objects.create(term="coalition", locale=page.locale)
    TermTranslation.objects.create(term=term, locale=german, text="Bündnis")
    text = StringTranslation.objects.get(
        context__object_id=page.translation_key,
        locale=german,
        translation_of__data__startswith='<a id="a1">Join the coalition</a>',
    )
    text.data = LINK_LOST
    text.save()
    return page.get_translation(german)


def begin_polish(home: Page, chief: User) -> tuple[Page, int]:
    """Add Polish, begin its pages and stop half way; return its home page and the job's number."""
    from localisation.actions.add_language import add_language
    from localisation.jobs.begin import begin_job
    from localisation.jobs.do_tasks import do_translation_task
    from localisation.jobs.models import Action

    added = add_language("pl", chief)
    job = begin_job(chief, Action.START, [home], [added.locale], include_subtree=True)
    if job is None:
        raise RuntimeError("The demo is in Polish already.")
    for _number in range(TASKS_DONE):
        do_translation_task()
    return added.homes[0], job.pk


def set_scene() -> dict[str, str]:
    """Set it, and return the addresses in the admin by what they show."""
    from django.contrib.auth.models import User
    from django.urls import reverse
    from wagtail.models import Locale, Site

    chief = User.objects.get(username="admin")
    home = Site.objects.get(is_default_site=True).root_page
    german = Locale.objects.get(language_code="de")
    in_german = work_on_german(change_english_pages(home), german, chief)
    polish_home, job = begin_polish(home, chief)
    return {
        "desk": reverse("localisation_desk"),
        "editor": reverse("wagtailadmin_pages:edit", args=[in_german.pk]),
        "bundle": reverse("localisation_bundle", args=["de"]),
        "language": reverse("localisation_language", args=[polish_home.pk]),
        "job": reverse("localisation_job", args=[job]),
    }


def main() -> int:
    """Set the scene and return the exit code."""
    os.chdir(PROJECT)
    sys.path.insert(0, str(PROJECT))
    import django

    django.setup()
    print(json.dumps(set_scene()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
