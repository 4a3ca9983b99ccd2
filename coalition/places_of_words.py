"""Where the coalition's words are to be read."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VISITORS: list[tuple[str, Promise]] = [
    ("templates/coalition/blocks/*", _("The list of member organisations")),
    ("coalition/directory.py", _("The list of member organisations")),
    ("coalition/member.py", _("The list of member organisations")),
    ("templates/coalition/*", _("Other pages")),
]
EDITORS: list[tuple[str, Promise]] = [
    ("coalition/*", _("The admin: members")),
    ("templates/coalition/*", _("The admin: members")),
]
