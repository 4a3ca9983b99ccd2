"""How many signatures each day brought, and their chart."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Sum

from editorial.days import current_day

from ..petition.models import Petition
from ..signature.models import Signature
from .models import CountChange, CountTotal

DAYS = 30
CHART_WIDTH = 600
CHART_HEIGHT = 120


@dataclass(frozen=True)
class Bar:
    """A day of the chart; `x`, `y`, `width` and `height` are those of its rectangle."""

    day: date
    count: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class DailyChart:
    """The bars of the last days, oldest first."""

    bars: list[Bar]
    baseline: float

    @property
    def total(self) -> int:
        """How many signatures all these days have brought."""
        return sum(bar.count for bar in self.bars)

    @property
    def is_empty(self) -> bool:
        """Whether nothing happened on any of these days."""
        return not any(bar.count for bar in self.bars)

    @property
    def best(self) -> Bar:
        """The day that brought most."""
        return max(self.bars, key=lambda bar: bar.count)


def signatures_by_day(petition: Petition, first_day: date, last_day: date) -> list[tuple[date, int]]:
    """Return each day from the first to the last with what it brought; 0 where nothing happened.

    Totals and changes are read in the same statement, or a day being folded would count twice or not at all.
    """
    period = {"petition": petition, "day__range": (first_day, last_day)}
    rows = (
        CountTotal.objects.filter(**period)
        .order_by()
        .values_list("day")
        .annotate(found=Sum("count"))
        .union(
            CountChange.objects.filter(**period).order_by().values_list("day").annotate(found=Sum("change")),
            all=True,
        )
    )
    counts: dict[date, int] = {}
    for day, count in rows:
        counts[day] = counts.get(day, 0) + count
    return [(day, counts.get(day, 0)) for day in days_between(first_day, last_day)]


def held_back_by_day(petition: Petition, first_day: date, last_day: date) -> list[tuple[date, int]]:
    """Return each day with how many of its signatures are kept from the count now; 0 where none is."""
    held_back = Signature.objects.filter(petition=petition, signed_on__range=(first_day, last_day)).exclude(
        state=Signature.State.COUNTED
    )
    counts = dict(held_back.order_by().values_list("signed_on").annotate(found=Count("pk")))
    return [(day, counts.get(day, 0)) for day in days_between(first_day, last_day)]


def days_between(first_day: date, last_day: date) -> list[date]:
    """Return all days from the first to the last."""
    return [first_day + timedelta(days=count) for count in range((last_day - first_day).days + 1)]


def daily_chart(
    petition: Petition,
    counts_by_day: Callable[[Petition, date, date], list[tuple[date, int]]] = signatures_by_day,
) -> DailyChart:
    """Return the chart of the last 30 days, today included. A day that lost signatures points downwards."""
    today = current_day()
    days = counts_by_day(petition, today - timedelta(days=DAYS - 1), today)
    highest = max(0, *(count for _day, count in days))
    lowest = min(0, *(count for _day, count in days))
    unit = CHART_HEIGHT / max(1, highest - lowest)
    baseline = highest * unit if highest > lowest else CHART_HEIGHT
    step = CHART_WIDTH / DAYS
    return DailyChart(
        bars=[
            Bar(
                day=day,
                count=count,
                x=round(index * step + step * 0.1, 2),
                y=round(baseline - max(0, count) * unit, 2),
                width=round(step * 0.8, 2),
                height=round(abs(count) * unit, 2),
            )
            for index, (day, count) in enumerate(days)
        ],
        baseline=round(baseline, 2),
    )
