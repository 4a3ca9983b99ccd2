"""What people read when a request can't be answered.

None of it needs the database, and all of it is in the language of the address, whatever went wrong before
that was known. (What is said where there is no page is among the site's own views.)
"""

import sys

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from editorial.brand.last_seen import ask_no_database
from editorial.database_away import DATABASE_AWAY

# After which programs ask again while the database is away.
RETRY_SECONDS = 60


def language_of(request: HttpRequest) -> str:
    """Return the language of the address, else the one the browser prefers."""
    return str(translation.get_language_from_request(request, check_path=True))


def refuse(request: HttpRequest, status: int, heading: object, text: object) -> HttpResponse:
    """Return a page that says what stands in the way and what to do about it."""
    ask_no_database(request)
    with override(language_of(request)):
        # The request is there for the look alone.
        context = {"heading": heading, "text": text, "request": request}
        content = render_to_string("campaign_site/refused.html", context)
    return HttpResponse(content, status=status)


def ask_to_come_back(request: HttpRequest, seconds: int, heading: object, text: object) -> HttpResponse:
    """Return a page that says so, and tells programs after how many seconds."""
    response = refuse(request, 503, heading, text)
    response["Retry-After"] = str(seconds)
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer what no browser sends by itself."""
    return refuse(
        request,
        400,
        _("This request can’t be answered"),
        _("Something in it can’t be used. Please go back and try again."),
    )


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer somebody who may not see the page."""
    return refuse(
        request, 403, _("You can’t open this page"), _("It is only for people who were given access to it.")
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form of the admin that came without its token. Public forms have none."""
    return refuse(
        request,
        403,
        _("Please send the form again"),
        _(
            "You are no longer signed in, or your browser keeps no cookies. What you typed is still in the "
            "page before: sign in again in another tab, then go back here and send it once more."
        ),
    )


def ask_to_come_back_for_database(request: HttpRequest) -> HttpResponse:
    """Answer while the database is away, full or read-only."""
    return ask_to_come_back(
        request,
        RETRY_SECONDS,
        _("Please try again"),
        _("It is not your doing. Please try again in a few minutes."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer when something broke: the database, before a view or after it, or something of ours."""
    if isinstance(sys.exception(), DATABASE_AWAY):
        return ask_to_come_back_for_database(request)
    ask_no_database(request)
    with override(language_of(request)):
        return HttpResponse(render_to_string("500.html", {"request": request}), status=500)
