"""Behind the manual's proxies, pictures and documents are there, private ones for those who may read them.

The proxy sends them, so whoever reads slowly on purpose holds it up, and none of the hub's few threads.
"""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar
from urllib.parse import quote

import pytest

from .mail_server import MailServer
from .proxies import Proxy, installed_proxies, needs_proxy, running_proxy
from .running_hub import RunningHub

pytestmark = [
    pytest.mark.slow,
    pytest.mark.fault,
    pytest.mark.full,
    pytest.mark.postgres,
    needs_proxy,
]

FILM_BYTES = 24_000_000
# Each of them would hold one of the hub's sixteen threads.
SLOW_READERS = 40
PATIENCE = 20
SMALL_BUFFER = 4096
SAID_OF_EACH = (
    *("Content-Type", "Content-Length", "Cache-Control"),
    *("Content-Security-Policy", "X-Content-Type-Options", "Strict-Transport-Security"),
)
STYLE_SHEET = "static/css/wide.0123456789ab.css"
UPLOAD = f"""
import json
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction
from editorial.tests.media_samples import picture

root = Collection.get_first_root_node()
private = root.add_child(name="Private")
CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
film = bytes(range(1, 251)) * ({FILM_BYTES} // 250)
image = get_image_model().objects.create(
    title="Square", file=ContentFile(picture("JPEG"), name="Żółć مطلب.jpg"), width=40, height=30
)
documents = {{
    name: get_document_model().objects.create(
        title=name, file=ContentFile(film, name=f"{{name}} Ż.mp4"), collection=collection
    )
    for name, collection in (("public", root), ("private", private))
}}
print(json.dumps({{
    "picture": image.file.url,
    "rendition": image.get_rendition("width-20").url,
    "public": documents["public"].url,
    "private": documents["private"].url,
    "private_file": documents["private"].file.name,
}}))
"""


@dataclass
class Files:
    """A hub behind a proxy, and where its uploads are."""

    hub: RunningHub
    proxy: Proxy
    places: dict[str, str]

    PASSED_ON: ClassVar[dict[str, str]] = {"X-Forwarded-Proto": "https"}

    def from_hub(self, name: str, **headers: str) -> tuple[http.client.HTTPMessage, bytes]:
        """Return what the hub itself says."""
        url = f"{self.hub.url}{self.places[name]}"
        request = urllib.request.Request(url, headers=self.PASSED_ON | headers)  # noqa: S310
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            return answer.headers, answer.read()

    def ask(self, path: str, **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
        """Ask the proxy for exactly these bytes; nothing is followed."""
        line = http.client.HTTPSConnection(
            "127.0.0.1", self.proxy.port, context=self.proxy.trust, timeout=PATIENCE
        )
        line.putrequest("GET", path, skip_accept_encoding=True)
        for name, value in headers.items():
            line.putheader(name.replace("_", "-"), value)
        line.endheaders()
        answer = line.getresponse()
        said = answer.status, answer.headers, answer.read()
        line.close()
        return said


@pytest.fixture(params=installed_proxies())
def files(
    request: pytest.FixtureRequest, tmp_path: Path, mail_server: MailServer, db: None
) -> Iterator[Files]:
    """A hub as the manual starts it, with uploads, behind one of the manual's proxies."""
    hub = RunningHub(tmp_path, mail_server.port, as_public_server=True)
    hub.set_up()
    places = json.loads(hub.run("manage.py", "shell", "-v0", "-c", UPLOAD).splitlines()[-1])
    sheet = tmp_path / STYLE_SHEET
    sheet.parent.mkdir(parents=True)
    sheet.write_text("main { width: 90rem }")
    hub.start_server()
    with running_proxy(request.param, tmp_path / "proxy", [hub.port], data=tmp_path) as proxy:
        yield Files(hub, proxy, places)
    hub.kill_server()


def test_they_are_those_that_the_hub_would_send(files: Files) -> None:
    for name in ("picture", "rendition", "public"):
        headers, content = files.from_hub(name)
        status, sent, received = files.ask(files.places[name])
        assert (status, received) == (200, content), name
        for header in SAID_OF_EACH:
            assert sent.get_all(header) == headers.get_all(header), (name, header)
        assert "X-Accel-Redirect" not in sent
    assert "filename*=UTF-8''public_%C5%BB.mp4" in sent["Content-Disposition"]
    status, sent, received = files.ask(f"/{STYLE_SHEET}")
    assert (status, received) == (200, b"main { width: 90rem }")
    assert sent["Cache-Control"] == "public, max-age=31536000, immutable"
    assert sent["Content-Type"].startswith("text/css")


def test_a_film_is_sent_by_the_part(files: Files) -> None:
    """Safari plays nothing else."""
    status, headers, content = files.ask(files.places["public"], Range="bytes=1000000-1000009")
    assert (status, len(content)) == (206, 10)
    assert headers["Content-Range"] == f"bytes 1000000-1000009/{FILM_BYTES}"
    assert content == (bytes(range(1, 251)) * 5000)[1_000_000:1_000_010]


def test_private_ones_stay_private(files: Files) -> None:
    status, headers, _content = files.ask(files.places["private"])
    assert status == 302
    assert "login" in headers["Location"]
    file = quote(files.places["private_file"])
    for path in (
        f"/media/{file}",
        f"/media/images/../{file}",
        f"/media/images/%2e%2e/{file}",
        f"/media/images/..%2f{file}",
        f"/media//{file}",
        f"//media/{file}",
        f"/uploads-of-the-hub/{file}",
        f"/static/../media/{file}",
        f"/en/..//uploads-of-the-hub/{file}",
    ):
        status, _headers, content = files.ask(path)
        assert status in {301, 302, 400, 404}, path
        assert bytes(range(1, 100)) not in content, path


def test_nobody_s_own_words_for_proxies_are_passed_on(files: Files) -> None:
    """Who asks for it in the proxy's place would get nothing, or learn where files are."""
    _headers, content = files.from_hub("public")
    for method in ("X-Accel-Redirect", "X-Sendfile"):
        status, headers, received = files.ask(
            files.places["public"], X_Sendfile_Type=method, Content_Length="0"
        )
        assert (status, received) == (200, content)
        assert "X-Accel-Redirect" not in headers


def test_those_who_read_slowly_hold_nobody_up(files: Files) -> None:
    kinds = [files.places["public"], files.places["picture"]]
    with ExitStack() as stack:
        for number in range(SLOW_READERS):
            line = stack.enter_context(slow_line(files.proxy))
            path = kinds[0] if number % 4 else kinds[1]
            line.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{files.proxy.port}\r\n\r\n".encode())
            # The answer has begun, and goes on for as long as somebody reads it.
            assert line.recv(12) == b"HTTP/1.1 200"
        for number in range(SLOW_READERS):
            url = f"{files.proxy.url}/en/?number={number}"
            with urllib.request.urlopen(url, timeout=PATIENCE, context=files.proxy.trust) as answer:  # noqa: S310
                assert b"<form" in answer.read()


def slow_line(proxy: Proxy) -> ssl.SSLSocket:
    """Return a connection that has room for a few thousand bytes."""
    plain = socket.socket()
    plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_BUFFER)
    plain.settimeout(PATIENCE)
    plain.connect(("127.0.0.1", proxy.port))
    return proxy.trust.wrap_socket(plain, server_hostname="127.0.0.1")
