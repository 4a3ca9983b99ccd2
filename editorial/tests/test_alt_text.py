"""A picture is described in words, never by the name of its file."""

import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import RequestFactory
from wagtail.admin.userbar import AccessibilityItem
from wagtail.documents import get_document_model

from editorial.alt_text import FILE_NAME_PATTERN, is_file_name
from editorial.blocks import CaptionedImageBlock, PictureGalleryBlock, VideoBlock
from editorial.content_checker import CampaignContentChecker, use_own_checks
from editorial.models import CampaignImage

from .media_samples import film, pdf, picture

FILE_NAMES = [
    *(
        "photo.jpg",
        "IMG_2041",
        "IMG 2041",
        "DSC00012",
        "PXL 20260102 030405",
        "Screenshot 2026-01-02 at 10.11.12",
    ),
    *("Bildschirmfoto 2026 01 02", "Capture d’écran 2026-01-02", "WhatsApp Image 2026-01-02 at 10.11.12"),
    *("20260102 030405", "8f14e45f-ceea-467f-9c3a-1d2b3c4d5e6f", "صورة 12", "image", "banner_final_v2"),
]
DESCRIPTIONS = [
    *("An empty square", "The image of a camera above a market", "Photo of Ada at the demonstration in 2026"),
    *("ساحة بلا كاميرات", "Żółty plac", "Πλατεία", "空的广场", "EU 2026", "Ada", "Signals above the street"),
]


def test_names_of_files_are_told_from_descriptions() -> None:
    assert [text for text in FILE_NAMES if not is_file_name(text)] == []
    assert [text for text in DESCRIPTIONS if is_file_name(text)] == []
    assert is_file_name("rally brussels 2", "original_images/rally-brussels-2_aB3dE5f.jpg")
    assert is_file_name("Rally", "original_images/rally.jpg")
    assert not is_file_name("Rally in Brussels", "original_images/rally-in-brussels.jpg")


def image_called(title: str, name: str = "a.png") -> CampaignImage:
    """Return an uploaded picture with that title."""
    return CampaignImage.objects.create(title=title, file=ContentFile(picture("PNG"), name=name))


@pytest.mark.django_db
def test_the_name_of_a_file_is_not_offered_and_not_accepted() -> None:
    image = image_called("IMG 2041", "IMG_2041.png")
    assert image.default_alt_text == ""
    assert image_called("An empty square").default_alt_text == "An empty square"
    for block, value in (
        (CaptionedImageBlock(), {"caption": "", "width": "text", "image": "{}"}),
        (PictureGalleryBlock().child_blocks["pictures"].child_block, {"caption": "", "image": "{}"}),
        (VideoBlock().child_blocks["poster"], "{}"),
    ):
        for text, is_accepted in (("IMG 2041", False), ("An empty square", True)):
            described = {"image": image.pk, "alt_text": text, "decorative": False}
            raw = described if value == "{}" else {**value, "image": described}  # type: ignore[dict-item]
            if is_accepted:
                block.clean(block.to_python(raw))
            else:
                with pytest.raises(ValidationError):
                    block.clean(block.to_python(raw))


def test_the_checks_beside_the_editor_say_so() -> None:
    items: list[object] = [AccessibilityItem()]
    request = RequestFactory().get("/")
    use_own_checks(request, items, None)
    (checker,) = items
    assert isinstance(checker, CampaignContentChecker)
    spec = checker.get_axe_configuration(request)
    (check,) = [each for each in spec["spec"]["checks"] if each["id"] == "check-image-alt-text"]
    pattern = json.loads(json.dumps(check["options"]))["pattern"]
    assert pattern == FILE_NAME_PATTERN
    assert [text for text in FILE_NAMES if not re.search(pattern, text, re.IGNORECASE)] == []
    assert "file" in str(spec["messages"]["alt-text-quality"]["error_name"])


@pytest.mark.django_db
def test_only_a_film_is_taken_for_a_film_and_captions_for_captions() -> None:
    model = get_document_model()
    files = {
        name: model.objects.create(title=name, file=ContentFile(content, name=name))
        for name, content in {
            "a.mp4": film(),
            "phone.mp4": film(b"hvc1"),
            "a.pdf": pdf(),
            "a.vtt": b"WEBVTT\n",
            "a.txt": b"Hello",
        }.items()
    }
    files["gone.mp4"] = model.objects.create(title="gone", file=ContentFile(film(), name="gone.mp4"))
    files["gone.mp4"].file.storage.delete(files["gone.mp4"].file.name)
    block = VideoBlock()

    def problems(**chosen: str) -> set[str]:
        raw = {"title": "A", **{field: files[name].pk for field, name in chosen.items()}}
        try:
            block.clean(block.to_python(raw))
        except ValidationError as error:
            return set(error.block_errors)  # type: ignore[attr-defined]
        return set()

    assert problems(file="a.mp4", captions="a.vtt") == set()
    assert problems(file="a.pdf", captions="a.txt") == {"file", "captions"}
    assert problems(file="phone.mp4") == problems(file="gone.mp4") == {"file"}
    published = block.to_python({"title": "A", "file": files["a.pdf"].pk, "captions": files["a.txt"].pk})
    assert "<video" not in block.render(published), "what was published before is no dead player"
    with_text = block.to_python({"title": "A", "file": files["a.mp4"].pk, "captions": files["a.txt"].pk})
    assert "<track" not in block.render(with_text)
