"""Files for recipients: exact whatever dies, sealed, and gone in time."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pyrage
import pytest
from django.core.files.storage import storages
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from petition_blocks.abuse.actions import change_signature_states, release_signatures, undo_decision
from petition_blocks.abuse.decisions import last_decision
from petition_blocks.keys.actions import prove_recipient_key, retire_recipient_key, revoke_recipient_key
from petition_blocks.keys.models import RecipientKey
from petition_blocks.petition.models import Petition
from petition_blocks.petition.refusals import Refused
from petition_blocks.signatory.actions import withdraw, withdraw_consent, withdraw_name
from petition_blocks.signature.models import ErasedSignature, SealedRecord, Signature, Submission
from petition_blocks.signing.confirm import Outcome, confirm
from tests.factories import HandIn

from ..actions import acknowledge_export, delete_exports, request_export, sweep_exports
from ..models import Export, ExportPart
from ..reader import DamagedExport, Opened, open_exports
from ..write_exports import write_due_export

FULL, CHANGES = Export.Kind.FULL, Export.Kind.CHANGES


@pytest.fixture
def key(petition: Petition) -> RecipientKey:
    """The petition's one key."""
    return petition.recipient_keys.get()


@pytest.fixture
def sign(hand_in: HandIn) -> Callable[..., Signature]:
    """Returns a function that signs and confirms."""

    def sign_once(email: str, **fields: Any) -> Signature:
        submission = hand_in(email, **fields)
        confirm(submission.pk)
        return Signature.objects.get(public_id=submission.public_id)

    return sign_once


def made(key: RecipientKey, kind: Export.Kind = FULL, **options: Any) -> Export:
    """Have a file made, to its end."""
    export = request_export(key, kind, None)
    while write_due_export(**options):
        pass
    export.refresh_from_db()
    assert export.finished_at is not None
    return export


def key_for_news(petition: Petition, identity: pyrage.x25519.Identity) -> RecipientKey:
    """Add a key to which only those are sealed who want news."""
    return RecipientKey.objects.create(
        petition=petition,
        name="News",
        public_key=str(identity.to_public()),
        covers=RecipientKey.Covers.UPDATES,
        approved_at=timezone.now(),
        proved_at=timezone.now(),
    )


def handed_over(key: RecipientKey, kind: Export.Kind = FULL) -> bytes:
    """Have a file made and acknowledged; return what its recipient has."""
    export = made(key, kind)
    file = content(export)
    acknowledge_export(export, export.code, None)
    return file


def content(export: Export) -> bytes:
    return b"".join(export.content())


def opened(identity: pyrage.x25519.Identity, tmp_path: Any, *exports: Export | bytes) -> Opened:
    """Open files the way their recipient does."""
    paths = []
    for number, export in enumerate(exports):
        path = tmp_path / f"{number}.jsonl"
        path.write_bytes(export if isinstance(export, bytes) else content(export))
        paths.append(path)
    return open_exports(paths, [str(identity)])


def emails(found: Opened) -> list[str]:
    return [row["email"] for row in found.rows()]


def test_the_table_says_who_agreed_to_mail_and_who_does_no_more(
    key: RecipientKey, identity: pyrage.x25519.Identity, sign: Callable[..., Signature], tmp_path: Any
) -> None:
    ada = sign("ada@example.org", updates="yes", partner="yes")
    sign("bob@example.org", updates="yes")
    sign("eve@example.org")
    first = made(key)
    assert [row["updates"] for row in opened(identity, tmp_path, first).rows()] == ["yes", "yes", "no"]
    acknowledge_export(first, first.code, None)
    withdraw_consent(ada.pk, RecipientKey.Covers.UPDATES)
    for kind in (FULL, CHANGES):
        later = made(key, kind)
        together = (
            opened(identity, tmp_path, first, later) if kind == CHANGES else opened(identity, tmp_path, later)
        )
        told = {row["email"]: (row["updates"], row.get("partner")) for row in together.rows()}
        assert told == {
            "ada@example.org": ("no", "yes"),
            "bob@example.org": ("yes", None),
            "eve@example.org": ("no", None),
        }, kind


