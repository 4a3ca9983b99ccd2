"""Where what the hub says is to be read, in words that translators understand.

Each app says it of its own files, with the hook `places_of_interface_words`: two lists of patterns for the
paths of files, as `fnmatch` takes them, each with the name of a place. The first list has the places that
visitors know, the second those in the admin. The first pattern that fits a file names it.
"""

import re
from collections.abc import Sequence
from fnmatch import fnmatchcase
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

HOOK = "places_of_interface_words"

Places = list[tuple[str, Promise]]

# Templates that only people who logged in see, wherever they lie.
IN_THE_ADMIN = re.compile(r"/(admin|widgets)/")

VISITORS: Places = [
    ("templates/base.html", _("Every page: head and foot")),
    ("templates/editorial/wordmark.html", _("Every page: head and foot")),
    ("templates/404.html", _("The page that says there is nothing here")),
    ("templates/500.html", _("When something goes wrong")),
    ("editorial/colon.py", _("Many places: how names, lists and numbers are put together")),
    ("editorial/list_comma.py", _("Many places: how names, lists and numbers are put together")),
    ("templates/editorial/coming_soon.html", _("Before the first page is public")),
    ("templates/editorial/includes/share_ways.html", _("Ways to pass a page on")),
    ("templates/editorial/blocks/map.html", _("The map")),
    ("editorial/blocks/map.py", _("The map")),
    ("editorial/country_maps.py", _("The map")),
    ("templates/editorial/blocks/*", _("Blocks on pages")),
    ("editorial/blocks/text.py", _("Blocks on pages, and their fields in the admin")),
    ("templates/editorial/*", _("Other pages")),
]
EDITORS: Places = [
    ("editorial/blocks/*", _("The admin: blocks of a page")),
    ("editorial/brand/*", _("The admin: the look")),
    ("templates/editorial/admin/brand/*", _("The admin: the look")),
    ("editorial/bin/*", _("The admin: the bin")),
    ("templates/editorial/admin/bin/*", _("The admin: the bin")),
    ("editorial/interface_words/*", _("The admin: words of the hub")),
    ("templates/editorial/admin/interface_words/*", _("The admin: words of the hub")),
    ("editorial/*", _("The admin: writing pages")),
    ("templates/editorial/admin/*", _("The admin: writing pages")),
    ("templates/wagtailadmin/*", _("The admin: signing in")),
]


def places_of(files: Sequence[str]) -> list[str]:
    """Return the names of the places that files stand for, in the active language, visitors' places first."""
    found = sorted((place for place in map(_place_of, files) if place), key=lambda place: place[0])
    return list(dict.fromkeys(str(name) for _is_for_editors, name in found))


@cache
def _place_of(file: str) -> tuple[bool, Promise] | None:
    """Return whether a file's place is for editors, and its name.

    It is looked for once a process: there are thousands of messages.
    """
    registered = [register() for register in hooks.get_hooks(HOOK)]
    for is_for_editors in (False, True):
        if not is_for_editors and IN_THE_ADMIN.search(file):
            continue
        for places in registered:
            for pattern, name in places[is_for_editors]:
                if fnmatchcase(file, pattern):
                    return is_for_editors, name
    return None
