"""What the page cache promises to visitors, to editors, and to whoever runs the site."""

import gzip
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from time import perf_counter
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings
from wagtail.models import Page, Site

from campaign_site import page_cache, renewals
from campaign_site.page_cache import PUBLIC_CACHE_CONTROL, PageCacheMiddleware
from campaign_site.renderings import AT_ONCE
from campaign_site.views import QUERY
from coalition.directory import COUNTRY
from editorial.actions.invalidate_pages import (
    current_changes,
    current_generation,
    invalidate_pages,
    invalidate_pages_at_once,
    tell_changes,
)
from editorial.page_changes import MOMENT, MOST_CHANGES, Changes, Standing
from editorial.url_parameters import PAGE
from home.models import ContentPage, HomePage

pytestmark = pytest.mark.usefixtures("page_cache")


class Clock:
    """The time, as tests set it."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Stops the clock for the cache and for what it keeps."""
    clock = Clock()
    monkeypatch.setattr("time.time", clock)
    monkeypatch.setattr("time.time_ns", lambda: int(clock.now * 1_000_000_000))
    return clock


Visit = Callable[..., HttpResponse]
Change = Callable[..., None]


class Beside:
    """Keeps what is to be rendered beside the requests until the test says so."""

    def __init__(self) -> None:
        self.tasks: list[Callable[[], object]] = []

    def submit(self, task: Callable[..., object], *arguments: object) -> None:
        self.tasks.append(partial(task, *arguments))

    def do_all(self) -> None:
        while self.tasks:
            self.tasks.pop(0)()


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch) -> Beside:
    """Lets older pages wait to be rendered anew."""
    beside = Beside()
    monkeypatch.setattr(renewals, "renderer", beside)
    monkeypatch.setattr(renewals, "_waiting", set())
    return beside


class CountedView:
    """A view that says how often it has been asked, and in which way. It asks for three parameters."""

    def __init__(self) -> None:
        self.calls = 0
        self.headers: dict[str, str] = {}
        self.status = 200

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        self.calls += 1
        asked_for = " ".join(parameter.of(request) for parameter in (COUNTRY, QUERY, PAGE))
        text = f"rendering {self.calls} of {request.path}?{request.GET.urlencode()} with {asked_for} "
        text += "and much more " * 50
        return HttpResponse(text, status=self.status, headers=self.headers)


@pytest.fixture
def view(db: None) -> CountedView:
    """The view behind the cache."""
    return CountedView()


@pytest.fixture
def visit(view: CountedView) -> Callable[..., HttpResponseBase]:
    """Returns a function that asks for an address through the cache."""
    return visitor_of(view)


def visitor_of(view: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., Any]:
    """Return a function that asks a view for an address through one cache."""
    middleware = PageCacheMiddleware(view)

    def ask(url: str = "/en/", method: str = "GET", **details: Any) -> HttpResponseBase:
        return middleware(RequestFactory().generic(method, url, **details))

    return ask


# Visitors


def test_all_who_come_within_a_minute_get_the_same_rendering(
    visit: Callable[..., HttpResponse], view: CountedView, clock: Clock
) -> None:
    first = visit()
    clock.now += 59
    later = visit()
    assert view.calls == 1
    assert later.content == first.content
    assert {**later.headers, "Age": "59"} == {**first.headers, "Age": "59"}
    # Caches in front add their own minute to this, not a minute more than the page is worth.
    assert later.headers["Age"] == "59"


def test_a_page_is_rendered_anew_after_a_minute_and_nobody_waits_for_it(
    visit: Callable[..., HttpResponse], view: CountedView, clock: Clock, beside: Beside
) -> None:
    visit()
    clock.now += 61
    for _visitor in range(3):
        assert b"rendering 1" in visit().content
    beside.do_all()
    assert b"rendering 2" in visit().content
    assert view.calls == 2


