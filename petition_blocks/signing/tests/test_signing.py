"""Signing takes one request, says nothing about others, and loses nothing that was typed."""

import json
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from bs4 import BeautifulSoup
from django.db import OperationalError, ProgrammingError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.models import Petition
from petition_blocks.sealing.encryption import unseal_for_server
from petition_blocks.signature.models import Submission

from .. import store

SIGN = "/en/sign/unwatched/"
THANKS = "/en/sign/unwatched/thanks/"


def test_a_valid_form_is_stored_and_answered_with_the_next_step(
    client: Client, answers: dict[str, str]
) -> None:
    response = client.post(SIGN, answers)
    assert (response.status_code, response["Location"]) == (303, THANKS)
    submission = Submission.objects.get()
    assert (submission.language, submission.source) == ("en", "home")
    assert submission.wording_id == answers["wording"]
    assert submission.mail == Submission.Mail.CONFIRMATION
    fields = unseal_for_server(submission.ciphertext)
    assert fields["name"] == "Ada Lovelace"
    assert fields["email"] == "ada@example.org"
    assert client.get(THANKS).status_code == 200


def test_nothing_readable_is_stored(client: Client, answers: dict[str, str]) -> None:
    client.post(SIGN, answers)
    row = Submission.objects.values().get()
    stored = b"".join(
        bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for v in row.values()
    )
    assert b"ada@" not in stored
    assert b"Lovelace" not in stored


@pytest.mark.usefixtures("words_are_known")
def test_signing_again_costs_the_same_and_answers_the_same(
    client: Client, answers: dict[str, str], words_are_known: None
) -> None:
    def sign(email: str) -> tuple[int, str, list[str]]:
        with CaptureQueriesContext(connection) as queries:
            response = client.post(SIGN, {**answers, "email": email})
        statements = [query["sql"].split()[0] for query in queries.captured_queries]
        return response.status_code, response["Location"], statements

    sign("eve@example.org")  # The first one in a process reads what there is about the petition.
    first, again, other = sign("ada@example.org"), sign("ADA@example.org"), sign("bob@example.org")
    assert first == again == other
    # Nothing is asked that knows who has signed.
    assert first[2] == ["INSERT"]


@pytest.mark.slow
def test_no_cookie_and_no_session(client: Client, answers: dict[str, str]) -> None:
    for response, status in (
        (client.post(SIGN, answers), 303),
        (client.post(SIGN, {}), 422),
        (client.get(SIGN), 200),
        (client.get(THANKS), 200),
    ):
        assert response.status_code == status
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")


def test_a_form_with_gaps_comes_back_filled(client: Client, answers: dict[str, str]) -> None:
    response = client.post(SIGN, {**answers, "email": "ada", "name": "Ada Łovelace"})
    assert response.status_code == 422
    assert "no-store" in response["Cache-Control"]
    content = response.content.decode()
    assert "Enter your e-mail address, like name@example.org." in content
    assert "Ada Łovelace" in content
    assert "<title>Error:" in " ".join(content.split()).replace("<title> ", "<title>")
    assert not Submission.objects.exists()


def test_scripts_get_what_the_page_would_show(client: Client, answers: dict[str, str]) -> None:
    typed = {**answers, "email": "ada", "country": ""}
    response = client.post(SIGN, typed, headers={"accept": "application/json"})
    assert response.status_code == 422
    parts = BeautifulSoup(json.loads(response.content)["parts"], "html.parser")
    wrong = [field["data-field"] for field in parts.select(".field-wrong")]
    assert wrong == ["email", "country"]
    page = BeautifulSoup(client.post(SIGN, typed).content, "html.parser")
    assert [str(part) for part in parts.select("[data-part]")] == [
        str(part) for part in page.select("[data-sign-form] [data-part]")
    ]
    # The second form of a page has ids of its own, and nothing but a number becomes part of one.
    for position, anchor in [("2", "sign-2"), ("<b>", "sign-1"), ("100", "sign-1")]:
        told = client.post(SIGN, {**typed, "position": position}, headers={"accept": "application/json"})
        summary = BeautifulSoup(told.json()["parts"], "html.parser").select_one("[data-error-summary]")
        assert summary is not None
        assert [link["href"] for link in summary.select("a")] == [f"#{anchor}-email", f"#{anchor}-country"]
    accepted = client.post(SIGN, answers, headers={"accept": "application/json"})
    assert json.loads(accepted.content) == {"status": "accepted", "next": THANKS}


