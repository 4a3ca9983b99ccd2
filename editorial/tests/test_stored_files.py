"""What is stored leaves again: no file tells where, when, with what and by whom it was made."""

import zipfile
from io import BytesIO
from typing import cast

import pikepdf
import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import translation
from PIL import Image, ImageChops, ImageOps

from editorial.stored_files.clean import clean
from editorial.stored_files.taken_out import Taken, words_for

from .media_samples import SECRETS, film, office_files, pdf, picture, telling_pictures, webm


def secrets_in(data: bytes) -> list[bytes]:
    """Return what is still told, in archives and in documents' packed parts too."""
    parts = [data]
    if data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for part in archive.infolist():
                parts += secrets_in(archive.read(part))
    return [secret for secret in SECRETS if any(secret in part for part in parts)]


def cleaned(data: bytes) -> tuple[bytes, set[Taken]]:
    """Return the file as it would be stored, and what was taken out of it."""
    found = clean(BytesIO(data))
    return found.file.read(), found.taken


@pytest.mark.parametrize("name", telling_pictures())
def test_a_picture_keeps_its_look_and_tells_nothing(name: str) -> None:
    before = telling_pictures()[name]
    assert secrets_in(before)
    after, taken = cleaned(before)
    assert secrets_in(after) == []
    assert bool(taken - {Taken.DETAILS}) is (name != "a.gif"), "a GIF holds nothing that is told apart"
    with Image.open(BytesIO(before)) as old, Image.open(BytesIO(after)) as new:
        assert new.info.get("icc_profile") == old.info.get("icc_profile")
        assert getattr(new, "n_frames", 1) == getattr(old, "n_frames", 1)
        upright = [ImageOps.exif_transpose(each).convert("RGB") for each in (old, new)]
        difference = cast(tuple[tuple[int, int], ...], ImageChops.difference(*upright).getextrema())
    # The formats that are encoded anew lose a shade at most.
    assert max(high for _low, high in difference) <= (12 if name.endswith(("avif", "heic")) else 0)
    assert cleaned(after) == (after, set()), "a second time, nothing is left to take out"


def test_a_film_keeps_its_pictures_in_their_places_and_tells_nothing() -> None:
    for before in (film(), webm()):
        after, taken = cleaned(before)
        assert secrets_in(after) == []
        assert {Taken.PLACE, Taken.DEVICE, Taken.TIME} <= taken
        assert len(after) == len(before)
        assert after.index(b"THE PICTURE ITSELF") == before.index(b"THE PICTURE ITSELF")
        assert cleaned(after) == (after, set())
    moments = [film().index(kind) + 8 for kind in (b"mvhd", b"tkhd", b"mdhd")]
    clean_film = cleaned(film())[0]
    assert [clean_film[place : place + 8] for place in moments] == [bytes(8)] * 3


def test_a_pdf_keeps_its_pages_and_tells_nothing() -> None:
    before = pdf()
    after, taken = cleaned(before)
    assert secrets_in(after) == []
    assert {Taken.PLACE, Taken.PEOPLE, Taken.DEVICE} <= taken
    with pikepdf.open(BytesIO(after)) as document:
        page = document.pages[0]
        assert page.Contents.read_bytes() == b"q 200 0 0 200 0 0 cm /P Do Q"
        photograph = page.Resources.XObject.P.read_raw_bytes()
        assert Image.open(BytesIO(photograph)).size == (48, 32)
        assert page.Annots[0].Contents == "Hm"
        attached = document.attachments["talk.jpg"].get_file().read_bytes()
        assert Image.open(BytesIO(attached)).size == (48, 32)
        assert secrets_in(attached) == []
    assert cleaned(after) == (after, set())


@pytest.mark.parametrize("name", office_files())
def test_an_office_file_keeps_its_words_and_names_nobody(name: str) -> None:
    before = office_files()[name]
    after, taken = cleaned(before)
    assert secrets_in(after) == []
    assert Taken.PEOPLE in taken
    assert cleaned(after) == (after, set())
    if name == "a.rtf":
        assert after == rb"{\rtf1Come to the square}"
        return
    with zipfile.ZipFile(BytesIO(before)) as old, zipfile.ZipFile(BytesIO(after)) as new:
        assert new.namelist() == old.namelist()
        words = b"".join(new.read(part) for part in new.namelist())
        assert (b'displayName="Places"' in words) is (name == "a.xlsx"), "a table is not a person"
        assert (b"Come to the square" in words) is (name in ("a.docx", "a.odt"))


def test_what_was_taken_out_is_told_in_words() -> None:
    with translation.override("en"):
        assert words_for({Taken.TIME, Taken.PLACE}) == (
            "Taken out of this file, so that nobody learns it: where it was made, when it was made."
        )
    assert words_for(set()) == ""


def test_whichever_way_a_file_comes_it_is_stored_clean() -> None:
    stored = default_storage.save("avatar_images/a.jpg", ContentFile(telling_pictures()["a.jpg"]))
    with default_storage.open(stored) as file:
        assert secrets_in(file.read()) == []
    plain = picture("PNG")
    stored = default_storage.save("a.png", ContentFile(plain))
    with default_storage.open(stored) as file:
        assert file.read() == plain, "what tells nothing stays as it is"
    with pytest.raises(SuspiciousFileOperation):
        default_storage.save("a.jpg", ContentFile(telling_pictures()["a.jpg"][:400]))


@pytest.mark.parametrize(
    "name",
    [
        "صورة " * 50 + ".jpg",
        "a\x01\u202egpj.exe.jpg",
        "字" * 200 + ".pdf",
        "." * 30 + ".png",
        "😀.jpg",
        ".pdf",
        "x" * 300,
    ],
)
def test_every_name_of_a_file_becomes_one_that_can_be_stored(name: str) -> None:
    stored = default_storage.save(
        default_storage.generate_filename(f"documents/{name}"), ContentFile(b"text"), max_length=100
    )
    folder, _, last = stored.rpartition("/")
    assert folder == "documents"
    assert 0 < len(last.encode()) <= 140
    assert len(stored) <= 100
    assert all(letter.isalnum() or letter in "._-" for letter in last)
    assert not last.startswith(".")
    assert default_storage.exists(stored)