def test_caches_in_front_do_not_keep_an_older_page(visit: Callable[..., HttpResponse], clock: Clock) -> None:
    visit()
    clock.now += 61
    assert visit().headers["Cache-Control"] == "public, max-age=0"
    assert visit().headers["Cache-Control"] == PUBLIC_CACHE_CONTROL


def test_who_renders_beside_is_told_nothing_of_who_has_asked(db: None, clock: Clock) -> None:
    seen: list[dict[str, Any]] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append({"method": request.method, **request.COOKIES, "page": PAGE.of(request)})
        return HttpResponse("hello")

    visit = visitor_of(view)
    visit("/en/?page=2")
    clock.now += 61
    visit("/en/?page=2&via=x", "HEAD", HTTP_COOKIE="a=b")
    assert seen == [{"method": "GET", "page": "2"}] * 2


def test_a_page_older_than_two_minutes_is_never_shown(
    visit: Callable[..., HttpResponse], view: CountedView, clock: Clock
) -> None:
    request = RequestFactory().get("/en/")
    address = page_cache.address_of(request)
    assert address is not None
    visit()
    assert page_cache.look_up(request, address)[1] is not None
    clock.now += 121
    assert page_cache.look_up(request, address)[1] is None


def test_addresses_and_parameters_that_the_view_asks_for_are_kept_apart(
    visit: Callable[..., HttpResponse], view: CountedView
) -> None:
    urls = ["/en/", "/de/", "/en/?country=BE", "/en/?country=DE", "/en/?q=BE", "/en/?q=a&page=2"]
    assert len({visit(url).content for url in urls}) == len(urls)
    assert [visit(url).headers.get("ETag") for url in urls] == [
        visit(url).headers.get("ETag") for url in urls
    ]
    assert view.calls == len(urls)
    assert b"with BE  " in visit("/en/?country=BE").content


@pytest.mark.parametrize(
    ("url", "same_page"),
    [
        ("/en/?country=BE&q=hope", "/en/?q=hope&country=BE"),
        ("/en/?country=BE", "/en/?fbclid=x&country=BE&utm_source=y"),
        ("/en/?country=BE", "/en/?country=%42E"),
        ("/en/?q=a+few+words", "/en/?q=++a%20%20few+words%20"),
        # What means nothing to the view is as if it weren't there.
        ("/en/", "/en/?via=somewhere"),
        ("/en/", "/en/?kind=member"),
        ("/en/", "/en/?country=Atlantis"),
        ("/en/", "/en/?country="),
        ("/en/", "/en/?page=-1"),
        ("/en/", "/en/?page=1000000000000000000000"),
        ("/en/", "/en/?PAGE=2"),
        ("/en/", "/en/?%ff%00=%ff"),
        ("/en/", "/en/?" + "x=1&" * 200),
        ("/en/", "/en/?"),
    ],
)
@pytest.mark.parametrize("first_asked", [0, 1])
def test_addresses_that_mean_the_same_cost_one_rendering(
    visit: Callable[..., HttpResponse], view: CountedView, url: str, same_page: str, first_asked: int
) -> None:
    pair = [url, same_page]
    pair = pair if first_asked == 0 else pair[::-1]
    assert visit(pair[0]).content == visit(pair[1]).content
    assert view.calls == 1


def test_nobody_renders_a_page_anew_by_making_up_parameters(client: Client, about: ContentPage) -> None:
    """No page of the site asks for any of these, so all the addresses are those of one page."""
    client.get("/en/about/?first=1")
    with CaptureQueriesContext(connection) as captured:
        for number in range(20):
            answer = client.get(f"/en/about/?q={number}&via={number}&country=BE&page={number}&x{number}=1")
            assert answer.status_code == 200
    generations = [query for query in captured.captured_queries if "sitegeneration" in query["sql"]]
    assert len(captured) == len(generations) == 20


def test_a_view_sees_no_parameter_that_it_has_not_asked_for(visit: Callable[..., HttpResponse]) -> None:
    assert b" of /en/? with BE  " in visit("/en/?country=BE&kind=member&fbclid=x").content


