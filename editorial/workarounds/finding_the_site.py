"""The site that a request is for is looked up once in a generation of the sites, not for each page.

Wagtail keeps it for the request alone, and asks for it with a query that Django takes long to write: a tenth
of all that a page of ours takes. Whatever changes a site renews the generation.

Upstream: `Site._find_for_request`, Wagtail 8.0.1.
"""

from copy import copy

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from wagtail.models import Site

from ..readings import once_a_generation

upstream_find_for_request = Site._find_for_request


def look_sites_up_once() -> None:
    """Let Wagtail take the site from what this process has found before."""
    Site._find_for_request = staticmethod(find_for_request)


def find_for_request(request: HttpRequest) -> Site | None:
    """Return the site that the request is for, which the request has for itself.

    Its root page notes a lot while it finds another page, down to the blocks that were shown: none of that
    may reach other requests. Hosts that aren't ours are known to nobody, as there is no end of them.
    """
    try:
        host = request.get_host(), request.get_port()
    except DisallowedHost:
        return upstream_find_for_request(request)
    found: Site | None = once_a_generation(("site", *host), lambda: upstream_find_for_request(request))
    if found is None:
        return None
    site = copy(found)
    site.root_page = copy(found.root_page)
    return site
