"""Whoever copies all that a hub has written learns nobody's name, address or network; the key opens it all.

The hub runs as an operator runs it: the production server with the settings of a public one, and a worker,
their words kept in files, and mails going to a real SMTP server.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pyrage
import pytest
from django.utils import timezone

from petition_blocks.exports.reader import open_exports

from .mail_server import ACCEPTED, MailServer
from .running_hub import RunningHub
from .traces import Traces, all_that_is_kept, ways_to_write
from .visitors import SIGN_PATH, Person, mailed_path, people, wording_of_form

pytestmark = [pytest.mark.fault]

MAIL_SECONDS = 600
DEMAND = "Keep our squares unwatched."
# The postcode and a second recipient, who is told of those who want news alone.
SET_UP = """
from petition_blocks.keys.models import RecipientKey
petition = page.petition
petition.asks_postcode = True
petition.save()
RecipientKey.objects.create(
    petition=petition, name="News", public_key=os.environ["NEWS_RECIPIENT"], covers="updates"
)
page.save_revision().publish()
"""
# All that the tables hold in binary: digests, nonces, what is sealed.
BINARIES = """
import json
from django.apps import apps
from django.db.models import BinaryField
found = []
for model in apps.get_app_config("petition_blocks").get_models():
    for field in model._meta.get_fields():
        if isinstance(field, BinaryField):
            values = model.objects.exclude(**{field.name: None}).values_list(field.name, flat=True)
            found += [bytes(value).hex() for value in values]
print(json.dumps(found))
"""
# A file of all signatures for each recipient, as an editor asks for it and a worker makes it.
HAND_OVER = """
import json
from petition_blocks.exports.actions import request_export
from petition_blocks.exports.write_exports import write_due_export
from petition_blocks.exports.models import Export
from petition_blocks.keys.models import RecipientKey
exports = [request_export(key, Export.Kind.FULL, None) for key in RecipientKey.objects.order_by("pk")]
while write_due_export():
    pass
files = {}
for export in exports:
    export.refresh_from_db()
    assert export.finished_at is not None
    files[export.recipient.covers] = b"".join(export.content()).decode()
print(json.dumps(files))
"""
THE_DAY_COMES = """
from django.utils import timezone
from petition_blocks.petition.models import Petition
Petition.objects.update(retention_day=timezone.localdate())
"""


@pytest.fixture
def news_identity() -> pyrage.x25519.Identity:
    """The private half of the key for those who want news."""
    return pyrage.x25519.Identity.generate()


@pytest.fixture
def hub(
    tmp_path: Path, mail_server: MailServer, news_identity: pyrage.x25519.Identity, db: None
) -> Iterator[RunningHub]:
    """A public hub with server and worker, both running."""
    (tmp_path / "logs").mkdir()
    running = RunningHub(tmp_path, mail_server.port, as_public_server=True, log_folder=tmp_path / "logs")
    running.environment["NEWS_RECIPIENT"] = str(news_identity.to_public())
    running.set_up(SET_UP)
    running.start_server()
    running.start_worker()
    yield running
    running.kill_worker()
    running.kill_server()


def binaries(hub: RunningHub) -> set[bytes]:
    """Return all that the hub's tables hold in binary."""
    return {bytes.fromhex(value) for value in read_json(hub, BINARIES)}


def handed_over(
    hub: RunningHub, folder: Path, identities: dict[str, pyrage.x25519.Identity]
) -> dict[str, list[dict[str, str]]]:
    """Return what the recipients' keys open, by what each covers, in the order of addresses."""
    opened = {}
    for covers, content in read_json(hub, HAND_OVER).items():
        file = folder / f"{covers}.jsonl"
        file.write_text(content)
        rows = list(open_exports([file], [str(identities[covers])]).rows())
        assert len({row.pop("reference") for row in rows}) == len(rows)
        assert {row.pop("signed_on") for row in rows} == {timezone.localdate().isoformat()}
        opened[covers] = sorted(rows, key=lambda row: row["email"])
    return opened


