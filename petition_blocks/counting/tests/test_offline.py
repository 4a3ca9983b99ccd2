"""Signatures on paper: counted apart and together, never changed, removed with a reason."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.documents import get_document_model

from editorial.actions.invalidate_pages import current_generation
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.models import Petition
from petition_blocks.signature.models import Signature
from petition_blocks.signing.confirm import confirm
from tests.factories import HandIn

from ..actions import add_offline_batch, remove_offline_batch
from ..models import OfflineBatch
from ..statistics import rebuild_statistics


def batch_of(petition: Petition, number: int, *, days_ago: int = 1, country: str = "BE") -> OfflineBatch:
    day = timezone.localdate() - timedelta(days=days_ago)
    return add_offline_batch(
        OfflineBatch(petition=petition, count=number, country=country, collected_on=day), None
    )


def counts_of(petition: Petition) -> Petition:
    return Petition.objects.with_counts().get(pk=petition.pk)


def test_paper_counts_apart_and_together(client: Client, petition: Petition, hand_in: HandIn) -> None:
    confirm(hand_in().pk)
    batch_of(petition, 345)
    told = client.get("/petitions/unwatched/count.json").json()
    assert (told["confirmed"], told["offline"], told["together"]) == (1, 345, 346)
    assert (told["goal"], told["percent"]) == (500, 69)
    assert Signature.objects.count() == 1


def test_all_is_read_in_one_statement(petition: Petition, django_assert_num_queries: Callable) -> None:
    batch_of(petition, 30)
    batch_of(petition, 12)
    with django_assert_num_queries(1):
        numbers = counts_of(petition)
    assert (numbers.confirmed, numbers.offline, numbers.together) == (0, 42, 42)


@pytest.mark.slow
def test_visitors_read_both_parts_only_where_there_is_paper(
    client: Client, petition: Petition, petition_page: PetitionPage
) -> None:
    def counter() -> str:
        page = BeautifulSoup(client.get(petition_page.get_url()).content, "html.parser")
        found = page.select_one(".counter")
        assert found is not None
        return found.get_text(" ", strip=True)

    assert "On paper" not in counter()
    batch_of(petition, 1_345)
    assert "Signatures: 1,345" in counter()
    assert "Online: 0" in counter()
    assert "On paper: 1,345" in counter()


def test_a_removed_batch_stays_on_record_and_no_longer_counts(petition: Petition) -> None:
    batch = batch_of(petition, 10)
    removed = remove_offline_batch(batch, "Entered twice", None)
    assert counts_of(petition).offline == 0
    assert OfflineBatch.objects.get().removal_reason == "Entered twice"
    again = remove_offline_batch(batch, "Another reason", None)
    assert (again.removed_at, again.removal_reason) == (removed.removed_at, "Entered twice")


def test_adding_and_removing_shows_on_every_page_at_once(
    petition: Petition, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    before = current_generation()
    with django_capture_on_commit_callbacks(execute=True):
        batch = batch_of(petition, 10)
    added = current_generation()
    assert added != before
    with django_capture_on_commit_callbacks(execute=True):
        remove_offline_batch(batch, "Entered twice", None)
    assert current_generation() != added


def test_paper_has_published_tables_of_its_own(client: Client, petition: Petition, plain_steps: None) -> None:
    batch_of(petition, 13, days_ago=1)
    batch_of(petition, 4, days_ago=2, country="FR")
    batch_of(petition, 50, days_ago=0)
    remove_offline_batch(batch_of(petition, 100, days_ago=1), "Entered twice", None)
    rebuild_statistics(petition)
    told = client.get("/petitions/unwatched/statistics.json").json()
    yesterday = str(timezone.localdate() - timedelta(days=1))
    assert told["offline_country"] == {"BE": 10}
    assert told["offline_day"] == {yesterday: 10}
    assert (told["country"], told["day"]) == ({}, {})
    assert "offline_country,BE,10" in client.get("/petitions/unwatched/statistics.csv").content.decode()


def test_a_document_that_is_evidence_is_not_deleted(petition: Petition) -> None:
    document = get_document_model().objects.create(title="Record", file=ContentFile(b"12", name="record.txt"))
    batch = batch_of(petition, 12)
    OfflineBatch.objects.filter(pk=batch.pk).update(evidence=document)
    with pytest.raises(ProtectedError):
        document.delete()


def filled_in(**overrides: str) -> dict[str, str]:
    day = timezone.localdate().isoformat()
    return {
        "count": "120",
        "country": "DE",
        "collected_on": day,
        "note": "Market",
        "evidence": "",
        **overrides,
    }


def test_an_editor_adds_and_removes_them(editor_client: Client, editor: User, petition: Petition) -> None:
    add = reverse("petitions:add_batch", args=[petition.pk])
    assert editor_client.get(add).status_code == 200
    assert editor_client.post(add, filled_in(), follow=True).status_code == 200
    batch = OfflineBatch.objects.get()
    assert (batch.count, str(batch.country), batch.added_by) == (120, "DE", editor)
    remove = reverse("petitions:remove_batch", args=[petition.pk, batch.pk])
    assert "collected on" in editor_client.get(remove).content.decode()
    assert editor_client.post(remove, {"reason": ""}).status_code == 422
    assert counts_of(petition).offline == 120
    shown = editor_client.post(remove, {"reason": "Entered twice"}, follow=True).content.decode()
    assert "<s>120</s>" in shown
    assert "Entered twice" in shown
    assert counts_of(petition).offline == 0
    history = editor_client.get(reverse("petitions:history", args=[petition.pk])).content.decode()
    assert "Added 120 signatures on paper from Germany" in history
    assert "Removed 120 signatures on paper from Germany: Entered twice" in history


@pytest.mark.parametrize(
    ("name", "value"), [("count", "0"), ("count", ""), ("country", ""), ("collected_on", "2999-01-01")]
)
def test_what_cannot_be_is_not_stored(
    editor_client: Client, petition: Petition, name: str, value: str
) -> None:
    response = editor_client.post(
        reverse("petitions:add_batch", args=[petition.pk]), filled_in(**{name: value})
    )
    assert response.status_code == 422
    assert not OfflineBatch.objects.exists()


def test_who_may_only_look_sees_them_and_changes_nothing(viewer_client: Client, petition: Petition) -> None:
    batch = batch_of(petition, 77)
    viewer_client.post(reverse("petitions:add_batch", args=[petition.pk]), filled_in())
    viewer_client.post(reverse("petitions:remove_batch", args=[petition.pk, batch.pk]), {"reason": "No"})
    assert counts_of(petition).offline == 77
    shown = viewer_client.get(reverse("petitions:inspect", args=[petition.pk])).content.decode()
    assert "Belgium" in shown
    assert "Add signatures on paper" not in shown
