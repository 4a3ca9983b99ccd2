"""Petitions as the admin shows them: read with all that is shown, in a fixed number of queries."""

from datetime import datetime

from django.apps import apps
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils.translation import gettext

from editorial.days import current_day, site_time
from editorial.written_dates import written_day

from ..petition.models import Petition, PetitionSettings


def registers() -> QuerySet[Petition]:
    """Return the petitions with `confirmed`, `confirmed_today`, `awaiting`, `is_main` and `own_pages`."""
    # Pages are built upon registers; the name spares the import the other way round.
    pages = (
        apps.get_model("petition_blocks", "PetitionPage")
        .objects.filter(alias_of__isnull=True)
        .select_related("locale")
        .defer("body")
        # The one it was written on comes first.
        .order_by("pk")
    )
    return (
        Petition.objects.with_counts()
        .with_confirmed_since(current_day())
        .annotate(is_main=Exists(PetitionSettings.objects.filter(main_petition=OuterRef("pk"))))
        .prefetch_related(Prefetch("pages", queryset=pages, to_attr="own_pages"))
    )


def value_in_words(value: object) -> object:
    """Return a value of a petition's settings as people say it; what is text already stays as it is."""
    if isinstance(value, datetime):
        return moment_in_words(value)
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    return gettext("Not set") if value in (None, "") else value


def moment_in_words(moment: datetime) -> str:
    """Return day and time as the site's clock and the user's language tell it."""
    # Not `written_moment`: its “μ.μ.” would end in two full stops at the end of a sentence.
    return f"{written_day(moment)}, {site_time(moment):%H:%M}"
