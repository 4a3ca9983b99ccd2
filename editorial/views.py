"""The picture for sharing a page."""

import hashlib

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language_info
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from .live_pages import live_pages_for
from .share_picture import draw_share_picture

A_DAY = 86_400


@require_safe
@cache_control(public=True, max_age=A_DAY)
def share_picture(request: HttpRequest, page_id: int) -> HttpResponse:
    """Answer with the drawn picture of a public page, in that page's language."""
    page = Page.objects.live().public().select_related("locale").filter(pk=page_id, depth__gt=1).first()
    site = Site.find_for_request(request)
    if page is None or site is None:
        raise Http404
    home = live_pages_for([site.root_page], page.locale).get(site.root_page_id)
    site_name = home.title if home is not None else site.site_name
    language = page.locale.language_code
    words = hashlib.sha256(f"{page.title}\0{site_name}\0{language}".encode()).hexdigest()
    content = cache.get_or_set(
        f"share-picture-{words}",
        lambda: draw_share_picture(page.title, site_name, right_to_left=get_language_info(language)["bidi"]),
        A_DAY,
    )
    return HttpResponse(content, content_type="image/png")
