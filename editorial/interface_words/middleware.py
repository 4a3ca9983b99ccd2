"""Speaks to each visitor as the site does that they are on."""

import logging
from collections.abc import Callable

from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property

from ..readings import note_generation
from .in_force import keep_up, site_of, speaking_for, take_over

logger = logging.getLogger(__name__)

# How many seconds what is handed in may be answered in older words: signatures come in floods, and whoever
# hands one in has just read a page, which has noticed.
BETWEEN_LOOKS = 1.0


class InterfaceWordsMiddleware:
    """Lets the words be said that hold now, in the site's form of address.

    What the page cache was asked for has noticed already whether anything changed. All else looks by itself:
    what shows something each time, and what is handed in once a second.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    @cached_property
    def silent(self) -> tuple[str, ...]:
        """Addresses that answer machines, whether there is a database or not."""
        return (reverse("healthz"), reverse("readyz"))

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the words of the site."""
        if request.path in self.silent:
            return self.get_response(request)
        try:
            if (generation := getattr(request, "site_generation", None)) is not None:
                take_over()
            else:
                generation = keep_up(BETWEEN_LOOKS if request.method == "POST" else 0)
            if generation is not None:
                note_generation(generation)
            site = site_of(request)
        except DatabaseError:
            logger.warning("the database did not say which words have changed")
            site = None
        with speaking_for(site):
            return self.get_response(request)
