"""Which brand a request is answered in; what is known of it lasts through a database that is away."""

import logging
from datetime import datetime

from django.core.exceptions import DisallowedHost
from django.db import Error as DatabaseError
from django.http import HttpRequest
from wagtail.models import Site

from ..readings import once_a_generation
from .last_seen import last_seen, note
from .models import Brand
from .shown import ShownBrand, first_brand

logger = logging.getLogger(__name__)

# What this process has read, by the site's primary key, with the moment of its last change.
_by_site: dict[int, tuple[datetime | None, ShownBrand]] = {}


def brand_of_site(site: Site | None) -> ShownBrand:
    """Return how the site looks now; the first look for a site without a brand, and for no site."""
    if site is None:
        return first_brand()
    changed_at = once_a_generation(
        ("brand", site.pk),
        lambda: Brand.objects.filter(site_id=site.pk).values_list("changed_at", flat=True).first(),
    )
    known = _by_site.get(site.pk)
    if known is None or known[0] != changed_at:
        brand = Brand.objects.prefetch_related("accents").filter(site_id=site.pk).first()
        known = _by_site[site.pk] = (changed_at, brand.shown() if brand is not None else first_brand())
    return known[1]


def brand_of_request(request: HttpRequest | None) -> ShownBrand:
    """Return the brand to answer a request in: its site's.

    While the database is away, it is the one that this host had last.
    """
    if request is None:
        return first_brand()
    remembered: ShownBrand | None = getattr(request, "_brand", None)
    if remembered is None:
        remembered = request._brand = _brand_of_host(request)  # type: ignore[attr-defined]
    return remembered


def _brand_of_host(request: HttpRequest) -> ShownBrand:
    try:
        brand = brand_of_site(Site.find_for_request(request))
    except DisallowedHost:
        return first_brand()
    except DatabaseError:
        logger.warning("the database did not say how a site looks")
        return last_seen(request)
    note(request, brand)
    return brand
