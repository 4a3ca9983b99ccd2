"""`make bench`: measure what the docs say about speed in one run, and write the ratios down.

Machines differ and are noisy, so what counts is how the hub compares with what somebody would use instead, on
the same machine within the same minutes. Contenders take turns, round after round; the median round counts.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from .load import Load, put_under_load, put_under_steady_load
from .publish import FLOOR, LANGUAGES, PAGES, QUIET, Published, measure_publishing
from .requests import contenders
from .servers import THREADS, WORKERS, Bench, bench, servers

RESULTS = Path(__file__).parent / "RESULTS.md"
MAILS = 1_000
# What is promised: (this, compared with that, at least so many times as fast).
RATIOS = [
    ("sign", "form page, submit", 8.0),
    ("sign", "bare view, one INSERT", 0.75),
    ("page, from the cache", "form page", 30.0),
    # Rendering takes at most three times as long.
    ("page, rendered", "form page", 1 / 3),
    ("home, rendered", "form page", 1 / 3),
]
# What nobody who does the same can be faster than.
FLOORS = {"sign": "bare view, one INSERT"}
MISSED = "**missed**"
# Measured once more at so much of what they take, by a steady rate.
STEADY = ("sign", "bare view, one INSERT")
STEADY_LOAD = 0.8
# One worker, compared with a loop that sends the same mails, ready made.
MAIL_RATIO = 0.5
# What people look at takes at most so many times as long at the largest size as at the smallest.
GROWTH = 1.5
# An input of twice the length costs at most so many times as much: twice, and what is by chance.
DOUBLING = 2.5
# 99 % of visitors wait at most so many times as long while pages are published as while none is.
PUBLISHING_RATIO = 3.0
HELD_TO_GROWTH = ("count", "page, rendered", "admin, list")
WORDING = """
import django
django.setup()
from petition_blocks.page.models import PetitionPage
print(PetitionPage.objects.get(live=True, locale__language_code="en").wording_hash)
"""
SUBMISSIONS = """
import django
django.setup()
from petition_blocks.signature.models import Submission
print(Submission.objects.count())
"""


def tell(line: str) -> None:
    """Say what is being done."""
    print(line, file=sys.stderr, flush=True)


def measure_requests(ready: Bench, options: argparse.Namespace) -> dict[str, list[Load]]:
    """Put each contender under load, in turns; return the rounds of each.

    Refuses to go on when an answer isn't the expected one, or an acknowledged signature isn't there.
    """
    found: dict[str, list[Load]] = {}
    listed = contenders(ready.run("-c", WORDING).strip())
    before = int(ready.run("-c", SUBMISSIONS))
    acknowledged = 0
    with servers(ready) as running:
        for contender in listed.values():
            put_under_load(
                running[contender.server].url,
                contender.request,
                expected=contender.expected,
                seconds=1,
                connections=options.connections,
            )
        acknowledged -= int(ready.run("-c", SUBMISSIONS)) - before
        before = int(ready.run("-c", SUBMISSIONS))
        acknowledged = 0
        for number in range(1, options.rounds + 1):
            tell(f"Round {number} of {options.rounds}")
            for name, contender in listed.items():
                load = put_under_load(
                    running[contender.server].url,
                    contender.request,
                    expected=contender.expected,
                    seconds=options.seconds,
                    connections=options.connections,
                )
                if load.unexpected:
                    raise SystemExit(f"{name}: answers that were not expected: {load.unexpected}")
                if name == "sign":
                    acknowledged += load.answered
                found.setdefault(name, []).append(load)
                tell(f"  {name:<24}{load.a_second:>10,.0f}/s")
        for name in STEADY:
            # Each at four fifths of what it takes: what a visitor waits while there is room to spare.
            steady = put_under_steady_load(
                running[listed[name].server].url,
                listed[name].request,
                expected=listed[name].expected,
                seconds=options.seconds,
                connections=4 * options.connections,
                rate=STEADY_LOAD * median(load.a_second for load in found[name]),
            )
            if steady.unexpected:
                raise SystemExit(f"{name}: answers that were not expected: {steady.unexpected}")
            if name == "sign":
                acknowledged += steady.answered
            found[f"{name}, at {STEADY_LOAD:.0%} of that"] = [steady]
    stored = int(ready.run("-c", SUBMISSIONS)) - before
    if stored != acknowledged:
        raise SystemExit(f"{acknowledged} signatures were acknowledged, and {stored} are there.")
    return found


def measure_inserts(ready: Bench, options: argparse.Namespace) -> float:
    """Return how many of the same INSERT a second the database does by itself."""
    columns = ready.run("-m", "benchmarks.insert_statement")
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(columns)
        script.flush()
        answer = subprocess.run(
            [
                *[ready.program("pgbench"), "--no-vacuum", f"--file={script.name}"],
                *[f"--client={WORKERS * THREADS}", f"--jobs={WORKERS}", f"--time={int(options.seconds)}"],
            ],
            env=ready.environment,
            check=True,
            capture_output=True,
            text=True,
        )
    found = re.search(r"tps = ([\d.]+)", answer.stdout)
    if found is None:
        raise SystemExit(f"pgbench answered:\n{answer.stdout}")
    return float(found.group(1))


def machine() -> str:
    """Return what the figures were measured on."""
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    processor = model.group(1) if model else platform.machine()
    return f"{os.cpu_count()} × {processor}, Python {platform.python_version()}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return a table of Markdown."""
    return [
        f"| {' | '.join(head)} |",
        f"|{'|'.join(['---'] + ['---:'] * (len(head) - 1))}|",
        *[f"| {' | '.join(row)} |" for row in rows],
        "",
    ]


