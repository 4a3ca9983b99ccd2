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
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.functional import cached_property

from editorial.actions.invalidate_pages import current_generation
from editorial.live_pages import places_stay
from editorial.url_parameters import asked_for, hide_parameters, query_of

logger = logging.getLogger(__name__)

# Nobody types more; whoever sends more wants to fill the cache.
LONGEST_KEPT_QUERY = 200
# Stands for the names of the parameters that the view at an address asks for. No query begins like it.
PARAMETERS = "?"
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

    A page is kept under its path, the parameters that its view asks for, and the site's generation: whatever
    bumps the generation makes every page new at the next request. The number is read before the page is
    rendered, so a page that was under way while something was published is kept, if at all, under the old
    number.

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
            reverse("metrics"),
        )

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request, from the cache where possible."""
        if not self.may_be_kept(request):
            return self.get_response(request)
        if has_query(request):
            hide_parameters(request)
        url = url_of(request)
        if url is None:
            return self.render(request, None)
        key, page = look_up(request, url)
        if page is not None and page.age < settings.PAGE_CACHE_SECONDS:
            return page.answer(request)
        if request.method == "HEAD":
            return self.render(request, None)
        return self.render_once(request, url, key, page)

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

    def render_once(
        self, request: HttpRequest, url: str, key: str, stale: KeptPage | None
    ) -> HttpResponseBase:
        """Render the page, unless another thread is at it: then answer with its stale bytes, or wait for it.

        Each process renders a page once. Those who have waited in vain, because the page turned out to be
        none that is kept, all render it at once: nobody waits twice.
        """
        mine = threading.Event()
        other = self.under_way.setdefault(key, mine)
        if other is mine:
            try:
                return self.render(request, url)
            finally:
                del self.under_way[key]
                mine.set()
        if stale is not None:
            return stale.answer(request)
        other.wait(LONGEST_WAIT)
        _key, page = look_up(request, url)
        return page.answer(request) if page is not None else self.render(request, url)

    def render(self, request: HttpRequest, url: str | None) -> HttpResponseBase:
        """Let the view answer. A public page is kept under its address, if there is one.

        A view that says itself how long caches may keep its answer is not kept here: it knows better.
        """
        with places_stay():
            response = self.get_response(request)
        if not is_public(response):
            return response
        view_decides = response.has_header("Cache-Control")
        page = KeptPage.from_response(cast(HttpResponse, response))
        if url is not None and not view_decides:
            keep(request, url, page)
        return page.answer(request)


def has_query(request: HttpRequest) -> bool:
    """Tell whether the address goes on after its path."""
    return bool(request.META.get("QUERY_STRING"))


def url_of(request: HttpRequest) -> str | None:
    """Return what stands for the address now, without its parameters; None if nothing is looked up or kept.

    Each release keeps pages of its own: while a hub is upgraded, both answer beside each other. None is for
    hosts that aren't ours, and while the database doesn't answer.
    """
    if not settings.PAGE_CACHE_SECONDS:
        return None
    try:
        host = request.get_host()
        generation = request.site_generation = current_generation()  # type: ignore[attr-defined]
    except DisallowedHost:
        return None
    except DatabaseError:
        logger.warning("The page cache is passed over: the site's generation can't be read.", exc_info=True)
        return None
    return chr(0).join([settings.RELEASE, str(generation), request.scheme or "", host, request.path])


def look_up(request: HttpRequest, url: str) -> tuple[str, KeptPage | None]:
    """Return what the page that the request asks for is kept under, and the page if it is there.

    Which parameters make a difference, its view has told when it was rendered. Before that, all who ask with
    parameters ask for the same: what is not known yet.
    """
    if not has_query(request):
        key = key_of(url, "")
    else:
        names: tuple[str, ...] | None = cache.get(names_key := key_of(url, PARAMETERS))
        if names is None:
            return names_key, None
        key = key_of(url, query_of(request, names))
    page: KeptPage | None = cache.get(key)
    return key, page


def keep(request: HttpRequest, url: str, page: KeptPage) -> None:
    """Keep the page under its address and the parameters that its view has asked for."""
    names = asked_for(request)
    cache.set(key_of(url, PARAMETERS), tuple(sorted(names)), timeout=2 * settings.PAGE_CACHE_SECONDS)
    query = query_of(request, names)
    if len(query) <= LONGEST_KEPT_QUERY:
        cache.set(key_of(url, query), page, timeout=2 * settings.PAGE_CACHE_SECONDS)


def key_of(url: str, query: str) -> str:
    """Return the name of an entry of the cache."""
    return f"page-{hashlib.sha256(chr(0).join([url, query]).encode()).hexdigest()}"


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
