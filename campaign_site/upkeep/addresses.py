"""Whether Wagtail's sites have the addresses that visitors use."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import validate_host
from wagtail.models import Site

from editorial.upkeep.looks import Finding, remark

SECTION = "addresses"
# What a new hub says of its place before anybody has entered one.
NO_PLACE_YET = "localhost"


def look_at_sites() -> Iterator[Finding]:
    """Say which site is noted under an address that is not the hub's, or that it doesn't answer to."""
    expected = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    host = urlsplit(expected).hostname
    for site in Site.objects.order_by("-is_default_site", "hostname"):
        if site.is_default_site and site.root_url != expected:
            is_new = site.hostname == NO_PLACE_YET != host
            what = f"The default site is noted as {site.root_url}, and BASE_URL is {expected}"
            yield (remark if is_new else Finding)(
                f"{what}: links in the admin lead to the former.",
                "Answer the guided start in the admin, or set host and port under Settings → Sites.",
                SECTION,
            )
        elif not site.is_default_site and not validate_host(site.hostname, settings.ALLOWED_HOSTS):
            yield Finding(
                f"The site {site.root_url} is none of ALLOWED_HOSTS: whoever opens it is refused.",
                "Add its host to ALLOWED_HOSTS, or correct it under Settings → Sites.",
                SECTION,
            )
