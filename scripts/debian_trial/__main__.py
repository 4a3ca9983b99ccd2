"""Follow docs/operators.md to the letter on a bare Debian: `make test-server`, as root.

The commands are those of the page, in their order; what an operator is told to write in is written in. Debian
is a root file system of its own, made anew, in namespaces of its own. systemd can't run in there: a stand-in
runs the units' own commands (`systemctl_stand_in`, beside this file).
"""

import json
import re
import shutil
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.mail_server import MailServer, running_mail_server

from .debian import CommandFailed, Debian
from .image import try_image
from .manual import commands_of
from .people import (
    HOST,
    Browser,
    Visitors,
    code_of_app,
    refused,
    secret_for_app,
)

PROJECT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
BEGIN, UPGRADE = "### On Debian", "#### A new release"
NAME, PASSWORD, ADDRESS = "ewa", "a-long-password-of-mine", "ewa@example.org"
AGAIN_PORT = 8001
# What the doctor says of a hub whose proxy is its own authority, and whose sender no name service knows.
EXPECTED = {"certificate", "sender of mails"}


def say(what: str) -> None:
    """Say what comes next."""
    print(f"\n== {what}", flush=True)


def wait_until(what: str, condition: Callable[[], bool], seconds: int = 120) -> None:
    """Wait until something holds. Raises `CommandFailed`."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise CommandFailed(f"{what}: not after {seconds} seconds")
        time.sleep(1)


def make_source(root: Path) -> None:
    """Put the hub's repository there: this release, and one that follows it and has one column more."""
    work = root / "srv/work"
    subprocess.run(["git", "clone", "--quiet", str(PROJECT), str(work)], check=True)

    def git(*arguments: str) -> None:
        who = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
        subprocess.run(["git", *who, "-C", str(work), *arguments], check=True)

    def change(name: str, old: str, new: str) -> None:
        file = work / name
        text = file.read_text(encoding="utf-8")
        assert old in text, f"{name} has no {old!r}"
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    git("tag", "--force", "v0.1.0")
    change("campaign_site/views.py", 'HttpResponse("ok\\n"', 'HttpResponse("the next\\n"')
    change("pyproject.toml", 'version = "0.1.0"', 'version = "0.2.0"')
    change(
        "petition_blocks/signature/models.py",
        "class Submission(models.Model):\n",
        'class Submission(models.Model):\n    next = models.CharField(max_length=9, db_default="")\n',
    )
    (work / "static/css/next.css").write_text(".of-the-next-release { margin: 0; }\n")
    subprocess.run(
        [sys.executable, "manage.py", "makemigrations", "-v0", "petition_blocks", "--name", "next"],
        cwd=work,
        check=True,
    )
    git("add", "--all")
    git("commit", "--quiet", "--message", "The next release")
    git("tag", "--force", "v0.2.0")
    subprocess.run(
        ["git", "clone", "--quiet", "--bare", str(work), str(root / "srv/campaign-hub.git")], check=True
    )
    shutil.rmtree(work)


def install(debian: Debian, mail_port: int) -> ssl.SSLContext:
    """Do what the page says, from nothing to HTTPS; return what trusts the certificate."""
    begin = commands_of(BEGIN)
    for number, block in enumerate(begin, start=1):
        say(f"the page, block {number} of {len(begin)}")
        debian.type(block)
        if "apt-get install" in block:
            # On a machine that has started, the packages' services run from here on.
            debian.type("service postgresql start; service redis-server start")
            debian.type("git config --system safe.directory '*'")
        if "make_secrets" in block:
            written = f"EMAIL_URL=smtp://127.0.0.1:{mail_port}"
            debian.type(f"sed -i 's|^EMAIL_URL=.*|{written}|' /etc/campaign-hub/environment")
    # For a public host Caddy asks a real authority; for this machine it is one itself.
    authority = debian.root / "var/lib/caddy/.local/share/caddy/pki/authorities/local/root.crt"
    wait_until("Caddy has made a certificate", authority.exists)
    shutil.copy(authority, debian.root / "usr/local/share/ca-certificates/caddy.crt")
    debian.type("update-ca-certificates > /dev/null")
    return ssl.create_default_context(cafile=str(authority))


