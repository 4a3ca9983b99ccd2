"""How large a request may be. What is larger is refused before anything of it is read.

A form of a public page is a few hundred bytes. Whoever sends a thousand times as much wants to keep us busy,
or to fill the disk: Django writes a file of a multipart form down before the view, or the check of its token,
has looked at anything.
"""

from collections.abc import Callable, Iterable
from typing import Any, NoReturn
from wsgiref.types import WSGIEnvironment

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from .error_views import refuse

LARGEST_PUBLIC_BODY = 64 * 1024
# Of a mail provider, which tells of many mails at once, and shows with a password that it is the provider.
LARGEST_REPORT = 2 * 1024 * 1024
# What nginx and Apache take of one header, and of the line with the address.
LARGEST_HEADER = LONGEST_URL = 8 * 1024

Application = Callable[[WSGIEnvironment, Callable[..., Any]], Iterable[bytes]]


def refuse_long_urls(application: Application) -> Application:
    """Return the WSGI application, guarded from addresses that none of our links has.

    Django decodes an address before any middleware sees it, byte by byte where it isn't UTF-8.
    """

    def guarded(environ: WSGIEnvironment, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if len(environ.get("PATH_INFO", "")) + len(environ.get("QUERY_STRING", "")) > LONGEST_URL:
            start_response("414 URI Too Long", [("Content-Type", "text/plain; charset=utf-8")])
            return [b"This address is too long.\n"]
        return application(environ, start_response)

    return guarded


class NoFilesHandler(FileUploadHandler):
    """Passes over the files of a multipart form: no public form has any, so none is kept or written."""

    def new_file(self, *args: object, **kwargs: object) -> NoReturn:
        """Pass over the file."""
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take nothing."""

    def file_complete(self, file_size: int) -> None:
        """Return no file."""


class RequestSizeMiddleware:
    """Refuses what is too large on a public address, and in the admin from whoever hasn't signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    @cached_property
    def admin_url(self) -> str:
        """The start of all addresses of the admin."""
        return reverse("wagtailadmin_home")

    def is_of_admin(self, request: HttpRequest) -> bool:
        """Tell whether the address is one of the admin's."""
        return request.path.startswith(self.admin_url)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on if it is no larger than what people send."""
        if any(
            len(value) > LARGEST_HEADER for name, value in request.META.items() if name.startswith("HTTP_")
        ):
            return refuse_headers(request)
        drop_backslashes(request)
        if not self.is_of_admin(request):
            if (refusal := refused_body(request)) is not None:
                return refusal
            request.upload_handlers = [NoFilesHandler(request)]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: object) -> HttpResponse | None:
        """Hold the admin's pages for signing in to the same: anybody may send them something.

        Must come before whatever reads a form, the check of its token above all.
        """
        if not self.is_of_admin(request):
            return None
        refusal = refused_body(request)
        # The session is looked up only where it matters.
        return refusal if refusal is not None and not request.user.is_authenticated else None


def largest_body(request: HttpRequest) -> int:
    """Return how many bytes a stranger may send to the address."""
    if settings.MAIL_PROVIDER and request.path.startswith("/anymail/"):
        return LARGEST_REPORT
    return LARGEST_PUBLIC_BODY


def refused_body(request: HttpRequest) -> HttpResponse | None:
    """Return the refusal of a body that is too large, or of one that doesn't say how large it is."""
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length and request.META.get("HTTP_TRANSFER_ENCODING"):
        # The view would find an empty form in it, and say that everything is missing.
        return refuse(
            request,
            411,
            _("This can’t be sent in this way"),
            _("Your browser, or something on the way, doesn’t say how much it sends. Please try another."),
        )
    if not length or (length.isascii() and length.isdigit() and int(length[:20]) <= largest_body(request)):
        return None
    return refuse(
        request,
        413,
        _("That is more than we can take"),
        _("Nothing of it was kept. Please go back, and send less text and no files."),
    )


def refuse_headers(request: HttpRequest) -> HttpResponse:
    """Answer whoever sends a header that no browser sends. It is not looked into for a language either."""
    request.META = {name: value for name, value in request.META.items() if not name.startswith("HTTP_")}
    return refuse(
        request,
        431,
        _("Your browser sends more than we can take"),
        _("Please delete the cookies of this site in your browser, and try again."),
    )


def drop_backslashes(request: HttpRequest) -> None:
    """Take the backslashes out of the cookies.

    None of ours holds one, and Python before 3.11.10 takes time by the square of their number to read a
    quoted cookie (CVE-2024-7592): 13 seconds for 40 kB.
    """
    cookies = request.META.get("HTTP_COOKIE", "")
    if "\\" in cookies:
        request.META["HTTP_COOKIE"] = cookies.replace("\\", "")
