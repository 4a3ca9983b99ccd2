"""What a public page may learn from its address beyond the path: `?page=2`, `?country=DE`.

A view asks for each parameter by name, in the reading that makes sense of it. What a view has not asked for
stays hidden from it, so it can make no difference to the page, and an address with a tracker's parameter is
answered with, and kept as, the page without it. What was asked for is noted on the request: whoever keeps the
page keeps it under exactly that.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import ClassVar

from django.http import HttpRequest, QueryDict
from django.utils.http import urlencode

# As many pages as a list may have that somebody follows link by link.
LONGEST_NUMBER = 4
PAGE_NUMBER = re.compile(r"[1-9][0-9]{0,3}", re.ASCII)


@dataclass(frozen=True)
class UrlParameter:
    """A parameter that views read. Its `reading` returns the one way to write a value, or nothing.

    Whatever has no meaning is read as nothing: it shows the same page, which then need not be made again.
    """

    name: str
    reading: Callable[[str], str]
    # By name: the parameters of all views.
    known: ClassVar[dict[str, "UrlParameter"]] = {}

    def __post_init__(self) -> None:
        self.known[self.name] = self

    def of(self, request: HttpRequest) -> str:
        """Return what the address says, or nothing, and note that the view has asked.

        A view asks for all of its parameters each time, whatever the others say: what was asked for in one
        rendering decides what all others are kept under.
        """
        asked_for(request).add(self.name)
        given: Mapping[str, str] = getattr(request, "hidden_parameters", request.GET)
        return self.reading(given.get(self.name, ""))


def hide_parameters(request: HttpRequest) -> None:
    """Leave `request.GET` empty for a public view, which asks for its parameters by name instead."""
    request.hidden_parameters = request.GET  # type: ignore[attr-defined]
    request.GET = QueryDict()


def asked_for(request: HttpRequest) -> set[str]:
    """Return the names of the parameters that views have asked this request for."""
    names: set[str] = request.__dict__.setdefault("parameters_asked_for", set())
    return names


def query_of(request: HttpRequest, names: Collection[str]) -> str:
    """Return the part of the address's query that these parameters make, in one order and one spelling."""
    given: Mapping[str, str] = getattr(request, "hidden_parameters", request.GET)
    known = [UrlParameter.known[name] for name in sorted(names) if name in UrlParameter.known]
    values = [(parameter.name, parameter.reading(given.get(parameter.name, ""))) for parameter in known]
    return urlencode([(name, value) for name, value in values if value])


def _page_number(text: str) -> str:
    return text if len(text) <= LONGEST_NUMBER and PAGE_NUMBER.fullmatch(text) else ""


PAGE = UrlParameter("page", _page_number)
