"""Whose keys open the signatures is a right of its own, used by two, told to all, and logged for good."""

from typing import Any

import pyrage
import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core import mail
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from petition_blocks.lifecycle.actions import change_state
from petition_blocks.lifecycle.transitions import PAUSE
from petition_blocks.mailing.links import confirmation_link
from petition_blocks.mailing.models import MailSettings
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.models import Petition
from petition_blocks.petition.refusals import Refused
from petition_blocks.sealing.encryption import unseal
from petition_blocks.signature.models import SealedRecord
from petition_blocks.signing.confirm import confirm
from petition_blocks.tests.admin_users import KEEPS_KEYS, user_with
from tests.factories import HandIn

from ..actions import add_recipient_key, approve_recipient_key, revoke_recipient_key
from ..models import KeyChange, RecipientKey
from ..rights import CODENAME, key_keepers
from ..tell_key_keepers import tell_key_keepers


@pytest.fixture
def own() -> pyrage.x25519.Identity:
    """A pair that somebody has made for themselves."""
    return pyrage.x25519.Identity.generate()


@pytest.fixture
def added(petition: Petition, own: pyrage.x25519.Identity, keeper: User) -> RecipientKey:
    """A key that a keeper has added to the open petition."""
    key = RecipientKey(petition=petition, name="نقابة Żółć", public_key=str(own.to_public()))
    return add_recipient_key(key, keeper)


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def post_key(client: Client, petition: Petition, identity: pyrage.x25519.Identity, name: str = "Own") -> Any:
    data = {"name": name, "public_key": str(identity.to_public()), "covers": "petition"}
    return client.post(reverse("petitions:add_key", args=[petition.pk]), data)


def test_an_editor_can_not_let_a_key_of_their_own_read_who_signs(
    editor_client: Client, petition: Petition, own: pyrage.x25519.Identity, hand_in: HandIn
) -> None:
    key = petition.recipient_keys.get()
    post_key(editor_client, petition, own)
    confirm(hand_in().pk)
    with pytest.raises(pyrage.DecryptError):
        unseal(SealedRecord.objects.get().ciphertext, str(own))
    for view in ("prove_key", "approve_key", "retire_key", "revoke_key"):
        url = reverse(f"petitions:{view}", args=[petition.pk, key.pk])
        for response in (
            editor_client.get(url),
            editor_client.post(url, {"understood": "on", "code": key.proof_code}),
        ):
            assert (response.status_code, response["Location"]) == (302, reverse("wagtailadmin_home")), view
    shown = editor_client.get(reverse("petitions:edit", args=[petition.pk])).content.decode()
    assert "Keys are added by who has the right to." in shown
    assert reverse("petitions:add_key", args=[petition.pk]) not in shown


def test_while_people_sign_nothing_is_sealed_to_a_new_key_before_somebody_else_agrees(
    petition: Petition,
    own: pyrage.x25519.Identity,
    keeper: User,
    second_keeper: User,
    hand_in: HandIn,
) -> None:
    first = browser_of(keeper)
    # Pausing it first is no way around.
    change_state(petition, PAUSE, None)
    assert post_key(first, petition, own).status_code == 302
    key = RecipientKey.objects.get(name="Own")
    approve = reverse("petitions:approve_key", args=[petition.pk, key.pk])
    confirm(hand_in("early@example.org").pk)
    assert not key.sealed_records.exists()

    answer = first.post(approve)
    assert answer.status_code == 409
    assert "a second person must approve it" in answer.content.decode()
    confirm(hand_in("still@example.org").pk)
    assert not key.sealed_records.exists()

    second = browser_of(second_keeper)
    assert key.public_key in second.get(approve).content.decode()
    assert "waits for a second person" in second.get(reverse("wagtailadmin_home")).content.decode()
    assert second.post(approve).status_code == 302
    confirm(hand_in("late@example.org").pk)
    assert unseal(key.sealed_records.get().ciphertext, str(own))["email"] == "late@example.org"
    key.refresh_from_db()
    approved_at = key.approved_at
    second.post(approve)
    key.refresh_from_db()
    assert key.approved_at == approved_at, "twice is harmless"


def test_before_it_opens_one_person_may_set_it_up_and_whoever_has_gone_is_nobody_s_second(
    home: Any, keeper: User, second_keeper: User, own: pyrage.x25519.Identity, petition: Petition
) -> None:
    new = Petition.objects.create_register("Nowa Petycja", "new")
    key = add_recipient_key(RecipientKey(petition=new, name="A", public_key=str(own.to_public())), keeper)
    assert key.is_in_use
    waiting = add_recipient_key(
        RecipientKey(petition=petition, name="B", public_key=str(own.to_public())), keeper
    )
    assert not waiting.is_in_use
    keeper.delete()
    with pytest.raises(Refused, match="has no account any more"):
        approve_recipient_key(waiting, second_keeper)