def report(
    loads: dict[str, list[Load]],
    inserts: float,
    mails: dict[str, float],
    growth: dict[str, dict[str, float]],
    doubling: dict[str, dict[str, float]],
    published: Published,
    options: argparse.Namespace,
) -> tuple[str, list[str]]:
    """Return the page of results, and the promises that were missed."""
    speed = {name: median(load.a_second for load in rounds) for name, rounds in loads.items()}
    missed = []
    lines = [
        "# How fast the hub is",
        "",
        "Made by `make bench`, on one machine within a few minutes. Figures depend on the machine, ratios",
        f"much less. {datetime.now(UTC):%Y-%m-%d}, {machine()}; PostgreSQL with fsync on; granian with",
        f"{WORKERS} processes of {THREADS} threads; {options.connections} connections;",
        f"{options.rounds} rounds of {options.seconds:g} s each, the median counts. The client runs on",
        "the same cores.",
        "",
        "## Promises",
        "",
    ]
    rows = []
    for name, other, least in RATIOS:
        ratio = speed[name] / speed[other]
        highest = speed[FLOORS[name]] / speed[other] if name in FLOORS else least
        told = verdict(ratio >= least, is_possible=highest >= least)
        rows.append([f"{name} ÷ {other}", f"≥ {least:.3g}", f"{ratio:.2f}", told])
        if highest < least:
            rows.append([f"{FLOORS[name]} ÷ {other}", "", f"{highest:.2f}", "the floor"])
        if told == MISSED:
            missed.append(f"{name} is {ratio:.2f} × {other}, not {least:.3g} ×")
    ratio = mails["worker"] / mails["plain"]
    kept = ratio >= MAIL_RATIO
    rows.append(["mails ÷ ready-made mails", f"≥ {MAIL_RATIO:g}", f"{ratio:.2f}", "kept" if kept else MISSED])
    if not kept:
        missed.append(f"the worker sends {ratio:.2f} × as fast as a loop of ready-made mails")
    sizes = list(growth)
    for name in HELD_TO_GROWTH:
        ratio = growth[sizes[-1]][name] / growth[sizes[0]][name]
        kept = ratio <= GROWTH
        what = f"{name}: {int(sizes[-1]):,} ÷ {int(sizes[0]):,} signatures"
        rows.append([what, f"≤ {GROWTH:g}", f"{ratio:.2f}", "kept" if kept else MISSED])
        if not kept:
            missed.append(f"{name} takes {ratio:.2f} × as long at {int(sizes[-1]):,} signatures")
    *_, shorter, longer = next(iter(doubling.values()))
    worst = max(doubling, key=lambda name: doubling[name][longer] / doubling[name][shorter])
    ratio = doubling[worst][longer] / doubling[worst][shorter]
    kept = ratio <= DOUBLING
    what = f"input of {int(longer):,} letters ÷ {int(shorter):,}, the worst: {worst}"
    rows.append([what, f"≤ {DOUBLING:g}", f"{ratio:.2f}", "kept" if kept else MISSED])
    if not kept:
        missed.append(f"{what} takes {ratio:.2f} × as long")
    publishing = held_to_publishing(published)
    rows += [row for row, _sentence in publishing]
    missed += [sentence for _row, sentence in publishing if sentence]
    lines += table(["What", "Promised", "Seen", ""], rows)
    lines += ["## Requests", ""]
    rows = [
        [
            name,
            f"{speed[name]:,.0f}",
            f"{median(load.median_milliseconds for load in rounds):.1f}",
            f"{median(load.slow_milliseconds for load in rounds):.1f}",
            f"{speed[name] / speed['sign']:.2f}",
        ]
        for name, rounds in loads.items()
    ]
    rows.append(["the same INSERT, pgbench", f"{inserts:,.0f}", "", "", f"{inserts / speed['sign']:.2f}"])
    lines += table(["", "a second", "median ms", "99 % within ms", "× sign"], rows)
    lines += [
        "## Publishing",
        "",
        f"{PAGES} pages in {LANGUAGES} languages, {published.rate:,.0f} requests a second, half of what the",
        "machine serves from the cache; a page is published every five seconds, which takes",
        f"{published.seconds_a_publish:.2f} s of processor time, with all pages that show it. The floor is",
        "what happens when a process that shares nothing with the hub takes as much.",
        "",
    ]
    lines += table(
        ["", "a second", "median ms", "99 % within ms", "no page"],
        [
            [
                name,
                f"{load.a_second:,.0f}",
                f"{load.median_milliseconds:.1f}",
                f"{load.slow_milliseconds:.1f}",
                f"{sum(load.unexpected.values()):,}",
            ]
            for name, load in published.loads.items()
        ],
    )
    lines += ["## Growth", "", "Milliseconds for one look, the median of several.", ""]
    names = list(growth[sizes[0]])
    lines += table(
        ["Signatures", *names],
        [[f"{int(size):,}", *[f"{growth[size][name]:.1f}" for name in names]] for size in sizes],
    )
    lines += ["## Long inputs", "", "Milliseconds for one request with so many letters, from anybody.", ""]
    lines += table(
        ["Input", *[f"{int(size):,}" for size in next(iter(doubling.values()))]],
        [[name, *[f"{time:.1f}" for time in times.values()]] for name, times in doubling.items()],
    )
    lines += [
        "## Mail",
        "",
        f"One worker had {mails['worker']:,.0f} mails a second accepted by an SMTP server on the same",
        f"machine: {mails['worker'] / mails['plain']:.2f} × a loop that sends the same mails,",
        "ready made, over one connection.",
        "",
    ]
    return "\n".join(lines), missed


