"""What was typed of organisations becomes a register of its own, and what people read stays to the letter."""

from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps as present
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

TYPED = ("petition_blocks", "0006_news_are_optional")
CHOSEN = ("petition_blocks", "0009_controllers_are_chosen")
migration = import_module("petition_blocks.migrations.0008_organisations_of_controllers")

COALITION = {"name": "Example  Coalition", "address": "Rue de l’Exemple 1\r\n1000 Brussels ", "country": "BE"}
SWISS = {
    "name": "Zürich",
    "address": "Street 2",
    "country": "CH",
    "transfer_basis": "adequacy",
    "transfer_note": "See https://example.org",
}


def row(name: str, purpose: str) -> SimpleNamespace:
    return SimpleNamespace(
        name=name, address="1", country="BE", transfer_basis="", transfer_note="", purpose=purpose
    )


def order_by_purpose(groups: list[list[SimpleNamespace]]) -> dict[str, list[str]]:
    order: dict[str, list[str]] = {}
    for group in groups:
        for one in group:
            order.setdefault(one.purpose, []).append(one.name)
    return order


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        ("A:petition A:updates", 1),
        ("A:petition A:updates A:partner", 1),
        ("A:petition B:updates", 2),
        ("A:petition B:petition A:updates", 2),
        ("A:petition B:updates A:updates", 3),
        ("A:petition A:petition", 2),
        ("A:updates B:petition A:petition", 3),
        ("B:updates A:petition B:petition A:updates", 3),
    ],
)
def test_who_was_typed_twice_is_one_row_unless_an_order_would_change(typed: str, rows: int) -> None:
    entered = [row(*one.split(":")) for one in typed.split()]
    groups = migration.merged(entered)
    assert len(groups) == rows
    assert order_by_purpose(groups) == order_by_purpose([entered])


def lines_as_typed(controllers: Any) -> list[tuple[int, str, list[str]]]:
    return [
        (one.petition_id, one.purpose, [str(getattr(one, name)) for name in migration.FACTS])
        for one in controllers.order_by("petition_id", "sort_order", "pk")
    ]


def lines_as_chosen(controllers: Any) -> list[tuple[int, str, list[str]]]:
    return [
        (one.petition_id, purpose, [str(getattr(one.organisation, name)) for name in migration.FACTS])
        for one in controllers.order_by("petition_id", "sort_order", "pk")
        for purpose in ("petition", "updates", "partner")
        if getattr(one, f"for_{purpose}")
    ]


def by_purpose(lines: list[tuple[int, str, list[str]]]) -> dict[tuple[int, str], list[list[str]]]:
    told: dict[tuple[int, str], list[list[str]]] = {}
    for petition, purpose, line in lines:
        told.setdefault((petition, purpose), []).append(line)
    return told


@pytest.mark.slow
@pytest.mark.both
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_people_read_is_the_same_before_and_after_and_back() -> None:
    executor = MigrationExecutor(connection)
    newest = [leaf for leaf in executor.loader.graph.leaf_nodes() if leaf[0] == "petition_blocks"]
    try:
        executor.migrate([TYPED])
        apps = executor.loader.project_state([TYPED]).apps
        models = [apps.get_model("petition_blocks", name) for name in ("Petition", "Controller")]
        petitions = [models[0].objects.create(name=name, slug=name) for name in ("first", "second")]
        for petition, purpose, number, facts in [
            (petitions[0], "petition", 0, COALITION),
            (petitions[0], "petition", 1, SWISS),
            (petitions[0], "updates", 2, COALITION),
            (petitions[1], "petition", 0, SWISS),
            (petitions[1], "petition", 1, COALITION),
            (petitions[1], "updates", 2, {**COALITION, "name": "Example Coalition"}),
            (petitions[1], "partner", 3, SWISS),
        ]:
            models[1].objects.create(petition=petition, purpose=purpose, sort_order=number, **facts)
        typed = lines_as_typed(models[1].objects)
        executor = MigrationExecutor(connection)
        executor.migrate([CHOSEN])
        apps = executor.loader.project_state([CHOSEN]).apps
        controllers = apps.get_model("petition_blocks", "Controller").objects
        assert by_purpose(lines_as_chosen(controllers)) == by_purpose(typed)
        assert apps.get_model("petition_blocks", "Organisation").objects.count() == 3, "two names differ"
        assert controllers.count() == 5
        executor = MigrationExecutor(connection)
        executor.migrate([TYPED])
        apps = executor.loader.project_state([TYPED]).apps
        assert by_purpose(lines_as_typed(apps.get_model("petition_blocks", "Controller").objects)) == (
            by_purpose(typed)
        )
    finally:
        MigrationExecutor(connection).migrate(newest)
        for name in ("Controller", "Organisation", "Petition"):
            present.get_model("petition_blocks", name).objects.all().delete()
        call_command("check", verbosity=0)