def test_visitors_read_who_holds_the_keys_and_it_is_part_of_what_they_sign(
    client: Client,
    petition: Petition,
    petition_page: PetitionPage,
    added: RecipientKey,
    second_keeper: User,
    hand_in: HandIn,
) -> None:
    form, waiting = "/en/sign/unwatched/", hand_in()
    assert "Can be read by: <bdi>Example</bdi>" in " ".join(client.get(form).content.decode().split())
    assert added.name not in client.get(form).content.decode()
    before = PetitionPage.objects.get().wording_hash
    approve_recipient_key(added, second_keeper)
    for url in (form, petition_page.get_url()):
        assert f"<bdi>{added.name}</bdi>" in client.get(url).content.decode(), url
    page = PetitionPage.objects.get()
    assert page.wording_hash != before
    assert petition.wordings.get(pk=page.wording_hash).text["key_holders"] == f"Example\n{added.name}"
    # Whoever saw the form before is told before they confirm: confirming seals to the new key too.
    link = confirmation_link(waiting, "en").split("8000", 1)[1]
    assert added.name in client.get(link).content.decode()
    revoke_recipient_key(added, None)
    assert added.name not in client.get(form).content.decode()


def test_all_who_keep_keys_are_told_by_mail_also_while_mails_are_paused(
    petition: Petition, added: RecipientKey, keeper: User, second_keeper: User, editor: User
) -> None:
    administrator = User.objects.create_superuser("chief", "chief@example.org", "password")
    User.objects.create_superuser("gone", "gone@example.org", "password", is_active=False)
    MailSettings.objects.create(paused=True)
    assert tell_key_keepers() == 1
    to = sorted(message.to[0] for message in mail.outbox)
    assert to == sorted(user.email for user in (administrator, keeper, second_keeper))
    told = mail.outbox[0].body
    for part in (
        petition.name,
        added.name,
        added.public_key,
        "keeper",
        "before a second person has approved",
    ):
        assert part in told
    assert tell_key_keepers() == 0, "once"
    approve_recipient_key(added, second_keeper)
    revoke_recipient_key(added, administrator)
    mail.outbox.clear()
    assert tell_key_keepers() == 2
    assert {message.subject.rsplit(": ", 1)[1] for message in mail.outbox} == {
        "Approved by a second person",
        "Revoked",
    }


def test_a_mail_server_that_is_away_delays_the_mail_and_loses_none(
    added: RecipientKey, settings: Any, keeper: User
) -> None:
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert tell_key_keepers() == 0
    settings.EMAIL_BACKEND = working
    assert tell_key_keepers() == 0, "not at once"
    KeyChange.objects.update(due_at=added.created_at)
    assert tell_key_keepers() == 1
    assert [message.to for message in mail.outbox] == [[keeper.email]]


def test_the_log_of_keys_is_never_emptied_or_changed(
    petition: Petition, added: RecipientKey, keeper: User, second_keeper: User, editor_client: Client
) -> None:
    approve_recipient_key(added, second_keeper)
    revoke_recipient_key(added, second_keeper)
    entries = ModelLogEntry.objects.filter(action__startswith="petition_blocks.")
    said = list(entries.order_by("pk").values_list("action", flat=True))
    assert said[-3:] == [f"petition_blocks.{deed}_key" for deed in ("add", "approve", "revoke")]
    change = KeyChange.objects.first()
    assert change is not None
    for forbidden in (
        change.delete,
        KeyChange.objects.all().delete,
        entries[0].delete,
        ModelLogEntry.objects.all().delete,
        entries[0].save,
        change.save,
    ):
        with pytest.raises(ProtectedError), transaction.atomic():
            forbidden()
    assert entries.count() == len(said)


def test_who_did_it_stays_readable_after_accounts_and_keys_are_gone(
    petition: Petition, added: RecipientKey, keeper: User, second_keeper: User, editor_client: Client
) -> None:
    approve_recipient_key(added, second_keeper)
    revoke_recipient_key(added, second_keeper)
    keeper.delete()
    second_keeper.delete()
    shown = editor_client.get(reverse("petitions:edit", args=[petition.pk])).content.decode()
    assert "All that was ever done with keys" in shown
    told = list(KeyChange.objects.order_by("pk").values_list("deed", "holder", "done_by"))
    assert told[-3:] == [
        ("asked", added.name, "keeper"),
        ("approved", added.name, "second-keeper"),
        ("revoked", added.name, "second-keeper"),
    ]


# The right itself


@pytest.fixture
def manager(home: Any) -> User:
    """Somebody who may manage users and groups, and has no right to keys."""
    user = user_with("manager")
    group = Group.objects.get(name="manager")
    group.permissions.add(
        *Permission.objects.filter(
            content_type__app_label="auth",
            codename__in=[
                f"{verb}_{what}" for verb in ("add", "change", "delete") for what in ("user", "group")
            ],
        )
    )
    return user


