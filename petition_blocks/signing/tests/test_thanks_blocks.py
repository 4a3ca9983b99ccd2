"""Below the thanks for a signature stands what the editor put there, and nothing about who signed."""

import json

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.urls import reverse
from wagtail.blocks import StreamValue
from wagtail_localize.segments.extract import extract_segments

from editorial.blocks import CallToActionBlock
from petition_blocks.mailing.links import confirmation_link
from petition_blocks.page.models import PetitionPage
from petition_blocks.signature.models import Signature, Submission
from tests.factories import HandIn

NEXT = "Now write to your council"


@pytest.fixture
def with_next_step(petition_page: PetitionPage) -> PetitionPage:
    """The petition's page, which asks for one more thing after confirming."""
    petition_page.thanks_body = json.dumps(
        [
            {
                "type": "call_to_action",
                "id": "5d2d1a3c-6d0b-4d4e-9c6c-0f4f9d1f1a01",
                "value": {
                    **CallToActionBlock().get_prep_value(CallToActionBlock().get_default()),
                    "heading": NEXT,
                    "button": "To the council",
                    "address": "https://council.example/",
                },
            }
        ]
    )
    petition_page.save_revision().publish()
    return petition_page


def path_of(submission: Submission) -> str:
    return confirmation_link(submission, "en").split("8000", 1)[1]


def thanks_after(client: Client, submission: Submission) -> tuple[str, BeautifulSoup]:
    """Return the address after confirming, and what is shown there."""
    path = client.post(path_of(submission))["Location"]
    response = client.get(path)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "same-origin"
    return path, BeautifulSoup(response.content, "html.parser")


def test_who_confirms_sees_what_can_be_done_next(
    client: Client, with_next_step: PetitionPage, hand_in: HandIn
) -> None:
    path, page = thanks_after(client, hand_in())
    main = page.select_one("main")
    assert isinstance(main, Tag)
    words = main.get_text(" ", strip=True)
    # The thanks, the way to pass it on and the way to one's own data stay, and come first.
    assert words.index("Pass it on") < words.index("remove your signature") < words.index(NEXT)
    blocks = main.select_one(".stream")
    assert isinstance(blocks, Tag)
    assert path.rstrip("/").rsplit("/", 1)[1] not in str(blocks), "the link stays between us and who has it"


def test_without_blocks_the_page_is_as_it_was(
    client: Client, petition_page: PetitionPage, hand_in: HandIn
) -> None:
    _path, page = thanks_after(client, hand_in())
    assert "Pass it on" in page.get_text()
    assert not page.select("main .stream")


def test_nobody_whose_signature_was_rejected_is_asked_for_more(
    client: Client, with_next_step: PetitionPage, hand_in: HandIn
) -> None:
    path, _page = thanks_after(client, hand_in())
    Signature.objects.update(state=Signature.State.REJECTED)
    assert NEXT not in client.get(path).content.decode()


def test_visitors_of_the_petition_do_not_see_it_before(client: Client, with_next_step: PetitionPage) -> None:
    for path in (with_next_step.url, reverse("petition_thanks", args=["unwatched"])):
        response = client.get(path)
        assert response.status_code == 200
        assert NEXT not in response.content.decode()


def test_translators_get_its_words(with_next_step: PetitionPage) -> None:
    texts = {
        segment.string.data for segment in extract_segments(with_next_step) if hasattr(segment, "string")
    }
    assert {NEXT, "To the council"} <= texts


def test_it_offers_no_second_form(petition_page: PetitionPage) -> None:
    body = petition_page.thanks_body
    assert isinstance(body, StreamValue)
    assert {"petition", "petition_counter", "share_links", "editor_hint"}.isdisjoint(
        body.stream_block.child_blocks
    )


def test_an_editor_tries_it_before_anybody_signs(with_next_step: PetitionPage) -> None:
    assert ("thanks", "Thank you") in [(mode, str(name)) for mode, name in with_next_step.preview_modes]
    response = with_next_step.make_preview_request(preview_mode="thanks")
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    assert NEXT in page.get_text()
    assert [link["href"] for link in page.select(".signature-link a")] == ["#"]


def test_it_can_be_tried_before_the_page_is_saved(petition_page: PetitionPage) -> None:
    page = PetitionPage.with_standard_words(petition_page.locale, title="New", slug="new", demand="No")
    response = page.make_preview_request(preview_mode="thanks")
    assert response.status_code == 200
