"""What belongs to pages: the way to them, the picture for sharing one, events for calendars, uploads."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import content_disposition_header
from django.utils.translation import override
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe
from django.views.static import serve as serve_file
from wagtail.documents.views.serve import serve
from wagtail.models import Page, Site

from .absolute_url import absolute_url
from .brand.fingerprint import fingerprint_of
from .brand.site_brands import brand_of_request
from .calendar_file import calendar_file, events_of
from .control_characters import in_one_line
from .document_parts import part_of
from .kept_query import with_query_of
from .language_names import languages_with_words
from .live_pages import live_pages_for, public_pages
from .public_languages import preferred_language, public_languages
from .share_picture import share_picture_file
from .stored_files.handed_over import handed_over
from .stored_files.sending import sent_in_turn

A_DAY = 86_400
# The folders of uploads that are nobody's secret. Documents may be some people's alone, and have a view.
PUBLIC_UPLOADS = ("images", "original_images", "avatar_images")


@require_safe
@never_cache
def front(request: HttpRequest) -> HttpResponse:
    """Send visitors on to the home page in the public language that they like best.

    Before there is any, say that something is being prepared here, and no more: a campaign that hasn't begun
    may be nobody's business.
    """
    offered = public_languages(Site.find_for_request(request))
    language = preferred_language(request, offered or languages_with_words())
    with override(language):
        answer: HttpResponse = (
            HttpResponseRedirect(with_query_of(request, reverse("wagtail_serve", args=[""])))
            if offered
            else render(request, "editorial/coming_soon.html")
        )
    answer.headers["Content-Language"] = language
    patch_vary_headers(answer, ["Accept-Language"])
    return answer


def public_page(page_id: int) -> Page | None:
    """Return the page if everybody may read it."""
    pages = Page.objects.select_related("locale").filter(pk=page_id, depth__gt=1)
    page: Page | None = public_pages(pages).first()
    return page


@require_safe
@cache_control(public=True, max_age=A_DAY)
def share_picture(request: HttpRequest, page_id: int) -> HttpResponse:
    """Answer with the drawn picture of a public page, in that page's language."""
    page = public_page(page_id)
    site = Site.find_for_request(request)
    if page is None or site is None:
        raise Http404
    home = live_pages_for([site.root_page], page.locale).get(site.root_page_id)
    site_name = in_one_line(home.title if home is not None else site.site_name)
    language = page.locale.language_code
    title = in_one_line(page.title)
    brand = brand_of_request(request)
    words = hashlib.sha256(f"{title}\0{site_name}\0{language}\0{fingerprint_of(brand)}".encode()).hexdigest()
    content = cache.get_or_set(
        f"share-picture-{words}",
        lambda: share_picture_file(title, site_name, language, brand),
        A_DAY,
    )
    return HttpResponse(content, content_type="image/png")


@require_safe
def event_calendar(request: HttpRequest, page_id: int, name: str) -> HttpResponse:
    """Answer with an event of a public page, for the reader's own calendar."""
    page = public_page(page_id)
    page = page.specific if page is not None else None
    event = events_of(page).get(name) if page is not None else None
    if page is None or event is None:
        raise Http404
    headers = {"Content-Disposition": content_disposition_header(True, f"{name}.ics") or "attachment"}
    url = absolute_url(page.get_url(request) or "/", Site.find_for_request(request))
    return HttpResponse(
        calendar_file(page, event, url), content_type="text/calendar; charset=utf-8", headers=headers
    )


def document(request: HttpRequest, document_id: int, name: str) -> HttpResponseBase:
    """Answer as Wagtail does, who asks who may read the document; with a part of it where one is wanted."""
    answer = handed_over(serve(request, document_id, name), request, name)
    return sent_in_turn(part_of(answer, request), request)


@require_safe
@cache_control(public=True, max_age=A_DAY)
def picture(request: HttpRequest, folder: str, name: str) -> HttpResponseBase:
    """Answer with an uploaded picture. The proxies of deploy/ do it themselves; others need not know how."""
    answer = serve_file(request, name, document_root=str(Path(settings.MEDIA_ROOT) / folder))
    # A drawing (SVG) opened by itself is a page of this site: it may do nothing.
    answer.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return sent_in_turn(answer, request)
