"""What the doctor looks at: whether files for recipients can be stored."""

from collections.abc import Iterator

from editorial.upkeep.looks import Finding, Look

from .models import Export

SECTION = "when-something-dies"
# It is tried again every minute.
FAILED_AGAIN = 3


def export_looks() -> list[Look]:
    """Return them all."""
    return [Look("files for recipients", look_at_exports)]


def look_at_exports() -> Iterator[Finding]:
    """Say that files can't be made."""
    failing = Export.objects.keeping_files().filter(finished_at=None, failures__gte=FAILED_AGAIN)
    if number := failing.count():
        yield Finding(
            f"{number} files for recipients can't be made: their storage refuses them again and again.",
            "Look whether EXPORTS_ROOT, or EXPORTS_BUCKET, is there, may be written, and has room.",
            SECTION,
        )
