"""Who may know whom: the arrows of the architecture, read from the code's own imports.

docs/architecture.md draws them.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
APPS = {"campaign_site", "coalition", "demo", "editorial", "home", "localisation", "petition_blocks"}

# What each app may import of the others.
ARROWS: dict[str, set[str]] = {
    # The demo fills the whole site, translators and all. Nothing but its command knows it.
    "demo": APPS,
    "home": {"coalition", "editorial", "petition_blocks"},
    "petition_blocks": {"editorial"},
    "coalition": {"editorial"},
    # What every page is made of knows none of the pages, ...
    "editorial": set(),
    # ... and translating knows nothing of what is translated: apps take part through named hooks.
    "localisation": {"editorial"},
    # What is common to the whole site works for whatever pages there are. Only its addresses know all.
    "campaign_site": {"editorial"},
}
EXCEPTIONS: dict[str, set[str]] = {
    "campaign_site.urls": APPS,
    # The worker does what is due, whoever needs it.
    "campaign_site.management.commands.work": APPS - {"demo"},
}

# The rooms of petition_blocks, from the ground up, and what each may import of the others.
ROOMS: dict[str, set[str]] = {
    "sealing": set(),
    "details": set(),
    "petition": {"details", "sealing"},
    "admin": {"petition"},
    "clock": {"admin"},
    "signature": {"details", "petition", "sealing"},
    "counting": {"admin", "petition", "sealing", "signature"},
    "page": {"admin", "counting", "petition", "signature"},
    "mailing": {"admin", "counting", "page", "petition", "sealing", "signature"},
    "keys": {"admin", "details", "mailing", "petition", "sealing", "signature"},
    "lifecycle": {"admin", "keys", "mailing", "page", "petition"},
    "reuse": {"admin", "keys", "page", "petition"},
    "abuse": {"admin", "counting", "petition", "sealing", "signature"},
    "signing": {
        *("abuse", "clock", "counting", "details", "keys", "mailing", "page", "petition", "sealing"),
        "signature",
    },
    "signatory": {
        *("admin", "clock", "counting", "details", "keys", "mailing", "page", "petition"),
        *("sealing", "signature", "signing"),
    },
    "exports": {"admin", "clock", "details", "keys", "petition", "sealing", "signature"},
    "erasure": {"clock", "exports", "mailing", "petition", "signatory", "signature"},
    "backups": {
        *("clock", "erasure", "exports", "keys", "page", "petition", "sealing", "signatory", "signature"),
        "signing",
    },
    "dashboard": {
        *("abuse", "admin", "counting", "details", "exports", "keys", "lifecycle", "mailing", "page"),
        *("petition", "reuse", "signatory"),
    },
}
# What puts the rooms together: what Django and Wagtail look for by name, and the blocks.
HALLS = {"apps", "blocks", "language_urls", "management", "models", "signal_handlers", "templatetags"} | {
    *("urls", "wagtail_hooks"),
}

# Modules that answer somebody, or show something in the admin. What changes something or is kept knows none.
VIEWS = ("admin", "forms", "urls", "views", "viewsets", "hooks")
TOWARDS_ANSWERS = {"management", "panels", "tasks", "templatetags"}
MODELS = {"models"}
ACTIONS = {"actions"}
BLOCKS = {"blocks"}
# Wagtail asks a model for the form in which it is edited. These forms know no models themselves.
FORMS_OF_MODELS = {("editorial.models.pages", "editorial.page_forms")}


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


def room_of(module: str) -> str | None:
    """Return the room of petition_blocks that a module is in, if it is in one."""
    parts = module.split(".")
    return parts[1] if parts[0] == "petition_blocks" and len(parts) > 1 and parts[1] in ROOMS else None


def is_of(kinds: set[str], module: str) -> bool:
    """Tell whether a module inside an app is of one of the kinds."""
    return bool(kinds & set(module.split(".")[1:]))


def answers_somebody(module: str) -> bool:
    """Tell whether a module is a view, a form, a part of the admin or what leads to them."""
    return module.endswith(VIEWS) or is_of(TOWARDS_ANSWERS, module)


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


@cache
def source_files() -> dict[str, Path]:
    """Return the files of all apps by the names of their modules, without tests and migrations."""
    return {
        module_name(path): path
        for app in sorted(APPS)
        for path in sorted((PROJECT / app).rglob("*.py"))
        if not {"tests", "migrations"} & set(path.relative_to(PROJECT).parts) and path.name != "conftest.py"
    }


@cache
def imports_by_file() -> dict[str, list[Import]]:
    """Return the imports of each file of all apps, without tests and migrations, by the module's name."""
    return {
        module: list(imports_of(path.read_text(encoding="utf-8"), module, path.name == "__init__.py"))
        for module, path in source_files().items()
    }


