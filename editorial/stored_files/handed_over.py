"""Files that the proxy sends in the hub's place, once the hub has said who may have them.

A video takes as long as its reader takes, and as long as the hub sends it, a reader who is slow on purpose
holds one of its few threads. A proxy that asks for it (`X-Sendfile-Type: X-Accel-Redirect`, as Rails has it)
is told where the file is instead; those of deploy/ do. Whoever asks without being such a proxy gets nothing.
"""

from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase

from editorial.document_parts import close_file_of

# Where nginx has the folder of uploads, and lets nobody else look. Caddy looks into its documents for
# the name that the address ends in.
PLACE = "/uploads-of-the-hub/"
# Wagtail's folder for them.
FOLDER = "documents"
# They say the first themselves. The second is Wagtail's word "None" where a file has no encoding.
LEFT_OUT = ("content-length", "content-encoding")


def handed_over(response: HttpResponseBase, request: HttpRequest, name: str) -> HttpResponseBase:
    """Return what tells the proxy to send the document of that name, if it asks to; else the response."""
    asked = request.headers.get("X-Sendfile-Type") == "X-Accel-Redirect"
    if not asked or response.status_code != 200 or not isinstance(response, FileResponse):
        return response
    file = response.file_to_stream
    if file is None or Path(file.name) != Path(settings.MEDIA_ROOT).absolute() / FOLDER / name:
        return response
    close_file_of(response)
    headers = {header: value for header, value in response.items() if header.lower() not in LEFT_OUT}
    return HttpResponse(headers=headers | {"X-Accel-Redirect": quote(f"{PLACE}{FOLDER}/{name}")})
