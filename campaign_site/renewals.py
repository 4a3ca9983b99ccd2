"""Renders pages anew beside the requests: nobody waits for what may still be shown as it is."""

import io
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.core.handlers.wsgi import WSGIRequest
from django.db import close_old_connections
from django.http import HttpRequest

logger = logging.getLogger(__name__)

# One thread for a process, so that whoever waits for a page comes first.
renderer = ThreadPoolExecutor(1, thread_name_prefix="renewals")
# More than so many are left to whoever asks next.
MOST_WAITING = 1_000
# What is in the queue, or under way.
_waiting: set[str] = set()
# What a visitor sends that makes no difference to a page that everybody gets.
PERSONAL = ("HTTP_COOKIE", "HTTP_AUTHORIZATION", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")


def submit(key: str, render: Callable[[HttpRequest], None], request: HttpRequest) -> None:
    """Have the page that somebody has asked for rendered soon, unless that is due already."""
    if key in _waiting or len(_waiting) >= MOST_WAITING:
        return
    _waiting.add(key)
    renderer.submit(_do, key, render, copy_of(request))


def _do(key: str, render: Callable[[HttpRequest], None], request: HttpRequest) -> None:
    close_old_connections()
    try:
        render(request)
    except Exception:
        # Whoever asks once it may no longer be shown is told by the view itself.
        logger.exception("a page could not be rendered anew")
    finally:
        _waiting.discard(key)
        close_old_connections()


def copy_of(request: HttpRequest) -> HttpRequest:
    """Return a request for the same page that outlives this one, and is nobody's."""
    environ = {name: value for name, value in request.META.items() if name not in PERSONAL}
    return WSGIRequest(environ | {"REQUEST_METHOD": "GET", "wsgi.input": io.BytesIO(), "CONTENT_LENGTH": "0"})
