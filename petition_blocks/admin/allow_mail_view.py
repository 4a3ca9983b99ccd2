"""Where an editor lets our mails reach somebody again, who has asked for it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from ..actions.allow_mail_to import allow_mail_to
from ..forms import AddressForm
from .views import OfOnePetitionView


class AllowMailForm(AddressForm):
    """The address of somebody else."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Their e-mail address")
        self.fields["email"].widget.attrs["autocomplete"] = "off"


class AllowMailView(OfOnePetitionView, FormView):
    """Let mails about the petition reach an address. The answer is the same for every address."""

    template_name = "petition_blocks/admin/allow_mail.html"
    form_class = AllowMailForm
    page_title = gettext_lazy("Allow mail again")

    def form_valid(self, form: AllowMailForm) -> HttpResponse:
        """Allow it, and say what comes next."""
        allow_mail_to(self.petition, form.cleaned_data["email"], self.user)
        messages.success(
            self.request, _("Our mails may reach this address. Ask its owner to sign once more.")
        )
        return redirect(f"{self.petition_address}#tab-mails")

    def form_invalid(self, form: AllowMailForm) -> HttpResponse:
        """Show what to put right."""
        return self.render_to_response(self.get_context_data(form=form), status=422)
