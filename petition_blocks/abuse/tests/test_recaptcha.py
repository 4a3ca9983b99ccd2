"""reCAPTCHA is offered to suspects only, tells Google nothing unasked, and never costs a signature."""

import json
import threading
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from unittest.mock import patch
from urllib.parse import parse_qs

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pytest_django.fixtures import Settings

from petition_blocks.petition.abuse_steps import AbuseStep
from petition_blocks.petition.models import Petition
from petition_blocks.signature.models import Submission

from .. import recaptcha
from ..recaptcha import Outcome

SIGN = "/en/sign/unwatched/"
SOMEWHERE = "8.8.4.4"
Answers = dict[str, str]


class FakeGoogle:
    """What Google's server says, and what it was told."""

    def __init__(self) -> None:
        self.answer: bytes = b""
        self.status = 200
        self.told: list[dict[str, list[str]]] = []
        # Set while it may answer.
        self.may_answer = threading.Event()
        self.may_answer.set()
        self.url = ""

    def says(self, **content: Any) -> None:
        self.answer = json.dumps(content).encode()


@pytest.fixture
def google(settings: Settings) -> Iterator[FakeGoogle]:
    """A server of our own in Google's place, with keys for it."""
    fake = FakeGoogle()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            fake.told.append(parse_qs(body.decode(), keep_blank_values=True))
            fake.may_answer.wait(30)
            self.send_response(fake.status)
            self.send_header("Content-Length", str(len(fake.answer)))
            self.end_headers()
            self.wfile.write(fake.answer)

        def log_message(self, *arguments: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    # Seconds between its looks whether to end.
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    settings.RECAPTCHA_PUBLIC_KEY, settings.RECAPTCHA_PRIVATE_KEY = "public", "private"
    settings.RECAPTCHA_DOMAIN = f"127.0.0.1:{server.server_port}"

    def plain_request(url: str, **options: Any) -> urllib.request.Request:
        return urllib.request.Request(url.replace("https://", "http://"), **options)  # noqa: S310

    fake.says(success=True)
    with patch("django_recaptcha.client.Request", plain_request):
        yield fake
    fake.may_answer.set()
    server.shutdown()
    server.server_close()


@pytest.fixture
def crowded(petition: Petition, client: Client, answers: Answers) -> None:
    """A petition that offers reCAPTCHA, and a network that has used up its limit."""
    steps = [*petition.abuse_steps, AbuseStep.RECAPTCHA]
    Petition.objects.update(abuse_steps=steps, network_limit=1)
    sign(client, answers)


def sign(client: Client, answers: Answers, **more: str) -> Any:
    return client.post(SIGN, {**answers, **more}, REMOTE_ADDR=SOMEWHERE)


def suspicions() -> list[str]:
    return list(Submission.objects.latest("pk").suspicions)


@pytest.mark.slow
@pytest.mark.usefixtures("crowded")
def test_a_suspect_visitor_is_asked_once_and_loses_nothing(
    client: Client, answers: Answers, google: FakeGoogle
) -> None:
    asked = sign(client, answers)
    assert asked.status_code == 409
    assert Submission.objects.count() == 1, "only the first, unsuspicious one"
    soup = BeautifulSoup(asked.content, "html.parser")
    form = soup.select_one("form[data-sign-form]")
    assert form is not None
    inputs = form.select("input[name]:not([type=radio])")
    typed = {str(one["name"]): str(one.get("value", "")) for one in inputs}
    assert typed["email"] == answers["email"]
    assert sign(client, answers, recaptcha_offered=typed["recaptcha_offered"]).status_code == 303
    assert suspicions() == ["crowded_network"], "who would rather not is checked by an editor"
    assert google.told == []


@pytest.mark.usefixtures("crowded")
def test_nothing_of_google_is_loaded_before_the_button(
    client: Client, answers: Answers, google: FakeGoogle
) -> None:
    soup = BeautifulSoup(sign(client, answers).content, "html.parser")
    tags = soup.select("script[src], iframe, img, link[href]")
    loaded = [str(tag.get("src") or tag.get("href", "")) for tag in tags]
    assert loaded
    elsewhere = [url for url in loaded if not url.startswith("/") or url.startswith("//")]
    assert elsewhere == []
    assert soup.select_one("[data-recaptcha-button]") is not None


@pytest.mark.slow
@pytest.mark.usefixtures("crowded")
def test_only_the_page_that_offers_it_lets_the_browser_load_it(
    client: Client, answers: Answers, google: FakeGoogle, settings: Settings
) -> None:
    policy = sign(client, answers)["Content-Security-Policy"]
    assert f"https://{settings.RECAPTCHA_DOMAIN}/recaptcha/" in policy
    for other in (client.get(SIGN), client.get("/en/"), client.post(SIGN, {})):
        assert settings.RECAPTCHA_DOMAIN not in other["Content-Security-Policy"]


@pytest.mark.usefixtures("crowded")
def test_scripts_are_told_to_show_the_form_by_itself(
    client: Client, answers: Answers, google: FakeGoogle
) -> None:
    response = client.post(SIGN, answers, headers={"accept": "application/json"}, REMOTE_ADDR=SOMEWHERE)
    assert (response.status_code, response.json()["status"]) == (409, "recaptcha")


@pytest.mark.usefixtures("crowded")
def test_who_passes_is_not_suspect_any_more_and_google_learns_no_address(
    client: Client, answers: Answers, google: FakeGoogle
) -> None:
    response = client.post(
        SIGN,
        {**answers, "g-recaptcha-response": "token"},
        REMOTE_ADDR=SOMEWHERE,
        HTTP_X_FORWARDED_FOR="9.9.9.9",
    )
    assert response.status_code == 303
    assert suspicions() == []
    assert google.told == [{"secret": ["private"], "response": ["token"], "remoteip": [""]}]


@pytest.mark.usefixtures("crowded")
def test_who_fails_is_checked_by_an_editor(client: Client, answers: Answers, google: FakeGoogle) -> None:
    google.says(success=False, **{"error-codes": ["invalid-input-response"]})
    assert sign(client, answers, **{"g-recaptcha-response": "token"}).status_code == 303
    assert suspicions() == ["crowded_network"]


@pytest.mark.usefixtures("crowded")
@pytest.mark.parametrize(
    ("status", "answer"),
    [(500, b"{}"), (404, b""), (200, b""), (200, b"<html>"), (200, b"[]"), (200, b"{}"), (200, b"\xff")],
)
def test_whatever_google_answers_the_signature_is_taken(
    client: Client, answers: Answers, google: FakeGoogle, status: int, answer: bytes
) -> None:
    google.status, google.answer = status, answer
    assert sign(client, answers, **{"g-recaptcha-response": "token"}).status_code == 303
    assert suspicions() == ["crowded_network"]


@pytest.mark.usefixtures("crowded")
def test_a_google_that_is_away_costs_no_signature(
    client: Client, answers: Answers, google: FakeGoogle, settings: Settings
) -> None:
    settings.RECAPTCHA_DOMAIN = "127.0.0.1:1"
    assert sign(client, answers, **{"g-recaptcha-response": "token"}).status_code == 303
    assert suspicions() == ["crowded_network"]


def test_a_google_that_does_not_answer_is_given_up(google: FakeGoogle) -> None:
    google.may_answer.clear()
    with patch.object(recaptcha, "LONGEST_WAIT", 0.2):
        assert recaptcha.verify("token") is Outcome.UNREACHABLE, "it would have passed, had we waited"


def test_a_name_that_is_not_found_in_time_is_given_up(google: FakeGoogle) -> None:
    google.may_answer.clear()
    found = threading.Event()

    def look_up(*names: Any, **options: Any) -> None:
        google.may_answer.wait(30)
        found.set()

    with patch.object(recaptcha, "LONGEST_WAIT", 0.2), patch("socket.getaddrinfo", look_up):
        assert recaptcha.verify("token") is Outcome.UNREACHABLE
        assert not found.is_set()


def test_it_waits_no_longer_than_two_seconds(settings: Settings) -> None:
    assert recaptcha.LONGEST_WAIT == settings.RECAPTCHA_VERIFY_REQUEST_TIMEOUT == 2


@pytest.mark.usefixtures("crowded")
def test_without_keys_nobody_is_asked(client: Client, answers: Answers) -> None:
    assert sign(client, answers).status_code == 303
    assert suspicions() == ["crowded_network"]


def test_who_is_not_suspect_is_never_asked(
    client: Client, petition: Petition, answers: Answers, google: FakeGoogle
) -> None:
    Petition.objects.update(abuse_steps=[*petition.abuse_steps, AbuseStep.RECAPTCHA])
    assert sign(client, answers).status_code == 303
    assert google.told == []


@pytest.mark.usefixtures("crowded")
def test_what_only_machines_do_is_not_cleared(client: Client, answers: Answers, google: FakeGoogle) -> None:
    response = sign(client, answers, homepage="x", **{"g-recaptcha-response": "token"})
    assert response.status_code == 303, "and a machine is not told that it was noticed"
    assert suspicions() == ["honeypot", "crowded_network"]
    assert google.told == []
