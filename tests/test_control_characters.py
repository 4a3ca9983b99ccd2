"""Characters that nobody sees come along with what editors paste, and break nothing."""

import json
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.core.serializers.json import DjangoJSONEncoder
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Site

from coalition.coalition_page import CoalitionPage
from coalition.member import Member
from editorial.control_characters import in_all_texts, in_lines, in_one_line
from editorial.models import CampaignImage, SiteSettings
from home.models import HomePage, NewsIndexPage, NewsPage
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.organisations import Organisation

# A line end of slides, one of mainframes, half of a pair, a bell, what isn't a character, and what must stay.
PASTED = "Sign\x0bnow\x85or \ud83dnever\x07\ufffe, \u200fعريضة\u200e 👩\u200d💻"
ONE_LINE = "Sign now or never, \u200fعريضة\u200e 👩\u200d💻"
LINES = "Sign\nnow\nor never, \u200fعريضة\u200e 👩\u200d💻"
# What PostgreSQL can hold of it, for rows that were there before.
STORED_BEFORE = PASTED.replace("\ud83d", "")


def test_what_cannot_be_seen_goes_and_what_ends_a_line_somewhere_does_so_everywhere() -> None:
    assert in_one_line(PASTED) == ONE_LINE
    assert in_lines(PASTED) == LINES
    assert in_lines("a\r\n\tb\nc") == "a\r\n\tb\nc"
    assert in_one_line("a\r\n\tb\nc") == "a b c"
    assert in_all_texts({"a": [PASTED, 1, None, True], "b": ("c\nd",)}) == {
        "a": [ONE_LINE, 1, None, True],
        "b": ["c\nd"],
    }


def test_every_text_that_somebody_pastes_is_cleaned_when_it_is_saved(home: HomePage) -> None:
    """Pages, blocks, rich text, settings, members, files, accounts."""
    body = [
        ("heading", {"text": PASTED, "level": "2"}),
        ("rich_text", f"<p>{PASTED}</p>"),
        ("steps", {"heading": "", "steps": [{"title": PASTED, "text": PASTED}]}),
    ]
    page = home.add_child(
        instance=CoalitionPage(title=PASTED, slug="who", introduction=PASTED, seo_title=PASTED, body=body)
    )
    page = CoalitionPage.objects.get(pk=page.pk)
    assert (page.title, page.draft_title, page.seo_title) == (ONE_LINE, ONE_LINE, ONE_LINE)
    assert page.introduction == LINES
    heading, text, steps = page.body
    assert heading.value["text"] == ONE_LINE
    assert text.value.source == f"<p>{ONE_LINE}</p>"
    assert steps.value["steps"][0]["title"] == ONE_LINE
    petition_page = home.add_child(
        instance=PetitionPage(
            title=PASTED, slug="petition", demand=PASTED, confirmation_subject=PASTED, privacy_notice=PASTED
        )
    )
    petition_page.refresh_from_db()
    assert (petition_page.confirmation_subject, petition_page.demand) == (ONE_LINE, LINES)
    assert petition_page.privacy_notice == LINES
    petition = petition_page.petition
    petition.save()
    petition.refresh_from_db()
    assert petition.name == ONE_LINE
    organisation = Organisation.objects.create(name=PASTED, address="Square 1\x0b1000 Brussels", country="BE")
    assert (organisation.name, organisation.address) == (ONE_LINE, "Square 1\n1000 Brussels")
    image = CampaignImage(title=PASTED, credit=PASTED, description=PASTED, file=get_test_image_file())
    saved: list[tuple[Any, list[str]]] = [
        (image, ["title", "credit", "description"]),
        (Member(name=PASTED, locale=home.locale), ["name"]),
        (get_document_model()(title=PASTED), ["title"]),
        (SiteSettings(site=Site.objects.get(), controller_name=PASTED), ["controller_name"]),
        (Redirect(old_path="/old", redirect_link=f"/en/?q={PASTED}"), ["redirect_link"]),
        (User(username="ada", first_name=PASTED), ["first_name"]),
        (Collection(name=PASTED, path="00010001", depth=2), ["name"]),
    ]
    for instance, names in saved:
        instance.save()
        instance.refresh_from_db()
        for name in names:
            assert getattr(instance, name).removeprefix("/en/?q=") == ONE_LINE, (type(instance), name)


def test_a_draft_and_what_is_published_from_it_are_clean(home: HomePage) -> None:
    page = home.add_child(instance=CoalitionPage(title="Who", slug="who"))
    page.title, page.introduction = PASTED, PASTED
    page.body = [("heading", {"text": PASTED, "level": "2"})]
    revision = page.save_revision()
    revision.refresh_from_db()
    assert (revision.content["title"], revision.content["introduction"]) == (ONE_LINE, LINES)
    assert json.loads(revision.content["body"])[0]["value"]["text"] == ONE_LINE
    draft = revision.as_object()
    assert (draft.title, draft.body[0].value["text"]) == (ONE_LINE, ONE_LINE)
    revision.publish()
    page.refresh_from_db()
    assert (page.title, page.introduction, page.body[0].value["text"]) == (ONE_LINE, LINES, ONE_LINE)


@pytest.mark.slow
def test_what_was_stored_before_breaks_no_feed_calendar_sitemap_or_picture(
    client: Client, home: HomePage
) -> None:
    index = home.add_child(instance=NewsIndexPage(title="News", slug="news"))
    item = index.add_child(instance=NewsPage(title="One", slug="one", introduction="Two"))
    for page, model in ((home, HomePage), (index, NewsIndexPage), (item, NewsPage)):
        model.objects.filter(pk=page.pk).update(title=STORED_BEFORE, introduction=STORED_BEFORE)
    feed = ElementTree.fromstring(client.get("/en/news/feed/").content)  # noqa: S314
    assert feed.findtext("channel/title") == f"{ONE_LINE} – {ONE_LINE}"
    assert feed.findtext("channel/item/title") == ONE_LINE
    assert feed.findtext("channel/item/description") == LINES
    assert len(ElementTree.fromstring(client.get("/sitemap.xml").content)) == 3  # noqa: S314
    html = BeautifulSoup(client.get("/en/news/one/").content, "html.parser")
    data = html.find("script", type="application/ld+json")
    assert data is not None
    assert json.loads(data.get_text())["@graph"][1]["name"] == ONE_LINE
    assert client.get(reverse("share_picture", args=[item.pk])).status_code == 200

    event = {"heading": "Walk", "start": datetime(2030, 5, 4, 12, 0, tzinfo=UTC), "end": None}
    who = home.add_child(instance=CoalitionPage(title="Who", slug="who", body=[("event", event)]))
    stored = list(who.body.raw_data)
    stored[0]["value"]["heading"] = STORED_BEFORE
    CoalitionPage.objects.filter(pk=who.pk).update(body=json.dumps(stored, cls=DjangoJSONEncoder))
    link = BeautifulSoup(client.get("/en/who/").content, "html.parser").select_one(".event-links a")
    assert link is not None
    lines = client.get(str(link["href"])).content.decode().replace("\r\n ", "").split("\r\n")
    assert f"SUMMARY:{LINES}".replace("\n", "\\n").replace(",", "\\,") in lines
