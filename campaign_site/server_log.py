"""What a public server writes about warnings and errors: where in the code, never who or what was typed.

Django by itself mails an error to ADMINS when DEBUG is off, with all that the form held, and writes nothing.
"""

import logging
from collections.abc import Iterator
from traceback import format_tb
from types import TracebackType

from django.http import HttpRequest

REFUSALS = "django.security."


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


def _with_causes(error: BaseException | None) -> Iterator[BaseException]:
    """Return the error, what it was raised from or during, and so on."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
