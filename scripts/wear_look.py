"""Give all sites of a trial hub one of the looks to begin with, by its key, and no mark of their own."""

from __future__ import annotations

import os
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


def wear(key: str) -> None:
    """Dress all sites in a look, with the sign that comes with it.

    Raises KeyError for a look that there isn't.
    """
    from editorial.brand.looks import LOOKS
    from editorial.brand.models import Brand

    look = LOOKS[key]
    for brand in Brand.objects.all():
        brand.take_over(look)
        brand.mark, brand.mark_icon = "", look.mark_icon
        brand.save()


def main() -> int:
    """Dress them and return the exit code."""
    os.chdir(PROJECT)
    sys.path.insert(0, str(PROJECT))
    import django

    django.setup()
    wear(sys.argv[1])
    return 0


if __name__ == "__main__":
    sys.exit(main())
