"""What stands before a public server, in as few lines as will do: it says HTTPS and serves the uploads."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from whitenoise import WhiteNoise

from campaign_site.wsgi import application as hub

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment


def over_https(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    """Pass a request on as a proxy does that has ended its encryption."""
    return hub(environ | {"HTTP_X_FORWARDED_PROTO": "https"}, start_response)


# Pictures are made at the first request for a page, so the folder is looked into at each request.
application = WhiteNoise(
    over_https, root=settings.MEDIA_ROOT, prefix="media/", autorefresh=True, max_age=31_536_000
)
