"""A Redis that hangs, breaks or comes back costs visitors no more than a moment, and no page."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.cache.backends.redis import RedisCache

from campaign_site import redis_cache
from campaign_site.redis_cache import PASSED_OVER_SECONDS, ForgivingRedisCache


class FakeRedis:
    """A server that is asked things and answers `answer` to each, or nothing at all."""

    def __init__(self, answer: bytes | None) -> None:
        self.answer = answer
        self.connections = 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._take_connections, daemon=True).start()

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.listener.getsockname()[1]}"

    def _take_connections(self) -> None:
        kept = []
        while True:
            try:
                connection, _address = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            kept.append(connection)
            if self.answer is not None:
                threading.Thread(target=self._talk, args=[connection, self.answer], daemon=True).start()

    def _talk(self, connection: socket.socket, answer: bytes) -> None:
        while question := connection.recv(65_536):
            # redis-py may say two things at once: each begins with "*" and is answered by itself.
            connection.sendall(answer * question.count(b"\r\n*", 0) + answer)


@contextmanager
def redis_that(answers: bytes | None) -> Iterator[FakeRedis]:
    server = FakeRedis(answers)
    try:
        yield server
    finally:
        server.listener.close()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time as the cache sees it; a test moves it on by changing its one item."""
    now = [1_000.0]
    monkeypatch.setattr(redis_cache.time, "monotonic", lambda: now[0])
    return now


def cache_at(server: FakeRedis, patience: float = 20.0) -> ForgivingRedisCache:
    """Return a cache that waits so many seconds; for a server that answers, enough on any machine."""
    return ForgivingRedisCache(
        server.url,
        {"OPTIONS": {"protocol": 2, "socket_timeout": patience, "socket_connect_timeout": patience}},
    )


def test_a_redis_that_hangs_is_asked_once_in_ten_seconds(
    clock: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    with redis_that(None) as hanging:
        cache, of_another_thread = cache_at(hanging, 0.05), cache_at(hanging, 0.05)
        for _question in range(20):
            assert cache.get("page", "nothing") == "nothing"
            assert of_another_thread.get_many(["a", "b"]) == {}
            assert cache.add("counter", 0) is False
            cache.set("page", "kept")
            with pytest.raises(ValueError, match="does not answer"):
                cache.incr("counter")
        assert hanging.connections == 1
        assert len(caplog.records) == 1, "one line for each outage, not for each question"
        clock[0] += PASSED_OVER_SECONDS - 0.1
        cache.get("page")
        assert hanging.connections == 1
        clock[0] += 0.2
        for _question in range(20):
            cache.get("page")
        assert hanging.connections == 2, "when the ten seconds are over, one question finds out for all"


AS_AN_EMPTY_CACHE = {
    "get": (("page", "nothing"), "nothing"),
    "get_many": ((["a", "b"],), {}),
    "has_key": (("page",), False),
    "add": (("counter", 0), False),
    "set": (("page", "kept"), None),
    "set_many": (({"a": 1, "b": 2},), ["a", "b"]),
    "incr": (("counter",), ValueError),
    "touch": (("page",), False),
    "delete": (("page",), False),
    "delete_many": ((["a", "b"],), None),
    "clear": ((), None),
}


@pytest.mark.parametrize(("question", "asked", "answer"), [(k, *v) for k, v in AS_AN_EMPTY_CACHE.items()])
def test_whatever_is_asked_an_absent_redis_seems_empty(
    question: str, asked: tuple[Any, ...], answer: Any
) -> None:
    """The first question finds nobody there; the second is not even asked."""
    absent = ForgivingRedisCache("redis://127.0.0.1:1", {})
    for _time in range(2):
        if answer is ValueError:
            with pytest.raises(ValueError, match="does not answer"):
                getattr(absent, question)(*asked)
        else:
            assert getattr(absent, question)(*asked) == answer


def test_nothing_that_asks_redis_is_left_out() -> None:
    """A question that a later Django adds would otherwise be an error on a page."""
    own = {name for name, value in vars(RedisCache).items() if callable(value) and not name.startswith("_")}
    assert own - {"get_backend_timeout"} == set(AS_AN_EMPTY_CACHE)
    assert set(AS_AN_EMPTY_CACHE) <= set(vars(ForgivingRedisCache))


def test_a_redis_that_has_come_back_is_asked_again(clock: list[float]) -> None:
    with redis_that(None) as server:
        cache_at(server, 0.05).get("page")
        cache = cache_at(server)
        server.answer = b"$-1\r\n"
        assert cache.get("page", "nothing") == "nothing"
        assert server.connections == 1
        clock[0] += PASSED_OVER_SECONDS + 1
        for _question in range(5):
            cache.get("page")
        assert not redis_cache.outages[server.url]._until


def test_a_redis_without_room_is_still_asked(clock: list[float]) -> None:
    with redis_that(b"-OOM command not allowed when used memory > 'maxmemory'\r\n") as full:
        cache = cache_at(full)
        cache.set("page", "kept")
        assert cache.add("counter", 0) is False
        assert not redis_cache.outages[full.url]._until
