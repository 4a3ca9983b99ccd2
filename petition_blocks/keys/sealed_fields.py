"""Which fields each key opens."""

from ..details.asked import DETAILS
from .models import RecipientKey

SEALED_FIELDS = {
    # With the answers: whoever has all of them must see who agreed to be written to, and who didn't.
    RecipientKey.Covers.PETITION: [
        *("name", "email", "country"),
        *(detail.name for detail in DETAILS),
        *("updates", "partner"),
    ],
    RecipientKey.Covers.UPDATES: ["name", "email"],
    RecipientKey.Covers.PARTNER: ["name", "email"],
}
