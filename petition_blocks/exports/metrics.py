"""How many files are being made, for machines."""

from editorial.upkeep.metrics import Metric, gauge

from .models import Export


def export_metrics() -> list[Metric]:
    """Return the number of files under way."""
    under_way = Export.objects.keeping_files().filter(finished_at=None)
    return [gauge("hub_exports_under_way", "Files for recipients that are being made.", under_way.count())]
