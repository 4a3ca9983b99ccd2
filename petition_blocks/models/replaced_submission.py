"""What is left of a submission when another one of the same address was confirmed."""

from django.db import models

from .petition import Petition


class ReplacedSubmission(models.Model):
    """The id and the nonce of an erased submission, so that its mailed links tell that the signature counts.

    Kept only where a mail was sent; goes with the signature.
    """

    signature = models.ForeignKey(
        "petition_blocks.Signature", on_delete=models.CASCADE, related_name="replaced_submissions"
    )
    public_id = models.UUIDField(unique=True, editable=False)
    nonce = models.BinaryField()

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def petition(self) -> Petition:
        """Whose signature it is about."""
        return self.signature.petition
