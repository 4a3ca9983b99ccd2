"""Mails in the admin: whether they arrive, a test, and letting them reach somebody again."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.panels import Panel
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permissions import policy_registry

from editorial.days import current_day
from editorial.language_names import language_name

from ..admin.base_views import OfOnePetitionView
from ..admin.links import may_change_petitions, may_see_petitions
from ..petition.models import Petition
from ..petition.refusals import Refused
from ..signature.models import Submission
from .actions import allow_mail_to, look_up_mail_records, send_test_mail
from .alarms import MailAlarm, mail_alarms
from .count_mails import STAGES, funnel_since
from .forms import AllowMailForm, TestMailForm
from .models import MailProof, MailRefusal, MailSettings
from .providers import OTHER
from .sender_proof import Kind, LookFailed, Status, mails_go_out, sender_domain


class MailProofView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Show whether mailboxes will believe our mails, and look again when the button is pressed."""

    model = Petition
    permission_required = "change"
    template_name = "petition_blocks/mailing/admin/mail_proof.html"
    page_title = gettext_lazy("Will mailboxes believe our mails?")
    header_icon = "mail"

    def get_breadcrumbs_items(self) -> list[dict[str, object]]:
        """Lead back to the list."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("petitions:index"), "label": capfirst(Petition._meta.verbose_name_plural)},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Add what was found last, and what to do about it."""
        proof = MailProof.objects.filter(domain=sender_domain()).first()
        return {
            **super().get_context_data(**kwargs),
            "domain": sender_domain(),
            "mails_go_out": mails_go_out(),
            "proof": proof,
            "records": explained_records(proof),
        }

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Look now."""
        try:
            look_up_mail_records()
        except LookFailed:
            messages.error(
                request, _("The internet’s name service did not answer, so nothing is known. Try again soon.")
            )
        else:
            messages.success(request, _("Looked up just now."))
        return redirect("petitions:mail_proof")


class TestMailView(OfOnePetitionView, FormView):
    """Send who asks one of the petition's mails, as signatories get it, and to nobody else."""

    template_name = "petition_blocks/mailing/admin/test_mail.html"
    form_class = TestMailForm
    page_title = gettext_lazy("Send me a test")

    def get_form_kwargs(self) -> dict[str, object]:
        """Say which petition's mails."""
        return {**super().get_form_kwargs(), "petition": self.petition}

    def form_valid(self, form: TestMailForm) -> HttpResponse:
        """Send it, or say why not."""
        email = getattr(self.user, "email", "")
        if not email:
            return self.form_invalid(form)
        try:
            send_test_mail(form.cleaned_data["page"], Submission.Mail(form.cleaned_data["kind"]), email)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _("The mail is on its way to %(address)s.") % {"address": email})
        return redirect(f"{self.petition_url}#tab-mails")

    def form_invalid(self, form: TestMailForm) -> HttpResponse:
        """Show what stands in the way."""
        return self.render_to_response(self.get_context_data(form=form), status=422)


class AllowMailView(OfOnePetitionView, FormView):
    """Let mails about the petition reach an address. The answer is the same for every address."""

    template_name = "petition_blocks/mailing/admin/allow_mail.html"
    form_class = AllowMailForm
    page_title = gettext_lazy("Allow mail again")

    def form_valid(self, form: AllowMailForm) -> HttpResponse:
        """Allow it, and say what comes next."""
        allow_mail_to(self.petition, form.cleaned_data["email"], self.user)
        messages.success(
            self.request, _("Our mails may reach this address. Ask its owner to sign once more.")
        )
        return redirect(f"{self.petition_url}#tab-mails")

    def form_invalid(self, form: AllowMailForm) -> HttpResponse:
        """Show what to put right."""
        return self.render_to_response(self.get_context_data(form=form), status=422)


MEANING = {
    Kind.SPF: gettext_lazy("SPF: the list of the servers that may send mails in your name."),
    Kind.DKIM: gettext_lazy("DKIM: the key with which mailboxes check that a mail is yours and unchanged."),
    Kind.DMARC: gettext_lazy("DMARC: what mailboxes are to do with mails in your name that fail both."),
}


ADVICE: dict[tuple[Kind, Status], str | Promise] = {
    (Kind.SPF, Status.MISSING): gettext_lazy(
        "Add a TXT record here. Your mail provider tells you its text; it looks like "
        "“v=spf1 include:mail.example.org -all”."
    ),
    (Kind.SPF, Status.WRONG): gettext_lazy(
        "There must be exactly one such record, and it must not let everybody send (“+all”). Join several "
        "into one, and let it end in “-all”."
    ),
    (Kind.DKIM, Status.UNKNOWN_NAME): gettext_lazy(
        "We don’t know the name of your key. Ask your mail provider for its “selector”, and have whoever "
        "runs this site enter it as MAIL_DKIM_SELECTOR."
    ),
    (Kind.DKIM, Status.MISSING): gettext_lazy(
        "Add the record that your mail provider gives you for signing (DKIM), under this name. If it gave "
        "you another name, have whoever runs this site correct MAIL_DKIM_SELECTOR."
    ),
    (Kind.DKIM, Status.WRONG): gettext_lazy(
        "The key is empty, which says that it was withdrawn. Ask for a new one."
    ),
    (Kind.DMARC, Status.MISSING): gettext_lazy(
        "Add a TXT record here: “v=DMARC1; p=none”. Once you know that all your mails pass, change “none” to "
        "“quarantine”."
    ),
    (Kind.DMARC, Status.WRONG): gettext_lazy(
        "There must be exactly one such record, and it must say p=none, p=quarantine or p=reject."
    ),
}


