"""Whole public pages, kept for a minute.

Public pages are the same for everybody, so one rendering serves all who ask within the minute. They hold no
secret (no token, no session, nothing about the reader), which is also why compressing them is safe: the
BREACH attack guesses a secret in a compressed page, and there is none. What holds something personal says
`no-store` or `private`, and passes through here untouched.

Where all processes share a cache, each keeps what it has shown for itself, too: so a page costs one question
to the shared cache, whether anything has changed, and the cache may go away without pages getting slow.
"""

import gzip
import hashlib
import logging
import time
from collections.abc import Callable
from typing import NamedTuple, cast

from django.conf import settings
from django.core.cache import cache, caches
from django.core.cache.backends.base import BaseCache
from django.core.exceptions import DisallowedHost
from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.functional import cached_property

from editorial.actions.invalidate_pages import current_changes, generation_is_shared_by_cache
from editorial.page_changes import Changes, Standing, longest_kept
from editorial.readings import reading
from editorial.shown_on_page import noting
from editorial.url_parameters import asked_for, hide_parameters, query_of

from . import renewals
from .nobody_asks_who import asks_who_reads
from .renderings import LONGEST_WAIT, LONGEST_WAIT_BESIDE, Renderings, Turn

logger = logging.getLogger(__name__)

# Nobody types more; whoever sends more wants to fill the cache.
LONGEST_KEPT_QUERY = 200
# Stands for the names of the parameters that the view at an address asks for. No query begins like it.
PARAMETERS = "?"
PUBLIC_CACHE_CONTROL = "public, max-age=0, s-maxage=60, stale-while-revalidate=60"
# Of an older page: whoever keeps pages in front of us asks again at once.
OLDER_CACHE_CONTROL = "public, max-age=0"
SHORTEST_COMPRESSED = 200
SERVER_ERROR = 500


class KeptPage(NamedTuple):
    """A rendered page, ready to be sent."""

    made_at: float
    # See `editorial.page_changes.Kept`.
    generation: int
    page: int | None
    shows: frozenset[str] | None
    headers: tuple[tuple[str, str], ...]
    body: bytes
    is_compressed: bool
    etag: str

    @classmethod
    def from_response(
        cls, response: HttpResponse, generation: int, page: int | None, shows: frozenset[str] | None
    ) -> "KeptPage":
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
            generation=generation,
            page=page,
            shows=shows,
            headers=tuple((name, value) for name, value in response.items() if name != "Content-Length"),
            body=compressed if is_compressed else body,
            is_compressed=is_compressed,
            etag=response.headers["ETag"],
        )

    @property
    def age(self) -> float:
        """How many seconds ago it was rendered."""
        return max(0.0, time.time() - self.made_at)

    def answer(self, request: HttpRequest, *, is_older: bool = False) -> HttpResponseBase:
        """Return the page as this request wants it: compressed or not, with or without a body, or a 304."""
        response = HttpResponse(headers=dict(self.headers))
        if is_older:
            response.headers["Cache-Control"] = OLDER_CACHE_CONTROL
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


class Address(NamedTuple):
    """What a request for something public asks for."""

    url: str
    changes: Changes

    def standing_of(self, page: KeptPage) -> Standing:
        """Tell what may be done with a page that was kept of it."""
        standing = self.changes.standing_of(page)
        if standing is Standing.FRESH and page.age >= settings.PAGE_CACHE_SECONDS:
            return Standing.OLDER
        return standing


