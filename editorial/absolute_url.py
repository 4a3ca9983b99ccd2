"""Full addresses, for what is read away from the site: mails, search engines, shared links.

BASE_URL is the address of the default site, and of whatever belongs to no site, such as the admin. Every
other site has its own, from the host and the port that it has under Settings → Sites.
"""

from django.conf import settings
from wagtail.models import Page, Site

from .mail_domain import canonical_domain

# What no address needs to name.
USUAL_PORTS = (80, 443)


def absolute_url(path: str, site: Site | None) -> str:
    """Return the full address of a path of the site, or of the hub itself (None).

    What is not a path stays as it is.
    """
    return f"{site_url(site)}{path}" if path.startswith("/") else path


def site_url(site: Site | None) -> str:
    """Return scheme, host and port that visitors find a site at, without a slash at the end.

    Where the hub is met over HTTPS, each of its sites is: port 80, which Wagtail suggests, is then what the
    proxy sends on to port 443. The host is written as the name system knows it: mails hold nothing else.
    """
    base: str = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    return base if site is None or site.is_default_site else noted_url(site, base.startswith("https:"))


def noted_url(site: Site, is_secure: bool) -> str:
    """Return the address that a site has by what stands under Settings → Sites alone."""
    scheme = "https" if is_secure or site.port == 443 else "http"
    port = "" if site.port in USUAL_PORTS else f":{site.port}"
    return f"{scheme}://{canonical_domain(site.hostname)}{port}"


def site_of_page(page: Page) -> Site | None:
    """Return the site that a page is on; None for one that visitors can't find anywhere. Takes one query.

    Where languages have sites of their own, a page is below the front pages of several: then it is that one
    whose own front page is above it, not the translation of another's.
    """
    sites = {site.pk: site for site in Site.objects.select_related("root_page")}
    own = [site for site in sites.values() if page.url_path.startswith(site.root_page.url_path)]
    if own:
        return max(own, key=lambda site: (len(site.root_page.url_path), site.is_default_site))
    parts = page.get_url_parts()
    return sites.get(parts[0]) if parts is not None else None


def full_url(page: Page, site: Site | None) -> str:
    """Return the full address of a page on a site; the site's own, for a page that has none yet."""
    parts = page.get_url_parts()
    return absolute_url((parts[2] if parts is not None else None) or "/", site)
