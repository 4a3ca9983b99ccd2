"""The words of a petition in one language."""

import hashlib
import json
from typing import Any

from django.db import models, transaction
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Locale
from wagtail.search import index

from editorial.beginning import shortened
from editorial.blocks import PLAIN_RICH_TEXT_FEATURES, EditorialStreamBlock
from editorial.interface_words.in_force import speaking_on
from editorial.models import BasePage

from ..counting.blocks import OwnNumbersBlock
from ..petition.models import Petition
from ..petition.responsibility import responsibility_text
from ..signature.models import Submission
from .default_words import SHOW_NAME_EXPLANATION, SHOW_NAME_QUESTION, default_words
from .panels import PetitionStatePanel, UseAgainPanel
from .thanks_blocks import ThanksStreamBlock

# The previews of what follows the form: it is shown again with what is wrong, the mail is announced, its link
# asks to confirm, and the signature is thanked for.
ERRORS, SENT, CONFIRM, THANKS = "errors", "sent", "confirm", "thanks"


class PetitionPage(BasePage):
    """The petition's own address, and everything about it that is said rather than counted."""

    # Every page of a language that has none of its own shows another's form.
    is_shown_by_its_language = False

    # Shared by all translations; assigned in save(), and then for good.
    petition = models.ForeignKey(
        Petition, on_delete=models.PROTECT, null=True, editable=False, related_name="pages"
    )

    demand = models.TextField(
        _("demand"),
        max_length=600,
        help_text=_("What you call for, and from whom. Shown large above each sign form."),
    )
    statement = RichTextField(
        _("what people sign"),
        blank=True,
        features=PLAIN_RICH_TEXT_FEATURES,
        help_text=_("Stands right above the button. It names the minimum age and what people agree to."),
    )
    form_heading = models.CharField(_("heading of the form"), max_length=120, blank=True)
    button_label = models.CharField(_("words on the button"), max_length=60, blank=True)
    updates_question = models.CharField(
        _("may we write to you?"),
        max_length=300,
        blank=True,
        help_text=_(
            "Asked with Yes and No, neither chosen beforehand, unless the petition is set not to ask it. "
            "Name who writes, and about what."
        ),
    )
    partner_question = models.CharField(
        _("may a partner write to you?"),
        max_length=300,
        blank=True,
        help_text=_("Asked only if the petition is set to ask it. Name the partner."),
    )
    privacy_notice = RichTextField(
        _("privacy sentence"),
        blank=True,
        features=PLAIN_RICH_TEXT_FEATURES,
        help_text=_("Who keeps what, until when, and how to remove the signature. Stands above the button."),
    )

    thanks_text = RichTextField(
        _("after signing"),
        blank=True,
        features=PLAIN_RICH_TEXT_FEATURES,
        help_text=_("Shown below the request to open the mail and confirm."),
    )
    confirmed_heading = models.CharField(_("heading after confirming"), max_length=120, blank=True)
    confirmed_text = RichTextField(_("after confirming"), blank=True, features=PLAIN_RICH_TEXT_FEATURES)
    thanks_body = StreamField(
        ThanksStreamBlock(),
        verbose_name=_("more after confirming"),
        blank=True,
        help_text=_("Shown below the thanks: what somebody who has just signed can do next."),
    )
    share_text = models.CharField(
        _("words to share"),
        max_length=200,
        blank=True,
        help_text=_("What people pass on together with the link."),
    )

    delivered_text = RichTextField(
        _("how it was delivered"),
        blank=True,
        features=PLAIN_RICH_TEXT_FEATURES,
        help_text=_("To whom the signatures were handed over, where, and by whom. Shown from that day on."),
    )
    answered_text = RichTextField(
        _("the answer"),
        blank=True,
        features=PLAIN_RICH_TEXT_FEATURES,
        help_text=_("What was answered, and what you make of it. Shown from that day on."),
    )

    confirmation_subject = models.CharField(_("subject"), max_length=120, blank=True)
    confirmation_text = models.TextField(
        _("text"), blank=True, help_text=_("The link to confirm follows it. No name, no advertising.")
    )
    reminder_subject = models.CharField(_("subject"), max_length=120, blank=True)
    reminder_text = models.TextField(_("text"), blank=True, help_text=_("Sent once, after two days."))
    already_signed_subject = models.CharField(_("subject"), max_length=120, blank=True)
    already_signed_text = models.TextField(
        _("text"), blank=True, help_text=_("Sent instead when the address has signed before.")
    )
    link_subject = models.CharField(_("subject"), max_length=120, blank=True)
    link_text = models.TextField(
        _("text"), blank=True, help_text=_("Sent to who asks for the way to their own signature.")
    )

    body = StreamField(
        EditorialStreamBlock([("petition_numbers", OwnNumbersBlock())]),
        verbose_name=_("body"),
        blank=True,
    )

    page_description = _(
        "A petition, with its demand, its sign form and its mails. Each has its own numbers."
    )
    template = "petition_blocks/page/petition_page.html"
    exclude_fields_in_copy = ["petition"]
    parent_page_types = ["home.HomePage", "home.ContentPage", "home.PillarPage"]
    subpage_types: list[str] = []

    content_panels = [*BasePage.content_panels, FieldPanel("demand"), FieldPanel("body")]
    form_panels = [
        MultiFieldPanel(
            [
                FieldPanel("form_heading"),
                FieldPanel("updates_question"),
                FieldPanel("partner_question"),
                FieldPanel("statement"),
                FieldPanel("privacy_notice"),
                FieldPanel("button_label"),
            ],
            heading=_("Sign form"),
            help_text=_(
                "A new page begins with the standard words. Change what you like; what you empty stays empty."
            ),
        ),
        MultiFieldPanel(
            [
                FieldPanel("thanks_text"),
                FieldPanel("confirmed_heading"),
                FieldPanel("confirmed_text"),
                FieldPanel("share_text"),
                FieldPanel("thanks_body"),
            ],
            heading=_("Afterwards"),
        ),
        MultiFieldPanel(
            [FieldPanel("delivered_text"), FieldPanel("answered_text")],
            heading=_("Delivery and answer"),
            help_text=_(
                "Shown with the stages of the petition. That it was delivered or answered, and on which day, "
                "is entered in Petitions."
            ),
        ),
    ]
    mail_panels = [
        MultiFieldPanel(
            [FieldPanel("confirmation_subject"), FieldPanel("confirmation_text")], heading=_("Please confirm")
        ),
        MultiFieldPanel([FieldPanel("reminder_subject"), FieldPanel("reminder_text")], heading=_("Reminder")),
        MultiFieldPanel(
            [FieldPanel("already_signed_subject"), FieldPanel("already_signed_text")],
            heading=_("Signed already"),
        ),
        MultiFieldPanel(
            [FieldPanel("link_subject"), FieldPanel("link_text")], heading=_("Link to the signature")
        ),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    UseAgainPanel(heading=_("Use a petition again")),
                    PetitionStatePanel(heading=_("Petition")),
                    *content_panels,
                ],
                heading=_("Content"),
            ),
            ObjectList(form_panels, heading=_("Sign form")),
            ObjectList(mail_panels, heading=_("Mails")),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
        ]
    )
    search_fields = [*BasePage.search_fields, index.SearchField("demand"), index.SearchField("body")]

    class Meta:
        verbose_name = _("petition page")
        verbose_name_plural = _("petition pages")

    @classmethod
    def with_standard_words(cls, locale: Locale, **fields: object) -> "PetitionPage":
        """Return a page to be added: the given fields, and otherwise the standard words of the language."""
        page = cls(locale=locale, **fields)
        page.take_standard_words()
        return page

    def take_standard_words(self) -> None:
        """Put the standard words of the page's language into the fields that are empty.

        Only for a page that is being begun, before anybody sees it: the admin's form for a new page starts
        with them, and from then on an empty field is an editor's choice. Wagtail saves a form by itself, so
        words that `save()` filled in behind it would be emptied by what it saves next.
        """
        for field, words in default_words(self.locale.language_code).items():
            if not getattr(self, field):
                setattr(self, field, words)

    @property
    def summary(self) -> str:
        """What search engines show; where nobody wrote it for them, the demand."""
        return self.search_description or self.introduction or shortened(self.demand)

    def save(self, *args: object, **kwargs: object) -> object:
        """Save the page. A new one gets its register, which is called as the page is until it opens."""
        if self._state.adding and self.locale_id is None:
            self.locale = self.get_default_locale()
        with transaction.atomic():
            self._keep_register()
            before = PetitionPage.objects.filter(pk=self.pk).values("title", "slug").first()
            saved = super().save(*args, **kwargs)
            if before is not None and self.petition is not None and self._leads_its_register():
                self.petition.follow_page(before["title"], before["slug"], self.title, self.slug)
        return saved

    def _leads_its_register(self) -> bool:
        """Tell whether the register was made for this page, rather than for one it was translated from."""
        first = PetitionPage.objects.filter(petition=self.petition_id, alias_of=None).order_by("pk").first()
        return first is not None and first.pk == self.pk

    def _keep_register(self) -> None:
        """Set the register: the one this page has, else its translations' one, else a new one.

        A revision of a page that this one was copied from may carry that page's register; it never counts.
        """
        pages = PetitionPage.objects.exclude(petition=None)
        if not self._state.adding:
            found = pages.filter(pk=self.pk)
        elif self.alias_of_id:
            found = pages.filter(pk=self.alias_of_id)
        else:
            found = pages.filter(translation_key=self.translation_key)
        petition = Petition.objects.filter(pages__in=found).first()
        if petition is None:
            # Wagtail fills an empty slug later, just before it saves.
            slug = self.slug or slugify(self.title, allow_unicode=True)
            petition = Petition.objects.create_register(name=self.title, slug=slug)
        self.petition = petition

    @property
    def preview_modes(self) -> list[tuple[str, str | Promise]]:
        """What an editor can look at: the page, each step that follows the form, and each of its mails."""
        return [
            *super().preview_modes,
            (ERRORS, _("Form with mistakes")),
            (SENT, _("After signing: open our mail")),
            (CONFIRM, _("Confirming")),
            (THANKS, _("Thank you")),
            ("confirmation", _("Mail: please confirm")),
            ("reminder", _("Mail: reminder")),
            ("already_signed", _("Mail: signed already")),
            ("link", _("Mail: link to the signature")),
        ]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponseBase:
        """Show the page, a step or one of its mails, as they would be with the words in the editor."""
        if mode_name in (ERRORS, SENT, CONFIRM, THANKS):
            for show in hooks.get_hooks("show_step_of_petition_page"):
                step: HttpResponseBase = show(request, self, mode_name)
                return step
        # An address made by hand may name anything.
        if mode_name in Submission.Mail.values:
            for show in hooks.get_hooks("show_mail_of_petition_page"):
                shown: HttpResponseBase = show(request, self, Submission.Mail(mode_name))
                return shown
        response: HttpResponseBase = super().serve_preview(request, "")
        return response

    def wording_text(self) -> dict[str, Any]:
        """Return everything that a signatory agrees to, as this page and its register say it now."""
        petition = self.petition
        with speaking_on(self):
            return {
                "demand": self.demand,
                "statement": self.statement,
                # A page that was never saved has no register yet, and its preview shows the first question.
                "updates_question": self.updates_question if not petition or petition.asks_updates else "",
                "partner_question": self.partner_question if petition and petition.asks_partner else "",
                "privacy_notice": self.privacy_notice,
                "retention_day": petition.retention_day.isoformat()
                if petition and petition.retention_day
                else "",
                "minimum_age": petition.minimum_age if petition else None,
                **(responsibility_text(petition) if petition else {}),
                **(
                    {"show_name_question": f"{SHOW_NAME_QUESTION} {SHOW_NAME_EXPLANATION}"}
                    if petition and petition.shows_names
                    else {}
                ),
            }

    @property
    def wording_hash(self) -> str:
        """The address of the wording this page shows: SHA-256 of the petition, the language and the words."""
        content = [self.petition_id, self.locale.language_code, self.wording_text()]
        return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
