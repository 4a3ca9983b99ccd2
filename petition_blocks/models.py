"""Tells Django where the models are: each in the room that it belongs to, from which it is imported."""

from .abuse import models as abuse
from .clock import models as clock
from .counting import models as counting
from .erasure import models as erasure
from .exports import models as exports
from .keys import models as keys
from .mailing import models as mailing
from .page import models as page
from .petition import controllers, organisations
from .petition import models as petition
from .signatory import models as signatory
from .signature import models as signature

__all__ = [
    "abuse",
    "clock",
    "controllers",
    "counting",
    "erasure",
    "exports",
    "keys",
    "mailing",
    "organisations",
    "page",
    "petition",
    "signatory",
    "signature",
]
