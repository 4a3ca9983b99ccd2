"""Whether a picture's description describes anything: the name of a file doesn't."""

import re
from pathlib import PurePath

# Understood by Python and by browsers alike, as the editor's panel “Checks” goes by it too, in letters of any
# size. Names that cameras, phones and programs give, endings of files, and texts without a word.
FILE_NAME_PATTERN = "|".join(
    [
        r"\.(apng|avif|bmp|gif|heic|heif|jfif|jpe?g|png|svg|tiff?|webp)$",
        r"_",
        r"^(img|dsc[a-z]?|dscn|dcim|pxl|mvimg|gopr|dji|sam|imag|fb img|vid|mg)[ -]*\d",
        r"^(screen ?shot|screenshots?|bildschirmfoto|bildschirmaufnahme|capture d.?[eé]cran|whatsapp image|"
        r"signal|photo|foto|image|bild|picture|scan|untitled|unbenannt|sans titre|download|لقطة شاشة|صورة)"
        r"[\d\s().:,at-]*$",
        r"^[\d\s().:,-]+$",
        r"^[0-9a-f]{8}-?[0-9a-f-]{8,}$",
    ]
)
FILE_NAME = re.compile(FILE_NAME_PATTERN, re.IGNORECASE)
# What the storage adds to a name that is taken.
ADDED_TO_NAME = re.compile(r"_[A-Za-z0-9]{7}$")
# Somebody who names a file in so many words has described it.
WORDS_OF_A_DESCRIPTION = 3


def is_file_name(text: str, stored_name: str = "") -> bool:
    """Tell whether a description is a file's name: a machine's, or that of the picture's own file."""
    plain = " ".join(text.split())
    if not plain:
        return False
    if FILE_NAME.search(plain):
        return True
    stem = ADDED_TO_NAME.sub("", PurePath(stored_name).stem)
    same = _plain(plain) == _plain(stem)
    return same and (len(plain.split()) < WORDS_OF_A_DESCRIPTION or any(letter.isdigit() for letter in plain))


def _plain(name: str) -> str:
    return " ".join(re.split(r"[\W_]+", name.casefold())).strip()
