"""What is true whatever happens: found out with inputs and sequences of events that nobody thought of."""

import contextlib
import random
import unicodedata
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.factories import HandIn

from ..counting.actions import fold_counts
from ..counting.models import CountChange, CountTotal, PetitionTotal
from ..counting.secret_steps import STEP
from ..counting.statistics import rebuild_statistics
from ..erasure.erase_due import erase_due
from ..petition.models import Petition
from ..sealing.email_addresses import DOMAINS_THAT_IGNORE_TAGS, IGNORED_SIGNS, LATEST_RULES, canonical_email
from ..signatory.actions import withdraw
from ..signature.models import Signature, Submission
from ..signing.confirm import confirm

pytestmark = pytest.mark.slow

LOCAL_PARTS = st.text(alphabet="abcxyzABCXYZ0123456789._-+äéß", min_size=1, max_size=20)
DOMAINS = st.one_of(
    st.sampled_from(
        sorted(DOMAINS_THAT_IGNORE_TAGS[LATEST_RULES] | {"googlemail.com", "example.org", "bücher.example"})
    ),
    st.from_regex(r"[a-z]{1,10}\.(org|de|example)", fullmatch=True),
)
# The database is rolled back by hand after each example.
IN_THE_DATABASE = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@given(LOCAL_PARTS, DOMAINS)
def test_a_canonical_address_is_its_own(local: str, domain: str) -> None:
    canonical = canonical_email(f"{local}@{domain}")
    assert canonical_email(canonical) == canonical


@given(LOCAL_PARTS, DOMAINS, st.randoms(use_true_random=False))
def test_case_and_the_form_of_letters_make_no_difference(
    local: str, domain: str, chance: random.Random
) -> None:
    # “ß” in capitals is “SS”, which no mail server takes for the same address.
    assume("ß" not in local)
    email = f"{local}@{domain}"
    shouted = "".join(letter.upper() if chance.random() < 0.5 else letter for letter in email)
    decomposed = unicodedata.normalize("NFD", shouted)
    assert canonical_email(f" {decomposed} ") == canonical_email(email)


@given(st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.from_regex(r"[a-z0-9]{0,8}", fullmatch=True), DOMAINS)
def test_a_tag_counts_only_where_the_provider_ignores_it(local: str, tag: str, domain: str) -> None:
    same = canonical_email(f"{local}+{tag}@{domain}") == canonical_email(f"{local}@{domain}")
    canonical_domain = canonical_email(f"a@{domain}").partition("@")[2]
    assert same == (canonical_domain in DOMAINS_THAT_IGNORE_TAGS[LATEST_RULES])


@given(st.from_regex(r"[a-z]{2,8}", fullmatch=True), DOMAINS)
def test_dots_count_only_where_the_provider_ignores_them(local: str, domain: str) -> None:
    dotted = f"{local[0]}.{local[1:]}@{domain}"
    same = canonical_email(dotted) == canonical_email(f"{local}@{domain}")
    canonical_domain = canonical_email(f"a@{domain}").partition("@")[2]
    assert same == ("." in IGNORED_SIGNS[LATEST_RULES].get(canonical_domain, ""))


class RolledBack(Exception):
    """Ends an example."""


def in_a_transaction_of_its_own(example: Callable[[], None]) -> None:
    """Run an example and undo all that it did."""
    with contextlib.suppress(RolledBack), transaction.atomic():
        example()
        raise RolledBack


def check_counts(petition: Petition) -> None:
    """Compare the public count, the totals and the cells with the signatures that are there."""
    there = Signature.objects.filter(petition=petition).count()
    assert Petition.objects.with_counts().get(pk=petition.pk).confirmed == there
    folded = sum(CountTotal.objects.values_list("count", flat=True))
    assert sum(PetitionTotal.objects.values_list("count", flat=True)) == folded
    assert folded + sum(CountChange.objects.values_list("change", flat=True)) == there


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["confirm", "confirm", "confirm again", "withdraw", "withdraw again", "fold"]),
        st.integers(0, 7),
    ),
    max_size=25,
)


@IN_THE_DATABASE
@given(EVENTS)
def test_the_count_is_the_signatures_after_whatever_happened(
    petition: Petition, hand_in: HandIn, events: list[tuple[str, int]]
) -> None:
    def example() -> None:
        submissions: list[int] = []
        signatures: list[int] = []
        for event, number in events:
            if event == "confirm":
                submissions.append(hand_in(f"person{number}@example.org", country="DE").pk)
                confirm(submissions[-1])
                signatures = list(Signature.objects.values_list("pk", flat=True)) or signatures
            elif event == "confirm again" and submissions:
                confirm(submissions[number % len(submissions)])
            elif event in ("withdraw", "withdraw again") and signatures:
                for _time in range(2 if event == "withdraw again" else 1):
                    withdraw(signatures[number % len(signatures)])
            elif event == "fold":
                fold_counts(batch=number + 1)
            check_counts(petition)

    in_a_transaction_of_its_own(example)


@IN_THE_DATABASE
@given(EVENTS)
def test_the_numbers_outlive_what_is_erased(
    petition: Petition, hand_in: HandIn, events: list[tuple[str, int]]
) -> None:
    def example() -> None:
        for event, number in events:
            if event == "fold":
                fold_counts(batch=number + 1)
            else:
                confirm(hand_in(f"person{number}@example.org").pk)
        before = Petition.objects.with_counts().get(pk=petition.pk).confirmed
        Petition.objects.filter(pk=petition.pk).update(retention_day=timezone.localdate())
        erase_due()
        assert not Signature.objects.exists()
        assert not Submission.objects.exists()
        fold_counts()
        assert Petition.objects.with_counts().get(pk=petition.pk).confirmed == before

    in_a_transaction_of_its_own(example)


CELLS = st.lists(
    st.tuples(
        st.sampled_from(["DE", "FR", "GR"]),
        st.sampled_from(["en", "de"]),
        st.integers(0, 3),
        st.integers(1, 14),
        st.booleans(),
    ),
    max_size=12,
)


@IN_THE_DATABASE
@given(CELLS)
def test_published_tables_give_nobody_away(petition: Petition, cells: list[Any]) -> None:
    def example() -> None:
        exact: dict[str, int] = {}
        for country, language, days_ago, number, folded in cells:
            day = timezone.localdate() - timedelta(days=days_ago)
            CountChange.objects.bulk_create(
                CountChange(petition=petition, country=country, language=language, day=day, change=1)
                for _ in range(number)
            )
            if days_ago:
                for value in (country, language, day.isoformat()):
                    exact[value] = exact.get(value, 0) + number
            if folded:
                fold_counts()
        tables = rebuild_statistics(petition).tables
        expected = ["country", "day", "language", "offline_country", "offline_day"]
        assert sorted(tables) == expected, "no table crosses two of them"
        for table in tables.values():
            for value, number in table.items():
                assert number > 0
                assert number % STEP == 0
                assert number <= exact[value]
        assert timezone.localdate().isoformat() not in tables["day"]

    in_a_transaction_of_its_own(example)
