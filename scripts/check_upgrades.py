"""Look whether new migrations let the release before go on working: both run beside each other for a while.

    scripts/postgres.py run -- scripts/check_upgrades.py           look at migrations that no release has yet
    scripts/postgres.py run -- scripts/check_upgrades.py --released  note all that are there as released

A column that old code doesn't fill needs a default in the database (`db_default`); a column or table that old
code reads goes a release after the code that reads it. deploy/released_migrations.txt has those of releases.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_migration_linter import MigrationLinter

PROJECT = Path(__file__).resolve().parent.parent
RELEASED = PROJECT / "deploy" / "released_migrations.txt"


def migrations() -> list[str]:
    """Return the paths of the project's own migrations, from the top of the repository."""
    found = PROJECT.glob("*/migrations/[0-9]*.py")
    return sorted(path.relative_to(PROJECT).as_posix() for path in found)


def main() -> int:
    """Look at the new ones; return 1 if the release before could not live with one of them."""
    if "--released" in sys.argv[1:]:
        RELEASED.write_text("".join(f"{path}\n" for path in migrations()), encoding="utf-8")
        return 0
    import django

    sys.path.insert(0, str(PROJECT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "campaign_site.settings.test"
    django.setup()
    from django_migration_linter import MigrationLinter

    released = set(RELEASED.read_text(encoding="utf-8").split())
    new = [path for path in migrations() if path not in released]
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("".join(f"{path}\n" for path in new))
        file.flush()
        linter = MigrationLinter(str(PROJECT), no_cache=True)
        with contextlib.redirect_stdout(io.StringIO()) as said:
            linter.lint_all_migrations(migrations_file_path=file.name)
            linter.print_summary()
    if linter.has_errors:
        print(said.getvalue())
    unfilled = [(path, column) for path in new for column in columns_that_old_code_leaves_out(linter, path)]
    for path, column in unfilled:
        print(f"{path}: the release before doesn't fill {column}: give it a db_default.")
    return int(linter.has_errors or bool(unfilled))


def columns_that_old_code_leaves_out(linter: MigrationLinter, path: str) -> list[str]:
    """Return the columns that get a default for the rows that are there, and lose it at once.

    django-migration-linter 6 sees them unless the same migration makes a table, too.
    """
    app, _migrations, name = Path(path).with_suffix("").parts
    sql = "\n".join(linter.get_sql(app, name))
    return re.findall(r'ALTER COLUMN "(\w+)" DROP DEFAULT', sql)


if __name__ == "__main__":
    sys.exit(main())
