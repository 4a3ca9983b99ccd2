"""The line to the mail server: one connection for many mails."""

import logging
import re
import smtplib

from anymail.exceptions import AnymailRecipientsRefused
from django.core.mail import EmailMessage, get_connection

logger = logging.getLogger(__name__)

# “Too much for one connection”, “going away”: the line is dead, the mail is not.
CLOSING = 421
ENHANCED_CODE = re.compile(r"^\W*([245]\.\d{1,3}\.\d{1,3})\b")


class MailServerAway(Exception):
    """No connection could be opened, so no mail was tried."""


class MailConnection:
    """A connection: opened for the first mail, kept for the next ones, opened anew after a fault."""

    def __init__(self) -> None:
        self._backend = get_connection()

    def send(self, message: EmailMessage) -> None:
        """Have a mail accepted. Raises what the server answered, and `MailServerAway` if there is none."""
        is_new = self._open()
        message.connection = self._backend
        try:
            message.send()
        except Exception as error:
            if not _ends_the_line(error):
                raise
            self.close()
            if is_new:
                raise
        else:
            return
        # Servers take so many mails a connection, or wait so long for the next one.
        self._open()
        try:
            message.send()
        except Exception:
            self.close()
            raise

    def close(self) -> None:
        """Close the connection, whatever state the server left it in. The next mail opens a new one."""
        try:
            self._backend.close()
        except (smtplib.SMTPException, OSError):
            logger.debug("the mail server had closed the connection")

    def _open(self) -> bool:
        """Open the connection, unless it is; tell whether it is new."""
        try:
            return bool(self._backend.open())
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise MailServerAway from error


def _ends_the_line(error: Exception) -> bool:
    """Tell whether no mail can follow: after a plain refusal the server waits for the next one."""
    return not isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPResponseException) or any(
        code == CLOSING for code, _text in _answers(error)
    )


def _answers(error: BaseException) -> list[tuple[int, str]]:
    """Return the codes and texts with which the server refused a mail."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return [(code, _text(text)) for code, text in error.recipients.values()]
    if isinstance(error, smtplib.SMTPResponseException):
        return [(error.smtp_code, _text(error.smtp_error))]
    return []


def _text(text: bytes | str) -> str:
    return text.decode(errors="replace") if isinstance(text, bytes) else text


def permanent_code(error: Exception) -> int | None:
    """Return the SMTP code with which the server refused this recipient for good, if it did."""
    if isinstance(error, AnymailRecipientsRefused):
        return 550
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _text in error.recipients.values()]
        return max(codes) if codes and min(codes) >= 500 else None
    return None


def refusal_reason(error: Exception) -> str:
    """Return why a mail was not accepted, such as “451 4.7.1” or “ConnectionRefusedError”.

    Never in the server's words: they may hold the address.
    """
    cause = error.__cause__ if isinstance(error, MailServerAway) and error.__cause__ else error
    for code, text in _answers(cause):
        enhanced = ENHANCED_CODE.match(text)
        return f"{code} {enhanced[1]}" if enhanced else str(code)
    return type(cause).__name__[:60]
