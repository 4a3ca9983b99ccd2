"""Which web addresses a translation may lead to."""

import re

from django.utils.translation import gettext as _
from wagtail.whitelist import check_url

# What browsers skip when they look for the scheme of an address.
SKIPPED_BY_BROWSERS = re.compile(r"[\x00-\x20\x7f-\xa0]+")
SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)
SCRIPTS = re.compile(r"^(javascript|vbscript|data):", re.IGNORECASE)


def error_in_override(source: object, value: object) -> str:
    """Return in words why a value must not take the place of the source's one, or an empty string.

    Links must stay links that Wagtail's own editor would let through; no text whatsoever may be a script,
    since a template may use it as a link.
    """
    if not isinstance(value, str):
        return ""
    url = SKIPPED_BY_BROWSERS.sub("", value)
    if SCRIPTS.match(url) or (_is_ip(source) and check_url(url) is None):
        return _("Use an address that starts with https://, http://, mailto: or tel:.")
    return ""


def _is_ip(source: object) -> bool:
    return isinstance(source, str) and bool(SCHEME.match(source) or source.startswith(("/", "#", "?")))
