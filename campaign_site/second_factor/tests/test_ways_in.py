"""Nobody gets in with a password alone who must not; whoever has their factor does."""

import re
import time
from unittest.mock import patch

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from wagtail.models import Locale

from campaign_site.redis_cache import ForgivingRedisCache
from campaign_site.second_factor.factors import recovery_codes_of
from localisation.roles import grant_translator

from .people import (
    ALL_ROLES,
    HOME,
    LOGIN,
    PASSWORD,
    SECRET,
    code_of,
    enter_code,
    enter_password,
    give_app,
    is_in,
    let_code_be_used_again,
    sign_in,
    user_of,
    words_of,
)

pytestmark = pytest.mark.slow

FACTOR, MAILBOX, SET_UP = "/admin/sign-in/factor/", "/admin/sign-in/mailbox/", "/admin/sign-in/set-up/"


@pytest.mark.parametrize("role", ALL_ROLES)
def test_a_password_alone_leads_every_role_to_the_factor_and_no_further(role: str) -> None:
    user = user_of(role)
    give_app(user)
    client = Client()
    assert enter_password(client)["Location"] == FACTOR
    assert not is_in(client)
    assert enter_code(client)["Location"] == HOME
    assert is_in(client)


@pytest.mark.parametrize("role", ALL_ROLES)
def test_a_password_alone_leads_a_role_without_a_factor_to_the_mailbox_and_no_further(role: str) -> None:
    user_of(role)
    client = Client()
    assert enter_password(client)["Location"] == MAILBOX
    assert client.get(SET_UP)["Location"] == LOGIN, "nothing is set up before the mail was read"
    assert client.post(SET_UP, {"way": "app", "code": code_of()})["Location"] == LOGIN
    assert not is_in(client)
    assert not Authenticator.objects.exists()


def test_who_can_do_no_harm_needs_no_factor_unless_everybody_does(settings: Settings) -> None:
    group = Group.objects.create(name="Translators")
    grant_translator(group, Locale.objects.get(language_code="en"))
    user_of("Editors").groups.set([group])
    client = Client()
    assert enter_password(client)["Location"] == HOME
    assert is_in(client)
    settings.SECOND_FACTOR = "everybody"
    assert client.get(HOME)["Location"] == MAILBOX, "asked at the next request"
    assert enter_password(Client())["Location"] == MAILBOX


@pytest.mark.usefixtures("ada")
def test_a_code_of_before_or_after_or_twice() -> None:
    for periods, right in ((-5, False), (5, False), (1, True), (1, False), (0, False), (-1, False)):
        client = Client()
        enter_password(client)
        answer = enter_code(client, code_of(periods=periods))
        assert (answer.status_code == 302) is right, periods


@pytest.mark.usefixtures("ada")
def test_codes_are_taken_as_people_type_them() -> None:
    client = Client()
    enter_password(client)
    code = code_of()
    digits = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    assert enter_code(client, f" {code[:3]} {code[3:]} ".translate(digits)).status_code == 302


def test_each_recovery_code_gets_in_once(ada: User) -> None:
    code = recovery_codes_of(ada)[0]
    client = Client()
    enter_password(client)
    assert enter_code(client, f"{code[:5]} {code[5:]}").status_code == 302
    again = Client()
    enter_password(again)
    assert "not right" in words_of(enter_code(again, code))
    assert not is_in(again)


@pytest.mark.usefixtures("ada")
def test_who_guesses_codes_has_to_wait_and_the_owner_is_told(mailoutbox: list[EmailMessage]) -> None:
    for number in range(7):
        client = Client()
        enter_password(client)
        answer = enter_code(client, f"00000{number}")
    assert "Too many attempts" in words_of(answer)
    assert "Too many attempts" in words_of(enter_code(client)), "the right one too"
    (mail,) = mailoutbox
    assert mail.subject == "Somebody has your password"


def test_a_new_password_ends_the_wait(ada: User) -> None:
    client = Client()
    enter_password(client)
    for number in range(6):
        enter_code(client, f"00000{number}")
    ada.set_password("quite another password")
    ada.save()
    client = Client()
    enter_password(client, password="quite another password")
    assert enter_code(client).status_code == 302


def test_a_sign_in_that_waits_ends_with_the_password_it_began_with(ada: User) -> None:
    client = Client()
    enter_password(client)
    ada.set_password("quite another password")
    ada.save()
    assert enter_code(client)["Location"] == LOGIN
    assert not is_in(client)


def test_a_sign_in_that_waits_ends_with_the_account(ada: User) -> None:
    client = Client()
    enter_password(client)
    User.objects.filter(pk=ada.pk).update(is_active=False)
    assert enter_code(client)["Location"] == LOGIN
    assert not is_in(client)


@pytest.mark.usefixtures("ada")
def test_a_sign_in_that_waits_is_not_waited_for_long() -> None:
    client = Client()
    enter_password(client)
    later = time.time() + 46 * 60
    with patch("allauth.account.internal.stagekit.time.time", lambda: later):
        assert client.get(FACTOR)["Location"] == LOGIN


@pytest.mark.usefixtures("ada")
def test_only_own_pages_come_next() -> None:
    for url, expected in (
        ("/admin/pages/", "/admin/pages/"),
        ("https://evil.example/", HOME),
        ("//evil.example/", HOME),
        ("javascript:alert(1)", HOME),
    ):
        client = Client()
        let_code_be_used_again()
        enter_password(client, next=url)
        assert enter_code(client)["Location"] == expected


