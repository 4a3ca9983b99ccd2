"""That the clock has leapt, on the admin’s home page."""

from django.template import Context
from wagtail.admin.ui.components import Component

from ..admin.links import may_see_petitions
from .models import ClockReading


class ClockPanel(Component):
    """That nothing is erased because the clock has leapt; nothing for who may not see petitions."""

    name = "clock"
    order = 40
    template_name = "petition_blocks/clock/admin/clock_panel.html"

    def get_context_data(self, parent_context: Context) -> dict[str, object]:
        """Add what the clock says, and what it said."""
        if not may_see_petitions(parent_context["request"].user):
            return {}
        return {"reading": ClockReading.objects.filter(doubted_at__isnull=False).first()}
