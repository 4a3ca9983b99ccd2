"""Where the files of a brand are found: under a name that stands for exactly this look."""

from django.core import signing
from django.urls import reverse

SALT = "a brand that is tried"
# A preview is open no longer than this, in seconds.
LONGEST_TRIAL = 86_400


def address_of(name: str, file: str) -> str:
    """Return the path of one file: of the brand with this fingerprint, or of one that is only tried."""
    return reverse("brand_file", args=[name, file])


def name_of_trial(values: dict[str, object]) -> str:
    """Return a name that holds the choices themselves, signed: what isn't saved is kept nowhere."""
    return signing.dumps(values, salt=SALT, compress=True)


def values_of_trial(name: str) -> dict[str, object] | None:
    """Return the choices that a name holds; None for a name that we didn't give, or a day ago."""
    try:
        values: dict[str, object] = signing.loads(name, salt=SALT, max_age=LONGEST_TRIAL)
    except signing.BadSignature:
        return None
    return values
