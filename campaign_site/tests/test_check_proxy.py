"""An operator sees whether the proxy lets visitors write what only the proxy should."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client


@contextmanager
def proxy(*, drops_underscores: bool) -> Iterator[str]:
    """A proxy in front of the hub; gives its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            passed_on: dict[str, Any] = {
                f"HTTP_{name.upper().replace('-', '_')}": value
                for name, value in self.headers.items()
                if "_" not in name or not drops_underscores
            }
            answer = Client().get(self.path, **passed_on | {"HTTP_HOST": "testserver"})
            self.send_response(answer.status_code)
            self.end_headers()
            self.wfile.write(answer.content)

        def log_message(self, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    # Seconds between its looks whether to end.
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.slow
def test_a_proxy_that_drops_them_is_told_apart() -> None:
    said = StringIO()
    with proxy(drops_underscores=True) as url:
        call_command("check_proxy", url, stdout=said)
    assert "drops headers with underscores" in said.getvalue()
    with proxy(drops_underscores=False) as url, pytest.raises(CommandError, match="passes on headers"):
        call_command("check_proxy", url)


def test_a_site_that_does_not_answer_is_named() -> None:
    with pytest.raises(CommandError, match="does not answer"):
        call_command("check_proxy", "http://127.0.0.1:9")
