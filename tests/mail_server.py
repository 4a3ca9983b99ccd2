"""A real SMTP server, for tests."""

from __future__ import annotations

import asyncio
import email
import email.policy
import socket
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

LOOPBACK = "127.0.0.1"
ACCEPTED = "250 Message accepted"


@dataclass
class ReceivedMail:
    """A mail as it arrived: the message, whom the envelope names, and every byte."""

    message: EmailMessage
    sender: str
    recipients: list[str]
    raw: bytes
    # How the sender's side has introduced itself.
    greeting: str

    @property
    def subject(self) -> str:
        """The subject as a person reads it."""
        return str(self.message["Subject"])

    @property
    def text(self) -> str:
        """The plain text part."""
        return self._part("plain")

    @property
    def html(self) -> str:
        """The HTML part."""
        return self._part("html")

    def _part(self, kind: str) -> str:
        part = self.message.get_body(preferencelist=(kind,))
        assert isinstance(part, EmailMessage), f"the mail has no {kind} part"
        return str(part.get_content()).replace("\r\n", "\n")


@dataclass
class MailServer:
    """What a test sees of the SMTP server: the mails that came, and the answer that the next ones get.

    With another ``answer``, such as ``"451 Try again later"`` or ``"550 No such mailbox"``, nothing is
    accepted. With `seconds`, each answer takes so long; `under_way` counts the mails that have arrived.
    """

    port: int
    seconds: float = 0
    under_way: int = 0
    mails: list[ReceivedMail] = field(default_factory=list)
    answer: str = ACCEPTED
    attempts: int = 0
    arrival: threading.Condition = field(default_factory=threading.Condition, repr=False)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take a mail from a client (aiosmtpd calls this by its name)."""
        answer = self.answer
        with self.arrival:
            self.under_way += 1
            self.arrival.notify_all()
        await asyncio.sleep(self.seconds)
        with self.arrival:
            self.attempts += 1
            if answer == ACCEPTED:
                content = cast(bytes, envelope.content)
                message = email.message_from_bytes(content, policy=email.policy.default)
                self.mails.append(
                    ReceivedMail(
                        message,
                        envelope.mail_from or "",
                        list(envelope.rcpt_tos),
                        envelope.original_content or b"",
                        session.host_name or "",
                    )
                )
            self.arrival.notify_all()
        return answer

    def wait_until(self, condition: Callable[[], bool], seconds: float) -> bool:
        """Look at each mail, also a refused one, whether the condition holds; return if it did in time."""
        with self.arrival:
            return self.arrival.wait_for(condition, seconds)

    def mails_to(self, email: str) -> list[ReceivedMail]:
        """Return the mails that came for an address, oldest first."""
        return [mail for mail in self.mails if email in mail.recipients]


class _ControllerOnSocket(Controller):
    """aiosmtpd's server thread on a socket bound before: its own port 0 is never resolved to a real port."""

    def __init__(self, handler: MailServer, listener: socket.socket) -> None:
        super().__init__(handler, hostname=LOOPBACK, port=listener.getsockname()[1])
        self._listener = listener

    def _create_server(self) -> Coroutine[Any, Any, Any]:
        return cast(
            Coroutine[Any, Any, Any], self.loop.create_server(self._factory_invoker, sock=self._listener)
        )


@contextmanager
def running_mail_server() -> Iterator[MailServer]:
    """Run a mail server on a port that the system chose."""
    listener = socket.create_server((LOOPBACK, 0))
    server = MailServer(port=listener.getsockname()[1])
    controller = _ControllerOnSocket(server, listener)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()
