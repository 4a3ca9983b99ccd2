"""Bodies of requests that arrive slowly, or never.

The server gives each request a thread, and reading a body holds it until its sender has sent all: eight
connections that send a byte a second would hold all threads of a process, and nobody could read a page any
more. Nothing ends such a reading early (granian 2.8.7 has a time limit for headers alone), so only a few may
go on at once, fewer from one address, and who comes beyond that is asked to try again. Pages, which have no
body, are always answered.

A proxy that buffers bodies keeps all of that away, and docs/operators.md asks for one. This is for where
there is none.
"""

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any
from wsgiref.types import InputStream, WSGIEnvironment

from django.conf import settings
from django.utils.translation import get_language_from_path, override
from django.utils.translation import gettext as _

from editorial.places import Place, Places
from editorial.visitor_network import visitor_ip

Application = Callable[[WSGIEnvironment, Callable[..., Any]], Iterable[bytes]]

# So many bodies a process reads at once, of the eight requests that it answers at once; and of the bodies of
# forms, so many from one address. A form's body is there with its headers, so each takes a millisecond.
MOST_READINGS = 4
MOST_FORMS_FROM_ONE_IP = 2
# How long somebody waits for a reading of others to end. Whoever waits has a thread.
WAIT_SECONDS = 0.1
# What a form may have; it is read before the application is asked. More is an upload, read as it is stored.
FORM_BYTES = 65_536


class SlowBodies:
    """Wraps the application of a process, whose readings it counts."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.places = Places(MOST_READINGS, MOST_FORMS_FROM_ONE_IP)

    def __call__(self, environ: WSGIEnvironment, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer as the application does; with 503 where too many are sending, 408 where one has stopped."""
        length = length_of(environ)
        if not length:
            # Django would take what is no number for an error of ours.
            return self.application(environ | {"CONTENT_LENGTH": ""}, start_response)
        is_form = length <= FORM_BYTES
        # Uploads name no address.
        place = self.places.take(visitor_ip(environ) if is_form else "", WAIT_SECONDS)
        if place is None:
            return refusal(environ, start_response, "503 Service Unavailable")
        try:
            if not is_form:
                environ["wsgi.input"] = Upload(environ["wsgi.input"], length, place)
                return self.application(environ, start_response)
            body = environ["wsgi.input"].read(length)
        finally:
            place.give_back()
        if len(body) < length:
            return refusal(environ, start_response, "408 Request Timeout")
        environ["wsgi.input"] = BytesIO(body)
        return self.application(environ, start_response)


class Upload:
    """The body of an upload, which gives its place back once it has been read."""

    def __init__(self, source: InputStream, length: int, place: Place) -> None:
        self._source, self._left, self._place = source, length, place

    def read(self, size: int | None = -1) -> bytes:
        """Return so many bytes, or all that are left; fewer only where the sender has stopped."""
        wanted = self._left if size is None or size < 0 else min(size, self._left)
        data = bytes(self._source.read(wanted)) if wanted else b""
        self._left -= len(data)
        if len(data) < wanted or not self._left:
            self._left = 0
            self._place.give_back()
        return data

    def readline(self, size: int | None = -1) -> bytes:
        """Return the next line, or so many bytes of it. WSGI asks for it; nobody reads uploads by lines."""
        most = self._left if size is None or size < 0 else min(size, self._left)
        line = bytearray()
        while len(line) < most and not line.endswith(b"\n"):
            line += self.read(1)
        return bytes(line)


def length_of(environ: WSGIEnvironment) -> int:
    """Return how long the body says it is; 0 where it says nothing that makes sense."""
    text = str(environ.get("CONTENT_LENGTH", ""))
    return int(text) if text.isascii() and text.isdigit() else 0


def refusal(environ: WSGIEnvironment, start_response: Callable[..., object], status: str) -> Iterable[bytes]:
    """Answer without having read all: the connection is of no more use."""
    with override(get_language_from_path(str(environ.get("PATH_INFO", ""))) or settings.LANGUAGE_CODE):
        text = _("Please try again in a moment.").encode()
    start_response(
        status,
        [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Length", str(len(text))),
            ("Connection", "close"),
            ("Retry-After", "5"),
        ],
    )
    return [text]
