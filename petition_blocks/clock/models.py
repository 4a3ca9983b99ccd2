"""What the clock said when something was last erased by it."""

from django.db import models


class ClockReading(models.Model):
    """One row. Erasing by a clock that has leapt can't be undone: the last reading that was believed is kept.

    `doubted_at` is what the clock says since it isn't believed; None while it is.
    """

    believed_at = models.DateTimeField()
    doubted_at = models.DateTimeField(null=True)
