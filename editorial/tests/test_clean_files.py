"""What was uploaded before uploads were cleaned is cleaned by a command, and keeps its address."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from PIL import Image
from pytest_django.fixtures import Settings
from wagtail.documents import get_document_model

from editorial.models import CampaignImage, CleanedFile

from .media_samples import SECRETS, pdf, picture, telling_pictures

pytestmark = pytest.mark.django_db


def run(*options: str) -> str:
    """Return what the command says."""
    output = StringIO()
    call_command("clean_files", *options, stdout=output)
    return output.getvalue()


def test_all_files_of_earlier_days_are_cleaned(client: Client, settings: Settings, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    images = {
        name: CampaignImage.objects.create(title=name, file=ContentFile(picture("PNG"), name=name))
        for name in ("told.jpg", "phone.heic", "broken.png", "gone.png", "clean.png")
    }
    document = get_document_model().objects.create(title="P", file=ContentFile(b"text", name="p.pdf"))
    url = document.url
    before = telling_pictures()
    # As they were stored before: past the storage, which cleans.
    for name, content in {
        "told.jpg": before["a.jpg"],
        "phone.heic": before["a.heic"],
        "broken.png": picture("PNG", Image.effect_noise((90, 90), 90))[:3000],
    }.items():
        Path(images[name].file.path).write_bytes(content)
    Path(document.file.path).write_bytes(pdf())
    Path(images["gone.png"].file.path).unlink()
    images["told.jpg"].get_rendition("max-20x20")

    said = run("--dry-run")
    assert "(3/6)" in said
    assert "original_images/told.jpg: cleaned" in said
    assert Path(images["told.jpg"].file.path).read_bytes() == before["a.jpg"]

    said = run()
    assert "6 files: 3 cleaned, 1 can't be read, 1 gone from the storage, 1 clean already." in said
    told, phone = CampaignImage.objects.get(title="told.jpg"), CampaignImage.objects.get(title="phone.heic")
    assert told.file.name == "original_images/told.jpg"
    assert phone.file.name == "original_images/phone.jpg"
    assert not told.renditions.exists()
    assert "where it was made" in CleanedFile.words_for(told.file.name)
    for path in tmp_path.rglob("*"):
        kept = path.read_bytes() if path.is_file() else b""
        assert [secret for secret in SECRETS if secret in kept] == [], path
    assert sorted(path.name for path in (tmp_path / "original_images").iterdir()) == [
        *("broken.png", "clean.png", "phone.jpg", "told.jpg")
    ]
    answer = client.get(url)
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]

    assert "4 clean already" in run(), "a second time there is nothing to do"
