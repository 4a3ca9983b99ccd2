"""A bare Debian in a folder, in namespaces of its own, and the one shell in which all is typed."""

import shutil
import subprocess
from pathlib import Path
from typing import Self

PROJECT = Path(__file__).resolve().parents[2]
ENDED = "== typed"


class CommandFailed(Exception):
    """A command in there has failed: what was typed is the message."""


def make_root(root: Path, packages: list[str]) -> None:
    """Make the root file system of a bare Debian with these packages, from where this machine has its own.

    Raises `CalledProcessError`.
    """
    bare = ["mmdebstrap", "--quiet", "--variant=minbase", f"--include={','.join(packages)}"]
    subprocess.run([*bare, "bookworm", str(root)], check=True)
    for name in ("etc/pip.conf", "etc/ssl/certs/ca-certificates.crt"):
        if (Path("/") / name).exists():
            shutil.copy(Path("/") / name, root / name)
    for name in ("null", "zero", "random", "urandom"):
        (root / "dev" / name).unlink(missing_ok=True)
        subprocess.run(["cp", "-a", f"/dev/{name}", str(root / "dev" / name)], check=True)


class Debian:
    """A root file system made anew, and a shell of root's in it that keeps what it was told."""

    def __init__(self, root: Path) -> None:
        """Make it. Raises `CalledProcessError` where its packages can't be had."""
        self.root = root
        make_root(root, ["ca-certificates", "curl"])
        authorities = root / "usr/local/share/ca-certificates/this-machine.crt"
        shutil.copy("/etc/ssl/certs/ca-certificates.crt", authorities)
        shutil.copy(PROJECT / "scripts/debian_trial/systemctl_stand_in", root / "usr/local/bin/systemctl")
        self.shell: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        """Open the shell; all that runs in there ends with it."""
        inside = ["unshare", "--mount", "--pid", "--fork", "--kill-child", f"--mount-proc={self.root}/proc"]
        self.shell = subprocess.Popen(
            [*inside, "chroot", str(self.root), "/bin/bash"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        self.type("set -uo pipefail; export DEBIAN_FRONTEND=noninteractive LANG=C.UTF-8")
        return self

    def __exit__(self, *problem: object) -> None:
        assert self.shell is not None
        self.shell.kill()
        self.shell.wait()

    def type(self, commands: str, *, shown: bool = True) -> str:
        """Type commands, the next one only if the one before has not failed; return what they print.

        Raises `CommandFailed`.
        """
        assert self.shell is not None
        assert self.shell.stdin is not None
        assert self.shell.stdout is not None
        # From a file, so that what is typed may read from its input: there is nothing.
        (self.root / "root/typed.sh").write_text(commands, encoding="utf-8")
        self.shell.stdin.write(f"set -e; . /root/typed.sh < /dev/null; set +e; echo '{ENDED}'\n")
        self.shell.stdin.flush()
        lines: list[str] = []
        for line in self.shell.stdout:
            if line == f"{ENDED}\n":
                return "".join(lines)
            lines.append(line)
            if shown:
                print(line, end="", flush=True)
        raise CommandFailed(commands)

    def logs(self) -> str:
        """Return the end of what each service has written."""
        return "\n".join(
            f"-- {log.name}\n{log.read_text(errors='replace')[-3000:]}"
            for log in sorted((self.root / "var/log").glob("*.service.log"))
        )
