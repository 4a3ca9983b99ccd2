"""A real Redis, of those that the machine has."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from pathlib import Path

from .running_hub import free_port

START_SECONDS = 30
PROGRAM = shutil.which("redis-server") or shutil.which("valkey-server")


class RedisServer:
    """A Redis that keeps nothing on the disk, as docs/operators.md wants it, to be started and killed."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, with nothing in it; return when it answers."""
        assert PROGRAM is not None
        settings = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self._process = subprocess.Popen(
            [PROGRAM, *settings, "--maxmemory", "256mb", "--maxmemory-policy", "volatile-ttl"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self._folder,
        )
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            assert time.monotonic() < deadline, "Redis does not start"
            time.sleep(0.05)

    def kill(self) -> None:
        """Kill it with a signal that it can't catch; all that it held is gone."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as line:
                line.sendall(b"PING\r\n")
                return line.recv(16).startswith(b"+PONG")
        except OSError:
            return False
