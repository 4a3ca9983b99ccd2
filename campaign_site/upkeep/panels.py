"""What is wrong with the server, on the admin's home page."""

from django.template import Context
from wagtail.admin.ui.components import Component

from .watched import watched_findings
from .workers import current_trouble


class UpkeepPanel(Component):
    """That no worker runs, for everybody; what else is wrong with the server, for administrators."""

    name = "upkeep"
    order = 30
    template_name = "campaign_site/admin/upkeep_panel.html"

    def get_context_data(self, parent_context: Context) -> dict[str, object]:
        """Add what is wrong."""
        user = parent_context["request"].user
        return {
            "trouble": current_trouble(),
            "findings": watched_findings() if user.is_superuser else [],
        }
