"""Many web processes and workers behind a proxy, with one Redis: all say the same, and none is missed.

The proxy and Redis are what this machine has of those that docs/operators.md names; without them, these tests
are skipped.
"""

from __future__ import annotations

import http.client
import json
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup

from .crowd import Crowd
from .mail_server import MailServer, running_mail_server
from .proxies import Proxy, installed_proxies, needs_proxy, running_proxy
from .redis_server import PROGRAM, RedisServer
from .running_hub import RunningHub
from .test_faults import Inbox
from .visitors import SIGN_PATH, Answer, Person, people, wording_of_form

pytestmark = [
    pytest.mark.fault,
    pytest.mark.full,
    pytest.mark.postgres,
    pytest.mark.skipif(PROGRAM is None, reason="redis-server is not installed"),
    needs_proxy,
]

WEB_MACHINES = 3
WORKERS = 2
HOME = "/en/"
PETITION = "/en/unwatched/"
COUNT = "/petitions/unwatched/count.json"
# What visitors may see of the page before, on other pages than the one that was changed.
OLD_SECONDS = 2.0
MINIMUM, FIRST_GOAL, LAST_GOAL = 12, 30, 1_000_000
NETWORK_LIMIT = 5
# Of a network that nobody else signs from.
NEIGHBOURHOOD = "9.9.9.9"
PACE = 25
KILLS = 3
SIGN_SECONDS = 120
MAIL_SECONDS = 300
LAST_WORKERS = 20
SET_UP = f"""
petition = page.petition
petition.count_minimum = {MINIMUM}
petition.goal_steps = [{FIRST_GOAL}, {LAST_GOAL}]
petition.network_limit = {NETWORK_LIMIT}
petition.save()
page.show_in_menus = True
page.save_revision().publish()
from django.contrib.auth.models import User
User.objects.create_superuser("ada", "ada@example.org", "a-long-password-of-mine")
"""
PUBLISH = """
from petition_blocks.page.models import PetitionPage
page = PetitionPage.objects.get()
page.title = {title!r}
page.save_revision().publish()
"""
SUSPECTS = """
from petition_blocks.signature.models import Submission
print(sum("crowded_network" in row.suspicions for row in Submission.objects.all()))
"""


@dataclass
class Machines:
    """A hub of many processes, and what they share."""

    web: list[RunningHub]
    workers: list[RunningHub]
    redis: RedisServer
    mail_server: MailServer

    def publish(self, title: str) -> None:
        """Publish the petition's page under another title, from a process that answers nobody."""
        self.web[0].run("manage.py", "shell", "-v0", "-c", PUBLISH.format(title=title))

    def pages(self, path: str) -> list[str]:
        """Return a page as each of the machines shows it now."""
        return [look(machine, path) for machine in self.web]

    def counts(self) -> list[object]:
        """Return the number that each of the machines tells."""
        return [json.loads(text)["confirmed"] for text in self.pages(COUNT)]


@pytest.fixture(scope="class")
def machines(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Machines]:
    """Three web machines and two workers, all running."""
    folder = tmp_path_factory.mktemp("machines")
    with ExitStack() as stack:
        mail_server = stack.enter_context(running_mail_server())
        redis = RedisServer(folder)
        stack.callback(redis.kill)
        redis.start()
        first = RunningHub(folder, mail_server.port, as_public_server=True)
        first.environment |= {"REDIS_URL": redis.url, "WEB_PROCESSES": "1", "WEB_THREADS": "4"}
        first.set_up(SET_UP)
        web = [first, *(first.another_machine() for _number in range(WEB_MACHINES - 1))]
        workers = [first.another_machine() for _number in range(WORKERS)]
        for machine in web:
            stack.callback(machine.kill_server)
        for worker in workers:
            stack.callback(worker.kill_worker)
            worker.start_worker()
        with ThreadPoolExecutor(WEB_MACHINES) as pool:
            list(pool.map(RunningHub.start_server, web))
        yield Machines(web, workers, redis, mail_server)


@pytest.fixture(params=installed_proxies())
def proxy(request: pytest.FixtureRequest, machines: Machines, tmp_path: Path) -> Iterator[Proxy]:
    """One of the manual's proxies before the machines."""
    ports = [machine.port for machine in machines.web]
    with running_proxy(request.param, tmp_path, ports) as running:
        yield running


def look(machine: RunningHub, path: str) -> str:
    """Return a page as a machine shows it to its proxy."""
    request = urllib.request.Request(f"{machine.url}{path}", headers={"X-Forwarded-Proto": "https"})  # noqa: S310
    with urllib.request.urlopen(request, timeout=60) as response:  # noqa: S310
        return str(response.read().decode())


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    """Look again and again; return whether the condition held in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def sign(machine: RunningHub, person: Person, wording: str) -> Answer:
    """Hand in a person's form."""
    return person.ask(machine.port, SIGN_PATH, person.fields(wording))


