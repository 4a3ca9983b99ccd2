"""What signatories wait for, as the admin tells it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial.days import current_day
from editorial.written_dates import written_day

from ..petition.models import Petition
from ..signature.models import ShownName, Signature
from .models import URGENT_WITHIN, SubjectAccessRequest


@dataclass(frozen=True)
class OpenRequest:
    """Something of a petition that signatories wait for, and where it is seen to."""

    petition: str
    sentence: str
    url: str
    is_urgent: bool = False


def open_requests_of(petition: Petition, *, names: bool, copies: bool) -> list[OpenRequest]:
    """Return the ways to the names and the copies that signatories of the petition wait for.

    `names` and `copies` say which of them whoever is looking sees to.
    """
    open_requests = []
    if names:
        waiting = ShownName.objects.filter(petition=petition, state=ShownName.State.WAITING).count()
        if petition.shows_names or waiting:
            sentence = _names_in_words(waiting) if waiting else _("Names to show")
            open_requests.append(
                OpenRequest(str(petition), sentence, reverse("petitions:names", args=[petition.pk]))
            )
    if not copies:
        return open_requests
    asked_for = copies_asked_for(petition.pk)
    nobody = OpenRequest(
        str(petition),
        _("Copies of data asked for"),
        reverse("petitions:subject_access_requests", args=[petition.pk]),
    )
    return [*open_requests, *(asked_for or [nobody])]


def checks_asked_for() -> list[OpenRequest]:
    """Return, by petition, what waits for somebody's look: names, and signatures that were held back."""
    names = ShownName.objects.filter(state=ShownName.State.WAITING)
    held_back = Signature.objects.filter(state=Signature.State.QUARANTINED)
    kinds = [
        (names, "petitions:names", _names_in_words),
        (held_back, "petitions:check", _signatures_in_words),
    ]
    return [
        OpenRequest(name, in_words(count), reverse(view, args=[key]))
        for rows, view, in_words in kinds
        for key, name, count in rows.order_by()
        .values_list("petition", "petition__name")
        .annotate(count=Count("pk"))
        .order_by("petition__name")
    ]


def copies_asked_for(petition: int | None = None) -> list[OpenRequest]:
    """Return, by petition, how many signatories wait for a copy of their data; the most urgent first.

    All petitions, or the one with that primary key. Takes one query.
    """
    requests = SubjectAccessRequest.objects.filter(answered_at=None)
    if petition is not None:
        requests = requests.filter(signature__petition=petition)
    rows = (
        requests.order_by()
        .values_list("signature__petition", "signature__petition__name")
        .annotate(count=Count("pk"), first=Min("due_on"))
        .order_by("first")
    )
    return [
        OpenRequest(
            name,
            _copies_in_words(count, first),
            reverse("petitions:subject_access_requests", args=[key]),
            first <= current_day() + URGENT_WITHIN,
        )
        for key, name, count, first in rows
    ]


def _names_in_words(count: int) -> str:
    words = ngettext("%(number)d name to look at", "%(number)d names to look at", count)
    return words % {"number": count}


def _signatures_in_words(count: int) -> str:
    words = ngettext("%(number)d signature to check", "%(number)d signatures to check", count)
    return words % {"number": count}


def _copies_in_words(count: int, first: date) -> str:
    words = ngettext(
        "%(number)d person waits for a copy of their data, until %(day)s",
        "%(number)d people wait for a copy of their data, the first until %(day)s",
        count,
    )
    return words % {"number": count, "day": written_day(first)}
