"""Fixtures for tests in a real browser.

Use ``site`` for the address of a running hub and ``page`` (of pytest-playwright) for the browser. A failing
test leaves a screenshot and the page's HTML in var/test-output/.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Error, Page, expect
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from editorial import readings

from .mail_server import MailServer, running_mail_server
from .running_hub import RunningHub

PROJECT = Path(__file__).resolve().parent.parent
PACKAGED_BROWSER = PROJECT / ".venv" / "chromium"
OUTPUT = PROJECT / "var" / "test-output"
# No test may depend on, or disturb, a host outside this machine.
THIS_MACHINE_ONLY = (
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE *.localhost"
)
# Milliseconds until what is awaited counts as missing. Waiting ends with the event, so a quick machine never
# waits this long; one core that also runs the server and the worker sometimes nearly does.
PATIENCE = 60_000


class AccessibilityProblems(list[str]):
    """What axe found on a page, one readable text for each problem."""


CheckAccessibility = Callable[[Page], AccessibilityProblems]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """How to start the browser named by CHROMIUM, or the packaged one with its own libraries and fonts."""
    # Playwright's synchronous interface keeps an event loop running in the thread of the tests, in which
    # Django then refuses to touch the database. Nothing else runs in that thread meanwhile, so it is safe.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    arguments = [*browser_type_launch_args.get("args", []), THIS_MACHINE_ONLY]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium's sandbox refuses to work for root
    own = os.environ.get("CHROMIUM")
    if own:
        return {**browser_type_launch_args, "executable_path": own, "args": arguments}
    program = PACKAGED_BROWSER / "chromium"
    if not program.exists():
        pytest.exit("The browser for the tests is missing: run `make .venv/chromium.ok`, or set CHROMIUM.", 1)
    libraries = [str(PACKAGED_BROWSER / "lib"), os.environ.get("LD_LIBRARY_PATH", "")]
    environment = os.environ | {
        "LD_LIBRARY_PATH": ":".join(filter(None, libraries)),
        "FONTCONFIG_FILE": str(PACKAGED_BROWSER / "fonts.conf"),
    }
    return {
        **browser_type_launch_args,
        "executable_path": str(program),
        "args": arguments,
        "env": environment,
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A visitor with a laptop, in Brussels, who prefers English and no movement."""
    return {
        **browser_context_args,
        "locale": "en-GB",
        "timezone_id": "Europe/Brussels",
        "viewport": {"width": 1280, "height": 800},
        "reduced_motion": "reduce",
    }


@pytest.fixture(scope="session", autouse=True)
def patient_expectations() -> None:
    """Give what a page is expected to show the same time as everything else."""
    expect.set_options(timeout=PATIENCE)


@pytest.fixture
def new_context(new_context: Callable[..., BrowserContext]) -> Callable[..., BrowserContext]:
    """Open contexts of the browser that wait as long as a slow machine may take."""

    def open_patient(**arguments: Any) -> BrowserContext:
        context = new_context(**arguments)
        context.set_default_timeout(PATIENCE)
        return context

    return open_patient


@pytest.fixture
def site(django_db_serialized_rollback: None, live_server: LiveServer) -> str:
    """The address of a hub that runs in this process, on a database with the migrations' rows."""
    return str(live_server.url)


@pytest.fixture
def javascript_off(new_context: Callable[..., BrowserContext]) -> Page:
    """A page in a browser without JavaScript."""
    return new_context(java_script_enabled=False).new_page()


@pytest.fixture(scope="session")
def demo_mails() -> Iterator[MailServer]:
    """The mail server of `demo_hub`. Use another address in each test."""
    with running_mail_server() as server:
        yield server


@pytest.fixture(scope="session")
def loaded_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demo is kept once it is loaded: in a folder of the run's processes, or of this one alone."""
    return _common_folder(tmp_path_factory) / "loaded-demo"


