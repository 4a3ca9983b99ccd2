"""What a public server writes when something breaks."""

import os
import subprocess
import sys

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
logging.getLogger("petition_blocks.anything").warning("The mail server is gone.")
logging.getLogger("petition_blocks.anything").info("All is well.")
"""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What a process with the settings of a public server writes to stderr."""
    tmp_path = tmp_path_factory.mktemp("log")
    ended = subprocess.run(
        [sys.executable, "-c", BREAKS],
        cwd=PROJECT,
        env=os.environ | made_up_environment(str(tmp_path)),
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout.split() == ["403", "500"]
    return ended.stderr


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
    for secret in ("Ada", "ada", "Lovelace", "secret-of-a-link", "127.0.0.1"):
        assert secret not in written
    assert "Forbidden" not in written
    assert "All is well" not in written