def sign_in(machine: RunningHub, password: str) -> str:
    """Send the form of the admin's sign-in to a machine; return what it says."""
    line = http.client.HTTPConnection("127.0.0.1", machine.port, timeout=60)
    headers = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "8.8.4.4"}
    line.request("GET", "/admin/login/", headers=headers)
    answer = line.getresponse()
    page = BeautifulSoup(answer.read(), "html.parser")
    cookie = str(answer.getheader("Set-Cookie")).partition(";")[0]
    fields = {
        str(field["name"]): str(field.get("value", "")) for field in page.select("form input[type=hidden]")
    }
    sent = headers | {
        "Cookie": cookie,
        "Content-Type": "application/x-www-form-urlencoded",
        "Referer": f"https://127.0.0.1:{machine.port}/admin/login/",
    }
    line.request(
        "POST", "/admin/login/", urlencode(fields | {"username": "ada", "password": password}), headers=sent
    )
    answer = line.getresponse()
    text = answer.read().decode()
    line.close()
    assert answer.status in (200, 302), answer.status
    return text


class TestAllSayTheSame:
    """What happens on one machine holds for all of them."""

    def test_what_is_published_is_new_on_every_machine(self, machines: Machines) -> None:
        shown = "Unwatched"
        for title in ("Daylight", "Broad daylight", "Noon"):
            # Kept on all of them, since all look into the same cache.
            assert all(shown in page for path in (PETITION, HOME) for page in machines.pages(path) * 2)
            machines.publish(title)
            published = time.monotonic()
            assert all(title in page for page in machines.pages(PETITION)), (
                "the page itself, at the next request"
            )
            assert wait_until(
                lambda: all(title in page for page in machines.pages(HOME)),  # noqa: B023
                OLD_SECONDS - (time.monotonic() - published),
            ), "whatever shows it"
            shown = title

    def test_a_threshold_that_is_reached_on_one_machine_shows_on_all(self, machines: Machines) -> None:
        wording = wording_of_form(look(machines.web[0], SIGN_PATH))
        inbox = Inbox(machines.mail_server)
        for number, person in zip(range(MINIMUM), people(), strict=False):
            assert sign(machines.web[number % WEB_MACHINES], person, wording).status == 303
        assert machines.mail_server.wait_until(
            lambda: len(machines.mail_server.mails) >= MINIMUM, MAIL_SECONDS
        )
        inbox.read_new_mails()
        *paths, last = inbox.links
        asker = next(people())
        for number, path in enumerate(paths):
            assert asker.ask(machines.web[number % WEB_MACHINES].port, path, {}).status == 303
        assert machines.counts() == [None] * WEB_MACHINES
        assert all("counter-line" not in page for page in machines.pages(HOME) * 2)
        assert asker.ask(machines.web[0].port, last, {}).status == 303
        assert machines.counts() == [MINIMUM] * WEB_MACHINES
        assert wait_until(
            lambda: all("counter-line" in page for page in machines.pages(HOME)), OLD_SECONDS
        ), "the number shows from the minimum on"

    def test_limits_count_what_comes_to_any_machine(self, machines: Machines) -> None:
        wording = wording_of_form(look(machines.web[0], SIGN_PATH))
        for number, person in zip(range(NETWORK_LIMIT + 4), people(), strict=False):
            # Neighbours: all of one network.
            answer = person.ask(
                machines.web[number % WEB_MACHINES].port,
                SIGN_PATH,
                person.fields(wording),
                X_Forwarded_For=NEIGHBOURHOOD,
            )
            assert answer.status == 303, "nobody is told"
        assert machines.web[0].run("manage.py", "shell", "-v0", "-c", SUSPECTS).split()[-1] == "4"

        for number in range(5):
            answer_of = sign_in(machines.web[number % WEB_MACHINES], "a-wrong-password-of-hers")
            assert "Too many attempts" not in answer_of
        for machine in machines.web:
            assert "Too many attempts" in sign_in(machine, "a-long-password-of-mine")


def test_killing_any_of_them_loses_nothing_and_counts_exactly(machines: Machines, proxy: Proxy) -> None:
    wording = wording_of_form(look(machines.web[0], SIGN_PATH))
    crowd = Crowd(proxy.port, SIGN_PATH, wording, PACE, proxy.trust)
    inbox = Inbox(machines.mail_server, proxy.trust)
    with crowd.signing():
        for number in range(KILLS):
            assert crowd.wait_for(15 * (number + 1), SIGN_SECONDS)
            web, worker = machines.web[number % WEB_MACHINES], machines.workers[number % WORKERS]
            web.kill_server()
            worker.kill_worker()
            if number == KILLS - 1:
                machines.redis.kill()
            inbox.confirm_all(proxy.port)
            before = len(crowd.acknowledged)
            assert crowd.wait_for(before + 10, SIGN_SECONDS), "the others take over"
            if number == KILLS - 1:
                machines.redis.start()
            worker.start_worker()
            web.start_server()

    assert inbox.wait_for(crowd.acknowledged, MAIL_SECONDS), "a signature was acknowledged and lost"
    for worker in machines.workers:
        worker.kill_worker()
    for _worker in range(LAST_WORKERS):
        inbox.confirm_all(proxy.port)
        machines.workers[0].work_once("--lease", "2")
        inbox.read_new_mails()
        if not inbox.links:
            break
    assert inbox.confirmed == inbox.reached >= crowd.acknowledged
    assert machines.counts() == [len(inbox.reached)] * WEB_MACHINES
    goal = f'data-count="goal" data-number="{LAST_GOAL}"'
    assert wait_until(lambda: all(goal in page for page in machines.pages(HOME)), OLD_SECONDS)
    machines.publish("Noon")
    assert all("Noon" in page for page in machines.pages(PETITION))
