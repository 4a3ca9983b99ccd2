"""What the hub replaces in wagtail-localize is kept as patches that fit the version it runs with."""

import ast
import py_compile
import re
import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path

import pytest
import wagtail_localize

PROJECT = Path(__file__).resolve().parents[2]
UPSTREAM = PROJECT / "docs" / "upstream"
WORKAROUNDS = sorted(
    path.stem for path in (PROJECT / "localisation" / "workarounds").glob("*.py") if path.stem != "__init__"
)
PATCHES = sorted(UPSTREAM.glob("*.patch"))


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.stem)
def test_a_patch_fits_the_version_that_is_installed(patch: Path, tmp_path: Path) -> None:
    head, _first_file, _rest = patch.read_text(encoding="utf-8").partition("\n--- ")
    assert f"Applies to: wagtail-localize {version('wagtail-localize')}" in head
    assert f"Here: localisation/workarounds/{patch.stem}.py" in head
    shutil.copytree(Path(wagtail_localize.__file__).parent, tmp_path / "wagtail_localize")
    applied = subprocess.run(
        ["git", "apply", "--verbose", str(patch)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={"GIT_CEILING_DIRECTORIES": str(tmp_path.parent), "PATH": "/usr/bin:/bin:/usr/local/bin"},
    )
    assert applied.returncode == 0, applied.stderr
    assert "Skipped" not in applied.stderr
    for name in re.findall(r"^\+\+\+ b/(\S+)$", patch.read_text(encoding="utf-8"), re.MULTILINE):
        py_compile.compile(str(tmp_path / name), doraise=True)


@pytest.mark.parametrize("name", WORKAROUNDS)
def test_each_workaround_says_by_which_way_it_goes(name: str) -> None:
    """By a patch that is there, where it replaces something of upstream's; in the list in any case."""
    assert f"| `{name}` |" in (UPSTREAM / "README.md").read_text(encoding="utf-8")
    code = (PROJECT / "localisation" / "workarounds" / f"{name}.py").read_text(encoding="utf-8")
    theirs = {
        alias.asname or alias.name
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("wagtail_localize")
        for alias in node.names
    }
    replaced = set(re.findall(r"^    ([A-Za-z]\w*)\.\w+ = \w+$", code, re.MULTILINE))
    assert bool(theirs & replaced) == (UPSTREAM / f"{name}.patch").exists()


def test_nothing_else_of_upstream_s_is_replaced() -> None:
    """A module that assigns to wagtail-localize's attributes is a workaround, and is listed as one."""
    theirs = "TranslationSource|Translation|StringTranslation|operations|edit_translation|models"
    for path in (PROJECT / "localisation").rglob("*.py"):
        if "workarounds" not in path.parts and "tests" not in path.parts:
            assert not re.search(
                rf"^\s+({theirs})\.\w+ = ",
                path.read_text(encoding="utf-8"),
                re.MULTILINE,
            ), path
