"""Store a submission in one statement, which looks whether the register still is as it was read.

Reading it first and storing afterwards would take two, and between them somebody could close the petition.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Self

from django.db import IntegrityError, connection
from django.db.models import Field
from django.db.models.expressions import DatabaseDefault

from editorial.database_away import DATABASE_AWAY

from ..abuse.models import DomainRule
from ..details.asked import DETAILS
from ..petition.models import Petition
from ..signature.models import Submission

# All of a register that decides whether somebody may sign, what the form asks, and how it is looked at.
FACTS = (
    *("slug", "opens_at", "closes_at", "retention_day", "paused", "delivered_on", "answered_on"),
    *("asks_updates", "asks_partner_consent", "shows_names", *(detail.setting for detail in DETAILS)),
    *("abuse_steps", "network_limit", "email_rules"),
)


@dataclass(frozen=True)
class BelievedRegister:
    """How a register was when it was read, as the conditions of a statement and the values in them."""

    conditions: str
    values: tuple[Any, ...]

    @classmethod
    def of(cls, petition: Petition) -> Self:
        """Return how the register is that was read from the database."""
        conditions: list[str] = ["register.id = %s"]
        values: list[Any] = [petition.pk]
        for field in [field for field in Petition._meta.concrete_fields if field.name in FACTS]:
            value = getattr(petition, field.attname)
            column = f"register.{connection.ops.quote_name(field.column)}"
            if value is None:
                conditions.append(f"{column} IS NULL")
                continue
            # SQLite keeps JSON as the text that somebody wrote.
            is_text = connection.vendor == "sqlite" and field.get_internal_type() == "JSONField"
            conditions.append(f"JSON({column}) = JSON(%s)" if is_text else f"{column} = %s")
            values.append(field.get_db_prep_save(value, connection))
        return cls(" AND ".join(conditions), tuple(values))


def store_while(submission: Submission, believed: BelievedRegister, domains: Sequence[str] = ()) -> bool:
    """Store the submission if the register is as believed, and there is no rule for any of the domains.

    Returns whether it is stored: once this has returned True, it survives whatever happens next. Takes one
    statement.
    """
    given = [field for field in _fields() if _is_given(getattr(submission, field.attname))]
    statement = _statement(tuple(field.column for field in given), believed.conditions, len(domains))
    values = [
        *(field.get_db_prep_save(getattr(submission, field.attname), connection) for field in given),
        *believed.values,
        *domains,
    ]
    return _surely(lambda: _insert(statement, values), submission)


def _is_given(value: object) -> bool:
    """Tell whether the statement says it; the database fills the column otherwise."""
    return value is not None and not isinstance(value, DatabaseDefault)


def _insert(statement: str, values: list[Any]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return bool(cursor.rowcount == 1)


def _surely(insert: Callable[[], bool], submission: Submission) -> bool:
    """Insert, over a new connection if the kept one turns out to be broken.

    That tells as well as Django's own query whether a kept connection still works. An INSERT that arrived
    though its connection broke is known by its public id.
    """
    connection.health_check_done = True  # type: ignore[attr-defined]
    try:
        return insert()
    except DATABASE_AWAY:
        if connection.in_atomic_block or connection.is_usable():
            raise
        connection.close()
    try:
        return insert()
    except IntegrityError:
        if not Submission.objects.filter(public_id=submission.public_id).exists():
            raise
        return True


@cache
def _fields() -> "tuple[Field[Any, Any], ...]":
    return tuple(field for field in Submission._meta.concrete_fields if not field.primary_key)


@lru_cache(maxsize=1_000)
def _statement(columns: tuple[str, ...], conditions: str, domains: int) -> str:
    """Return the statement that fills these columns; all others have what the database gives them."""
    quote = connection.ops.quote_name
    no_rules = ""
    if domains:
        marks = ", ".join(["%s"] * domains)
        no_rules = (
            f" AND NOT EXISTS (SELECT 1 FROM {quote(DomainRule._meta.db_table)} AS rule"  # noqa: S608
            f" WHERE rule.domain IN ({marks})"
            " AND (rule.petition_id = register.id OR rule.petition_id IS NULL))"
        )
    return (
        f"INSERT INTO {quote(Submission._meta.db_table)} ({', '.join(map(quote, columns))})"  # noqa: S608
        f" SELECT {', '.join(['%s'] * len(columns))} FROM {quote(Petition._meta.db_table)} AS register"
        f" WHERE {conditions}{no_rules}"
    )
