"""No visitor waits for a picture: all that pages ask for is there before, made by the worker."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.template import Context, Template
from PIL import Image
from pytest_django.fixtures import DjangoCaptureOnCommitCallbacks, Settings

from editorial.actions.invalidate_pages import current_generation
from editorial.actions.make_page_renditions import make_page_renditions
from editorial.models import CampaignImage
from editorial.page_renditions import STAND_IN, renditions_of_pages

from .media_samples import picture

pytestmark = pytest.mark.django_db

PICTURE = "{% load wagtailimages_tags %}{% picture image format-{avif,webp,jpeg} width-{400,800} alt='' %}"
SHARED = "{% load wagtailimages_tags %}{% image image fill-1200x630 format-jpeg as shared %}{{ shared.url }}"


@pytest.fixture
def large_image(
    settings: Settings, tmp_path: Any, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> CampaignImage:
    """A picture as a phone makes it, just uploaded."""
    settings.MEDIA_ROOT = tmp_path
    content = ContentFile(picture("JPEG", Image.new("RGB", (1300, 900), "teal")), name="square.jpg")
    with django_capture_on_commit_callbacks(execute=True):
        return CampaignImage.objects.create(title="The square", file=content)


def made(image: CampaignImage) -> set[str]:
    """Return which renditions there are."""
    return set(image.renditions.values_list("filter_spec", flat=True))


def shown(template: str, image: CampaignImage) -> BeautifulSoup:
    """Return what a page shows of a picture that is read anew from the database."""
    found = CampaignImage.objects.get(pk=image.pk)
    return BeautifulSoup(Template(template).render(Context({"image": found})), "html.parser")


def test_the_list_holds_what_the_templates_ask_for() -> None:
    assert {"format-avif|width-1920", "fill-1200x630|format-jpeg", "max-320x160|format-webp"} <= (
        renditions_of_pages()
    )
    assert "format-jpeg|fill-800x500" in renditions_of_pages(), "from within loops and conditions"
    assert STAND_IN in renditions_of_pages()
    assert not any("165x165" in spec for spec in renditions_of_pages()), "the admin's are its own"


def test_the_first_visitor_sees_a_small_picture_and_waits_for_none(large_image: CampaignImage) -> None:
    assert made(large_image) == {STAND_IN}, "made when the picture was stored"
    page = shown(PICTURE, large_image)
    assert page.select("source") == []
    assert page.select_one("img[src$='.jpg'][width='400']")
    assert "format-jpeg.width-400.jpg" in shown(SHARED, large_image).text
    assert made(large_image) == {STAND_IN}


@pytest.mark.slow
def test_the_worker_makes_all_that_pages_ask_for(
    large_image: CampaignImage, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    before = current_generation()
    turns = 0
    with django_capture_on_commit_callbacks(execute=True):
        while make_page_renditions():
            turns += 1
    assert made(large_image) == renditions_of_pages()
    assert turns == len(renditions_of_pages()) - 1, "one at a time, so that mails needn't wait"
    assert current_generation() > before, "kept pages show it whole"
    page = shown(PICTURE, large_image)
    assert [source["type"] for source in page.select("source")] == ["image/avif", "image/webp"]
    assert "fill-1200x630" in shown(SHARED, large_image).text


def test_another_focal_point_asks_for_other_renditions(
    large_image: CampaignImage, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = frozenset({STAND_IN, "fill-1200x630|format-jpeg"})
    monkeypatch.setattr("editorial.actions.make_page_renditions.renditions_of_pages", lambda: few)
    while make_page_renditions():
        pass
    large_image.refresh_from_db()
    large_image.focal_point_x, large_image.focal_point_y = 100, 100
    large_image.focal_point_width = large_image.focal_point_height = 50
    large_image.save()
    assert make_page_renditions() == 1
    while make_page_renditions():
        pass
    cut = large_image.renditions.filter(filter_spec="fill-1200x630|format-jpeg")
    assert cut.values("focal_point_key").distinct().count() == 2


def test_a_picture_that_cannot_be_read_stops_nobody(
    large_image: CampaignImage, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = frozenset({STAND_IN, "format-webp|width-800"})
    monkeypatch.setattr("editorial.actions.make_page_renditions.renditions_of_pages", lambda: few)
    readable = CampaignImage.objects.create(title="B", file=ContentFile(picture("PNG"), name="b.png"))
    large_image.file.storage.delete(large_image.file.name)
    turns = 0
    while make_page_renditions():
        turns += 1
        assert turns < 60
    assert made(readable) == few
    assert made(large_image) == {STAND_IN}
    assert shown(PICTURE, large_image).select_one("img")


def test_a_small_picture_is_made_at_once(settings: Settings, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    image = CampaignImage.objects.create(title="A", file=ContentFile(picture("PNG"), name="a.png"))
    assert len(shown(PICTURE, image).select("source")) == 2
