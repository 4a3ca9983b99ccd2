"""Run the whole hub on this machine, in the foreground, until Ctrl-C: `make run` calls this.

One server process with several threads serves the site, since SQLite lets one writer in at a time anyway
and the page cache in the process's memory is then the only one; one worker process sends what is due. This
process does nothing but look after the two, with the standard library alone, so that it stays small and
cannot fail with them.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

PROJECT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
SERVER_THREADS = 8
START_SECONDS = 90
STOP_SECONDS = 10
WATCH_SECONDS = 0.25
LONGEST_RESTART_PAUSE = 30.0
# Those of the demo. Django, which knows them too, is not loaded here.
LANGUAGES = ("en", "de", "fr", "ar")
# Where an empty hub keeps its data, beside the demo's.
EMPTY_FOLDER = "var/own"


class CannotRun(Exception):
    """The hub can't be started or can't go on; the message says why."""


class _Stop(BaseException):
    """Raised by the signals that end the hub; not an ``Exception``, which something might catch."""


def check_port(port: int) -> None:
    """Refuse a port that something else already listens on, or that we may not use."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # Connections of a server stopped a moment ago don't count as use.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as problem:
            other = port + 1 if 1024 <= port < 65535 else 8000
            advice = f"choose another one, such as `make run PORT={other}`."
            if problem.errno == errno.EADDRINUSE:
                raise CannotRun(
                    f"Port {port} is already in use: stop what runs there, or {advice}"
                ) from problem
            raise CannotRun(f"Port {port} can't be used ({problem.strerror}): {advice}") from problem


class ChildProcess:
    """A program that is part of the hub, in a process group of its own.

    Ctrl-C at the terminal thus reaches this process only, which then ends the others in order.
    """

    def __init__(self, arguments: Sequence[str], environment: dict[str, str]) -> None:
        self.arguments = arguments
        self.environment = environment
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the program, also after it has ended."""
        self.process = subprocess.Popen(
            self.arguments,
            env=self.environment,
            cwd=PROJECT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    @property
    def has_ended(self) -> bool:
        """Whether the program was started and is no longer running."""
        return self.process is not None and self.process.poll() is not None

    def ask_to_stop(self) -> None:
        """Ask the program to finish what it is doing and end."""
        if self.process is not None and not self.has_ended:
            self.process.terminate()

    def make_sure_it_ended(self, deadline: float) -> None:
        """Wait for the program until ``time.monotonic()`` is there, then end it and all that it started."""
        if self.process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0.0, deadline - time.monotonic()))
        with contextlib.suppress(ProcessLookupError):  # the group is gone, as it should be
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class RestartPause:
    """How long to wait before a program that ended is started again: twice as long each time it ends soon."""

    def __init__(self) -> None:
        self.seconds = 1.0
        self.started = time.monotonic()

    def wait(self) -> None:
        """Wait, and count the time from now for the next one."""
        ran_well = time.monotonic() - self.started > LONGEST_RESTART_PAUSE
        self.seconds = 1.0 if ran_well else self.seconds
        time.sleep(self.seconds)
        self.seconds = min(2 * self.seconds, LONGEST_RESTART_PAUSE)
        self.started = time.monotonic()


def answers(port: int) -> bool:
    """Return whether the site answers its health check."""
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def wait_until_it_answers(server: ChildProcess, port: int) -> None:
    """Return when the site answers; refuse to go on when the server ends or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while not answers(port):
        if server.has_ended:
            raise CannotRun("The server ended while it was starting; what it printed above says why.")
        if time.monotonic() > deadline:
            raise CannotRun(f"The server did not answer within {START_SECONDS} seconds.")
        time.sleep(0.1)


