"""Headers that our answers carry, beside those of Django's own middleware and the content policy."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

# What our pages never ask a browser for, and what nothing on them may: its owner's senses, whereabouts and
# devices, and all that browsers offer to advertisers.
DENIED_FEATURES = (
    "accelerometer",
    "attribution-reporting",
    "bluetooth",
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "join-ad-interest-group",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "private-aggregation",
    "private-state-token-issuance",
    "private-state-token-redemption",
    "run-ad-auction",
    "serial",
    "shared-storage",
    "shared-storage-select-url",
    "usb",
)
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in DENIED_FEATURES)
# Browsers read it of what they open as a page. With a font or a style sheet it would only be half a kilobyte.
PARTS_OF_PAGES = (
    "font/",
    "text/css",
    "text/javascript",
    "image/png",
    "image/webp",
    "image/avif",
    "image/jpeg",
)


class ResponseHeadersMiddleware:
    """Denies browsers' features, and keeps search engines to the pages themselves."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as the view does, with the headers added."""
        response = self.get_response(request)
        if not response.get("Content-Type", "").startswith(PARTS_OF_PAGES):
            response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        if is_between_pages(request, response):
            response.headers.setdefault("X-Robots-Tag", "noindex")
        return response


def is_between_pages(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Tell whether the answer is HTML but no page that editors made.

    Such as the sign form by itself, the page of a mailed link, a thank-you, a login. Nobody should find these
    in a search engine. (The rule is here rather than in robots.txt: who may not read a page does not see
    either that it is not to be listed.)
    """
    match = request.resolver_match
    is_page = match is not None and match.url_name == "wagtail_serve"
    is_html = response.get("Content-Type", "").startswith("text/html")
    return response.status_code == 200 and is_html and not is_page
