"""Answers about a petition, in the language of the address."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation

from ..petition.models import Petition
from .speaking_page import petition_page_for


class ResponseSeeOther(HttpResponseRedirect):
    """A redirect after a form: the browser must fetch the next page with GET."""

    status_code = 303


def wants_json(request: HttpRequest) -> bool:
    """Tell whether our script is asking, rather than a browser on its own."""
    return request.accepts("application/json") and not request.accepts("text/html")


def page_about(
    request: HttpRequest, petition: Petition, template: str, context: Mapping[str, object], status: int = 200
) -> HttpResponse:
    """Answer with a page about the petition, in the language of the address as far as there are words."""
    page = petition_page_for(petition, translation.get_language())
    if page is None:
        # Unpublished. What was pressed is done all the same, and a mailed link must not look broken.
        return render(
            request, "petition_blocks/page/page_away.html", {"done": request.method == "POST"}, status=404
        )
    return render(request, template, {"page": page, "petition": petition, **context}, status=status)
