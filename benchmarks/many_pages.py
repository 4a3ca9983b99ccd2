"""A site of a thousand addresses, and somebody who publishes one of its pages whenever a line comes in.

Run inside the hub's settings: `create PAGES LANGUAGES` prints the pages' primary keys and paths as JSON;
`publish` reads a primary key a line, publishes that page with new words, and prints them.
"""

from __future__ import annotations

import json
import sys
import time
import uuid
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from wagtail.models import Locale

    from home.models import HomePage

WORDS = "What is seen once is kept for ever, and nobody asks you first. "


def create(pages: int, languages: int) -> list[tuple[int, str]]:
    """Make so many pages in so many languages, below the home pages of the demo's and further ones."""
    from django.conf import settings
    from django.db import transaction
    from wagtail.models import Locale, Site

    from home.models import ContentPage, HomePage
    from localisation.gate.models import HeldBackHome

    codes = list(dict.fromkeys(["en", *Locale.objects.values_list("language_code", flat=True)]))
    codes += [code for code, _name in settings.LANGUAGES if code not in codes]
    english = HomePage.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id)
    keys = [uuid.uuid4() for _page in range(pages)]
    made: list[ContentPage] = []
    with transaction.atomic():
        for code in codes[:languages]:
            locale, _created = Locale.objects.get_or_create(language_code=code)
            home = _home(english, locale)
            for number, key in enumerate(keys, start=1):
                page = ContentPage(
                    title=f"Page {number} ({code})",
                    slug=f"bench-{number}",
                    introduction=WORDS,
                    translation_key=key,
                    locale=locale,
                    body=[{"type": "rich_text", "value": f"<p>{WORDS * 8}</p>"}],
                )
                made.append(home.add_child(instance=page))
        # What their languages still lack is of no matter here.
        HeldBackHome.objects.all().delete()
    return [(page.pk, str(page.get_url())) for page in made]


def _home(english: HomePage, locale: Locale) -> HomePage:
    """Return the public home page of a language, made now if there is none."""
    home: HomePage | None = english.get_translation_or_none(locale)
    if home is None:
        home = english.copy_for_translation(locale)
    home = home.specific
    if not home.live:
        home.live = True
        home.save()
    return home


def publish(key: int, number: int) -> str:
    """Publish a page with words that it never had, and return them."""
    from home.models import ContentPage

    page = ContentPage.objects.get(pk=key)
    page.introduction = f"Change {number} of {key}."
    page.save_revision().publish()
    return page.introduction


def publish_in_the_end(key: int, number: int) -> str:
    """Do so as soon as there is a database that takes it."""
    from django.db import Error, connection

    while True:
        try:
            return publish(key, number)
        except Error:
            connection.close()
            time.sleep(0.1)


def main(arguments: list[str]) -> None:
    """Do what the arguments say."""
    if arguments[0] == "create":
        print(json.dumps(create(int(arguments[1]), int(arguments[2]))))
        return
    print("ready", flush=True)
    for number, line in enumerate(sys.stdin, start=1):
        print(publish_in_the_end(int(line), number), flush=True)


if __name__ == "__main__":
    django.setup()
    main(sys.argv[1:])
