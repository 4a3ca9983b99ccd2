"""A language needs no more than the words that visitors read: nothing else is asked of its catalogue."""

from __future__ import annotations

from collections.abc import Callable

import polib
import pytest
from django.core.management import call_command
from django.test import Client
from django.utils.translation.trans_real import CONTEXT_SEPARATOR, DjangoTranslation
from messages import (
    Message,
    all_messages,
    empty_entry,
    forms_of_one_number,
    plural_forms,
    problems_of_entry,
)

from home.models import ContentPage
from petition_blocks.petition.abuse_steps import AbuseStep
from petition_blocks.petition.models import Petition

from .odd_inputs import forms_of
from .test_every_block_in_every_state import filled, full_page, german, home, targets
from .test_odd_inputs import Attempts, Place, place, public_paths, send_odd_form

__all__ = ["filled", "full_page", "german", "home", "place", "targets"]

pytestmark = pytest.mark.django_db

ROUNDS = 2


@pytest.fixture
def asked_for(monkeypatch: pytest.MonkeyPatch) -> set[tuple[str | None, str]]:
    """What pages and mails ask the catalogues for from now on, each with its context."""
    asked: set[tuple[str | None, str]] = set()

    def noting(upstream: Callable[..., str]) -> Callable[..., str]:
        def look_up(catalogue: DjangoTranslation, text: str, *rest: object) -> str:
            context, separator, words = text.partition(CONTEXT_SEPARATOR)
            asked.add((context, words) if separator else (None, text))
            return upstream(catalogue, text, *rest)

        return look_up

    for name in ("gettext", "ngettext"):
        monkeypatch.setattr(DjangoTranslation, name, noting(getattr(DjangoTranslation, name)))
    return asked


def not_for_visitors(asked_for: set[tuple[str | None, str]]) -> list[tuple[str, list[str]]]:
    """Return what of it is ours and would be missing, and where it stands. Languages' names Django has."""
    messages = all_messages()
    missing = [messages[key] for key in asked_for if key in messages and not messages[key].is_for_visitors]
    return [
        (message.singular, sorted(message.files))
        for message in missing
        if message.files != {"campaign_site/settings/base.py"}
    ]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::bs4.XMLParsedAsHTMLWarning")
def test_whoever_visits_or_signs_reads_only_what_each_catalogue_has(
    client: Client, place: Place, asked_for: set[tuple[str | None, str]]
) -> None:
    Petition.objects.update(
        asks_postcode=True, asks_partner_consent=True, abuse_steps=[step.value for step in AbuseStep]
    )
    attempts = Attempts(client)
    for path in public_paths(place):
        _status, page = attempts.send("GET", path, "as it is")
        for form in forms_of(page, path):
            for number in range(ROUNDS):
                send_odd_form(attempts, path, form, number)
    call_command("work", once=True, verbosity=0)
    assert len(asked_for) > 150
    assert not_for_visitors(asked_for) == []


def test_no_block_shows_them_other_words(
    client: Client, full_page: ContentPage, asked_for: set[tuple[str | None, str]]
) -> None:
    assert client.get(full_page.get_url()).status_code == 200
    assert not_for_visitors(asked_for) == []


@pytest.mark.parametrize(
    ("language", "said", "is_right"),
    [
        ("pl", ["rok", "%(age)s lata", "%(age)s lat", "%(age)s roku"], True),
        ("uk", ["рік", "%(age)s роки", "%(age)s років", "%(age)s року"], False),
        ("uk", ["%(age)s рік", "%(age)s роки", "%(age)s років", "%(age)s року"], True),
        ("de", ["ein Jahr", "viele Jahre"], False),
    ],
)
def test_a_form_of_many_numbers_names_them(language: str, said: list[str], is_right: bool) -> None:
    """In Ukrainian 21 years are counted like one: who leaves the number out says one."""
    catalogue = polib.POFile()
    catalogue.metadata["Plural-Forms"] = plural_forms(language)
    message = Message(None, "one year", "%(age)s years")
    entry = empty_entry(message, len(said))
    entry.msgstr_plural = dict(enumerate(said))
    problems = problems_of_entry(language, entry, message, len(said), forms_of_one_number(catalogue), None)
    assert (list(problems) == []) == is_right
