"""Open files of sealed signatures with their private key."""

from pathlib import Path

import pyrage
from django.core.management import BaseCommand, CommandError, CommandParser

from petition_blocks.exports.export_pack import write_export_pack
from petition_blocks.exports.reader import DamagedExport, Opened, identities_in, open_exports
from petition_blocks.exports.tables import TABLES, CommaTable, WorkbookTable


class Command(BaseCommand):
    """Writes what is in the files as a table, readable by whoever runs it alone."""

    help = "Opens files of sealed signatures. Give it all of a petition: what was withdrawn is left out."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the options."""
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument(
            "--identity",
            type=Path,
            required=True,
            action="append",
            help="A file with a secret key. Several, if files are sealed to several.",
        )
        parser.add_argument("--format", choices=sorted(TABLES), default="csv", dest="table_format")
        where = parser.add_mutually_exclusive_group()
        where.add_argument(
            "--output", type=Path, help="The table to write: signatures.csv or signatures.xlsx."
        )
        where.add_argument(
            "--by-country", type=Path, metavar="DIR", help="A new folder for a table a country."
        )

    def handle(
        self,
        *args: object,
        files: list[Path],
        identity: list[Path],
        table_format: str,
        output: Path | None,
        by_country: Path | None,
        **options: object,
    ) -> None:
        """Open the files, or say what is wrong with them before anything is written."""
        table_type = TABLES[table_format]
        target = by_country or output or Path(f"signatures{table_type.suffix}")
        try:
            opened = open_exports(files, [one for path in identity for one in self._identities(path)])
            if by_country is not None:
                number = write_export_pack(opened, by_country, table_type).total()
            else:
                number = self._write_table(opened, table_type, target)
        except DamagedExport as damage:
            raise CommandError(str(damage)) from None
        except FileExistsError as error:
            raise CommandError(f"{error.filename} is there already: choose another name.") from None
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from None
        self.stdout.write(f"{number} signatures are in {target}; {len(opened.withdrawn)} were withdrawn.")
        for name, code in opened.codes.items():
            self.stdout.write(f"Code that acknowledges {name}: {code}")

    def _identities(self, path: Path) -> list[str]:
        """Return the private keys of a key file."""
        identities = identities_in(path.read_text(encoding="utf-8"))
        try:
            for identity in identities:
                pyrage.x25519.Identity.from_str(identity)
        except pyrage.IdentityError:
            identities = []
        if not identities:
            raise CommandError(f"{path} holds no secret key: a line of it starts with AGE-SECRET-KEY-1.")
        return identities

    def _write_table(
        self, opened: Opened, table_type: type[CommaTable] | type[WorkbookTable], path: Path
    ) -> int:
        table = table_type(path, opened.columns)
        number = 0
        for row in opened.rows():
            table.add(row)
            number += 1
        table.close()
        return number
