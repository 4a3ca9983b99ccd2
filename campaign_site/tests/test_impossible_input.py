"""What no form of the admin sends is refused in words, on every database, and breaks nothing."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import BadRequest, ValidationError
from django.db import DataError
from django.test import Client
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.admin.views.pages.copy import CopyView
from wagtail.admin.views.pages.ordering import SetPagePositionView
from wagtail.models import Page

from campaign_site.impossible_input import is_impossible_value
from coalition.member import Member
from editorial.workarounds.copying_below_a_deleted_page import upstream_post as upstream_copy
from editorial.workarounds.garbled_rich_text import upstream_to_database_format
from editorial.workarounds.moving_the_root import upstream_post
from home.models import ContentPage, HomePage

pytestmark = pytest.mark.django_db

BIG = "9" * 23
# Signs without a word, of which each is a command to some search engine; and letters of no index.
ODD_QUERIES = ["'\"\\", "*", "\\", '"', "(", "a:b", "NEAR(", "- -", "%", "ي\u0640", "\ufffd", "x" * 5000]
RICH_TEXT = {
    "blocks": [{"key": "a", "text": "Faces \ud83d here\0", "type": "unstyled", "depth": 0}],
    "entityMap": {},
}


@pytest.fixture
def editor(home: HomePage) -> Client:
    """The browser of somebody who may do everything, and who gets answers instead of exceptions."""
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_superuser("editor"))
    return client


@pytest.fixture
def page(home: HomePage) -> ContentPage:
    """A page with a rich text."""
    Member.objects.create(name="Open Squares", locale=home.locale)
    page: ContentPage = home.add_child(
        instance=ContentPage(title="About", slug="about", body=[("rich_text", "<p>Before</p>")])
    )
    page.save_revision().publish()
    return page


def form_of(page: Page, rich_text: str) -> dict[str, str]:
    """Return what the editor of the page sends, with this as its rich text."""
    return {
        "title": "About",
        "slug": "about",
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "rich_text",
        "body-0-id": "",
        "body-0-value": rich_text,
        **{f"comments-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")},
    }


def odd_urls(page: Page) -> Iterator[str]:
    """Yield addresses of the admin's lists and choosers with what none of its links holds."""
    lists = [
        reverse("wagtailadmin_explore", args=[page.get_parent().pk]),
        reverse("wagtailadmin_pages:search"),
        reverse("wagtailsnippets_coalition_member:list"),
        reverse("wagtailimages:index"),
        reverse("wagtaildocs:index"),
        reverse("wagtailusers_users:index"),
        reverse("wagtailredirects:index"),
        reverse("wagtailadmin_reports:site_history"),
    ]
    odd = (
        f"ordering=zz&p=zz&locale=zz&owner={BIG}&user={BIG}&site={BIG}&content_type={BIG}&collection_id={BIG}"
    )
    yield from (f"{url}?{odd}" for url in lists)
    for chooser in (
        "wagtailsnippetchoosers_coalition_member:chosen_multiple",
        "wagtailimages_chooser:chosen_multiple",
        "wagtaildocs_chooser:chosen_multiple",
        "wagtailadmin_choose_page_chosen_multiple",
    ):
        yield from (f"{reverse(chooser)}?id={key}" for key in ("zz", BIG, "-1", "1%2C2"))
    for key in ("zz", BIG):
        yield reverse("wagtailsnippetchoosers_coalition_member:chosen", args=["1"]).replace("/1/", f"/{key}/")
        yield reverse("wagtailsnippets_coalition_member:edit", args=["1"]).replace("/1/", f"/{key}/")
        yield f"{reverse('wagtailadmin_choose_page')}?target_pages={key}&page_type=zz.Zz&locale=zz"
    yield f"{reverse('wagtailadmin_choose_page_external_link')}?link_url=http://[&link_text=%ff"
    yield f"{reverse('wagtailadmin_choose_page_email_link')}?link_url=http://["


def test_an_address_made_by_hand_is_no_server_error(editor: Client, page: ContentPage) -> None:
    failed = {url: answer for url in odd_urls(page) if (answer := editor.get(url).status_code) >= 500}
    assert failed == {}


def test_signs_that_are_no_words_can_be_looked_for(editor: Client, page: ContentPage) -> None:
    url = reverse("wagtailadmin_pages:search_results")
    for query in ODD_QUERIES:
        answer = editor.get(url, {"q": query})
        assert answer.status_code == 200, query
        assert editor.get("/en/search/", {"q": query}).status_code == 200, query
    assert "About" in editor.get(url, {"q": "abou"}).content.decode()


@pytest.mark.parametrize(
    "url", ["http://[", "http://testserver/en/\x00/", "/en/%00/", "//", "/en/" + "a/" * 900]
)
def test_a_link_that_leads_nowhere_can_be_typed(url: str, editor: Client, page: ContentPage) -> None:
    chooser = reverse("wagtailadmin_choose_page_external_link")
    names = {"external-link-chooser-url": url, "external-link-chooser-link_text": "Here"}
    assert editor.post(chooser, names).status_code < 500