@pytest.mark.usefixtures("ada")
def test_a_device_is_remembered_for_thirty_days_by_the_admin_alone() -> None:
    client = Client()
    enter_password(client)
    answer = enter_code(client, trust="on")
    cookie = answer.cookies["trusted_device"]
    assert (cookie["path"], cookie["max-age"]) == ("/admin/", 30 * 24 * 60 * 60)
    client.post("/admin/logout/")
    assert enter_password(client)["Location"] == HOME
    assert is_in(client)
    later = time.time() + 31 * 24 * 60 * 60
    client.post("/admin/logout/")
    with patch("allauth.mfa.internal.flows.trust.time.time", lambda: later):
        assert enter_password(client)["Location"] == FACTOR


def test_a_remembered_device_is_forgotten_with_the_password_and_the_factors(ada: User) -> None:
    client = Client()
    enter_password(client)
    enter_code(client, trust="on")
    client.post("/admin/logout/")
    give_app(ada)
    assert enter_password(client)["Location"] == FACTOR


def test_a_new_password_by_mail_signs_nobody_in(ada: User, mailoutbox: list[EmailMessage]) -> None:
    client = Client()
    client.post(reverse("wagtailadmin_password_reset"), {"email": ada.email})
    link = re.search(r"http://[^/]+(/\S+)", str(mailoutbox[0].body))
    assert link is not None
    form = client.get(link[1], follow=True)
    new = {"new_password1": "quite another password", "new_password2": "quite another password"}
    client.post(form.wsgi_request.path, new)
    assert not is_in(client)
    assert enter_password(client, password="quite another password")["Location"] == FACTOR


@pytest.mark.usefixtures("ada")
@pytest.mark.parametrize(
    "path", ["accounts/login/", "accounts/signup/", "admin/sign-in/signup/", "admin/api/main/pages/"]
)
def test_there_is_no_other_door(path: str) -> None:
    client = Client()
    client.post(f"/{path}", {"login": "ada", "username": "ada", "password": PASSWORD})
    assert not is_in(client)
    assert not Session.objects.exists()


def test_the_door_for_readers_leads_to_the_same_stages(ada: User) -> None:
    client = Client()
    door = client.get("/en/_util/login/?next=/en/about/")
    assert door["Location"] == "/admin/login/?next=/en/about/"
    assert enter_password(client, next="/en/about/")["Location"] == FACTOR


def test_a_session_of_a_password_alone_is_nobodys_on_public_pages(ada: User) -> None:
    client = Client()
    client.force_login(ada)
    assert not client.get("/en/").wsgi_request.user.is_authenticated
    enter_password(client)
    enter_code(client)
    assert client.get("/en/").wsgi_request.user.is_authenticated


def test_a_session_from_before_is_asked_at_its_next_request_and_goes_on_there(ada: User) -> None:
    client = Client()
    client.force_login(ada)
    assert client.get("/admin/pages/?ordering=title")["Location"] == FACTOR
    assert not is_in(client), "asking is not forgotten"
    client.force_login(ada)
    client.get("/admin/pages/?ordering=title")
    assert enter_code(client)["Location"] == "/admin/pages/?ordering=title"


@pytest.mark.usefixtures("ada")
def test_a_session_ends_after_twelve_hours_however_busy_it_was() -> None:
    client = Client()
    sign_in(client)
    now = time.time()
    with patch("campaign_site.second_factor.sessions.time.time", lambda: now + 12 * 60 * 60 - 60):
        assert is_in(client)
        client.post("/admin/account/is-it-you/", {"code": "000000"})  # notes something in the session
    with patch("campaign_site.second_factor.sessions.time.time", lambda: now + 12 * 60 * 60 + 60):
        assert client.get(HOME)["Location"].startswith(LOGIN)
    assert not is_in(client)


@pytest.mark.usefixtures("ada")
def test_scripts_of_an_open_page_are_refused_without_ending_anything() -> None:
    client = Client()
    client.force_login(User.objects.get())
    for header in ({"x-requested-with": "XMLHttpRequest"}, {"sec-fetch-mode": "cors"}):
        assert client.post("/admin/account/", headers=header).status_code == 403
    assert client.get(HOME)["Location"] == FACTOR


def test_with_redis_away_people_still_get_in(ada: User) -> None:
    gone = ForgivingRedisCache("redis://127.0.0.1:1", {})
    with (
        patch("editorial.visitor_network.counting_cache", gone),
        patch("campaign_site.sign_in_protection.counting_cache", gone),
    ):
        client = Client()
        enter_password(client)
        enter_code(client, "000000")
        assert enter_code(client).status_code == 302


def test_a_copy_of_the_database_makes_no_codes(ada: User) -> None:
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert SECRET not in kept
    assert not any(code in kept for code in recovery_codes_of(ada))


def test_what_is_kept_of_a_sign_in_names_no_address(ada: User) -> None:
    client = Client(REMOTE_ADDR="8.8.4.4", HTTP_USER_AGENT="Mozilla/5.0 Firefox/140.0")
    enter_password(client)
    enter_code(client)
    kept = str([session.get_decoded() for session in Session.objects.all()])
    assert "8.8.4" not in kept
    assert "Firefox" not in kept
