"""What a request leaves to be done once its answer is on its way."""

from collections.abc import Callable
from functools import partial
from unittest.mock import patch

from campaign_site import sign_in_form


class LaterTasks:
    """Takes what is to be done after the answer, and does it when the test says so."""

    def __init__(self) -> None:
        self.tasks: list[Callable[[], object]] = []

    def submit(self, task: Callable[..., object], *arguments: object) -> None:
        self.tasks.append(partial(task, *arguments))

    def do_all(self) -> None:
        # In a test, all is done in one thread, whose connection goes on being used.
        with patch.object(sign_in_form.connections, "close_all"):
            while self.tasks:
                self.tasks.pop(0)()


class DoneAtOnce:
    """Does it before the answer, for tests that read the mails of each step."""

    def submit(self, task: Callable[..., object], *arguments: object) -> None:
        with patch.object(sign_in_form.connections, "close_all"):
            task(*arguments)
