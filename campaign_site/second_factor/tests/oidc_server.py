"""A little OpenID Connect provider on this machine: it says of everybody what a test told it to say."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import jwt

CLIENT, CLIENT_SECRET = "hub", "a secret between hub and provider"


@dataclass
class Provider:
    """What the provider says of whoever comes with a code, and what it was asked for."""

    url: str
    claims: dict[str, Any] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)
    refuses: bool = False

    def answer(self, path: str, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        if path == "/.well-known/openid-configuration":
            ends = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
            return 200, {
                "issuer": self.url,
                "jwks_uri": f"{self.url}/jwks",
                **{f"{name}_endpoint": f"{self.url}/{end}" for name, end in ends.items()},
            }
        if path == "/token":
            self.asked.append(form)
            if self.refuses:
                return 400, {"error": "invalid_grant"}
            token = jwt.encode({"iss": self.url, "aud": CLIENT, **self.claims}, "k" * 32, algorithm="HS256")
            return 200, {"access_token": "token", "token_type": "Bearer", "id_token": token}
        return 200, self.claims


@contextmanager
def running_provider() -> Iterator[Provider]:
    """Run a provider on a port that the system chose."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer({})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._answer({name: values[0] for name, values in parse_qs(body).items()})

        def _answer(self, form: dict[str, str]) -> None:
            status, words = provider.answer(self.path.partition("?")[0], form)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(words).encode())

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = Provider(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
