"""What people read whose request needs a database that is away, full or read-only: to try again."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from editorial.database_away import DATABASE_AWAY

from .error_views import ask_to_come_back_for_database

logger = logging.getLogger(__name__)


class DatabaseAwayMiddleware:
    """Answers 503 where a view fails because the database doesn't take part.

    The sign form answers by itself: it hands back what was typed. What fails before or after the view is
    answered by `server_error`.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer for the view, and let the log say where it failed."""
        if not isinstance(exception, DATABASE_AWAY):
            return None
        logger.warning("The database is away, full or read-only.", exc_info=exception)
        return ask_to_come_back_for_database(request)