def all_imports() -> list[Import]:
    """Return the imports of all apps, without their tests and migrations."""
    return [found for imports in imports_by_file().values() for found in imports]


def imports_between(modules: set[str]) -> dict[str, set[str]]:
    """Return which of the modules each of them imports. Importing a name of a package imports the package."""
    imported = defaultdict(set)
    for found in all_imports():
        if found.imported in modules and found.imported != found.importer:
            imported[found.importer].add(found.imported)
    return {
        importer: {
            name
            for name in names
            # `from package import module` runs the package too, but asks it for nothing of its own.
            if not any(other.startswith(f"{name}.") for other in names) or name_is_asked(importer, name)
        }
        for importer, names in imported.items()
    }


def name_is_asked(importer: str, package: str) -> bool:
    """Tell whether a module imports from a package what is in its own file."""
    return any(
        found.imported.rpartition(".")[0] == package and found.imported not in source_files()
        for found in imports_by_file()[importer]
    )


def circle_in(graph: Mapping[str, set[str]]) -> list[str]:
    """Return the names along one circle, or nothing."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        return circle
    return []


@pytest.mark.slow
def test_apps_import_only_what_the_architecture_lets_them() -> None:
    refused = [
        str(found)
        for found in all_imports()
        if app_of(found.imported) in APPS
        and app_of(found.imported) != app_of(found.importer)
        and app_of(found.imported) not in allowed_for(found.importer)
    ]
    assert refused == []


@pytest.mark.slow
def test_nothing_needs_the_demo() -> None:
    importers = {found.importer for found in all_imports() if found.imported.split(".")[0] == "demo"}
    assert {name for name in importers if not name.startswith("demo.")} == set()


def test_no_file_is_part_of_a_circle() -> None:
    assert circle_in(imports_between(set(source_files()))) == []


def test_rooms_import_only_what_the_architecture_lets_them() -> None:
    refused = [
        str(found)
        for found in all_imports()
        if (importer := room_of(found.importer))
        and (imported := room_of(found.imported))
        and imported != importer
        and imported not in ROOMS[importer]
    ]
    assert refused == []


def test_rooms_know_nothing_of_what_puts_them_together() -> None:
    refused = [
        str(found)
        for found in all_imports()
        if room_of(found.importer)
        and found.imported.startswith("petition_blocks.")
        and found.imported.split(".")[1] in HALLS
    ]
    assert refused == []


def test_the_rooms_stand_on_each_other_without_a_circle() -> None:
    assert circle_in(ROOMS) == []


def test_everything_of_the_petition_is_in_a_room_that_says_what_it_is_for() -> None:
    packages = {path.parent.name for path in PROJECT.glob("petition_blocks/*/__init__.py")}
    modules = {path.stem for path in PROJECT.glob("petition_blocks/*.py")}
    assert packages - HALLS - {"migrations", "tests"} == set(ROOMS)
    assert modules - HALLS == {"__init__"}
    for room in ROOMS:
        source = (PROJECT / "petition_blocks" / room / "__init__.py").read_text(encoding="utf-8")
        said = ast.get_docstring(ast.parse(source)) or ""
        assert 2 <= len(said.splitlines()) <= 5, f"{room}/__init__.py says what it is for and may import"
        for other in ROOMS[room]:
            assert f"`{other}`" in said, f"{room}/__init__.py says that it may import {other}"
        mentioned = {name for name in ROOMS if f"`{name}`" in said.partition("Imports")[2]}
        assert mentioned == ROOMS[room], f"{room}/__init__.py says what it may import, and no more"


def test_models_know_neither_who_changes_nor_who_shows_them() -> None:
    refused = [
        str(found)
        for found in all_imports()
        if is_of(MODELS, found.importer)
        and app_of(found.imported) == app_of(found.importer)
        and (is_of(ACTIONS, found.imported) or found.imported.endswith(VIEWS))
        and (found.importer, found.imported) not in FORMS_OF_MODELS
        and found.imported in source_files()
    ]
    assert refused == []


def test_what_answers_nobody_knows_nobody_who_answers() -> None:
    """Actions, rules and calculations don't know who calls them."""
    files = source_files()
    refused = [
        str(found)
        for found in all_imports()
        if found.imported in files
        and app_of(found.imported) == app_of(found.importer)
        and answers_somebody(found.imported)
        and not answers_somebody(found.importer)
        and not found.importer.endswith("apps")
        and (found.importer, found.imported) not in FORMS_OF_MODELS | SHOWN_BY_OTHERS
    ]
    assert refused == []


