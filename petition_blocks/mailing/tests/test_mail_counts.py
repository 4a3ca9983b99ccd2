"""How mails fare is counted by language and provider, shown, and told when it drops."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from petition_blocks.petition.models import Petition
from petition_blocks.signature.models import Submission
from petition_blocks.signing.confirm import confirm
from tests.factories import HandIn

from ..alarms import mail_alarms
from ..count_mails import fold_mail_counts, funnel_since
from ..models import MailFunnel, MailSettings
from ..providers import provider_of
from ..send_due_mails import send_due_mails


def numbers() -> dict[tuple[Any, Any], tuple[Any, Any, Any]]:
    return {
        (row["language"], row["provider"]): (row["submitted"], row["accepted"], row["confirmed"])
        for row in funnel_since(timezone.localdate())
    }


def count(petition: Petition, days_ago: int, accepted: int, confirmed: int, provider: str = "Gmail") -> None:
    """Count the mails of a day that is over."""
    MailFunnel.objects.create(
        petition=petition,
        day=timezone.localdate() - timedelta(days=days_ago),
        language="en",
        provider=provider,
        submitted=accepted,
        accepted=accepted,
        confirmed=confirmed,
    )


def test_each_step_is_counted_by_language_and_provider(mail_server: Any, hand_in: HandIn) -> None:
    ada = hand_in("ada@googlemail.com")
    hand_in("bob@gmail.com")
    hand_in("eve@small.example")
    send_due_mails()
    confirm(ada.pk)
    assert numbers() == {("en", "Gmail"): (2, 2, 1), ("en", "other"): (1, 1, 0)}


def test_a_mail_that_is_tried_again_is_counted_once(mail_server: Any, hand_in: HandIn) -> None:
    hand_in("ada@gmail.com")
    accepted, mail_server.answer = mail_server.answer, "451 4.7.1 Try again later"
    send_due_mails()
    assert numbers() == {("en", "Gmail"): (1, 0, 0)}
    mail_server.answer = accepted
    Submission.objects.update(mail_due_at=timezone.now())
    send_due_mails()
    assert numbers() == {("en", "Gmail"): (1, 1, 0)}


def test_confirming_twice_counts_once(mail_server: Any, hand_in: HandIn) -> None:
    ada, again = hand_in("ada@gmail.com"), hand_in("ada@gmail.com")
    send_due_mails()
    confirm(ada.pk)
    confirm(again.pk)
    assert numbers()["en", "Gmail"][2] == 1


def test_small_domains_are_never_named() -> None:
    assert provider_of("ada-lovelace.example") == "other"


def test_folding_keeps_the_sums(petition: Petition) -> None:
    for _number in range(4):
        count(petition, 0, accepted=3, confirmed=2)
    count(petition, 1, accepted=5, confirmed=1)
    before = funnel_since(timezone.localdate() - timedelta(days=1))
    assert fold_mail_counts() == 3
    assert MailFunnel.objects.count() == 2
    assert funnel_since(timezone.localdate() - timedelta(days=1)) == before


def week_before(petition: Petition, share: float = 0.8) -> None:
    for days_ago in range(1, 8):
        count(petition, days_ago, accepted=100, confirmed=int(100 * share))


def test_a_drop_is_told_with_the_provider_that_it_comes_from(petition: Petition) -> None:
    week_before(petition)
    count(petition, 0, accepted=200, confirmed=20)
    count(petition, 0, accepted=200, confirmed=160, provider="GMX")
    assert [(alarm.provider, alarm.percent, alarm.percent_before) for alarm in mail_alarms([petition])] == [
        ("Gmail", 10, 80)
    ]


def test_the_same_share_as_before_is_no_alarm(petition: Petition) -> None:
    week_before(petition, share=0.3)
    count(petition, 0, accepted=200, confirmed=40)
    assert mail_alarms([petition]) == []


def test_too_few_mails_say_nothing(petition: Petition) -> None:
    week_before(petition)
    count(petition, 0, accepted=60, confirmed=0)
    assert mail_alarms([petition]) == []


def test_yesterday_is_looked_at_while_today_has_too_few(petition: Petition) -> None:
    count(petition, 0, accepted=10, confirmed=0)
    count(petition, 1, accepted=150, confirmed=5)
    for days_ago in range(2, 9):
        count(petition, days_ago, accepted=50, confirmed=40)
    assert {alarm.day for alarm in mail_alarms([petition])} == {timezone.localdate() - timedelta(days=1)}


@pytest.fixture
def home_page(editor_client: Client) -> Callable[[], str]:
    """Returns a function that reads the admin's home page."""
    return lambda: editor_client.get(reverse("wagtailadmin_home")).content.decode()


def test_a_drop_stands_on_the_admins_home_page(petition: Petition, home_page: Callable[[], str]) -> None:
    assert "mail-warnings" not in home_page()
    week_before(petition)
    count(petition, 0, accepted=200, confirmed=20)
    assert "only 10 of 100 who got our mail confirmed" in home_page()


def test_paused_mails_are_told_wherever_petitions_are(
    petition: Petition, home_page: Callable[[], str], editor_client: Client
) -> None:
    MailSettings.objects.create(paused=True)
    words = "Mails are paused: people who sign now get their mail once you go on."
    for page in (
        home_page(),
        editor_client.get(reverse("petitions:index")).content.decode(),
        editor_client.get(reverse("petitions:edit", args=[petition.pk])).content.decode(),
    ):
        assert words in page


def test_an_editor_with_the_right_pauses_and_resumes(
    petition: Petition, editor: User, editor_client: Client
) -> None:
    stored = MailSettings.load()
    url = reverse("wagtailsettings:edit", args=["petition_blocks", "mailsettings", stored.pk])
    editor_client.post(url, {"paused": "on"})
    assert not MailSettings.are_paused()
    editor.groups.get().permissions.add(Permission.objects.get(codename="change_mailsettings"))
    editor_client.post(url, {"paused": "on"})
    assert MailSettings.are_paused()
    editor_client.post(url, {})
    assert not MailSettings.are_paused()


def test_refusals_are_told_with_their_reason_and_the_next_try(
    mail_server: Any, hand_in: HandIn, petition: Petition, editor_client: Client, viewer_client: Client
) -> None:
    hand_in("ada@gmail.com")
    mail_server.answer = "451 4.7.1 ada@gmail.com is greylisted"
    send_due_mails()
    for page in (
        editor_client.get(reverse("petitions:edit", args=[petition.pk])).content.decode(),
        viewer_client.get(reverse("petitions:inspect", args=[petition.pk])).content.decode(),
    ):
        assert "451 4.7.1" in page
        assert "Gmail" in page
        assert "greylisted" not in page
