"""The petitions on the admin's home page."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Table

from ..keys_right import may_keep_keys
from ..models import ClockReading, KeyChange, Petition, RecipientKey
from .columns import PetitionTitleColumn, StateColumn, number_columns
from .deliveries import may_export
from .mail_numbers import mail_warnings
from .register_links import may_judge, may_see_petitions, register_address
from .registers import registers
from .wishes import checks_asked_for, copies_asked_for

# How long everybody who sees petitions reads on the admin's first page what was done with a key.
SHOWN_FOR = timedelta(days=14)


class OpenPetitionsPanel(Component):
    """The petitions that are open or paused; nothing for who may not see petitions."""

    name = "open_petitions"
    order = 100
    template_name = "petition_blocks/admin/home_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Add the table, if there is anything to show."""
        user = parent_context["request"].user
        petitions = []
        if may_see_petitions(user):
            now = timezone.now()
            petitions = list(registers().filter(opens_at__lte=now).exclude(closes_at__lte=now))
        columns = [
            PetitionTitleColumn(
                "name", label=_("Name"), get_url=lambda petition: register_address(petition, user)
            ),
            StateColumn("state", label=_("State")),
            *number_columns(),
        ]
        return {
            "table": Table(columns, petitions, classname="listing petition-stack") if petitions else None,
            "request": parent_context["request"],
        }


class DataRequestsPanel(Component):
    """How many signatories wait for a copy of their data; nothing for who can't answer."""

    name = "data_requests"
    order = 90
    template_name = "petition_blocks/admin/data_requests_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Add what is waited for, petition by petition."""
        request = parent_context["request"]
        return {
            "wishes": copies_asked_for() if may_export(request.user) else [],
            "request": request,
        }


class ClockPanel(Component):
    """That nothing is erased because the clock has leapt; nothing for who may not see petitions."""

    name = "clock"
    order = 40
    template_name = "petition_blocks/admin/clock_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Add what the clock says, and what it said."""
        if not may_see_petitions(parent_context["request"].user):
            return {}
        return {"reading": ClockReading.objects.filter(doubted_at__isnull=False).first()}


class ChecksPanel(Component):
    """How many names and held back signatures wait to be looked at; nothing for who may not judge."""

    name = "checks"
    order = 91
    template_name = "petition_blocks/admin/checks_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Add what waits, petition by petition."""
        request = parent_context["request"]
        return {
            "wishes": checks_asked_for() if may_judge(request.user) else [],
            "request": request,
        }


class KeysPanel(Component):
    """Keys that wait for a second person, and what was done with keys lately: for all who see petitions."""

    name = "keys"
    order = 60
    template_name = "petition_blocks/admin/keys_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Add the keys that wait, with the way to them, and the changes."""
        request = parent_context["request"]
        waiting: list[tuple[RecipientKey, str]] = []
        changes: list[KeyChange] = []
        if may_see_petitions(request.user):
            keys = RecipientKey.objects.waiting().select_related("petition").order_by("pk")
            may_approve = may_keep_keys(request.user)
            waiting = [
                (
                    key,
                    reverse("petitions:approve_key", args=[key.petition_id, key.pk])
                    if may_approve and key.added_by_id != request.user.pk
                    else "",
                )
                for key in keys
            ]
            changes = list(
                KeyChange.objects.filter(happened_at__gt=timezone.now() - SHOWN_FOR).select_related(
                    "petition"
                )
            )
        return {"waiting": waiting, "changes": changes, "request": request}


class MailWarningsPanel(Component):
    """What is wrong with the mails; nothing if nothing is, or for who may not see petitions."""

    name = "mail_warnings"
    order = 50
    template_name = "petition_blocks/admin/mail_warnings_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Add the warnings."""
        user = parent_context["request"].user
        return mail_warnings(list(Petition.objects.all()), user) if may_see_petitions(user) else {}
