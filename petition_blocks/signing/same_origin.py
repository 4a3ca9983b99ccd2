"""Whether a form was sent from our own pages, without a token and without a cookie."""

from urllib.parse import urlsplit

from django.http import HttpRequest


def is_same_origin(request: HttpRequest) -> bool:
    """Tell whether the browser says that the form stood on this site.

    `Sec-Fetch-Site` decides if it is there; else `Origin` must name this host; a browser that sends neither
    is believed. A form that is refused is shown again at our own address, so a wrong guess costs one press.
    """
    fetch_site = request.headers.get("Sec-Fetch-Site")
    if fetch_site is not None:
        return fetch_site == "same-origin"
    origin = request.headers.get("Origin")
    if origin is not None:
        return _host_of(origin) == request.get_host()
    return True


def _host_of(origin: str) -> str | None:
    """Return the host and port that an origin names; None where it is no address, such as `http://[`."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return None
