"""A video plays and can be jumped within: its file is served by the part."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client, RequestFactory
from wagtail.documents import get_document_model
from wagtail.documents.views.serve import serve
from wagtail.models import Collection, CollectionViewRestriction

pytestmark = pytest.mark.django_db

CONTENT = bytes(range(256)) * 1000


@pytest.fixture
def url() -> str:
    """Where a video of 256,000 bytes is."""
    file = ContentFile(CONTENT, name="square.mp4")
    return str(get_document_model().objects.create(title="Square", file=file).url)


@pytest.mark.parametrize(
    ("wanted", "first", "last"),
    [
        ("bytes=0-1", 0, 1),
        ("bytes=100000-", 100_000, 255_999),
        ("bytes=255990-300000", 255_990, 255_999),
        ("bytes=-10", 255_990, 255_999),
        ("bytes=-999999", 0, 255_999),
    ],
)
def test_a_part_is_answered_with_that_part(
    client: Client, url: str, wanted: str, first: int, last: int
) -> None:
    """Safari begins with the first two bytes, and plays nothing if it gets more."""
    answer = client.get(url, headers={"range": wanted})
    assert answer.status_code == 206
    assert answer.headers["Content-Range"] == f"bytes {first}-{last}/256000"
    assert b"".join(answer.streaming_content) == CONTENT[first : last + 1]  # type: ignore[attr-defined]
    assert answer.headers["Content-Length"] == str(last + 1 - first)
    assert answer.headers["Content-Type"] == "video/mp4"
    assert "Content-Encoding" not in answer.headers
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'"


def test_numbers_that_no_file_has_are_answered_with_the_file(client: Client, url: str) -> None:
    """Python reads no number of more than 4,300 digits: it raises."""
    for wanted in (f"bytes={'9' * 5_000}-", f"bytes=0-{'9' * 5_000}", f"bytes=-{'9' * 5_000}", "bytes=٣-"):
        answer = client.get(url, headers={"range": wanted.encode().decode("latin-1")})
        assert answer.status_code == 200
        assert b"".join(answer.streaming_content) == CONTENT  # type: ignore[attr-defined]


def test_what_lies_behind_the_end_is_refused(client: Client, url: str) -> None:
    """The player learns how long the file is."""
    for wanted in ("bytes=256000-", "bytes=-0"):
        answer = client.get(url, headers={"range": wanted})
        assert answer.status_code == 416
        assert answer.headers["Content-Range"] == "bytes */256000"


@pytest.mark.parametrize("wanted", ["bytes=0-1,5-6", "bytes=5-1", "bytes=-", "seconds=0-1", ""])
def test_what_is_not_understood_is_answered_with_the_whole(client: Client, url: str, wanted: str) -> None:
    """As the standard asks."""
    answer = client.get(url, headers={"range": wanted})
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == CONTENT  # type: ignore[attr-defined]


def test_a_part_of_a_file_that_has_changed_is_answered_with_the_whole(client: Client, url: str) -> None:
    """A part of the new file must not be added to one of the old."""
    etag = client.get(url, headers={"range": "bytes=0-1"}).headers["ETag"]
    assert client.get(url, headers={"range": "bytes=0-1", "if-range": etag}).status_code == 206
    assert client.get(url, headers={"range": "bytes=0-1", "if-range": '"older"'}).status_code == 200


def test_wagtail_s_own_answer_still_names_an_encoding_that_is_none(url: str, rf: RequestFactory) -> None:
    """When this fails, `part_of` need not take it away any more."""
    _, _, number, name = url.split("/")
    answer = serve(rf.get(url), int(number), name)
    assert answer.headers["Content-Encoding"] == "None"


def test_a_private_document_stays_private(client: Client, url: str) -> None:
    """Asking for a part is no way around the question who may read it."""
    CollectionViewRestriction.objects.create(
        collection=Collection.get_first_root_node(), restriction_type="login"
    )
    assert client.get(url, headers={"range": "bytes=0-1"}).status_code == 302
