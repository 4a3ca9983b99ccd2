"""Documents by the part: Safari plays no video from a server that can't, and nobody could jump within one."""

import re
from collections.abc import Iterator
from typing import IO, cast

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

# No file has a size of more digits; Python refuses to read numbers of thousands.
ONE_RANGE = re.compile(r"bytes=(?:(\d{1,18})-(\d{0,18})|-(\d{1,18}))", re.ASCII)
CHUNK_BYTES = 65_536


def wanted_part(header: str, size: int) -> range | None:
    """Return the bytes that a Range header asks for, empty if there are none such in a file of that size.

    None for what need not be understood, such as several parts at once: the whole file is the answer then.
    """
    match = ONE_RANGE.fullmatch(header.replace(" ", ""))
    if match is None:
        return None
    first, last, length = match.groups()
    if length is not None:
        return range(max(0, size - int(length)), size)
    if last and int(last) < int(first):
        return None
    return range(int(first), min(int(last) + 1, size) if last else size)


def part_of(response: HttpResponseBase, request: HttpRequest) -> HttpResponseBase:
    """Return the part of a served file that the request asks for; any other response as it is."""
    if response.status_code != 200 or not isinstance(response, FileResponse):
        return response
    response.headers["Accept-Ranges"] = "bytes"
    # Wagtail writes the word "None" for a file that is not encoded: no encoding that a player knows. A test
    # fails when it no longer does.
    if response.headers.get("Content-Encoding") == "None":
        del response.headers["Content-Encoding"]
    size = int(response.headers.get("Content-Length", 0))
    part = wanted_part(request.headers.get("Range", ""), size)
    etag = response.headers.get("ETag")
    if request.method != "GET" or part is None or request.headers.get("If-Range", etag) != etag:
        return response
    if not part:
        close_file_of(response)
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    headers = dict(response.items()) | {
        "Content-Length": str(len(part)),
        "Content-Range": f"bytes {part.start}-{part.stop - 1}/{size}",
    }
    file = cast(IO[bytes], response.file_to_stream)
    return StreamingHttpResponse(read_part(file, part), status=206, headers=headers)


def close_file_of(response: FileResponse) -> None:
    """Close the file of a response that is not sent, and no more.

    Closing the response would tell Django that the request is over, which it is not.
    """
    if response.file_to_stream is not None:
        response.file_to_stream.close()


def read_part(file: IO[bytes], part: range) -> Iterator[bytes]:
    """Read a part of a file, a little at a time, and close it."""
    with file:
        file.seek(part.start)
        left = len(part)
        while left and (chunk := file.read(min(left, CHUNK_BYTES))):
            left -= len(chunk)
            yield chunk
