"""Full addresses, for what is read away from the site: mails, search engines, shared links."""

from django.conf import settings


def absolute_url(path: str) -> str:
    """Return the full address of a path of this site; what is not a path of this site stays as it is."""
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}" if path.startswith("/") else path
