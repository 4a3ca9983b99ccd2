"""What a public server writes when something breaks."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from check_deploy import PROJECT, made_up_environment

pytestmark = pytest.mark.slow

# Django answers requests whose view refuses or breaks, as it does below the server. (No file is collected.)
BREAKS = """
import logging
import django
from django.conf import settings
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
django.setup()
from django.core.handlers.exception import convert_exception_to_response
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from django.urls import resolve


def broken(request):
    if request.method == "GET":
        raise PermissionDenied("secret-of-a-link")
    try:
        int(request.POST["name"])
    except ValueError as error:
        raise RuntimeError(f"No number: {request.POST['name']}") from error


for method in ("get", "post"):
    path, typed = "/petitions/secret-of-a-link/count.json", {"name": "Ada Lovelace"}
    request = getattr(RequestFactory(), method)(path, typed)
    request.resolver_match = resolve(request.path)
    print(convert_exception_to_response(broken)(request).status_code)

from django.core.exceptions import SuspiciousOperation
from django.middleware.csrf import CsrfViewMiddleware


def suspicious(request):
    raise SuspiciousOperation("secret-of-a-link")


form = {"Origin": "https://secret-of-a-link.example", "Referer": "https://ada.example/secret-of-a-link?q=Lovelace"}
for name, value in form.items():
    request = RequestFactory().post("/admin/login/", secure=True, headers={name: value})
    request.resolver_match = resolve(request.path)
    CsrfViewMiddleware(broken).process_view(request, broken, (), {})
convert_exception_to_response(suspicious)(RequestFactory().get("/"))
convert_exception_to_response(lambda request: request.get_host())(
    RequestFactory().get("/", headers={"Host": "secret-of-a-link.example"})
)


# A request as the server gets it, with all that may tell of somebody.
def raises(request):
    try:
        raise ValueError(f"Duplicate entry: {request.POST['name']} <{request.POST['email']}>")
    except ValueError as error:
        raise ExceptionGroup(f"at {request.get_full_path()}", [error]) from error


from django.core.signals import request_finished, request_started
request_started.send(None)
telling = RequestFactory().post(
    "/en/confirm/secret-of-a-link/?token=secret-of-a-token",
    {"name": "Ada Lovelace", "email": "ada@secret.example"},
    headers={"X-Forwarded-For": "203.0.113.77", "User-Agent": "secret-browser"},
    REMOTE_ADDR="203.0.113.76",
)
print(convert_exception_to_response(raises)(telling).status_code)
print(convert_exception_to_response(raises)(telling).status_code)
request_finished.send(None)
logging.getLogger("petition_blocks.anything").warning("The mail server is gone.")
logging.getLogger("petition_blocks.anything").warning("Two lines,\\nand “a quotation”.")
logging.getLogger("petition_blocks.anything").info("All is well.")
"""


SECRETS = [
    *("Ada", "ada", "Lovelace", "secret-of-a-link", "secret-of-a-token", "token=", "?q=", "secret.example"),
    *("secret-browser", "127.0.0.1", "203.0.113"),
]


def bytes_written(folder: Path, **environment: str) -> bytes:
    """Return what a process with the settings of a public server writes to stderr."""
    ended = subprocess.run(
        [sys.executable, "-c", BREAKS],
        cwd=PROJECT,
        env=os.environ | made_up_environment(str(folder)) | environment,
        capture_output=True,
        check=True,
    )
    assert ended.stdout.split() == [b"403", b"500", b"500", b"500"]
    return ended.stderr


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What it writes for people."""
    return bytes_written(tmp_path_factory.mktemp("log")).decode()


@pytest.fixture(scope="module")
def written_as_json(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What it writes for machines."""
    return bytes_written(tmp_path_factory.mktemp("log"), LOG_FORMAT="json")


def test_an_error_is_written_with_its_place_and_kind(written: str) -> None:
    assert "ERROR django.request: Internal Server Error: petitions/<unicode_slug:slug>/count.json" in written
    assert "in broken" in written
    assert written.index("builtins.ValueError") < written.index("builtins.RuntimeError")
    assert "WARNING petition_blocks.anything: The mail server is gone." in written


def test_what_was_refused_is_written_without_what_it_quoted(written: str) -> None:
    """Another site's address in `Referer` or `Origin` says where somebody was, and what they read there."""
    assert "WARNING django.security.csrf: Refused: csrf: Origin checking failed\n" in written
    assert "WARNING django.security.csrf: Refused: csrf: Referer checking failed\n" in written
    assert "ERROR django.security.SuspiciousOperation: Refused: SuspiciousOperation\n" in written
    assert "ERROR django.security.DisallowedHost: Refused: DisallowedHost\n" in written


def test_nothing_that_somebody_entered_or_was_mailed_is_written(written: str) -> None:
    for secret in SECRETS:
        assert secret not in written
    assert "Forbidden" not in written
    assert "All is well" not in written


def test_each_line_of_json_is_whole_and_says_what_the_plain_one_says(
    written: str, written_as_json: bytes
) -> None:
    lines = [json.loads(line) for line in written_as_json.splitlines()]
    assert len(lines) > 8
    for line in lines:
        assert {"time", "level", "logger", "message"} <= set(line)
        assert abs(datetime.now(UTC) - datetime.fromisoformat(line["time"])) < timedelta(minutes=5)
        assert line["time"].endswith("+00:00")
    plain = [f"{line['level']} {line['logger']}: {line['message']}" for line in lines]
    assert all(text in written for text in plain)
    assert "WARNING petition_blocks.anything: Two lines,\nand “a quotation”." in plain
    (error, *_more) = (line["error"] for line in lines if "in broken" in line.get("error", ""))
    assert error.index("builtins.ValueError") < error.index("builtins.RuntimeError")


def test_lines_of_json_tell_of_nobody_byte_by_byte(written_as_json: bytes) -> None:
    """Not in letters, and not hidden in escapes."""
    shown = written_as_json.decode() + json.dumps([json.loads(line) for line in written_as_json.splitlines()])
    for secret in SECRETS:
        assert secret.encode() not in written_as_json
        assert secret not in shown


def test_the_lines_of_one_request_are_known_by_a_random_id(written_as_json: bytes) -> None:
    lines = [json.loads(line) for line in written_as_json.splitlines()]
    ids = [line["request"] for line in lines if "request" in line]
    assert len(ids) == 2
    assert len(set(ids)) == 1
    assert len(ids[0]) == 12
    assert "request" not in lines[-1], "the request is over"
