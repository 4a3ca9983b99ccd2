"""Every step of the ladder finds what it looks for, turns nobody away, and keeps no address."""

import base64
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import altcha
import pytest
from django.test import Client
from django.utils import timezone

from campaign_site.redis_cache import ForgivingRedisCache
from editorial.visitor_network import counting_cache
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.abuse_steps import AbuseStep, default_abuse_steps
from petition_blocks.petition.models import Petition
from petition_blocks.sealing.encryption import unseal_for_server
from petition_blocks.signature.models import Submission

from .. import challenge, proof_of_work
from ..actions import erase_network_tags

SIGN = "/en/sign/unwatched/"
CHALLENGE = "/en/sign/unwatched/challenge.json"
SOMEWHERE = "8.8.4.4"

Answers = dict[str, str]


@pytest.fixture(autouse=True)
def small_work() -> Iterator[None]:
    """Work that a test does in no time."""
    with patch.multiple(proof_of_work, ROUNDS=2, FEWEST_ATTEMPTS=3, MOST_ATTEMPTS=6):
        yield


@pytest.fixture
def take_steps(petition: Petition) -> Callable[..., None]:
    """Returns a function that turns on these steps, and no others."""

    def take(*steps: AbuseStep, **fields: Any) -> None:
        Petition.objects.update(abuse_steps=[step.value for step in steps], **fields)

    return take


def packed(content: Any) -> str:
    return base64.b64encode(json.dumps(content).encode()).decode()


def new_challenge(client: Client, *, seconds_ago: float = 10, solve: bool = False) -> dict[str, Any]:
    """Return what the script hands in with the form, had it fetched its challenge that long ago."""
    made = challenge.time.time() - seconds_ago
    with patch.object(challenge.time, "time", return_value=made):
        given = client.get(CHALLENGE).json()
    handed_in = {"challenge": given["challenge"]}
    if solve:
        solution = altcha.solve_challenge(altcha.Challenge.from_dict(given["challenge"]))
        assert solution is not None
        handed_in["solution"] = solution.to_dict()
    return handed_in


def suspicions_after(client: Client, answers: Answers, ip: str = SOMEWHERE, **more: str) -> list[str]:
    """Hand the form in, see that nothing about the answer differs, and return what was noted."""
    response = client.post(SIGN, {**answers, **more}, REMOTE_ADDR=ip)
    assert response.status_code == 303
    assert response["Location"] == f"{SIGN}thanks/"
    assert not response.cookies
    return list(Submission.objects.latest("pk").suspicions)


def test_a_visitor_who_does_nothing_strange_is_not_suspect(client: Client, answers: Answers) -> None:
    assert suspicions_after(client, answers) == []
    assert suspicions_after(client, answers, homepage="", challenge=packed(new_challenge(client))) == []


def test_new_petitions_take_the_steps_that_nobody_notices(petition: Petition) -> None:
    assert petition.abuse_steps == default_abuse_steps()
    assert not petition.takes_step(AbuseStep.WORK)
    assert not petition.takes_step(AbuseStep.RECAPTCHA)


# The field that people don't see


def test_filling_in_the_field_that_people_do_not_see_is_suspect(client: Client, answers: Answers) -> None:
    assert suspicions_after(client, answers, homepage="http://example.org") == ["honeypot"]


def test_without_the_step_the_field_is_not_there(
    client: Client, answers: Answers, take_steps: Callable[..., None]
) -> None:
    assert 'name="homepage"' in client.get(SIGN).content.decode()
    take_steps()
    assert 'name="homepage"' not in client.get(SIGN).content.decode()
    assert suspicions_after(client, answers, homepage="http://example.org") == []


def test_what_only_machines_fill_in_is_not_kept(client: Client, answers: Answers) -> None:
    suspicions_after(client, answers, homepage="http://example.org", challenge=packed(new_challenge(client)))
    kept = unseal_for_server(Submission.objects.get().ciphertext)
    assert set(kept) == {"name", "email", "country", "updates"}


# The challenge


