"""Which methods a public address answers to. All others are refused before anything else is asked."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override

from .admin_address import is_in_admin

READING = ["GET", "HEAD", "OPTIONS"]
# Refused on every address, the admin's too: it sends back what a browser keeps from scripts.
NOWHERE = "TRACE"


class ServedMethodsMiddleware:
    """Answers 405 with `Allow`, as HTTP asks for (RFC 9110, section 15.5.6), and OPTIONS with `Allow` alone.

    Without it, an address that only reads answers a PUT with its page, or with 403 for want of a token that
    no public form has. Addresses of the admin decide for themselves, but for one method.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Refuse what no public address serves; forms wait until their view is known."""
        if request.method in ("GET", "HEAD"):
            return self.get_response(request)
        if request.method != "POST" and (is_public(request) or request.method == NOWHERE):
            methods = methods_of_url(request.path_info)
            if request.method != "OPTIONS":
                return HttpResponseNotAllowed(methods)
            return HttpResponse(status=204, headers={"Allow": ", ".join(methods)})
        response = self.get_response(request)
        if request.method == "POST" and request.resolver_match is None and 300 <= response.status_code < 400:
            # A redirect to the visitor's language: what was posted would be lost on the way.
            return HttpResponseNotAllowed(READING)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., object], *args: object
    ) -> HttpResponse | None:
        """Refuse a form that the public address doesn't take."""
        if request.method != "POST" or not is_public(request) or takes_forms(view):
            return None
        return HttpResponseNotAllowed(READING)


def is_public(request: HttpRequest) -> bool:
    """Tell whether the address is none of the admin's."""
    return not is_in_admin(request)


def takes_forms(view: Callable[..., object]) -> bool:
    """Tell whether a public view answers to POST.

    Our own forms carry no token, so the views that need none are just these. Wagtail's, for signing in and
    for passwords, are classes or are named here.
    """
    view_class = getattr(view, "view_class", None)
    if view_class is not None:
        return hasattr(view_class, "post")
    return bool(getattr(view, "csrf_exempt", False)) or view.__name__ == "authenticate_with_password"


def methods_of_url(path: str) -> list[str]:
    """Return the methods that the address serves. One that leads nowhere can be read, and says so."""
    try:
        # Addresses below a language are only found in that language.
        with override(get_language_from_path(path) or settings.LANGUAGE_CODE):
            view = resolve(path).func
    except Resolver404:
        return READING
    return [*READING, "POST"] if takes_forms(view) else READING