# What prepares an answer without being one, and the frame that stands around answers.
SHOWN_BY_OTHERS = {
    ("campaign_site.crowd", "campaign_site.error_views"),
    ("campaign_site.database_away", "campaign_site.error_views"),
    ("campaign_site.impossible_input", "campaign_site.error_views"),
    ("campaign_site.refused_input", "campaign_site.error_views"),
    ("campaign_site.request_size", "campaign_site.error_views"),
    ("petition_blocks.dashboard.summary", "petition_blocks.lifecycle.admin"),
    ("petition_blocks.page.models", "petition_blocks.page.panels"),
    ("petition_blocks.signing.shown_form", "petition_blocks.signing.forms"),
    *(
        ("petition_blocks.dashboard.log_entries", f"petition_blocks.{room}.admin")
        for room in ("abuse", "counting", "exports", "keys", "lifecycle", "reuse", "signatory")
    ),
}


def test_blocks_read_and_never_write() -> None:
    refused = [
        str(found)
        for found in all_imports()
        if is_of(BLOCKS, found.importer)
        and app_of(found.imported) == app_of(found.importer)
        and (is_of(ACTIONS, found.imported) or answers_somebody(found.imported))
        and found.imported in source_files()
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
        ("from ..signing import submit", "petition_blocks.petition.models", "petition_blocks.signing.submit"),
        ("from .. import blocks", "petition_blocks.petition.models", "petition_blocks.blocks"),
    ],
)
def test_no_way_of_importing_is_overlooked(source: str, module: str, imported: str) -> None:
    assert imported in [found.imported for found in imports_of(source, module, is_package=False)]


def test_a_package_imports_relative_to_itself() -> None:
    found = imports_of("from .models import Petition", "petition_blocks.petition", is_package=True)
    assert next(found).imported == "petition_blocks.petition.models"


def test_a_circle_is_found() -> None:
    assert circle_in({"a": {"b"}, "b": {"c"}, "c": {"a"}}) != []
    assert circle_in({"a": {"b"}, "b": {"c"}}) == []


@pytest.mark.slow
def test_no_test_is_left_out(pytestconfig: pytest.Config) -> None:
    """A folder of tests that `testpaths` doesn't name would be run by nobody."""
    folders = {
        folder
        for pattern in pytestconfig.getini("testpaths")
        for folder in PROJECT.glob(pattern)
        if folder.is_dir()
    }
    found = {path for path in PROJECT.glob("*/**/test_*.py") if ".venv" not in path.parts}
    found -= {path for path in found if path.relative_to(PROJECT).parts[0] == "var"}
    assert {path for path in found if not folders & set(path.parents)} == set()
    in_browser = {path for path in found if "pytest.mark.browser" in path.read_text(encoding="utf-8")}
    assert {path.parent for path in in_browser} == {PROJECT / "tests"}, "the Makefile looks for them there"
