"""Before keys, exports, people and one's own way in, whoever is signed in proves anew that it is them."""

import re
import time
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.contrib.auth.models import Group, User
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail.users.models import UserProfile

from campaign_site.second_factor import sessions
from localisation.roles import grant_translator
from petition_blocks.petition.models import Petition

from .people import code_of, enter_password, let_code_be_used_again, sign_in, user_of, words_of
from .test_setting_up import mailed_code

pytestmark = pytest.mark.slow

AGAIN = "/admin/account/is-it-you/"


@pytest.fixture
def minutes_later() -> Iterator[list[float]]:
    """The time as it is asked for proofs; a test moves it on by changing its one item, in minutes."""
    later = [0.0]
    real = time.time
    with patch.object(sessions.time, "time", lambda: real() + 60 * later[0]):
        yield later


@pytest.fixture
def client(ada: User) -> Client:
    """The browser of an administrator who has just signed in."""
    client = Client()
    sign_in(client)
    return client


def dangerous_urls(petition: Petition) -> list[str]:
    names = ["add_key", "request_export"]
    keys = ["prove_key", "proof_file", "approve_key", "retire_key", "revoke_key"]
    files = ["download_export", "acknowledge_export"]
    return [
        *(reverse(f"petitions:{name}", args=[petition.pk]) for name in names),
        *(reverse(f"petitions:{name}", args=[petition.pk, 1]) for name in keys + files),
        reverse("wagtailusers_users:add"),
        reverse("wagtailusers_users:edit", args=[1]),
        reverse("wagtailusers_users:delete", args=[1]),
        reverse("wagtailusers_groups:add"),
        reverse("wagtailusers_groups:edit", args=[1]),
        reverse("wagtailusers_groups:delete", args=[1]),
        reverse("wagtail_bulk_action", args=["auth", "user", "assign_role"]) + "?id=1",
        reverse("new_factor"),
        reverse("remove_factor", args=[1]),
        reverse("new_recovery_codes"),
    ]


def test_what_is_dangerous_asks_after_a_quarter_of_an_hour(
    client: Client, petition: Petition, minutes_later: list[float]
) -> None:
    minutes_later[0] = 14
    for url in dangerous_urls(petition):
        assert not client.get(url).headers.get("Location", "").startswith(AGAIN), url
    minutes_later[0] = 16
    for url in dangerous_urls(petition):
        assert client.get(url)["Location"].startswith(AGAIN), url


def test_what_is_not_dangerous_never_asks(
    client: Client, petition: Petition, minutes_later: list[float]
) -> None:
    minutes_later[0] = 11 * 60
    for url in ("/admin/", "/admin/users/", "/admin/groups/", "/admin/account/", "/admin/petitions/"):
        assert client.get(url).status_code == 200, url


def test_after_the_proof_one_is_where_one_wanted_to_be(
    client: Client, petition: Petition, minutes_later: list[float]
) -> None:
    minutes_later[0] = 16
    wanted = reverse("petitions:add_key", args=[petition.pk])
    asked = client.get(wanted)["Location"]
    page = client.get(asked)
    assert "Enter the code" in words_of(page)
    assert "not right" in words_of(client.post(asked, {"code": "000000", "next": wanted}))
    let_code_be_used_again()
    minutes_later[0] = 0
    assert client.post(asked, {"code": code_of(), "next": wanted})["Location"] == wanted
    assert client.get(wanted).status_code == 200
    for elsewhere in ("https://evil.example/", "//evil.example"):
        let_code_be_used_again()
        answer = client.post(AGAIN, {"code": code_of(), "next": elsewhere})
        assert answer["Location"] == AGAIN


