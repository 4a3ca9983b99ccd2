"""The web server: `python -m campaign_site.serve`, however it is run, by systemd, in a container or by hand.

It takes the socket that systemd hands over, or opens its own at `BIND` (127.0.0.1:8000), and holds on to it:
on SIGHUP the processes are replaced one by one by new ones with the code that is there then, and nobody who
connects meanwhile is turned away. (If the new release brings another granian, which the old one could not
start, all of it ends after the requests that run, and whoever watches over it starts it anew.) On SIGTERM the
requests that run are finished. `WEB_PROCESSES` (2) times `WEB_THREADS` (8), and one more each, are the most
connections to the database that it opens.
"""

import os
import platform
import signal
import socket
import sys
import time
from contextlib import suppress
from importlib import invalidate_caches
from importlib.metadata import version
from pathlib import Path
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.net import SocketHolder
from granian.server import Server

from .connections import web_processes, web_threads

# The first one that systemd hands over (sd_listen_fds(3)).
FIRST_HANDED_OVER = 3
HERE = "127.0.0.1:8000"
BACKLOG = 1_024
# Seconds: longer than any request of ours takes, shorter than systemd's own patience.
LONGEST_REQUEST = 30
# Seconds that old and new processes run beside each other: the new one answers before the old one goes.
BESIDE_EACH_OTHER = 3.0
# What tells a process to take nobody new (granian_worker.py), and the seconds that those have whom it took
# last: to send their request, which is on its way.
TAKE_NOBODY_NEW = signal.SIGUSR1
LAST_REQUESTS = 1.0
# As in settings/production.py.
PLAIN_LINES = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def listener() -> socket.socket:
    """Return the socket that visitors connect to: systemd's, else our own at `BIND`.

    Raises `OSError` where it can't be opened.
    """
    if os.environ.get("LISTEN_PID") == str(os.getpid()) and os.environ.get("LISTEN_FDS", "0") != "0":
        return socket.socket(fileno=FIRST_HANDED_OVER)
    host, _colon, port = os.environ.get("BIND", HERE).rpartition(":")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host.strip("[]"), int(port)), family=family, backlog=BACKLOG)


class SocketKeepingServer(Server):  # type: ignore[misc, valid-type]
    """granian, on one socket that outlives its processes.

    By itself each of its processes opens a socket of its own at the same port. Whoever stands in its queue
    when it is closed is turned away, so that no process could be replaced unseen.
    """

    def __init__(self, kept: socket.socket, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.kept = kept
        self.kind = kind_of_server()

    def _init_shared_socket(self) -> None:
        self.kept.set_inheritable(True)
        self._sso = self.kept
        self._sfd = self.kept.fileno()
        self._shd = SocketHolder(self._sfd, False, BACKLOG)  # type: ignore[call-arg]
        self._ssp = None

    def _spawn_worker(self, *args: Any, **options: Any) -> Any:
        worker = super()._spawn_worker(*args, **options)
        end = worker.terminate

        def end_after_last_requests() -> None:
            if not worker.interrupt_by_parent:
                self._let_take_nobody_new([worker])
            end()

        worker.terminate = end_after_last_requests
        return worker

    def _stop_workers(self) -> None:
        self._let_take_nobody_new(self.wrks)
        super()._stop_workers()

    def _let_take_nobody_new(self, workers: list[Any]) -> None:
        """Leave whoever comes from now on to the others; return when all have sent who came before."""
        for worker in workers:
            worker.interrupt_by_parent = True
            if worker.is_alive():
                with suppress(ProcessLookupError):  # it ends by itself meanwhile
                    os.kill(worker.inner.pid, TAKE_NOBODY_NEW)
        time.sleep(LAST_REQUESTS)

    def signal_handler_reload(self, *args: object, **options: object) -> None:
        """Replace the processes; or end, where what is installed now could not be started from here."""
        if kind_of_server() == self.kind:
            super().signal_handler_reload()
        else:
            self.signal_handler_interrupt()


def kind_of_server() -> tuple[str, str]:
    """Return which granian is installed now, and for which Python: both ends of a reload have to agree."""
    invalidate_caches()
    environment = Path(sys.prefix, "pyvenv.cfg")
    python = environment.read_text(encoding="utf-8") if environment.exists() else platform.python_version()
    return version("granian"), python


def log_of_server(log_format: str) -> dict[str, Any]:
    """Return how the server's own warnings are written: where and as those of the hub (`LOG_FORMAT`).

    By itself granian writes to stdout. There is no access log.
    """
    formatter = {"()": "campaign_site.server_log.PlacesOnly", "format": PLAIN_LINES}
    if log_format == "json":
        formatter = {"()": "campaign_site.server_log.JsonLines"}
    return {
        "formatters": {"hub": formatter},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "hub"}},
        "loggers": {
            "_granian": {"handlers": ["stderr"], "propagate": False},
            "granian.access": {"handlers": [], "propagate": False},
        },
    }


def main() -> None:
    """Serve until a signal ends it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "campaign_site.settings.production")
    try:
        kept = listener()
    except OSError as problem:
        reason = os.strerror(problem.errno or 0)
        sys.exit(f"The web server can't listen at {os.environ.get('BIND', HERE)}: {reason}")
    SocketKeepingServer(
        kept,
        target="campaign_site.granian_worker:application",
        interface=Interfaces.WSGI,
        websockets=False,
        workers=web_processes(),
        blocking_threads=web_threads(),
        backlog=BACKLOG,
        log_level=LogLevels.warning,
        log_dictconfig=log_of_server(os.environ.get("LOG_FORMAT", "plain")),
        respawn_failed_workers=True,
        respawn_interval=BESIDE_EACH_OTHER,
        workers_kill_timeout=LONGEST_REQUEST,
    ).serve()


if __name__ == "__main__":
    main()
