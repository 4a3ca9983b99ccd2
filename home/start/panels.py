"""What the admin's home page says about a campaign that is being started."""

from django.template import Context
from wagtail.admin.ui.components import Component
from wagtail.models import Site

from ..first_home import first_home
from .checklist import tasks_left
from .views import may_start, start_of


class StartPanel(Component):
    """Before the pages are made: the way to the guided start. Afterwards: what is left until all is open."""

    name = "start_campaign"
    order = 10
    template_name = "home/admin/start/panel.html"

    def get_context_data(self, parent_context: Context) -> dict[str, object]:
        """Add `offers_start` and `is_begun`, or `tasks`."""
        request = parent_context["request"]
        site = Site.find_for_request(request)
        start = start_of(site) if site is not None else None
        if site is None or not request.user.is_authenticated:
            return {}
        if start is not None and start.finished_at is not None:
            return {"tasks": tasks_left(start, request.user)}
        is_begun = start is not None
        may = may_start(request.user, site) and (is_begun or first_home() is not None)
        return {"offers_start": may, "is_begun": is_begun}