def test_the_file_holds_every_signature_with_its_proof_and_only_the_key_opens_it(
    key: RecipientKey, identity: pyrage.x25519.Identity, sign: Callable[..., Signature], tmp_path: Any
) -> None:
    ada, _bob = sign("ada@example.org"), sign("bob@example.org", name="Roberta", country="DE")
    export = made(key)
    text = content(export).decode()
    for personal in ("ada@", "bob@", "Lovelace", "Roberta"):
        assert personal not in text
    found = opened(identity, tmp_path, export)
    first, second = found.rows()
    assert first == {
        "reference": str(ada.public_id),
        "signed_on": ada.signed_on.isoformat(),
        "language": "en",
        "wording": ada.wording_id,
        "name": "Ada Lovelace",
        "email": "ada@example.org",
        "country": "BE",
        "updates": "no",
    }
    assert (second["name"], second["country"]) == ("Roberta", "DE")
    assert found.wordings[ada.wording_id]["text"]["demand"] == "Keep our squares unwatched."
    assert (export.rows_done, export.rows_total) == (2, 2)
    with pytest.raises(DamagedExport, match="another key"):
        opened(pyrage.x25519.Identity.generate(), tmp_path, export)


def test_a_key_for_news_is_handed_only_what_was_agreed_to(
    petition: Petition, sign: Callable[..., Signature], tmp_path: Any
) -> None:
    identity = pyrage.x25519.Identity.generate()
    news = RecipientKey.objects.create(
        petition=petition, name="News", public_key=str(identity.to_public()), covers="updates"
    )
    sign("no@example.org")
    sign("yes@example.org", updates="yes")
    rows = list(opened(identity, tmp_path, made(news)).rows())
    assert [row["email"] for row in rows] == ["yes@example.org"]
    assert "country" not in rows[0]


def test_many_parts_make_one_file(
    key: RecipientKey, identity: pyrage.x25519.Identity, sign: Callable[..., Signature], tmp_path: Any
) -> None:
    signed = [f"signer{number}@example.org" for number in range(7)]
    for email in signed:
        sign(email)
    for batch in (1, 2, 7, 100):
        assert emails(opened(identity, tmp_path, made(key, batch=batch))) == signed


