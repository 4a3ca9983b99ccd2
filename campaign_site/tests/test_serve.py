"""The web server is renewed under its visitors' feet, and none of them stumbles."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from campaign_site import serve
from campaign_site.connections import web_processes, web_threads

PROJECT = Path(__file__).resolve().parent.parent.parent
pytestmark = pytest.mark.slow


class Visitors:
    """Some who ask whether the server answers, one request after the other, each on a new connection."""

    def __init__(self, port: int, number: int = 4) -> None:
        self.port, self.failures, self.answers = port, list[str](), 0
        self.go_home = threading.Event()
        self.threads = [threading.Thread(target=self._visit) for _ in range(number)]

    def _visit(self) -> None:
        while not self.go_home.is_set():
            try:
                self.ask()
            except OSError as problem:
                self.failures.append(repr(problem))
            self.answers += 1

    def ask(self) -> None:
        """Ask once; raise `OSError` if there is no right answer."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", "/healthz")
        answer = connection.getresponse()
        if answer.status != 200 or answer.read() != b"ok\n":
            raise OSError(f"answered {answer.status}")
        connection.close()

    def __enter__(self) -> "Visitors":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *problem: object) -> None:
        self.go_home.set()
        for thread in self.threads:
            thread.join()


def processes_of(server: subprocess.Popen[bytes]) -> set[str]:
    """Return the process ids of what the server has started itself."""
    return set(Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split())


def knows_the_signal(process: str) -> bool:
    """Return whether a process has its own way with the signal to take nobody new (proc(5), SigCgt)."""
    caught = re.search(r"^SigCgt:\s*(\w+)$", Path(f"/proc/{process}/status").read_text(), re.MULTILINE)
    return caught is not None and bool(int(caught[1], 16) >> (serve.TAKE_NOBODY_NEW - 1) & 1)


def looks_for(listener: socket.socket, process: str) -> bool:
    """Return whether a process has the socket open that visitors come to."""
    inode = os.fstat(listener.fileno()).st_ino
    return any(str(it.readlink()) == f"socket:[{inode}]" for it in Path(f"/proc/{process}/fd").iterdir())


def wait_for(what: str, condition: object) -> None:
    """Wait until something holds, for a minute at most."""
    end = time.monotonic() + 60
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end, what
        time.sleep(0.05)


@pytest.fixture
def handed_over() -> Iterator[socket.socket]:
    """A socket as systemd opens it: it stays when the server goes."""
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listener:
        yield listener


def start(listener: socket.socket) -> subprocess.Popen[bytes]:
    """Start the server on a socket that is handed over, in the way that systemd has (sd_listen_fds(3))."""
    hand_over = (
        "import os, sys; os.dup2(int(sys.argv[1]), 3, inheritable=True);"
        "os.environ['LISTEN_PID'] = str(os.getpid());"
        "os.execv(sys.executable, [sys.executable, '-m', 'campaign_site.serve'])"
    )
    return subprocess.Popen(
        [sys.executable, "-c", hand_over, str(listener.fileno())],
        cwd=PROJECT,
        env=os.environ
        | {
            "LISTEN_FDS": "1",
            "DJANGO_SETTINGS_MODULE": "campaign_site.settings.dev",
            "DATABASE_URL": "sqlite://:memory:",
        },
        pass_fds=[listener.fileno()],
        stderr=subprocess.DEVNULL,
    )


def end(server: subprocess.Popen[bytes]) -> None:
    """End the server and all that it has started, whatever state they are in."""
    started = processes_of(server)
    server.kill()
    for process in started:
        os.kill(int(process), signal.SIGKILL)
    server.wait()


def test_processes_are_replaced_and_nobody_is_turned_away(handed_over: socket.socket) -> None:
    port = handed_over.getsockname()[1]
    server = start(handed_over)
    try:
        Visitors(port).ask()  # waits in the queue until there is somebody to answer
        before = processes_of(server)
        assert len(before) >= 2
        with Visitors(port) as visitors:
            server.send_signal(signal.SIGHUP)
            wait_for("all are new", lambda: not before & processes_of(server) and processes_of(server))
            reached = visitors.answers
            wait_for("the new ones answer", lambda: visitors.answers > reached + 20)
        assert visitors.failures == []
    finally:
        end(server)


