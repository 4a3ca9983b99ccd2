"""Handing over in the admin: only by who may, told in plain words, noted in the history."""

import json
from datetime import timedelta
from typing import Any

import pyrage
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from petition_blocks.dashboard.panels import REGISTER_PANELS
from petition_blocks.keys.models import RecipientKey
from petition_blocks.petition.models import Petition
from petition_blocks.signing.confirm import confirm
from petition_blocks.tests.admin_users import user_with
from tests.factories import HandIn

from ..actions import request_export, sweep_exports
from ..models import Export
from ..reader import open_exports
from ..write_exports import write_due_export


@pytest.fixture
def key(petition: Petition) -> RecipientKey:
    """The petition's one key."""
    return petition.recipient_keys.get()


@pytest.fixture
def export(key: RecipientKey, hand_in: HandIn) -> Export:
    """A finished file of one signature."""
    confirm(hand_in().pk)
    made = request_export(key, Export.Kind.FULL, None)
    while write_due_export():
        pass
    made.refresh_from_db()
    return made


def settings_page(client: Client, petition: Petition) -> str:
    return client.get(reverse("petitions:edit", args=[petition.pk])).content.decode()


def shown_to_keepers(client: Client, petition: Petition) -> str:
    return client.get(reverse("petitions:inspect", args=[petition.pk])).content.decode()


def post(client: Client, view: str, *arguments: object, **data: str) -> Any:
    return client.post(reverse(f"petitions:{view}", args=arguments), data)


def test_a_file_is_asked_for_made_fetched_and_acknowledged(
    editor_client: Client, petition: Petition, key: RecipientKey, hand_in: HandIn
) -> None:
    confirm(hand_in().pk)
    assert (
        post(editor_client, "request_export", petition.pk, recipient=str(key.pk), kind="full").status_code
        == 302
    )
    assert "It waits for its turn." in settings_page(editor_client, petition)
    progress = editor_client.get(reverse("petitions:export_progress", args=[petition.pk]))
    assert progress.json()["exports"][0]["number"] == 1
    assert "no-store" in progress["Cache-Control"]
    while write_due_export():
        pass
    export = Export.objects.get()
    page = settings_page(editor_client, petition)
    url = reverse("petitions:download_export", args=[petition.pk, 1])
    assert url in page
    response = editor_client.get(url)
    content = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    assert response["Content-Length"] == str(len(content))
    assert response["Content-Disposition"] == 'attachment; filename="unwatched-1.signatures.jsonl"'
    assert json.loads(content.splitlines()[0])["petition"] == "unwatched"
    refused = post(editor_client, "acknowledge_export", petition.pk, 1, code="AAAAA-AAAAA")
    assert refused.status_code == 422
    assert "not the code of this file" in refused.content.decode()
    assert post(editor_client, "acknowledge_export", petition.pk, 1, code=export.code).status_code == 302
    assert "Received and opened on" in settings_page(editor_client, petition)
    assert editor_client.get(url).status_code == 302
    history = editor_client.get(reverse("petitions:history", args=[petition.pk])).content.decode()
    for words in ("Had file 1 with signatures made", "Downloaded file 1", "has received file 1"):
        assert words in history


def test_only_who_may_hand_over_does(
    petition: Petition, key: RecipientKey, export: Export, viewer_client: Client
) -> None:
    without = Client()
    without.force_login(user_with("without", "view_petition", "change_petition"))
    for client in (without, viewer_client):
        for name, arguments in [
            ("request_export", [petition.pk]),
            ("export_progress", [petition.pk]),
            ("download_export", [petition.pk, 1]),
            ("acknowledge_export", [petition.pk, 1]),
        ]:
            response = client.get(reverse(f"petitions:{name}", args=arguments))
            assert (response.status_code, response["Location"]) == (302, reverse("wagtailadmin_home")), name
    assert "up to an administrator" in settings_page(without, petition)
    assert export.file_name not in settings_page(without, petition)
    deliverer = Client()
    deliverer.force_login(user_with("deliverer", "view_petition", "export_petition"))
    page = deliverer.get(reverse("petitions:inspect", args=[petition.pk])).content.decode()
    assert reverse("petitions:download_export", args=[petition.pk, 1]) in page
    response = deliverer.get(reverse("petitions:download_export", args=[petition.pk, 1]))
    assert response.status_code == 200


def test_a_file_is_no_public_document(client: Client, export: Export, settings: Any) -> None:
    name = export.parts.order_by("number")[0].name
    for path in (f"/media/{name}", f"/media/exports/{name}", f"/documents/{name}", f"/exports/{name}"):
        assert client.get(path).status_code in (301, 302, 404)
    assert str(settings.MEDIA_ROOT) not in str(settings.EXPORTS_ROOT)


