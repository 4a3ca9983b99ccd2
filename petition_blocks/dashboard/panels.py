"""A petition's settings, in tabs."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, TabbedInterface

from ..abuse.admin import ProtectionPanel
from ..admin.tabs import Tab
from ..counting.admin import DailyCountsPanel, OfflineBatchesPanel
from ..details.asked import DETAILS
from ..exports.admin import ExportsPanel
from ..keys.admin import RecipientKeysPanel
from ..mailing.admin import MailsPanel
from ..page.admin import PetitionPagesPanel
from .forms import PetitionForm

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
                    [
                        FieldRowPanel([FieldPanel("retention_day"), FieldPanel("minimum_age")]),
                        FieldPanel("denies_initiative"),
                    ],
                    heading=_("What people agree to"),
                    help_text=_(
                        "Part of what people sign. A change is for those who sign after it; what earlier "
                        "signatories have agreed to is kept as they read it."
                    ),
                ),
                MultiFieldPanel(
                    [
                        *(FieldPanel(detail.setting) for detail in DETAILS),
                        FieldPanel("asks_updates"),
                        FieldPanel("asks_partner_consent"),
                        FieldPanel("shows_names"),
                        FieldPanel("signatures_per_email"),
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
                        FieldPanel("organisation"),
                        MultiFieldPanel(
                            [
                                FieldPanel("for_petition"),
                                FieldPanel("for_updates"),
                                FieldPanel("for_partner"),
                            ],
                            heading=_("Answers for"),
                        ),
                    ],
                    heading=_("Who is responsible for the data"),
                    label=_("organisation"),
                    help_text=_(
                        "Who decides what happens with names and addresses, and answers for it. Choose each "
                        "organisation once and tick what it answers for: the petition, and the news if you "
                        "ask about them. Several for the petition answer for it together. Shown to those who "
                        "sign, and part of what they agree to."
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
            [ExportsPanel(heading=_("Handing over"))],
            heading=_("Delivery"),
            name="exports",
            classname="petition-tab",
        ),
        Tab(
            [PetitionPagesPanel(heading=_("Where people sign"))],
            heading=_("Pages"),
            name="pages",
            classname="petition-tab",
        ),
        Tab(
            [DailyCountsPanel(heading=_("The last 30 days"))],
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
