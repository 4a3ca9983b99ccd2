"""A petition's pages in the admin."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse
from wagtail.admin.panels import Panel
from wagtail.admin.ui.tables import Column
from wagtail.permissions import policy_registry

from ..petition.models import Petition
from .models import PetitionPage


@dataclass(frozen=True)
class ShownPage:
    """A page of a petition, as a user of the admin sees it listed."""

    page: PetitionPage
    language: str
    edit_url: str
    public_url: str


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
                edit_url=reverse("wagtailadmin_pages:edit", args=[page.pk]) if page.pk in changeable else "",
                public_url=(page.get_url(request) or "") if page.live else "",
            )
        )
    return shown


def new_page_url(user: AbstractBaseUser | AnonymousUser) -> str:
    """Return where a petition page is begun, or nothing if the user may not create pages anywhere."""
    if not policy_registry.get_by_type(PetitionPage).user_has_permission(user, "add"):
        return ""
    return _choose_parent_url()


def _choose_parent_url() -> str:
    return reverse("wagtailadmin_pages:choose_parent", args=["petition_blocks", "petitionpage"])


class PagesColumn(Column):
    """The petition's pages, one a language: to edit, and as the public sees them."""

    cell_template_name = "petition_blocks/page/admin/pages_cell.html"

    def __init__(self, name: str, pages_of: Callable[[Petition], list[ShownPage]], **options: object) -> None:
        super().__init__(name, **options)
        self._pages_of = pages_of

    def get_value(self, instance: Petition) -> list[ShownPage]:
        """Return the pages."""
        return self._pages_of(instance)


def pages_context(petition: Petition, request: HttpRequest) -> dict[str, object]:
    """Return what the list of a petition's pages shows. The petition comes from `registers()`."""
    return {
        "petition": petition,
        "pages": shown_pages([petition], request).get(petition.pk, []),
        "new_page_url": new_page_url(request.user),
    }


class PetitionPagesPanel(Panel):
    """Where the petition is shown."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "petition_blocks/page/admin/pages.html"

        def get_context_data(self, parent_context: Context | None = None) -> dict[str, object]:
            """Add the pages."""
            return {**super().get_context_data(parent_context), **pages_context(self.instance, self.request)}
