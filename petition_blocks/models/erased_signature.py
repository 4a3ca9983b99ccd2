"""The journal of what was erased."""

from django.db import models


class ErasedSignature(models.Model):
    """That a signature of this id was erased: what a restored backup brings back can be erased again.

    The id is a random number that leads to nothing any more. The journal goes with the petition's key.
    """

    petition = models.ForeignKey(
        "petition_blocks.Petition", on_delete=models.PROTECT, related_name="erased_signatures"
    )
    public_id = models.UUIDField(db_index=True)
    erased_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.public_id)