@pytest.mark.parametrize(
    ("headers", "accepted"),
    [
        ({}, True),
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "none"}, False),
        ({"origin": "http://testserver"}, True),
        ({"origin": "https://attacker.example"}, False),
        ({"origin": "null"}, False),
        ({"origin": "http://["}, False),
        ({"origin": "http://testserver]"}, False),
        ({"origin": ""}, False),
        # What the browser says of itself outweighs a header that a proxy may have changed.
        ({"sec-fetch-site": "same-origin", "origin": "https://proxy.example"}, True),
    ],
)
def test_a_form_from_another_site_is_shown_again_and_not_taken(
    client: Client, answers: dict[str, str], headers: dict[str, str], accepted: bool
) -> None:
    response = client.post(SIGN, answers, headers=headers)
    assert Submission.objects.exists() is accepted
    if not accepted:
        assert response.status_code == 403
        assert "Ada Lovelace" in response.content.decode()


def test_closed_meanwhile_says_so_and_keeps_what_was_typed(
    client: Client, answers: dict[str, str], petition: Petition
) -> None:
    petition.closes_at = timezone.now() - timedelta(minutes=1)
    petition.save()
    response = client.post(SIGN, answers)
    assert response.status_code == 409
    assert "Ada Lovelace" in response.content.decode()
    assert not Submission.objects.exists()


def test_pausing_stops_new_submissions(client: Client, answers: dict[str, str], petition: Petition) -> None:
    petition.paused = True
    petition.save()
    assert client.post(SIGN, answers).status_code == 409
    assert not Submission.objects.exists()


def test_a_wording_that_was_never_shown_is_not_signed(client: Client, answers: dict[str, str]) -> None:
    response = client.post(SIGN, {**answers, "wording": "0" * 64})
    assert response.status_code == 409
    content = response.content.decode()
    assert "Ada Lovelace" in content
    assert answers["wording"] in content, "the form must name the wording that it shows now"
    assert not Submission.objects.exists()


def test_a_wording_that_has_changed_since_is_what_was_signed(
    client: Client, answers: dict[str, str], petition_page: PetitionPage
) -> None:
    petition_page.demand = "Keep our squares and stations unwatched."
    petition_page.save_revision().publish()
    assert client.post(SIGN, answers).status_code == 303
    assert Submission.objects.get().wording.text["demand"] == "Keep our squares unwatched."


@pytest.mark.parametrize("field", ["name", "email", "via", "unknown"])
def test_nul_bytes_are_refused(client: Client, answers: dict[str, str], field: str) -> None:
    assert client.post(SIGN, {**answers, field: "a\0b"}).status_code == 400


@pytest.mark.parametrize("path", ["/en/sign/unwatched%00/", "/en/?q=%00"])
def test_nul_bytes_in_an_address_are_refused(client: Client, petition: Petition, path: str) -> None:
    assert client.get(path).status_code == 400


def test_a_petition_that_does_not_exist_is_not_found(client: Client, petition: Petition) -> None:
    assert client.post("/en/sign/nothing/", {}).status_code == 404


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_a_database_that_is_away_loses_nothing_that_was_typed(
    client: Client, answers: dict[str, str], accept: str
) -> None:
    with patch.object(store, "_insert", side_effect=OperationalError("gone")):
        response = client.post(SIGN, answers, headers={"accept": accept})
    assert response.status_code == 503
    assert response["Retry-After"]
    if accept == "text/html":
        assert "Ada Lovelace" in response.content.decode()


def test_a_fault_of_ours_is_not_taken_for_a_database_that_is_away(
    client: Client, answers: dict[str, str]
) -> None:
    """Somebody has to find it: the log gets its traceback, as of every other fault."""
    with (
        patch.object(store, "_insert", side_effect=ProgrammingError("no such column")),
        pytest.raises(ProgrammingError),
    ):
        client.post(SIGN, answers)


def test_signing_in_german_without_german_words_uses_the_english_page(
    client: Client, answers: dict[str, str], german_home: Any
) -> None:
    response = client.get("/de/sign/unwatched/")
    assert response.status_code == 200
    assert "Keep our squares unwatched." in response.content.decode()
    assert client.post("/de/sign/unwatched/", answers).status_code == 303


def test_the_form_names_the_language_that_its_words_are_in(
    client: Client, german_petition_page: PetitionPage
) -> None:
    assert "Lasst unsere Plätze unbeobachtet." in client.get("/de/sign/unwatched/").content.decode()
    assert "Keep our squares unwatched." in client.get("/en/sign/unwatched/").content.decode()
