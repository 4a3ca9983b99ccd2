"""A crowd that signs at a steady pace and never minds that the server is killed.

Everybody keeps a connection, as browsers do. The crowd lives in a thread of its own, so that a test can kill
and start processes meanwhile; what was acknowledged it tells as it happens.
"""

from __future__ import annotations

import asyncio
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

CONNECTIONS = 16
ANSWER_SECONDS = 20
# How long somebody waits who found no server.
RETRY_SECONDS = 0.05


@contextmanager
def beside(work: Callable[[], object], over: threading.Event) -> Iterator[None]:
    """Do it in a thread of its own as long as the block lasts; the event tells of its end."""
    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@dataclass
class Crowd:
    """Hands in forms to one path of a server."""

    port: int
    path: str
    wording: str
    # How many forms a second are handed in, if the server is fast enough.
    pace: int
    # What trusts the server's certificate, if it speaks HTTPS.
    trust: ssl.SSLContext | None = None
    acknowledged: set[str] = field(default_factory=set)
    handed_in: int = 0
    _progress: threading.Condition = field(default_factory=threading.Condition)
    _enough: threading.Event = field(default_factory=threading.Event)
    _began: float = 0.0

    @contextmanager
    def signing(self) -> Iterator[None]:
        """Let the crowd sign for as long as the block lasts."""
        self._began = time.monotonic()
        with beside(lambda: asyncio.run(self._everybody()), self._enough):
            yield

    def wait_for(self, number: int, seconds: float) -> bool:
        """Wait until the server has acknowledged so many addresses; return whether it did in time."""
        with self._progress:
            return self._progress.wait_for(lambda: len(self.acknowledged) >= number, seconds)

    async def _everybody(self) -> None:
        await asyncio.gather(*(self._somebody() for _number in range(CONNECTIONS)))

    async def _somebody(self) -> None:
        """Sign again and again, each time as another person; every tenth person signs twice."""
        connection = Connection(self.port, self.trust)
        while not self._enough.is_set():
            number, self.handed_in = self.handed_in, self.handed_in + 1
            await asyncio.sleep(max(0.0, self._began + number / self.pace - time.monotonic()))
            person = number - 1 if number % 10 == 9 else number
            # Many domains: mail to one domain may be throttled.
            email = f"signer{person}@example{person % 97}.org"
            if await connection.post(self.path, self._fields(email)) == 303:
                with self._progress:
                    self.acknowledged.add(email)
                    self._progress.notify_all()
        connection.close()

    def _fields(self, email: str) -> dict[str, str]:
        return {
            "name": "Ada Lovelace",
            "email": email,
            "country": "BE",
            "updates": "no",
            "wording": self.wording,
            "via": "home",
        }


class Connection:
    """One kept connection; opened anew after each failure. Understands what our own servers answer."""

    def __init__(
        self, port: int, trust: ssl.SSLContext | None = None, *, patience: float = ANSWER_SECONDS
    ) -> None:
        self.port = port
        self.trust = trust
        self.patience = patience
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def post(self, path: str, fields: dict[str, str]) -> int | None:
        """Return the status that a form is answered with, or None if there was no answer."""
        content = urlencode(fields).encode()
        head = (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(content)}\r\n\r\n"
        )
        try:
            async with asyncio.timeout(self.patience):
                return await self._send(head.encode() + content)
        except (OSError, EOFError, TimeoutError):
            self.close()
            await asyncio.sleep(RETRY_SECONDS)
            return None

    async def _send(self, request: bytes) -> int:
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self.port, ssl=self.trust)
        reader, writer = self._streams
        writer.write(request)
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        _before, _name, rest = head.partition(b"content-length:")
        if rest:
            await reader.readexactly(int(rest.split(b"\r\n", 1)[0]))
        else:  # sent in chunks, or ended by the end of the connection: not worth to be understood
            self.close()
        return int(head.split(b" ", 2)[1])

    def close(self) -> None:
        """Close the connection, in whatever state it is."""
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


def post_forms(
    port: int, path: str, forms: list[dict[str, str]], *, patience: float = ANSWER_SECONDS
) -> list[int | None]:
    """Hand in all forms at the same time, each over a connection of its own; return how each was answered."""

    async def everybody() -> list[int | None]:
        connections = [Connection(port, patience=patience) for _form in forms]
        answers = await asyncio.gather(
            *(connection.post(path, fields) for connection, fields in zip(connections, forms, strict=True))
        )
        for connection in connections:
            connection.close()
        return list(answers)

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, everybody()).result()


def post_all(
    port: int,
    paths: list[str],
    note: Callable[[str, int | None], None],
    trust: ssl.SSLContext | None = None,
) -> None:
    """Press the button of each page, several at once, and note how each was answered."""

    async def everybody() -> None:
        waiting = list(reversed(paths))

        async def somebody() -> None:
            connection = Connection(port, trust)
            while waiting:
                path = waiting.pop()
                note(path, await connection.post(path, {}))
            connection.close()

        await asyncio.gather(*(somebody() for _number in range(CONNECTIONS)))

    # In a thread of its own: where browser tests run, this one has an event loop already.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, everybody()).result()