class PageCacheMiddleware:
    """Answers from the cache what it can, and keeps what may be kept. Belongs first in MIDDLEWARE.

    A page is kept under its path and the parameters that its view asks for, with the number of the newest
    change that it may show. That number is read before it is rendered, so a page that was under way while
    something was published is kept, if at all, as an older one.

    An older page is shown while it is rendered anew beside, so nobody waits: for a moment after a change that
    concerns it, or where it is only a minute old, for one more minute at most. Who asks for a page that may
    not be shown waits for its rendering; only so many can wait, the rest are told that there is a crowd.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.renderings = Renderings()

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
        address = address_of(request)
        if address is None:
            return self.render(request, None)
        key, page = look_up(request, address)
        standing = Standing.OUTDATED if page is None else address.standing_of(page)
        if page is not None and standing is Standing.FRESH:
            return page.answer(request)
        if page is not None and standing is Standing.OLDER and not is_editing(request):
            self.renew(request, key)
            return page.answer(request, is_older=True)
        return self.render_in_turn(request, key)

    def may_be_kept(self, request: HttpRequest) -> bool:
        """Tell whether the request is for something public.

        A preview is a dummy request for a public address, and shows what isn't public yet.
        """
        return (
            request.method in ("GET", "HEAD")
            and not getattr(request, "is_dummy", False)
            and not request.path.startswith(self.passed_over)
            and not asks_who_reads(request.path)
        )

    def renew(self, request: HttpRequest, key: str) -> None:
        """Have the page rendered anew beside, unless that is due already."""
        renewals.submit(key, self.render_beside, request)

    def render_beside(self, request: HttpRequest) -> None:
        """Render a page that nobody waits for, where it still has to be."""
        if has_query(request):
            hide_parameters(request)
        address = address_of(request)
        if address is None:
            return
        key, page = look_up(request, address)
        if page is not None and address.standing_of(page) is Standing.FRESH:
            return
        with self.renderings.of_page(key, time.monotonic() + LONGEST_WAIT_BESIDE, is_beside=True) as turn:
            if turn is Turn.MINE:
                self.render(request, address)

    def render_in_turn(self, request: HttpRequest, key: str) -> HttpResponseBase:
        """Render the page, once for all who ask for it meanwhile; a few wait, others are told to come back.

        What is known to be kept by nobody is rendered for each: waiting for it would be in vain.
        """
        ends_at = time.monotonic() + LONGEST_WAIT
        while not self.renderings.is_kept_by_nobody(key):
            with self.renderings.of_page(key, ends_at) as turn:
                if turn is Turn.CROWDED:
                    return self.tell_of_crowd(request)
                # What somebody else has rendered meanwhile may be there, or have become an older one again.
                address = address_of(request)
                page = None if address is None else look_up(request, address)[1]
                if page is not None and address is not None and address.standing_of(page) is Standing.FRESH:
                    return page.answer(request)
                if turn is Turn.MINE:
                    return self.render(request, address, key)
        return self.render(request, address_of(request))

    def tell_of_crowd(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with the page that says so, which `CrowdMiddleware` makes where all headers are added."""
        request.is_in_crowd = True  # type: ignore[attr-defined]
        return self.get_response(request)

    def render(self, request: HttpRequest, address: Address | None, key: str = "") -> HttpResponseBase:
        """Let the view answer. A public page is kept under its address, if there is one.

        A view that says itself how long caches may keep its answer is not kept here: it knows better. Where
        nothing is kept, that is noted of the key.
        """
        with reading(), noting() as shown:
            response = self.get_response(request)
        can_be_kept = is_public(response)
        view_decides = response.has_header("Cache-Control")
        if can_be_kept:
            generation = 0 if address is None else address.changes.number
            page = KeptPage.from_response(cast(HttpResponse, response), generation, shown.page, shown.all)
            response = page.answer(request)
            if address is not None and not view_decides and request.method == "GET":
                keep(request, address, page)
        if key and (view_decides or not can_be_kept) and response.status_code < SERVER_ERROR:
            self.renderings.note_kept_by_nobody(key)
        return response


def is_editing(request: HttpRequest) -> bool:
    """Tell whether somebody asks who has signed in to the admin: they look for what they have changed.

    Public pages set no cookie, so nobody else has one. Whether it is still good makes no difference: all it
    brings is to wait for a page that everybody gets.
    """
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def has_query(request: HttpRequest) -> bool:
    """Tell whether the address goes on after its path."""
    return bool(request.META.get("QUERY_STRING"))


def address_of(request: HttpRequest) -> Address | None:
    """Return what stands for the address, without its parameters; None if nothing is looked up or kept.

    Each release keeps pages of its own: while a hub is upgraded, both answer beside each other. None is for
    hosts that aren't ours, and while the database doesn't answer.
    """
    if not settings.PAGE_CACHE_SECONDS:
        return None
    try:
        host = request.get_host()
        changes = current_changes()
    except DisallowedHost:
        return None
    except DatabaseError:
        logger.warning("The page cache is passed over: the site's generation can't be read.", exc_info=True)
        return None
    request.site_generation = changes.number  # type: ignore[attr-defined]
    return Address(chr(0).join([settings.RELEASE, request.scheme or "", host, request.path]), changes)


def look_up(request: HttpRequest, address: Address) -> tuple[str, KeptPage | None]:
    """Return what the page that the request asks for is kept under, and the page if it is there.

    Which parameters make a difference, its view has told when it was rendered. Before that, all who ask with
    parameters ask for the same: what is not known yet.
    """
    if not has_query(request):
        key = key_of(address.url, "")
    else:
        names_key = key_of(address.url, PARAMETERS)
        names: tuple[str, ...] | None = own_cache().get(names_key)
        if names is None and generation_is_shared_by_cache():
            names = cache.get(names_key)
        if names is None:
            return names_key, None
        key = key_of(address.url, query_of(request, names))
    page: KeptPage | None = own_cache().get(key)
    if not generation_is_shared_by_cache():
        return key, page
    if page is None or address.standing_of(page) is not Standing.FRESH:
        shared: KeptPage | None = cache.get(key)
        if shared is not None and (page is None or shared.made_at > page.made_at):
            page = shared
            own_cache().set(key, page, timeout=longest_kept() - page.age)
    return key, page


def keep(request: HttpRequest, address: Address, page: KeptPage) -> None:
    """Keep the page under its address and the parameters that its view has asked for."""
    names = tuple(sorted(asked_for(request)))
    entries: dict[str, object] = {key_of(address.url, PARAMETERS): names}
    query = query_of(request, names)
    if len(query) <= LONGEST_KEPT_QUERY:
        entries[key_of(address.url, query)] = page
    for place in [own_cache(), cache] if generation_is_shared_by_cache() else [own_cache()]:
        for key, entry in entries.items():
            place.set(key, entry, timeout=longest_kept())


def own_cache() -> BaseCache:
    """Return the cache of this process alone."""
    return caches["pages"] if generation_is_shared_by_cache() else cache


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
