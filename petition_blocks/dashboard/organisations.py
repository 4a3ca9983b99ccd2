"""The organisations that answer for data: written down once, and chosen in each petition's settings."""

from collections.abc import Collection

from django import forms
from django.contrib.auth.models import AbstractBaseUser, Permission, User
from django.db import transaction
from django.db.models import Model, ProtectedError, QuerySet
from django.http import HttpResponse
from django.template import Context
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, Panel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import LogFormatter, log
from wagtail.models import ModelLogEntry
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.permissions import policy_registry

from ..admin.links import register_url
from ..petition.models import Petition
from ..petition.organisations import Organisation

FIELDS = ["name", "address", "country", "transfer_basis", "transfer_note"]


class AsPetitions(BasePermissionPolicy):
    """Whoever may change petitions may change who answers for them; whoever may see those sees these."""

    RIGHTS = {"add": "change", "change": "change", "delete": "change", "view": "view"}

    def _on_petitions(self, actions: Collection[str]) -> list[str]:
        rights = {self.RIGHTS[action] for action in actions if action in self.RIGHTS}
        # To change is more than to view.
        return sorted(rights | ({"change"} if "view" in rights else set()))

    def user_has_permission(self, user: AbstractBaseUser, action: str) -> bool:
        """Tell whether the user may do that with organisations."""
        return self.user_has_any_permission(user, [action])

    def user_has_any_permission(self, user: AbstractBaseUser, actions: Collection[str]) -> bool:
        """Tell whether the user may do any of that with organisations."""
        policy = policy_registry.get_by_type(Petition)
        return bool(policy.user_has_any_permission(user, self._on_petitions(actions)))

    def users_with_any_permission(self, actions: Collection[str]) -> QuerySet[User]:
        """Return who may do any of that."""
        policy = policy_registry.get_by_type(Petition)
        users: QuerySet[User] = policy.users_with_any_permission(self._on_petitions(actions))
        return users

    def user_has_any_permission_for_instance(
        self, user: AbstractBaseUser, actions: Collection[str], instance: Model
    ) -> bool:
        """Tell the same of one: all are alike."""
        return self.user_has_any_permission(user, actions)


def petitions_of(organisation: Organisation) -> QuerySet[Petition]:
    """Return the petitions that have chosen the organisation."""
    return Petition.objects.filter(controllers__organisation=organisation).distinct()


class UsedByPanel(Panel):
    """Which petitions have chosen the organisation, and what a change means for them."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "petition_blocks/dashboard/admin/organisation_used_by.html"

        def is_shown(self) -> bool:
            """Show it where there is any."""
            return self.instance.pk is not None and petitions_of(self.instance).exists()

        def get_context_data(self, parent_context: Context | None = None) -> dict[str, object]:
            """Add the petitions, each with the way to it."""
            return {
                **super().get_context_data(parent_context),
                "petitions": [
                    (petition, register_url(petition, self.request.user))
                    for petition in petitions_of(self.instance)
                ],
            }


class OrganisationEditView(generic.EditView):
    """An organisation. What changes there changes for every petition that has chosen it."""

    success_message = gettext_lazy("“%(object)s” is saved.")

    @transaction.atomic
    def save_instance(self) -> Organisation:
        """Save it; the history of each petition tells that who answers for it has changed."""
        organisation: Organisation = super().save_instance()
        if self.form.has_changed():
            for petition in petitions_of(organisation):
                log(
                    instance=petition,
                    action="petition_blocks.change_organisation",
                    user=self.request.user,
                    data={"name": organisation.name},
                )
        return organisation


class OrganisationDeleteView(generic.DeleteView):
    """Lets an organisation go that no petition has chosen."""

    template_name = "petition_blocks/dashboard/admin/organisation_delete.html"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Add which petitions keep it."""
        petitions = petitions_of(self.object)
        return {**super().get_context_data(**kwargs), "petitions": petitions, "is_protected": bool(petitions)}

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Delete it, or say once more which petitions keep it."""
        try:
            with transaction.atomic():
                answer: HttpResponse = super().form_valid(form)
        except ProtectedError:
            return self.render_to_response(self.get_context_data(form=form), status=409)
        return answer


class OrganisationViewSet(ModelViewSet):
    """The organisations, reached from the petitions that they answer for."""

    model = Organisation
    name = "organisations"
    icon = "group"
    add_to_reference_index = False
    copy_view_enabled = False
    list_display = ["name", Column("address_line", label=gettext_lazy("Postal address")), "country"]
    list_filter = ["country"]
    search_fields = ["name", "address"]
    search_backend_name = None
    edit_view_class = OrganisationEditView
    delete_view_class = OrganisationDeleteView
    delete_template_name = "petition_blocks/dashboard/admin/organisation_delete.html"
    edit_handler = ObjectList(
        [
            UsedByPanel(heading=gettext_lazy("Where it answers for data")),
            MultiFieldPanel(
                [FieldPanel(name) for name in FIELDS], heading=gettext_lazy("What those who sign read")
            ),
        ]
    )

    def get_common_view_kwargs(self, **kwargs: object) -> dict[str, object]:
        """Leave out the address of the view of usages: the form tells them."""
        return super().get_common_view_kwargs(**{"usage_url_name": None, **kwargs})

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        """Offer groups no right of its own."""
        return Permission.objects.none()


class OrganisationChooserViewSet(ChooserViewSet):
    """Choose an organisation for a petition, or write down a new one without leaving its settings."""

    model = Organisation
    name = "organisation_chooser"
    icon = "group"
    choose_one_text = gettext_lazy("Choose an organisation")
    choose_another_text = gettext_lazy("Choose another organisation")
    edit_item_text = gettext_lazy("Change what is said of it")
    creation_tab_label = gettext_lazy("Write down a new one")
    create_action_label = gettext_lazy("Write it down and choose it")
    form_fields = FIELDS


class OrganisationChanged(LogFormatter):
    """Names an organisation whose details were changed."""

    label = gettext_lazy("Change who answers for data")

    def format_message(self, log_entry: ModelLogEntry) -> str:
        """Say which it was."""
        return _("What is said of “%(name)s”, which answers for the data, was changed") % {
            "name": log_entry.data["name"]
        }
