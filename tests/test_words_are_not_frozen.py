"""Words of the admin are in the language of who reads them, not of who came first or of the import."""

import ast
from collections.abc import Iterator

import pytest
from django.utils import translation
from django.utils.functional import Promise
from wagtail.admin.menu import MenuItem, admin_menu, help_menu, reports_menu, settings_menu

from tests.test_import_arrows import APPS, PROJECT

AT_ONCE = {"gettext", "ngettext", "pgettext", "npgettext"}
LAZY = {f"{name}_lazy" for name in AT_ONCE} | {"format_lazy"}
# Functions that run once: when the server starts, or when the first person asks.
RUNS_ONCE = {"ready", "get_urlpatterns"}


def frozen_words(source: str) -> list[int]:
    """Return the lines on which words are put into one language for good.

    That is where a text is translated while a module or a class is made, in a default value or a decorator,
    or in a function that runs once; and where a lazy text is joined or filled in there, which ends its
    laziness.
    """
    tree = ast.parse(source)
    names = {
        (alias.asname or alias.name): alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
    }
    at_once = {name for name, imported in names.items() if imported in AT_ONCE}
    lazy = {name for name, imported in names.items() if imported in LAZY}
    return sorted({line for node in run_once(tree) for line in frozen_in(node, at_once, lazy)})


def run_once(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what is evaluated once below a node: all but the bodies of functions that run for each reader."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from child.decorator_list
            yield from [value for value in (*child.args.defaults, *child.args.kw_defaults) if value]
            if child.name in RUNS_ONCE or any(is_registering(item) for item in child.decorator_list):
                yield from child.body
        elif isinstance(child, ast.Lambda):
            continue
        else:
            yield child
            yield from run_once(child)


def is_registering(decorator: ast.expr) -> bool:
    """Tell whether the decorator makes the function one that Wagtail asks once for what it offers."""
    if not isinstance(decorator, ast.Call) or not decorator.args:
        return False
    name = decorator.args[0]
    return isinstance(name, ast.Constant) and str(name.value).startswith("register_")


def frozen_in(node: ast.AST, at_once: set[str], lazy: set[str]) -> Iterator[int]:
    """Yield the line of the node if it puts words into one language itself."""
    if isinstance(node, ast.stmt) and not isinstance(node, ast.ClassDef):
        for below in ast.walk(node):
            if not isinstance(below, ast.stmt):
                yield from frozen_in(below, at_once, lazy)
    if isinstance(node, ast.Call) and called(node) in at_once:
        yield node.lineno
    forced: list[ast.AST] = []
    if isinstance(node, ast.BinOp):
        forced = [node.left, node.right]
    elif isinstance(node, ast.FormattedValue):
        forced = [node.value]
    elif isinstance(node, ast.Call) and called(node) == "str":
        forced = list(node.args)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        forced = [node.func.value]
    yield from [value.lineno for value in forced if isinstance(value, ast.Call) and called(value) in lazy]


def called(node: ast.Call) -> str:
    """Return the name of the function that is called."""
    return node.func.id if isinstance(node.func, ast.Name) else ""


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ('from django.utils.translation import gettext as _\nLABEL = _("Now")', [2]),
        ('from django.utils.translation import gettext_lazy as _\nLABEL = _("Later")', []),
        ('from django.utils.translation import gettext_lazy as _\nLABEL = _("%s") % 1', [2]),
        ('from django.utils.translation import gettext_lazy as _\nLABEL = f"{_(0)}: b"', [2]),
        ('from django.utils.translation import gettext as _\nclass A:\n    label = _("Now")', [3]),
        ('from django.utils.translation import gettext as _\ndef f(label=_("Now")):\n    return label', [2]),
        ('from django.utils.translation import gettext as _\ndef f():\n    return _("For each")', []),
        (
            'from django.utils.translation import gettext as _\n@hooks.register("register_admin_menu_item")\n'
            'def f():\n    return MenuItem(_("First"))',
            [4],
        ),
        (
            'from django.utils.translation import gettext as _\n@hooks.register("before_edit_page")\n'
            'def f():\n    return _("For each")',
            [],
        ),
    ],
)
def test_the_search_finds_what_it_is_for(source: str, lines: list[int]) -> None:
    assert frozen_words(source) == lines


@pytest.mark.slow
def test_no_words_are_put_into_one_language_for_good() -> None:
    files = [file for app in sorted(APPS) for file in (PROJECT / app).rglob("*.py")]
    found = [
        f"{file.relative_to(PROJECT)}, line {line}"
        for file in files
        if not {"tests", "migrations"} & set(file.parts)
        for line in frozen_words(file.read_text(encoding="utf-8"))
    ]
    assert len(files) > 100
    assert found == []


def test_every_entry_of_the_menus_follows_the_language_of_its_reader(db: None) -> None:
    """Whoever asked first asked in French."""
    with translation.override("fr"):
        items = [
            item
            for menu in (admin_menu, settings_menu, reports_menu, help_menu)
            for item in menu.registered_menu_items
        ]
    ours = [item for item in items if is_ours(item)]
    assert {"localisation-desk", "style-guide"} <= {item.name for item in ours}
    assert [item.name for item in ours if not isinstance(item.label, Promise)] == []
    desk = next(item for item in ours if item.name == "localisation-desk")
    with translation.override("de"):
        assert str(desk.label) == "Übersetzungen"
    with translation.override("en"):
        assert str(desk.label) == "Translations"


def is_ours(item: MenuItem) -> bool:
    """Tell whether one of our apps offers the entry."""
    return type(item).__module__.split(".")[0] in APPS
