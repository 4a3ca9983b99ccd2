"""The published tables, drawn: a chart by day, a map by country, bars by language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from math import log

from django.utils.text import capfirst

from editorial.alphabetical_order import alphabetical_key
from editorial.country_maps import Area, Outline, country_map, outlines_on
from editorial.country_names import country_key, country_name
from editorial.language_names import language_name

from ..petition.models import Petition
from .public_counts import published_tables

# The chart tells of so many days at most: more would be too fine to see, and a long table to read.
DAYS = 90
CHART_WIDTH = 600
CHART_HEIGHT = 160
STEPS = 5

# What the block shows where an editor chooses it.
EXAMPLE_TABLES = {
    "country": {"DE": 1240, "FR": 860, "IT": 410, "BE": 305, "PL": 290, "SE": 120, "MT": 35, "CA": 20},
    "language": {"de": 1280, "fr": 1035, "it": 415, "en": 250, "pl": 300},
    "day": {
        str(date(2026, 5, 1) + timedelta(days=day)): 20 + 10 * count
        for day, count in enumerate([9, 14, 11, 8, 6, 6, 5, 10, 22, 15, 12, 9, 8, 6, 5, 7, 6, 5, 4, 5])
    },
    "offline_country": {"DE": 150, "BE": 45},
    "offline_day": {"2026-05-09": 195},
}


@dataclass(frozen=True)
class DayRow:
    """What one day brought."""

    day: date
    online: int
    offline: int


@dataclass(frozen=True)
class DayChart:
    """The last days up to the last that brought anything: `path` is their outline, standing on the ground.

    `rows` are the days that brought something, latest first; `best` is the one that brought most online.
    Paper is in the rows and not in the outline: the sheets of weeks carry one day, which would dwarf others.
    """

    first_day: date
    last_day: date
    path: str
    best: DayRow
    rows: list[DayRow]
    width: int = CHART_WIDTH
    height: int = CHART_HEIGHT


@dataclass(frozen=True)
class CountryRow:
    """How many have signed in one country, and its step on the scale, 1 to 5."""

    name: str
    online: int
    offline: int
    step: int

    @property
    def together(self) -> int:
        """How many have signed in either way."""
        return self.online + self.offline


@dataclass(frozen=True)
class ScaleStep:
    """One colour of the map, and the numbers it stands for."""

    step: int
    lowest: int
    highest: int


@dataclass(frozen=True)
class LanguageBar:
    """How many have signed in one language; `percent` is the length of its bar, the longest being 100."""

    name: str
    count: int
    percent: int


@dataclass(frozen=True)
class DrawnCounts:
    """All that is drawn of a petition. Each part is empty where there is nothing to tell yet."""

    slug: str
    built_at: datetime | None
    has_offline: bool
    days: DayChart | None
    countries: list[CountryRow]
    scale: list[ScaleStep]
    outlines: list[Outline]
    languages: list[LanguageBar]
    map_width: int
    map_height: int


def drawn_counts(petition: Petition) -> DrawnCounts:
    """Return the petition's published tables, drawn. It comes from `with_count()`."""
    published = published_tables(petition)
    return draw(published.tables, slug=petition.slug, built_at=published.built_at)


def draw(
    tables: Mapping[str, Mapping[str, int]], *, slug: str = "", built_at: datetime | None = None
) -> DrawnCounts:
    """Return the tables, drawn, with names in the active language."""
    rows, scale = _countries(tables["country"], tables["offline_country"])
    return DrawnCounts(
        slug=slug,
        built_at=built_at,
        has_offline=bool(tables["offline_country"] or tables["offline_day"]),
        days=_day_chart(tables["day"], tables["offline_day"]),
        countries=sorted(rows.values(), key=lambda row: (-row.together, country_key(row.name))),
        scale=scale,
        outlines=list(outlines_on(Area.EUROPE, {code: f"step-{row.step}" for code, row in rows.items()})),
        languages=_language_bars(tables["language"]),
        map_width=country_map(Area.EUROPE)["width"],
        map_height=country_map(Area.EUROPE)["height"],
    )


def _day_chart(online: Mapping[str, int], offline: Mapping[str, int]) -> DayChart | None:
    rows = {
        day: DayRow(day, online.get(str(day), 0), offline.get(str(day), 0))
        for day in map(date.fromisoformat, {*online, *offline})
    }
    if not online:
        return None
    last = max(rows)
    first = max(min(rows), last - timedelta(days=DAYS - 1))
    days = [first + timedelta(days=count) for count in range((last - first).days + 1)]
    shown = [rows[day] for day in days if day in rows]
    best = max(shown, key=lambda row: row.online)
    path = [f"M0,{CHART_HEIGHT}"]
    for count, day in enumerate(days, start=1):
        height = round(online.get(str(day), 0) * CHART_HEIGHT / max(1, best.online))
        path.append(f"V{CHART_HEIGHT - height}")
        path.append(f"H{round(count * CHART_WIDTH / len(days))}")
    path.append(f"V{CHART_HEIGHT}Z")
    return DayChart(first, last, "".join(path), best, shown[::-1])


def _countries(
    online: Mapping[str, int], offline: Mapping[str, int]
) -> tuple[dict[str, CountryRow], list[ScaleStep]]:
    """Return the rows by country, and the scale."""
    together = {code: online.get(code, 0) + offline.get(code, 0) for code in {*online, *offline}}
    counts = sorted(set(together.values()))
    parts = _parted(counts, min(STEPS, len(counts)))
    # With fewer steps than colours, the last one is still the strongest colour.
    steps = dict(enumerate(parts, start=1 + STEPS - len(parts)))
    scale = [ScaleStep(step, part[0], part[-1]) for step, part in steps.items()]
    step_of = {count: step for step, part in steps.items() for count in part}
    rows = {
        code: CountryRow(
            name=country_name(code) or code,
            online=online.get(code, 0),
            offline=offline.get(code, 0),
            step=step_of[count],
        )
        for code, count in together.items()
    }
    return rows, scale


def _parted(counts: Sequence[int], parts: int) -> list[Sequence[int]]:
    """Return the numbers, sorted and above zero, in so many parts, each of numbers as alike as can be.

    These are Jenks' natural breaks, of the logarithms.
    Alike in proportion: 5 and 10 differ as 500 and 1000 do. Steps of equal height would leave all but the
    largest countries in the lowest one, steps of equally many would give 30 the colour of 85.
    """
    # The sums of the logarithms before each place, and of their squares: a part's spread follows from them.
    sums, squares = [0.0], [0.0]
    for count in counts:
        sums.append(sums[-1] + log(count))
        squares.append(squares[-1] + log(count) ** 2)

    def spread(start: int, end: int) -> float:
        return squares[end] - squares[start] - (sums[end] - sums[start]) ** 2 / (end - start)

    # The best ways to part the numbers before each end: the sum of the spreads, and where the parts end.
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [0])}
    for done in range(parts):
        best = {
            end: min(
                (before + spread(start, end), [*ends, end])
                for start, (before, ends) in best.items()
                if start < end
            )
            for end in range(done + 1, len(counts) + 1)
        }
    ends = best[len(counts)][1]
    return [counts[start:end] for start, end in pairwise(ends)]


def _language_bars(table: Mapping[str, int]) -> list[LanguageBar]:
    highest = max(table.values(), default=0)
    return sorted(
        (
            LanguageBar(capfirst(language_name(code)), count, round(count * 100 / highest))
            for code, count in table.items()
        ),
        key=lambda bar: (-bar.count, alphabetical_key(bar.name)),
    )
