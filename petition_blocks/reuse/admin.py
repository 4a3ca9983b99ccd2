"""Using a petition again, in the admin."""

from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.log_actions import LogFormatter
from wagtail.models import ModelLogEntry

from editorial.list_comma import list_comma

from ..admin.base_views import OfOnePetitionView
from ..admin.links import may_change_petitions
from ..keys.rights import may_keep_keys
from ..page.admin import new_page_url
from ..petition.models import Petition
from ..petition.refusals import Refused
from .actions import Reused, pages_to_use_again, use_again
from .forms import ReuseForm


def reuse_url(petition: Petition, user: AbstractBaseUser | AnonymousUser) -> str:
    """Return where the petition is used again; nothing for who may neither set one up nor add its page."""
    if isinstance(user, AnonymousUser) or not may_change_petitions(user) or not new_page_url(user):
        return ""
    return reverse("petitions:use_again", args=[petition.pk])


class UseAgainView(OfOnePetitionView, FormView):
    """Ask how the new petition is called, and begin it with what was decided for this one."""

    template_name = "petition_blocks/reuse/admin/use_again.html"
    form_class = ReuseForm
    page_title = gettext_lazy("Use this petition again")

    def get_form_kwargs(self) -> dict[str, object]:
        """Say which petition is used again, and whether its keys may be too."""
        return {
            **super().get_form_kwargs(),
            "petition": self.petition,
            "may_keep_keys": may_keep_keys(self.user),
        }

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Add the pages that come along."""
        return {**super().get_context_data(**kwargs), "pages": pages_to_use_again(self.petition)}

    def form_valid(self, form: ReuseForm) -> HttpResponse:
        """Begin it, or say why not."""
        try:
            reused = use_again(
                self.petition,
                form.cleaned_data["name"],
                self.user,
                opens_on=form.cleaned_data.get("opens_on"),
                with_keys=form.cleaned_data.get("with_keys", False),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, " ".join(_told(reused, self.petition)))
        return redirect("petitions:edit", reused.petition.pk)

    def form_invalid(self, form: ReuseForm) -> HttpResponse:
        """Show what to put right."""
        return self.render_to_response(self.get_context_data(form=form), status=422)


def _told(reused: Reused, earlier: Petition) -> list[str]:
    """Return what came along and what has to be decided anew, a sentence each."""
    petition = reused.petition
    languages = list_comma().join(str(page.locale.get_display_name()) for page in reused.pages)
    told = [
        _("“%(name)s” is begun with the settings of “%(earlier)s”, and those who answer for its data.")
        % {"name": petition.name, "earlier": earlier.name},
        ngettext(
            "Its page is a draft, in this language: %(languages)s. Its words are those of the earlier one.",
            "Its pages are drafts, in these languages: %(languages)s. Their words are those of the "
            "earlier one.",
            len(reused.pages),
        )
        % {"languages": languages},
    ]
    if reused.keys:
        told.append(_("The same people read the signatures."))
    else:
        told.append(_("Whose keys open the signatures is still to be said."))
    if petition.retention_day is None:
        told.append(
            _("Decide anew when it opens and closes, the day on which all is erased, and what the risks are.")
        )
    else:
        told.append(_("Decide anew when it opens and closes, and what the risks are."))
    return told


class UsedAgain(LogFormatter):
    """Names the petition that a new one was begun with."""

    label = gettext_lazy("Use a petition again")

    def format_message(self, log_entry: ModelLogEntry) -> str:
        """Say which it was."""
        return _("Begun with the settings and pages of “%(earlier)s”") % {
            "earlier": log_entry.data["earlier"]
        }
