"""What the software itself says in a language: for whom, and whether a native speaker has read it."""

import re
from functools import cache

from django.conf import settings
from django.utils.translation import gettext as _

from ..language_names import folder_of_words

HEADER = re.compile(r'^"(X-Readers|X-Reviewed-By): (.*?)\\n"$', re.MULTILINE)
# Of a catalogue: all that stands before its first message.
HEADER_LENGTH = 2_000


@cache
def _header(code: str) -> dict[str, str] | None:
    """Return what a catalogue says of itself; None for a language without one."""
    folder = folder_of_words(code)
    if folder is None:
        return None
    with (folder / "LC_MESSAGES" / "django.po").open(encoding="utf-8") as file:
        return dict(HEADER.findall(file.read(HEADER_LENGTH)))


def about_interface_words(code: str) -> list[str]:
    """Return sentences on what the hub itself says in a language: its buttons, messages and mails."""
    if code == settings.LANGUAGE_CODE:
        return [_("The hub itself is written in this language.")]
    header = _header(code)
    if header is None:
        return [
            _(
                "The hub has no words of its own in this language yet: buttons, messages and mails are in "
                "English, around the pages that you translate."
            )
        ]
    for_whom = (
        _("Buttons, messages and mails that visitors read are there in this language; the admin is not.")
        if header.get("X-Readers")
        else _("Buttons, messages, mails and the admin are there in this language.")
    )
    reviewed = (
        _("A native speaker has reviewed them: %(name)s.") % {"name": header["X-Reviewed-By"]}
        if header.get("X-Reviewed-By")
        else _("No native speaker has reviewed them yet.")
    )
    return [for_whom, reviewed]