@pytest.mark.usefixtures("petition")
def test_a_challenge_is_made_anew_for_each_visitor_and_kept_by_nobody(client: Client) -> None:
    first, second = client.get(CHALLENGE), client.get(CHALLENGE)
    for response in (first, second):
        assert "no-store" in response["Cache-Control"]
        assert not response.cookies
    assert first.json()["challenge"]["signature"] != second.json()["challenge"]["signature"]
    assert not Submission.objects.exists()


def test_sending_the_form_within_two_seconds_is_suspect(client: Client, answers: Answers) -> None:
    fast = packed(new_challenge(client, seconds_ago=1))
    assert suspicions_after(client, answers, challenge=fast) == ["too_fast"]
    slow = packed(new_challenge(client, seconds_ago=3))
    assert suspicions_after(client, answers, challenge=slow) == []


@pytest.mark.parametrize(
    "change", ["made_at", "petition", "signature", "no data", "nonsense", "list", "text"]
)
def test_a_challenge_that_is_not_ours_is_suspect(client: Client, answers: Answers, change: str) -> None:
    given = new_challenge(client, seconds_ago=1)
    parameters = given["challenge"]["parameters"]
    if change == "made_at":
        parameters["data"]["made_at"] -= 60_000
    elif change == "petition":
        parameters["data"]["petition"] += 1
    elif change == "signature":
        given["challenge"]["signature"] = "00" * 32
    elif change == "no data":
        del parameters["data"]
    handed_in = {"nonsense": "nonsense", "list": packed([1]), "text": packed("text")}.get(
        change, packed(given)
    )
    assert suspicions_after(client, answers, challenge=handed_in) == ["forged_challenge"]


def test_a_challenge_of_another_petition_is_suspect(
    client: Client, answers: Answers, petition: Petition
) -> None:
    other = Petition.objects.create_register("Other", "other")
    assert suspicions_after(client, answers, challenge=packed(challenge.new_challenge(other))) == [
        "forged_challenge"
    ]


def test_an_old_challenge_is_like_none(client: Client, answers: Answers) -> None:
    old = packed(new_challenge(client, seconds_ago=challenge.VALID_SECONDS + 10))
    assert suspicions_after(client, answers, challenge=old) == []


def test_a_challenge_may_be_repeated_a_little(client: Client, answers: Answers) -> None:
    again = packed(new_challenge(client))
    for _press in range(challenge.USES):
        assert suspicions_after(client, answers, challenge=again) == []
    assert suspicions_after(client, answers, challenge=again) == ["reused_challenge"]


@pytest.mark.slow
def test_a_form_with_gaps_does_not_use_the_challenge_up(client: Client, answers: Answers) -> None:
    handed_in = packed(new_challenge(client))
    for _try in range(2 * challenge.USES):
        again = client.post(SIGN, {**answers, "email": "ada", "challenge": handed_in})
        assert again.status_code == 422
        assert handed_in in again.content.decode(), "and is not lost either"
    assert suspicions_after(client, answers, challenge=handed_in) == []


# Work


def test_work_is_asked_only_where_the_petition_wants_it(
    client: Client, petition: Petition, take_steps: Callable[..., None]
) -> None:
    assert client.get(CHALLENGE).json()["work"] is False
    take_steps(AbuseStep.WORK)
    asked = client.get(CHALLENGE).json()
    assert asked["work"] is True
    assert len(asked["challenge"]["parameters"]["keyPrefix"]) == 32


def test_work_that_is_done_or_was_not_possible_is_not_suspect(
    client: Client, answers: Answers, take_steps: Callable[..., None]
) -> None:
    take_steps(AbuseStep.WORK)
    assert suspicions_after(client, answers, challenge=packed(new_challenge(client, solve=True))) == []
    assert suspicions_after(client, answers, challenge=packed(new_challenge(client))) == []
    assert suspicions_after(client, answers) == []


