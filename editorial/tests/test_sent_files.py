"""Uploaded pictures are there for visitors on every server, documents for those who may read them."""

from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from pytest_django.fixtures import Settings
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction

from editorial.stored_files.sending import LARGE_BYTES, MOST_AT_ONCE, MOST_TO_ONE_IP, places

from .media_samples import picture

pytestmark = pytest.mark.django_db

ASKS = {"X-Sendfile-Type": "X-Accel-Redirect"}
CONTENT = b"What only few may see."


@pytest.fixture(autouse=True)
def uploads(settings: Settings, tmp_path: Path) -> Path:
    """The folder that uploads are in."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return Path(settings.MEDIA_ROOT)


@pytest.fixture(autouse=True)
def nobody_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin with all places free."""
    monkeypatch.setattr(places, "taken", Counter())


@pytest.fixture
def document() -> str:
    """Where a document with a name of several alphabets is."""
    file = ContentFile(CONTENT, name="Żółć widać مطلب 1+1.mp4")
    made = get_document_model().objects.create(title="Żółć", file=file)
    return str(made.url)


@pytest.mark.parametrize("debug", [True, False])
def test_a_picture_and_its_renditions_are_there(client: Client, settings: Settings, debug: bool) -> None:
    settings.DEBUG = debug
    image = get_image_model().objects.create(
        title="Square", file=ContentFile(picture("JPEG"), name="żółć.jpg"), width=40, height=30
    )
    for url in (image.file.url, image.get_rendition("width-20").url):
        answer = client.get(url)
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == "image/jpeg"
        assert answer.headers["Cache-Control"] == "public, max-age=86400"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert b"".join(answer.streaming_content).startswith(b"\xff\xd8")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "path",
    [
        "documents/secret.pdf",
        "images/../documents/secret.pdf",
        "images/%2e%2e/documents/secret.pdf",
        "images//../documents/secret.pdf",
        "images/..%5cdocuments/secret.pdf",
        "images/nothing.jpg",
        "images/%00.jpg",
    ],
)
def test_nothing_else_is_there(client: Client, uploads: Path, path: str) -> None:
    """What belongs to a private collection would be anybody's who guesses its name."""
    for folder in ("documents", "images"):
        (uploads / folder).mkdir(parents=True)
    (uploads / "documents" / "secret.pdf").write_bytes(CONTENT)
    assert client.get(f"/media/{path}").status_code in {400, 404}


def test_a_proxy_that_asks_is_told_where_the_document_is(
    client: Client, document: str, uploads: Path
) -> None:
    plain = client.get(document)
    answer = client.get(document, headers=ASKS | {"Range": "bytes=0-1"})
    assert answer.status_code == 200
    place = answer.headers["X-Accel-Redirect"]
    assert place.isascii()
    prefix = "/uploads-of-the-hub/"
    assert place.startswith(prefix)
    assert (uploads / unquote(place.removeprefix(prefix))).read_bytes() == CONTENT
    assert answer.content == b""
    assert answer.headers.get("Content-Length", "0") == "0"
    for name in ("Content-Type", "Content-Disposition", "Content-Security-Policy", "ETag", "Last-Modified"):
        assert answer.headers[name] == plain.headers[name], name
    assert "Content-Encoding" not in answer.headers


def test_whoever_may_not_read_it_is_told_nothing(client: Client, document: str) -> None:
    private = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    get_document_model().objects.update(collection=private)
    answer = client.get(document, headers=ASKS)
    assert answer.status_code == 302
    assert "X-Accel-Redirect" not in answer.headers


@pytest.fixture
def film() -> str:
    """Where a film is that takes its time."""
    file = ContentFile(bytes(LARGE_BYTES + 1), name="Gęba.mp4")
    return str(get_document_model().objects.create(title="Film", file=file).url)


def test_only_some_can_hold_the_hub_up_by_reading_slowly(
    client: Client, film: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages are answered all the same, and so is everybody once the slow ones have gone."""
    # The end of an answer would close the connection, which is the test's own here.
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)

    def ask(number: int, **headers: str) -> HttpResponseBase:
        return client.get(film, REMOTE_ADDR=f"203.0.113.{number}", headers=headers)

    reading = [ask(number, range="bytes=0-" if number % 2 else "") for number in range(MOST_AT_ONCE)]
    assert {answer.status_code for answer in reading} == {200, 206}
    next(iter(reading[0]))
    refused = ask(9)
    assert refused.status_code == 503
    assert refused.headers["Retry-After"] == "5"
    assert ask(9, range="bytes=0-1").status_code == 206

    reading[0].close()
    reading[1].close()
    end_of_one = ask(10)
    ask(11)
    assert ask(12).status_code == 503
    for _chunk in end_of_one:
        pass
    assert ask(13).status_code == 200


def test_nobody_can_take_all_places_alone(client: Client, film: str) -> None:
    answers = [client.get(film, REMOTE_ADDR="203.0.113.1") for _each in range(MOST_TO_ONE_IP + 1)]
    assert [answer.status_code for answer in answers] == [200] * MOST_TO_ONE_IP + [503]
    assert client.get(film, REMOTE_ADDR="203.0.113.2").status_code == 200
