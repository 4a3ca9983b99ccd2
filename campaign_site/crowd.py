"""What people read who ask for a page while more ask than can be served: to come back in a moment."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from .error_views import ask_to_come_back

RETRY_SECONDS = 5


class CrowdMiddleware:
    """Answers 503 where `PageCacheMiddleware` says that too many wait already.

    It stands inside of what adds headers, and outside of all that takes time.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on, or turn it away in the visitor's language."""
        if not getattr(request, "is_in_crowd", False):
            return self.get_response(request)
        response = ask_to_come_back(
            request,
            RETRY_SECONDS,
            _("Many people are here right now"),
            _("This page is being made ready. Please load it again in a few seconds."),
        )
        # Django would write a line for each, and nothing is wrong with the hub.
        response._has_been_logged = True  # type: ignore[attr-defined]
        return response
