"""Who watches over the hub asks it by the machine's address, not by the site's name."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

ADDRESSES = ("healthz", "readyz", "metrics")


class AskedByMachinesMiddleware:
    """Lets a container's health check, a load balancer or Prometheus name any host at their addresses.

    Django refuses hosts that aren't the site's, since pages and caches could be led astray by them. These
    addresses make no links and are kept by nobody.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.paths = {reverse(name) for name in ADDRESSES}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Put the site's own host in the place of theirs."""
        if request.path_info in self.paths:
            request.META["HTTP_HOST"] = urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc
            request.META.pop("HTTP_X_FORWARDED_HOST", None)
        return self.get_response(request)
