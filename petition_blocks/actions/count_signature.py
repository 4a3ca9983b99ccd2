"""Add a signature to the count, or take it away."""

from ..models import CountChange, Signature


def count_signature(signature: Signature, change: int) -> None:
    """Count the signature once more (1) or once less (-1), in its country, language, source and day.

    One that is held back is no part of the count, so nothing is counted. Belongs in the transaction that
    changes the signature, with its row locked.
    """
    if not signature.counts:
        return
    CountChange.objects.create(
        petition_id=signature.petition_id,
        country=signature.country,
        language=signature.language,
        source=signature.source,
        day=signature.signed_on,
        change=change,
    )
