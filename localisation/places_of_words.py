"""Where the words of the translators' desk are to be read."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VISITORS: list[tuple[str, Promise]] = []
EDITORS: list[tuple[str, Promise]] = [
    ("localisation/*", _("The admin: translations")),
    ("templates/localisation/*", _("The admin: translations")),
]
