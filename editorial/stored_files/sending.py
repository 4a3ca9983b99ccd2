"""Large files that the hub sends itself: a few at once, for whoever reads slowly holds a thread meanwhile.

Eight readers who take a byte a second of a film would hold all threads of a process, and nobody could read a
page or sign any more. So only some may read large files at once, fewer from one address; who comes beyond
that is asked to come back. A proxy that keeps answers back (nginx), or that sends the files (`handed_over`),
makes each of them short.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import cast

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _

from editorial.visitor_network import visitor_ip

# Of the eight requests that a process answers at once, and so many of them to one address.
MOST_AT_ONCE = 4
MOST_TO_ONE_IP = 2
# What is smaller waits in the buffers of the two connections, however slowly it is read.
LARGE_BYTES = 1_000_000
RETRY_SECONDS = 5


class Sendings:
    """Counts those that a process sends."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._to: Counter[str] = Counter()

    def begin(self, ip: str) -> bool:
        """Take a place; tell whether there was one."""
        with self._lock:
            if self._to.total() >= MOST_AT_ONCE or self._to[ip] >= MOST_TO_ONE_IP:
                return False
            self._to[ip] += 1
            return True

    def end(self, ip: str) -> None:
        """Give the place back, and forget the address."""
        with self._lock:
            self._to[ip] -= 1
            if not self._to[ip]:
                del self._to[ip]


class Content:
    """What is sent, which gives its place back at its end, or when the reader has gone."""

    def __init__(self, chunks: Iterator[bytes], end: Callable[[], None]) -> None:
        self._chunks = chunks
        self._end: Callable[[], None] | None = end

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            return next(self._chunks)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Give the place back, unless that is done."""
        if self._end is not None:
            end, self._end = self._end, None
            end()


sendings = Sendings()


def sent_in_turn(response: HttpResponseBase, request: HttpRequest) -> HttpResponseBase:
    """Return the response; where too many read large files already, ask to come back."""
    is_large = int(response.headers.get("Content-Length", 0)) > LARGE_BYTES
    if request.method != "GET" or not is_large or not isinstance(response, StreamingHttpResponse):
        return response
    ip = visitor_ip(request.META)
    if sendings.begin(ip):
        chunks = iter(cast(Iterable[bytes], response.streaming_content))
        response.streaming_content = Content(chunks, partial(sendings.end, ip))
        return response
    # The file alone: closing the response would tell Django that the request is over, which it is not.
    if isinstance(response, FileResponse) and response.file_to_stream is not None:
        response.file_to_stream.close()
    return HttpResponse(
        _("Please try again in a moment."),
        content_type="text/plain; charset=utf-8",
        status=503,
        headers={"Retry-After": str(RETRY_SECONDS)},
    )
