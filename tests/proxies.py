"""What docs/operators.md puts before the hub, Caddy or nginx, as `deploy/` has it, at a port of its own.

Neither comes with the project: tests take what the machine has, as they take its Redis.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from .running_hub import PROJECT, free_port

DEPLOY = PROJECT / "deploy"
START_SECONDS = 30
HOST = "campaign.example.org"
HUB = "127.0.0.1:8000"
DATA = "/var/lib/campaign-hub"
MANUAL = (PROJECT / "docs" / "operators.md").read_text(encoding="utf-8")
ROOM_FOR_NGINX = re.compile(r"^worker_rlimit_nofile \d+;\nevents \{\n.*\n\}$", re.MULTILINE)
SEVERAL_FOR_CADDY = re.compile(r"`(fail_duration \S+)`")


@dataclass(frozen=True)
class Proxy:
    """A proxy that answers over HTTPS."""

    port: int
    trust: ssl.SSLContext
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        """Where visitors find the hub."""
        return f"https://127.0.0.1:{self.port}"


def installed_proxies() -> list[str]:
    """Return which of the manual's proxies this machine has."""
    return [name for name in ("caddy", "nginx") if _program(name)]


@contextmanager
def running_proxy(
    name: str, folder: Path, hub_ports: Sequence[int], *, port: int = 0, data: Path | None = None
) -> Iterator[Proxy]:
    """Start a proxy before the hub's machines, with a certificate of its own.

    It sends what is in the hub's folder of data, if that is on the same machine.
    """
    folder.mkdir(parents=True, exist_ok=True)
    port = port or free_port()
    certificate = _make_certificate(folder)
    command = {"caddy": _caddy, "nginx": _nginx}[name](folder, port, hub_ports, data or folder / "nothing")
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env=os.environ | {"HOME": str(folder)})
    try:
        deadline = time.monotonic() + START_SECONDS
        while not _listens(port):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{name} does not start:\n{(folder / 'log').read_text()}")
            time.sleep(0.05)
        yield Proxy(port, ssl.create_default_context(cafile=str(certificate)), process)
    finally:
        process.terminate()
        try:
            process.wait(START_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _program(name: str) -> str | None:
    # Debian has nginx where only root looks for programs.
    return shutil.which(name, path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin")


needs_proxy = pytest.mark.skipif(not installed_proxies(), reason="neither Caddy nor nginx is installed")


def _caddy(folder: Path, port: int, hub_ports: Sequence[int], data: Path) -> list[str]:
    program = str(_program("caddy"))
    told = subprocess.run([program, "version"], check=True, capture_output=True, text=True).stdout
    version = re.search(r"(\d+)\.(\d+)", told)
    is_old = version is not None and (int(version[1]), int(version[2])) < (2, 7)
    text = (DEPLOY / "caddy" / ("Caddyfile" if is_old else "Caddyfile.container")).read_text(encoding="utf-8")
    tls = f"\ttls {folder}/certificate.pem {folder}/key.pem"
    for old, new in {
        "\n{\n": "\n{\n\tadmin off\n\tauto_https off\n",
        (f"\n{HOST} {{" if is_old else "\n{$HUB_HOST} {"): f"\nhttps://127.0.0.1:{port} {{\n{tls}",
        (HUB if is_old else "web:8000"): " ".join(f"127.0.0.1:{one}" for one in hub_ports),
        (DATA if is_old else "/srv/uploads"): str(data),
    }.items():
        assert old in text, f"the Caddyfile has no {old!r}"
        text = text.replace(old, new)
    if len(hub_ports) > 1:
        found = SEVERAL_FOR_CADDY.search(MANUAL)
        assert found is not None, "the manual says what Caddy is told about several machines"
        text = re.sub(r"(?m)^(\treverse_proxy .*)$", rf"\1\n\t\t{found[1]}", text)
    file = folder / "Caddyfile"
    file.write_text(text, encoding="utf-8")
    return [program, "run", "--adapter", "caddyfile", "--config", str(file)]


def _nginx(folder: Path, port: int, hub_ports: Sequence[int], data: Path) -> list[str]:
    _http, _, https = (
        (DEPLOY / "nginx" / "campaign-hub.conf").read_text(encoding="utf-8").partition("\n\nserver {")
    )
    site = "server {" + https
    for old, new in {
        "listen 443 ssl http2;": f"listen 127.0.0.1:{port} ssl http2;",
        "    listen [::]:443 ssl http2;\n": "",
        f"/etc/letsencrypt/live/{HOST}/fullchain.pem": f"{folder}/certificate.pem",
        f"/etc/letsencrypt/live/{HOST}/privkey.pem": f"{folder}/key.pem",
        "/var/log/nginx/campaign-hub.error.log": f"{folder}/error.log",
        f"proxy_pass http://{HUB}": "proxy_pass http://hub",
        DATA: str(data),
    }.items():
        assert old in site, f"campaign-hub.conf has no {old!r}"
        site = site.replace(old, new)
    servers = "\n".join(f"    server 127.0.0.1:{one};" for one in hub_ports)
    folders = "\n".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    # Those who are root stay root: the folder of a test is open to nobody else.
    user = "user root;" if os.geteuid() == 0 else ""
    text = (
        f"{user}\ndaemon off;\npid {folder}/pid;\nerror_log {folder}/error.log;\n{nginx_room()}\n"
        f"http {{\ninclude /etc/nginx/mime.types;\n{folders}\nupstream hub {{\n{servers}\n}}\n{site}\n}}\n"
    )
    file = folder / "nginx.conf"
    file.write_text(text, encoding="utf-8")
    return [str(_program("nginx")), "-e", f"{folder}/error.log", "-c", str(file)]


def nginx_room() -> str:
    """Return what the manual puts outside of the site's file, to say how many connections nginx can hold."""
    found = ROOM_FOR_NGINX.search(MANUAL)
    assert found is not None, "the manual says how many connections nginx is to hold"
    return found[0]


def _make_certificate(folder: Path) -> Path:
    """Make a certificate for this machine; return its file."""
    subprocess.run(
        [
            *["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"],
            *["-nodes", "-subj", "/CN=127.0.0.1", "-days", "2", "-addext", "subjectAltName=IP:127.0.0.1"],
            *["-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem")],
        ],
        check=True,
        capture_output=True,
    )
    return folder / "certificate.pem"


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
