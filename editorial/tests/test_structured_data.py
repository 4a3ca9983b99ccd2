"""Search engines read what a page is, and nothing in it can break out of its block."""

import json

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from home.models import ContentPage
from tests.factories import create_home


@pytest.fixture
def page(db: None) -> ContentPage:
    added: ContentPage = create_home().add_child(
        instance=ContentPage(
            title="</script><b>About</b> us & them", slug="about", introduction="Who we are.", live=True
        )
    )
    return added


def test_a_page_says_what_it_is_and_where_it_stands(client: Client, page: ContentPage) -> None:
    document = BeautifulSoup(client.get("/en/about/").content, "html.parser")
    (block,) = document.find_all("script", type="application/ld+json")
    graph = {entry["@type"]: entry for entry in json.loads(block.string or "")["@graph"]}
    assert graph["WebPage"]["name"] == page.title
    assert graph["WebPage"]["description"] == "Who we are."
    assert graph["WebPage"]["inLanguage"] == "en"
    assert graph["WebPage"]["url"].endswith("/en/about/")
    assert [step["name"] for step in graph["BreadcrumbList"]["itemListElement"]] == ["Home", page.title]
    assert document.find("b", string="About") is None
