"""Whether Wagtail's sites have the addresses that visitors use."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import validate_host
from wagtail.models import Site

from editorial.absolute_url import noted_url, site_url
from editorial.mail_domain import canonical_domain
from editorial.upkeep.looks import Finding, remark

SECTION = "addresses"
# What a new hub says of its place before anybody has entered one.
NO_PLACE_YET = "localhost"


def look_at_sites() -> Iterator[Finding]:
    """Say which site is noted under an address that is not the hub's, or at which visitors don't find it."""
    sites = list(Site.objects.order_by("-is_default_site", "hostname"))
    default = next((site for site in sites if site.is_default_site), None)
    for site in sites:
        if site.is_default_site:
            yield from _look_at_default(site)
        else:
            yield from _look_at_other(site, default)


def _look_at_default(site: Site) -> Iterator[Finding]:
    expected = site_url(site)
    noted = noted_url(site, site.port == 443)
    if noted == expected:
        return
    is_new = site.hostname == NO_PLACE_YET != urlsplit(expected).hostname
    yield (remark if is_new else Finding)(
        f"The default site is noted as {noted}, and BASE_URL is {expected}, which all links name.",
        "Answer the guided start in the admin, or set host and port under Settings → Sites.",
        SECTION,
    )


def _look_at_other(site: Site, default: Site | None) -> Iterator[Finding]:
    """Look at a site that is not the default one: its host alone leads to it."""
    host = canonical_domain(site.hostname)
    hub_host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname
    if host != site.hostname:
        yield Finding(
            f"Nobody finds the site {site.hostname}: browsers ask for it as {host}.",
            f"Enter {host} as its host under Settings → Sites.",
            SECTION,
        )
    if host == hub_host and default is not None and default.hostname != hub_host:
        yield Finding(
            f"The site {site.hostname} has the host of BASE_URL, but the default one is {default.hostname}.",
            "Make it the default site under Settings → Sites, or give it a host of its own.",
            SECTION,
        )
    if not validate_host(host, settings.ALLOWED_HOSTS):
        yield Finding(
            f"The site {site_url(site)} is none of ALLOWED_HOSTS: whoever opens it is refused.",
            "Add its host to ALLOWED_HOSTS, or correct it under Settings → Sites.",
            SECTION,
        )
