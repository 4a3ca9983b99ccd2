"""What visitors hand in is the same from everybody: no session is looked for, no sign-in, no message.

Sessions are the admin's, and of readers of pages that ask who is there. A form of a visitor comes without:
what would find out about them is a twentieth of what our own code takes for a signature.
"""

from typing import cast

from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponseBase
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import get_language_from_path


def asks_who_reads(path: str) -> bool:
    """Tell whether Wagtail's own forms stand at a path, for readers who sign in or have a password.

    They are below each language, among the public pages.
    """
    return "/_util/" in path


def is_handed_in_by_visitor(request: HttpRequest) -> bool:
    """Tell whether the request is a form of a public page, at an address below a language."""
    return (
        request.method == "POST"
        and not asks_who_reads(request.path_info)
        and get_language_from_path(request.path_info) is not None
    )


class UnlessHandedIn(MiddlewareMixin):
    """For middleware that does nothing for what visitors hand in."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass such a form on as it is."""
        if is_handed_in_by_visitor(request):
            return cast(HttpResponseBase, self.get_response(request))
        return cast(HttpResponseBase, super().__call__(request))


class SessionsUnlessHandedIn(UnlessHandedIn, SessionMiddleware):
    """Django's sessions."""


class MessagesUnlessHandedIn(UnlessHandedIn, MessageMiddleware):
    """Django's messages."""
