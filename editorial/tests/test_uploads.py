"""What the admin takes can be shown, and what can't be shown is refused in words."""

import json
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django.fixtures import Settings
from wagtail.documents import get_document_model
from wagtail.models import Collection, UploadedFile

from editorial.models import CampaignImage, CleanedFile
from editorial.stored_files.kinds import Kind
from editorial.uploads import KINDS

from .media_samples import (
    drawing,
    exif_block,
    film,
    locked_pdf,
    office_files,
    pdf,
    picture,
    telling_pictures,
    webm,
)

pytestmark = pytest.mark.django_db

SHOWN = Template(
    "{% load wagtailimages_tags %}{% picture image format-{avif,webp,jpeg} width-{20,40} alt='' %}"
    "{% image image fill-30x20 format-jpeg %}{% image image max-165x165 %}"
)


@pytest.fixture(autouse=True)
def media_folder(settings: Settings, tmp_path: Any) -> None:
    """Keep each test's files to itself."""
    settings.MEDIA_ROOT = tmp_path


def upload_picture(client: Client, name: str, content: bytes, **fields: str) -> dict[str, Any]:
    """Drop a picture onto the page for adding several; return the answer."""
    file = SimpleUploadedFile("x", content)
    file._name = name  # type: ignore[attr-defined]  # past the browser, which has its own limits
    collection = Collection.get_first_root_node()
    assert collection is not None
    form = {"title": name, "files[]": file, "collection": str(collection.pk), **fields}
    answer = client.post(reverse("wagtailimages:add_multiple"), form)
    assert answer.status_code == 200
    found: dict[str, Any] = json.loads(answer.content)
    return found


def upload_document(client: Client, name: str, content: bytes) -> dict[str, Any]:
    """Drop a document onto the page for adding several; return the answer."""
    collection = Collection.get_first_root_node()
    assert collection is not None
    form = {"title": name, "files[]": SimpleUploadedFile(name, content), "collection": str(collection.pk)}
    answer = client.post(reverse("wagtaildocs:add_multiple"), form)
    assert answer.status_code == 200
    found: dict[str, Any] = json.loads(answer.content)
    return found


def grey_of_sixteen_bits() -> bytes:
    """Return a PNG whose left half is black and whose right half is a middle grey."""
    row = bytes(2 * 20) + (32_768).to_bytes(2, "little") * 20
    return picture("PNG", Image.frombytes("I;16", (40, 20), row * 20))


def pictures_that_are_taken() -> Iterator[tuple[str, bytes, str]]:
    """Find a name, the file, and the format that it is stored in."""
    for name, content in telling_pictures().items():
        ending = "jpg" if name.endswith("heic") else name.rpartition(".")[2]
        yield name, content, ending
    yield "grey.png", grey_of_sixteen_bits(), "png"
    yield "print.jpg", picture("JPEG", drawing("CMYK")), "jpg"
    yield "palette.png", picture("PNG", drawing("P"), transparency=0), "png"
    yield "see-through.png", picture("PNG", drawing("LA")), "png"
    yield "bits.png", picture("PNG", drawing("1")), "png"
    yield "fax.JPG", picture("JPEG", drawing("L")), "JPG"
    yield "wrong.png", picture("JPEG"), "jpg"
    yield "no ending", picture("WEBP"), "webp"
    yield "long.png", picture("PNG", Image.new("RGB", (9000, 3))), "png"
    yield "صورة الساحة.png", picture("PNG"), "png"
    yield "a\x01\u202e" + "b" * 300 + ".png", picture("PNG"), "png"


def test_each_picture_that_is_taken_is_shown(admin_client: Client) -> None:
    for name, content, ending in pictures_that_are_taken():
        answer = upload_picture(admin_client, name, content)
        assert answer["success"], (name, answer)
        image = CampaignImage.objects.order_by("-pk").first()
        assert image is not None
        assert image.file.name.rpartition(".")[2] == ending, name
        assert image.title.isprintable()
        assert image.title
        with image.file.open() as file:
            stored = Image.open(BytesIO(file.read()))
            assert stored.size == (image.width, image.height)
            assert stored.getexif().get(274, 1) == 1, "stands upright without being turned"
        html = SHOWN.render(Context({"image": image}))
        assert html.count("w, ") == 3, name
        assert "not-found" not in html, name
    assert not UploadedFile.objects.exists(), "nothing waits that nobody has looked at"


def test_pictures_keep_their_greys_and_stand_upright(admin_client: Client) -> None:
    upload_picture(admin_client, "grey.png", grey_of_sixteen_bits())
    upload_picture(admin_client, "turned.jpg", picture("JPEG", exif=exif_block(6)))
    grey, turned = CampaignImage.objects.order_by("pk")
    with Image.open(grey.file.path) as stored:
        assert (stored.getpixel((5, 5)), stored.getpixel((35, 5))) == (0, 128)
    with Image.open(turned.file.path) as stored:
        red, green, _blue = stored.convert("RGB").getpixel((28, 3))  # type: ignore[misc]
        assert stored.size == (32, 48)
        assert red > 180 > 60 > green, "what was at the top left is at the top right"


