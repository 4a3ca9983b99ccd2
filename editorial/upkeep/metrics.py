"""Numbers that machines read of a hub, whichever of its processes they ask.

An app takes part with the hook `register_metrics`: a function that returns its metrics as they are now. They
come from the database, since what one process knows says nothing about the others. None may tell of one
person: see docs/privacy.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Sample:
    """One number, of what the labels name."""

    value: float
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Metric:
    """A number with its name, and what it says; a counter's only ever rises, and its name ends in `_total`.

    Without samples it is not known now.
    """

    name: str
    kind: Literal["gauge", "counter"]
    meaning: str
    samples: list[Sample]


def gauge(name: str, meaning: str, value: float | None) -> Metric:
    """Return a metric with one number that rises and falls, or with none."""
    return Metric(name, "gauge", meaning, [] if value is None else [Sample(value)])
