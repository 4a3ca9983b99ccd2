"""The numbers that anybody may read."""

import csv

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from ..petition.models import Petition
from .public_counts import PublishedTables, public_counts, published_tables
from .secret_steps import STEP


@require_safe
@cache_control(public=True, max_age=0, s_maxage=5)
def count_json(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with the numbers of now, as exact as they may be told."""
    petition = get_object_or_404(Petition.objects.with_public_counts(), slug=slug)
    return JsonResponse(public_counts(petition))


def _statistics(slug: str) -> PublishedTables:
    petition = get_object_or_404(
        Petition.objects.with_count().select_related("published_statistics"),
        slug=slug,
        published_statistics__isnull=False,
    )
    return published_tables(petition)


@require_safe
@cache_control(public=True, max_age=3600)
def statistics_json(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with the tables as they were told last."""
    published = _statistics(slug)
    return JsonResponse(
        {"slug": slug, "built_at": published.built_at, "in_steps_of": STEP, **published.tables}
    )


@require_safe
@cache_control(public=True, max_age=3600)
def statistics_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with the same tables, one below the other."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = content_disposition_header(True, f"{slug}-statistics.csv")
    response["Content-Disposition"] = name or "attachment"
    writer = csv.writer(response)
    writer.writerow(["table", "value", "signatures"])
    for table, cells in _statistics(slug).tables.items():
        writer.writerows([table, value, count] for value, count in cells.items())
    return response
