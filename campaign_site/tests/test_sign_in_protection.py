"""Who guesses passwords has to wait; who knows theirs gets in; no address is kept."""

import time
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from campaign_site import sign_in_protection
from campaign_site.redis_cache import ForgivingRedisCache
from editorial.visitor_network import counting_cache
from home.models import HomePage

HERE, ELSEWHERE = "8.8.4.4", "1.1.1.1"
PASSWORD = "a long and good password"


@pytest.fixture(autouse=True)
def editor(home: HomePage) -> User:
    """Somebody who may sign in."""
    return User.objects.create_superuser("editor", "editor@example.org", PASSWORD)


@pytest.fixture
def clock() -> Iterator[list[float]]:
    """The time as the protection sees it; a test moves it on by changing its one item."""
    now = [time.time()]
    with patch.object(sign_in_protection.time, "time", lambda: now[0]):
        yield now


def sign_in(password: str, name: str = "editor", address: str = HERE) -> str:
    """Return where the form leads to, or what it says."""
    response = Client().post(
        reverse("wagtailadmin_login"), {"username": name, "password": password}, REMOTE_ADDR=address
    )
    return response["Location"] if response.status_code == 302 else response.content.decode()


def is_in(answer: str) -> bool:
    return answer == reverse("wagtailadmin_home")


def fail(times: int, **where: str) -> str:
    answers = [sign_in("wrong", **where) for _ in range(times)]
    return answers[-1]


def test_a_few_mistakes_cost_nothing() -> None:
    assert "password didn&#x27;t match" in fail(4)
    assert is_in(sign_in(PASSWORD))


def test_success_forgets_the_mistakes() -> None:
    for _day in range(3):
        fail(4)
        assert is_in(sign_in(PASSWORD))


def test_after_five_even_the_right_password_has_to_wait(clock: list[float]) -> None:
    fail(5)
    answer = sign_in(PASSWORD)
    assert "Too many attempts. Please try again in 1 minute, or set a new password." in answer
    clock[0] += 59
    assert not is_in(sign_in(PASSWORD))
    clock[0] += 2
    assert is_in(sign_in(PASSWORD))


def test_each_wait_is_twice_as_long_up_to_an_hour(clock: list[float]) -> None:
    fail(5)
    for minutes in (2, 4, 8, 16, 32, 60, 60):
        clock[0] += 60 * 60
        fail(1)
        assert f"in {minutes} minutes" in sign_in(PASSWORD)


@pytest.mark.parametrize("form", ["wagtailadmin_login", "wagtailcore_login"])
def test_trying_on_during_the_wait_does_not_make_it_longer(clock: list[float], form: str) -> None:
    fail(5)
    for _try in range(20):
        Client().post(reverse(form), {"username": "editor", "password": "wrong"}, REMOTE_ADDR=HERE)
    clock[0] += 61
    assert is_in(sign_in(PASSWORD))


def test_others_are_not_locked_out_with_whoever_guesses() -> None:
    fail(6)
    assert is_in(sign_in(PASSWORD, address=ELSEWHERE))
    assert not is_in(sign_in(PASSWORD, address="8.8.4.77")), "the same network"


def test_many_names_from_one_network_are_stopped_too() -> None:
    for number in range(30):
        sign_in("wrong", f"name{number}")
    assert "Too many attempts" in sign_in(PASSWORD)
    assert is_in(sign_in(PASSWORD, address=ELSEWHERE))


def test_names_that_nobody_has_are_answered_alike() -> None:
    assert "Too many attempts" in fail(6, name="nobody")
    assert "Too many attempts" in fail(6, name="editor")
    assert "Too many attempts" in sign_in(PASSWORD, name="EDITOR")


def test_a_new_password_ends_the_wait(editor: User) -> None:
    fail(6)
    editor.set_password("quite another password")
    editor.save()
    assert is_in(sign_in("quite another password"))


def test_every_other_way_of_signing_in_waits_as_well() -> None:
    fail(5)
    response = Client().post(
        reverse("wagtailcore_login"), {"username": "editor", "password": PASSWORD}, REMOTE_ADDR=HERE
    )
    assert response.status_code == 200
    assert not response.wsgi_request.user.is_authenticated


def test_without_a_cache_people_still_get_in() -> None:
    gone = ForgivingRedisCache("redis://127.0.0.1:1", {})
    with (
        patch("editorial.visitor_network.counting_cache", gone),
        patch.object(sign_in_protection, "counting_cache", gone),
    ):
        fail(6)
        assert is_in(sign_in(PASSWORD))


def test_neither_address_nor_name_is_kept(caplog: pytest.LogCaptureFixture) -> None:
    fail(6)
    kept = caplog.text + str({**counting_cache._cache}) + str(list(counting_cache._cache))  # type: ignore[attr-defined]
    assert "sign-in-" in kept
    assert "8.8.4" not in kept
    assert "editor" not in kept
    assert "paused for 60 seconds" in caplog.text


def test_nobody_is_flooded_with_mails_for_a_new_password(mailoutbox: list[object]) -> None:
    def ask(email: str) -> str:
        response = Client().post(reverse("wagtailadmin_password_reset"), {"email": email}, REMOTE_ADDR=HERE)
        return str(response["Location"])

    answers = {ask(email) for email in ["editor@example.org"] * 5 + ["EDITOR@example.org", "no@example.org"]}
    assert len(mailoutbox) == 3
    assert len(answers) == 1, "the answer never tells"