def test_nobody_fills_the_cache_with_long_parameters(
    visit: Callable[..., HttpResponse], view: CountedView
) -> None:
    url = f"/en/?q={'ش' * 300}"
    visit(url)
    visit(url)
    assert view.calls == 2


def test_hosts_and_schemes_are_kept_apart(visit: Callable[..., HttpResponse], view: CountedView) -> None:
    visit()
    visit(HTTP_HOST="localhost")
    visit(**{"wsgi.url_scheme": "https", "SERVER_PORT": "443"})
    assert view.calls == 3


def test_a_release_never_shows_the_pages_of_another(
    visit: Callable[..., HttpResponse], view: CountedView, settings: Settings
) -> None:
    first = visit().content
    settings.RELEASE = "9.0.0"
    assert visit().content != first
    settings.RELEASE = "0.0.0"
    assert b"rendering 3" in visit().content


def test_a_browser_that_has_the_page_is_told_so(
    visit: Callable[..., HttpResponse], view: CountedView
) -> None:
    for number in (1, 2):
        etag = visit().headers["ETag"]
        again = visit(HTTP_IF_NONE_MATCH=etag)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["Cache-Control"] == PUBLIC_CACHE_CONTROL
        assert visit("/de/", HTTP_IF_NONE_MATCH=etag).status_code == 200
        assert view.calls == 2, f"in round {number}"


def test_pages_are_sent_compressed_to_whoever_takes_that(visit: Callable[..., HttpResponse]) -> None:
    plain = visit()
    for offer in ("gzip", "br;q=1.0, gzip;q=0.8", "deflate, GZIP"):
        compressed = visit(HTTP_ACCEPT_ENCODING=offer)
        assert compressed.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(compressed.content) == plain.content
        assert int(compressed.headers["Content-Length"]) == len(compressed.content) < len(plain.content)
    for offer in ("", "br", "gzip;q=0", "identity, gzip; q=0.0"):
        answer = visit(HTTP_ACCEPT_ENCODING=offer)
        assert "Content-Encoding" not in answer.headers
        assert answer.content == plain.content
    assert "accept-encoding" in plain.headers["Vary"].lower()


def test_a_head_request_gets_the_headers_of_the_kept_page(
    visit: Callable[..., HttpResponse], view: CountedView
) -> None:
    page = visit()
    head = visit(method="HEAD")
    assert head.content == b""
    assert head.headers["Content-Length"] == page.headers["Content-Length"] == str(len(page.content))
    assert head.headers["ETag"] == page.headers["ETag"]
    assert view.calls == 1


def test_a_head_request_keeps_nothing(visit: Callable[..., HttpResponse], view: CountedView) -> None:
    visit(method="HEAD")
    assert b"rendering 2" in visit().content


def test_caches_in_front_are_told_how_long(visit: Callable[..., HttpResponse], view: CountedView) -> None:
    assert visit().headers["Cache-Control"] == PUBLIC_CACHE_CONTROL


# What is not kept


@pytest.mark.parametrize(
    "headers",
    [
        {"Cache-Control": "private"},
        {"Cache-Control": "max-age=0, No-Store"},
        {"Cache-Control": "public, s-maxage=5"},
        {"Vary": "Cookie"},
        {"Vary": "Accept-Encoding, Accept-Language"},
        {"Set-Cookie": "a=b"},
        {"Content-Encoding": "br"},
    ],
)
def test_what_is_not_for_everybody_is_rendered_for_each(
    visit: Callable[..., HttpResponse], view: CountedView, headers: dict[str, str]
) -> None:
    view.headers = headers
    visit()
    second = visit()
    assert view.calls == 2
    assert headers.items() <= dict(second.headers).items()


def test_what_is_private_is_left_as_it_is(visit: Callable[..., HttpResponse], view: CountedView) -> None:
    view.headers = {"Cache-Control": "private"}
    answer = visit(HTTP_ACCEPT_ENCODING="gzip")
    assert dict(answer.headers) == {"Cache-Control": "private", "Content-Type": "text/html; charset=utf-8"}