def test_the_root_stays_where_it_is(editor: Client, page: ContentPage) -> None:
    root = Page.get_first_root_node()
    assert root is not None
    home = page.get_parent()
    for name, keys in (
        ("set_page_position", [root.pk]),
        ("move", [root.pk]),
        ("move_confirm", [root.pk, home.pk]),
        ("move_confirm", [home.pk, page.pk]),
        ("set_page_position", [home.pk]),
        ("lock", [root.pk]),
        ("unlock", [root.pk]),
    ):
        url = reverse(f"wagtailadmin_pages:{name}", args=keys)
        for position in ("", "0", "-1", "zz"):
            assert editor.post(f"{url}?position={position}").status_code < 500, (name, position)
        assert editor.get(url).status_code < 500, name
    assert Page.objects.get(pk=page.pk).get_parent().pk == home.pk
    assert not Page.objects.get(pk=root.pk).locked
    assert Page.find_problems() == ([], [], [], [], [])


@pytest.mark.parametrize(
    "garbled",
    ["", "not JSON", "7", "[]", '{"blocks": 7}', json.dumps({"blocks": [{"text": 3}]})],
)
def test_rich_text_that_is_none_is_refused_and_nothing_is_lost(
    garbled: str, editor: Client, page: ContentPage
) -> None:
    answer = editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page, garbled))
    assert answer.status_code == 400
    assert "Before" in str(ContentPage.objects.get(pk=page.pk).get_latest_revision_as_object().body)


def test_half_an_emoji_and_a_nul_character_cost_nothing_else(editor: Client, page: ContentPage) -> None:
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert editor.post(url, form_of(page, json.dumps(RICH_TEXT))).status_code == 302
    saved = ContentPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert "Faces \N{REPLACEMENT CHARACTER} here<" in str(saved.body)


@pytest.mark.parametrize(
    ("total", "status"), [("3", 200), ("2000", 400), (BIG, 400), ("x", 200), ("٩٩٩", 400)]
)
def test_a_form_holds_no_more_forms_than_fields(total: str, status: int, editor: Client) -> None:
    url = reverse("wagtailadmin_workflows:add")
    answer = editor.post(url, {"name": "", "pages-TOTAL_FORMS": total, "pages-INITIAL_FORMS": "0", "c": "d"})
    assert answer.status_code == status


@pytest.mark.parametrize("parent", ["987654", ""])
def test_a_parent_that_was_deleted_meanwhile_is_asked_for_again(
    parent: str, editor: Client, page: ContentPage
) -> None:
    form = {"new_title": "A copy", "new_slug": "a-copy", "new_parent_page": parent}
    answer = editor.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form)
    assert answer.status_code == 200
    assert "A copy" in answer.content.decode(), "what was typed is lost"
    assert answer.context["form"].errors.keys() == {"new_parent_page"}
    assert not Page.objects.filter(slug="a-copy").exists()


@pytest.mark.parametrize("url", ["nowhere", "2026-02-31T25:61"])
def test_an_address_to_go_on_to_that_is_none_is_refused(url: str, editor: Client, page: ContentPage) -> None:
    answer = editor.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]), {"next": url})
    assert answer.status_code == 400


def test_a_form_that_nobody_filled_in_like_this_is_refused(editor: Client, page: ContentPage) -> None:
    sent = form_of(page, json.dumps({"blocks": [], "entityMap": {}}))
    for name in sent:
        without = {other: value for other, value in sent.items() if other != name}
        answer = editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), without)
        assert answer.status_code < 500, f"without {name}"
        answer = editor.post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]), {**sent, name: f"{sent[name]}\0"}
        )
        assert answer.status_code < 500, name
    assert "\0" not in ContentPage.objects.get(pk=page.pk).get_latest_revision().content["title"]


@pytest.mark.parametrize(
    ("exception", "impossible"),
    [
        (DataError("invalid byte sequence"), True),
        (ValueError("Field 'id' expected a number but got 'zz'."), True),
        (OverflowError("Python int too large to convert to SQLite INTEGER"), True),
        (MultiValueDictKeyError("body-0-type"), True),
        (ValidationError("“�” value must be an integer."), True),
        (ValueError("too many values to unpack"), False),
        (KeyError("body"), False),
        (UnicodeEncodeError("ascii", "ż", 0, 1, "ordinal not in range(128)"), False),
    ],
)
def test_faults_of_our_own_stay_server_errors(exception: Exception, impossible: bool) -> None:
    assert is_impossible_value(exception) is impossible


class TestUpstream:
    """Once one of these fails, upstream needs that workaround no more."""

    def test_still_fails_at_moving_the_root(self, rf: Any, editor: Client) -> None:
        """See `moving_the_root`."""
        request = rf.post("/")
        request.user = User.objects.get(username="editor")
        root = Page.get_first_root_node()
        assert root is not None
        with pytest.raises(AttributeError):
            upstream_post(SetPagePositionView(), request, root.pk)

    def test_still_fails_at_copying_below_a_deleted_page(self, rf: Any, editor: Client) -> None:
        """See `copying_below_a_deleted_page`."""
        with pytest.raises(Page.DoesNotExist):
            upstream_copy(CopyView(), rf.post("/", {"new_parent_page": "987654"}), 1)

    def test_still_takes_any_rich_text(self) -> None:
        """See `garbled_rich_text`."""
        converter = ContentstateConverter([])
        with pytest.raises(ValueError, match="Expecting value"):
            upstream_to_database_format(converter, "not JSON")
        with pytest.raises(BadRequest):
            converter.to_database_format("not JSON")
        assert "\ud83d" in upstream_to_database_format(converter, json.dumps(RICH_TEXT))