def test_a_file_that_is_not_acknowledged_turns_red(
    editor_client: Client, petition: Petition, export: Export
) -> None:
    assert "Not acknowledged for a week" not in settings_page(editor_client, petition)
    Export.objects.update(finished_at=timezone.now() - timedelta(days=8))
    page = settings_page(editor_client, petition)
    assert "Not acknowledged for a week" in page
    assert "A recipient has not acknowledged a file for a week." in page
    # A later file that arrived has everything in it.
    later = request_export(export.recipient, Export.Kind.FULL, None)
    Export.objects.filter(pk=later.pk).update(finished_at=timezone.now(), acknowledged_at=timezone.now())
    assert "Not acknowledged for a week" not in settings_page(editor_client, petition)


def test_what_cant_be_made_is_told_in_words(
    editor_client: Client, petition: Petition, key: RecipientKey
) -> None:
    response = post(editor_client, "request_export", petition.pk, recipient=str(key.pk), kind="changes")
    assert response.status_code == 422
    assert "has not acknowledged any file yet" in response.content.decode()
    other = Petition.objects.create_register("Other", "other")
    assert (
        post(editor_client, "request_export", other.pk, recipient=str(key.pk), kind="full").status_code == 422
    )


def test_a_new_key_leads_to_its_confirmation(keeper_client: Client, petition: Petition) -> None:
    public_key = str(pyrage.x25519.Identity.generate().to_public())
    response = post(
        keeper_client, "add_key", petition.pk, name="Notary", public_key=public_key, covers="petition"
    )
    key = RecipientKey.objects.get(name="Notary")
    assert response["Location"] == reverse("petitions:prove_key", args=[petition.pk, key.pk])


def test_a_key_is_confirmed_by_the_code_in_its_test_file(
    keeper_client: Client,
    petition: Petition,
    key: RecipientKey,
    identity: pyrage.x25519.Identity,
    tmp_path: Any,
) -> None:
    petition.recipient_keys.update(proved_at=None)
    assert "In use, not confirmed yet" in shown_to_keepers(keeper_client, petition)
    page = keeper_client.get(reverse("petitions:prove_key", args=[petition.pk, key.pk])).content.decode()
    assert key.proof_code not in page
    file = keeper_client.get(reverse("petitions:proof_file", args=[petition.pk, key.pk])).content
    path = tmp_path / "test.jsonl"
    path.write_bytes(file)
    opened = open_exports([path], [str(identity)])
    assert [row["name"] for row in opened.rows()] == ["Test"]
    wrong = post(keeper_client, "prove_key", petition.pk, key.pk, code="AAAAA-AAAAA")
    assert wrong.status_code == 422
    (code,) = opened.codes.values()
    assert post(keeper_client, "prove_key", petition.pk, key.pk, code=code).status_code == 302
    key.refresh_from_db()
    assert key.proved_at is not None
    assert "In use, confirmed" in shown_to_keepers(keeper_client, petition)


def test_a_key_is_retired_once_there_is_another(
    keeper_client: Client, viewer_client: Client, petition: Petition, key: RecipientKey
) -> None:
    refused = post(keeper_client, "retire_key", petition.pk, key.pk)
    assert refused.status_code == 409
    assert "Add another key first" in refused.content.decode()
    RecipientKey.objects.create(
        petition=petition, name="Second", public_key=str(pyrage.x25519.Identity.generate().to_public())
    )
    post(viewer_client, "retire_key", petition.pk, key.pk)
    key.refresh_from_db()
    assert key.retired_at is None
    assert post(keeper_client, "retire_key", petition.pk, key.pk).status_code == 302
    assert "seals nothing new" in shown_to_keepers(keeper_client, petition)


def test_the_page_that_opens_files_reaches_nothing(editor_client: Client, petition: Petition) -> None:
    response = editor_client.get(reverse("petitions:decryptor_page", args=[petition.pk]))
    page = response.content.decode()
    assert response["Content-Disposition"].startswith("attachment")
    assert "default-src &#x27;none&#x27;" in page
    for tag in ("<link", "<img", "<iframe", "src=", "@import", "fetch(", "XMLHttpRequest", "WebSocket"):
        assert tag not in page, tag


def test_links_lead_to_their_tab_in_every_language() -> None:
    for language in ("en", "de", "ar"):
        with translation.override(language):
            panels = REGISTER_PANELS.bind_to_model(Petition)
            assert panels.child_identifiers == [
                *[
                    "settings",
                    "responsibility",
                    "protection",
                    "keys",
                    "exports",
                    "pages",
                    "numbers",
                    "mails",
                ],
                "on_paper",
            ]


@pytest.fixture(autouse=True)
def empty_storage(db: None) -> None:
    """Begin without the files of earlier tests."""
    sweep_exports()
