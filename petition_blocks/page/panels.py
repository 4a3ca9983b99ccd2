"""What the petition adds to the page editor."""

from django.template import Context
from wagtail.admin.panels import Panel

from ..admin.links import may_see_petitions
from ..admin.registers import registers


class PetitionStatePanel(Panel):
    """State and numbers of the page's petition, with the way to its settings. Shows; changes nothing."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "petition_blocks/page/admin/page_state_panel.html"

        def is_shown(self) -> bool:
            """Show it once the page has its register, which it gets when it is first saved."""
            return (
                self.instance is not None
                and self.instance.petition_id is not None
                and self.request is not None
            )

        def get_context_data(self, parent_context: Context | None = None) -> dict[str, object]:
            """Add the petition, and whether the user may see more than everybody does."""
            context: dict[str, object] = super().get_context_data(parent_context)
            context["petition"] = registers().get(pk=self.instance.petition_id)
            context["user"] = self.request.user
            context["may_see"] = may_see_petitions(self.request.user)
            return context
