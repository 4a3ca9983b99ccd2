"""What the petition adds to the page editor."""

from django.db.models import QuerySet
from django.template import Context
from django.urls import reverse
from wagtail.admin.panels import Panel

from ..admin.links import may_change_petitions, may_see_petitions
from ..admin.registers import registers
from ..petition.models import Petition

# More would push the form out of sight; all of them are in Petitions.
OFFERED_TO_USE_AGAIN = 5


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


class UseAgainPanel(Panel):
    """The way to begin with an earlier petition, on the form for a new page."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "petition_blocks/page/admin/use_again_panel.html"

        def is_shown(self) -> bool:
            """Show it as long as the page is new, to who may set up petitions, where there is one."""
            return (
                self.instance is not None
                and self.instance.pk is None
                and self.request is not None
                and may_change_petitions(self.request.user)
                and self._earlier().exists()
            )

        def _earlier(self) -> QuerySet[Petition]:
            return Petition.objects.filter(pages__alias_of=None, pages__isnull=False).distinct()

        def get_context_data(self, parent_context: Context | None = None) -> dict[str, object]:
            """Add the newest petitions."""
            newest = self._earlier().order_by("-created_at")[:OFFERED_TO_USE_AGAIN]
            return {
                **super().get_context_data(parent_context),
                "petitions": [(one, reverse("petitions:use_again", args=[one.pk])) for one in newest],
            }
