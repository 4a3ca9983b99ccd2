"""Forget which submissions came from one network."""

from editorial.days import current_day, start_of

from ..models import Submission


def erase_network_tags() -> int:
    """Erase the network tags of all days before today, and return how many there were.

    Their salt is gone already; without them it can't even be seen which submissions belong together.
    """
    midnight = start_of(current_day())
    return Submission.objects.filter(network_tag__isnull=False, created_at__lt=midnight).update(
        network_tag=None
    )
