"""Google's reCAPTCHA, the last step: for suspect visitors, after a press of a button, or not at all.

Google's script would tell Google about every visitor, so it stands on no page. Who is suspect is shown the
form by itself with a button that says what pressing it does. Pressing it, and passing, clears the suspicion;
whoever would rather not signs without it, and an editor checks the signature before it counts.

django-recaptcha as it comes answers 500 when Google can't be reached, waits ten seconds, reads the visitor's
address from a header that anybody may write, and sends it to Google.
"""

import logging
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from enum import Enum

from csp.constants import SELF
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django_recaptcha.fields import ReCaptchaField
from django_recaptcha.widgets import ReCaptchaV2Checkbox

from ..petition.abuse_steps import AbuseStep
from ..petition.models import Petition
from ..signature.models import Suspicion

logger = logging.getLogger(__name__)

# For all of it: the look-up of Google's name, the connection, and each piece of the answer.
LONGEST_WAIT = 2.0
# Sent with the form that has offered it, so that it is offered once.
OFFERED = "recaptcha_offered"
# What a person may well be suspected of. The rest only machines do, and editors' rules stand.
CLEARED = {Suspicion.TOO_FAST, Suspicion.REUSED_CHALLENGE, Suspicion.CROWDED_NETWORK}

# A time limit on a socket starts over with every piece that arrives, and none covers looking up a name.
_callers = ThreadPoolExecutor(4, thread_name_prefix="recaptcha")


class Outcome(Enum):
    """What Google said."""

    PASSED = "passed"
    FAILED = "failed"
    UNREACHABLE = "unreachable"


class RecaptchaWidget(ReCaptchaV2Checkbox):
    """A button, and what pressing it does. Nothing is loaded before."""

    template_name = "petition_blocks/abuse/recaptcha.html"
    is_hidden = True


class RecaptchaField(ReCaptchaField):
    """django-recaptcha's field, which says nothing about the visitor."""

    widget = RecaptchaWidget

    def get_remote_ip(self) -> str:
        """Return nothing: Google works without the visitor's address."""
        return ""


def is_configured() -> bool:
    """Tell whether the operator has keys for it."""
    return bool(settings.RECAPTCHA_PUBLIC_KEY and settings.RECAPTCHA_PRIVATE_KEY)


def may_ask(petition: Petition) -> bool:
    """Tell whether a visitor may be asked at all."""
    return petition.takes_step(AbuseStep.RECAPTCHA) and is_configured()


def ask_or_clear(
    petition: Petition, data: Mapping[str, str], suspicions: Sequence[Suspicion]
) -> list[Suspicion] | None:
    """Return the suspicions that remain; None if the visitor should be offered to clear them first."""
    remaining = list(suspicions)
    if not remaining or not set(remaining) <= CLEARED:
        return remaining
    if not may_ask(petition):
        return remaining
    if answer := data.get(RecaptchaWidget.recaptcha_response_name, ""):
        return [] if verify(answer) is Outcome.PASSED else remaining
    return remaining if OFFERED in data else None


def verify(answer: str) -> Outcome:
    """Ask Google about the answer that its script gave. Never raises, and takes two seconds at most."""
    try:
        _callers.submit(RecaptchaField().clean, answer).result(LONGEST_WAIT)
    except ValidationError as refusal:
        return Outcome.UNREACHABLE if refusal.code == "captcha_error" else Outcome.FAILED
    except Exception as problem:
        # Whatever goes wrong between us and Google must not cost a signature.
        logger.warning("reCAPTCHA does not answer: %s", type(problem).__name__)
        return Outcome.UNREACHABLE
    return Outcome.PASSED


def let_browser_load_it(response: HttpResponse) -> None:
    """Let the browser load Google's script and frame on this one page."""
    google = f"https://{settings.RECAPTCHA_DOMAIN}/recaptcha/"
    response._csp_update = {  # type: ignore[attr-defined]
        "script-src": [google, "https://www.gstatic.com/recaptcha/"],
        "frame-src": [SELF, google],
    }
