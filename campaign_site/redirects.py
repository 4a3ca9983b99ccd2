"""Old addresses lead to where their page is now."""

from django.http import HttpRequest, HttpResponseBase
from wagtail.contrib.redirects.middleware import RedirectMiddleware as WagtailRedirectMiddleware

from .page_cache import PUBLIC_CACHE_CONTROL


class RedirectMiddleware(WagtailRedirectMiddleware):
    """Wagtail's redirects, which browsers ask for again each time.

    By itself a browser keeps a permanent one for good. A page that was renamed and named back would then send
    its readers to and fro between its two addresses.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Answer with the redirect where there is no page, if there is one."""
        answer: HttpResponseBase = super().process_response(request, response)
        if answer is not response:
            answer.headers["Cache-Control"] = PUBLIC_CACHE_CONTROL
        return answer
