"""On the promised day everything personal is gone, and the numbers stay."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime, time, timedelta
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.core import serializers
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from campaign_site.management.commands import work
from editorial.actions.invalidate_pages import current_generation
from editorial.written_dates import written_day
from petition_blocks.counting.actions import fold_counts
from petition_blocks.counting.models import CountChange
from petition_blocks.keys.models import RecipientKey
from petition_blocks.mailing.models import MailQuota
from petition_blocks.mailing.send_due_mails import send_due_mails
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.models import DigestKey, Petition
from petition_blocks.signatory.actions import withdraw, withdraw_consent, withdraw_name
from petition_blocks.signature.models import (
    ErasedSignature,
    SealedRecord,
    ShownName,
    Signature,
    Submission,
    Wording,
)
from petition_blocks.signing.confirm import Outcome, confirm
from tests.factories import HandIn

from .. import erase_due as module
from ..erase_due import erase_due
from ..models import ErasureReceipt
from ..replay import replay_erasure

pytestmark = pytest.mark.slow


def move_retention_day(petition: Petition, days: int) -> None:
    petition.retention_day = timezone.localdate() + timedelta(days=days)
    petition.save()


def confirm_one(hand_in: HandIn, email: str) -> Signature:
    submission = hand_in(email)
    assert confirm(submission.pk) is Outcome.SIGNED
    return Signature.objects.get(public_id=submission.public_id)


@contextmanager
def freeze_day(day: date) -> Iterator[None]:
    """Let it be that day for what erases."""
    with patch.object(module.timezone, "localdate", return_value=day):
        yield


def sign_and_await(hand_in: HandIn) -> Submission:
    for number in range(3):
        confirm(hand_in(f"person{number}@example.org").pk)
    waiting = hand_in("ada@example.org")
    send_due_mails()
    return waiting


def test_everything_personal_goes_and_the_number_stays(
    petition: Petition, hand_in: HandIn, client: Client
) -> None:
    waiting = sign_and_await(hand_in)
    move_retention_day(petition, 0)
    assert confirm(waiting.pk) is Outcome.TOO_LATE
    erase_due()
    for model in (Submission, Signature, SealedRecord, MailQuota, DigestKey):
        assert not model.objects.exists(), model
    fold_counts()
    assert Petition.objects.with_counts().get().confirmed == 3
    assert client.get("/en/sign/unwatched/").status_code == 200
    assert client.post("/en/sign/unwatched/", {}).status_code == 409


def test_nothing_goes_a_day_early(petition: Petition, hand_in: HandIn) -> None:
    sign_and_await(hand_in)
    move_retention_day(petition, 1)
    assert erase_due() == 0
    assert Signature.objects.count() == 3


def test_erasing_goes_on_where_it_was_stopped(petition: Petition, hand_in: HandIn) -> None:
    sign_and_await(hand_in)
    move_retention_day(petition, 0)
    seen = []

    def die(line: str) -> None:
        seen.append(line)
        if len(seen) == 3:
            raise KeyboardInterrupt

    with patch.object(module, "BATCH", 1):
        with pytest.raises(KeyboardInterrupt):
            erase_due(progress=die)
        assert (Submission.objects.count(), Signature.objects.count()) == (0, 1)
        receipt = ErasureReceipt.objects.get()
        assert (receipt.submissions, receipt.signatures, receipt.finished_at) == (1, 2, None)
        assert DigestKey.objects.exists()
        assert erase_due() == 1
    assert not DigestKey.objects.exists()
    receipt.refresh_from_db()
    assert (receipt.submissions, receipt.signatures, receipt.sealed_records) == (1, 3, 3)
    assert receipt.finished_at is not None
    assert erase_due() == 0


def test_a_worker_that_is_told_to_stop_leaves_the_rest_for_later(petition: Petition, hand_in: HandIn) -> None:
    sign_and_await(hand_in)
    move_retention_day(petition, 0)
    answers = iter([True])
    with patch.object(module, "BATCH", 1):
        assert erase_due(keep_going=lambda: next(answers, False)) == 1
    assert DigestKey.objects.exists()
    assert ErasureReceipt.objects.get().finished_at is None
    assert erase_due() == 3


def test_a_dry_run_says_what_would_go_and_changes_nothing(petition: Petition, hand_in: HandIn) -> None:
    sign_and_await(hand_in)
    move_retention_day(petition, 0)
    said = StringIO()
    call_command("erase_due", "--dry-run", stdout=said)
    assert "would erase 3 signatures, 3 sealed records, 1 submissions, and the key" in said.getvalue()
    counted = [model.objects.count() for model in (Signature, SealedRecord, Submission, DigestKey)]
    assert counted == [3, 3, 1, 1]
    assert not ErasureReceipt.objects.exists()
    assert not ErasedSignature.objects.exists()
    call_command("erase_due", stdout=said)
    assert "3 of 3 signatures erased" in said.getvalue()
    assert not Signature.objects.exists()


def test_a_later_day_binds_new_signatures_only(
    petition: Petition, petition_page: PetitionPage, hand_in: HandIn, client: Client
) -> None:
    early = confirm_one(hand_in, "early@example.org")
    promised = petition.retention_day
    assert promised is not None
    move_retention_day(petition, 900)
    petition_page.refresh_from_db()
    late = confirm_one(hand_in, "late@example.org")
    assert (early.erasure_day, late.erasure_day) == (promised, timezone.localdate() + timedelta(days=900))
    MailQuota.objects.create(petition=petition, digest=bytes(early.digest), sent=1)
    with freeze_day(promised - timedelta(days=1)):
        assert erase_due() == 0
    with freeze_day(promised):
        assert erase_due() == 1
        assert erase_due() == 0
    assert list(Signature.objects.all()) == [late]
    assert SealedRecord.objects.get().signature == late
    assert not MailQuota.objects.exists()
    assert [entry.public_id for entry in ErasedSignature.objects.all()] == [early.public_id]
    assert DigestKey.objects.exists()
    assert Petition.objects.with_counts().get().confirmed == 2
    content = client.get(petition_page.url).content.decode()
    assert "the names and addresses of 1 signature were erased" in content
    assert "all names and addresses" not in content


def test_an_earlier_day_is_for_everybody(petition: Petition, hand_in: HandIn) -> None:
    signed = confirm_one(hand_in, "early@example.org")
    move_retention_day(petition, 5)
    signed.petition.refresh_from_db()
    assert signed.erasure_day == timezone.localdate() + timedelta(days=5)
    move_retention_day(petition, 0)
    assert erase_due() == 1
    assert not DigestKey.objects.exists()


def test_the_page_shows_the_receipt(
    petition: Petition, petition_page: PetitionPage, hand_in: HandIn, client: Client
) -> None:
    sign_and_await(hand_in)
    assert "were erased" not in client.get(petition_page.url).content.decode()
    move_retention_day(petition, 0)
    erase_due()
    content = " ".join(client.get(petition_page.url).content.decode().split())
    day = written_day(timezone.localdate())
    assert f"On {day} all names and addresses were erased: 3 signatures. The numbers stay." in content


def test_the_receipt_shows_at_once(
    petition: Petition,
    hand_in: HandIn,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    move_retention_day(petition, 0)
    before = current_generation()
    with django_capture_on_commit_callbacks(execute=True):
        erase_due()
    assert current_generation() != before


def test_nobody_is_promised_a_day_that_has_come(
    client: Client, petition: Petition, answers: dict[str, str]
) -> None:
    url = reverse("petition_sign", args=[petition.slug])
    Wording.objects.update(retention_day=timezone.localdate())
    move_retention_day(petition, 900)
    assert client.post(url, answers).status_code == 409
    assert not Submission.objects.exists()
    page = PetitionPage.objects.get()
    assert client.post(url, answers | {"wording": page.wording_hash}).status_code == 303


# Backups


def test_a_restored_backup_is_erased_again(petition: Petition, hand_in: HandIn, tmp_path: Path) -> None:
    for name in ("ada", "bob", "cleo"):
        confirm_one(hand_in, f"{name}@example.org")
    waiting = hand_in("dora@example.org")
    backup = serializers.serialize("json", [*Signature.objects.all(), *SealedRecord.objects.all(), waiting])
    kept_changes = list(CountChange.objects.values_list("pk", flat=True))
    first, second, third = Signature.objects.order_by("pk")
    confirm(waiting.pk)
    for signature in (first, second, Signature.objects.get(public_id=waiting.public_id)):
        withdraw(signature.pk)
    journal = tmp_path / "journal"
    call_command("list_erasures", since=timezone.localdate(), stdout=(lines := StringIO()))
    journal.write_text(lines.getvalue())
    erased_at = ErasedSignature.objects.get(public_id=first.public_id).erased_at

    # The backup comes back: as it was before anybody withdrew.
    Signature.objects.all().delete()
    ErasedSignature.objects.all().delete()
    CountChange.objects.exclude(pk__in=kept_changes).delete()
    for restored in serializers.deserialize("json", backup):
        restored.save()
    assert Petition.objects.with_counts().get().confirmed == 3

    for _again in range(2):
        said = StringIO()
        call_command("replay_erasures", str(journal), stdout=said)
        assert list(Signature.objects.all()) == [third]
        assert SealedRecord.objects.count() == 1
        assert not Submission.objects.exists()
        assert Petition.objects.with_counts().get().confirmed == 1
        assert ErasedSignature.objects.count() == 3
        assert ErasedSignature.objects.get(public_id=first.public_id).erased_at == erased_at
    assert "4 lines read, 0 signatures erased again" in said.getvalue()


def test_an_earlier_retention_day_survives_a_restore(
    petition: Petition, hand_in: HandIn, tmp_path: Path
) -> None:
    confirm_one(hand_in, "ada@example.org")
    before = petition.retention_day
    move_retention_day(petition, -3)
    call_command("list_erasures", stdout=(lines := StringIO()))
    journal = tmp_path / "journal"
    journal.write_text(lines.getvalue())
    Petition.objects.update(retention_day=before)
    call_command("replay_erasures", str(journal), stdout=StringIO())
    assert erase_due() == 1
    assert Petition.objects.with_counts().get().confirmed == 1
    Petition.objects.update(retention_day=timezone.localdate() - timedelta(days=9))
    call_command("replay_erasures", str(journal), stdout=StringIO())
    assert Petition.objects.get().retention_day == timezone.localdate() - timedelta(days=9), "never later"


def test_what_was_erased_on_its_day_stays_in_the_count(petition: Petition, hand_in: HandIn) -> None:
    signed = confirm_one(hand_in, "ada@example.org")
    assert petition.retention_day is not None
    noon = timezone.make_aware(datetime.combine(petition.retention_day, time(12)))
    assert not replay_erasure(petition, signed.public_id, noon)
    assert Petition.objects.with_counts().get().confirmed == 1
    assert Signature.objects.exists(), "it is left to erase_due"


def test_old_entries_are_not_listed(petition: Petition) -> None:
    for days in (0, 3):
        ErasedSignature.objects.create(
            petition=petition, public_id=uuid4(), erased_at=timezone.now() - timedelta(days=days)
        )
    since = (timezone.localdate() - timedelta(days=1)).isoformat()
    call_command("list_erasures", "--since", since, stdout=(lines := StringIO()))
    day, *entries = lines.getvalue().splitlines()
    assert day == f"day {petition.retention_day} {petition.slug}"
    assert len(entries) == 1


def test_a_line_that_cannot_be_read_is_named(petition: Petition, tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    journal.write_text(f"{timezone.now().isoformat()} {uuid4()} {petition.slug}\nnonsense\n")
    with pytest.raises(CommandError, match="Line 2"):
        call_command("replay_erasures", str(journal), stdout=StringIO())


def test_the_journal_goes_with_the_key(petition: Petition, hand_in: HandIn) -> None:
    withdraw(confirm_one(hand_in, "ada@example.org").pk)
    assert ErasedSignature.objects.exists()
    move_retention_day(petition, 0)
    erase_due()
    assert not ErasedSignature.objects.exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_several_workers_erase_each_row_once(petition: Petition, hand_in: HandIn) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    from petition_blocks.signing.tests.test_concurrency import at_once

    for number in range(12):
        confirm(hand_in(f"person{number}@example.org").pk)
    key = Signature.objects.order_by("pk").values_list("pk", flat=True)[5]
    move_retention_day(petition, 0)
    with patch.object(module, "BATCH", 2):
        tasks: list[Callable[[], int]] = [erase_due, erase_due, lambda: withdraw(key), erase_due]
        at_once(tasks)
    # Each passes on where it finds another at work, so all may have: the next round goes on from there.
    erase_due()
    receipt = ErasureReceipt.objects.get()
    withdrawn = 12 - Petition.objects.with_counts().get().confirmed
    assert receipt.signatures == 12 - withdrawn
    assert receipt.finished_at is not None
    assert not DigestKey.objects.exists()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_whatever_is_to_be_erased_mails_have_their_turn_after_each_batch(
    petition: Petition, hand_in: HandIn
) -> None:
    for number in range(6):
        confirm(hand_in(f"person{number}@example.org").pk)
    move_retention_day(petition, 0)
    left_at_each_look: list[int] = []

    def look_for_mails(**options: Any) -> int:
        left = Signature.objects.count()
        left_at_each_look.append(left)
        return int(left > 0)

    with (
        patch.object(module, "BATCH", 1),
        patch.object(work, "SLICE_SECONDS", 0.0),
        patch.object(work, "send_due_mails", look_for_mails),
        patch("campaign_site.management.commands.work.signal.signal"),
    ):
        call_command("work", once=True)
    assert left_at_each_look[0] == 6
    assert left_at_each_look[-1] == 0
    assert not DigestKey.objects.exists(), "what follows the signatures is taken up at once, too"
    assert not ErasedSignature.objects.exists()
    assert all(before - after <= 1 for before, after in pairwise(left_at_each_look))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_worker_passes_on_where_another_is_erasing(petition: Petition, hand_in: HandIn) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    from petition_blocks.signing.tests.test_concurrency import at_once

    confirm(hand_in().pk)
    move_retention_day(petition, 0)
    ErasureReceipt.objects.create(petition=petition, day=timezone.localdate())
    with transaction.atomic():
        ErasureReceipt.objects.select_for_update().get()
        (erased,) = at_once([erase_due])
    assert erased == 0
    assert Signature.objects.exists()
    assert erase_due() == 1


def test_the_key_stays_until_what_follows_the_signatures_is_gone(petition: Petition, hand_in: HandIn) -> None:
    """Where another worker is at the journal, this one passes on, and must not end what isn't done."""
    confirm(hand_in().pk)
    move_retention_day(petition, 0)
    in_batches = module._Erasure._in_batches

    def pass_on_at_the_journal(self: Any, name: str, rows: Any, erase: Any) -> int:
        return 0 if name == "journal entries" else in_batches(self, name, rows, erase)

    with patch.object(module._Erasure, "_in_batches", pass_on_at_the_journal):
        assert erase_due() == 1
    assert ErasedSignature.objects.exists()
    assert DigestKey.objects.exists()
    assert ErasureReceipt.objects.get().finished_at is None
    erase_due()
    assert not ErasedSignature.objects.exists()
    assert not DigestKey.objects.exists()


