"""Views of the site as a whole."""

import hmac
from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.db import Error as DatabaseError
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Locale, Site

from editorial.absolute_url import absolute_url
from editorial.models import SiteSettings
from editorial.public_languages import preferred_language, public_languages
from editorial.url_parameters import PAGE, UrlParameter

from .error_views import language_of
from .search import LONGEST_QUERY, find_pages
from .sitemap import listed_pages, sitemap_xml
from .upkeep.heartbeat import known_workers
from .upkeep.open_metrics import CONTENT_TYPE, all_metrics, as_open_metrics
from .upkeep.proxy import told_to_probes
from .upkeep.workers import one_is_well, trouble_with_workers

# The standard (RFC 9116) asks for less than a year.
SECURITY_CONTACT_DAYS = 180
# What visitors look for, with one space between words.
QUERY = UrlParameter("q", lambda text: " ".join(text[:LONGEST_QUERY].split()))


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process answers; to `check_proxy` and `doctor`, what has arrived of their probes."""
    return HttpResponse(f"ok\n{told_to_probes(request.META)}", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether the process can serve pages: it needs the database for that.

    With `?worker`, say instead whether there is a worker that gets on with its work.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        workers = known_workers() if "worker" in request.GET else None
    except DatabaseError:
        return HttpResponse("The database does not answer.\n", content_type="text/plain", status=503)
    if workers is not None and not one_is_well(workers):
        with override("en"):
            text = trouble_with_workers(workers)
        return HttpResponse(f"{text}\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Tell a machine that has the token the numbers of the hub; to anybody else there is nothing here."""
    expected = f"Bearer {settings.METRICS_TOKEN}".encode()
    given = request.headers.get("Authorization", "").encode(errors="replace")
    # In constant time, so that nobody learns the token letter by letter.
    if not hmac.compare_digest(expected, given) or not settings.METRICS_TOKEN:
        raise Http404
    try:
        text = as_open_metrics(all_metrics())
    except DatabaseError:
        return HttpResponse("The database does not answer.\n", content_type="text/plain", status=503)
    return HttpResponse(text, content_type=CONTENT_TYPE)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Let search engines read all but the admin, and say where they find the pages.

    What they may read but not list says so itself, in a header.
    """
    site = Site.find_for_request(request)
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('wagtailadmin_home')}",
        f"Sitemap: {absolute_url(reverse('sitemap'), site)}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """List every public page with its translations."""
    return HttpResponse(sitemap_xml(listed_pages(request)), content_type="application/xml")


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer where there is nothing, in the language of the address if the site speaks it."""
    offered = public_languages(Site.find_for_request(request))
    language = language_of(request)
    if offered and language not in offered:
        language = preferred_language(request, offered)
    with override(language):
        return render(request, "404.html", status=404)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """List the public pages in the language of the address that hold the words asked for."""
    site = Site.find_for_request(request)
    if translation.get_language() not in public_languages(site):
        return redirect("front")
    query = QUERY.of(request)
    parameters = QueryDict(mutable=True)
    parameters["q"] = query
    results = find_pages(query, Locale.get_active(), PAGE.of(request), site)
    context = {"query": query, "results": results, "page_query": f"{parameters.urlencode()}&"}
    return render(request, "campaign_site/search.html", context)


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Say whom to tell about a weakness of the site (RFC 9116). Nobody is named without a contact address."""
    site = Site.find_for_request(request)
    contact = SiteSettings.for_site(site).contact_email if site is not None else ""
    if site is None or not contact:
        raise Http404
    expires_on = timezone.now().astimezone(UTC).date() + timedelta(days=SECURITY_CONTACT_DAYS)
    expires = datetime.combine(expires_on, time.min, tzinfo=UTC)
    languages = sorted(public_languages(site))
    lines = [
        f"Contact: mailto:{contact}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        *([f"Preferred-Languages: {', '.join(languages)}"] if languages else []),
        f"Canonical: {absolute_url(reverse('security_txt'), site)}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
