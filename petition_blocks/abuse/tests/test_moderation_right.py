"""Moderators and coordinators moderate what visitors bring, as their manual says, and change nothing else."""

import pytest
from django.test import Client
from django.urls import reverse

from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.models import Petition
from petition_blocks.signatory.actions import request_subject_access
from petition_blocks.signatory.models import SubjectAccessRequest
from petition_blocks.signature.models import ShownName, Signature
from petition_blocks.tests.admin_users import user_with
from tests.factories import SignatureFactory


@pytest.fixture
def moderator_client(petition: Petition) -> Client:
    """The browser of somebody who may look at petitions, and moderate."""
    client = Client()
    client.force_login(user_with("moderate", "view_petition", "moderate_petition"))
    return client


@pytest.fixture
def signature(petition_page: PetitionPage) -> Signature:
    """A signature that was held back, with a name to be shown."""
    held_back: Signature = SignatureFactory.create(
        page=petition_page, name="Żółć Łódzka", show_name="yes", quarantined=True
    )
    return held_back


@pytest.mark.slow
def test_who_moderates_finds_what_waits_and_decides(
    moderator_client: Client, petition: Petition, signature: Signature
) -> None:
    home = moderator_client.get(reverse("wagtailadmin_home")).content.decode()
    shown = moderator_client.get(reverse("petitions:inspect", args=[petition.pk])).content.decode()
    for view, words in (("names", "1 name to look at"), ("check", "1 signature to check")):
        url = reverse(f"petitions:{view}", args=[petition.pk])
        assert f'href="{url}">Unwatched: {words}</a>' in home
        assert url in shown
        page = moderator_client.get(url)
        assert page.status_code == 200
        assert reverse("petitions:edit", args=[petition.pk]) not in page.content.decode(), (
            "no way is a dead end"
        )
    release = reverse("petitions:moderate", args=[petition.pk, "release"])
    moderator_client.post(release, {"signature": signature.pk, "sure": "yes"})
    signature.refresh_from_db()
    assert signature.state == Signature.State.COUNTED
    name = ShownName.objects.get()
    moderator_client.post(reverse("petitions:names", args=[petition.pk]), {"name": name.pk, "show": "yes"})
    name.refresh_from_db()
    assert name.state == ShownName.State.SHOWN
    assert "to look at" not in moderator_client.get(reverse("wagtailadmin_home")).content.decode()


def test_who_moderates_changes_nothing_else_and_who_only_looks_does_not_moderate(
    moderator_client: Client, viewer_client: Client, petition: Petition, signature: Signature
) -> None:
    request = request_subject_access(signature.pk)
    assert request is not None
    refused = {
        moderator_client: [
            "edit",
            "subject_access_requests",
            "add_batch",
            "add_key",
            "request_export",
            "test_mail",
        ],
        viewer_client: ["check", "names", "subject_access_requests"],
    }
    for client, views in refused.items():
        for view in views:
            answer = client.post(reverse(f"petitions:{view}", args=[petition.pk]), {"request": request.pk})
            assert (answer.status_code, answer["Location"]) == (302, reverse("wagtailadmin_home")), view
    viewer_client.post(
        reverse("petitions:moderate", args=[petition.pk, "release"]),
        {"signature": signature.pk, "sure": "yes"},
    )
    signature.refresh_from_db()
    assert signature.state == Signature.State.QUARANTINED
    assert not SubjectAccessRequest.objects.exclude(answered_at=None).exists()
    looked = viewer_client.get(reverse("petitions:inspect", args=[petition.pk])).content.decode()
    assert reverse("petitions:names", args=[petition.pk]) not in looked