def look_at_it(debian: Debian) -> None:
    """See that visitors read something, by HTTPS alone, and that the keys are the hub's own."""
    say("visitors read that something is being prepared, by HTTPS")
    ready = "curl --silent --fail --max-time 10 https://localhost/readyz"
    debian.type(f"for _ in $(seq 60); do if {ready}; then break; fi; sleep 1; done; {ready} > /dev/null")
    debian.type("curl --silent https://localhost/ | grep '<h1' > /dev/null")
    debian.type("curl --silent --head https://localhost/ | grep -i '^strict-transport-security'")
    debian.type(
        "[ $(curl --silent --output /dev/null --write-out '%{http_code}' http://localhost/) = 308 ]",
    )
    debian.type("hub check_proxy")
    say("nobody else reads the keys")
    debian.type("! runuser --user nobody -- cat /etc/campaign-hub/environment 2> /dev/null")
    debian.type("[ $(stat --format %a /etc/campaign-hub/environment) = 640 ]")


def sign_in(debian: Debian, context: ssl.SSLContext, mail_server: MailServer) -> None:
    """Make the first account and go to the guided start, which a password alone does not open."""
    say("the first account sets up a second factor, and reads the guided start")
    debian.type(
        f"export DJANGO_SUPERUSER_PASSWORD={PASSWORD}\n"
        f"hub createsuperuser --noinput --username {NAME} --email {ADDRESS}"
    )
    browser = Browser(context)
    browser.open("/admin/login/")
    assert browser.send(username=NAME, password=PASSWORD).endswith("/mailbox/"), browser.address
    assert mail_server.wait_until(lambda: bool(mail_server.mails_to(ADDRESS)), 30), "no code was mailed"
    code = re.search(r"^[A-Z]{4}-[A-Z]{4}$", mail_server.mails_to(ADDRESS)[0].text, re.MULTILINE)
    assert code is not None
    assert browser.send(code=code[0]).endswith("/set-up/"), browser.address
    secret = secret_for_app(browser.words)
    browser.send(way="app", code=code_of_app(secret))
    assert browser.send() == "/admin/", browser.address
    assert browser.page.select_one('a[href="/admin/start/"]') is not None, browser.words
    browser.open("/admin/start/")
    assert browser.page.select_one("form input[name=name]") is not None, browser.words
    thief = Browser(context)
    thief.open("/admin/login/")
    assert thief.send(username=NAME, password=PASSWORD).endswith("/factor/"), thief.address
    assert refused(thief, "/admin/")
    assert refused(thief, "/admin/start/")


def start(debian: Debian) -> str:
    """Start a campaign and open its petition; return the path at which people sign."""
    say("a campaign in Polish, whose petition is open")
    debian.type(
        'hub start_campaign --name "Czyste rzeki" --language pl --run-by "Fundacja Źródło" --country PL '
        '--postal-address "ul. Rzeczna 1, Kraków" --contact-email kontakt@example.org '
        '--pillar "Czysta woda" --demand "Żądamy czystych rzek."'
    )
    shutil.copy(HERE / "open_petition.py", debian.root / "srv/open_petition.py")
    return "/" + debian.type('hub shell -v0 -c "$(cat /srv/open_petition.py)"').split()[-1]


def upload(debian: Debian) -> list[str]:
    """Upload a picture and a document, as the hub's user; return where they are, the document last."""
    say("an editor's picture and document, which Caddy sends")
    shutil.copy(HERE / "upload.py", debian.root / "srv/upload.py")
    paths = debian.type('hub shell -v0 -c "$(cat /srv/upload.py)"').split()[-3:]
    see_uploads(debian, paths)
    data = "/var/lib/campaign-hub"
    for folder in ("", "/exports", "/backups"):
        debian.type(f"! runuser --user caddy -- ls {data}{folder} 2> /dev/null")
    return paths


