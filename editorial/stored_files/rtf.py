"""Rich text files: the groups that describe the document go (RTF 1.9.1)."""

import re

from .taken_out import Taken, kinds_named_in
from .unreadable import UnreadableFile

DESCRIBING = re.compile(rb"\{(?:\\\*)?\\(?:info|userprops|revtbl|atnauthor|atnid|generator|company)\b")
BRACE = re.compile(rb"\\.|[{}]", re.DOTALL)


def clean_rtf(data: bytes) -> tuple[bytes, set[Taken]]:
    """Return the text without its authors, dates and program."""
    taken: set[Taken] = set()
    while group := DESCRIBING.search(data):
        depth, end = 0, None
        for brace in BRACE.finditer(data, group.start()):
            depth += {b"{": 1, b"}": -1}.get(brace.group(), 0)
            if depth == 0:
                end = brace.end()
                break
        if end is None:
            raise UnreadableFile
        taken |= kinds_named_in(data[group.start() : end])
        data = data[: group.start()] + data[end:]
    return data, taken