def test_consents_that_were_ended_stay_ended_after_a_restore(
    petition: Petition, hand_in: HandIn, tmp_path: Path
) -> None:
    """A restored backup says Yes where people have said No since: on a page, in the next file, in a mail."""
    petition.shows_names = True
    petition.save()
    for covers in (RecipientKey.Covers.UPDATES, RecipientKey.Covers.PARTNER):
        key = str(petition.recipient_keys.get(covers="petition").public_key)
        RecipientKey.objects.create(petition=petition, name=covers, public_key=key, covers=covers)
    agreed = {"updates": "yes", "partner": "yes", "show_name": "yes"}
    ada, bob, cleo = (
        Signature.objects.get(public_id=submission.public_id)
        for submission in [hand_in(f"{name}@example.org", **agreed) for name in ("ada", "bob", "cleo")]
        if confirm(submission.pk) is Outcome.SIGNED
    )
    backup = serializers.serialize("json", [*SealedRecord.objects.all(), *ShownName.objects.all()])
    withdraw_consent(ada.pk, RecipientKey.Covers.PARTNER)
    withdraw_name(ada.pk)
    # As `confirm` notes it: bob has put his signature right.
    Signature.objects.filter(pk=bob.pk).update(corrected_by=uuid4())
    journal = tmp_path / "journal"
    call_command("list_erasures", stdout=(lines := StringIO()))
    journal.write_text(lines.getvalue())

    # The backup comes back.
    Signature.objects.update(ended_consents=[], corrected_by=None)
    SealedRecord.objects.all().delete()
    ShownName.objects.all().delete()
    for restored in serializers.deserialize("json", backup):
        restored.save()
    said = StringIO()
    call_command("replay_erasures", str(journal), stdout=said)

    def consents(signature: Signature) -> set[str]:
        covers = signature.sealed_records.values_list("recipient__covers", flat=True)
        names = ShownName.objects.filter(signature=signature)
        return {*covers, *("name" for _name in names)} - {"petition"}

    assert consents(ada) == {"updates"}
    # What bob has said instead is lost: it can't be taken for a Yes.
    assert consents(bob) == set()
    assert consents(cleo) == {"updates", "partner", "name"}
    assert "Of 3 signatures" in said.getvalue()
    call_command("replay_erasures", str(journal), stdout=(again := StringIO()))
    assert "Of " not in again.getvalue()
    assert Signature.objects.count() == 3