def see_uploads(debian: Debian, paths: list[str]) -> None:
    """See that visitors get the uploads, and from whom."""
    by_hub = "server: granian"
    *pictures, document = paths
    for path in pictures:
        headers = debian.type(f"curl --silent --fail --head https://localhost{path}", shown=False).lower()
        assert "image/png" in headers, headers
        assert by_hub not in headers, headers
    debian.type(f"curl --silent --fail https://localhost{document} | grep Źródło > /dev/null")
    file = document.rpartition("/")[2]
    debian.type(f"! curl --silent --fail https://localhost/media/documents/{file} > /dev/null")
    sheet = debian.type(
        "curl --silent https://localhost/pl/ | grep -o '/static/[^\"]*[.]css' | head -n 1", shown=False
    ).strip()
    headers = debian.type(f"curl --silent --fail --head https://localhost{sheet}", shown=False).lower()
    assert "immutable" in headers, headers
    assert by_hub not in headers, headers


def upgrade(debian: Debian, context: ssl.SSLContext, sign_path: str) -> Visitors:
    """Bring in the next release, as the page says, while people read and sign."""
    say("a new release, with visitors who sign")
    visitors = Visitors(context, ["/readyz", "/admin/login/", "/pl/"], sign_path)

    def all_are_new() -> bool:
        return {visitors.ask("127.0.0.1", "/readyz")[1] for _ in range(6)} == {"the next\n"}

    try:
        with visitors:
            wait_until("people sign", lambda: len(visitors.acknowledged) > 5)
            before = len(visitors.acknowledged)
            for block in commands_of(UPGRADE):
                debian.type(block)
            wait_until("the next release answers", all_are_new)
            during = len(visitors.acknowledged)
            wait_until("people sign", lambda: len(visitors.acknowledged) > during + 5)
            say("a restart keeps whoever comes meanwhile waiting, and turns nobody away")
            debian.type("systemctl restart campaign-hub.service")
            restarted = len(visitors.acknowledged)
            wait_until("people sign", lambda: len(visitors.acknowledged) > restarted + 5)
    finally:
        print(dict(visitors.answers), flush=True)
    print(f"{during - before} signed while it was brought in", flush=True)
    assert set(visitors.answers) == {"200", "signing: 303"}, visitors.answers
    assert during > before, "nobody signed meanwhile"
    return visitors


def confirm_all(context: ssl.SSLContext, mail_server: MailServer, visitors: Visitors) -> int:
    """Let everybody confirm who was thanked; return how many."""
    say("everybody who was thanked gets a mail, and confirms")
    everybody = visitors.acknowledged
    arrived = lambda: {mail.recipients[0] for mail in mail_server.mails} >= everybody  # noqa: E731
    assert mail_server.wait_until(arrived, 300), "some got no mail"
    browser = Browser(context)
    for email in sorted(everybody):
        found = re.search(r"https://localhost(/\S+/confirm/\S+)", mail_server.mails_to(email)[0].text)
        assert found is not None, mail_server.mails_to(email)[0].text
        browser.open(found[1])
        browser.send()
    return len(everybody)


def signatures(debian: Debian, environment: str = "") -> int:
    """Return how many signatures the hub has."""
    count = "from petition_blocks.signature.models import Signature; print(Signature.objects.count())"
    return int(debian.type(f'{environment} hub shell -v0 -c "{count}"', shown=False).split()[-1])


