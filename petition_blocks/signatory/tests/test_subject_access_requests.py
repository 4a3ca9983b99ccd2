"""A signatory asks for a copy of their data; the key holder answers within a month."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from editorial.written_dates import written_day
from petition_blocks.mailing.links import signature_path
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.models import Petition
from petition_blocks.signature.models import Signature
from tests.factories import SignatureFactory

from ..actions import answer_subject_access_request, request_subject_access, withdraw
from ..models import SubjectAccessRequest, due_day


@pytest.fixture
def signed(petition_page: PetitionPage) -> Signature:
    signature: Signature = SignatureFactory.create(page=petition_page)
    return signature


@pytest.fixture
def asked(signed: Signature) -> SubjectAccessRequest:
    request = request_subject_access(signed.pk)
    assert request is not None
    return request


@pytest.mark.parametrize(
    ("asked_on", "due"),
    [(date(2027, 1, 31), date(2027, 2, 28)), (date(2027, 12, 5), date(2028, 1, 5))],
)
def test_the_answer_is_due_within_a_month(asked_on: date, due: date) -> None:
    assert due_day(asked_on) == due


@pytest.mark.slow
def test_one_press_queues_one_request_and_the_page_says_until_when(client: Client, signed: Signature) -> None:
    path = signature_path(signed, "en")
    assert "Send me my data" in client.get(path).content.decode()
    for _press in range(2):
        response = client.post(f"{path}request-data/")
    request = SubjectAccessRequest.objects.get()
    content = client.get(response["Location"]).content.decode()
    assert "We have noted it." in content
    assert f"We answer by {written_day(request.due_on)}." in content
    assert "Send me my data" not in content


def test_the_admin_lists_it_by_reference_and_notes_who_answered(
    client: Client, editor_client: Client, asked: SubjectAccessRequest
) -> None:
    petition = asked.signature.petition
    url = f"/admin/petitions/{petition.pk}/subject-access-requests/"
    home = editor_client.get("/admin/").content.decode()
    assert "1 person waits for a copy of their data" in home
    assert url in home
    content = editor_client.get(url).content.decode()
    assert str(asked.signature.public_id) in content
    assert "due soon" not in content
    editor_client.post(url, {"request": asked.pk})
    asked.refresh_from_db()
    assert asked.answered_at is not None
    assert asked.answered_by is not None
    assert asked.answered_by.get_username() == "editor"
    assert "waits for a copy" not in editor_client.get("/admin/").content.decode()
    assert ModelLogEntry.objects.filter(action="petition_blocks.answer_subject_access_request").count() == 1
    assert "You were sent a copy on" in client.get(signature_path(asked.signature, "en")).content.decode()
    assert not answer_subject_access_request(asked.pk, None), "once is enough"


@pytest.mark.parametrize(("days", "words"), [(8, None), (7, "due soon"), (0, "due soon"), (-1, "overdue")])
def test_it_is_marked_in_the_last_week_and_when_overdue(
    editor_client: Client, asked: SubjectAccessRequest, days: int, words: str | None
) -> None:
    SubjectAccessRequest.objects.update(due_on=timezone.localdate() + timedelta(days=days))
    content = editor_client.get(
        f"/admin/petitions/{asked.signature.petition_id}/subject-access-requests/"
    ).content.decode()
    assert ("petition-urgent" in content) == (words is not None)
    assert words is None or words in content


def test_another_petition_s_request_can_not_be_answered_here(
    editor_client: Client, asked: SubjectAccessRequest
) -> None:
    other = Petition.objects.create_register("Other", "other")
    url = f"/admin/petitions/{other.pk}/subject-access-requests/"
    answer = editor_client.post(url, {"request": asked.pk})
    assert (answer.status_code, answer["Location"]) == (302, url)
    asked.refresh_from_db()
    assert asked.answered_at is None


def test_who_only_looks_at_petitions_answers_nothing(
    viewer_client: Client, asked: SubjectAccessRequest
) -> None:
    refused = viewer_client.post(
        f"/admin/petitions/{asked.signature.petition_id}/subject-access-requests/", {"request": asked.pk}
    )
    assert (refused.status_code, refused["Location"]) == (302, "/admin/")
    asked.refresh_from_db()
    assert asked.answered_at is None
    assert "waits for a copy" not in viewer_client.get("/admin/").content.decode()


def test_it_goes_with_the_signature(asked: SubjectAccessRequest) -> None:
    withdraw(asked.signature_id)
    assert not SubjectAccessRequest.objects.exists()
    assert request_subject_access(asked.signature_id) is None
