"""What this process last knew of each host's look, for answers that ask no database.

Knows no models: error pages are imported before there are any.
"""

from django.http import HttpRequest

from .shown import ShownBrand, first_brand

# So that made-up hosts, which some servers let through, fill no memory.
MOST_HOSTS = 100

_by_host: dict[str, ShownBrand] = {}


def note(request: HttpRequest, brand: ShownBrand) -> None:
    """Remember how the host of a request looks."""
    host = _host(request)
    if len(_by_host) < MOST_HOSTS or host in _by_host:
        _by_host[host] = brand


def last_seen(request: HttpRequest) -> ShownBrand:
    """Return how the host of a request looked last; the first look for one that was never seen."""
    return _by_host.get(_host(request), first_brand())


def ask_no_database(request: HttpRequest) -> None:
    """Let the answer to a request look as its host did last, without asking how it looks now."""
    request.__dict__.setdefault("_brand", last_seen(request))


def _host(request: HttpRequest) -> str:
    # As it was sent: a host that isn't ours must be answered too.
    return str(request.META.get("HTTP_HOST", ""))