def back_up_and_restore(debian: Debian, number: int) -> None:
    """Do what the page says of backups: make one, drill, restore it at another port, and go on with it."""
    folder = debian.root / "var/lib/campaign-hub/backups"
    hub = "cd /opt/campaign-hub/current; .venv/bin/python manage.py"
    say("a key for backups")
    debian.type(f"{hub} generate_key --output /root/backup-key.txt > /root/recipient.txt; cd /root")
    recipient = (debian.root / "root/recipient.txt").read_text().strip()
    blocks = commands_of(
        "#### Backups on Debian",
        {
            "BACKUP_RECIPIENT=age1…": f"BACKUP_RECIPIENT={recipient}",
            "hub-2027-05-03-020000-before-2027-06-01.age": "$(ls /var/lib/campaign-hub/backups | grep age$)",
            "restore_backup": "restore_backup --yes",
        },
    )
    make, drill, stop, fill, go_on = blocks
    say("a backup")
    debian.type(make)
    assert len(list(folder.glob("hub-*.age"))) == 1
    say("a drill")
    debian.type(drill)
    say("the backup is restored, and answers at another port")
    debian.type(fill)
    again = "DATABASE_URL=postgres:///campaign_hub_restored"
    assert signatures(debian, again) == number
    asked = f"curl --silent --fail -H 'Host: {HOST}' -H 'X-Forwarded-Proto: https' -H 'X-Forwarded-For: ::1'"
    there = f"{asked} http://127.0.0.1:{AGAIN_PORT}"
    debian.type(
        "cd /opt/campaign-hub/current\n"
        f"runuser --user campaign-hub -- env {again} REDIS_URL= BIND=127.0.0.1:{AGAIN_PORT} "
        "ENVIRONMENT_FILE=/etc/campaign-hub/environment "
        ".venv/bin/python -m campaign_site.serve > /var/log/again.service.log 2>&1 &\n"
        f"for _ in $(seq 60); do if {there}/readyz; then break; fi; sleep 1; done\n"
        f"{there}/pl/ | grep 'Czyste rzeki' > /dev/null"
    )
    debian.type("kill %1; wait %1 || true")
    say("the hub goes on with it")
    debian.type(stop)
    debian.type(go_on)
    assert signatures(debian) == number


def findings(debian: Debian) -> dict[str, str]:
    """Return what the doctor finds wrong: by what was looked at."""
    told = json.loads(debian.type("hub doctor --json || true", shown=False))
    return {entry["look"]: entry["what"] for entry in told["findings"] if entry["wrong"]}


def kill_worker(debian: Debian) -> None:
    """Kill the worker with all that would start it again, and let the doctor notice."""
    say("the doctor before and after the worker was killed")
    before = findings(debian)
    print(before, flush=True)
    assert set(before) <= EXPECTED, before
    debian.type("systemctl kill campaign-hub-worker.service")
    wait_until("the doctor misses the worker", lambda: "workers" in findings(debian))
    print(findings(debian)["workers"], flush=True)
    debian.type(
        "[ $(curl --silent --output /dev/null --write-out '%{http_code}' "
        "'https://localhost/readyz?worker') = 503 ]"
    )
    debian.type("systemctl start campaign-hub-worker.service")
    wait_until("the doctor finds a worker", lambda: "workers" not in findings(debian))


def main() -> int:
    """Make Debian and the source, do all of it, and say whether it held."""
    held = False
    with tempfile.TemporaryDirectory(prefix="campaign-hub-debian-") as name, running_mail_server() as mails:
        made = Debian(Path(name) / "root")
        make_source(made.root)
        with made as debian:
            try:
                context = install(debian, mails.port)
                look_at_it(debian)
                sign_in(debian, context, mails)
                sign_path = start(debian)
                uploads = upload(debian)
                visitors = upgrade(debian, context, sign_path)
                number = confirm_all(context, mails, visitors)
                assert signatures(debian) == number
                back_up_and_restore(debian, number)
                see_uploads(debian, uploads)
                kill_worker(debian)
                say("the image, built and run without a daemon")
                try_image(Path(name))
                held = True
            except (CommandFailed, AssertionError) as problem:
                print(f"\n{type(problem).__name__}: {problem}\n{made.logs()}")
    print(f"{int(held)} passed, {int(not held)} failed")
    return int(not held)


if __name__ == "__main__":
    sys.exit(main())
