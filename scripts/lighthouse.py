"""Measure pages with Lighthouse, as a phone sees them: `make lighthouse` calls this.

They are the demo's, or those of new campaigns in the looks to begin with, by day and by night. The hub runs
with the settings of a public server. Each page is measured several times and the median counts, since another
program's work on the same machine would otherwise be taken for the page's. The exit code is 1 when a page
misses what is promised below.
"""

from __future__ import annotations

import argparse
import base64
import io
import json
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import unquote, urlsplit

from campaign_words import CAMPAIGN_WORDS
from new_campaigns import host_of
from PIL import Image, ImageStat
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
# The same kinds, by the names that the pages of a new campaign have.
NEW_KINDS = ["home", "pillar_1", "petition", "coalition", "news"]
# What the browser is told so that it prefers light or dark pages, as its user may.
SCHEMES = {
    "light": "--blink-settings=preferredColorScheme=1",
    "dark": "--blink-settings=preferredColorScheme=0",
}
RUN_SECONDS = 180


@dataclass(frozen=True)
class PageToMeasure:
    """A page, the site that it is on, how the browser prefers it, and what its report is called."""

    host: str
    path: str
    report: str
    scheme: str = "light"
    # What is said above the first of several that have it in common.
    heading: str = ""


@dataclass(frozen=True)
class Measurement:
    """What Lighthouse says of one visit."""

    scores: dict[str, int]
    # All but the pictures that editors chose.
    frame_bytes: int
    requests: int
    layout_shift: float
    missed: list[str]
    # From 0, black, to 255: what was seen in the end.
    brightness: float

    @classmethod
    def from_report(cls, report: dict[str, Any]) -> Measurement:
        """Return the figures in a report."""
        audits = report["audits"]
        # Pictures that are written in a style sheet are listed too, and nobody has to ask for them.
        listed = audits["network-requests"]["details"]["items"]
        fetched = [item for item in listed if not item["url"].startswith("data:")]
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
            brightness=brightness(audits["final-screenshot"]["details"]["data"]),
        )


def brightness(picture: str) -> float:
    """Return how bright a picture is, that a report holds as a `data:` address."""
    image = Image.open(io.BytesIO(base64.b64decode(picture.partition(",")[2])))
    return float(ImageStat.Stat(image.convert("L")).mean[0])


@dataclass(frozen=True)
class Result:
    """What several visits to one page come to."""

    path: str
    heading: str
    scores: dict[str, int]
    frame_bytes: int
    requests: int
    layout_shift: float
    missed: list[str]

    @classmethod
    def of(cls, page: PageToMeasure, visits: Sequence[Measurement]) -> Result:
        """Take the median of each score, and the worst of what does not depend on the machine."""
        return cls(
            path=unquote(page.path),
            heading=page.heading,
            scores={name: round(median(visit.scores[name] for visit in visits)) for name in LEAST},
            frame_bytes=max(visit.frame_bytes for visit in visits),
            requests=max(visit.requests for visit in visits),
            layout_shift=max(visit.layout_shift for visit in visits),
            missed=sorted({words for visit in visits for words in visit.missed}),
        )

    @property
    def name(self) -> str:
        """The path, and what is said above it."""
        return f"{self.path} ({self.heading})" if self.heading else self.path

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


LOOKS = """
import django, json
django.setup()
from editorial.brand.looks import LOOKS
print(json.dumps(list(LOOKS)))
"""


def paths_to_measure(hub: TrialHub) -> dict[str, dict[str, str]]:
    """Return the paths of the pages to measure, by language and kind."""
    paths: dict[str, dict[str, str]] = json.loads(hub.run("-c", FIND_PAGES, json.dumps(KINDS)))
    return paths


def demo_pages(hub: TrialHub, languages: Sequence[str], absent: list[str]) -> Iterator[PageToMeasure]:
    """Yield a page of each kind in each language; note those that the demo has not."""
    found = paths_to_measure(hub)
    host = urlsplit(hub.url).hostname or ""
    for language in languages:
        for kind in KINDS:
            path = found.get(language, {}).get(kind)
            if path is None:
                absent.append(f"{kind} ({language})")
            else:
                yield PageToMeasure(host, path, f"{language}-{kind}")


