"""What a block names is gone: visitors miss nothing and meet no dead end, and the editor is told."""

import json
import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.http import HttpRequest
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
)

from coalition.coalition_page import CoalitionPage
from editorial.loose_ends import loose_ends
from editorial.models import CampaignImage, Section
from tests.factories import create_home

pytestmark = pytest.mark.django_db

HOLLOW = re.compile(r"<(h[1-6]|li|p|a)\b(?![^>]*aria-hidden)[^>]*>\s*</\1>")
LINK = re.compile(r'href="([^"]*)"')
TITLE = "Faces in public"


@pytest.fixture
def home() -> Page:
    """The root of the site."""
    return create_home()


@pytest.fixture
def target(home: Page) -> Page:
    """A public page that blocks lead to."""
    return home.add_child(instance=CoalitionPage(title=TITLE, slug="faces", introduction="All of it."))


@pytest.fixture
def visit(rf: RequestFactory) -> HttpRequest:
    """A visitor's request."""
    return rf.get("/en/")


def item(value: Any) -> dict[str, Any]:
    """Return the stored form of an item of a list."""
    return {"type": "item", "value": value, "id": str(uuid4())}


def naming(key: int) -> list[dict[str, Any]]:
    """Return a stream of each block that leads to a page, leading to this one."""
    card = {"page": key, "title": "", "text": "Show us what is watching.", "accent": "2"}
    blocks = {
        "pillar_cards": {
            "heading": "Pillars",
            "cards": [item(card), item({**card, "title": "Its own title"})],
        },
        "page_cards": {"heading": "Read on", "pages": [item(key)]},
        "call_to_action": {"heading": "Act", "text": "Now.", "button": "Go", "page": key, "address": ""},
        "rich_text": f'<p>Read <a linktype="page" id="{key}">this</a> today.</p>',
        "member_logos": {"heading": "Together", "page": key},
    }
    return [{"type": name, "value": value, "id": str(uuid4())} for name, value in blocks.items()]


def page_with(home: Page, stream: list[dict[str, Any]]) -> CoalitionPage:
    """Return a page with these blocks."""
    page = home.add_child(instance=CoalitionPage(title="Home", slug="blocks", body=json.dumps(stream)))
    return CoalitionPage.objects.get(pk=page.pk)


def shown(page: CoalitionPage, request: HttpRequest) -> dict[str, str]:
    """Return what visitors see of each block."""
    template = Template("{% load wagtailcore_tags %}{% include_block value %}")
    return {
        block.block_type: template.render(Context({"value": block, "request": request, "page": page}))
        for block in page.body
    }


def delete(target: Page) -> None:
    """Delete the page for good."""
    Page.objects.get(pk=target.pk).delete()


def unpublish(target: Page) -> None:
    """Take the page off the site, as an editor or its expiry does."""
    target.unpublish(set_expired=True)


def make_private(target: Page) -> None:
    """Let only people who sign in see the page."""
    PageViewRestriction.objects.create(page=target, restriction_type="login")


def move_away(target: Page) -> None:
    """Put the page where no site is, so that it has no address."""
    root = Page.get_first_root_node()
    assert root is not None
    elsewhere = root.add_child(instance=Page(title="Elsewhere", slug="elsewhere"))
    Page.objects.get(pk=target.pk).move(Page.objects.get(pk=elsewhere.pk), pos="last-child")


@pytest.mark.parametrize("fate", [delete, unpublish, make_private, move_away])
def test_a_block_that_leads_nowhere_is_left_out_and_told(
    fate: Callable[[Page], None], home: Page, target: Page, visit: HttpRequest
) -> None:
    page = page_with(Page.objects.get(pk=home.pk), naming(target.pk))
    before = shown(page, visit)
    assert loose_ends(page) == []
    assert {
        name for name, html in before.items() for link in LINK.findall(html) if link.endswith("/faces/")
    } == {*before}
    assert TITLE in before["page_cards"]

    fate(target)

    page = CoalitionPage.objects.get(pk=page.pk)
    after = shown(page, visit)
    for name, html in after.items():
        assert not LINK.findall(html), name
        assert TITLE not in html, name
        assert not HOLLOW.search(html), name
        assert "None" not in html, name
    assert "<h2" not in after["page_cards"] + after["call_to_action"], "no heading stands above nothing"
    assert re.search(r"Read <a>this</a> today", after["rich_text"]), "the words stay"
    assert "Show us what is watching" not in re.sub("Its own title.*", "", after["pillar_cards"], flags=re.S)
    told = {end.place for end in loose_ends(page)}
    assert told == {str(block.block.label) for block in page.body}
    reason = "deleted" if fate is delete else TITLE
    assert all(reason in end.reason for end in loose_ends(page))