def test_a_form_that_was_opened_in_time_is_taken_and_a_later_one_is_not_lost(
    client: Client, minutes_later: list[float]
) -> None:
    url = reverse("wagtailusers_groups:add")
    minutes_later[0] = 59
    assert client.post(url, {"name": ""}).status_code == 200
    minutes_later[0] = 61
    answer = client.post(url, {"name": "Thieves"})
    assert answer.status_code == 403
    assert "your browser sends what you typed again" in words_of(answer)
    assert not Group.objects.filter(name="Thieves").exists()


def test_a_remembered_device_is_no_proof_for_what_is_dangerous(ada: User) -> None:
    client = Client()
    enter_password(client)
    client.post("/admin/sign-in/factor/", {"code": code_of(), "trust": "on"})
    client.post("/admin/logout/")
    enter_password(client)
    assert client.get("/admin/").status_code == 200
    assert client.get(reverse("wagtailusers_users:add"))["Location"].startswith(AGAIN)


def account_form(user: User, **changes: str) -> dict[str, str]:
    return {
        "name_email-first_name": "Ada",
        "name_email-last_name": "L.",
        "name_email-email": user.email,
        "locale-preferred_language": "en",
        "locale-current_time_zone": "Europe/Brussels",
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
        "theme-keyboard_shortcuts": "on",
        **changes,
    }


def test_ones_own_address_and_password_ask_and_nothing_else_of_the_account(
    client: Client, ada: User, minutes_later: list[float]
) -> None:
    minutes_later[0] = 61
    url = reverse("wagtailadmin_account")
    new = {"password-old_password": "x", "password-new_password1": "y", "password-new_password2": "y"}
    assert client.post(url, account_form(ada, **new)).status_code == 403
    assert client.post(url, account_form(ada, **{"name_email-email": "thief@example.com"})).status_code == 403
    assert client.post(url, account_form(ada)).status_code == 302
    ada.refresh_from_db()
    assert (ada.first_name, ada.email) == ("Ada", "ada@example.org")


@pytest.fixture
def translator(db: None) -> User:
    """Somebody who needs no factor and has none."""
    user = user_of("Editors", "tove")
    group = Group.objects.create(name="Translators")
    grant_translator(group, Locale.objects.get(language_code="en"))
    user.groups.set([group])
    UserProfile.get_for_user(user)
    return User.objects.get(pk=user.pk)


def test_whoever_has_no_factor_proves_it_by_their_mailbox(
    translator: User, mailoutbox: list[EmailMessage]
) -> None:
    client = Client()
    enter_password(client, "tove")
    mailoutbox.clear()
    url = reverse("wagtailadmin_account")
    assert (
        client.post(url, account_form(translator, **{"name_email-email": "thief@example.com"})).status_code
        == 403
    )
    wanted = reverse("new_factor")
    asked = client.get(wanted)["Location"]
    assert "Send me a code" in words_of(client.get(asked))
    assert mailoutbox == [], "opening a page mails nobody"
    client.post(asked, {"again": "yes", "next": wanted})
    assert mailoutbox[0].to == ["tove@example.org"]
    assert "not right" in words_of(client.post(asked, {"code": "AAAA-AAAA", "next": wanted}))
    assert client.post(asked, {"code": mailed_code(mailoutbox[0]), "next": wanted})["Location"] == wanted
    assert client.get(wanted).status_code == 200


def test_a_mailed_code_is_no_proof_of_whoever_has_a_factor(
    client: Client, minutes_later: list[float]
) -> None:
    minutes_later[0] = 16
    client.post(AGAIN, {"again": "yes"})
    assert "Send me a code" not in words_of(client.get(AGAIN))
    assert client.get(reverse("new_factor"))["Location"].startswith(AGAIN)


def test_the_page_that_asks_is_in_the_users_language(
    client: Client, ada: User, minutes_later: list[float]
) -> None:
    profile = UserProfile.get_for_user(ada)
    profile.preferred_language = "de"
    profile.save()
    minutes_later[0] = 61
    answer = client.post(reverse("wagtailusers_groups:add"), {"name": "x"})
    assert re.search(r"<html[^>]* lang=\"de\"", answer.content.decode())
