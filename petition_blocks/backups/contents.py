"""What the entries of a backup are called, and what it says at its end about all of them."""

import json
from dataclasses import asdict, dataclass, field
from datetime import date

from .snapshot import Ending

HEAD, END = "head.json", "end.json"
TABLES, UPLOADS = "database/", "uploads/"
# Where uploads are that a backup holds.
HERE = "in the backup"


@dataclass
class Contents:
    """How much of everything there is. It comes last, so a backup that ends with it is whole."""

    rows: dict[str, int] = field(default_factory=dict)
    # The highest key that each table has given out.
    sequences: dict[str, int] = field(default_factory=dict)
    endings: list[Ending] = field(default_factory=list)
    uploads: int = 0
    # Rows name these, and they were not there.
    missing_uploads: list[str] = field(default_factory=list)
    # Submissions that waited for their owners to confirm, and are not in it.
    waiting: int = 0
    # What only a hub with the same SERVER_IDENTITY can have written about all entries before.
    mark: str = ""

    def written(self) -> bytes:
        """Return it as its entry has it."""
        fields = asdict(self)
        for ending in fields["endings"]:
            ending["day"] = ending["day"].isoformat()
        return json.dumps(fields, ensure_ascii=False).encode()


def contents_from(text: bytes) -> Contents:
    """Return what the last entry says."""
    fields = json.loads(text)
    endings = [
        Ending(**ending | {"day": date.fromisoformat(ending["day"])}) for ending in fields.pop("endings")
    ]
    return Contents(**fields, endings=endings)