def user_form(user: User, **changes: Any) -> dict[str, Any]:
    return {
        "username": user.username,
        "email": user.email,
        "first_name": "Given",
        "last_name": "Name",
        "is_active": "on",
        "groups": [group.pk for group in user.groups.all()],
        **changes,
    }


def group_form(group: Group, *permissions: Permission) -> dict[str, Any]:
    management = {
        f"{prefix}-{part}": number
        for prefix in (
            "page_permissions",
            "collection_permissions",
            "image_permissions",
            "document_permissions",
        )
        for part, number in (("TOTAL_FORMS", "0"), ("INITIAL_FORMS", "0"), ("MAX_NUM_FORMS", "1000"))
    }
    ids = [permission.pk for permission in (*group.permissions.all(), *permissions)]
    return {"name": group.name, "permissions": ids, **management}


def test_nobody_who_manages_users_takes_the_right(
    manager: User, keeper: User, editor: User, petition: Petition
) -> None:
    client, keepers = browser_of(manager), Group.objects.get(name="keeper")
    right = Permission.objects.get(codename=CODENAME)
    gone = user_with("gone", *KEEPS_KEYS)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    edit = lambda user: reverse("wagtailusers_users:edit", args=[user.pk])  # noqa: E731
    bulk = reverse("wagtail_bulk_action", args=["auth", "user", "assign_role"])
    wake = reverse("wagtail_bulk_action", args=["auth", "user", "set_active_state"])
    tries: dict[str, tuple[str, dict[str, Any]]] = {
        "joins the group": (edit(manager), user_form(manager, groups=[keepers.pk])),
        "puts another into it": (edit(editor), user_form(editor, groups=[keepers.pk])),
        "makes another an administrator": (edit(editor), user_form(editor, is_superuser="on")),
        "sets a keeper's password": (
            edit(keeper),
            user_form(keeper, password1="a long new passphrase", password2="a long new passphrase"),
        ),
        "has a keeper's mails": (edit(keeper), user_form(keeper, email="manager@example.org")),
        "wakes a keeper who left": (edit(gone), user_form(gone)),
        "wakes several": (f"{wake}?id={gone.pk}", {"mark_as_active": "True"}),
        "assigns the role in bulk": (f"{bulk}?id={manager.pk}", {"role": keepers.pk}),
        "makes a new administrator": (
            reverse("wagtailusers_users:add"),
            {
                **user_form(User(username="new", email="new@example.org", pk=0), groups=[]),
                "password1": "a long new passphrase",
                "password2": "a long new passphrase",
                "is_superuser": "on",
            },
        ),
        "gives it to a group": (
            reverse("wagtailusers_groups:edit", args=[Group.objects.get(name="manager").pk]),
            group_form(Group.objects.get(name="manager"), right),
        ),
        "makes a group with it": (
            reverse("wagtailusers_groups:add"),
            {**group_form(Group(name="Mine", pk=0), right), "name": "Mine"},
        ),
    }
    before = accounts()
    for what, (url, data) in tries.items():
        response = client.post(url, data)
        assert (response.status_code, response.get("Location")) == (302, reverse("wagtailadmin_home")), what
        assert accounts() == before, what
    # What doesn't give it goes on working.
    changed = client.post(edit(editor), user_form(editor, first_name="Ädä"))
    assert (changed.status_code, changed["Location"]) == (302, reverse("wagtailusers_users:index"))
    editor.refresh_from_db()
    assert editor.first_name == "Ädä"


def accounts() -> list[Any]:
    """Return all that decides who has the right, and who can sign in as them."""
    return [
        list(User.objects.order_by("pk").values_list("pk", "password", "email", "is_active", "is_superuser")),
        sorted(User.groups.through.objects.values_list("user", "group")),
        sorted(Group.permissions.through.objects.values_list("group__name", "permission")),
        sorted(key_keepers().values_list("pk", flat=True)),
    ]


def test_who_has_the_right_gives_it_and_all_others_are_told(petition: Petition, keeper: User) -> None:
    administrator = User.objects.create_superuser("chief", "chief@example.org", "password")
    somebody = user_with("somebody")
    groups = [group.pk for group in [*somebody.groups.all(), *keeper.groups.all()]]
    client = browser_of(administrator)
    client.post(reverse("wagtailusers_users:edit", args=[somebody.pk]), user_form(somebody, groups=groups))
    assert somebody in key_keepers()
    change = KeyChange.objects.get(deed=KeyChange.Deed.GRANTED, holder="somebody")
    assert change.done_by == "chief"
    tell_key_keepers()
    assert {"chief@example.org", "keeper@example.org"} <= {message.to[0] for message in mail.outbox}
