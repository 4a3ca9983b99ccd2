"""Who may know whom: the arrows of the architecture, read from the code's own imports."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
APPS = {"campaign_site", "coalition", "editorial", "home", "localisation", "petition_blocks"}

# What each app may import of the others.
ARROWS: dict[str, set[str]] = {
    "home": {"coalition", "editorial", "petition_blocks"},
    "petition_blocks": {"editorial"},
    "coalition": {"editorial"},
    # What every page is made of knows none of the pages, ...
    "editorial": set(),
    # ... and translating knows nothing of what is translated: apps take part through a named hook.
    "localisation": set(),
    # What is common to the whole site works for whatever pages there are. Only its addresses know all.
    "campaign_site": {"editorial"},
}
EXCEPTIONS: dict[str, set[str]] = {
    "campaign_site.urls": APPS,
    # The demo fills the whole site, translators and all. Nothing but its command knows it.
    "home.demo": APPS,
}

# Inside an app, from the outside in: what answers somebody, what changes something, what is kept. Whatever is
# none of these (a panel of the admin, a form, a calculation) may be imported from everywhere.
OUTSIDE = {"language_urls", "management", "tasks", "urls", "views", "viewsets", "wagtail_hooks"}
ACTIONS = {"actions"}
MODELS = {"models"}
BLOCKS = {"blocks"}
# Each kind of module, and the kinds that it may not import.
REFUSED_INSIDE = [
    (MODELS, ACTIONS | OUTSIDE, "models know neither who changes nor who shows them"),
    (ACTIONS, OUTSIDE, "actions don't know who calls them"),
    (BLOCKS, ACTIONS | OUTSIDE, "blocks read and never write"),
]


@dataclass(frozen=True)
class Import:
    """One import: where it stands, and the module it names."""

    importer: str
    imported: str
    line: int

    def __str__(self) -> str:
        return f"{self.importer}, line {self.line}, imports {self.imported}"


def app_of(module: str) -> str:
    """Return the first part of a module's name."""
    return module.split(".")[0]


def is_of(kinds: set[str], module: str) -> bool:
    """Tell whether a module inside an app is of one of the kinds."""
    return bool(kinds & set(module.split(".")[1:]))


def module_name(path: Path) -> str:
    """Return the dotted name of a file's module."""
    parts = list(path.relative_to(PROJECT).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(source: str, module: str, is_package: bool) -> Iterator[Import]:
    """Return every import in the source, wherever it stands: in functions and for type checkers too.

    `from package import name` may import a module or what is in one; it is taken as both.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(module, alias.name, node.lineno)
        elif isinstance(node, ast.ImportFrom):
            base = module.split(".")
            if node.level:
                kept = len(base) - node.level + is_package
                names = [*base[:kept], *([node.module] if node.module else [])]
            else:
                names = [node.module or ""]
            yield Import(module, ".".join(names), node.lineno)
            for alias in node.names:
                yield Import(module, ".".join([*names, alias.name]), node.lineno)


def allowed_for(module: str) -> set[str]:
    """Return the other apps that a module may import."""
    exceptions = [apps for start, apps in EXCEPTIONS.items() if f"{module}.".startswith(f"{start}.")]
    return exceptions[0] if exceptions else ARROWS[app_of(module)]


def all_imports() -> list[Import]:
    """Return the imports of all apps, without their tests and migrations."""
    found: list[Import] = []
    for app in sorted(APPS):
        for path in sorted((PROJECT / app).rglob("*.py")):
            if {"tests", "migrations"} & set(path.parts):
                continue
            source = path.read_text(encoding="utf-8")
            found += imports_of(source, module_name(path), path.name == "__init__.py")
    return found


def test_apps_import_only_what_the_architecture_lets_them() -> None:
    refused = [
        str(found)
        for found in all_imports()
        if app_of(found.imported) in APPS
        and app_of(found.imported) != app_of(found.importer)
        and app_of(found.imported) not in allowed_for(found.importer)
    ]
    assert refused == []


def test_nothing_needs_the_demo_but_the_command_that_loads_it() -> None:
    importers = {found.importer for found in all_imports() if found.imported.startswith("home.demo")}
    assert {name for name in importers if not name.startswith("home.demo")} == {
        "home.management.commands.load_demo"
    }


def test_inside_an_app_imports_lead_from_views_to_actions_to_models() -> None:
    refused = [
        f"{found}: {reason}"
        for found in all_imports()
        if app_of(found.imported) == app_of(found.importer)
        for importers, refused_kinds, reason in REFUSED_INSIDE
        if is_of(importers, found.importer) and is_of(refused_kinds, found.imported)
    ]
    assert refused == []


def test_no_code_of_the_site_imports_a_test() -> None:
    assert [str(found) for found in all_imports() if "tests" in found.imported.split(".")] == []


def test_every_app_is_looked_at() -> None:
    """A renamed or new app would otherwise be free of all rules."""
    packages = {path.parent.name for path in PROJECT.glob("*/apps.py")}
    assert packages == APPS == set(ARROWS)
    assert {app_of(found.importer) for found in all_imports()} == APPS


@pytest.mark.parametrize(
    ("source", "module", "imported"),
    [
        ("import home.models", "editorial.blocks", "home.models"),
        ("from home import models", "editorial.blocks", "home.models"),
        ("def f():\n    from home.models import HomePage", "editorial.blocks", "home.models"),
        ("if TYPE_CHECKING:\n    import home", "editorial.blocks", "home"),
        ("from ..actions import sign", "petition_blocks.models.petition", "petition_blocks.actions.sign"),
        ("from .. import views", "petition_blocks.models.petition", "petition_blocks.views"),
    ],
)
def test_no_way_of_importing_is_overlooked(source: str, module: str, imported: str) -> None:
    assert imported in [found.imported for found in imports_of(source, module, is_package=False)]


def test_a_package_imports_relative_to_itself() -> None:
    found = imports_of("from .petition import Petition", "petition_blocks.models", is_package=True)
    assert next(found).imported == "petition_blocks.models.petition"
