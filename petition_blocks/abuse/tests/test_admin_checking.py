"""Editors check what was held back: they see why, never who, and what a decision does to the count first."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from petition_blocks.petition.abuse_steps import AbuseStep
from petition_blocks.petition.models import Petition
from petition_blocks.signature.models import Signature, Suspicion
from petition_blocks.signing.confirm import confirm
from tests.factories import HandIn

from .. import checking
from ..checking import Filter, held_back
from ..models import AbuseStatistics, DomainRule

pytestmark = pytest.mark.slow


@pytest.fixture
def make_suspect(hand_in: HandIn) -> Callable[..., int]:
    """Returns a function that makes one quarantined signature and returns its id."""

    def make(name: str, *suspicions: str) -> int:
        submission = hand_in(f"{name}@example.org", suspicions=suspicions or ["crowded_network"])
        confirm(submission.pk)
        return Signature.objects.get(public_id=submission.public_id).pk

    return make


@pytest.fixture
def waiting(make_suspect: Callable[..., int], hand_in: HandIn) -> list[int]:
    """Three signatures to check, beside two that count."""
    for name in ("ada", "bob"):
        confirm(hand_in(f"{name}@example.org").pk)
    return [
        make_suspect("eve", "crowded_network"),
        make_suspect("mallory", "honeypot", "crowded_network"),
        make_suspect("trudy", "too_fast"),
    ]


def page(client: Client, petition: Petition, **query: str) -> BeautifulSoup:
    response = client.get(reverse("petitions:check", args=[petition.pk]), query)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def decide(client: Client, petition: Petition, verb: str, **data: object) -> str:
    response = client.post(reverse("petitions:moderate", args=[petition.pk, verb]), data, follow=True)
    assert response.status_code == 200
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def listed(soup: BeautifulSoup) -> list[int]:
    return sorted(int(str(box["value"])) for box in soup.select("input[name=signature]"))


def counted() -> int:
    return Signature.objects.filter(state=Signature.State.COUNTED).count()


def test_the_list_says_why_and_not_who(editor_client: Client, petition: Petition, waiting: list[int]) -> None:
    soup = page(editor_client, petition)
    assert listed(soup) == waiting
    text = soup.get_text(" ")
    assert str(Suspicion.HONEYPOT.label) in text
    for secret in ("mallory", "@example.org", "Lovelace"):
        assert secret not in str(soup.main)


@pytest.mark.parametrize(
    ("reason", "places"),
    [
        ("", [0, 1, 2]),
        ("crowded_network", [0, 1]),
        ("too_fast", [2]),
        ("mail_domain", []),
        ("x'\"", [0, 1, 2]),
    ],
)
def test_the_list_is_filtered_by_reason(
    editor_client: Client, petition: Petition, waiting: list[int], reason: str, places: list[int]
) -> None:
    assert listed(page(editor_client, petition, reason=reason)) == [waiting[place] for place in places]


def test_the_preview_says_what_happens_to_the_count(
    editor_client: Client, petition: Petition, waiting: list[int]
) -> None:
    preview = decide(editor_client, petition, "release", signature=waiting[:2])
    assert "The count goes from 2 to 4." in preview
    assert counted() == 2, "nothing has happened yet"
    assert "The count stays at 2." in decide(editor_client, petition, "reject", signature=waiting)


def test_ticked_ones_are_released_and_it_is_undone(
    editor_client: Client, petition: Petition, waiting: list[int]
) -> None:
    assert "2 signatures are released" in decide(
        editor_client, petition, "release", signature=waiting[:2], sure="yes"
    )
    assert counted() == 4
    soup = page(editor_client, petition)
    assert listed(soup) == waiting[2:]
    undo = soup.find("a", string="Undo")
    assert undo is not None
    undo_url = str(undo["href"])
    shown = editor_client.get(undo_url).content.decode()
    assert "The count goes from 4 to 2." in shown
    editor_client.post(undo_url)
    assert counted() == 2
    assert listed(page(editor_client, petition)) == waiting
    # In another tab the link is still there, and so is the page that it leads to.
    for again in (editor_client.get(undo_url), editor_client.post(undo_url, follow=True)):
        assert again.status_code == 200
        assert "can’t be undone any more" in again.content.decode()
    assert counted() == 2
    history = editor_client.get(reverse("petitions:history", args=[petition.pk])).content.decode()
    assert "Released 2 signatures" in history
    assert "Undid the last decision" in history


def test_all_of_a_filtered_list_go_at_once(
    editor_client: Client, petition: Petition, waiting: list[int]
) -> None:
    preview = editor_client.post(
        reverse("petitions:moderate", args=[petition.pk, "reject"]),
        {"all": "yes", "reason": "crowded_network", "state": "quarantined"},
    )
    soup = BeautifulSoup(preview.content, "html.parser")
    assert listed(soup) == waiting[:2], "exactly these, even if others come in before the button is pressed"
    decide(editor_client, petition, "reject", signature=waiting[:2], sure="yes")
    assert listed(page(editor_client, petition)) == waiting[2:]
    assert listed(page(editor_client, petition, state="rejected")) == waiting[:2]


def test_nothing_is_decided_about_nothing(
    editor_client: Client, petition: Petition, waiting: list[int]
) -> None:
    for chosen in ([], ["x"], ["9" * 30], ["-1"]):
        assert "Tick the signatures first." in decide(
            editor_client, petition, "release", signature=chosen, sure="yes"
        )
    counted_one = Signature.objects.filter(state=Signature.State.COUNTED).values_list("pk", flat=True)[0]
    decide(editor_client, petition, "reject", signature=[counted_one], sure="yes")
    assert counted() == 2


def test_only_editors_of_petitions_get_here(
    viewer_client: Client, writer_client: Client, petition: Petition, waiting: list[int]
) -> None:
    for client in (viewer_client, writer_client, Client()):
        assert client.get(reverse("petitions:check", args=[petition.pk])).status_code == 302
        client.post(
            reverse("petitions:moderate", args=[petition.pk, "release"]),
            {"signature": waiting, "sure": "yes"},
        )
    assert counted() == 2


def test_the_list_takes_the_same_queries_whatever_its_length(
    editor_client: Client,
    petition: Petition,
    make_suspect: Callable[..., int],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_suspect("first")
    page(editor_client, petition)
    with CaptureQueriesContext(connection) as one:
        page(editor_client, petition)
    for number in range(5):
        make_suspect(f"person{number}")
    with django_assert_num_queries(len(one)):
        page(editor_client, petition)


def test_the_petition_says_how_many_wait(
    editor_client: Client, petition: Petition, waiting: list[int]
) -> None:
    content = editor_client.get(reverse("petitions:edit", args=[petition.pk])).content.decode()
    assert "3 signatures wait to be checked before they count." in " ".join(content.split())
    assert reverse("petitions:check", args=[petition.pk]) in content


def test_charts_come_with_their_tables(editor_client: Client, petition: Petition, waiting: list[int]) -> None:
    tables = {"domains": {"many.example": 12}, "networks": {"a1b2c3d4e5f60708": 7}, "total": 20, "tagged": 9}
    AbuseStatistics.objects.create(petition=petition, built_at=timezone.now(), tables=tables)
    soup = page(editor_client, petition)
    bars = soup.select(".petition-chart svg rect")
    assert len(bars) == 1
    cells = [[cell.get_text(strip=True) for cell in row.select("th, td")][:2] for row in soup.select("tr")]
    assert ["many.example", "12"] in cells
    assert ["a1b2c3", "7"] in cells
    assert ["All others", "8"] in cells
    assert ["All others", "2"] in cells
    AbuseStatistics.objects.update(built_at=timezone.now() - checking.PERIOD * 2)
    assert "many.example" not in str(page(editor_client, petition))


def test_steps_are_chosen_in_plain_words(editor_client: Client, petition: Petition) -> None:
    soup = BeautifulSoup(
        editor_client.get(reverse("petitions:edit", args=[petition.pk])).content, "html.parser"
    )
    boxes = soup.select("input[name=abuse_steps]")
    assert [box["value"] for box in boxes if box.has_attr("checked")] == petition.abuse_steps
    assert AbuseStep.RECAPTCHA not in [box["value"] for box in boxes], "the operator has no keys for it"


def test_the_reasons_of_the_filter_are_those_there_are(
    petition: Petition, make_suspect: Callable[..., int]
) -> None:
    for suspicion in Suspicion:
        primary_key = make_suspect(suspicion.value, suspicion.value)
        found = held_back(petition, Filter(reason=suspicion))
        assert [signature.pk for signature in found] == [primary_key]


def test_editors_keep_the_rules_for_domains(client: Client, petition: Petition) -> None:
    user = User.objects.create_user("ed", "ed@example.org", "password")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    data = {"domain": "Example.ORG", "verdict": "block", "petition": "", "note": "Spam"}
    assert client.post(reverse("domain_rules:add"), data).status_code == 302
    rule = DomainRule.objects.get()
    assert (rule.domain, rule.verdict, rule.petition) == ("example.org", "block", None)
    assert "example.org" in client.get(reverse("domain_rules:index")).content.decode()
    again = client.post(reverse("domain_rules:add"), data)
    assert "There is a rule for this domain already." in again.content.decode()
    assert client.post(reverse("domain_rules:delete", args=[rule.pk])).status_code == 302
    assert not DomainRule.objects.exists()
