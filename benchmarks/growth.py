"""What the register costs to look at as it grows: the same looks at 10 thousand signatures, a million, more.

Run inside the hub's settings; prints one line of JSON.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from petition_blocks.petition.models import Petition

REPEATS = 15
# Columns that are different in each row; all others are copied from a signature of the demo.
VARIED = {
    "digest": "decode(md5(random()::text) || md5(random()::text), 'hex')",
    "public_id": "gen_random_uuid()",
    "country": "(ARRAY['DE','FR','BE','GR','IT','PL','CZ','RS','NL','ES'])[1 + (random() * 9)::int]",
    "language": "(ARRAY['en','de','fr','ar'])[1 + (random() * 3)::int]",
    "source": "(ARRAY['', 'home', 'transparency'])[1 + (random() * 2)::int]",
    "signed_on": "current_date - (random() * 300)::int",
}


def grow_to(petition: Petition, count: int) -> None:
    """Add signatures with a sealed record each, and add them to the totals, until there are so many."""
    from django.db import connection

    from petition_blocks.counting.models import CountTotal, PetitionTotal
    from petition_blocks.signature.models import SealedRecord, Signature

    wanted = count - Signature.objects.count()
    if wanted <= 0:
        return
    template = Signature.objects.filter(petition=petition).order_by("pk").first()
    sealed = SealedRecord.objects.filter(signature=template).first() if template else None
    assert template is not None
    assert sealed is not None
    with connection.cursor() as cursor:
        columns = [str(field.column) for field in Signature._meta.local_concrete_fields[1:]]
        values = ", ".join(VARIED.get(column, f"t.{column}") for column in columns)
        table = Signature._meta.db_table
        cursor.execute(f"SELECT max(id) FROM {table}")
        last = cursor.fetchone()[0]
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} "
            f"FROM {table} t, generate_series(1, %s) n WHERE t.id = %s",
            [wanted, template.pk],
        )
        cursor.execute(
            f"INSERT INTO {SealedRecord._meta.db_table} (signature_id, recipient_id, ciphertext) "
            f"SELECT s.id, r.recipient_id, r.ciphertext FROM {table} s, {SealedRecord._meta.db_table} r "
            "WHERE s.id > %s AND r.id = %s",
            [last, sealed.pk],
        )
        totals = CountTotal._meta.db_table
        cursor.execute(
            f"INSERT INTO {totals} (petition_id, country, language, source, day, count) "
            f"SELECT petition_id, country, language, source, signed_on, count(*) FROM {table} WHERE id > %s "
            "GROUP BY 1, 2, 3, 4, 5 ON CONFLICT (petition_id, country, language, source, day) "
            f"DO UPDATE SET count = {totals}.count + EXCLUDED.count",
            [last],
        )
        cursor.execute(
            f"INSERT INTO {PetitionTotal._meta.db_table} AS t (petition_id, count) VALUES (%s, %s) "
            "ON CONFLICT (petition_id) DO UPDATE SET count = t.count + EXCLUDED.count",
            [petition.pk, wanted],
        )
        cursor.execute("VACUUM ANALYZE")


def milliseconds(look: Callable[[], object]) -> float:
    """Return how long a look takes: the median of several, after one that warms up."""
    look()
    times = []
    for _count in range(REPEATS):
        began = time.perf_counter()
        look()
        times.append(time.perf_counter() - began)
    return median(times) * 1000


def looks() -> dict[str, Callable[[], object]]:
    """Return what people look at, by name."""
    from django.contrib.auth.models import User
    from django.test import Client

    from petition_blocks.counting.statistics import rebuild_statistics
    from petition_blocks.petition.models import Petition

    petition = Petition.objects.get(slug="seen-not-scanned")
    visitor, editor = Client(), Client()
    editor.force_login(User.objects.get(username="admin"))

    def see(client: Client, path: str) -> Callable[[], object]:
        def look() -> None:
            answer = client.get(path, secure=True, headers={"host": "127.0.0.1"})
            assert answer.status_code == 200, f"{path}: {answer.status_code}"

        return look

    return {
        "count": see(visitor, f"/petitions/{petition.slug}/count.json"),
        "page, rendered": see(visitor, "/en/petition/"),
        "admin, list": see(editor, "/admin/petitions/"),
        "admin, petition": see(editor, f"/admin/petitions/edit/{petition.pk}/"),
        "statistics, built": lambda: rebuild_statistics(petition),
    }


def main(sizes: list[int]) -> None:
    """Grow and look, size by size."""
    from petition_blocks.petition.models import Petition

    petition = Petition.objects.get(slug="seen-not-scanned")
    found: dict[int, dict[str, float]] = {}
    for size in sizes:
        print(f"  growing to {size:,} signatures …", file=sys.stderr, flush=True)
        grow_to(petition, size)
        found[size] = {name: milliseconds(look) for name, look in looks().items()}
    print(json.dumps(found))


if __name__ == "__main__":
    # What is shown again from the cache has no size.
    os.environ["PAGE_CACHE_SECONDS"] = "0"
    django.setup()
    main([int(size) for size in sys.argv[1].split(",")])
