"""What a process knows of a petition spares queries, and never decides: the INSERT looks for itself."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.db.models import Value
from django.db.models.expressions import DatabaseDefault
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from petition_blocks.abuse.models import DomainRule
from petition_blocks.page.models import PetitionPage
from petition_blocks.page.wordings import take_wording
from petition_blocks.petition.models import Petition
from petition_blocks.sealing.encryption import unseal_for_server
from petition_blocks.signature.models import Submission, Suspicion

from .. import store, views
from ..known_registers import known_register
from ..store import FACTS, BelievedRegister, store_while
from ..submit import new_submission

SIGN = "/en/sign/unwatched/"
# Of a register, but of no matter to who signs: what it is called and counts, what it says (which is part of
# the wording), and what happens to signatures later.
OF_NO_MATTER = {
    *("id", "name", "created_at", "goal_steps", "goal_reached", "count_minimum", "counting_mode"),
    *("count_told", "count_lowered", "lawful_basis", "data_protection_officer", "assessment_reference"),
    *("minimum_age", "denies_initiative", "signatures_per_email"),
}
MINUTE = timedelta(minutes=1)

Change = dict[str, Callable[[], object]]
CHANGES: list[tuple[Change, int]] = [
    ({"paused": lambda: True}, 409),
    ({"closes_at": lambda: timezone.now() - MINUTE}, 409),
    ({"opens_at": lambda: timezone.now() + MINUTE}, 409),
    ({"retention_day": lambda: date(2020, 1, 1)}, 409),
    ({"delivered_on": lambda: date(2020, 1, 1)}, 409),
    ({"answered_on": lambda: date(2020, 1, 1)}, 409),
    ({"asks_partner_consent": lambda: True}, 422),
    ({"shows_names": lambda: True}, 422),
    ({"asks_postcode": lambda: True}, 422),
    ({"slug": lambda: "elsewhere"}, 404),
]


@pytest.fixture
def sign(client: Client, answers: dict[str, str], words_are_known: None) -> Callable[[str], Any]:
    """Returns a function that signs with an address. Somebody has, so the process knows the petition."""

    def sign(email: str) -> Any:
        return client.post(SIGN, {**answers, "email": email}, headers={"accept": "application/json"})

    assert sign("first@example.org").status_code == 200
    assert known_register("unwatched", answers["wording"]) is not None
    return sign


def test_signing_takes_one_statement(sign: Callable[[str], Any]) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert sign("ada@example.org").status_code == 200
    assert [query["sql"].split()[0] for query in queries] == ["INSERT"]
    assert Submission.objects.count() == 2


@pytest.mark.parametrize(("change", "status"), CHANGES, ids=[*(next(iter(change)) for change, _ in CHANGES)])
def test_a_change_holds_at_once_however_it_was_written(
    sign: Callable[[str], Any], petition: Petition, change: Change, status: int
) -> None:
    Petition.objects.filter(pk=petition.pk).update(**{name: value() for name, value in change.items()})
    assert sign("ada@example.org").status_code == status
    assert Submission.objects.count() == 1


def test_a_question_that_is_not_asked_any_more_is_not_stored(
    sign: Callable[[str], Any], petition: Petition
) -> None:
    Petition.objects.filter(pk=petition.pk).update(asks_updates=False)
    assert sign("ada@example.org").status_code == 200
    assert "updates" not in unseal_for_server(Submission.objects.latest("pk").ciphertext)


def test_a_rule_holds_at_once(sign: Callable[[str], Any], petition: Petition) -> None:
    rule = DomainRule.objects.create(domain="example.org", verdict=DomainRule.Verdict.BLOCK)
    answer = sign("ada@example.org")
    assert answer.status_code == 422
    assert "example.org" in json.loads(answer.content)["parts"]
    DomainRule.objects.filter(pk=rule.pk).update(verdict=DomainRule.Verdict.QUARANTINE)
    assert sign("ada@mail.example.org").status_code == 200
    assert Submission.objects.latest("pk").suspicions == [Suspicion.MAIL_DOMAIN]
    rule.delete()
    assert sign("bob@example.org").status_code == 200
    assert Submission.objects.latest("pk").suspicions == []


def test_a_rule_of_another_petition_is_none(sign: Callable[[str], Any]) -> None:
    other = Petition.objects.create_register("Other", "other")
    DomainRule.objects.create(domain="example.org", verdict=DomainRule.Verdict.BLOCK, petition=other)
    with CaptureQueriesContext(connection) as queries:
        assert sign("ada@example.org").status_code == 200
    assert len(queries) == 1


@pytest.mark.parametrize("is_known", [True, False])
def test_who_signs_while_somebody_closes_the_petition_is_told_so(
    sign: Callable[[str], Any], petition: Petition, monkeypatch: pytest.MonkeyPatch, is_known: bool
) -> None:
    assess = views.assess

    def close_meanwhile(*arguments: Any) -> Any:
        Petition.objects.filter(pk=petition.pk).update(closes_at=timezone.now() - MINUTE)
        return assess(*arguments)

    if not is_known:
        monkeypatch.setattr(views, "known_register", lambda slug, wording: None)
    monkeypatch.setattr(views, "assess", close_meanwhile)
    answer = sign("ada@example.org")
    assert (answer.status_code, json.loads(answer.content)["status"]) == (409, "closed")
    assert Submission.objects.count() == 1


def test_a_register_that_never_stands_still_is_told_as_a_fault_that_passes(
    sign: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "store_while", lambda *arguments: False)
    assert sign("ada@example.org").status_code == 503
    assert Submission.objects.count() == 1


def test_an_older_wording_is_signed_by_who_has_read_it(
    sign: Callable[[str], Any], petition_page: PetitionPage
) -> None:
    petition_page.demand = "Something else."
    petition_page.save_revision().publish()
    assert sign("ada@example.org").status_code == 200
    assert Submission.objects.latest("pk").wording.text["demand"] != "Something else."


# The statement


@pytest.fixture
def submission(petition_page: PetitionPage, petition: Petition) -> Submission:
    """A submission that isn't stored yet, with something in each of its columns."""
    answers = {"name": "Ada “Ł” Lovelace", "email": "ada+x@example.org", "country": "BE", "updates": "no"}
    return new_submission(
        petition,
        take_wording(petition_page),
        "en",
        "home",
        answers,
        suspicions=[Suspicion.TOO_FAST, Suspicion.MAIL_DOMAIN],
        network_tag=b"12345678",
        mail_wait=MINUTE,
    )


