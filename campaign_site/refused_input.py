"""Input that no form accepts and that would otherwise reach the database."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from .admin_address import is_in_admin
from .error_views import bad_request


class RefuseNulBytesMiddleware:
    """Answers 400 to NUL bytes in an address or a form: PostgreSQL can't store them, nobody types them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on, unless its address holds a NUL byte."""
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return bad_request(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: object) -> HttpResponse | None:
        """Refuse a public form that holds a NUL byte, before its view reads it.

        Forms of the admin pass: reading one here would take from its view the choice of where uploads go.
        """
        if is_in_admin(request) or request.method != "POST":
            return None
        texts = [text for name, values in request.POST.lists() for text in (name, *values)]
        return bad_request(request) if any("\0" in text for text in texts) else None
