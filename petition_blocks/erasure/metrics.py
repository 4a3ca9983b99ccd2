"""What waits to be erased, for machines."""

from editorial.upkeep.metrics import Metric, gauge

from ..clock.models import ClockReading
from .looks import petitions_due


def erasure_metrics() -> list[Metric]:
    """Return how many petitions wait, and whether erasing is on hold."""
    on_hold = ClockReading.objects.filter(doubted_at__isnull=False).exists()
    return [
        gauge(
            "hub_erasures_due",
            "Petitions whose day has come for somebody, and of which something is left.",
            len(petitions_due()),
        ),
        gauge("hub_erasing_on_hold", "1 while nothing is erased because the clock has leapt.", on_hold),
    ]
