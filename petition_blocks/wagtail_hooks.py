"""What the petition adds to the admin."""

from collections.abc import Callable, Iterator

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page, TranslatableMixin
from wagtail.permissions import register_permission_policy

from editorial.interface_words.in_force import speaking_for
from editorial.upkeep.backups import Backup
from editorial.upkeep.looks import Look
from editorial.upkeep.metrics import Metric

from .abuse.admin import DomainRuleViewSet
from .admin.places_of_words import EDITORS, VISITORS
from .backups.folder import list_backups
from .clock.admin import ClockPanel
from .clock.looks import clock_looks
from .counting.metrics import counting_metrics
from .dashboard.home_panels import OpenPetitionsPanel
from .dashboard.log_entries import register_log_entries
from .dashboard.organisations import AsPetitions, OrganisationChooserViewSet, OrganisationViewSet
from .dashboard.viewsets import PetitionViewSet
from .erasure.looks import erasure_looks
from .erasure.metrics import erasure_metrics
from .exports.looks import export_looks
from .exports.metrics import export_metrics
from .keys.admin import KeysPanel
from .keys.rights import has_right_by_rows, may_keep_keys
from .lifecycle.language_gaps import gaps_of_petitions
from .lifecycle.legal_pages import legal_pages_of_petitions
from .mailing.admin import MailWarningsPanel
from .mailing.examples import mail_preview
from .mailing.looks import mail_looks
from .mailing.metrics import mail_metrics
from .page.default_words import words_of_every_petition
from .page.deletion_guard import refuse_to_delete_signed_pages
from .page.models import PetitionPage
from .petition.looks import petition_looks
from .petition.organisations import Organisation
from .reuse.admin import reuse_url
from .signatory.admin import ChecksPanel, SubjectAccessRequestsPanel
from .signature.models import Submission
from .signing.previews import journeys_of_petitions, step_preview

register_permission_policy(Organisation, AsPetitions(Organisation))
hooks.register("gaps_of_language", gaps_of_petitions)
hooks.register("legal_pages_of_language", legal_pages_of_petitions)


@hooks.register("register_admin_viewset")
def register_petitions() -> list[ViewSet]:
    """Add the section Petitions, with the rules and the organisations that it leads to."""
    return [
        PetitionViewSet(),
        DomainRuleViewSet(),
        OrganisationViewSet(),
        OrganisationChooserViewSet(),
    ]


@hooks.register("register_log_actions")
def register_petition_log_entries(actions: LogActionRegistry) -> None:
    """Let the history tell who opened, paused and closed."""
    register_log_entries(actions)


@hooks.register("construct_homepage_panels")
def add_open_petitions(request: HttpRequest, panels: list[Component]) -> None:
    """Show on the home page the open petitions, who waits for a copy, and what is wrong."""
    panels += [
        ClockPanel(),
        MailWarningsPanel(),
        KeysPanel(),
        SubjectAccessRequestsPanel(),
        ChecksPanel(),
        OpenPetitionsPanel(),
    ]


@hooks.register("show_mail_of_petition_page")
def show_mail(request: HttpRequest, page: PetitionPage, kind: Submission.Mail) -> HttpResponseBase:
    """Show one of a petition page's mails, with the words in the editor: the page knows no mails."""
    return mail_preview(request, page, kind)


@hooks.register("show_step_of_petition_page")
def show_step(request: HttpRequest, page: PetitionPage, mode: str) -> HttpResponseBase:
    """Show what whoever signs sees on the way, with the words in the editor."""
    return step_preview(request, page, mode)


hooks.register("journeys_of_language", journeys_of_petitions)


@hooks.register("own_words_of")
def standard_words_of(instance: TranslatableMixin) -> Callable[[str], list[str]] | None:
    """Give what petition pages begin with, as the page's site says it, in each language."""
    if not isinstance(instance, PetitionPage):
        return None

    def in_language(code: str) -> list[str]:
        with speaking_for(instance.get_site()):
            return words_of_every_petition(code)

    return in_language


@hooks.register("before_delete_page")
def keep_signed_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete a page that people have signed, or one above it."""
    return refuse_to_delete_signed_pages(request, [page])


@hooks.register("before_bulk_action")
def keep_signed_pages(
    request: HttpRequest, action_type: str, objects: list[Model], action: BulkAction
) -> HttpResponse | None:
    """Refuse the same for several pages at once."""
    if action_type == "delete" and issubclass(action.model, Page):
        return refuse_to_delete_signed_pages(request, objects)
    return None


@hooks.register("insert_global_admin_js")
def land_on_fields() -> str:
    """Let “Put it right” end in the field that it is about."""
    return format_html('<script src="{}" defer></script>', static("js/admin_land_on_field.js"))


@hooks.register("before_bulk_action")
def keep_accounts_of_keepers(
    request: HttpRequest, action_type: str, objects: list[Model], action: BulkAction
) -> HttpResponse | None:
    """Let nobody wake accounts of who keeps keys, many at once: that is written past `right_guard`."""
    is_about_keepers = issubclass(action.model, User) and any(has_right_by_rows(user) for user in objects)
    if is_about_keepers and not may_keep_keys(request.user):
        raise PermissionDenied
    return None


@hooks.register("rights_that_need_a_second_factor")
def rights_over_signatures() -> list[str]:
    """Name who sees, exports or unlocks signatures, or learns who gave one."""
    return [
        *(f"petition_blocks.{action}_petition" for action in ("change", "export", "keep_keys", "moderate")),
        *(f"petition_blocks.{action}_domainrule" for action in ("view", "add", "change", "delete")),
    ]


@hooks.register("views_that_ask_again")
def views_of_keys_and_exports() -> list[str]:
    """Name what nobody does who can't prove once more that it is them."""
    keys = ["add_key", "prove_key", "proof_file", "approve_key", "retire_key", "revoke_key"]
    exports = ["request_export", "download_export", "acknowledge_export"]
    return [f"petitions:{name}" for name in keys + exports]


@hooks.register("insert_global_admin_css")
def add_petition_styles() -> str:
    """Colour the states and lay out the chart."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin_petitions.css"))


@hooks.register("register_page_header_buttons")
def offer_to_use_again(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Offer the better way to copy a petition page: with its settings, in all its languages."""
    if page.specific_class is PetitionPage and page.pk and not page.alias_of_id:
        petition = page.specific.petition
        if petition is not None and (url := reuse_url(petition, user)):
            yield Button(_("Use this petition again"), url, icon_name="copy", priority=31)


@hooks.register("register_doctor_checks")
def look_at_petitions() -> list[Look]:
    """Let the doctor look at mails, clock, keys, files and erasing."""
    return [*mail_looks(), *clock_looks(), *petition_looks(), *export_looks(), *erasure_looks()]


@hooks.register("list_backups")
def known_backups() -> list[Backup]:
    """Tell of the backups in the hub's own folder."""
    return list_backups()


@hooks.register("register_metrics")
def count_petitions() -> list[Metric]:
    """Tell machines how signatures, mails, files and erasing stand."""
    return [*counting_metrics(), *mail_metrics(), *export_metrics(), *erasure_metrics()]


@hooks.register("places_of_interface_words")
def places_of_words() -> tuple[list[tuple[str, Promise]], list[tuple[str, Promise]]]:
    """Say where the words of this app are to be read, by visitors and by editors."""
    return VISITORS, EDITORS
