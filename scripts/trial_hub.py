"""A hub with the demo in a folder of its own, for a script that looks at it and throws it away.

Either as `make run` has it, or with the settings of a public server: DEBUG off, static files compressed and
named by their contents, pages kept in the cache.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from run_hub import HOST, PROJECT, STOP_SECONDS, ChildProcess, wait_until_it_answers

PACKAGED_BROWSER = PROJECT / ".venv" / "chromium"
# No worker runs beside a trial: its pictures are made beforehand, or pages would show small ones.
MAKE_PICTURES = """
import django
django.setup()
from editorial.actions.make_page_renditions import make_page_renditions
while make_page_renditions():
    pass
"""


@dataclass(frozen=True)
class TrialHub:
    """A hub that answers."""

    url: str
    environment: dict[str, str]
    filled: str = ""

    def run(self, *arguments: str) -> str:
        """Run a Python program beside the server, on the same data, and return what it prints."""
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=PROJECT,
            env=self.environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        ).stdout


def browser_program() -> Path:
    """Return the browser named by CHROMIUM, or the packaged one."""
    return Path(os.environ.get("CHROMIUM") or PACKAGED_BROWSER / "chromium")


def browser_environment() -> dict[str, str]:
    """Return the environment in which the browser finds its own libraries and fonts."""
    if os.environ.get("CHROMIUM"):
        return dict(os.environ)
    libraries = [str(PACKAGED_BROWSER / "lib"), os.environ.get("LD_LIBRARY_PATH", "")]
    return os.environ | {
        "LD_LIBRARY_PATH": ":".join(filter(None, libraries)),
        "FONTCONFIG_FILE": str(PACKAGED_BROWSER / "fonts.conf"),
    }


def browser_arguments() -> list[str]:
    """Return what the browser needs to be told: its sandbox refuses to work for root."""
    return ["--no-sandbox"] if os.geteuid() == 0 else []


@contextmanager
def trial_hub(
    *, as_public_server: bool = False, public_url: str = "", filled_by: Sequence[str] = ()
) -> Iterator[TrialHub]:
    """Start a hub with the demo, and take it away afterwards. It may go by another address than it has.

    Instead of the demo, a program with its arguments may fill it: what that prints is `filled`.
    """
    with tempfile.TemporaryDirectory(prefix="campaign-hub-trial-") as name:
        folder = Path(name)
        with socket.create_server((HOST, 0)) as listener:
            port = listener.getsockname()[1]
        environment = {name: value for name, value in os.environ.items() if name != "EMAIL_URL"} | {
            "PYTHONPATH": os.pathsep.join([str(PROJECT), str(PROJECT / "scripts")]),
            "DJANGO_SETTINGS_MODULE": "campaign_site.settings.dev",
            "BASE_URL": public_url or f"http://{HOST}:{port}",
            "VAR_DIR": name,
            "DATABASE_URL": f"sqlite:///{folder}/hub.sqlite3",
        }
        # The demo is loaded with DEBUG only, whatever serves it afterwards.
        empty = ["--empty"] if filled_by else []
        prepare = [sys.executable, "scripts/prepare_hub.py", *empty]
        subprocess.run(prepare, cwd=PROJECT, env=environment, check=True)
        hub = TrialHub(f"http://{HOST}:{port}", environment)
        filled = hub.run(*filled_by) if filled_by else ""
        hub.run("-c", MAKE_PICTURES)
        application = "campaign_site.wsgi:application"
        if as_public_server:
            application = "trial_proxy:application"
            environment |= public_server_environment(folder)
            collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"]
            subprocess.run(collect, cwd=PROJECT, env=environment, check=True)
        server = ChildProcess(
            [
                *[sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--no-log"],
                *["--host", HOST, "--port", str(port), "--workers", "1", "--blocking-threads", "8"],
                application,
            ],
            environment,
        )
        try:
            server.start()
            wait_until_it_answers(server, port)
            yield TrialHub(hub.url, environment, filled)
        finally:
            server.ask_to_stop()
            server.make_sure_it_ended(time.monotonic() + STOP_SECONDS)


def public_server_environment(folder: Path) -> dict[str, str]:
    """Return what a public server is told by its environment, with the keys that the demo was made with."""
    keys = folder / "keys"
    return {
        "DJANGO_SETTINGS_MODULE": "trial_settings",
        "SECRET_KEY": (keys / "secret-key").read_text(),
        "SERVER_IDENTITY": (keys / "server-identity").read_text(),
        "LINK_KEY": (keys / "link-key").read_text(),
        # And the sites of `new_campaigns.py`.
        "ALLOWED_HOSTS": f"{HOST},.localhost",
        "EMAIL_URL": "dummymail://",
        "MAIL_FROM": '"Seen, Not Scanned" <campaign@example.org>',
        "MEDIA_ROOT": str(folder / "media"),
        "EXPORTS_ROOT": str(folder / "exports"),
        "STATIC_ROOT": str(folder / "static"),
        # A measurement takes longer than a minute; visitors of a busy site always find the page kept.
        "PAGE_CACHE_SECONDS": "3600",
    }
