"""The name of a brand's files: another one whenever anything in them is another."""

import hashlib
from dataclasses import asdict
from functools import lru_cache

from .palette import ACCENTS, Scheme
from .pictures import hero_in, mark_of, sign_of_accent
from .sheet import sheet_of
from .shown import ShownBrand

LENGTH = 20
# Stands for the name in the sheet, which holds it.
UNNAMED = "-"


@lru_cache(maxsize=32)
def fingerprint_of(brand: ShownBrand) -> str:
    """Return a name for exactly this look, as this version of the software draws it.

    Browsers keep what it names for good. So it follows from all that is in the files, not from the choices
    alone: a font, a frame or a drawing of ours may be another after the next update.
    """
    contents = [
        repr(asdict(brand)),
        sheet_of(brand, UNNAMED),
        mark_of(brand),
        *(sign_of_accent(brand, number) for number in ACCENTS),
        *(hero_in(brand, scheme) for scheme in Scheme),
    ]
    return hashlib.sha256("\0".join(contents).encode()).hexdigest()[:LENGTH]
