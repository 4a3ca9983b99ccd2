"""What somebody signed in sends that no form of the admin would: an answer in words, not a server error.

Wagtail's forms say what is wrong with what people type. Addresses and requests made by hand go past them: a
word where a number belongs, a number that no database holds, a NUL character, half a surrogate pair, an
address that is none, a form without a field that it always has. Each fails somewhere behind the view, with an
exception that says so.
"""

import json
import logging
import re
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import DataError
from django.forms.formsets import TOTAL_FORM_COUNT
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import NoReverseMatch
from django.utils.datastructures import MultiValueDictKeyError

from .admin_address import is_in_admin
from .error_views import bad_request

logger = logging.getLogger(__name__)

# How Python, Django and the databases' drivers say that a value is no number, or can't be looked for.
IMPOSSIBLE_VALUE = re.compile(
    r"^Field '\w+' expected a number but got|^invalid literal for int\(\) with base 10|"
    r"too large to convert to SQLite INTEGER|cannot contain NUL|^Invalid IPv6 URL"
)


def is_impossible_value(exception: Exception) -> bool:
    """Tell whether the exception says that a value sent along can't be what it stands for."""
    # A form holds what it finds wrong; what gets past a form stood in a field that nobody types in.
    if isinstance(exception, (DataError, json.JSONDecodeError, MultiValueDictKeyError, ValidationError)):
        return True
    if isinstance(exception, UnicodeEncodeError):
        return "surrogates" in exception.reason
    return isinstance(exception, (ValueError, OverflowError)) and bool(
        IMPOSSIBLE_VALUE.search(str(exception))
    )


def leads_nowhere(request: HttpRequest, exception: Exception) -> bool:
    """Tell whether the request says with `next` where to go on, and that is neither an address nor a name."""
    wanted = request.POST.get("next") or request.GET.get("next")
    if not wanted or not isinstance(exception, NoReverseMatch):
        return False
    # What stands before a colon is taken for a namespace, and named instead of the whole.
    return any(f"'{part}'" in str(exception) for part in (wanted, *wanted.split(":")[:-1]))


def claims_too_many_forms(data: QueryDict) -> bool:
    """Tell whether a form of forms claims to hold more of them than it has fields.

    Django would make up to two thousand empty ones, and show them again: minutes of work for one request.
    """
    return any(
        number.strip().isdecimal() and int(number.strip()[:10]) > len(data)
        for name, number in data.items()
        if name.endswith(f"-{TOTAL_FORM_COUNT}") and isinstance(number, str)
    )


class RefuseImpossibleInputMiddleware:
    """Answers 400 in the admin where a view fails at a value that nothing of ours would have sent."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: object) -> HttpResponse | None:
        """Answer for the view where what was sent would keep it busy for nothing."""
        if request.method != "POST" or not is_in_admin(request):
            return None
        return bad_request(request) if claims_too_many_forms(request.POST) else None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer for the view, and leave a line in the log: should it be a fault of ours, it can be found."""
        if not is_in_admin(request):
            return None
        if not is_impossible_value(exception) and not leads_nowhere(request, exception):
            return None
        logger.warning("Refused %s %s: %s", request.method, request.path, type(exception).__name__)
        return bad_request(request)