def pictures_that_are_refused() -> dict[str, tuple[bytes, str]]:
    """Return by name a file, and a word of what is said about it."""
    whole = picture("JPEG", Image.effect_noise((300, 300), 90))
    animated = telling_pictures()["a.gif"]
    # Says that it is large; nobody should get as far as finding that it isn't.
    size = b"IHDR" + struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + size + struct.pack(">I", zlib.crc32(size))
    return {
        "cut.jpg": (whole[: len(whole) // 2], "damaged"),
        "cut.png": (picture("PNG", Image.effect_noise((90, 90), 90))[:-2000], "damaged"),
        "head.gif": (animated[:20], "damaged"),
        "cut.gif": (animated[: len(animated) // 2] + b"\xff" * 30, "damaged"),
        "cut.webp": (picture("WEBP")[:60], "damaged"),
        "cut.heic": (telling_pictures()["a.heic"][:200], "damaged"),
        "empty.png": (b"", "empty"),
        "bomb.png": (
            bomb + bytes(4) + b"IDAT" + struct.pack(">I", zlib.crc32(b"IDAT")),
            "at most 64 million",
        ),
        "drawing.svg": (
            b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
            "Not a supported",
        ),
        "page.png": (b"<html>", "Not a supported"),
        "document.jpg": (pdf(), "Not a supported"),
        "zip.png": (office_files()["a.zip"], "Not a supported"),
    }


def test_each_picture_that_cannot_be_shown_is_refused_in_words(admin_client: Client) -> None:
    for name, (content, words) in pictures_that_are_refused().items():
        answer = upload_picture(admin_client, name, content)
        assert not answer["success"], name
        assert words in answer["error_message"], (name, answer["error_message"])
    assert not CampaignImage.objects.exists()


def test_the_editor_is_told_what_is_taken_out_and_what_was(admin_client: Client) -> None:
    form = admin_client.get(reverse("wagtailimages:add")).content.decode()
    assert "Before we store a file, we take out what nobody sees in it" in form
    assert "where it was made" in upload_picture(admin_client, "a.jpg", telling_pictures()["a.jpg"])["form"]
    image = CampaignImage.objects.get()
    again = admin_client.get(reverse("wagtailimages:edit", args=[image.pk])).content.decode()
    assert "Taken out of this file, so that nobody learns it: where it was made" in again
    assert "Taken out" not in upload_picture(admin_client, "b.png", picture("PNG"))["form"]
    assert "names of people" in upload_document(admin_client, "a.pdf", pdf())["form"]
    for thing in (*CampaignImage.objects.all(), *get_document_model().objects.all()):
        thing.delete()
    assert not CleanedFile.objects.exists()


def test_what_wagtail_notes_of_a_file_is_that_of_the_stored_one(admin_client: Client) -> None:
    upload_picture(admin_client, "a.jpg", telling_pictures()["a.jpg"])
    upload_document(admin_client, "a.pdf", pdf())
    for thing in (CampaignImage.objects.get(), get_document_model().objects.get()):
        noted = thing.file_hash
        assert thing.file_size == thing.file.size
        thing._set_file_hash()
        assert thing.file_hash == noted


def documents() -> Iterator[tuple[str, bytes, str]]:
    """Find a name, the file, and a word of what is said against it; nothing where it is taken."""
    yield "a.pdf", pdf(), ""
    yield "a.mp4", film(), ""
    yield "a.webm", webm(), ""
    yield "a.vtt", "\ufeffWEBVTT\n\n00:00.000 --> 00:01.000\nŁódź\n".encode(), ""
    yield "a.txt", "Żółć, الساحة".encode(), ""
    yield "a.csv", "Żółć;1".encode("utf-16"), ""
    for name, content in office_files().items():
        yield name, content, ""
    yield "b.mp4", pdf(), "in it is a PDF"
    yield "c.mp4", film(b"hvc1"), "Many browsers"
    yield "d.mp4", webm(), "in it is a video"
    yield "b.webm", webm(b"V_MPEG4/ISO/AVC"), "Many browsers"
    yield "b.vtt", b"1\n00:00:00,000 --> 00:00:01,000\nHello\n", "in it is plain text"
    yield "b.pdf", film(), "in it is a video"
    yield "c.pdf", b"%PDF-1.7\nnothing", "damaged"
    yield "locked.pdf", locked_pdf(), "locked with a password"
    yield "b.docx", office_files()["a.xlsx"], "an office document of another kind"
    yield "b.odt", office_files()["a.zip"], "an archive"
    yield "b.txt", bytes(range(256)), "something else"
    yield "c.txt", picture("PNG"), "a picture"
    yield "a.exe", b"MZ", "not allowed"
    yield "empty.pdf", b"", "empty"


def test_a_document_is_what_its_name_says_or_is_refused_in_words(admin_client: Client) -> None:
    for name, content, words in documents():
        answer = upload_document(admin_client, name, content)
        assert answer["success"] is (words == ""), (name, answer)
        assert words in answer.get("error_message", ""), (name, answer["error_message"])
    assert set(KINDS) == set(Kind)


def test_a_picture_that_is_gone_or_damaged_takes_no_page_away(admin_client: Client) -> None:
    for name in ("gone.png", "damaged.png"):
        upload_picture(admin_client, name, picture("PNG", Image.effect_noise((90, 90), 90)))
    damaged, gone = CampaignImage.objects.order_by("-pk")
    gone.file.storage.delete(gone.file.name)
    with open(damaged.file.path, "r+b") as file:  # noqa: PTH123
        file.truncate(1000)
    for image in CampaignImage.objects.all():
        assert "not-found" in SHOWN.render(Context({"image": image}))
        for name in ("edit", "delete"):
            url = reverse(f"wagtailimages:{name}", args=[image.pk])
            assert admin_client.get(url).status_code == 200, name
    assert admin_client.get(reverse("wagtailimages:index")).status_code == 200


def test_a_document_that_is_gone_is_not_found(admin_client: Client, client: Client) -> None:
    document = get_document_model().objects.create(title="A", file=ContentFile(b"a", name="a.txt"))
    document.file.storage.delete(document.file.name)
    assert client.get(document.url).status_code == 404
    assert admin_client.get(reverse("wagtaildocs:edit", args=[document.pk])).status_code == 200
    assert admin_client.get(reverse("wagtaildocs:index")).status_code == 200
