"""Old addresses lead to where their page is now."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.utils.encoding import iri_to_uri
from wagtail.contrib.redirects.middleware import RedirectMiddleware as WagtailRedirectMiddleware

from editorial.kept_query import with_query_of
from editorial.slugs import normal_form

from .page_cache import PUBLIC_CACHE_CONTROL

# No page of ours is deeper than some slugs, and bringing letters together takes the square of their number.
LONGEST_PATH = 1_000


class RedirectMiddleware(WagtailRedirectMiddleware):
    """Wagtail's redirects, which browsers ask for again each time, with what was asked for besides.

    By itself a browser keeps a permanent one for good. A page that was renamed and named back would then send
    its readers to and fro between its two addresses.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Answer with the redirect where there is no page, if there is one."""
        answer: HttpResponseBase = super().process_response(request, response)
        if answer is not response:
            url = answer.headers["Location"]
            if urlsplit(url).netloc in ("", request.get_host()):
                answer.headers["Location"] = with_query_of(request, url)
        elif response.status_code == 404 and request.method in ("GET", "HEAD"):
            answer = in_normal_form(request) or response
        if answer is not response:
            answer.headers["Cache-Control"] = PUBLIC_CACHE_CONTROL
        return answer


def in_normal_form(request: HttpRequest) -> HttpResponseBase | None:
    """Return the way to the same address in the form in which slugs are kept; None if it is in that form.

    Some systems take letters apart: they ask for `é` as an `e` and an accent.
    """
    if len(request.path) > LONGEST_PATH:
        return None
    path = normal_form(request.path)
    if path == request.path:
        return None
    return HttpResponsePermanentRedirect(with_query_of(request, iri_to_uri(path)))
