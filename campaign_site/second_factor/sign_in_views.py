"""The pages on the way in."""

from typing import Any

from allauth.account.internal.stagekit import clear_login
from allauth.account.stages import LoginStage, LoginStageController
from allauth.mfa.internal.flows.trust import trust_browser
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView
from wagtail.admin.views.account import LoginView

from . import provider
from .factors import PASSKEY, RECOVERY_CODES, factors_of, has_factor, recovery_codes_of
from .forms import FactorCodeForm, MailedCodeForm, PasskeyForm
from .proofs import question_for
from .set_up_forms import SetUp
from .sign_in import begin_sign_in
from .stages import FactorStage, MailboxStage, SetUpStage


@method_decorator(sensitive_post_parameters(), name="dispatch")
@method_decorator(never_cache, name="dispatch")
class SignInView(LoginView):
    """Wagtail's form. A right password begins a sign-in, and doesn't end it."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Begin the sign-in."""
        return begin_sign_in(
            self.request,
            form.get_user(),
            self.get_success_url(),
            remember=bool(form.cleaned_data.get("remember")),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the organisation's own sign-in, if there is one."""
        return {**super().get_context_data(**kwargs), "provider": provider.offered(self.request)}


@never_cache
@require_safe
def sign_in_of_readers(request: HttpRequest) -> HttpResponse:
    """Lead readers of private pages to the one form there is, and from there back to their page."""
    return redirect_to_login(request.GET.get("next") or "/", reverse("wagtailadmin_login"))


@method_decorator(sensitive_post_parameters(), name="dispatch")
@method_decorator(never_cache, name="dispatch")
class StageView(TemplateView):
    """The page of one stage, for whoever has come as far as that and no further."""

    stage_class: type[LoginStage]
    stage: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lead everybody else to the beginning."""
        self.stage = LoginStageController.enter(request, self.stage_class.key)
        if self.stage is None or self.stage.login.user is None:
            return redirect("wagtailadmin_login")
        return super().dispatch(request, *args, **kwargs)

    @property
    def user(self) -> User:
        """Who is signing in."""
        user: User = self.stage.login.user
        return user

    def show(self, **context: Any) -> HttpResponse:
        """Show the page again, with what was wrong."""
        return self.render_to_response(self.get_context_data(**context))


class FactorView(StageView):
    """Asks for a code or a passkey."""

    stage_class = FactorStage
    template_name = "campaign_site/admin/sign_in/factor.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the ways that this user has."""
        kinds = set(factors_of(self.user.pk).values())
        return {
            "code_form": FactorCodeForm(self.request, self.user),
            "passkey_form": PasskeyForm(self.request, self.user),
            "passkey_question": question_for(self.user, kinds),
            "only_passkeys": not kinds - {PASSKEY, RECOVERY_CODES},
            "trusted_days": settings.MFA_TRUST_COOKIE_AGE.days,
            "trusts": "trust" in self.request.POST,
            **super().get_context_data(**kwargs),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Go on if it is right; know the device for a while if its owner says so."""
        kind = "passkey_form" if "credential" in request.POST else "code_form"
        forms = {"passkey_form": PasskeyForm, "code_form": FactorCodeForm}
        form = forms[kind](request, self.user, request.POST)
        if not form.is_valid():
            return self.show(**{kind: form})
        user = self.user
        response: HttpResponse = self.stage.exit()
        if "trust" in request.POST:
            trust_browser(request, user, response)
        return response


class MailboxView(StageView):
    """Asks for the code that was mailed to whoever has no factor yet."""

    stage_class = MailboxStage
    template_name = "campaign_site/admin/sign_in/mailbox.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form, and what became of the mail."""
        mailed = self.stage.code()
        return {
            "mailed_form": MailedCodeForm(mailed),
            "mailed": mailed,
            "has_address": bool(self.user.email),
            **super().get_context_data(**kwargs),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Go on if the code is right, or send another one."""
        mailed = self.stage.code()
        if "again" in request.POST:
            mailed.send()
            self.stage.keep()
            return redirect(MailboxStage.urlname)
        form = MailedCodeForm(mailed, request.POST)
        is_right = form.is_valid()
        # How often it was tried, whatever came of it.
        self.stage.keep()
        if not is_right:
            return self.show(mailed_form=form)
        self.stage.was_right()
        response: HttpResponse = self.stage.exit()
        return response


class SetUpView(StageView):
    """Sets up an app or a passkey, then shows the recovery codes, once."""

    stage_class = SetUpStage
    template_name = "campaign_site/admin/sign_in/set_up.html"
    stage: SetUpStage

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what is next: the ways to choose from, or the codes."""
        if self.stage.is_set_up:
            return self._show_codes()
        return self.show(**SetUp(request, self.user).context())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Add what was set up; let them in once they say that they have the codes."""
        if self.stage.is_set_up:
            response: HttpResponse = self.stage.exit()
            return response
        if has_factor(self.user):
            # Somebody has set one up meanwhile, elsewhere: it is asked for.
            clear_login(request)
            return redirect("wagtailadmin_login")
        set_up = SetUp(request, self.user)
        if not set_up.is_done():
            return self.show(**set_up.context())
        self.stage.note_set_up()
        return redirect(SetUpStage.urlname)

    def _show_codes(self) -> HttpResponse:
        self.template_name = "campaign_site/admin/sign_in/recovery_codes.html"
        return self.show(codes=recovery_codes_of(self.user))
