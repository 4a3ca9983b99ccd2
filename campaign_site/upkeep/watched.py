"""What the worker and the admin's home page look at too: in a moment, and without asking anybody far away."""

import logging

from django.db import DatabaseError

from editorial.upkeep.looks import Finding

from .certificate import look_at_last_reading
from .looks import all_looks

logger = logging.getLogger(__name__)


def watched_findings() -> list[Finding]:
    """Return what is wrong now; of what can't be looked at, nothing."""
    found: list[Finding] = []
    for look in [*(look.look for look in all_looks() if look.is_watched), look_at_last_reading]:
        try:
            found += look()
        except (DatabaseError, OSError) as error:
            logger.warning("%s failed: %s", look.__name__, type(error).__name__)
    return found


def log_findings() -> int:
    """Write what is wrong into the log, for whoever reads that. Returns 0: nothing waits."""
    for finding in watched_findings():
        logger.error("%s %s", finding.what, finding.mend)
    return 0
