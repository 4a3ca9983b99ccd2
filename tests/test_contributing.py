"""The worked examples of CONTRIBUTING.md do what it says, each in a copy of the project."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import polib
import pytest

PROJECT = Path(__file__).resolve().parent.parent
SECTION = re.compile(r"^### (.+?)$\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
BOX = re.compile(r"^```(?P<kind>\w+)(?: (?P<path>\S+))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
NOT_COPIED = shutil.ignore_patterns(
    *(
        ".git",
        ".venv",
        "var",
        "var.old-*",
        "node_modules",
        "screenshots",
        "__pycache__",
        ".*_cache",
        ".hypothesis",
    )
)
BLOCK, PAGE_TYPE, LANGUAGE, DETAIL = "A block", "A page type", "A language", "What a petition may ask for"
# What a person types, and what it comes to without an environment of the copy's own.
PROGRAMS = {
    ".venv/bin/python": [sys.executable],
    ".venv/bin/pytest": [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider"],
}


@dataclass
class Example:
    """A worked example: its section of CONTRIBUTING.md, and a copy of the project in which it is followed."""

    folder: Path
    section: str
    changed: list[str] = field(default_factory=list)

    def write(self) -> None:
        """Write all boxes with files into the copy."""
        for box in BOX.finditer(self.section):
            if box["kind"] == "diff":
                self._change(box["text"])
            elif box["path"]:
                path = self.folder / box["path"]
                assert not path.exists(), f"{box['path']} is new"
                path.write_text(box["text"], encoding="utf-8")
                self.changed.append(box["path"])

    def _change(self, diff: str) -> None:
        """Change a file as a box says. The lines that stay, or go, must be in it once and together."""
        first, *lines = diff.splitlines()
        name = first.removeprefix("--- ")
        before = "".join(f"{line[1:]}\n" for line in lines if line[:1] != "+")
        after = "".join(f"{line[1:]}\n" for line in lines if line[:1] != "-")
        text = (self.folder / name).read_text(encoding="utf-8")
        assert text.count(before) == 1, f"{name} no longer has these lines once:\n{before}"
        (self.folder / name).write_text(text.replace(before, after), encoding="utf-8")
        self.changed.append(name)

    @property
    def commands(self) -> list[str]:
        """What the section has a person type."""
        boxes = [box["text"] for box in BOX.finditer(self.section) if box["kind"] == "console"]
        return "".join(boxes).splitlines()

    def type(self, start: str) -> str:
        """Run the section's only command that starts so, and return what it said."""
        (command,) = [command for command in self.commands if command.startswith(start)]
        program, *rest = shlex.split(command)
        if program == "make":
            # The recipe of `make messages`, without making an environment first.
            assert rest[:1] == ["messages"]
            languages = [word for option in rest[1:] for word in option.removeprefix("LANGUAGES=").split()]
            return self.run(sys.executable, "scripts/messages.py", "collect", *languages)
        return self.run(*PROGRAMS[program], *rest)

    def run(self, *words: str) -> str:
        """Run a program in the copy; return what it said. Fails if the program does."""
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PYTEST_", "DATABASE_URL", "PYTHONPATH"))
        } | {"DJANGO_SETTINGS_MODULE": "campaign_site.settings.test"}
        done = subprocess.run(
            words, cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr

    def messages(self, language: str = "de") -> dict[str, polib.POEntry]:
        """Return a catalogue by its messages."""
        catalogue = polib.pofile(str(self.folder / "locale" / language / "LC_MESSAGES" / "django.po"))
        return {entry.msgid: entry for entry in catalogue}


@pytest.fixture
def follow(tmp_path: Path) -> Callable[[str], Example]:
    """Returns a function that copies the project and writes what a section shows."""

    def written(title: str) -> Example:
        folder = tmp_path / "copy"
        shutil.copytree(PROJECT, folder, ignore=NOT_COPIED, symlinks=True)
        sections = dict(SECTION.findall((PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")))
        example = Example(folder, sections[title])
        example.write()
        return example

    return written


def test_every_example_is_followed() -> None:
    text = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    with_boxes = [title for title, section in SECTION.findall(text) if BOX.search(section)]
    assert with_boxes == [BLOCK, PAGE_TYPE, LANGUAGE, DETAIL]
    assert {box["kind"] for box in BOX.finditer(text)} <= {"diff", "html", "python", "console"}


def test_what_an_example_imports_is_there() -> None:
    """A module that moves is named anew in the examples, long before somebody runs them."""
    boxes = list(BOX.finditer((PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")))
    written = {(box["path"] or "").removesuffix(".py").replace("/", ".") for box in boxes}
    lines = "\n".join(box["text"] for box in boxes if box["kind"] in ("python", "diff"))
    modules = set(re.findall(r"^[+ ]?from ([\w.]+) import", lines, re.MULTILINE))
    modules = {name for name in modules if not name.startswith(".")} - written
    assert modules
    assert [name for name in modules if find_spec(name) is None] == []


@pytest.mark.parametrize("title", [BLOCK, PAGE_TYPE, LANGUAGE, DETAIL])
def test_it_fits_the_code_and_the_linters(title: str, follow: Callable[[str], Example]) -> None:
    example = follow(title)
    names = [name for name in example.changed if name.endswith(".py")]
    example.run(sys.executable, "-m", "ruff", "check", "--no-cache", *names)
    example.run(sys.executable, "-m", "ruff", "format", "--no-cache", "--check", *names)


@pytest.mark.slow
def test_the_tests_of_the_block_pass(follow: Callable[[str], Example]) -> None:
    assert "2 passed" in follow(BLOCK).type(".venv/bin/pytest")


@pytest.mark.full
@pytest.mark.parametrize(
    ("title", "migration", "operation", "message", "passed"),
    [
        (BLOCK, "home/migrations/0008_press_contact.py", "AlterField", "For the press:", "2 passed"),
        (PAGE_TYPE, "coalition/migrations/0007_thanks_page.py", "CreateModel", "thanks page", "1 passed"),
        (
            *(DETAIL, "petition_blocks/migrations/0013_phone.py", "AddField"),
            *("your phone number if you gave it", "100 passed"),
        ),
    ],
)
def test_it_is_whole_once_the_commands_were_typed(
    title: str,
    migration: str,
    operation: str,
    message: str,
    passed: str,
    follow: Callable[[str], Example],
) -> None:
    example = follow(title)
    assert message not in example.messages(), "the product has it now: another example would teach more"
    example.type(".venv/bin/python manage.py makemigrations")
    assert f"migrations.{operation}(" in (example.folder / migration).read_text(encoding="utf-8")
    example.run(sys.executable, "manage.py", "makemigrations", "--check", "--dry-run")
    assert passed in example.type(".venv/bin/pytest")
    example.type("make messages")
    assert message in example.messages(), "translators get its texts"


def test_a_detail_touches_one_package(follow: Callable[[str], Example]) -> None:
    assert {str(Path(name).parents[-3]) for name in follow(DETAIL).changed} == {"petition_blocks/details"}


@pytest.mark.full
def test_a_language_has_its_addresses_and_its_words(follow: Callable[[str], Example]) -> None:
    example = follow(LANGUAGE)
    example.type("make messages")
    path = example.folder / "locale" / "be" / "LC_MESSAGES" / "django.po"
    catalogue = polib.pofile(str(path))
    texts = {entry.msgid for entry in catalogue}
    assert "Enter your name." in texts
    assert "Published" not in texts, "it begins with what visitors read"
    assert len(next(each for each in catalogue if each.msgid_plural).msgstr_plural) == 4, "plurals"
    for entry in catalogue:
        # Translated by somebody in a hurry.
        entry.msgstr = "" if entry.msgid_plural else entry.msgid
        entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, entry.msgid_plural)
    next(entry for entry in catalogue if entry.msgid == "Enter your name.").msgstr = "Увядзіце сваё імя."
    catalogue.save()
    example.run(sys.executable, "scripts/messages.py", "check", "be")
    example.run(sys.executable, "scripts/messages.py", "compile", str(path))
    example.run(sys.executable, "manage.py", "makemigrations", "--check", "--dry-run")
    said = example.run(
        sys.executable,
        *("manage.py", "shell", "--no-imports", "--command"),
        "from django.urls import reverse\n"
        "from django.utils.translation import gettext, override\n"
        "with override('be'): print(reverse('petition_thanks', args=['x']), gettext('Enter your name.'))",
    )
    assert said.strip() == "/be/sign/x/thanks/ Увядзіце сваё імя."
