"""Requests over kept connections, as many as the server answers, from one event loop.

HTTP/1.1 in as few instructions as will do: the client shares the cores with the server, and what it burns is
missing in every figure. Only what our own servers answer is understood.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles
from urllib.parse import urlsplit

END_OF_HEADERS = b"\r\n\r\n"
END_OF_CHUNKS = b"0\r\n\r\n"
Request = Callable[[int], bytes]


@dataclass
class Load:
    """What a run of requests came to: how many a second, and how long each took, in seconds."""

    seconds: float = 0.0
    answered: int = 0
    # Status code → how many answers that were not the expected one.
    unexpected: dict[int, int] = field(default_factory=dict)
    times: list[float] = field(default_factory=list)

    @property
    def a_second(self) -> float:
        """Expected answers a second."""
        return self.answered / self.seconds if self.seconds else 0.0

    @property
    def median_milliseconds(self) -> float:
        """The time that half of the answers took at most."""
        return median(self.times) * 1000 if self.times else 0.0

    @property
    def slow_milliseconds(self) -> float:
        """The time that 99 of 100 answers took at most."""
        return quantiles(self.times, n=100)[-1] * 1000 if len(self.times) > 1 else 0.0


class _Connection(asyncio.Protocol):
    """Sends a request, waits for the whole answer, sends the next one until time is up."""

    def __init__(self, run: _Run) -> None:
        self.run = run
        self.buffer = bytearray()
        self.started = 0.0
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.send()

    def send(self) -> None:
        """Send the next request, unless time is up."""
        self.started = time.perf_counter()
        if self.started >= self.run.ends_at:
            self.transport.close()
            return
        self.buffer.clear()
        self.transport.write(self.run.next_request())

    def data_received(self, data: bytes) -> None:
        """Take in what came; when the answer is whole, note it and go on."""
        self.buffer += data
        head = self.buffer.find(END_OF_HEADERS)
        if head < 0 or not self._is_whole(head):
            return
        self.run.note(int(self.buffer[9:12]), time.perf_counter() - self.started)
        self.send()

    def _is_whole(self, head: int) -> bool:
        headers = self.buffer[:head].lower()
        found = headers.find(b"content-length:")
        if found >= 0:
            length = int(headers[found + 15 :].split(b"\r\n", 1)[0])
            return len(self.buffer) >= head + len(END_OF_HEADERS) + length
        return b"chunked" not in headers or self.buffer.endswith(END_OF_CHUNKS)

    def connection_lost(self, exception: Exception | None) -> None:
        """Tell that this connection has ended."""
        if not self.done.done():
            self.done.set_result(None)


class _Run:
    """The state that all connections share."""

    def __init__(self, request: Request, expected: int, seconds: float) -> None:
        self.request = request
        self.expected = expected
        self.number = 0
        self.load = Load()
        self.began_at = time.perf_counter()
        self.ends_at = self.began_at + seconds

    def next_request(self) -> bytes:
        self.number += 1
        return self.request(self.number)

    def note(self, status: int, seconds: float) -> None:
        if status == self.expected:
            self.load.answered += 1
            self.load.times.append(seconds)
        else:
            self.load.unexpected[status] = self.load.unexpected.get(status, 0) + 1


async def _drive(url: str, run: _Run, connections: int) -> None:
    host, _, port = urlsplit(url).netloc.partition(":")
    loop = asyncio.get_running_loop()
    opened = [
        await loop.create_connection(lambda: _Connection(run), host, int(port))
        for _number in range(connections)
    ]
    await asyncio.gather(*(protocol.done for _transport, protocol in opened))


class _Steady(_Run):
    """A run whose requests are due at fixed times, whether those before have been answered or not."""

    def __init__(self, request: Request, expected: int, seconds: float, rate: float) -> None:
        super().__init__(request, expected, seconds)
        self.due: asyncio.Queue[float] = asyncio.Queue()
        self.rate = rate

    async def tick(self, connections: int) -> None:
        """Let requests become due until time is up, then let each connection end.

        What nobody could be sent by then has waited as long as it has.
        """
        number = 0
        while (now := time.perf_counter()) < self.ends_at:
            while self.began_at + number / self.rate <= now:
                self.due.put_nowait(self.began_at + number / self.rate)
                number += 1
            await asyncio.sleep(0.001)
        while not self.due.empty():
            self.load.times.append(time.perf_counter() - self.due.get_nowait())
        for _connection in range(connections):
            self.due.put_nowait(0.0)


class _SteadyConnection(_Connection):
    """Sends what is due next. Who had to wait for a connection has waited for the answer so long."""

    run: _Steady

    def send(self) -> None:
        """Send the next request as soon as one is due."""
        if not self.run.due.empty():
            self._send(self.run.due.get_nowait())
            return
        self.waiting = asyncio.ensure_future(self.run.due.get())
        self.waiting.add_done_callback(lambda task: self._send(task.result()))

    def _send(self, due_at: float) -> None:
        if not due_at:
            self.transport.close()
            return
        self.started = due_at
        self.buffer.clear()
        self.transport.write(self.run.next_request())

    def connection_lost(self, exception: Exception | None) -> None:
        """Tell that this connection has ended."""
        super().connection_lost(exception)
        if time.perf_counter() < self.run.ends_at:
            self.run.note(0, 0.0)


async def _drive_steadily(url: str, run: _Steady, connections: int) -> None:
    host, _, port = urlsplit(url).netloc.partition(":")
    loop = asyncio.get_running_loop()
    opened = [
        await loop.create_connection(lambda: _SteadyConnection(run), host, int(port))
        for _number in range(connections)
    ]
    await asyncio.gather(run.tick(connections), *(protocol.done for _transport, protocol in opened))


def put_under_steady_load(
    url: str, request: Request, *, expected: int, seconds: float, connections: int, rate: float
) -> Load:
    """Send so many requests a second, however long the answers take; return what was answered.

    A time is counted from when the request was due. A connection that breaks is an answer of status 0.
    """
    run = _Steady(request, expected, seconds, rate)
    asyncio.run(_drive_steadily(url, run, connections))
    run.load.seconds = time.perf_counter() - run.began_at
    return run.load


def put_under_load(url: str, request: Request, *, expected: int, seconds: float, connections: int) -> Load:
    """Send requests to the server at the address for that long; return what it answered.

    `request` is called with 1, 2, 3 … and returns a whole HTTP/1.1 request. An answer counts when it has the
    expected status.
    """
    run = _Run(request, expected, seconds)
    asyncio.run(_drive(url, run, connections))
    run.load.seconds = time.perf_counter() - run.began_at
    return run.load


def get(path: str, headers: dict[str, str]) -> Request:
    """Return the same GET, again and again."""
    whole = _head("GET", path, headers) + b"\r\n"
    return lambda _number: whole


def get_in_turn(paths: Sequence[str], headers: dict[str, str]) -> Request:
    """Return a GET of each of the paths in turn."""
    whole = [_head("GET", path, headers) + b"\r\n" for path in paths]
    return lambda number: whole[number % len(whole)]


def post(path: str, headers: dict[str, str], body: Callable[[int], str]) -> Request:
    """Return a POST of a form whose body differs each time."""
    head = _head("POST", path, headers | {"Content-Type": "application/x-www-form-urlencoded"})

    def request(number: int) -> bytes:
        content = body(number).encode()
        return head + b"Content-Length: %d\r\n\r\n" % len(content) + content

    return request


def _head(method: str, path: str, headers: dict[str, str]) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n").encode()
