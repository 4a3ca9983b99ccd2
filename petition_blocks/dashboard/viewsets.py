"""The section Petitions of the admin."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern, path, re_path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from ..abuse.admin import DECISIONS, CheckView, ModerateView, UndoDecisionView
from ..counting.admin import AddBatchView, RemoveBatchView
from ..details.asked import DETAILS
from ..exports.admin import export_urls
from ..keys.admin import AddKeyView, RevokeKeyView
from ..lifecycle.transitions import BY_VERB
from ..mailing.admin import AllowMailView, MailProofView, TestMailView
from ..petition.models import Petition
from ..reuse.admin import UseAgainView
from ..signatory.admin import NamesView, SubjectAccessRequestsView
from .panels import REGISTER_PANELS
from .views import (
    ChangeStateView,
    DeletePetitionView,
    PetitionEditView,
    PetitionIndexView,
    PetitionInspectView,
)

# What a group may be given: to look, to run petitions, to hand over, to keep the keys, to moderate.
RIGHTS = ["view", "change", "export", "keep_keys", "moderate"]


class PetitionViewSet(ModelViewSet):
    """Registers: listed, set up, opened and closed. They are begun by their page."""

    model = Petition
    name = "petitions"
    icon = "form"
    menu_label = _("Petitions")
    menu_order = 110
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = PetitionIndexView
    edit_view_class = PetitionEditView
    inspect_view_class = PetitionInspectView
    index_template_name = "petition_blocks/dashboard/admin/index.html"
    index_results_template_name = "petition_blocks/dashboard/admin/index_results.html"
    edit_template_name = "petition_blocks/dashboard/admin/edit.html"
    inspect_template_name = "petition_blocks/dashboard/admin/inspect.html"
    edit_handler = REGISTER_PANELS
    inspect_view_fields = [
        "opens_at",
        "closes_at",
        "goal_steps",
        "count_minimum",
        "counting_mode",
        "controllers_text",
        "lawful_basis",
        "data_protection_officer",
        "assessment_reference",
        "retention_day",
        "minimum_age",
        "denies_initiative",
        *(detail.setting for detail in DETAILS),
        "asks_updates",
        "asks_partner_consent",
        "shows_names",
        "signatures_per_email",
        "abuse_steps",
        "network_limit",
        "slug",
    ]

    def get_common_view_kwargs(self, **kwargs: object) -> dict[str, object]:
        """Leave out the addresses of views that registers don't have."""
        return super().get_common_view_kwargs(
            **{"add_url_name": None, "delete_url_name": None, "usage_url_name": None, **kwargs}
        )

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        """Offer groups only the rights that mean something here."""
        return (
            super()
            .get_permissions_to_register()
            .filter(codename__in=[f"{action}_petition" for action in RIGHTS])
        )

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the views that a register has."""
        kept = {"index", "index_results", "edit", "inspect", "history", "history_results"}
        verbs = "|".join(BY_VERB)
        return [
            *(pattern for pattern in super().get_urlpatterns() if pattern.name in kept),
            re_path(
                rf"^(?P<pk>[0-9]+)/(?P<verb>{verbs})/$",
                self.construct_view(ChangeStateView),
                name="change_state",
            ),
            path("<int:pk>/use-again/", self.construct_view(UseAgainView), name="use_again"),
            path("<int:pk>/delete/", self.construct_view(DeletePetitionView), name="delete"),
            path("<int:pk>/names/", self.construct_view(NamesView), name="names"),
            path(
                "<int:pk>/subject-access-requests/",
                self.construct_view(SubjectAccessRequestsView),
                name="subject_access_requests",
            ),
            path("<int:pk>/paper/new/", self.construct_view(AddBatchView), name="add_batch"),
            path(
                "<int:pk>/paper/<int:batch>/remove/",
                self.construct_view(RemoveBatchView),
                name="remove_batch",
            ),
            path("mail/", self.construct_view(MailProofView), name="mail_proof"),
            path("<int:pk>/check/", self.construct_view(CheckView), name="check"),
            re_path(
                rf"^(?P<pk>[0-9]+)/check/(?P<verb>{'|'.join(DECISIONS)})/$",
                self.construct_view(ModerateView),
                name="moderate",
            ),
            path("<int:pk>/check/undo/<int:entry>/", self.construct_view(UndoDecisionView), name="undo"),
            path("<int:pk>/keys/new/", self.construct_view(AddKeyView), name="add_key"),
            path("<int:pk>/keys/<int:key>/revoke/", self.construct_view(RevokeKeyView), name="revoke_key"),
            path("<int:pk>/mails/test/", self.construct_view(TestMailView), name="test_mail"),
            path("<int:pk>/mails/allow/", self.construct_view(AllowMailView), name="allow_mail"),
            *export_urls(self.construct_view),
        ]
