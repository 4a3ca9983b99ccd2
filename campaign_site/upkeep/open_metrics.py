"""All metrics of the hub, in the text that Prometheus and others read (OpenMetrics 1.0).

Written by hand: prometheus-client keeps what each process has counted in memory or in files of each machine,
and would have to be kept from adding its own. Ours are read from the database when somebody asks, so there
is nothing to keep, and the text is forty lines.
"""

from collections.abc import Iterable

from django.utils import timezone
from wagtail import hooks

from editorial.upkeep.metrics import Metric, Sample, gauge

from ..models import CertificateReading, LoggedErrors
from .backups import known_backups
from .heartbeat import State, known_workers

CONTENT_TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8"
UNITS = ("seconds", "bytes")


def all_metrics() -> list[Metric]:
    """Return everything, sorted by name."""
    metrics = [*own_metrics()]
    for register in hooks.get_hooks("register_metrics"):
        metrics += register()
    return sorted(metrics, key=lambda metric: metric.name)


def own_metrics() -> list[Metric]:
    """Return what the whole site knows of itself."""
    workers = known_workers()
    alive = [worker for worker in workers if worker.state is not State.SILENT]
    rounds = [worker.round_ago.total_seconds() for worker in alive if worker.round_ago is not None]
    backups = known_backups()
    reading = CertificateReading.objects.first()
    return [
        Metric(
            "hub_workers",
            "gauge",
            "Workers that were heard of within a day, by how they are.",
            [
                Sample(sum(worker.state is state for worker in workers), {"state": state.value})
                for state in State
            ],
        ),
        gauge(
            "hub_worker_busy_seconds",
            "How long a worker has been at one and the same piece of work, the longest of all.",
            max((worker.busy_for.total_seconds() for worker in alive), default=None),
        ),
        gauge(
            "hub_worker_round_age_seconds",
            "How long ago a worker had last looked at every kind of work, the latest of all.",
            min(rounds, default=None),
        ),
        Metric(
            "hub_errors_logged_total",
            "counter",
            "Errors that web processes and workers have logged.",
            [Sample(LoggedErrors.objects.values_list("count", flat=True).first() or 0)],
        ),
        gauge(
            "hub_backup_age_seconds",
            "How old the newest backup is.",
            (timezone.now() - backups[0].made_at).total_seconds() if backups else None,
        ),
        gauge(
            "hub_certificate_end_timestamp_seconds",
            "When the certificate of the site's address ends, as the doctor has read it last.",
            reading.ends_at.timestamp() if reading is not None else None,
        ),
    ]


def as_open_metrics(metrics: Iterable[Metric]) -> str:
    """Return the metrics as text."""
    lines: list[str] = []
    for metric in metrics:
        family = metric.name.removesuffix("_total") if metric.kind == "counter" else metric.name
        lines.append(f"# TYPE {family} {metric.kind}")
        unit = family.rpartition("_")[2]
        if unit in UNITS:
            lines.append(f"# UNIT {family} {unit}")
        lines.append(f"# HELP {family} {_escaped(metric.meaning)}")
        lines += [f"{metric.name}{_labels(sample)} {_number(sample.value)}" for sample in metric.samples]
    return "\n".join([*lines, "# EOF", ""])


def _labels(sample: Sample) -> str:
    if not sample.labels:
        return ""
    pairs = (f'{name}="{_escaped(text)}"' for name, text in sample.labels.items())
    return "{" + ",".join(pairs) + "}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(round(value, 3))
