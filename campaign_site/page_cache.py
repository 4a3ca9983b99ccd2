"""Whole public pages, kept for a minute.

Public pages are the same for everybody, so one rendering serves all who ask within the minute. They hold no
secret (no token, no session, nothing about the reader), which is also why compressing them is safe: the
BREACH attack guesses a secret in a compressed page, and there is none. What holds something personal says
`no-store` or `private`, and passes through here untouched.
"""

import gzip
import hashlib
import logging
import threading
import time
from collections.abc import Callable
from typing import NamedTuple, cast

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import DisallowedHost
from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.functional import cached_property

from editorial.actions.bump_generation import current_generation

logger = logging.getLogger(__name__)

# The parameters that a public page may depend on. All others are hidden from views, so that an address with
# a tracker's parameter shows, and is kept as, the page without it.
KNOWN_PARAMETERS = ("country", "kind", "page", "q", "via")
# Nobody types more; whoever sends more wants to fill the cache.
LONGEST_KEPT_QUERY = 200
PUBLIC_CACHE_CONTROL = "public, max-age=0, s-maxage=60, stale-while-revalidate=60"
# How long a page that is being rendered is waited for, before rendering it once more.
LONGEST_WAIT = 5.0
SHORTEST_COMPRESSED = 200


class KeptPage(NamedTuple):
    """A rendered page, ready to be sent."""

    made_at: float
    headers: tuple[tuple[str, str], ...]
    body: bytes
    is_compressed: bool
    etag: str

    @classmethod
    def from_response(cls, response: HttpResponse) -> "KeptPage":
        """Return the page that a public response holds, compressed if that makes it smaller."""
        if not response.has_header("Cache-Control"):
            response.headers["Cache-Control"] = PUBLIC_CACHE_CONTROL
        patch_vary_headers(response, ["Accept-Encoding"])
        body = response.content
        # Weak: it names the page, compressed or not.
        response.headers.setdefault("ETag", f'W/"{hashlib.sha256(body).hexdigest()[:32]}"')
        compressed = gzip.compress(body, compresslevel=6, mtime=0)
        is_compressed = len(body) >= SHORTEST_COMPRESSED and len(compressed) < len(body)
        return cls(
            made_at=time.time(),
            headers=tuple((name, value) for name, value in response.items() if name != "Content-Length"),
            body=compressed if is_compressed else body,
            is_compressed=is_compressed,
            etag=response.headers["ETag"],
        )

    @property
    def age(self) -> float:
        """How many seconds ago it was rendered."""
        return max(0.0, time.time() - self.made_at)

    def answer(self, request: HttpRequest) -> HttpResponseBase:
        """Return the page as this request wants it: compressed or not, with or without a body, or a 304."""
        response = HttpResponse(headers=dict(self.headers))
        # Caches in front of us count from when the page was rendered, not from when they got it.
        if age := int(self.age):
            response.headers["Age"] = str(age)
        body = self.body
        if self.is_compressed:
            if accepts_gzip(request):
                response.headers["Content-Encoding"] = "gzip"
            else:
                body = gzip.decompress(body)
        response.headers["Content-Length"] = str(len(body))
        if request.method != "HEAD":
            response.content = body
        return cast(HttpResponseBase, get_conditional_response(request, etag=self.etag, response=response))


