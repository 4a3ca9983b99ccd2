"""When the certificate ends is read from the certificate that the site really shows."""

import shutil
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from campaign_site.models import CertificateReading
from campaign_site.upkeep.certificate import certificate_end, look_at_certificate, look_at_last_reading

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificates"),
]
Serve = Callable[..., int]


@pytest.fixture
def serve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Returns a function that serves HTTPS with a new certificate, and returns the port."""
    servers: list[HTTPServer] = []

    def serve_one(days: int, name: str = "localhost") -> int:
        key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
        subprocess.run(
            [
                *["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={name}"],
                *["-days", str(days), "-addext", f"subjectAltName=DNS:{name}"],
                *["-keyout", str(key), "-out", str(certificate)],
            ],
            check=True,
            capture_output=True,
        )
        # Whoever looks trusts it, as browsers trust one that was bought.
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        server = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        servers.append(server)
        return int(server.server_port)

    yield serve_one
    for server in servers:
        server.shutdown()
        server.server_close()


def test_the_end_is_read(serve: Serve) -> None:
    ends_in = certificate_end("localhost", serve(days=40)) - timezone.now()
    assert timedelta(days=39) < ends_in < timedelta(days=41)


def test_one_that_ends_soon_is_told_now_and_remembered(serve: Serve, settings: Settings, db: None) -> None:
    settings.WAGTAILADMIN_BASE_URL = f"https://localhost:{serve(days=40)}"
    assert list(look_at_certificate()) == []
    assert list(look_at_last_reading()) == []
    settings.WAGTAILADMIN_BASE_URL = f"https://localhost:{serve(days=9)}"
    (finding,) = look_at_certificate()
    assert "The certificate of localhost ends on" in str(finding.what)
    (remembered,) = look_at_last_reading()
    assert remembered.what == finding.what
    assert CertificateReading.objects.count() == 1


def test_one_for_another_name_is_told(serve: Serve, settings: Settings, db: None) -> None:
    settings.WAGTAILADMIN_BASE_URL = f"https://localhost:{serve(days=40, name='example.org')}"
    (finding,) = look_at_certificate()
    assert "Browsers don't trust the certificate of localhost: Hostname mismatch" in str(finding.what)


def test_no_https_at_all_is_told(settings: Settings, db: None) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://localhost:9"
    (finding,) = look_at_certificate()
    assert "localhost does not speak HTTPS" in str(finding.what)
