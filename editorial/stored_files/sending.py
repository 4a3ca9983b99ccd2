"""Large files that the hub sends itself: a few at once, for whoever reads slowly holds a thread meanwhile.

Eight readers who take a byte a second of a film would hold all threads of a process, and nobody could read a
page or sign any more. So only some may read large files at once, fewer from one address; who comes beyond
that is asked to come back. A proxy that keeps answers back (nginx), or that sends the files (`handed_over`),
makes each of them short.
"""

from collections.abc import Iterable, Iterator
from typing import cast

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _

from editorial.document_parts import close_file_of
from editorial.places import Place, Places
from editorial.visitor_network import visitor_ip

# Of the eight requests that a process answers at once, and so many of them to one address.
MOST_AT_ONCE = 4
MOST_TO_ONE_IP = 2
# What is smaller waits in the buffers of the two connections, however slowly it is read.
LARGE_BYTES = 1_000_000
RETRY_SECONDS = 5


class Content:
    """What is sent, which gives its place back at its end, or when the reader has gone."""

    def __init__(self, chunks: Iterator[bytes], place: Place) -> None:
        self._chunks = chunks
        self._place = place

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            return next(self._chunks)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Give the place back."""
        self._place.give_back()


places = Places(MOST_AT_ONCE, MOST_TO_ONE_IP)


def sent_in_turn(response: HttpResponseBase, request: HttpRequest) -> HttpResponseBase:
    """Return the response; where too many read large files already, ask to come back."""
    is_large = int(response.headers.get("Content-Length", 0)) > LARGE_BYTES
    if request.method != "GET" or not is_large or not isinstance(response, StreamingHttpResponse):
        return response
    if (place := places.take(visitor_ip(request.META))) is not None:
        chunks = iter(cast(Iterable[bytes], response.streaming_content))
        response.streaming_content = Content(chunks, place)
        return response
    if isinstance(response, FileResponse):
        close_file_of(response)
    return HttpResponse(
        _("Please try again in a moment."),
        content_type="text/plain; charset=utf-8",
        status=503,
        headers={"Retry-After": str(RETRY_SECONDS)},
    )