def summary(port: int, *, empty: bool) -> str:
    """Return what a newcomer needs to know once the hub runs."""
    site = f"http://{HOST}:{port}"
    if empty:
        return f"""
Campaign Hub is running, and it is empty.

  Start your campaign at   {site}/admin/start/
  Log in as                admin; the password is   demo
  Visitors see             {site}/
  Mail                     goes to {EMPTY_FOLDER}/mail/, one file a message

Press Ctrl-C to stop.
"""
    urls = "\n               ".join(f"{site}/{language}/" for language in LANGUAGES)
    translators = ", ".join(f"-{language}" for language in LANGUAGES[2:])
    return f"""
Campaign Hub is running.

  The site     {urls}
  The admin    {site}/admin/
  Log in as    admin, editor, moderator, coordinator, key-keeper
               or translator-{LANGUAGES[1]} (also {translators});
               the password is   demo
  Mail         goes to var/mail/, one file a message

Press Ctrl-C to stop.
"""


def prepare(environment: dict[str, str], *, empty: bool) -> None:
    """Migrate the database and load the demo, in a process that frees its memory afterwards."""
    program = [sys.executable, str(PROJECT / "scripts" / "prepare_hub.py"), *(["--empty"] if empty else [])]
    if subprocess.run(program, env=environment, check=False).returncode:
        raise CannotRun("")  # it has said why


def serve(port: int, *, empty: bool = False) -> None:
    """Run the hub until a signal ends it: with the demo, or empty, with its data in a folder of its own."""
    check_port(port)
    environment = os.environ | {"PYTHONUNBUFFERED": "1", "PYTHONPATH": str(PROJECT)}
    environment.setdefault("DJANGO_SETTINGS_MODULE", "campaign_site.settings.dev")
    environment.setdefault("BASE_URL", f"http://{HOST}:{port}")
    if empty:
        environment.setdefault("VAR_DIR", str(PROJECT / EMPTY_FOLDER))
    prepare(environment, empty=empty)
    server = ChildProcess(
        [
            *[sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"],
            *[
                "--host",
                HOST,
                "--port",
                str(port),
                "--workers",
                "1",
                "--blocking-threads",
                str(SERVER_THREADS),
            ],
            *["--workers-kill-timeout", "5", "--log-level", "error"],
            "campaign_site.wsgi:application",
        ],
        environment,
    )
    worker = ChildProcess([sys.executable, "manage.py", "work"], environment)
    try:
        server.start()
        worker.start()
        wait_until_it_answers(server, port)
        print(summary(port, empty=empty), flush=True)
        watch(server, worker)
    finally:
        for child in (server, worker):
            child.ask_to_stop()
        deadline = time.monotonic() + STOP_SECONDS
        for child in (server, worker):
            child.make_sure_it_ended(deadline)


def watch(server: ChildProcess, worker: ChildProcess) -> None:
    """Start the worker again whenever it ends; return only by the failure of the server."""
    pause = RestartPause()
    while True:
        if server.has_ended:
            raise CannotRun(
                "The server ended unexpectedly; what it printed above may say why. "
                "`make run` starts it again."
            )
        if worker.has_ended:
            print("The worker ended unexpectedly and is started again.", file=sys.stderr, flush=True)
            pause.wait()
            worker.start()
        time.sleep(WATCH_SECONDS)


def stop(number: int, frame: FrameType | None) -> None:
    """End the hub, once: further signals do not disturb the ending."""
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)
    raise _Stop


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the hub and return the exit code: 0 after Ctrl-C, 1 after a sentence that says why."""
    parser = argparse.ArgumentParser(description="Run Campaign Hub on this machine.")
    parser.add_argument("--port", default="8000")
    parser.add_argument("--empty", action="store_true", help="without the demo, to start a campaign")
    options = parser.parse_args(arguments)
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, stop)
    try:
        if not options.port.isdigit() or not 0 < int(options.port) < 65536:
            raise CannotRun(
                f"{options.port} is no port number: choose one from 1024 to 65535, "
                "such as `make run PORT=8001`."
            )
        serve(int(options.port), empty=options.empty)
    except CannotRun as problem:
        if str(problem):
            print(problem, file=sys.stderr)
        return 1
    except _Stop:
        print("\nCampaign Hub has stopped.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
