"""Who guesses passwords has to wait; who knows theirs gets in; no address is kept."""

import time
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from campaign_site import sign_in_form, sign_in_protection
from campaign_site.redis_cache import ForgivingRedisCache
from editorial.visitor_network import counting_cache
from home.models import HomePage
from tests.later_tasks import LaterTasks

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


def sign_in(password: str, name: str = "editor", ip: str = HERE) -> str:
    """Return where the form leads to, or what it says."""
    response = Client().post(
        reverse("wagtailadmin_login"), {"username": name, "password": password}, REMOTE_ADDR=ip
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


def test_trying_on_during_the_wait_does_not_make_it_longer(clock: list[float]) -> None:
    fail(5)
    for _try in range(20):
        sign_in("wrong")
    clock[0] += 61
    assert is_in(sign_in(PASSWORD))


def test_others_are_not_locked_out_with_whoever_guesses() -> None:
    fail(6)
    assert is_in(sign_in(PASSWORD, ip=ELSEWHERE))
    assert not is_in(sign_in(PASSWORD, ip="8.8.4.77")), "the same network"


def test_many_names_from_one_network_are_stopped_too() -> None:
    for number in range(30):
        sign_in("wrong", f"name{number}")
    assert "Too many attempts" in sign_in(PASSWORD)
    assert is_in(sign_in(PASSWORD, ip=ELSEWHERE))


def test_names_that_nobody_has_are_answered_alike() -> None:
    assert "Too many attempts" in fail(6, name="nobody")
    assert "Too many attempts" in fail(6, name="editor")
    assert "Too many attempts" in sign_in(PASSWORD, name="EDITOR")


def test_a_new_password_ends_the_wait(editor: User) -> None:
    fail(6)
    editor.set_password("quite another password")
    editor.save()
    assert is_in(sign_in("quite another password"))


def test_readers_of_private_pages_sign_in_by_the_same_form() -> None:
    response = Client().get(reverse("wagtailcore_login"), {"next": "/en/members-only/"})
    assert response["Location"] == f"{reverse('wagtailadmin_login')}?next=/en/members-only/"
    assert Client().post(response.wsgi_request.path, {"username": "editor"}).status_code == 405


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
    kept = caplog.text + str({**counting_cache._cache}) + str(list(counting_cache._cache))
    assert "sign-in-" in kept
    assert "8.8.4" not in kept
    assert "editor" not in kept
    assert "paused for 60 seconds" in caplog.text


def ask_for_new_password(email: str) -> str:
    response = Client().post(reverse("wagtailadmin_password_reset"), {"email": email}, REMOTE_ADDR=HERE)
    return str(response["Location"])


def test_nobody_is_flooded_with_mails_for_a_new_password(mailoutbox: list[object], later: LaterTasks) -> None:
    emails = ["editor@example.org"] * 5 + ["EDITOR@example.org", "no@example.org"]
    answers = {ask_for_new_password(email) for email in emails}
    later.do_all()
    assert len(mailoutbox) == 3
    assert len(answers) == 1, "the answer never tells"


def test_nobody_else_gets_an_editors_new_password(
    mailoutbox: list[EmailMessage], later: LaterTasks, db: None
) -> None:
    User.objects.create_superuser("ada", "ada@straße.example", PASSWORD)
    ask_for_new_password("ada@straße.example")
    later.do_all()
    assert [sent.message()["To"] for sent in mailoutbox] == ["ada@xn--strae-oqa.example"]


@pytest.mark.usefixtures("words_are_known")
def test_asking_for_a_new_password_is_the_same_work_whoever_has_an_account(
    editor: User, mailoutbox: list[object], later: LaterTasks
) -> None:
    User.objects.create_user("retired", "retired@example.org", PASSWORD, is_active=False)
    work = []
    for email in ("editor@example.org", "nobody@example.org", "retired@example.org"):
        with CaptureQueriesContext(connection) as captured:
            ask_for_new_password(email)
        work.append((len(captured), len(later.tasks), len(mailoutbox)))
    assert work == [(0, 1, 0), (0, 2, 0), (0, 3, 0)], "looked up, or mailed, while somebody waits"
    later.do_all()
    (mail,) = mailoutbox
    assert mail.to == [editor.email]  # type: ignore[attr-defined]


def test_a_mail_that_cannot_be_sent_names_nobody_in_the_log(
    later: LaterTasks, caplog: pytest.LogCaptureFixture
) -> None:
    ask_for_new_password("editor@example.org")
    with patch.object(sign_in_form.NewPasswordForm, "get_users", side_effect=OSError("editor@example.org")):
        later.do_all()
    assert "OSError" in caplog.text
    assert "editor@" not in caplog.text


@pytest.mark.usefixtures("words_are_known")
def test_failing_to_sign_in_is_the_same_work_whoever_has_an_account(editor: User) -> None:
    User.objects.create_user("retired", "retired@example.org", PASSWORD, is_active=False)
    User.objects.create_user("invited", "invited@example.org", None)
    User.objects.create_user("visitor", "visitor@example.org", PASSWORD)
    work = {}
    for name in ("editor", "nobody", "retired", "invited", "visitor"):
        with (
            CaptureQueriesContext(connection) as captured,
            patch.object(MD5PasswordHasher, "encode", autospec=True, return_value="md5$a$b") as hashing,
        ):
            sign_in("wrong", name)
        work[name] = (hashing.call_count, len(captured))
    assert len(set(work.values())) == 1, work
    assert work["nobody"][0] == 1