def verdict(is_kept: bool, *, is_possible: bool) -> str:
    """Return what is said of a promise; a machine may let nobody keep it, as a floor beside it shows."""
    if is_kept:
        return "kept"
    return MISSED if is_possible else "beyond the floor"


def held_to_publishing(published: Published) -> list[tuple[list[str], str]]:
    """Return a row for each promise about publishing, and a sentence for each that was missed."""
    quiet = published.loads[QUIET].slow_milliseconds
    floor = published.loads[FLOOR].slow_milliseconds / quiet
    found = []
    for name, load in published.loads.items():
        ratio = load.slow_milliseconds / quiet
        what = f"99 % of answers within, {name} ÷ {QUIET}"
        if name == FLOOR:
            found.append(([what, "", f"{ratio:.2f}", "the floor"], ""))
        elif name != QUIET:
            told = verdict(ratio <= PUBLISHING_RATIO, is_possible=floor <= PUBLISHING_RATIO)
            row = [what, f"≤ {PUBLISHING_RATIO:g}", f"{ratio:.2f}", told]
            found.append((row, f"{what} is {ratio:.2f}" if told == MISSED else ""))
    errors = sum(sum(load.unexpected.values()) for load in published.loads.values())
    row = ["answers that were no page, while pages were published", "0", f"{errors:,}"]
    found.append(([*row, MISSED if errors else "kept"], f"{errors} answers were no page" if errors else ""))
    row = [f"pages of {published.publishes} that were old at the next request", "0", f"{published.stale}"]
    is_stale = f"{published.stale} pages were old at the next request" if published.stale else ""
    found.append(([*row, MISSED if published.stale else "kept"], is_stale))
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, write the results down, and return 1 if a promise was missed."""
    parser = argparse.ArgumentParser(description="Measure how fast the hub is.")
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--signatures", default="10000,1000000", help="sizes, the smallest first")
    options = parser.parse_args(arguments)
    tell("Preparing a database, the demo and four servers …")
    with bench() as ready:
        loads = measure_requests(ready, options)
        tell("The same INSERT by itself")
        inserts = measure_inserts(ready, options)
        tell(f"{MAILS:,} mails")
        mails = json.loads(ready.run("-m", "benchmarks.mails", str(MAILS)))
        tell("Growth")
        growth = json.loads(ready.run("-m", "benchmarks.growth", options.signatures))
        tell("Long inputs")
        doubling = json.loads(ready.run("-m", "benchmarks.doubling"))
        # Last: it leaves a thousand pages behind.
        tell("Publishing")
        published = measure_publishing(ready, tell)
    page, missed = report(loads, inserts, mails, growth, doubling, published, options)
    RESULTS.write_text(page, encoding="utf-8")
    print(page)
    for sentence in missed:
        print(f"Missed: {sentence}.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
