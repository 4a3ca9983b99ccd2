"""Of a signature that was removed, the journal alone keeps the random id; nothing else leads to it."""

from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry, ReferenceIndex

from petition_blocks.abuse.actions import release_signatures
from petition_blocks.exports.actions import request_export
from petition_blocks.exports.models import Export
from petition_blocks.keys.models import RecipientKey
from petition_blocks.mailing.links import signature_path
from petition_blocks.page.models import PetitionPage
from petition_blocks.page.wordings import take_wording
from petition_blocks.petition.models import Petition
from petition_blocks.signatory.actions import (
    answer_subject_access_request,
    request_subject_access,
    withdraw,
    withdraw_consent,
)
from petition_blocks.signatory.models import SubjectAccessRequest
from petition_blocks.signature.models import ErasedSignature, ModeratedSignature, Signature, Submission
from petition_blocks.signing.confirm import confirm
from petition_blocks.signing.submit import submit
from tests.factories import HandIn, SignatureFactory


def places_with(*texts: str) -> set[str]:
    """Return the tables, and the cache, in which one of the texts stands."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            rows = repr(
                [
                    [bytes(v).hex() if isinstance(v, bytes | memoryview) else str(v) for v in row]
                    for row in cursor.fetchall()
                ]
            )
            if any(text in rows for text in texts):
                found.add(table)
    kept = repr([*cache._cache.items()])  # type: ignore[attr-defined]
    return found | ({"the cache"} if any(text in kept for text in texts) else set())


def test_a_removed_signature_leaves_its_id_in_the_journal_alone(
    client: Client,
    editor: User,
    editor_client: Client,
    petition: Petition,
    petition_page: PetitionPage,
    hand_in: HandIn,
    settings: Any,
) -> None:
    settings.PAGE_CACHE_SECONDS = 60
    signature: Signature = SignatureFactory.create(
        page=petition_page, updates="yes", show_name="yes", quarantined=True
    )
    primary_key, reference = signature.pk, signature.public_id
    # Whatever can be done with it, by its owner and by us.
    client.get(signature_path(signature, "en"))
    release_signatures(petition, [signature.pk], editor)
    request = request_subject_access(signature.pk)
    assert request is not None
    editor_client.get(reverse("petitions:subject_access_requests", args=[petition.pk]))
    answer_subject_access_request(request.pk, editor)
    withdraw_consent(signature.pk, RecipientKey.Covers.UPDATES)
    request_export(petition.recipient_keys.get(), Export.Kind.FULL, editor)
    correction = submit(
        Petition.objects.select_related("digest_key").get(pk=petition.pk),
        take_wording(petition_page),
        "en",
        "",
        {"name": "Ada King", "email": "ada@example.org", "country": "BE", "updates": "no"},
        corrects=reference,
    )
    confirm(correction.pk)
    unused = hand_in()
    assert ModeratedSignature.objects.filter(signature=primary_key).exists()

    assert withdraw(primary_key)

    ids = (str(reference), reference.hex)
    assert places_with(*ids) == {ErasedSignature._meta.db_table}
    # Its primary key too: a number, so we look where one could stand for a signature.
    assert not Submission.objects.filter(pk=unused.pk).exists()
    for model in apps.get_app_config("petition_blocks").get_models():
        for field in model._meta.fields:
            if field.is_relation and field.related_model is Signature:
                assert not model._default_manager.filter(**{field.name: primary_key}).exists(), model
    for entry in ModelLogEntry.objects.filter(action__startswith="petition_blocks."):
        assert set(entry.data) <= {"number", "name", "kind", "covers", "state"}, entry.action
    kinds = [
        f"{model._meta.app_label}.{model._meta.model_name}"
        for model in (Signature, SubjectAccessRequest, Submission)
    ]
    indexed = ReferenceIndex.objects.select_related("content_type", "to_content_type")
    assert [
        row
        for row in indexed
        if any(f"{kind.app_label}.{kind.model}" in kinds for kind in (row.content_type, row.to_content_type))
    ] == []