@pytest.mark.parametrize("status", [201, 301, 302, 404, 410, 500, 503])
def test_only_success_is_kept(visit: Callable[..., HttpResponse], view: CountedView, status: int) -> None:
    view.status = status
    assert visit().status_code == status
    view.status = 200
    assert b"rendering 2" in visit().content


def test_a_view_that_sets_a_cookie_or_streams_is_not_kept(db: None) -> None:
    def cookie_view(request: HttpRequest) -> HttpResponse:
        response = HttpResponse("hello")
        response.set_cookie("seen", "1")
        return response

    calls = []

    def streaming_view(request: HttpRequest) -> StreamingHttpResponse:
        calls.append(request.path)
        return StreamingHttpResponse(["hello"])

    with_cookie = visitor_of(cookie_view)
    assert with_cookie().cookies["seen"].value == "1"
    assert with_cookie().cookies["seen"].value == "1"
    assert "ETag" not in with_cookie().headers
    streamed = visitor_of(streaming_view)
    assert streamed("/de/").streaming
    assert streamed("/de/").streaming
    assert len(calls) == 2


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_other_methods_reach_the_view_and_keep_nothing(
    visit: Callable[..., HttpResponse], view: CountedView, method: str
) -> None:
    visit()
    assert b"rendering 2" in visit(method=method).content
    assert b"rendering 1" in visit().content


@pytest.mark.parametrize(
    "url",
    [
        "/admin/",
        "/admin/pages/3/edit/?next=/",
        "/documents/1/report.pdf",
        "/static/css/site.css",
        "/media/images/a.jpg",
        "/healthz",
        "/readyz",
        "/en/_util/login/?next=/en/",
    ],
)
def test_what_differs_by_person_or_must_be_live_is_passed_over(
    visit: Callable[..., HttpResponse], view: CountedView, url: str
) -> None:
    visit(url)
    answer = visit(url)
    assert view.calls == 2
    assert "Cache-Control" not in answer.headers
    assert ("next" in answer.content.decode()) is ("next" in url), "the view lost a parameter it needs"


# Editors


