"""Ten thousand connections that send nothing, or a byte a second, or read slowly: the proxy holds them.

Each opens another connection as soon as the proxy ends one. Everybody else reads and signs meanwhile.
"""

from __future__ import annotations

import asyncio
import contextlib
import resource
import socket
import ssl
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest

from .crowd import Connection, beside
from .mail_server import MailServer
from .proxies import Proxy, installed_proxies, needs_proxy, running_proxy
from .running_hub import RunningHub
from .visitors import SIGN_PATH, wording_of_form

SLOW_ONES = 10_000
# Files that this process and the proxy may need to have open for that.
FILES = 16_000

pytestmark = [
    pytest.mark.fault,
    pytest.mark.full,
    pytest.mark.postgres,
    needs_proxy,
    pytest.mark.skipif(
        resource.getrlimit(resource.RLIMIT_NOFILE)[1] < FILES, reason=f"`ulimit -Hn` is below {FILES}"
    ),
]

# So many of them connect at the same time: more would only wait for each other.
CONNECTING = 200
# Long enough that every slow one is on its second or third connection at the end.
VISIT_SECONDS = 30
OPEN_SECONDS = 300
# What an ordinary visitor waits at most, on two cores that the slow ones' own side needs too.
PATIENCE = 20
SMALL_BUFFER = 2048


Hold = Callable[[asyncio.Semaphore], Coroutine[None, None, None]]
Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class SlowOnes:
    """Connections that hold whatever they can get, in a thread of their own."""

    def __init__(self, proxy: Proxy, path: str) -> None:
        self.proxy = proxy
        # What they ask for and don't read.
        self.path = path
        self.open: Counter[str] = Counter()
        self._over = threading.Event()

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Hold the connections while the block lasts."""
        with beside(lambda: asyncio.run(self._all()), self._over):
            yield

    def wait_until_open(self) -> bool:
        """Wait until nearly all of them have a connection at once; return whether they had in time."""
        deadline = time.monotonic() + OPEN_SECONDS
        while self.open.total() < 0.95 * SLOW_ONES:
            if time.monotonic() > deadline:
                return False
            time.sleep(0.2)
        return True

    async def _all(self) -> None:
        kinds: list[Hold] = [self._send_nothing, self._send_slowly, self._read_slowly]
        turn = asyncio.Semaphore(CONNECTING)
        tasks = [
            asyncio.create_task(self._again_and_again(kinds[number % len(kinds)], turn))
            for number in range(SLOW_ONES)
        ]
        while not self._over.is_set():
            await asyncio.sleep(0.2)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _again_and_again(self, hold: Hold, turn: asyncio.Semaphore) -> None:
        while True:
            with contextlib.suppress(OSError, EOFError, ssl.SSLError):
                await hold(turn)
            await asyncio.sleep(0.1)

    @asynccontextmanager
    async def _line(
        self, kind: str, turn: asyncio.Semaphore, trust: ssl.SSLContext | None
    ) -> AsyncIterator[Line]:
        one = socket.socket()
        one.setblocking(False)
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_BUFFER)
        loop = asyncio.get_running_loop()
        writer = None
        try:
            async with turn:
                await loop.sock_connect(one, ("127.0.0.1", self.proxy.port))
                reader, writer = await asyncio.open_connection(
                    sock=one, ssl=trust, server_hostname="127.0.0.1" if trust else None, limit=1
                )
            self.open[kind] += 1
            try:
                yield reader, writer
            finally:
                self.open[kind] -= 1
        finally:
            if writer is not None:
                writer.transport.abort()
            else:
                one.close()

    async def _send_nothing(self, turn: asyncio.Semaphore) -> None:
        async with self._line("send nothing", turn, None) as (reader, _writer):
            await reader.read(1)

    async def _send_slowly(self, turn: asyncio.Semaphore) -> None:
        async with self._line("send a byte a second", turn, self.proxy.trust) as (reader, writer):
            writer.write(
                f"POST {SIGN_PATH} HTTP/1.1\r\nHost: 127.0.0.1:{self.proxy.port}\r\n"
                "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 500\r\n\r\n".encode()
            )
            answered = asyncio.ensure_future(reader.read(1))
            while not answered.done():
                writer.write(b"x")
                await writer.drain()
                await asyncio.wait([answered], timeout=1)
            answered.result()

    async def _read_slowly(self, turn: asyncio.Semaphore) -> None:
        async with self._line("read a byte a second", turn, self.proxy.trust) as (reader, writer):
            writer.write(f"GET {self.path} HTTP/1.1\r\nHost: 127.0.0.1:{self.proxy.port}\r\n\r\n".encode())
            while await reader.read(1):
                await asyncio.sleep(1)


@pytest.fixture
def hub(tmp_path: Path, mail_server: MailServer, db: None) -> Iterator[RunningHub]:
    """A hub as the manual starts it, on a public server."""
    running = RunningHub(tmp_path, mail_server.port, as_public_server=True)
    running.set_up()
    running.start_server()
    yield running
    running.kill_server()


@pytest.fixture
def many_files() -> Iterator[None]:
    """Let this process, and those that it starts, have as many files open as the system lets them."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def read(proxy: Proxy, path: str) -> str:
    with urllib.request.urlopen(f"{proxy.url}{path}", timeout=PATIENCE, context=proxy.trust) as response:  # noqa: S310
        return str(response.read().decode())


@pytest.mark.parametrize("name", installed_proxies())
def test_everybody_else_reads_and_signs(
    many_files: None,
    hub: RunningHub,
    name: str,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    with running_proxy(name, tmp_path / "proxy", [hub.port]) as proxy:
        page = read(proxy, "/en/")
        wording = wording_of_form(page)
        slow_ones = SlowOnes(proxy, "/en/")
        slowest = 0.0
        with slow_ones.holding():
            assert slow_ones.wait_until_open(), slow_ones.open
            end = time.monotonic() + VISIT_SECONDS
            number = 0
            while time.monotonic() < end:
                began, number = time.monotonic(), number + 1
                assert "<form" in read(proxy, f"/en/?number={number}")
                fields = {
                    "name": "Ada",
                    "email": f"ada{number}@example.org",
                    "country": "BE",
                    "updates": "no",
                }
                answer = asyncio.run(
                    Connection(proxy.port, proxy.trust).post(
                        SIGN_PATH, fields | {"wording": wording, "via": "home"}
                    )
                )
                assert answer == 303
                slowest = max(slowest, time.monotonic() - began)
                # Some are about to connect anew.
                assert slow_ones.open.total() > 0.6 * SLOW_ONES, slow_ones.open
    record_property("slowest", [f"{slowest:.1f} s to read and sign behind {name}, of {number} times"])
