"""What is larger than people send is refused before anything of it is read."""

from collections.abc import Callable
from http import cookies
from typing import Any
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.core.handlers.wsgi import WSGIRequest
from django.core.signals import request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils import translation

from campaign_site.request_size import (
    LARGEST_HEADER,
    LARGEST_PUBLIC_BODY,
    LONGEST_URL,
    NoFilesHandler,
    refuse_long_urls,
)
from petition_blocks.page.models import PetitionPage
from petition_blocks.signature.models import Submission

SIGN = "/en/sign/unwatched/"
FORM = "application/x-www-form-urlencoded"
# What strangers may send to: public forms, pages that take none, and the way into the admin.
PUBLIC = [
    SIGN,
    f"{SIGN}my-signature/",
    "/en/",
    "/en/nothing-here/",
    "/admin/login/",
    "/admin/password_reset/",
]


class Unread:
    """The body of a request that nobody may read."""

    def __init__(self) -> None:
        self.was_read = False

    def read(self, *args: object) -> bytes:
        """Note that it was read."""
        self.was_read = True
        return b""

    readline = read


def answer_to(path: str, **environ: Any) -> tuple[int, str]:
    """Return status and text of the answer that the whole application gives."""
    told: list[str] = []
    request = RequestFactory().generic("POST", path, b"", FORM).environ
    application = refuse_long_urls(get_wsgi_application())
    # As Django's own client does it: the test's transaction outlives the request.
    request_started.disconnect(close_old_connections)
    try:
        chunks = application({**request, **environ}, lambda status, headers: told.append(status))
    finally:
        request_started.connect(close_old_connections)
    return int(told[0].split()[0]), b"".join(chunks).decode()


@pytest.mark.parametrize("path", PUBLIC)
def test_a_body_that_no_form_has_is_refused_unread_and_in_words(
    petition_page: PetitionPage, path: str
) -> None:
    for content_type in (FORM, "multipart/form-data; boundary=x", "application/json"):
        body = Unread()
        status, text = answer_to(
            path,
            **{
                "CONTENT_LENGTH": str(LARGEST_PUBLIC_BODY + 1),
                "CONTENT_TYPE": content_type,
                "wsgi.input": body,
            },
        )
        assert status == 413
        assert "That is more than we can take" in text
        assert not body.was_read


@pytest.mark.parametrize("length", ["-1", "9" * 5_000, "٣", "1e3", "abc"])
def test_a_length_that_is_no_number_is_refused(petition_page: PetitionPage, length: str) -> None:
    assert answer_to(SIGN, CONTENT_LENGTH=length)[0] == 413


def test_a_body_without_a_length_is_not_taken_for_an_empty_form(petition_page: PetitionPage) -> None:
    status, text = answer_to(SIGN, CONTENT_LENGTH="", HTTP_TRANSFER_ENCODING="chunked")
    assert status == 411
    assert "doesn’t say how much it sends" in text


def test_who_may_upload_pictures_may_send_more(admin_client: Client, petition_page: PetitionPage) -> None:
    too_much = {"title": "n" * (LARGEST_PUBLIC_BODY + 1)}
    assert admin_client.post("/admin/images/add/", too_much).status_code == 200
    assert admin_client.post(SIGN, too_much).status_code == 413


def test_files_of_a_public_form_are_passed_over(client: Client, answers: dict[str, str]) -> None:
    seen: list[FileUploadHandler] = []

    def noted(handler: FileUploadHandler, *args: Any, **kwargs: Any) -> None:
        seen.append(handler)
        original(handler, *args, **kwargs)

    original: Callable[..., None] = NoFilesHandler.new_file
    with (
        patch.object(NoFilesHandler, "new_file", noted),
        patch("django.core.files.uploadhandler.TemporaryFileUploadHandler.new_file") as written,
        patch("django.core.files.uploadhandler.MemoryFileUploadHandler.new_file") as kept,
    ):
        answer = client.post(SIGN, {**answers, "picture": SimpleUploadedFile("a.png", b"x" * 9_000)})
    assert answer.status_code == 303, "what belongs to the form is taken"
    assert Submission.objects.count() == 1
    assert len(seen) == 1
    assert not written.called
    assert not kept.called


def test_a_header_that_no_browser_sends_is_refused(client: Client, petition_page: PetitionPage) -> None:
    for name in ("cookie", "accept-language", "origin", "x-forwarded-for", "user-agent", "accept"):
        answer = client.get(SIGN, headers={name: "a," * (LARGEST_HEADER // 2 + 1)})
        assert answer.status_code == 431
        assert "delete the cookies" in answer.content.decode()


def test_reading_a_cookie_never_takes_the_square_of_its_length(
    client: Client, petition_page: PetitionPage
) -> None:
    seen: list[str | None] = []

    def noted(value: str | None) -> str | None:
        seen.append(value)
        return original(value)

    original: Callable[[str | None], str | None] = cookies._unquote
    with patch.object(cookies, "_unquote", noted):
        client.get(SIGN, headers={"cookie": 'sessionid="' + "\\" * 4_000 + 'a"'})
    assert seen == ['"a"']


@pytest.mark.usefixtures("indexes")
def test_an_address_that_is_no_link_of_ours_is_refused_before_it_is_decoded(
    petition_page: PetitionPage,
) -> None:
    decoded: list[int] = []

    def noted(request: HttpRequest, environ: dict[str, Any]) -> None:
        decoded.append(len(environ["PATH_INFO"]) + len(environ.get("QUERY_STRING", "")))
        original(request, environ)  # type: ignore[arg-type]

    original = WSGIRequest.__init__
    with patch.object(WSGIRequest, "__init__", noted):
        long_path = "/en/" + "\xff" * LONGEST_URL
        assert answer_to("/en/", PATH_INFO=long_path) == (414, "This address is too long.\n")
        assert answer_to("/en/", QUERY_STRING="a&" * LONGEST_URL)[0] == 414
        assert answer_to("/en/search/", QUERY_STRING="q=" + "a" * 1_000, REQUEST_METHOD="GET")[0] == 200
    assert 1_000 < max(decoded) < LONGEST_URL


def test_the_refusal_is_in_the_language_of_the_address(german_petition_page: PetitionPage) -> None:
    with translation.override("fr"):
        status, text = answer_to("/de/", CONTENT_LENGTH=str(LARGEST_PUBLIC_BODY + 1))
    assert status == 413
    assert '<html lang="de"' in text