def test_what_is_stored_is_what_django_would_store(submission: Submission, petition: Petition) -> None:
    assert store_while(submission, BelievedRegister.of(petition), ["example.org", "org"])
    stored = Submission.objects.get()
    for field in Submission._meta.concrete_fields:
        given, read = getattr(submission, field.attname), getattr(stored, field.attname)
        if not field.primary_key:
            assert (bytes(read) if isinstance(read, memoryview) else read) == given, field.name


def test_a_column_that_only_the_database_fills_is_left_to_it(
    submission: Submission, petition: Petition
) -> None:
    """As a next release's would be, which the release that runs beside it doesn't know."""
    submission.mail_is_counted = DatabaseDefault(Value(False))
    assert store_while(submission, BelievedRegister.of(petition))
    assert Submission.objects.get().mail_is_counted is False


@pytest.mark.parametrize("name", FACTS)
def test_each_fact_is_held_against_the_register(
    submission: Submission, petition: Petition, name: str
) -> None:
    others = {
        bool: lambda value: not value,
        int: lambda value: value + 1,
        str: lambda value: f"{value}x",
        list: lambda value: [*value, "more"],
    }
    value = getattr(petition, name)
    if "_at" in name:
        other: Any = timezone.now() if value is None else value + MINUTE
    elif name.endswith(("_on", "_day")):
        other = date(2030, 1, 1) if value is None else value + timedelta(days=1)
    else:
        other = others[type(value)](value)
    Petition.objects.filter(pk=petition.pk).update(**{name: other})
    assert not store_while(submission, BelievedRegister.of(petition))
    assert not store_while(submission, BelievedRegister.of(Petition(pk=petition.pk)))
    assert not Submission.objects.exists()
    petition.refresh_from_db()
    assert store_while(submission, BelievedRegister.of(petition))


def test_each_field_of_a_register_is_a_fact_or_of_no_matter() -> None:
    named = {field.name for field in Petition._meta.concrete_fields}
    assert named == OF_NO_MATTER | set(FACTS)
    assert not OF_NO_MATTER & set(FACTS)


def test_json_that_somebody_wrote_otherwise_is_the_same(submission: Submission, petition: Petition) -> None:
    with connection.cursor() as cursor:
        text = json.dumps(petition.abuse_steps, separators=(" , ", ":"))
        cursor.execute("UPDATE petition_blocks_petition SET abuse_steps = %s", [text])
    assert store_while(submission, BelievedRegister.of(petition))


@pytest.mark.parametrize("arrived", [False, True], ids=["lost on the way", "arrived"])
def test_over_a_connection_that_broke_it_is_stored_once(
    submission: Submission, petition: Petition, monkeypatch: pytest.MonkeyPatch, arrived: bool
) -> None:
    insert, attempts = store._insert, []

    def insert_or_break(statement: str, values: list[Any]) -> bool:
        attempts.append(1)
        if len(attempts) > 1:
            if arrived:
                raise store.IntegrityError("public_id")
            return insert(statement, values)
        if arrived:
            insert(statement, values)
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(store, "_insert", insert_or_break)
    monkeypatch.setattr(store, "connection", _Broken())
    assert store_while(submission, BelievedRegister.of(petition))
    assert Submission.objects.count() == 1
    assert len(attempts) == 2


class _Broken:
    """The connection of a test, as if no transaction held it and its server were gone."""

    in_atomic_block = False

    def is_usable(self) -> bool:
        """Say no."""
        return False

    def close(self) -> None:
        """Keep it: the test's rows are in it."""

    def __getattr__(self, name: str) -> Any:
        return getattr(connection, name)
