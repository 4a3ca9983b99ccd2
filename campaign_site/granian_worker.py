"""What each process of the web server loads: the hub, and how to take nobody new before it ends.

A process of granian 2.8 that is told to end closes at once the connections whose request it has not read yet.
Among those may be one that it accepted a moment before, and that visitor is turned away
(https://github.com/emmett-framework/granian/issues/611). So the server tells a process to take nobody new
first, and lets it answer those whom it took last.
"""

import os
import signal
import socket
from contextlib import suppress
from pathlib import Path
from types import FrameType

from .serve import TAKE_NOBODY_NEW
from .wsgi import application as application

OPEN_FILES = Path("/proc/self/fd")


def take_nobody_new(signal_number: int = 0, frame: FrameType | None = None) -> None:
    """Put a socket that nobody can reach in the place of each that this process takes visitors from.

    Whoever comes from now on stays in the queue for the processes that share it.
    """
    with socket.socket(socket.AF_UNIX) as nobodys:
        nobodys.bind("")
        nobodys.listen()
        # Who asks it for visitors is told that there are none.
        nobodys.setblocking(False)
        for entry in OPEN_FILES.iterdir():
            with suppress(OSError):
                if int(entry.name) != nobodys.fileno() and _listens(int(entry.name)):
                    os.dup2(nobodys.fileno(), int(entry.name))


def _listens(descriptor: int) -> bool:
    """Return whether visitors come in here; raises `OSError` where it is no socket."""
    found = socket.socket(fileno=descriptor)
    try:
        return bool(found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))
    finally:
        found.detach()


# Only Linux has this list, and sockets that nobody can reach. Elsewhere the signal must not end a process.
signal.signal(TAKE_NOBODY_NEW, take_nobody_new if OPEN_FILES.exists() else signal.SIG_IGN)