def read_json(hub: RunningHub, program: str) -> Any:
    """Run a program in the hub and return what it prints."""
    return json.loads(hub.run("manage.py", "shell", "-v0", "-c", program))


def telling_part(value: bytes) -> bytes:
    """Return what no other value shares: all age files begin alike."""
    return value[-32:]


@dataclass
class Campaign:
    """What happened to the hub, for the test to compare with what it keeps."""

    wording: str
    confirmed: list[Person]
    unconfirmed: list[Person]
    # The proofs in the links that still work.
    proofs: list[str]

    def traces(self, exact: Iterable[bytes] = ()) -> Traces:
        """Return what must be found nowhere: what everybody told, and these bytes."""
        everybody = self.confirmed + self.unconfirmed
        return Traces([*(trace for person in everybody for trace in person.traces), *self.proofs], exact)


def run_campaign(hub: RunningHub, mail_server: MailServer, submissions: int, confirmed: int) -> Campaign:
    """Let people sign, and some of them confirm; some twice, some with mishaps."""
    crowd = list(islice(people(), submissions))
    wording = wording_of_form(crowd[0].ask(hub.port, SIGN_PATH).text)

    def sign(person: Person) -> None:
        assert person.ask(hub.port, SIGN_PATH, person.fields(wording)).status == 303

    # A mail server tells the address in its refusal. This mail is tried again later than the test lasts.
    refused = crowd[-1]
    mail_server.answer = f"550 <{refused.email}> {refused.name} is unknown"
    sign(refused)
    assert mail_server.wait_until(lambda: mail_server.attempts > 0, MAIL_SECONDS)
    mail_server.answer = ACCEPTED
    have_mishaps(hub, crowd[0], wording)

    signing = crowd[:-1]
    for person in signing:
        sign(person)
    twice = signing[: len(signing) // 10]
    for person in twice:
        sign(person)

    def wait_for_mails(number: int) -> None:
        assert mail_server.wait_until(lambda: len(mail_server.mails) >= number, MAIL_SECONDS)

    wait_for_mails(len(signing) + len(twice))
    links = {mail.recipients[0]: mailed_path(mail.text) for mail in mail_server.mails}
    for person in signing[:confirmed]:
        answer = person.press(hub.port, links[person.email], "Confirm my signature")
        assert "Your signature counts." in answer.text
    for person in twice:
        sign(person)  # and is told to have signed already
    wait_for_mails(len(signing) + 2 * len(twice))
    waiting = signing[confirmed:]
    proofs = [path.rstrip("/").rsplit("/", 1)[1] for path in links.values()]
    return Campaign(wording, signing[:confirmed], [*waiting, refused], proofs)


def have_mishaps(hub: RunningHub, person: Person, wording: str) -> None:
    """Do all that makes a server complain, with somebody's words in it."""
    fields = person.fields(wording)
    assert person.ask(hub.port, SIGN_PATH, fields | {"country": ""}).status == 422
    assert person.ask(hub.port, SIGN_PATH, fields, Sec_Fetch_Site="cross-site").status == 403
    assert person.ask(hub.port, SIGN_PATH, fields | {"wording": "0" * 64}).status == 409
    assert person.ask(hub.port, SIGN_PATH, fields | {"name": f"{person.name}\0"}).status == 400
    assert person.ask(hub.port, "/en/search/?q=squares", Host=person.domain).status == 400
    assert person.ask(hub.port, "/en/nowhere/").status == 404
    assert person.ask(hub.port, "/en/").status == 200


def expected_records(people: list[Person], wording: str) -> dict[str, list[dict[str, str]]]:
    """Return what the recipients should be able to open of these people's signatures, and nothing else."""
    expected: dict[str, list[dict[str, str]]] = {"petition": [], "updates": []}
    for person in sorted(people, key=lambda person: person.email):
        news = {"name": person.name, "email": person.email, "language": "en", "wording": wording}
        answers = {"country": person.country, "postcode": person.postcode, "updates": person.updates}
        expected["petition"].append(news | answers)
        if person.updates == "yes":
            expected["updates"].append(news)
    return expected


def assert_found_nowhere(traces: Traces, hub: RunningHub, *, but_in: str | None = None) -> None:
    """Fail if one of the traces is in anything that the hub has written, a folder of it perhaps left out."""
    kept = all_that_is_kept(hub.folder, hub.environment["DATABASE_URL"])
    everything = b"".join(kept.values())
    # That we look in the right places: the petition's own words are in what was found.
    assert DEMAND.encode() in everything
    assert b"Unprocessable Entity" in kept["logs/server.log"], "the server logs what it refuses"
    assert kept["logs/worker.log"]
    found = {place: traces.found_in(data) for place, data in kept.items()}
    where = {place for place, texts in found.items() if texts}
    if but_in is not None:
        assert any(place.startswith(but_in) for place in where), f"why is {but_in} left out?"
        where = {place for place in where if not place.startswith(but_in)}
    assert {place: found[place] for place in where} == {}


def count(hub: RunningHub, somebody: Person) -> int:
    return int(json.loads(somebody.ask(hub.port, "/petitions/unwatched/count.json").text)["confirmed"])


@pytest.mark.parametrize(
    ("submissions", "confirmed"),
    [(24, 20), pytest.param(1_000, 900, marks=pytest.mark.full)],
)
def test_only_the_key_tells_who_signed_and_then_nothing_does(
    hub: RunningHub,
    mail_server: MailServer,
    news_identity: pyrage.x25519.Identity,
    tmp_path_factory: pytest.TempPathFactory,
    submissions: int,
    confirmed: int,
) -> None:
    campaign = run_campaign(hub, mail_server, submissions, confirmed)
    somebody = campaign.confirmed[0]
    assert count(hub, somebody) == confirmed
    hub.kill_worker()  # From here on, work is done when the test says so.
    keys = {"petition": hub.identity, "updates": news_identity}
    folder = tmp_path_factory.mktemp("recipients")
    expected = expected_records(campaign.confirmed, campaign.wording)
    assert handed_over(hub, folder, keys) == expected
    with_all = binaries(hub)
    assert_found_nowhere(campaign.traces(), hub)

    # Some take their signature back: what was sealed of it is overwritten, not only unlinked.
    leaving, staying = campaign.confirmed[: confirmed // 5], campaign.confirmed[confirmed // 5 :]
    mails = [mail for mail in mail_server.mails if mailed_path(mail.text)]
    links = {mail.recipients[0]: mailed_path(mail.text) for mail in mails}
    for person in leaving:
        confirmed_page = person.ask(hub.port, links[person.email])
        url = confirmed_page.text.partition('class="signature-link"><a href="')[2].partition('"')[0]
        assert person.press(hub.port, url, "Remove my signature").status == 200
    assert count(hub, somebody) == len(staying)
    hub.work_once()
    with_some = binaries(hub)
    gone = with_all - with_some
    assert len(gone) >= 2 * len(leaving), "each leaves a digest and something sealed behind"
    # A file that was made for a recipient before goes when it is fetched, or after two weeks.
    assert_found_nowhere(Traces([], map(telling_part, gone)), hub, but_in="exports/")
    assert handed_over(hub, folder, keys) == expected_records(staying, campaign.wording)

    # The promised day: nothing that stood for anybody is left, and the number stays.
    hub.run("manage.py", "shell", "-v0", "-c", THE_DAY_COMES)
    hub.work_once()
    assert binaries(hub) == set()
    assert_found_nowhere(campaign.traces(map(telling_part, with_some)), hub)
    assert count(hub, somebody) == len(staying)


@pytest.mark.parametrize("way", sorted(set(ways_to_write("Żofia d’Été")), key=repr))
def test_the_search_finds_every_way_to_write_a_name(way: bytes) -> None:
    traces = Traces(["Żofia d’Été"])
    for heap in (way, b"before " + way + b" after", zlib.compress(way), way.hex().encode()):
        assert traces.found_in(b"\0\xff" + heap + b"\xff") == {"Żofia d’Été"}
    assert traces.found_in(b"\0\xff" + way[:-1]) == set()
