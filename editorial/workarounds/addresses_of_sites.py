"""A site is linked to at the address that its visitors use.

Wagtail knows no HTTPS but on port 443, which is what the proxy listens on: a site that was left at port 80,
as the form suggests, is linked to without encryption from every other site, from previews and from mails of
the admin. A host with letters beyond ASCII is linked to as it was typed, and the default site at whatever its
form says, however BASE_URL has changed.

Upstream: https://github.com/wagtail/wagtail/issues/5303, https://github.com/wagtail/wagtail/issues/5898
(both about the scheme); `Site.root_url`, Wagtail 8.0.1.
"""

from wagtail.models import Site

from ..absolute_url import site_url

upstream_root_url = Site.root_url


def link_to_sites_as_visitors_do() -> None:
    """Let Wagtail go by `site_url` wherever it names a site."""
    Site.root_url = property(site_url)