def test_a_process_takes_nobody_new_before_it_ends_and_answers_whom_it_took_last(
    handed_over: socket.socket,
) -> None:
    port = handed_over.getsockname()[1]
    server = start(handed_over)
    try:
        wait_for("both know the signal", lambda: sum(map(knows_the_signal, processes_of(server))) == 2)
        taken = [HTTPConnection("127.0.0.1", port, timeout=20) for _number in range(8)]
        for connection in taken:
            connection.connect()
        Visitors(port).ask()  # came after them: they have been taken
        for process in processes_of(server):
            os.kill(int(process), serve.TAKE_NOBODY_NEW)
        wait_for("none looks", lambda: not any(looks_for(handed_over, it) for it in processes_of(server)))
        late = threading.Thread(target=Visitors(port).ask)
        late.start()
        for connection in taken:
            connection.request("GET", "/healthz")
            assert connection.getresponse().status == 200
        assert late.is_alive()
        server.send_signal(signal.SIGHUP)
        late.join(60)
        assert not late.is_alive()
    finally:
        end(server)


def test_who_comes_while_there_is_no_server_waits_for_the_next(handed_over: socket.socket) -> None:
    port = handed_over.getsockname()[1]
    server = start(handed_over)
    try:
        # granian 2.8 may need all of its patience for a process that has hardly begun.
        with Visitors(port) as visitors:
            wait_for("some have come", lambda: visitors.answers > 500)
        server.terminate()
        assert server.wait(40) == 0
        late = threading.Thread(target=Visitors(port).ask)
        late.start()
        server = start(handed_over)
        late.join(60)
        assert not late.is_alive()
        Visitors(port).ask()
    finally:
        end(server)


def test_another_granian_is_started_anew_not_from_the_old_one(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = serve.SocketKeepingServer(listener, target="campaign_site.wsgi:application")
        server.signal_handler_reload()
        assert (server.reload_signal, server.interrupt_signal) == (True, False)
        server.reload_signal = False
        monkeypatch.setattr(serve, "version", lambda name: "99.0")
        server.signal_handler_reload()
        assert (server.reload_signal, server.interrupt_signal) == (False, True)


def test_there_are_as_many_threads_as_the_environment_says() -> None:
    assert (web_processes({}), web_threads({})) == (2, 8)
    told = {"WEB_PROCESSES": "3", "WEB_THREADS": "5"}
    assert (web_processes(told), web_threads(told)) == (3, 5)


def test_a_port_that_is_taken_is_said_in_words() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        host, port = taken.getsockname()
        run = subprocess.run(
            [sys.executable, "-m", "campaign_site.serve"],
            cwd=PROJECT,
            env=os.environ | {"BIND": f"{host}:{port}"},
            capture_output=True,
            text=True,
            check=False,
        )
    assert run.returncode == 1
    assert run.stderr == f"The web server can't listen at {host}:{port}: Address already in use\n"


SPEAKS = """
from granian.log import LogLevels, access_logger, configure_logging, logger
from campaign_site.serve import log_of_server
configure_logging(LogLevels.warning, log_of_server("{log_format}"))
logger.error("A process has ended.")
logger.info("All is well.")
access_logger.info("203.0.113.7 GET /")
"""


def what_it_says(log_format: str) -> str:
    """Return what the server itself writes to stderr; it writes nothing else."""
    said = subprocess.run(
        [sys.executable, "-c", SPEAKS.format(log_format=log_format)],
        cwd=PROJECT,
        check=True,
        capture_output=True,
        text=True,
    )
    assert said.stdout == ""
    return said.stderr


def test_its_own_warnings_are_written_as_those_of_the_hub_and_no_visitors() -> None:
    assert what_it_says("plain").endswith(" ERROR _granian: A process has ended.\n")
    (line,) = what_it_says("json").splitlines()
    assert json.loads(line)["message"] == "A process has ended."
