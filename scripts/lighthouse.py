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
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import unquote, urlsplit

from run_hub import PROJECT
from trial_hub import browser_arguments, browser_environment, browser_program, trial_hub

LIGHTHOUSE = PROJECT / ".venv" / "lighthouse" / "node_modules" / "lighthouse" / "cli" / "index.js"
REPORTS = PROJECT / "var" / "test-output" / "lighthouse"
LEAST = {"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 100}
MOST_BYTES = 100_000
MOST_REQUESTS = 12
# By their English addresses; the sitemap says where the translations are.
PLACES = {
    "home": "",
    "pillar": "transparency/",
    "petition": "petition/",
    "coalition": "coalition/",
    "news": "news/",
}
LANGUAGES = ["en", "ar", "de"]
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ALTERNATE = "{http://www.w3.org/1999/xhtml}link"
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


def addresses(hub: str) -> dict[str, dict[str, str]]:
    """Return the addresses to measure, by language and place, as far as the sitemap lists them."""
    with urllib.request.urlopen(f"{hub}/sitemap.xml", timeout=60) as response:  # noqa: S310
        entries = ElementTree.parse(response).findall(f"{SITEMAP}url")  # noqa: S314
    found: dict[str, dict[str, str]] = {}
    for name, path in PLACES.items():
        for entry in entries:
            if entry.findtext(f"{SITEMAP}loc") == f"{hub}/en/{path}":
                found.setdefault("en", {})[name] = f"{hub}/en/{path}"
                for link in entry.findall(ALTERNATE):
                    found.setdefault(link.attrib["hreflang"], {})[name] = link.attrib["href"]
    return found


def measure(address: str, report: Path) -> Measurement:
    """Visit a page once, as Lighthouse's slow phone."""
    flags = " ".join(["--headless", "--disable-gpu", *browser_arguments()])
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run(
            [
                *["node", str(LIGHTHOUSE), address, "--quiet", "--output=json", "--output=html"],
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
            raise SystemExit(f"Lighthouse failed on {address}:\n{run.stderr}")
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
    results = []
    with trial_hub(as_public_server=True) as hub:
        print(row(["Page", *LEAST, "kB, no photos", "requests", "layout shift"]), flush=True)
        found = addresses(hub.address)
        for language in options.languages.split(","):
            for name, address in found.get(language, {}).items():
                visits = [
                    measure(address, REPORTS / f"{language}-{name}.html") for _visit in range(options.runs)
                ]
                result = Result.of(unquote(urlsplit(address).path), visits)
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
    print(f"Lighthouse's own reports are in {REPORTS.relative_to(PROJECT)}/.")
    return 1 if missing or not results else 0


if __name__ == "__main__":
    sys.exit(main())