class PageCacheMiddleware:
    """Answers from the cache what it can, and keeps what may be kept. Belongs first in MIDDLEWARE.

    A page is kept under its address and the site's generation: whatever bumps the generation makes every page
    new at the next request. The number is read before the page is rendered, so a page that was under way
    while something was published is kept, if at all, under the old number.

    A page older than a minute is still shown while one request renders it anew, for another minute at most.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        # Pages that this process is rendering now, by key; each event tells that one is done.
        self.under_way: dict[str, threading.Event] = {}

    @cached_property
    def passed_over(self) -> tuple[str, ...]:
        """Starts of addresses that are never looked up: they differ by person, are files, or must be live."""
        documents = reverse("wagtaildocs_serve", args=[0, "-"]).split("0")[0]
        return (
            reverse("wagtailadmin_home"),
            documents,
            settings.STATIC_URL,
            settings.MEDIA_URL,
            reverse("healthz"),
            reverse("readyz"),
        )

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request, from the cache where possible."""
        if not self.may_be_kept(request):
            return self.get_response(request)
        hide_unknown_parameters(request)
        key = page_key(request)
        if key is None:
            return self.render(request, None)
        page: KeptPage | None = cache.get(key)
        if page is not None and page.age < settings.PAGE_CACHE_SECONDS:
            return page.answer(request)
        if request.method == "HEAD":
            return self.render(request, None)
        return self.render_once(request, key, page)

    def may_be_kept(self, request: HttpRequest) -> bool:
        """Tell whether the request is for something public.

        A preview is a dummy request for a public address, and shows what isn't public yet.
        """
        return (
            request.method in ("GET", "HEAD")
            and not getattr(request, "is_dummy", False)
            and not request.path.startswith(self.passed_over)
            # Wagtail's own login and password forms, which stand below each language.
            and "/_util/" not in request.path
        )

    def render_once(self, request: HttpRequest, key: str, stale: KeptPage | None) -> HttpResponseBase:
        """Render the page, unless another thread is at it: then answer with its stale bytes, or wait for it.

        Each process renders a page once. Those who have waited in vain, because the page turned out to be
        none that is kept, all render it at once: nobody waits twice.
        """
        mine = threading.Event()
        other = self.under_way.setdefault(key, mine)
        if other is mine:
            try:
                return self.render(request, key)
            finally:
                del self.under_way[key]
                mine.set()
        if stale is not None:
            return stale.answer(request)
        other.wait(LONGEST_WAIT)
        page: KeptPage | None = cache.get(key)
        return page.answer(request) if page is not None else self.render(request, key)

    def render(self, request: HttpRequest, key: str | None) -> HttpResponseBase:
        """Let the view answer. A public page is kept under the key, if there is one.

        A view that says itself how long caches may keep its answer is not kept here: it knows better.
        """
        response = self.get_response(request)
        if not is_public(response):
            return response
        view_decides = response.has_header("Cache-Control")
        page = KeptPage.from_response(cast(HttpResponse, response))
        if key is not None and not view_decides:
            cache.set(key, page, timeout=2 * settings.PAGE_CACHE_SECONDS)
        return page.answer(request)


def page_key(request: HttpRequest) -> str | None:
    """Return what the page is kept under now, or None if nothing is looked up or kept.

    That is so for longer queries than any link of ours has, for hosts that aren't ours, and while the
    database doesn't answer.
    """
    query = request.GET.urlencode()
    if not settings.PAGE_CACHE_SECONDS or len(query) > LONGEST_KEPT_QUERY:
        return None
    try:
        host = request.get_host()
        generation = current_generation()
    except DisallowedHost:
        return None
    except DatabaseError:
        logger.warning("The page cache is passed over: the site's generation can't be read.", exc_info=True)
        return None
    parts = [str(generation), request.scheme or "", host, request.path, query]
    return f"page-{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()}"


def hide_unknown_parameters(request: HttpRequest) -> None:
    """Leave in `request.GET` only what a public page may depend on, in a fixed order.

    Otherwise a page rendered for one reader's parameter would be shown to all others.
    """
    if not request.META.get("QUERY_STRING"):
        return
    known = QueryDict(mutable=True)
    for name in KNOWN_PARAMETERS:
        if name in request.GET:
            known.setlist(name, request.GET.getlist(name))
    known._mutable = False
    request.GET = known  # type: ignore[assignment]


def is_public(response: HttpResponseBase) -> bool:
    """Tell whether the response is the same for everybody who asks for the address, as its headers say."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not response.has_header("Set-Cookie")
        and not response.has_header("Content-Encoding")
        and not items_of(response.get("Cache-Control", "")) & {"private", "no-store", "no-cache"}
        and items_of(response.get("Vary", "")) <= {"accept-encoding"}
    )


def items_of(header: str) -> set[str]:
    """Return the items of a header that is a list, in small letters."""
    return {item.strip().lower() for item in header.split(",") if item.strip()}


def accepts_gzip(request: HttpRequest) -> bool:
    """Tell whether the browser takes compressed pages."""
    for offer in request.META.get("HTTP_ACCEPT_ENCODING", "").split(","):
        name, _, quality = offer.partition(";")
        if name.strip().lower() == "gzip":
            return quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
