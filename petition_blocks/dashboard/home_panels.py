"""The open petitions on the admin's home page."""

from django.template import Context
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Table

from ..admin.columns import PetitionTitleColumn, StateColumn, count_columns
from ..admin.links import may_see_petitions, register_url
from ..admin.registers import registers


class OpenPetitionsPanel(Component):
    """The petitions that are open or paused; nothing for who may not see petitions."""

    name = "open_petitions"
    order = 100
    template_name = "petition_blocks/dashboard/admin/home_panel.html"

    def get_context_data(self, parent_context: Context) -> dict[str, object]:
        """Add the table, if there is anything to show."""
        user = parent_context["request"].user
        petitions = []
        if may_see_petitions(user):
            now = timezone.now()
            petitions = list(registers().filter(opens_at__lte=now).exclude(closes_at__lte=now))
        columns = [
            PetitionTitleColumn(
                "name", label=_("Name"), get_url=lambda petition: register_url(petition, user)
            ),
            StateColumn("state", label=_("State")),
            *count_columns(),
        ]
        return {
            "table": Table(columns, petitions, classname="listing petition-stack") if petitions else None,
            "request": parent_context["request"],
        }