def test_a_worker_that_dies_between_storing_and_noting_leaves_the_file_exact(
    key: RecipientKey,
    identity: pyrage.x25519.Identity,
    sign: Callable[..., Signature],
    tmp_path: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for number in range(5):
        sign(f"signer{number}@example.org")
    export = request_export(key, FULL, None)

    class Killed(BaseException):
        """Ends the worker as a signal would: nothing after it is done."""

    def die(*args: Any, **fields: Any) -> None:
        raise Killed

    write_due_export(batch=2)
    for _death in range(4):
        with monkeypatch.context() as patched:
            patched.setattr(ExportPart.objects, "create", die)
            with pytest.raises(Killed):
                write_due_export(batch=2)
        # Nobody else touches it before the lease is over.
        assert write_due_export(batch=2) == 0
        Export.objects.filter(finished_at=None).update(due_at=timezone.now())
        write_due_export(batch=2)
    while write_due_export(batch=2):
        pass
    export.refresh_from_db()
    assert emails(opened(identity, tmp_path, export)) == [
        f"signer{number}@example.org" for number in range(5)
    ]


def test_a_late_worker_whose_claim_was_taken_over_adds_nothing(
    key: RecipientKey,
    identity: pyrage.x25519.Identity,
    sign: Callable[..., Signature],
    tmp_path: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sign("ada@example.org")
    export = request_export(key, FULL, None)
    storage = storages["exports"]
    save = storage.save
    overtaken = False

    def slowly(name: str, file: Any) -> str:
        nonlocal overtaken
        if not overtaken:
            overtaken = True
            Export.objects.update(due_at=timezone.now())
            write_due_export()
        return str(save(name, file))

    monkeypatch.setattr(storage, "save", slowly)
    while write_due_export():
        pass
    export.refresh_from_db()
    assert overtaken
    assert emails(opened(identity, tmp_path, export)) == ["ada@example.org"]


def test_a_storage_that_fails_is_tried_again(
    key: RecipientKey, sign: Callable[..., Signature], monkeypatch: pytest.MonkeyPatch
) -> None:
    sign("ada@example.org")
    export = request_export(key, FULL, None)

    def fail(*args: Any) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as patched:
        patched.setattr(storages["exports"], "save", fail)
        assert write_due_export() == 0
    export.refresh_from_db()
    assert export.failures == 1
    assert export.due_at is not None
    assert export.due_at > timezone.now()
    Export.objects.update(due_at=timezone.now())
    while write_due_export():
        pass
    export.refresh_from_db()
    assert (export.state, export.failures) == (Export.State.READY, 0)


def test_the_number_of_queries_of_a_part_does_not_grow_with_its_rows(
    key: RecipientKey, sign: Callable[..., Signature]
) -> None:
    def queries_of_signatures() -> int:
        request_export(key, FULL, None)
        write_due_export()
        with CaptureQueriesContext(connection) as captured:
            write_due_export()
        while write_due_export():
            pass
        reading = [query["sql"] for query in captured if "ciphertext" in query["sql"]]
        assert len(reading) == 1
        assert "LIMIT 5000" in reading[0]
        return len(captured)

    sign("ada@example.org")
    before = queries_of_signatures()
    for number in range(10):
        sign(f"signer{number}@example.org")
    assert queries_of_signatures() == before


def test_changes_tell_what_came_and_what_was_withdrawn_since(
    key: RecipientKey, identity: pyrage.x25519.Identity, sign: Callable[..., Signature], tmp_path: Any
) -> None:
    ada, bob = sign("ada@example.org"), sign("bob@example.org")
    full = made(key)
    first = content(full)
    with pytest.raises(Refused, match="not acknowledged any file"):
        request_export(key, CHANGES, None)
    acknowledge_export(full, full.code, None)
    withdraw(ada.pk)
    sign("eve@example.org")
    changes = made(key, CHANGES)
    second = content(changes)
    assert emails(opened(identity, tmp_path, second)) == ["eve@example.org"]
    assert opened(identity, tmp_path, second).withdrawn == {str(ada.public_id)}
    # Both together, in whichever order, are what is true now.
    for files in ((first, second), (second, first)):
        assert sorted(emails(opened(identity, tmp_path, *files))) == ["bob@example.org", "eve@example.org"]
    acknowledge_export(changes, changes.code, None)
    assert bob.pk < Signature.objects.get(pk__gt=bob.pk).pk
    last = content(made(key, CHANGES))
    assert emails(opened(identity, tmp_path, last)) == []
    assert opened(identity, tmp_path, last).withdrawn == set()


def test_what_is_withdrawn_while_the_file_is_being_made_is_told_in_it(
    key: RecipientKey, identity: pyrage.x25519.Identity, sign: Callable[..., Signature], tmp_path: Any
) -> None:
    ada = sign("ada@example.org")
    sign("bob@example.org")
    export = request_export(key, FULL, None)
    write_due_export(batch=1)
    write_due_export(batch=1)
    withdraw(ada.pk)
    while write_due_export(batch=1):
        pass
    export.refresh_from_db()
    assert export.withdrawn == 1
    assert emails(opened(identity, tmp_path, export)) == ["bob@example.org"]


def test_a_file_that_was_cut_off_or_changed_is_not_opened(
    key: RecipientKey, identity: pyrage.x25519.Identity, sign: Callable[..., Signature], tmp_path: Any
) -> None:
    for number in range(4):
        sign(f"signer{number}@example.org")
    whole = content(made(key, batch=2))
    lines = whole.splitlines(keepends=True)
    changed = whole.replace(b'"language":"en"', b'"language":"de"', 1)
    for damaged in (whole[:-1], whole[:-30], b"".join(lines[:-2]), b"".join(lines[1:]), changed, b"", b"{}"):
        with pytest.raises(DamagedExport):
            opened(identity, tmp_path, damaged)
    # A part less in the middle.
    closing = [number for number, line in enumerate(lines) if line.startswith(b'{"part"')]
    with pytest.raises(DamagedExport):
        opened(identity, tmp_path, b"".join(lines[: closing[0] + 1] + lines[closing[1] + 1 :]))


def test_only_who_opened_the_file_can_acknowledge_it_and_then_our_copy_goes(
    key: RecipientKey,
    identity: pyrage.x25519.Identity,
    sign: Callable[..., Signature],
    tmp_path: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    sign("ada@example.org")
    export = made(key)
    assert export.code not in content(export).decode()
    with pytest.raises(Refused):
        acknowledge_export(export, "AAAAA-AAAAA", None)
    (code,) = opened(identity, tmp_path, export).codes.values()
    with django_capture_on_commit_callbacks(execute=True):
        acknowledge_export(export, code.replace("-", " ").lower(), None)
    export.refresh_from_db()
    assert export.state == Export.State.ACKNOWLEDGED
    assert stored_files() == []


def stored_files() -> list[str]:
    """Return the files of all exports in the storage."""
    storage = storages["exports"]
    try:
        folders = storage.listdir("")[0]
    except FileNotFoundError:
        return []
    return [f"{folder}/{name}" for folder in folders for name in storage.listdir(folder)[1]]


@pytest.fixture(autouse=True)
def empty_storage(db: None) -> None:
    """Begin without the files of earlier tests."""
    sweep_exports()


def test_files_nobody_acknowledges_are_red_after_a_week_and_gone_after_two(
    key: RecipientKey, sign: Callable[..., Signature]
) -> None:
    sign("ada@example.org")
    export = made(key)
    for days, is_overdue, state in [
        (6, False, Export.State.READY),
        (8, True, Export.State.READY),
        (15, True, Export.State.DELETED),
    ]:
        Export.objects.update(finished_at=timezone.now() - timedelta(days=days))
        export.refresh_from_db()
        sweep_exports()
        assert (export.is_overdue, export.state) == (is_overdue, state)
        assert bool(stored_files()) is (state == Export.State.READY)


def test_nothing_of_an_export_outlives_the_retention_day(
    petition: Petition, key: RecipientKey, sign: Callable[..., Signature]
) -> None:
    sign("ada@example.org")
    made(key)
    Petition.objects.update(retention_day=timezone.localdate())
    assert stored_files()
    assert delete_exports(petition) == 1
    assert stored_files() == []
    with pytest.raises(Refused, match="erased as promised"):
        request_export(key, FULL, None)
    assert Export.objects.get().state == Export.State.DELETED


def test_a_worker_sweeps_the_retention_day_without_being_told(
    key: RecipientKey, sign: Callable[..., Signature]
) -> None:
    sign("ada@example.org")
    made(key)
    request_export(key, FULL, None)
    write_due_export()
    Petition.objects.update(retention_day=timezone.localdate())
    assert write_due_export() == 0
    assert sweep_exports() == 2
    assert stored_files() == []


def test_revoking_a_key_takes_its_files_along(
    petition: Petition,
    key: RecipientKey,
    sign: Callable[..., Signature],
    django_capture_on_commit_callbacks: Any,
) -> None:
    second = RecipientKey.objects.create(
        petition=petition, name="Second", public_key=str(pyrage.x25519.Identity.generate().to_public())
    )
    sign("ada@example.org")
    made(key)
    kept = made(second)
    with django_capture_on_commit_callbacks(execute=True):
        revoke_recipient_key(key, None)
    assert {name.split("/")[0] for name in stored_files()} == {str(kept.folder)}


def test_a_file_is_made_once_at_a_time(key: RecipientKey) -> None:
    request_export(key, FULL, None)
    with pytest.raises(Refused, match="being made already"):
        request_export(key, FULL, None)


def test_withdrawing_leaves_a_number_and_nothing_else(sign: Callable[..., Signature]) -> None:
    ada = sign("ada@example.org")
    withdraw(ada.pk)
    erased = ErasedSignature.objects.get()
    assert (erased.public_id, erased.petition_id) == (ada.public_id, ada.petition_id)


# Keys


def test_a_retired_key_opens_what_was_and_nothing_new(
    petition: Petition,
    key: RecipientKey,
    identity: pyrage.x25519.Identity,
    sign: Callable[..., Signature],
    tmp_path: Any,
) -> None:
    sign("before@example.org")
    with pytest.raises(Refused, match="Add another key first"):
        retire_recipient_key(key, None)
    new_identity = pyrage.x25519.Identity.generate()
    new = RecipientKey.objects.create(petition=petition, name="New", public_key=str(new_identity.to_public()))
    retire_recipient_key(key, None)
    sign("after@example.org")
    assert emails(opened(identity, tmp_path, made(key))) == ["before@example.org"]
    assert emails(opened(new_identity, tmp_path, made(new))) == ["after@example.org"]
    # Whoever holds both opens both files together.
    paths = []
    for export in Export.objects.all():
        paths.append(tmp_path / f"{export.number}")
        paths[-1].write_bytes(content(export))
    together = open_exports(paths, [str(identity), str(new_identity)])
    assert sorted(emails(together)) == ["after@example.org", "before@example.org"]
    with pytest.raises(Refused):
        revoke_recipient_key(new, None)
    assert SealedRecord.objects.count() == 2


def test_a_key_is_proved_by_the_code_that_was_sealed_to_it(key: RecipientKey) -> None:
    with pytest.raises(Refused):
        prove_recipient_key(key, "AAAAA-AAAAA", None)
    assert prove_recipient_key(key, key.proof_code.lower(), None).proved_at is not None


def test_the_lines_of_a_file_are_what_the_format_says(
    key: RecipientKey, sign: Callable[..., Signature]
) -> None:
    ada = sign("ada@example.org")
    lines = [json.loads(line) for line in content(made(key)).splitlines()]
    kinds = [next(iter(line)) for line in lines]
    assert kinds == ["export", "part", "reference", "part", "end", "part"]
    assert lines[0]["petition"] == ada.petition.slug
    assert lines[-2]["rows"] == 1


def test_what_waits_to_be_checked_is_handed_over_once_it_counts(
    petition: Petition,
    key: RecipientKey,
    identity: pyrage.x25519.Identity,
    sign: Callable[..., Signature],
    tmp_path: Any,
) -> None:
    sign("ada@example.org")
    suspect = sign("suspect@example.org")
    Signature.objects.filter(pk=suspect.pk).update(state=Signature.State.QUARANTINED)
    export = made(key)
    assert emails(opened(identity, tmp_path, export)) == ["ada@example.org"]
    acknowledge_export(export, export.code, None)
    sign("new@example.org")
    release_signatures(petition, [suspect.pk], None)
    changes = made(key, CHANGES)
    assert sorted(emails(opened(identity, tmp_path, changes))) == ["new@example.org", "suspect@example.org"]
    assert (changes.rows_done, changes.rows_total) == (2, 2)
    acknowledge_export(changes, changes.code, None)
    assert emails(opened(identity, tmp_path, made(key, CHANGES))) == []


def test_what_was_handed_over_and_no_longer_counts_is_told_as_withdrawn(
    petition: Petition,
    key: RecipientKey,
    identity: pyrage.x25519.Identity,
    sign: Callable[..., Signature],
    tmp_path: Any,
) -> None:
    sign("ada@example.org")
    released = sign("machine@example.org")
    Signature.objects.filter(pk=released.pk).update(state=Signature.State.QUARANTINED)
    release_signatures(petition, [released.pk], None)
    first = made(key)
    acknowledge_export(first, first.code, None)
    decision = last_decision(petition)
    assert decision is not None
    undo_decision(petition, decision.pk, None)
    changes = made(key, CHANGES)
    found = opened(identity, tmp_path, first, changes)
    assert emails(found) == ["ada@example.org"]
    assert found.withdrawn == {str(released.public_id)}


def correct(hand_in: HandIn, signature: Signature, **fields: Any) -> None:
    """Put a signature right, the way its owner does."""
    submission = hand_in(**fields)
    Submission.objects.filter(pk=submission.pk).update(corrects=signature.public_id)
    assert confirm(submission.pk) is Outcome.CORRECTED


def test_recipients_hear_nothing_of_a_name_that_its_owner_hid(
    petition: Petition,
    key: RecipientKey,
    identity: pyrage.x25519.Identity,
    sign: Callable[..., Signature],
    tmp_path: Any,
) -> None:
    petition.shows_names = True
    petition.save()
    ada = sign("ada@example.org", updates="yes", show_name="yes")
    assert withdraw_name(ada.pk)
    file = made(key)
    assert b'"consents"' not in content(file)
    assert [row["updates"] for row in opened(identity, tmp_path, file).rows()] == ["yes"]


def test_a_correction_an_ended_consent_and_a_withdrawal_reach_who_has_the_signatures(
    key: RecipientKey,
    identity: pyrage.x25519.Identity,
    sign: Callable[..., Signature],
    hand_in: HandIn,
    tmp_path: Any,
) -> None:
    ada, bob = sign("ada@example.org", name="Ada Lovelaec"), sign("bob@example.org", updates="yes")
    eve = sign("eve@example.org")
    first = handed_over(key)
    correct(hand_in, ada, email="ada@example.org", name="Ada Lovelace", country="FR")
    withdraw_consent(bob.pk, RecipientKey.Covers.UPDATES)
    withdraw(eve.pk)
    sign("new@example.org")
    changes = made(key, CHANGES)
    second = content(changes)
    alone = opened(identity, tmp_path, second)
    assert "change" in alone.columns
    assert {(row["email"], row.get("change", "")) for row in alone.rows()} == {
        ("ada@example.org", "corrected"),
        ("bob@example.org", "consent_ended"),
        ("new@example.org", ""),
    }
    assert alone.withdrawn == {str(eve.public_id)}
    assert (changes.rows_done, changes.rows_total, changes.withdrawn) == (3, 3, 1)
    for files in ((first, second), (second, first)):
        rows = {row["email"]: row for row in opened(identity, tmp_path, *files).rows()}
        assert set(rows) == {"ada@example.org", "bob@example.org", "new@example.org"}
        assert (rows["ada@example.org"]["name"], rows["ada@example.org"]["country"]) == ("Ada Lovelace", "FR")
        assert rows["bob@example.org"]["updates"] == "no"
    acknowledge_export(changes, changes.code, None)
    assert emails(opened(identity, tmp_path, made(key, CHANGES))) == [], "nothing is told twice"


def test_each_signature_is_told_once_however_often_it_was_changed(
    key: RecipientKey,
    identity: pyrage.x25519.Identity,
    sign: Callable[..., Signature],
    hand_in: HandIn,
    tmp_path: Any,
) -> None:
    ada, _bob = sign("ada@example.org"), sign("bob@example.org")
    handed_over(key)
    for name in ("Ada L.", "Ada Lovelace"):
        correct(hand_in, ada, email="ada@example.org", name=name)
    changes = made(key, CHANGES, batch=1)
    (row,) = opened(identity, tmp_path, changes).rows()
    assert row["name"] == "Ada Lovelace"


def test_whoever_no_longer_agrees_to_news_leaves_the_next_file_for_news(
    petition: Petition, sign: Callable[..., Signature], hand_in: HandIn, tmp_path: Any
) -> None:
    identity = pyrage.x25519.Identity.generate()
    news = key_for_news(petition, identity)
    ada, bob = (sign(f"{name}@example.org", updates="yes") for name in ("ada", "bob"))
    sign("never@example.org", updates="no")
    handed_over(news)
    withdraw_consent(ada.pk, RecipientKey.Covers.UPDATES)
    correct(hand_in, bob, email="bob@example.org", updates="no")
    sign("no@example.org", updates="no")
    sign("eve@example.org", updates="yes")
    found = opened(identity, tmp_path, made(news, CHANGES))
    assert emails(found) == ["eve@example.org"]
    assert found.withdrawn == {str(ada.public_id), str(bob.public_id)}, "and nobody who was never in it"


def test_what_is_corrected_while_a_file_is_being_made_is_told_by_the_next_one(
    key: RecipientKey,
    identity: pyrage.x25519.Identity,
    sign: Callable[..., Signature],
    hand_in: HandIn,
    tmp_path: Any,
) -> None:
    ada = sign("ada@example.org", name="Ada Lovelaec")
    export = request_export(key, FULL, None)
    assert write_due_export() == 1
    correct(hand_in, ada, email="ada@example.org", name="Ada Lovelace")
    while write_due_export():
        pass
    export.refresh_from_db()
    acknowledge_export(export, export.code, None)
    (row,) = opened(identity, tmp_path, made(key, CHANGES)).rows()
    assert (row["name"], row["change"]) == ("Ada Lovelace", "corrected")


def test_a_released_signature_counts_again_whatever_an_older_file_says(
    petition: Petition,
    key: RecipientKey,
    identity: pyrage.x25519.Identity,
    sign: Callable[..., Signature],
    tmp_path: Any,
) -> None:
    ada = sign("ada@example.org")
    files = [handed_over(key)]
    for state in (Signature.State.REJECTED, Signature.State.COUNTED):
        with transaction.atomic():
            change_signature_states(petition, [ada.pk], state, only_from=Signature.State.values)
        files.append(handed_over(key, CHANGES))
    assert emails(opened(identity, tmp_path, *files[:2])) == []
    found = opened(identity, tmp_path, *files)
    assert emails(found) == ["ada@example.org"]
    assert found.withdrawn == set()


def test_who_wants_no_news_any_more_still_counts_where_both_keys_open_their_files(
    petition: Petition,
    key: RecipientKey,
    identity: pyrage.x25519.Identity,
    sign: Callable[..., Signature],
    tmp_path: Any,
) -> None:
    of_news = pyrage.x25519.Identity.generate()
    news = key_for_news(petition, of_news)
    ada = sign("ada@example.org", updates="yes", country="FR")
    sign("bob@example.org", updates="yes")
    handed_over(news)
    all_of_them = made(key)
    withdraw_consent(ada.pk, RecipientKey.Covers.UPDATES)
    paths = []
    for export in (all_of_them, made(news, CHANGES), made(news)):
        path = tmp_path / export.file_name
        path.write_bytes(content(export))
        paths.append(path)
    found = open_exports(paths, [str(identity), str(of_news)])
    assert {(row["email"], row["country"]) for row in found.rows()} == {
        ("ada@example.org", "FR"),
        ("bob@example.org", "BE"),
    }
    assert found.withdrawn == set()


def test_what_was_confirmed_while_a_file_began_is_told_of_later(
    petition: Petition,
    key: RecipientKey,
    identity: pyrage.x25519.Identity,
    sign: Callable[..., Signature],
    tmp_path: Any,
) -> None:
    """Its row in the log stands behind the file's end, the signature itself before it."""
    export = made(key)
    ada = sign("ada@example.org")
    Export.objects.filter(pk=export.pk).update(horizon=ada.pk)
    acknowledge_export(export, export.code, None)
    with transaction.atomic():
        change_signature_states(
            petition, [ada.pk], Signature.State.REJECTED, only_from=Signature.State.values
        )
    assert opened(identity, tmp_path, made(key, CHANGES)).withdrawn == {str(ada.public_id)}


def test_whoever_holds_the_key_before_and_its_successor_loses_nobody_who_counts(
    petition: Petition,
    key: RecipientKey,
    identity: pyrage.x25519.Identity,
    sign: Callable[..., Signature],
    hand_in: HandIn,
    tmp_path: Any,
) -> None:
    """What is corrected after a key was retired is sealed to the new one alone."""
    ada, bob = sign("ada@example.org", name="Ada Lovelaec"), sign("bob@example.org")
    new_identity = pyrage.x25519.Identity.generate()
    new = RecipientKey.objects.create(
        petition=petition,
        name="New",
        public_key=str(new_identity.to_public()),
        approved_at=timezone.now(),
        proved_at=timezone.now(),
    )
    files = [handed_over(key)]
    retire_recipient_key(key, None)
    correct(hand_in, ada, email="ada@example.org", name="Ada Lovelace")
    files += [handed_over(new), handed_over(key, CHANGES)]
    paths = []
    for number, file in enumerate(files):
        paths.append(tmp_path / f"{number}")
        paths[-1].write_bytes(file)
    found = open_exports(paths, [str(identity), str(new_identity)])
    assert sorted(row["name"] for row in found.rows()) == ["Ada Lovelace", "Ada Lovelace"]
    assert sorted(emails(found)) == ["ada@example.org", "bob@example.org"]
    assert found.withdrawn == set()
    withdraw(bob.pk)
    withdrawn = handed_over(key, CHANGES)
    paths.append(tmp_path / "last")
    paths[-1].write_bytes(withdrawn)
    found = open_exports(paths, [str(identity), str(new_identity)])
    assert emails(found) == ["ada@example.org"]
    assert found.withdrawn == {str(bob.public_id)}
