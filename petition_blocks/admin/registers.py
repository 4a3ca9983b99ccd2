"""Petitions as the admin shows them: read with all that is shown, in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Case, Exists, OuterRef, Prefetch, QuerySet, When
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.permissions import policy_registry

from editorial.days import current_day

from ..models import Petition, PetitionPage, PetitionSettings
from ..models.petition import CONFIRMATION_GRACE
from ..opening import missing_for_opening
from .checking import number_to_check
from .deliveries import may_export, shown_exports
from .register_links import address_of_missing, may_change_petitions, may_judge, register_address
from .state_changes import changes_offered
from .wishes import wishes_of


def registers() -> QuerySet[Petition]:
    """Return the petitions with `confirmed`, `confirmed_today`, `awaiting`, `is_main` and `own_pages`."""
    pages = (
        PetitionPage.objects.filter(alias_of__isnull=True)
        .select_related("locale")
        .defer("body")
        .order_by(
            Case(When(locale__language_code=settings.LANGUAGE_CODE, then=0), default=1),
            "locale__language_code",
            "pk",
        )
    )
    return (
        Petition.objects.with_numbers()
        .with_confirmed_since(current_day())
        .annotate(is_main=Exists(PetitionSettings.objects.filter(main_petition=OuterRef("pk"))))
        .prefetch_related(Prefetch("pages", queryset=pages, to_attr="own_pages"))
    )


@dataclass(frozen=True)
class ShownPage:
    """A page of a petition, as a user of the admin sees it listed."""

    page: PetitionPage
    language: str
    edit_address: str
    public_address: str


def shown_pages(petitions: Iterable[Petition], request: HttpRequest) -> dict[int, list[ShownPage]]:
    """Return the pages of each petition by its primary key. The petitions come from `registers()`."""
    pages = [page for petition in petitions for page in petition.own_pages]
    # All at once: asking each page whether the user may edit it takes a query a page.
    may_change = policy_registry.get_by_type(PetitionPage).instances_user_has_permission_for(
        request.user, "change"
    )
    changeable = (
        set(may_change.filter(pk__in=[page.pk for page in pages]).values_list("pk", flat=True))
        if pages
        else set()
    )
    shown: dict[int, list[ShownPage]] = {}
    for page in pages:
        shown.setdefault(page.petition_id, []).append(
            ShownPage(
                page=page,
                language=page.locale.get_display_name(),
                edit_address=reverse("wagtailadmin_pages:edit", args=[page.pk])
                if page.pk in changeable
                else "",
                public_address=(page.get_url(request) or "") if page.live else "",
            )
        )
    return shown


def summary_context(petition: Petition, user: AbstractBaseUser) -> dict[str, Any]:
    """Return what the summary at the top of a petition shows. The petition comes from `registers()`."""
    may_change = may_change_petitions(user)
    waits_for = []
    if may_change and petition.delivered_on is None:
        waits_for = [
            (missing.sentence, address_of_missing(missing, petition))
            for missing in missing_for_opening(petition)
        ]
    return {
        "petition": petition,
        "to_check": number_to_check(petition) if may_judge(user) else 0,
        "state_sentence": state_sentence(petition),
        "goal": petition.goal_for(petition.together),
        "missing": waits_for,
        "changes": changes_offered(petition) if may_change else [],
        "wishes": wishes_of(petition, names=may_judge(user), copies=may_export(user)),
        "register_address": register_address(petition, user),
        "has_overdue_export": may_export(user) and any(shown.is_overdue for shown in shown_exports(petition)),
    }


def state_sentence(petition: Petition) -> str:
    """Return what the petition's state means for visitors, and until when."""
    if petition.answered_on is not None:
        return _("It was answered on %(day)s.") % {"day": date_format(petition.answered_on)}
    if petition.delivered_on is not None:
        return _("It was delivered on %(day)s, and waits for an answer.") % {
            "day": date_format(petition.delivered_on)
        }
    state = petition.state
    if state == Petition.State.NOT_OPEN:
        if petition.opens_at is None:
            return _("Visitors can’t sign yet.")
        return _("Visitors can’t sign yet. It opens by itself on %(moment)s.") % {
            "moment": moment_in_words(petition.opens_at)
        }
    if state == Petition.State.OPEN:
        if petition.closes_at is None:
            return _("Visitors can sign.")
        return _("Visitors can sign. It closes by itself on %(moment)s.") % {
            "moment": moment_in_words(petition.closes_at)
        }
    if state == Petition.State.PAUSED:
        return _("Nobody can sign for now. Links in mails go on counting.")
    if petition.closes_at is not None and petition.accepts_confirmations:
        return _("Nobody can sign any more. Links in mails still count until %(moment)s.") % {
            "moment": moment_in_words(petition.closes_at + CONFIRMATION_GRACE)
        }
    return _("Nobody can sign any more.")


def moment_in_words(moment: datetime) -> str:
    """Return day and time as the user's clock and language tell it."""
    # Not DATETIME_FORMAT: its “a.m.” would end in two full stops at the end of a sentence.
    local = timezone.localtime(moment)
    return f"{date_format(local)}, {local:%H:%M}"
