"""Follow docs/operators.md to the letter on a bare Debian: `make test-server`, as root.

The commands are those of the page, in their order; what an operator is told to write in is written in. Debian
is a root file system of its own, made anew, in namespaces of its own. systemd can't run in there: a stand-in
runs the units' own commands (`systemctl_stand_in`, beside this file).
"""

import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
MANUAL = PROJECT / "docs" / "operators.md"
BEGIN, UPGRADE = "### On Debian", "#### A new release"
# What an operator writes in the place of the page's examples.
OWN_VALUES = {
    "HUB_HOST=campaign.example.org": "HUB_HOST=localhost",
    "HUB_SOURCE=https://git.example.org/campaign-hub.git": "HUB_SOURCE=/srv/campaign-hub.git",
}
# As a coalition's visitors do while a release follows another.
VISITS = """
visit() {
    while [ ! -e /run/visitors-go-home ]; do
        curl --silent --output /dev/null --max-time 30 --write-out '%{http_code}\\n' \\
            "https://localhost/$1" >> "/run/answers-$2"
    done
}
"""


def blocks(heading: str) -> list[str]:
    """Return the commands of a section of the page, block by block."""
    text = MANUAL.read_text(encoding="utf-8")
    start = text.index(f"\n{heading}\n")
    section = re.split(r"\n#{2,4} ", text[start + len(heading) + 2 :])[0]
    found = re.findall(r"```bash\n(.*?)```", section, re.DOTALL)
    for example, own in OWN_VALUES.items():
        found = [block.replace(example, own) for block in found]
    return found


def make_debian(root: Path) -> None:
    """Make a bare Debian, which gets packages from where this machine does."""
    bare = ["mmdebstrap", "--quiet", "--variant=minbase", "--include=ca-certificates,curl"]
    subprocess.run([*bare, "bookworm", str(root)], check=True)
    for name in ("etc/pip.conf", "etc/ssl/certs/ca-certificates.crt"):
        if (Path("/") / name).exists():
            shutil.copy(Path("/") / name, root / name)
    authorities = root / "usr/local/share/ca-certificates/this-machine.crt"
    shutil.copy("/etc/ssl/certs/ca-certificates.crt", authorities)
    stand_in = root / "usr/local/bin/systemctl"
    shutil.copy(PROJECT / "scripts/systemctl_stand_in", stand_in)
    for name in ("null", "zero", "random", "urandom"):
        (root / "dev" / name).unlink(missing_ok=True)
        subprocess.run(["cp", "-a", f"/dev/{name}", str(root / "dev" / name)], check=True)


def make_source(root: Path) -> None:
    """Put the hub's repository there, with this release and one that follows it."""
    work = root / "srv/work"
    subprocess.run(["git", "clone", "--quiet", str(PROJECT), str(work)], check=True)

    def git(*arguments: str) -> None:
        who = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
        subprocess.run(["git", *who, "-C", str(work), *arguments], check=True)

    git("tag", "--force", "v0.1.0")
    views = work / "campaign_site/views.py"
    views.write_text(views.read_text().replace('HttpResponse("ok\\n"', 'HttpResponse("the next\\n"'))
    project = work / "pyproject.toml"
    project.write_text(project.read_text().replace('version = "0.1.0"', 'version = "0.2.0"', 1))
    (work / "static/css/next.css").write_text(".of-the-next-release { margin: 0; }\n")
    git("add", "--all")
    git("commit", "--quiet", "--message", "The next release")
    git("tag", "--force", "v0.2.0")
    subprocess.run(
        ["git", "clone", "--quiet", "--bare", str(work), str(root / "srv/campaign-hub.git")], check=True
    )
    shutil.rmtree(work)


