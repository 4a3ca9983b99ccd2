"""Which web addresses a translation may lead to, and which it may have."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_unicode_slug
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.whitelist import check_url

# What browsers skip when they look for the scheme of an address.
SKIPPED_BY_BROWSERS = re.compile(r"[\x00-\x20\x7f-\xa0]+")
SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)
# What a browser would look for on the hub itself, as it would for the name of a page: `www.example.de/about`.
HOST = re.compile(r"^\s*(?:[\w-]+\.)+[^\W\d_]{2,}(?:[:/?#]\S*)?\s*$")
MAIL_ADDRESS = re.compile(r"^\s*[^\s@/]+@(?:[\w-]+\.)+[\w-]+\s*$")
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
    if _is_ip(source) and not _is_ip(value):
        if MAIL_ADDRESS.match(value):
            return _("Write mailto: before a mail address.")
        if HOST.match(value):
            return _("Write the whole address: https://%(host)s") % {"host": value.strip()}
    return ""


def error_in_slug(value: object, page: Page | None) -> str:
    """Return in words why a page can't have this slug, in the letters of any script, or an empty string."""
    slug = unicodedata.normalize("NFC", value) if isinstance(value, str) else ""
    longest = Page._meta.get_field("slug").max_length or 0
    try:
        validate_unicode_slug(slug)
    except ValidationError:
        return _("Use letters, digits and hyphens, without spaces.")
    if len(slug) > longest:
        return _("Use at most %(number)d letters.") % {"number": longest}
    if page is not None and page.get_siblings(inclusive=False).filter(slug=slug).exists():
        return _("Another page there has this address by now. Choose another one.")
    return ""


def _is_ip(source: object) -> bool:
    return isinstance(source, str) and bool(SCHEME.match(source) or source.startswith(("/", "#", "?")))
