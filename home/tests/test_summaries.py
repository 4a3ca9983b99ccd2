"""Each page tells search engines and shared links what it is about, also where nobody thought of them."""

import json

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page

from editorial.beginning import LONGEST, shortened
from home.models import ContentPage, HomePage, NewsIndexPage
from petition_blocks.page.models import PetitionPage

TEXT = "Co roku do naszych rzek trafiają <b>ścieki</b>, o których nikt nie wie."


def description(page: Page) -> str:
    """Return what a public page tells search engines."""
    document = BeautifulSoup(Client().get(page.get_url()).content, "html.parser")
    told = document.select_one("meta[name=description]")
    shared = document.select_one("meta[property='og:description']")
    assert told is not None
    assert shared is not None
    assert told["content"] == shared["content"]
    return str(told["content"])


def published(page: Page, **fields: object) -> Page:
    """Publish a page with these fields."""
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def test_what_editors_wrote_for_them_comes_first_then_how_the_text_begins(about: ContentPage) -> None:
    blocks = [("heading", {"text": "Rzeki", "level": "2"}), ("rich_text", f"<p>{TEXT}</p><p>Wiemy to.</p>")]
    body = json.dumps([{"type": name, "value": value} for name, value in blocks])
    plain = "Co roku do naszych rzek trafiają ścieki, o których nikt nie wie. Wiemy to."
    assert description(published(about, body=body)) == plain
    assert description(published(about, introduction="O nas.")) == "O nas."
    assert description(published(about, search_description="Kim jesteśmy")) == "Kim jesteśmy"


def test_a_petition_is_about_its_demand(petition_page: PetitionPage) -> None:
    assert description(petition_page) == petition_page.demand


def test_a_list_of_news_is_about_the_campaign(home: HomePage) -> None:
    published(home, introduction="Czyste rzeki do 2030 roku.")
    index = home.add_child(instance=NewsIndexPage(title="Aktualności", slug="news"))
    assert description(published(index)) == "Czyste rzeki do 2030 roku."


@pytest.mark.parametrize(
    ("text", "end"), [("słowo " * 60, "słowo…"), ("清潔河流" * 60, "河…"), ("Krótko.", "Krótko.")]
)
def test_a_long_text_is_cut_after_a_word(text: str, end: str) -> None:
    cut = shortened(text.strip())
    assert cut.endswith(end)
    assert len(cut) <= LONGEST