def script() -> str:
    """Return all that is done inside, in one shell, as an operator would."""
    steps = [
        "set -euo pipefail; export DEBIAN_FRONTEND=noninteractive LANG=C.UTF-8",
        'say() { echo; echo "== $*"; }',
        VISITS,
    ]
    begin = blocks(BEGIN)
    for number, block in enumerate(begin, start=1):
        steps += [f"say 'the page, block {number} of {len(begin)}'", block]
        if "apt-get install" in block:
            # On a machine that has started, the packages' services run from here on.
            steps += [
                "service postgresql start; service redis-server start",
                "git config --system safe.directory '*'",
            ]
        if "make_secrets" in block:
            steps += [
                "sed -i 's|^EMAIL_URL=.*|EMAIL_URL=smtp://127.0.0.1:25|' /etc/campaign-hub/environment",
            ]
    steps += [
        textwrap.dedent(
            """
            # For a public host Caddy asks a real authority; for this machine it is one itself.
            authority=/var/lib/caddy/.local/share/caddy/pki/authorities/local/root.crt
            for _ in $(seq 60); do if [ -e $authority ]; then break; fi; sleep 1; done
            cp $authority /usr/local/share/ca-certificates/caddy.crt
            update-ca-certificates > /dev/null
            say 'visitors read that something is being prepared, by HTTPS'
            for _ in $(seq 60); do
                if curl --silent --fail --max-time 10 https://localhost/readyz; then break; fi
                sleep 1
            done
            curl --silent --fail --max-time 10 https://localhost/readyz
            curl --silent https://localhost/ | grep '<h1' > /dev/null
            curl --silent --head https://localhost/ | grep -i '^strict-transport-security'
            curl --silent https://localhost/admin/login/ | grep 'name="username"' > /dev/null
            [ "$(curl --silent --output /dev/null --write-out '%{http_code}' http://localhost/)" = 308 ]
            hub check_proxy
            export DJANGO_SUPERUSER_PASSWORD=a-long-password-of-mine
            hub createsuperuser --noinput --username ewa --email ewa@example.org
            say 'nobody else reads the keys'
            ! runuser --user nobody -- cat /etc/campaign-hub/environment 2>/dev/null
            [ "$(stat --format %a /etc/campaign-hub/environment)" = 640 ]
            say 'a new release, with visitors'
            """
        ),
        "visit readyz 1 & visit healthz 2 & visit admin/login/ 3 &",
        *blocks(UPGRADE),
        textwrap.dedent(
            """
            for _ in $(seq 60); do
                answers=$(for _ in 1 2 3 4 5 6; do curl --silent https://localhost/readyz; done)
                if [ "$(echo "$answers" | sort -u)" = 'the next' ]; then break; fi
                sleep 1
            done
            [ "$(curl --silent https://localhost/readyz)" = 'the next' ]
            touch /run/visitors-go-home; sleep 3
            cat /run/answers-* | sort | uniq --count
            [ "$(cat /run/answers-* | sort -u)" = 200 ]
            say 'a restart keeps whoever comes meanwhile waiting, and turns nobody away'
            systemctl restart campaign-hub.service
            curl --silent --fail --max-time 60 https://localhost/readyz
            say 'all held'
            """
        ),
    ]
    return "\n".join(steps)


def main() -> int:
    """Make Debian and the source, do all of it, and say whether it held."""
    with tempfile.TemporaryDirectory(prefix="campaign-hub-debian-") as name:
        root = Path(name) / "root"
        make_debian(root)
        make_source(root)
        (root / "root/steps.sh").write_text(script(), encoding="utf-8")
        inside = ["unshare", "--mount", "--pid", "--fork", "--kill-child", f"--mount-proc={root}/proc"]
        shown = subprocess.run([*inside, "chroot", str(root), "/bin/bash", "/root/steps.sh"], check=False)
        if shown.returncode:
            for log in sorted((root / "var/log").glob("*.service.log")):
                print(f"\n-- {log.name}\n{log.read_text(errors='replace')[-3000:]}")
    print(f"{int(not shown.returncode)} passed, {int(bool(shown.returncode))} failed")
    return shown.returncode


if __name__ == "__main__":
    sys.exit(main())
