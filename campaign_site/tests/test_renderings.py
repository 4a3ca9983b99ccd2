"""A page is rendered once at a time over all processes; who was killed keeps nobody from rendering it."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache

from campaign_site import renderings
from campaign_site.redis_cache import ForgivingRedisCache
from campaign_site.renderings import Renderings, Turn


@pytest.fixture(autouse=True)
def shared_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets two `Renderings` be two processes with one cache."""
    monkeypatch.setattr(renderings, "generation_is_shared_by_cache", lambda: True)


def soon() -> float:
    return time.monotonic() + 0.1


def late() -> float:
    return time.monotonic() + 30


def test_two_processes_render_different_pages_but_never_the_same_at_once() -> None:
    one, other = Renderings(), Renderings()
    with (
        one.of_page("a", soon()) as first,
        other.of_page("a", soon()) as second,
        other.of_page("b", soon()) as third,
    ):
        assert (first, second, third) == (Turn.MINE, Turn.CROWDED, Turn.MINE)
    with other.of_page("a", soon()) as turn:
        assert turn is Turn.MINE


@pytest.mark.parametrize("same_process", [True, False])
def test_who_waits_goes_on_as_soon_as_the_page_is_there(same_process: bool) -> None:
    one = Renderings()
    other = one if same_process else Renderings()
    began, go_on = threading.Event(), threading.Event()

    def render() -> None:
        with one.of_page("a", late()) as turn:
            assert turn is Turn.MINE
            began.set()
            go_on.wait(30)

    def wait() -> Turn:
        with other.of_page("a", late()) as turn:
            return turn

    with ThreadPoolExecutor(2) as threads:
        rendering = threads.submit(render)
        assert began.wait(30)
        waiting = threads.submit(wait)
        time.sleep(0.1)
        assert not waiting.done()
        go_on.set()
        assert waiting.result(30) is Turn.DONE
        rendering.result(30)


def test_a_process_that_was_killed_keeps_nobody_longer_than_its_lock() -> None:
    cache.add("rendering-a", "somebody who is gone", timeout=0.2)
    with Renderings().of_page("a", late()) as turn:
        assert turn is Turn.DONE
    with Renderings().of_page("a", soon()) as turn:
        assert turn is Turn.MINE


def test_who_took_so_long_that_another_has_begun_leaves_that_ones_lock() -> None:
    with Renderings().of_page("a", soon()):
        cache.set("rendering-a", "another", timeout=5)
    assert cache.get("rendering-a") == "another"


def test_while_the_cache_is_away_nobody_is_kept_from_rendering(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renderings, "cache", ForgivingRedisCache("redis://127.0.0.1:1", {}))
    with Renderings().of_page("a", soon()) as first, Renderings().of_page("a", soon()) as second:
        assert first is second is Turn.MINE


def test_what_is_rendered_beside_takes_no_place_of_those_who_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEB_THREADS", "6")
    busy = Renderings()
    with busy.of_page("a", soon()), busy.of_page("b", soon()), ThreadPoolExecutor(2) as threads:

        def ask(key: str, is_beside: bool) -> Turn:
            with busy.of_page(key, time.monotonic() + 1, is_beside=is_beside) as turn:
                return turn

        beside = threads.submit(ask, "c", True)
        time.sleep(0.05)
        first = threads.submit(ask, "d", False)
        time.sleep(0.05)
        with busy.of_page("e", late()) as turned_away:
            assert turned_away is Turn.CROWDED, "three of six threads render or wait"
        assert not first.done()
        assert not beside.done()
