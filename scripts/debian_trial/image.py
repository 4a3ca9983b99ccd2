"""Follow the steps of the Dockerfile without a daemon, and run what comes out as compose.yaml has it.

Each stage is a root file system; a Debian with its own Python stands in for the official image. It runs as
the image's user, without capabilities, on a root that can't be written to, in a network of its own.
"""

import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

from .debian import PROJECT, CommandFailed, make_root

# What a container has from its base, of what matters here.
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
NOTED = {"LABEL", "VOLUME", "EXPOSE", "STOPSIGNAL"}
# Typed into the container's only shell: the web server, and somebody who asks it.
TRY = """
ip link set lo up
mount --bind "$ROOT" "$ROOT"
mount -t proc proc "$ROOT/proc"
mount -t tmpfs tmpfs "$ROOT/tmp"
mount --bind "$DATA" "$ROOT/data"
mount -o remount,ro,bind "$ROOT"
inside() {
    chroot "$ROOT" setpriv --reuid "$AS" --regid "$AS" --clear-groups --no-new-privs --bounding-set=-all \\
        --inh-caps=-all env -i --chdir="$FOLDER" $ENVIRONMENT "$@"
}
inside python manage.py make_secrets --host campaign.example.org > "$DATA/environment"
grep -q ^SERVER_IDENTITY= "$DATA/environment"
ENVIRONMENT="$ENVIRONMENT ENVIRONMENT_FILE=/data/environment DATABASE_URL=sqlite:////data/hub.sqlite3"
inside python manage.py migrate --noinput --verbosity 0
! inside touch /hub/written 2> /dev/null
inside touch /tmp/written
inside $COMMAND & server=$!
for _ in $(seq 60); do
    if inside $HEALTHCHECK; then healthy=yes; break; fi
    sleep 1
done 2> /dev/null
[ "$healthy" = yes ]
inside python -c "$ASK"
kill "$server"
wait "$server" || [ $? = 143 ]
"""
ASK = """
from urllib.request import Request, urlopen
headers = {"Host": "campaign.example.org", "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"}
page = urlopen(Request("http://127.0.0.1:8000/", headers=headers), timeout=20).read().decode()
assert "<h1" in page, page
style = page.partition('rel="stylesheet" href="')[2].partition('"')[0]
assert urlopen(Request(f"http://127.0.0.1:8000{style}", headers=headers), timeout=20).status == 200
"""


@dataclass
class Stage:
    """An image that is being made."""

    root: Path
    folder: str = "/"
    user: str = "0"
    environment: dict[str, str] = field(default_factory=lambda: {"PATH": PATH})
    command: list[str] = field(default_factory=list)
    healthcheck: list[str] = field(default_factory=list)


def instructions(dockerfile: str) -> Iterator[tuple[str, str]]:
    """Yield the instructions of a Dockerfile, each with what follows it."""
    lines = "\n".join(line for line in dockerfile.splitlines() if not line.lstrip().startswith("#"))
    for line in re.sub(r"\\\n\s*", " ", lines).splitlines():
        if line.strip():
            instruction, _space, rest = line.strip().partition(" ")
            yield instruction, rest.strip()


def build(folder: Path) -> Stage:
    """Follow all steps; return the last stage. Raises `CommandFailed`."""
    base = folder / "base"
    make_root(base, ["python3", "python3-venv", "ca-certificates"])
    (base / "usr/local/bin/python").symlink_to("/usr/bin/python3")
    stages: dict[str, Stage] = {}
    stage = Stage(base)
    for instruction, rest in instructions((PROJECT / "Dockerfile").read_text(encoding="utf-8")):
        print(f"{instruction} {rest[:90]}", flush=True)
        if instruction == "FROM":
            name = rest.partition(" AS ")[2] or "last"
            root = folder / name
            subprocess.run(["cp", "--archive", str(base), str(root)], check=True)
            stage = stages[name] = Stage(root)
        elif instruction not in NOTED:
            _follow(stage, stages, instruction, rest)
    return stage


def _follow(stage: Stage, stages: dict[str, Stage], instruction: str, rest: str) -> None:
    if instruction == "WORKDIR":
        stage.folder = rest
        (stage.root / rest.lstrip("/")).mkdir(parents=True, exist_ok=True)
    elif instruction == "ENV":
        for pair in shlex.split(rest):
            name, _equals, value = pair.partition("=")
            stage.environment[name] = value.replace("$PATH", stage.environment["PATH"])
    elif instruction == "USER":
        stage.user = rest
    elif instruction == "RUN":
        _run(stage, rest)
    elif instruction == "COPY":
        _copy(stage, stages, rest.split())
    elif instruction == "CMD":
        stage.command = json.loads(rest)
    elif instruction == "HEALTHCHECK":
        stage.healthcheck = json.loads(rest.partition("CMD ")[2])
    else:
        raise CommandFailed(f"{instruction} {rest}: nobody has told this trial what it means")


def _run(stage: Stage, command: str) -> None:
    variables = [f"{name}={value}" for name, value in stage.environment.items()]
    inside = ["unshare", "--mount", "--pid", "--fork", "--kill-child", f"--mount-proc={stage.root}/proc"]
    inside += ["chroot", str(stage.root), "env", "-i", f"--chdir={stage.folder}", *variables]
    ended = subprocess.run([*inside, "/bin/sh", "-c", command], check=False)
    if ended.returncode:
        raise CommandFailed(command)


def _copy(stage: Stage, stages: dict[str, Stage], words: list[str]) -> None:
    source_root = PROJECT
    if words[0].startswith("--from="):
        source_root = stages[words.pop(0).removeprefix("--from=")].root
    source, target = words
    place = stage.root / stage.folder.lstrip("/") / target if target != "/hub" else stage.root / "hub"
    if source_root != PROJECT:
        subprocess.run(["cp", "--archive", f"{source_root}{source}/.", str(place)], check=True)
    elif source == ".":
        shutil.copytree(PROJECT, place, ignore=_left_out, dirs_exist_ok=True)
    else:
        shutil.copy(PROJECT / source, place)


def _left_out(folder: str, names: list[str]) -> set[str]:
    """Return what `.dockerignore` leaves out of a folder of the project."""
    patterns = (PROJECT / ".dockerignore").read_text(encoding="utf-8").split()
    inside = Path(folder).relative_to(PROJECT)
    return {
        name
        for name in names
        for pattern in patterns
        if fnmatch(str(inside / name), pattern) or fnmatch(name, pattern.removeprefix("**/"))
    }


def try_image(folder: Path) -> None:
    """Build it, and run it as compose.yaml does. Raises `CommandFailed`."""
    stage = build(folder)
    data = folder / "data"
    subprocess.run(["cp", "--archive", str(stage.root / "data"), str(data)], check=True)
    variables = {
        "ROOT": str(stage.root),
        "DATA": str(data),
        "AS": stage.user,
        "FOLDER": stage.folder,
        "ENVIRONMENT": " ".join(f"{name}={value}" for name, value in stage.environment.items()),
        "COMMAND": " ".join(stage.command),
        "ASK": ASK,
    }
    script = TRY.replace("$HEALTHCHECK", shlex.join(stage.healthcheck))
    apart = ["unshare", "--mount", "--net", "--pid", "--fork", "--kill-child", "--mount-proc"]
    ended = subprocess.run([*apart, "/bin/sh", "-euc", script], env={"PATH": PATH} | variables, check=False)
    if ended.returncode:
        raise CommandFailed("the image does not do what compose.yaml expects of it")
