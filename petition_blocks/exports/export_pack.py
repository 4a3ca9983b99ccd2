"""Signatures sorted by country, as those who receive a petition want them."""

import re
from collections import Counter
from pathlib import Path

from django_countries import countries

from .reader import Opened
from .tables import CommaTable, Table, WorkbookTable, private_file

# ISO 3166 leaves this code to whoever needs one.
NO_COUNTRY = "ZZ"


def write_export_pack(
    opened: Opened, folder: Path, table_type: type[CommaTable] | type[WorkbookTable]
) -> Counter[str]:
    """Fill a new folder with a table a country, a cover sheet and the words people signed; return the counts.

    Raises FileExistsError if the folder is there.
    """
    folder.mkdir(mode=0o700)
    tables: dict[str, Table] = {}
    counts: Counter[str] = Counter()
    for row in opened.rows():
        country = _country(row)
        if country not in tables:
            tables[country] = table_type(folder / f"{country}{table_type.suffix}", opened.columns)
        tables[country].add(row)
        counts[country] += 1
    for table in tables.values():
        table.close()
    cover = CommaTable(folder / "cover.csv", ["country", "name", "signatures"])
    for country, number in sorted(counts.items()):
        cover.add({"country": country, "name": countries.name(country), "signatures": str(number)})
    cover.add({"name": "All", "signatures": str(counts.total())})
    cover.close()
    with private_file(folder / "wordings.txt", encoding="utf-8") as file:
        file.write(wordings_text(opened))
    return counts


def _country(row: dict[str, str]) -> str:
    """Return the code of the row's country. It names a file, so nothing else is taken for one."""
    country = row.get("country", "")
    return country if re.fullmatch(r"[A-Z]{2}", country) else NO_COUNTRY


def wordings_text(opened: Opened) -> str:
    """Return, by their hashes, the words that people agreed to."""
    return "\n\n".join(
        "\n".join(
            [
                f"wording {digest} ({wording['language']})",
                *(f"{name}: {text}" for name, text in wording["text"].items() if text),
            ]
        )
        for digest, wording in opened.wordings.items()
    )