def pages_in_looks(hub: TrialHub, looks: Sequence[str]) -> Iterator[PageToMeasure]:
    """Yield the pages of new campaigns in each look, light and dark. It is worn until the next is due."""
    paths: dict[str, dict[str, str]] = json.loads(hub.filled)
    for look in looks:
        hub.run("scripts/wear_look.py", look)
        for scheme in SCHEMES:
            for language, found in paths.items():
                for kind in NEW_KINDS:
                    report = f"{look}-{scheme}-{language}-{kind}"
                    yield PageToMeasure(host_of(language), found[kind], report, scheme, f"{look}, {scheme}")


def measure(url: str, report: Path, scheme: str) -> Measurement:
    """Visit a page once, as Lighthouse's slow phone."""
    flags = " ".join(["--headless", "--disable-gpu", SCHEMES[scheme], *browser_arguments()])
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
        measurement = Measurement.from_report(json.loads((Path(folder) / "visit.report.json").read_bytes()))
    if scheme == "dark" and measurement.brightness > 255 / 2:
        raise SystemExit(f"{url} was to be dark and is not: this browser wants to be told another way.")
    return measurement


def result_of(hub: TrialHub, page: PageToMeasure, runs: int) -> Result:
    """Visit a page several times."""
    # The first visitor of all waits for pictures to be made; nobody after does.
    port = urlsplit(hub.url).port
    first = urllib.request.Request(hub.url + page.path, headers={"Host": f"{page.host}:{port}"})  # noqa: S310
    urllib.request.urlopen(first, timeout=60).close()  # noqa: S310
    url = f"http://{page.host}:{port}{page.path}"
    visits = [measure(url, REPORTS / f"{page.report}.html", page.scheme) for _visit in range(runs)]
    return Result.of(page, visits)


def row(cells: Sequence[object]) -> str:
    """Return a line of the table."""
    first, *others = cells
    return f"{first!s:<24}" + "".join(f"{cell!s:>15}" for cell in others)


def measured(hub: TrialHub, pages: Iterable[PageToMeasure], runs: int) -> Iterator[Result]:
    """Measure pages one by one, and print a line for each."""
    heading = ""
    for page in pages:
        if page.heading != heading:
            heading = page.heading
            print(f"{heading}:", flush=True)
        result = result_of(hub, page, runs)
        kilobytes = f"{result.frame_bytes / 1000:.1f}"
        figures = [*result.scores.values(), kilobytes, result.requests, f"{result.layout_shift:.3f}"]
        print(row([result.path, *figures]), flush=True)
        for words in result.missed:
            print(f"    {words}", flush=True)
        yield result


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table, and return the exit code."""
    parser = argparse.ArgumentParser(description="Measure pages with Lighthouse.")
    parser.add_argument("--runs", type=int, default=3, help="visits to each page (3)")
    parser.add_argument("--looks", default="", help="new campaigns in these looks, such as poster, or all")
    parser.add_argument("--languages", default="", help="such as en,de; otherwise all that are usual")
    options = parser.parse_args(arguments)
    languages = options.languages.split(",") if options.languages else []
    results: list[Result] = []
    absent: list[str] = []
    print(row(["Page", *LEAST, "kB, no photos", "requests", "layout shift"]), flush=True)
    if options.looks:
        # Each campaign has a hub of its own: names of members in three scripts would want three fonts.
        for language in languages or CAMPAIGN_WORDS:
            with trial_hub(as_public_server=True, filled_by=["scripts/new_campaigns.py", language]) as hub:
                all_looks: list[str] = json.loads(hub.run("-c", LOOKS))
                looks = all_looks if options.looks == "all" else options.looks.split(",")
                results += measured(hub, pages_in_looks(hub, looks), options.runs)
    else:
        with trial_hub(as_public_server=True) as hub:
            pages = demo_pages(hub, languages or LANGUAGES, absent)
            results += measured(hub, pages, options.runs)
    missing = [result.name for result in results if not result.is_good]
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