@pytest.fixture(scope="session")
def first_hub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a hub with a small campaign is kept likewise, once one is set up."""
    return _common_folder(tmp_path_factory) / "first-hub"


def _common_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that all processes of the run have in common."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture
def readings_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one page has read is kept for the next ones, as if each change of the test were committed."""
    monkeypatch.setattr(readings, "may_be_undone", lambda: False)


@pytest.fixture(scope="session")
def demo_hub(
    tmp_path_factory: pytest.TempPathFactory,
    loaded_demo: Path,
    demo_mails: MailServer,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[RunningHub]:
    """The demo campaign, server and worker. Tests share it, so they leave its pages as they are."""
    hub = RunningHub(tmp_path_factory.mktemp("demo"), demo_mails.port, demo=True)
    try:
        with django_db_blocker.unblock():
            hub.set_up_as_others_did(loaded_demo)
        hub.start_server()
        hub.start_worker()
        yield hub
    finally:
        hub.kill_worker()
        hub.kill_server()


AT_REST = """() => Promise.all(
    document.getAnimations()
        .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity)
        .map((animation) => animation.finished.catch(() => null))
)"""


@pytest.fixture
def axe() -> CheckAccessibility:
    """Check a page: ``assert axe(page) == []`` fails with a readable text for each problem."""

    def check(page: Page) -> AccessibilityProblems:
        # What fades in is pale until it is there.
        page.evaluate(AT_REST)
        violations = Axe().run(page).response["violations"]
        return AccessibilityProblems(_describe(violation, page.url) for violation in violations)

    return check


def _describe(violation: dict[str, Any], url: str) -> str:
    """Return what axe found, where, and what to read about it."""
    places = "\n".join(
        f"    {' '.join(map(str, node['target']))}\n"
        f"      {node['html']}\n"
        f"      {node.get('failureSummary', '')}"
        for node in violation["nodes"]
    )
    return (
        f"{url}: {violation['help']} ({violation['id']}, {violation['impact']}; {violation['helpUrl']})\n"
        f"{places}"
    )


def pytest_assertrepr_compare(op: str, left: object, right: object) -> list[str] | None:
    """Print the whole of what axe found, where pytest would cut it short."""
    if op == "==" and isinstance(left, AccessibilityProblems) and right == []:
        return [
            f"axe finds {len(left)} problems",
            *(line for problem in left for line in problem.splitlines()),
        ]
    return None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show the slowest answers that the tests of odd inputs met, and what other tests have measured."""
    titles = {"slowest": "slowest answers of", "measured": "measured by"}
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        for name, lines in report.user_properties:
            if name in titles and report.when == "call":
                terminalreporter.section(f"{titles[name]} {report.nodeid.rpartition('::')[2]}")
                terminalreporter.write_line("\n".join(map(str, lines)))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keep what the browser showed when a test failed."""
    report = yield
    if (
        call.when == "call"
        and call.excinfo is not None
        and not call.excinfo.errisinstance(pytest.skip.Exception)
    ):
        keep_pages(item)
    return report


def keep_pages(item: pytest.Item) -> None:
    """Save a screenshot and the HTML of each page that a test had open."""
    values = list(getattr(item, "funcargs", {}).values())
    contexts = [value for value in values if isinstance(value, BrowserContext)]
    pages = [value for value in values if isinstance(value, Page)] + [
        page for one in contexts for page in one.pages
    ]
    name = re.sub(r"[^\w.-]+", "-", item.nodeid).strip("-")[-150:]
    for number, page in enumerate(dict.fromkeys(pages), start=1):
        if page.is_closed():
            continue
        OUTPUT.mkdir(parents=True, exist_ok=True)
        file = OUTPUT / f"{name}-{number}"
        try:
            file.with_name(f"{file.name}.html").write_text(page.content(), encoding="utf-8")
            page.screenshot(path=file.with_name(f"{file.name}.png"), full_page=True)
        except Error as problem:  # a crashed page must not hide why the test failed
            item.add_report_section("call", "browser", f"No picture of {page.url}: {problem}")