def test_a_made_up_result_is_suspect(
    client: Client, answers: Answers, take_steps: Callable[..., None]
) -> None:
    take_steps(AbuseStep.WORK)
    pretended = new_challenge(client)
    prefix = pretended["challenge"]["parameters"]["keyPrefix"]
    pretended["solution"] = {"counter": 4, "derivedKey": prefix + "00" * 16}
    assert suspicions_after(client, answers, challenge=packed(pretended)) == ["wrong_work"]


# The network


def test_many_from_one_network_are_suspect_and_others_are_not(
    client: Client, answers: Answers, take_steps: Callable[..., None]
) -> None:
    take_steps(AbuseStep.NETWORK, network_limit=3)
    found = [suspicions_after(client, answers, f"8.8.4.{number}") for number in range(1, 6)]
    assert found == [[], [], [], ["crowded_network"], ["crowded_network"]]
    assert suspicions_after(client, answers, "8.8.5.1") == []
    assert suspicions_after(client, answers, "127.0.0.1") == [], "a proxy stands for everybody"


def test_who_has_done_the_work_is_believed_longer(
    client: Client, answers: Answers, take_steps: Callable[..., None]
) -> None:
    take_steps(AbuseStep.NETWORK, AbuseStep.WORK, network_limit=1)
    assert suspicions_after(client, answers) == []
    worked = [
        suspicions_after(client, answers, challenge=packed(new_challenge(client, solve=True)))
        for _ in range(5)
    ]
    assert worked == [[], [], [], [], ["crowded_network"]]


def test_the_network_is_kept_as_a_tag_that_is_gone_with_the_day(client: Client, answers: Answers) -> None:
    suspicions_after(client, answers)
    submission = Submission.objects.get()
    assert submission.network_tag is not None
    assert len(bytes(submission.network_tag)) == 8
    assert erase_network_tags() == 0
    yesterday = timezone.now() - timedelta(days=1)
    Submission.objects.update(created_at=yesterday)
    assert erase_network_tags() == 1
    assert Submission.objects.get().network_tag is None
    assert erase_network_tags() == 0


@pytest.mark.slow
def test_no_address_is_kept_anywhere(
    client: Client, answers: Answers, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(40):
        suspicions_after(client, answers, f"8.8.4.{number}")
    kept = str(list(Submission.objects.values())) + caplog.text
    kept += str({**counting_cache._cache}) + str(list(counting_cache._cache))
    assert "8.8.4" not in kept


def test_without_a_cache_the_steps_that_need_it_are_passed_over(client: Client, answers: Answers) -> None:
    gone = ForgivingRedisCache("redis://127.0.0.1:1", {})
    handed_in = packed(new_challenge(client))
    with patch("editorial.visitor_network.counting_cache", gone):
        for _press in range(challenge.USES + 1):
            assert suspicions_after(client, answers, challenge=handed_in) == []
    assert Submission.objects.filter(network_tag=None).count() == challenge.USES + 1


def test_all_that_is_suspect_is_noted_in_the_order_of_the_steps(client: Client, answers: Answers) -> None:
    Petition.objects.update(network_limit=1)
    suspicions_after(client, answers)
    handed_in = packed(new_challenge(client, seconds_ago=1))
    found = suspicions_after(client, answers, homepage="x", challenge=handed_in)
    assert found == ["honeypot", "too_fast", "crowded_network"]


# The form


def test_pages_hold_no_challenge_and_are_the_same_for_everybody(
    client: Client, petition_page: PetitionPage
) -> None:
    path = petition_page.get_url()
    first, second = client.get(path, REMOTE_ADDR=SOMEWHERE), Client().get(path)
    assert first.content == second.content
    assert f'data-challenge="{CHALLENGE}"' in first.content.decode()


def test_the_form_fetches_a_challenge_only_for_steps_that_look_at_it(
    client: Client, petition: Petition, take_steps: Callable[..., None]
) -> None:
    take_steps(AbuseStep.HONEYPOT, AbuseStep.NETWORK, AbuseStep.DOMAINS)
    content = client.get(SIGN).content.decode()
    assert "data-sign-form" in content
    assert "data-challenge" not in content
