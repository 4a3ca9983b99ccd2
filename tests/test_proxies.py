"""The manual's proxies pass on to the hub what was sent to them: everybody's form under their own address."""

from __future__ import annotations

import asyncio
import random
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from .crowd import Connection
from .proxies import Proxy, installed_proxies, needs_proxy, running_proxy
from .running_hub import free_port

pytestmark = [
    pytest.mark.slow,
    pytest.mark.fault,
    needs_proxy,
]

VISITORS = 16
FAILURES = 4
FAIL_SECONDS = 1.0


class StandIn:
    """In the place of the hub: thanks whoever's form names the address that it came to, slowly."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.mixed_up = 0
        self._lines: set[asyncio.StreamWriter] = set()

    @asynccontextmanager
    async def answering(self) -> AsyncIterator[None]:
        """Answer while the block lasts; then hang up on everybody, as a process does that is killed."""
        server = await asyncio.start_server(self._answer, "127.0.0.1", self.port)
        try:
            yield
        finally:
            server.close()
            for line in self._lines:
                line.transport.abort()
            self._lines.clear()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._lines.add(writer)
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                path = head.split(b" ")[1].decode().strip("/")
                length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
                body = (await reader.readexactly(length)).decode()
                await asyncio.sleep(random.random() / 20)
                self.mixed_up += not body.startswith(f"name={path}&")
                writer.write(b"HTTP/1.1 303 See Other\r\nLocation: /thanks\r\nContent-Length: 0\r\n\r\n")
                await writer.drain()
        except (OSError, EOFError):
            writer.close()


async def send_forms(proxy: Proxy, hub: StandIn) -> Counter[int | None]:
    """Let visitors send forms while the hub goes and comes back; return how they were answered."""
    answers: Counter[int | None] = Counter()
    over = asyncio.Event()

    async def visitor(number: int) -> None:
        connection = Connection(proxy.port, proxy.trust)
        sent = 0
        while not over.is_set():
            # All of one length: another's form would fit.
            name, sent = f"{number:02}-{sent:06}", sent + 1
            answers[await connection.post(f"/{name}", {"name": name, "demand": "x" * 300})] += 1
        connection.close()

    visitors = [asyncio.create_task(visitor(number)) for number in range(VISITORS)]
    for _failure in range(FAILURES):
        async with hub.answering():
            await asyncio.sleep(FAIL_SECONDS)
        await asyncio.sleep(FAIL_SECONDS)
    async with hub.answering():
        await asyncio.sleep(FAIL_SECONDS)
        over.set()
        await asyncio.gather(*visitors)
    return answers


@pytest.mark.parametrize("name", installed_proxies())
def test_nobody_s_form_arrives_in_the_place_of_another_s(name: str, tmp_path: Path) -> None:
    """Trying again to reach a hub that starts anew, Caddy once sent the bodies of others."""
    hub = StandIn(free_port())
    with running_proxy(name, tmp_path, [hub.port]) as proxy:
        answers = asyncio.run(send_forms(proxy, hub))
        with pytest.raises(urllib.error.HTTPError) as away:
            urllib.request.urlopen(proxy.url, b"name=Ada", context=proxy.trust)  # noqa: S310
    assert away.value.code == 502
    if name == "caddy":
        assert b"reload" in away.value.read()
    assert answers[303] > VISITORS
    assert hub.mixed_up == 0