def test_what_lies_in_the_same_private_part_may_lead_there(
    home: Page, target: Page, visit: HttpRequest
) -> None:
    page = page_with(target, naming(target.pk))
    make_private(target)
    assert "/faces/" in shown(page, visit)["page_cards"]
    assert loose_ends(page) == []


def test_files_that_are_gone_or_private_are_left_out_and_told(home: Page, visit: HttpRequest) -> None:
    image = CampaignImage.objects.create(title="Square", file=get_test_image_file(size=(8, 8)))
    gone, private = (
        get_document_model().objects.create(title=title, file=ContentFile(b"0", name="poster.pdf"))
        for title in ("Gone", "Private")
    )
    download = {"title": "Poster", "text": ""}
    stream = [
        ("image", {"image": {"image": image.pk, "alt_text": "A", "decorative": False}, "caption": "Noon"}),
        ("document_download", {**download, "document": gone.pk}),
        ("document_download", {**download, "document": private.pk}),
        ("rich_text", f'<p>Take <a linktype="document" id="{private.pk}">this</a>.</p>'),
    ]
    page = page_with(home, [{"type": name, "value": value, "id": str(uuid4())} for name, value in stream])
    assert loose_ends(page) == []

    inner = Collection.get_first_root_node().add_child(instance=Collection(name="Inner circle"))
    CollectionViewRestriction.objects.create(collection=inner, restriction_type="login")
    private.collection = inner
    private.save()
    image.delete()
    gone.delete()

    page = CoalitionPage.objects.get(pk=page.pk)
    template = Template("{% load wagtailcore_tags %}{% include_block value %}")
    html = template.render(Context({"value": page.body, "request": visit, "page": page}))
    assert not LINK.findall(html)
    assert "Poster" not in html
    assert "Noon" not in html
    assert len(loose_ends(page)) == 4


@pytest.mark.parametrize("key", ["abc", "", "99999999999999999999999", "-1", "٣"])
def test_a_link_that_no_editor_of_ours_has_made_breaks_no_page(
    key: str, home: Page, visit: HttpRequest
) -> None:
    text = f'<p><a linktype="page" id="{key}">One</a> <a linktype="document" id="{key}">two</a></p>'
    page = page_with(home, [{"type": "rich_text", "value": text, "id": str(uuid4())}])
    assert "<a>One</a> <a>two</a>" in shown(page, visit)["rich_text"]
    assert loose_ends(page) == []


@pytest.mark.slow
def test_editors_are_told_when_they_open_the_page_and_in_a_report(
    client: Client, home: Page, target: Page
) -> None:
    page = page_with(home, naming(target.pk))
    page.save_revision().publish()
    client.force_login(User.objects.create_superuser("editor"))
    report, edit = reverse("editorial_loose_ends"), reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "Page cards" not in client.get(report).content.decode()
    assert "leads nowhere" not in client.get(edit).content.decode()

    unpublish(target)

    text = client.get(report).content.decode()
    assert edit in text
    assert f"Page cards: “{TITLE}” is not public" in text
    assert f"Call to action: “{TITLE}” is not public" in client.get(edit).content.decode()
    client.force_login(User.objects.create_user("nobody"))
    refused = client.get(report)
    assert refused.status_code == 302
    assert refused["Location"].startswith(reverse("wagtailadmin_login"))


def test_a_section_that_leads_nowhere_is_told_as_a_page_is(client: Client, home: Page, target: Page) -> None:
    body = [block for block in naming(target.pk) if block["type"] == "call_to_action"]
    section = Section.objects.create(title="Überall dabei", locale=home.locale, body=json.dumps(body))
    section.save_revision().publish()
    client.force_login(User.objects.create_superuser("editor"))
    report = reverse("editorial_loose_ends")
    edit = reverse("wagtailsnippets_editorial_section:edit", args=[section.pk])
    assert "Überall dabei" not in client.get(report).text
    assert "leads nowhere" not in client.get(edit).text

    unpublish(target)

    assert f"Call to action: “{TITLE}” is not public" in client.get(edit).text
    text = client.get(report).text
    assert edit in text
    assert "Section “Überall dabei”" in text
