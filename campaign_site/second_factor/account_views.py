"""A user's own factors in the admin, and the page that asks for one again."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from . import sessions
from .factors import (
    APP,
    PASSKEY,
    RECOVERY_CODES,
    factors_of,
    is_needed,
    is_protected,
    recovery_codes_of,
    remove_factor,
    renew_recovery_codes,
)
from .forms import FactorCodeForm, MailedCodeForm, PasskeyForm
from .mailbox import MailedCode
from .proofs import question_for, record_mailbox
from .rule import needs_second_factor
from .set_up_forms import SetUp

MAILED = "mailed_code"
SHOWN_CODES = "recovery_codes_to_show"


@method_decorator(sensitive_post_parameters(), name="dispatch")
@method_decorator(never_cache, name="dispatch")
class OwnAccountView(WagtailAdminTemplateMixin, TemplateView):
    """A page about the account of whoever opens it."""

    header_icon = "key"

    @property
    def user(self) -> User:
        """Whose account it is."""
        user: User = self.request.user  # type: ignore[assignment]
        return user

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the account."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("wagtailadmin_account"), "label": _("Account")},
            {"url": reverse("own_factors"), "label": _("Ways to sign in")},
            {"url": "", "label": self.get_page_title()},
        ]

    def changed(self, words: str) -> HttpResponse:
        """Go back to the list, let this session live on, and say what was done."""
        sessions.note_own_change(self.request, self.user)
        messages.success(self.request, words)
        return redirect("own_factors")


class OwnFactorsView(OwnAccountView):
    """Lists what the user proves themselves with."""

    page_title = gettext_lazy("Ways to sign in")
    template_name = "campaign_site/admin/sign_in/own_factors.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the account."""
        return super().get_breadcrumbs_items()[:-1]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the factors, and the recovery codes if they were made just now."""
        rows = Authenticator.objects.filter(user=self.user).exclude(type=RECOVERY_CODES).order_by("pk")
        return {
            **super().get_context_data(**kwargs),
            "factors": [
                {
                    "row": row,
                    "name": row.wrap().name if row.type == PASSKEY else _("App with codes"),
                    "is_needed": is_needed(self.user, row.pk),
                }
                for row in rows
            ],
            "is_needed": needs_second_factor(self.user),
            "codes_left": len(recovery_codes_of(self.user)),
            "codes": recovery_codes_of(self.user) if self.request.session.pop(SHOWN_CODES, False) else [],
        }


class NewFactorView(OwnAccountView):
    """Sets up an app or a passkey."""

    page_title = gettext_lazy("New way to sign in")
    template_name = "campaign_site/admin/sign_in/new_factor.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the two ways."""
        return self._show(SetUp(request, self.user))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Add what was set up."""
        is_first = not is_protected(factors_of(self.user.pk))
        set_up = SetUp(request, self.user)
        if not set_up.is_done():
            return self._show(set_up)
        if is_first:
            request.session[SHOWN_CODES] = True
        return self.changed(_("From now on you can sign in with it."))

    def _show(self, set_up: SetUp) -> HttpResponse:
        has_app = APP in factors_of(self.user.pk).values()
        return self.render_to_response(self.get_context_data(**set_up.context(), has_app=has_app))


class RemoveFactorView(OwnAccountView):
    """Takes one away, once that was asked for twice."""

    page_title = gettext_lazy("Take away a way to sign in")
    template_name = "campaign_site/admin/sign_in/remove_factor.html"

    @cached_property
    def factor(self) -> Authenticator:
        """The factor of this address, if it is the user's own and not needed."""
        found = Authenticator.objects.exclude(type=RECOVERY_CODES).filter(
            pk=self.kwargs["key"], user=self.user
        )
        if not found or is_needed(self.user, found[0].pk):
            raise Http404
        return found[0]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what it is called."""
        is_passkey = self.factor.type == PASSKEY
        name = self.factor.wrap().name if is_passkey else _("App with codes")
        return {**super().get_context_data(**kwargs), "name": name}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take it away."""
        remove_factor(self.user, self.factor.pk)
        return self.changed(_("It is taken away. Nobody can sign in with it any more."))


class NewRecoveryCodesView(OwnAccountView):
    """Makes new recovery codes, once that was asked for twice."""

    page_title = gettext_lazy("New recovery codes")
    template_name = "campaign_site/admin/sign_in/new_recovery_codes.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make them, and show them once."""
        if not is_protected(factors_of(self.user.pk)):
            raise Http404
        renew_recovery_codes(self.user)
        request.session[SHOWN_CODES] = True
        return self.changed(_("These are your new recovery codes. The old ones no longer work."))


class ProveAgainView(OwnAccountView):
    """Asks for a factor once more, or for a code from the mailbox of whoever has none."""

    page_title = gettext_lazy("Is it you?")
    template_name = "campaign_site/admin/sign_in/prove_again.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead nowhere: this page stands before another."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    @cached_property
    def kinds(self) -> set[str]:
        """The kinds of factors that the user has."""
        return set(factors_of(self.user.pk).values())

    @cached_property
    def mailed(self) -> MailedCode:
        """The code that was mailed to them, if any."""
        return MailedCode(self.user, dict(self.request.session.get(MAILED, {})))

    @property
    def next_url(self) -> str:
        """Where they wanted to go, if that is a page of ours."""
        url = self.request.POST.get("next") or self.request.GET.get("next") or ""
        is_ours = url_has_allowed_host_and_scheme(
            url, allowed_hosts={self.request.get_host()}, require_https=self.request.is_secure()
        )
        return url if is_ours else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the ways that this user has."""
        is_known = bool(self.kinds - {RECOVERY_CODES})
        return {
            "code_form": FactorCodeForm(self.request, self.user),
            "passkey_form": PasskeyForm(self.request, self.user),
            "passkey_question": question_for(self.user, self.kinds),
            "only_passkeys": not self.kinds - {PASSKEY, RECOVERY_CODES},
            "has_factor": is_known,
            "mailed": self.mailed,
            "mailed_form": MailedCodeForm(self.mailed),
            "has_address": bool(self.user.email),
            "next": self.next_url,
            "is_done": sessions.proved_within(self.request, self.user, sessions.RECENT),
            **super().get_context_data(**kwargs),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Go on where they wanted to go, if they have proved it."""
        if "credential" in request.POST:
            return self._answer("passkey_form", PasskeyForm(request, self.user, request.POST))
        if bool(self.kinds - {RECOVERY_CODES}):
            return self._answer("code_form", FactorCodeForm(request, self.user, request.POST))
        if "again" in request.POST:
            self.mailed.send()
            request.session[MAILED] = self.mailed.state
            return self.render_to_response(self.get_context_data())
        form = MailedCodeForm(self.mailed, request.POST)
        is_right = form.is_valid()
        request.session[MAILED] = self.mailed.state
        if is_right:
            record_mailbox(request, self.user)
        return self._answer("mailed_form", form)

    def _answer(self, name: str, form: Any) -> HttpResponseBase:
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(**{name: form}))
        return redirect(self.next_url or reverse("prove_again"))
