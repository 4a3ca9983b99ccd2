"""Measure the demo's pages with Lighthouse, as a phone sees them: `make lighthouse` calls this.

The hub runs with the settings of a public server. Each page is measured several times and the median counts,
since another program's work on the same machine would otherwise be taken for the page's. The exit code is 1
when a page misses what is promised below.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import unquote

from run_hub import PROJECT
from trial_hub import TrialHub, browser_arguments, browser_environment, browser_program, trial_hub

LIGHTHOUSE = PROJECT / ".venv" / "lighthouse" / "node_modules" / "lighthouse" / "cli" / "index.js"
REPORTS = PROJECT / "var" / "test-output" / "lighthouse"
LEAST = {"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 100}
MOST_BYTES = 100_000
MOST_REQUESTS = 12
# One page of each kind, the first in the tree that everybody may read.
KINDS = {
    "home": "home.HomePage",
    "pillar": "home.PillarPage",
    "petition": "petition_blocks.PetitionPage",
    "directory": "coalition.CoalitionPage",
    "news": "home.NewsIndexPage",
}
LANGUAGES = ["en", "ar", "de"]
RUN_SECONDS = 180


@dataclass(frozen=True)
class Measurement:
    """What Lighthouse says of one visit."""

    scores: dict[str, int]
    # All but the pictures that editors chose.
    frame_bytes: int
    requests: int
    layout_shift: float
    missed: list[str]

    @classmethod
    def from_report(cls, report: dict[str, Any]) -> Measurement:
        """Return the figures in a report."""
        audits = report["audits"]
        fetched = audits["network-requests"]["details"]["items"]
        return cls(
            scores={name: round(100 * (report["categories"][name]["score"] or 0)) for name in LEAST},
            frame_bytes=sum(item.get("transferSize", 0) for item in fetched if "/media/" not in item["url"]),
            requests=len(fetched),
            layout_shift=audits["cumulative-layout-shift"]["numericValue"],
            missed=[
                f"{name}: {audits[reference['id']]['title']}"
                for name in LEAST
                for reference in report["categories"][name]["auditRefs"]
                if reference["weight"] and audits[reference["id"]]["score"] not in (None, 1)
            ],
        )


@dataclass(frozen=True)
class Result:
    """What several visits to one page come to."""

    path: str
    scores: dict[str, int]
    frame_bytes: int
    requests: int
    layout_shift: float
    missed: list[str]

    @classmethod
    def of(cls, path: str, visits: Sequence[Measurement]) -> Result:
        """Take the median of each score, and the worst of what does not depend on the machine."""
        return cls(
            path=path,
            scores={name: round(median(visit.scores[name] for visit in visits)) for name in LEAST},
            frame_bytes=max(visit.frame_bytes for visit in visits),
            requests=max(visit.requests for visit in visits),
            layout_shift=max(visit.layout_shift for visit in visits),
            missed=sorted({words for visit in visits for words in visit.missed}),
        )

    @property
    def is_good(self) -> bool:
        """Whether the page keeps all that is promised."""
        return (
            all(self.scores[name] >= least for name, least in LEAST.items())
            and self.frame_bytes <= MOST_BYTES
            and self.requests <= MOST_REQUESTS
            and round(self.layout_shift, 3) == 0
        )


FIND_PAGES = """
import django, json, sys
django.setup()
from django.apps import apps
found = {}
for name, model in json.loads(sys.argv[1]).items():
    pages = apps.get_model(model).objects.live().public().filter(alias_of__isnull=True).order_by("path")
    for page in pages.select_related("locale"):
        found.setdefault(page.locale.language_code, {}).setdefault(name, page.url)
print(json.dumps(found))
"""


def paths_to_measure(hub: TrialHub) -> dict[str, dict[str, str]]:
    """Return the paths of the pages to measure, by language and kind."""
    paths: dict[str, dict[str, str]] = json.loads(hub.run("-c", FIND_PAGES, json.dumps(KINDS)))
    return paths


def measure(url: str, report: Path) -> Measurement:
    """Visit a page once, as Lighthouse's slow phone."""
    flags = " ".join(["--headless", "--disable-gpu", *browser_arguments()])
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run(
            [
                *["node", str(LIGHTHOUSE), url, "--quiet", "--output=json", "--output=html"],
                *[f"--output-path={folder}/visit", f"--chrome-flags={flags}"],
                f"--only-categories={','.join(LEAST)}",
            ],
            env=browser_environment() | {"CHROME_PATH": str(browser_program())},
            timeout=RUN_SECONDS,
            check=False,
            capture_output=True,
            text=True,
        )
        if run.returncode:
            raise SystemExit(f"Lighthouse failed on {url}:\n{run.stderr}")
        report.parent.mkdir(parents=True, exist_ok=True)
        report.write_bytes((Path(folder) / "visit.report.html").read_bytes())
        return Measurement.from_report(json.loads((Path(folder) / "visit.report.json").read_bytes()))


def row(cells: Sequence[object]) -> str:
    """Return a line of the table."""
    first, *others = cells
    return f"{first!s:<24}" + "".join(f"{cell!s:>15}" for cell in others)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table, and return the exit code."""
    parser = argparse.ArgumentParser(description="Measure the demo's pages with Lighthouse.")
    parser.add_argument("--runs", type=int, default=3, help="visits to each page (3)")
    parser.add_argument("--languages", default=",".join(LANGUAGES), help="such as en,de")
    options = parser.parse_args(arguments)
    results: list[Result] = []
    absent: list[str] = []
    with trial_hub(as_public_server=True) as hub:
        print(row(["Page", *LEAST, "kB, no photos", "requests", "layout shift"]), flush=True)
        found = paths_to_measure(hub)
        for language in options.languages.split(","):
            for kind in KINDS:
                path = found.get(language, {}).get(kind)
                if path is None:
                    absent.append(f"{kind} ({language})")
                    continue
                # The first visitor of all waits for pictures to be made; nobody after does.
                urllib.request.urlopen(hub.url + path, timeout=60).close()  # noqa: S310
                visits = [
                    measure(hub.url + path, REPORTS / f"{language}-{kind}.html")
                    for _visit in range(options.runs)
                ]
                result = Result.of(unquote(path), visits)
                results.append(result)
                kilobytes = f"{result.frame_bytes / 1000:.1f}"
                figures = [*result.scores.values(), kilobytes, result.requests, f"{result.layout_shift:.3f}"]
                print(row([result.path, *figures]), flush=True)
                for words in result.missed:
                    print(f"    {words}", flush=True)
    missing = [result.path for result in results if not result.is_good]
    promised = ", ".join(f"{name} {least}" for name, least in LEAST.items())
    limits = f"{MOST_BYTES // 1000} kB before content images, {MOST_REQUESTS} requests, no layout shift"
    print(f"\nPromised: {promised}; at most {limits}.")
    print(f"Missed on: {', '.join(missing)}" if missing else f"Kept on all {len(results)} pages.")
    if absent:
        print(f"The demo has no page of this kind: {', '.join(absent)}.")
    print(f"Lighthouse's own reports are in {REPORTS.relative_to(PROJECT)}/.")
    return 1 if missing or absent or not results else 0


if __name__ == "__main__":
    sys.exit(main())
