"""A shared page shows its own title, in its own language, though nobody has made a picture for it."""

from io import BytesIO

import pytest
from django.test import Client
from PIL import Image
from wagtail.models import Locale, Page, Site

from editorial.share_picture import BLACK, draw_share_picture
from home.models import ContentPage, HomePage


def ink(picture: bytes) -> list[int]:
    """Return the columns that hold letters."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    assert image.size == (1200, 630)
    black = tuple(int(BLACK[place : place + 2], 16) for place in (1, 3, 5))
    return [x for x in range(1200) if any(image.getpixel((x, y)) == black for y in range(0, 630, 3))]


@pytest.mark.parametrize(
    ("title", "right_to_left"),
    [
        ("Red lines", False),
        ("Biometrische Massenüberwachung gehört verboten, bevor sie überall steht", False),
        ("Donaudampfschifffahrtsgesellschaftskapitänsmützenverordnungsentwurf", False),
        ("Κόκκινες γραμμές", False),
        ("Красные линии", False),
        ("خطوط حمراء", True),
        ("word " * 200, False),
        ("", False),
    ],
)
def test_every_title_stays_inside_the_frame(title: str, right_to_left: bool) -> None:
    columns = ink(draw_share_picture(title, "Seen", right_to_left=right_to_left))
    assert columns[0] >= 70
    assert columns[-1] <= 1130


def test_a_title_that_reads_from_the_right_stands_at_the_right() -> None:
    assert ink(draw_share_picture("نحن", "", right_to_left=True))[0] > 600
    assert ink(draw_share_picture("We", "", right_to_left=False))[-1] < 600


@pytest.fixture
def page(db: None) -> ContentPage:
    Locale.objects.get_or_create(language_code="en")
    root = Page.get_first_root_node()
    assert root is not None
    home = root.add_child(instance=HomePage(title="Home", slug="campaign"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "testserver", "port": 80, "root_page": home}
    )
    added: ContentPage = home.add_child(instance=ContentPage(title="About", slug="about"))
    return added


def test_a_public_page_names_its_picture(client: Client, page: ContentPage) -> None:
    address = f"/share/{page.pk}.png"
    assert address in client.get("/en/about/").content.decode()
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert "max-age" in response["Cache-Control"]


def test_a_draft_has_no_picture(client: Client, page: ContentPage) -> None:
    page.unpublish()
    assert client.get(f"/share/{page.pk}.png").status_code == 404
    assert client.get("/share/1.png").status_code == 404