@pytest.mark.both
def test_what_is_published_shows_at_the_next_request(
    client: Client,
    about: ContentPage,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert "About us" in client.get("/en/about/").content.decode()
        about.title = "Who we are"
        Page.objects.filter(pk=about.pk).update(title=about.title)
        assert "Who we are" not in client.get("/en/about/").content.decode(), "the cache is not at work"
        about.save_revision().publish()
    assert "Who we are" in client.get("/en/about/").content.decode()


def test_a_page_rendered_while_something_was_published_is_not_kept(
    db: None, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    words = ["old"]

    def view(request: HttpRequest) -> HttpResponse:
        response = HttpResponse(words[0])
        if words[0] == "old":
            words[0] = "new"
            with django_capture_on_commit_callbacks(execute=True):
                invalidate_pages()
        return response

    visit = visitor_of(view)
    assert visit().content == b"old"
    assert visit().content == b"old", "it is what is there, for a moment"
    assert visit().content == b"new"


class TestAfterAChange:
    """What may be shown of what was kept before it."""

    @pytest.fixture
    def change(
        self, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
    ) -> Callable[..., None]:
        """Returns a function that makes a change and commits it."""

        def make(make_change: Callable[..., None], *about: Any, **named: Any) -> None:
            with django_capture_on_commit_callbacks(execute=True):
                make_change(*about, **named)

        return make

    def test_an_older_page_is_shown_while_it_is_rendered_anew(
        self, visit: Visit, view: CountedView, change: Change, beside: Beside, clock: Clock
    ) -> None:
        visit()
        change(invalidate_pages)
        assert [b"rendering 1" in visit().content for _visitor in range(5)] == [True] * 5
        assert len(beside.tasks) == 1
        beside.do_all()
        assert b"rendering 2" in visit().content
        assert view.calls == 2

    def test_it_is_shown_for_a_moment_and_no_longer(
        self, visit: Visit, change: Change, beside: Beside, clock: Clock
    ) -> None:
        visit()
        change(invalidate_pages)
        clock.now += MOMENT - 0.01
        assert b"rendering 1" in visit().content
        # Further changes make the moment no longer.
        change(invalidate_pages)
        clock.now += 0.02
        assert b"rendering 2" in visit().content

    def test_what_must_not_be_seen_is_gone_at_once(
        self, visit: Visit, change: Change, beside: Beside, clock: Clock
    ) -> None:
        visit()
        change(invalidate_pages_at_once)
        assert b"rendering 2" in visit().content
        visit("/de/")
        change(invalidate_pages)
        change(invalidate_pages_at_once)
        change(invalidate_pages)
        assert b"rendering 4" in visit("/de/").content

    def test_whoever_has_signed_in_sees_what_was_changed(
        self, visit: Visit, change: Change, beside: Beside, clock: Clock, settings: Settings
    ) -> None:
        visit()
        change(invalidate_pages)
        assert b"rendering 2" in visit(HTTP_COOKIE=f"{settings.SESSION_COOKIE_NAME}=x").content
        assert b"rendering 2" in visit().content

    def test_a_change_that_a_page_does_not_show_leaves_it_as_it_is(
        self,
        client: Client,
        about: ContentPage,
        german_home: HomePage,
        change: Change,
    ) -> None:
        about.save()

        def is_rendered_anew(url: str) -> bool:
            with CaptureQueriesContext(connection) as captured:
                client.get(url)
            return len(captured) > 1

        def publish(**changed: str) -> None:
            for name, value in changed.items():
                setattr(about, name, value)
            change(about.save_revision().publish)
            current_changes()

        for _visit in range(2):
            for url in ("/de/", "/en/", "/en/about/"):
                client.get(url)
            tell_changes()
        publish(introduction="Another one.")
        assert [is_rendered_anew(url) for url in ("/de/", "/en/", "/en/about/")] == [False, False, True]
        publish(title="Who we are")
        assert [is_rendered_anew(url) for url in ("/de/", "/en/", "/en/about/")] == [False, True, True]

    def test_what_was_not_public_before_may_turn_up_on_any_page(
        self, client: Client, about: ContentPage, german_home: HomePage, change: Change
    ) -> None:
        change(about.unpublish)
        for _visit in range(2):
            client.get("/de/")
            tell_changes()
        change(about.save_revision().publish)
        current_changes()
        with CaptureQueriesContext(connection) as captured:
            client.get("/de/")
        assert len(captured) > 1

    def test_many_changes_are_not_kept_for_ever(
        self, visit: Visit, change: Change, beside: Beside, clock: Clock
    ) -> None:
        for number in range(100):
            clock.now += 0.01
            change(invalidate_pages, number, {f"page-{number}"})
        assert len(current_changes().latest) == MOST_CHANGES
        assert current_changes().nothing_older == 0, "all other pages would be rendered at once"
        clock.now += 121
        change(invalidate_pages, 1, {"page-1"})
        assert len(current_changes().latest) == 1, "no page is kept for so long"

    @pytest.mark.both
    def test_of_many_changes_none_is_forgotten(self, db: None, change: Change, clock: Clock) -> None:
        first = current_changes().number
        for number in range(100):
            change(invalidate_pages, number, {f"page-{number}"})
        for number in range(100):
            itself, showing, beside = (
                page_cache.KeptPage(clock.now, first, page, frozenset(shows), (), b"", False, "")
                for page, shows in [(number, ""), (100, {f"page-{number}"}), (101, {"page-101"})]
            )
            standings = [current_changes().standing_of(page) for page in (itself, showing, beside)]
            assert standings == [Standing.OUTDATED, Standing.OLDER, Standing.FRESH]
        clock.now += MOMENT + 0.1
        assert current_changes().standing_of(showing) is Standing.OUTDATED


@pytest.mark.both
@pytest.mark.parametrize("generation_in_cache", [True, False])
def test_each_publication_begins_a_new_generation(
    db: None,
    monkeypatch: pytest.MonkeyPatch,
    generation_in_cache: bool,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    monkeypatch.setattr(
        "editorial.actions.invalidate_pages.generation_is_shared_by_cache", lambda: generation_in_cache
    )
    seen = [current_generation(), current_generation()]
    assert seen[0] == seen[1], "pages would never be found again"
    for _ in range(3):
        with django_capture_on_commit_callbacks(execute=True):
            invalidate_pages()
        seen.append(current_generation())
    assert len(set(seen)) == 4


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_connection_that_the_database_has_ended_is_replaced() -> None:
    """A database that was started again costs nobody a page."""
    before = current_generation()
    connection.connection.close()
    assert current_generation() == before
    assert Site.objects.exists()


@pytest.mark.both
def test_a_change_that_is_rolled_back_renders_nothing_anew(
    visit: Callable[..., HttpResponse], view: CountedView
) -> None:
    visit()
    invalidate_pages()  # in the transaction of this test, which never commits
    visit()
    assert view.calls == 1


def test_a_preview_shows_the_draft_and_leaves_no_trace(
    client: Client, about: ContentPage, rf: RequestFactory
) -> None:
    public = client.get("/en/about/").content
    draft = ContentPage.objects.get(pk=about.pk)
    draft.title = "A secret draft"
    preview = draft.make_preview_request()
    assert b"A secret draft" in preview.content
    assert "public" not in preview.headers.get("Cache-Control", "")
    assert client.get("/en/about/").content == public


def test_a_logged_in_editor_gets_what_everybody_gets(
    client: Client, admin_client: Client, admin_user: User, about: ContentPage
) -> None:
    admin_user.username = "dorothea"  # a name that stands in no address
    admin_user.save()
    for_editor = admin_client.get("/en/about/")
    assert "Cookie" not in for_editor.headers["Vary"]
    assert admin_user.get_username() not in for_editor.content.decode()
    page_cache.cache.clear()
    assert client.get("/en/about/").content == for_editor.content


def test_the_root_sends_each_visitor_to_their_own_language(client: Client, german_home: HomePage) -> None:
    for language in ("de", "en", "de"):
        answer = client.get("/", headers={"accept-language": language})
        assert (answer.status_code, answer.headers["Location"]) == (302, f"/{language}/")


# Operators


@pytest.mark.both
def test_pages_are_rendered_while_the_database_row_cannot_be_read(
    visit: Callable[..., HttpResponse], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def no_database() -> Changes:
        raise OperationalError("gone away")

    visit()
    monkeypatch.setattr(page_cache, "current_changes", no_database)
    assert b"rendering 2" in visit().content
    assert "generation can't be read" in caplog.text


@pytest.mark.both
@pytest.mark.parametrize("generation_in_cache", [True, False])
def test_the_site_works_without_its_cache(
    settings: Settings,
    client: Client,
    home: HomePage,
    about: ContentPage,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    generation_in_cache: bool,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.CACHES = settings.CACHES | {
        "default": {
            "BACKEND": "campaign_site.redis_cache.ForgivingRedisCache",
            "LOCATION": "redis://127.0.0.1:9/0",  # the port "discard", where nothing listens
        }
    }
    if not generation_in_cache:
        monkeypatch.setattr("editorial.actions.invalidate_pages.generation_is_shared_by_cache", lambda: False)
    Site.clear_site_root_paths_cache()
    with django_capture_on_commit_callbacks(execute=True):
        about.save_revision().publish()
    for _ in range(2):
        answer = client.get("/en/about/", headers={"accept-encoding": "gzip"})
        assert answer.status_code == 200
        assert b"About us" in gzip.decompress(answer.content)
    assert "The cache does not answer" in caplog.text


def test_an_unknown_host_is_refused_as_without_a_cache(client: Client, home: HomePage) -> None:
    answer = client.get("/en/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert "This request can’t be answered" in answer.content.decode()
    assert page_cache.address_of(RequestFactory().get("/en/", HTTP_HOST="elsewhere.example")) is None


@pytest.mark.slow
def test_a_crowd_at_a_cold_page_costs_one_rendering(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_cache, "current_changes", lambda: Changes(1))
    everybody_is_here = threading.Event()
    calls = []

    def slow_view(request: HttpRequest) -> HttpResponse:
        calls.append(request.path)
        everybody_is_here.wait(0.5)
        return HttpResponse("hello")

    visit = visitor_of(slow_view)
    with ThreadPoolExecutor(4) as crowd:
        answers = list(crowd.map(lambda _number: visit().status_code, range(4)))
    assert answers == [200] * 4
    assert len(calls) == 1


@pytest.mark.slow
def test_who_asks_for_a_page_that_is_not_kept_waits_for_nobody_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_cache, "current_changes", lambda: Changes(1))
    at_once = threading.Barrier(3, timeout=60)
    calls = []

    def private_view(request: HttpRequest) -> HttpResponse:
        calls.append(request.path)
        if len(calls) > 1:
            at_once.wait()  # breaks, and fails the test, unless all who waited are in here together
        else:
            threading.Event().wait(0.3)
        return HttpResponse("hello", headers={"Cache-Control": "no-store"})

    visit = visitor_of(private_view)
    with ThreadPoolExecutor(4) as crowd:
        answers = list(crowd.map(lambda _number: visit().status_code, range(4)))
    assert answers == [200] * 4


@pytest.mark.slow
def test_a_crowd_at_many_cold_pages_is_served_in_turn_and_the_rest_told_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of eight threads two render and two wait; so there are always some that answer what is kept."""
    monkeypatch.setattr(page_cache, "current_changes", lambda: Changes(1))
    lock, inside, most = threading.Lock(), [], []
    go_on = threading.Event()

    def slow_view(request: HttpRequest) -> HttpResponse:
        if getattr(request, "is_in_crowd", False):
            return HttpResponse("crowd", status=503)
        with lock:
            inside.append(request.path)
            most.append(len(inside))
        go_on.wait(60)
        with lock:
            inside.remove(request.path)
        return HttpResponse(request.path)

    visit = visitor_of(slow_view)
    with ThreadPoolExecutor(20) as crowd:
        answers = [crowd.submit(lambda number: visit(f"/en/{number}/"), number) for number in range(20)]
        began = perf_counter()
        while sum(answer.done() for answer in answers) < 16 and perf_counter() - began < 30:
            threading.Event().wait(0.01)
        turned_away = [answer.result().status_code for answer in answers if answer.done()]
        go_on.set()
        statuses = sorted(answer.result().status_code for answer in answers)
    assert turned_away == [503] * 16
    assert statuses == [200] * 4 + [503] * 16
    assert max(most) == AT_ONCE
    assert visit("/en/19/").status_code == 200


def test_what_is_told_in_a_crowd_is_in_the_language_of_the_address(
    client: Client, home: HomePage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("campaign_site.renderings.AT_ONCE", 0)
    monkeypatch.setattr("campaign_site.page_cache.LONGEST_WAIT", 0)
    answer = Client().get("/de/")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert caplog.records == [], "a line for each of a crowd would fill the disk"
    assert '<html lang="de"' in answer.content.decode()
    assert "Content-Security-Policy" in answer.headers
    assert "public" not in answer.headers.get("Cache-Control", "")


def test_a_failed_rendering_frees_the_page_for_the_next_visitor(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing_view(request: HttpRequest) -> HttpResponse:
        raise ValueError("broken")

    middleware = PageCacheMiddleware(failing_view)
    for _ in range(2):
        with pytest.raises(ValueError, match="broken"):
            middleware(RequestFactory().get("/en/"))
    assert middleware.renderings.under_way == {}