@dataclass(frozen=True)
class ExplainedRecord:
    """What a record is for, what was found, and what to do."""

    kind: str
    name: str
    is_good: bool
    found: str
    meaning: str | Promise
    advice: str | Promise


def explained_records(proof: MailProof | None) -> list[ExplainedRecord]:
    """Return the records that were found last; none if nobody has looked yet."""
    return [
        ExplainedRecord(
            kind=record["kind"].upper(),
            name=record["name"],
            is_good=record["status"] == Status.GOOD,
            found=record["found"],
            meaning=MEANING[Kind(record["kind"])],
            advice=ADVICE.get((Kind(record["kind"]), Status(record["status"])), ""),
        )
        for record in (proof.records if proof is not None else [])
    ]


DAYS = 7
BAR_WIDTH = 240


@dataclass(frozen=True)
class FunnelRow:
    """How far the mails of one provider or language came; bars are drawn `BAR_WIDTH` wide at most."""

    name: str
    submitted: int
    accepted: int
    confirmed: int
    longest: int

    @property
    def percent(self) -> int | None:
        """How many of a hundred whose mail was accepted have confirmed."""
        return round(100 * self.confirmed / self.accepted) if self.accepted else None

    @property
    def bars(self) -> list[tuple[str, float]]:
        """The stages with the widths of their bars, the longest first."""
        stages = {stage: getattr(self, stage) for stage in STAGES}
        return [(stage, round(BAR_WIDTH * number / self.longest, 1)) for stage, number in stages.items()]


def provider_name(provider: str) -> str:
    """Return the provider as it is called."""
    return _("Others") if provider == OTHER else provider


def alarm_sentence(alarm: MailAlarm) -> str:
    """Return what an alarm says."""
    numbers = {
        "petition": alarm.petition,
        "percent": alarm.percent,
        "before": alarm.percent_before,
        "name": provider_name(alarm.provider) if alarm.provider else language_name(alarm.language),
    }
    if alarm.provider or alarm.language:
        return (
            _(
                "%(petition)s, %(name)s: only %(percent)d of 100 who got our mail confirmed. "
                "In the week before it was %(before)d."
            )
            % numbers
        )
    return (
        _(
            "%(petition)s: only %(percent)d of 100 who got our mail confirmed. "
            "In the week before it was %(before)d."
        )
        % numbers
    )


def mail_settings_url(user: AbstractBaseUser) -> str:
    """Return where mails are paused, or nothing if the user may not."""
    if not policy_registry.get_by_type(MailSettings).user_has_permission(user, "change"):
        return ""
    return reverse("wagtailsettings:edit", args=["petition_blocks", "mailsettings"])


def mail_warnings(petitions: list[Petition], user: AbstractBaseUser) -> dict[str, object]:
    """Return what must be shown red: that mails are paused, and what dropped."""
    return {
        "mails_are_paused": MailSettings.are_paused(),
        "mail_settings_url": mail_settings_url(user),
        "mail_alarms": [alarm_sentence(alarm) for alarm in mail_alarms(petitions)],
    }


def mails_context(petition: Petition, user: AbstractBaseUser) -> dict[str, object]:
    """Return all that is shown of a petition's mails: the last seven days, today included."""
    first_day = current_day() - timedelta(days=DAYS - 1)
    by_provider: defaultdict[str, Counter[str]] = defaultdict(Counter)
    by_language: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in funnel_since(first_day):
        if row["petition_id"] == petition.pk:
            stages = Counter({stage: row[stage] for stage in STAGES})
            by_provider[provider_name(row["provider"])] += stages
            by_language[language_name(row["language"])] += stages
    refusals = [
        (refusal, provider_name(refusal.provider))
        for refusal in MailRefusal.objects.filter(petition=petition, day__gte=first_day).order_by("-last_at")
    ]
    return {
        **mail_warnings([petition], user),
        "petition": petition,
        "tables": [
            (_("By mail provider"), _("Mail provider"), _rows(by_provider)),
            (_("By language"), _("Language"), _rows(by_language)),
        ],
        "refusals": refusals,
        "now": timezone.now(),
        "may_change": may_change_petitions(user),
        "bar_width": BAR_WIDTH,
    }


def _rows(numbers: dict[str, Counter[str]]) -> list[FunnelRow]:
    """Return the rows, the largest first."""
    longest = max([1, *(max(stages.values(), default=0) for stages in numbers.values())])
    rows = [
        FunnelRow(name, stages["submitted"], stages["accepted"], stages["confirmed"], longest)
        for name, stages in numbers.items()
    ]
    return sorted(rows, key=lambda row: (-row.submitted, row.name))


class MailsPanel(Panel):
    """How the petition's mails fare."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "petition_blocks/mailing/admin/mails.html"

        def get_context_data(self, parent_context: Context | None = None) -> dict[str, object]:
            """Add the numbers and what was refused."""
            return {
                **super().get_context_data(parent_context),
                **mails_context(self.instance, self.request.user),
            }


class MailWarningsPanel(Component):
    """What is wrong with the mails; nothing if nothing is, or for who may not see petitions."""

    name = "mail_warnings"
    order = 50
    template_name = "petition_blocks/mailing/admin/mail_warnings_panel.html"

    def get_context_data(self, parent_context: Context) -> dict[str, object]:
        """Add the warnings."""
        user = parent_context["request"].user
        return mail_warnings(list(Petition.objects.all()), user) if may_see_petitions(user) else {}
