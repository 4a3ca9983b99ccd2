"""What a public server writes about warnings and errors: where in the code, never who or what was typed.

As lines for people (`LOG_FORMAT=plain`), or as lines of JSON for machines (`LOG_FORMAT=json`).

Django by itself mails an error to ADMINS when DEBUG is off, with all that the form held, and writes nothing.
"""

import json
import logging
import secrets
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import UTC, datetime
from traceback import format_tb
from types import TracebackType

from django.http import HttpRequest

REFUSALS = "django.security."
# Tells the lines of one request from those of others. Drawn for each, and known to nobody else.
request_id: ContextVar[str] = ContextVar("request_id", default="")


class RouteForPath(logging.Filter):
    """Names the route of a request instead of its path, which may be a link from somebody's mail."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass; replace the path where Django's own message says it."""
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            route = request.resolver_match.route if request.resolver_match else "(no route)"
            record.args = tuple(route if value == request.path else value for value in record.args)
        return True


class KindOfRefusal(logging.Filter):
    """Names what Django refused without what it quotes.

    Its messages hold the whole `Referer`, `Origin` or `Host` of a request: another site's address, which says
    what somebody was reading there, or whatever an attacker wants to stand in the log.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass; keep of a refusal its kind, of a form's also the words before the quote."""
        kind = record.name.removeprefix(REFUSALS)
        if kind != record.name:
            reason = str(record.args[0]) if kind == "csrf" and isinstance(record.args, tuple) else ""
            record.msg, record.args = (
                "Refused: %s",
                (": ".join(filter(None, [kind, reason.split(" - ")[0]])),),
            )
        return True


class PlacesOnly(logging.Formatter):
    """Writes the traceback of an error with its types, without its messages.

    A message may quote what somebody entered: "invalid literal for int(): 'Ada'".
    """

    def formatException(  # noqa: N802
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """Return the places where the error and those that led to it were raised, the first one first."""
        return "\n".join(
            f"{''.join(format_tb(error.__traceback__))}{type(error).__module__}.{type(error).__qualname__}"
            for error in reversed(list(_with_causes(ei[1])))
        )


class JsonLines(PlacesOnly):
    """Writes a line of JSON for each record, whatever is in it, for machines that keep logs."""

    def format(self, record: logging.LogRecord) -> str:
        """Return `time`, `level`, `logger`, `message`, and what there is of `request` and `error`."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request_id.get():
            line["request"] = request_id.get()
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def begin_request(**signal: object) -> None:
    """Draw the id of the request that begins in this thread."""
    request_id.set(secrets.token_hex(6))


def end_request(**signal: object) -> None:
    """Forget it: what the thread writes before its next request belongs to none."""
    request_id.set("")


def _with_causes(error: BaseException | None) -> Iterator[BaseException]:
    """Return the error, what it was raised from or during, and so on."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
