"""The parts of a petition's settings, in tabs."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
)

from ..keys_right import may_keep_keys
from ..recipient_keys import needs_second_person
from .checking import number_to_check
from .daily_numbers import daily_chart
from .deliveries import deliveries_context
from .forms import PetitionForm
from .mail_numbers import mails_context
from .register_links import may_change_petitions, may_judge, may_see_domain_rules, new_page_address
from .registers import shown_pages


def keys_context(petition: Any, user: Any) -> dict[str, Any]:
    """Return what the list of recipients' keys shows."""
    return {
        "petition": petition,
        "keys": petition.recipient_keys.select_related("added_by").order_by("covers", "pk"),
        "may_keep_keys": may_keep_keys(user),
        "needs_second_person": needs_second_person(petition),
        "key_changes": petition.key_changes.all(),
        "user": user,
    }


def batches_context(petition: Any, user: Any) -> dict[str, Any]:
    """Return what the list of signatures on paper shows. The petition comes from `registers()`."""
    return {
        "petition": petition,
        "batches": petition.offline_batches.select_related("evidence", "added_by", "removed_by"),
        "may_change": may_change_petitions(user),
    }


def pages_context(petition: Any, request: Any) -> dict[str, Any]:
    """Return what the list of a petition's pages shows. The petition comes from `registers()`."""
    return {
        "petition": petition,
        "pages": shown_pages([petition], request).get(petition.pk, []),
        "new_page_address": new_page_address(request.user),
    }


class RecipientKeysPanel(Panel):
    """Who can read signatures."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "petition_blocks/admin/includes/keys.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """Add the keys."""
            return {
                **super().get_context_data(parent_context),
                **keys_context(self.instance, self.request.user),
            }


class DeliveriesPanel(Panel):
    """Files for those who can read signatures."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "petition_blocks/admin/includes/deliveries.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """Add the files."""
            return {
                **super().get_context_data(parent_context),
                **deliveries_context(self.instance, self.request.user),
            }


class ProtectionPanel(Panel):
    """How many signatures wait to be checked, and the rules for mail domains."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "petition_blocks/admin/includes/protection.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """Add the number."""
            return {
                **super().get_context_data(parent_context),
                "petition": self.instance,
                "to_check": number_to_check(self.instance),
                "may_judge": may_judge(self.request.user),
                "may_see_rules": may_see_domain_rules(self.request.user),
            }


class PetitionPagesPanel(Panel):
    """Where the petition is shown."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "petition_blocks/admin/includes/pages.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """Add the pages."""
            return {**super().get_context_data(parent_context), **pages_context(self.instance, self.request)}


class OfflineBatchesPanel(Panel):
    """What was collected on paper."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "petition_blocks/admin/includes/batches.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """Add the batches."""
            return {
                **super().get_context_data(parent_context),
                **batches_context(self.instance, self.request.user),
            }


class DailyNumbersPanel(Panel):
    """What the last days have brought."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "petition_blocks/admin/includes/daily_chart.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """Add the chart."""
            return {**super().get_context_data(parent_context), "chart": daily_chart(self.instance)}


class MailsPanel(Panel):
    """How the petition's mails fare."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "petition_blocks/admin/includes/mails.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """Add the numbers and what was refused."""
            return {
                **super().get_context_data(parent_context),
                **mails_context(self.instance, self.request.user),
            }


class Tab(ObjectList):
    """A tab whose address is the same in every language: Wagtail’s follows from the heading."""

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name = name

    def clone_kwargs(self) -> dict[str, Any]:
        """Keep the name in copies."""
        return {**super().clone_kwargs(), "name": self.name}

    @property
    def clean_name(self) -> str:
        """What links to the tab call it."""
        return self.name


REGISTER_PANELS = TabbedInterface(
    [
        Tab(
            [
                MultiFieldPanel(
                    [
                        FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
                        FieldPanel("goal_steps"),
                        FieldPanel("count_minimum"),
                        FieldPanel("counting_mode"),
                    ],
                    heading=_("Time and goals"),
                ),
                MultiFieldPanel(
                    [FieldRowPanel([FieldPanel("retention_day"), FieldPanel("minimum_age")])],
                    heading=_("What people agree to"),
                    help_text=_(
                        "Part of what people sign. A change is for those who sign after it; what earlier "
                        "signatories have agreed to is kept as they read it."
                    ),
                ),
                MultiFieldPanel(
                    [
                        FieldPanel("asks_postcode"),
                        FieldPanel("asks_partner_consent"),
                        FieldPanel("shows_names"),
                        FieldPanel("signatures_per_address"),
                    ],
                    heading=_("What the form asks"),
                    help_text=_(
                        "Name, e-mail address and country are always asked. "
                        "Every further question costs signatures."
                    ),
                ),
                MultiFieldPanel([FieldPanel("name"), FieldPanel("slug")], heading=_("Name")),
            ],
            heading=_("Settings"),
            name="settings",
        ),
        Tab(
            [
                InlinePanel(
                    "controllers",
                    panels=[
                        FieldPanel("purpose"),
                        FieldPanel("name"),
                        FieldPanel("address"),
                        FieldPanel("country"),
                        FieldPanel("transfer_basis"),
                        FieldPanel("transfer_note"),
                    ],
                    heading=_("Who is responsible for the data"),
                    label=_("organisation"),
                    help_text=_(
                        "Who decides what happens with names and addresses, and answers for it. Name "
                        "somebody for the petition and somebody for the news; that may be the same "
                        "organisation, entered twice. Several for the petition answer for it together. "
                        "Shown to those who sign, and part of what they agree to."
                    ),
                ),
                MultiFieldPanel(
                    [
                        FieldPanel("lawful_basis"),
                        FieldPanel("data_protection_officer"),
                        FieldPanel("assessment_reference"),
                    ],
                    heading=_("Data protection"),
                ),
            ],
            heading=_("Responsibility"),
            name="responsibility",
        ),
        Tab(
            [
                MultiFieldPanel(
                    [FieldPanel("abuse_steps"), FieldPanel("network_limit")], heading=_("Machines and floods")
                ),
                ProtectionPanel(heading=_("What was held back")),
            ],
            heading=_("Protection"),
            name="protection",
        ),
        Tab(
            [RecipientKeysPanel(heading=_("Who can read the signatures"))],
            heading=_("Keys"),
            name="keys",
            classname="petition-tab",
        ),
        Tab(
            [DeliveriesPanel(heading=_("Handing over"))],
            heading=_("Delivery"),
            name="delivery",
            classname="petition-tab",
        ),
        Tab(
            [PetitionPagesPanel(heading=_("Where people sign"))],
            heading=_("Pages"),
            name="pages",
            classname="petition-tab",
        ),
        Tab(
            [DailyNumbersPanel(heading=_("The last 30 days"))],
            heading=_("Numbers"),
            name="numbers",
            classname="petition-tab",
        ),
        Tab(
            [MailsPanel(heading=_("The last seven days"))],
            heading=_("Mails"),
            name="mails",
            classname="petition-tab",
        ),
        Tab(
            [OfflineBatchesPanel(heading=_("Signatures on paper"))],
            heading=_("On paper"),
            name="on_paper",
            classname="petition-tab",
        ),
    ],
    base_form_class=PetitionForm,
)
