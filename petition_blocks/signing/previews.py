"""What somebody who signs sees on the way, with the words of a draft, for an editor to look at.

All that is filled in is an example; links lead nowhere, and nothing is stored.
"""

from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django_countries import countries
from wagtail.models import Page

from editorial.journeys import Journey, Step

from ..page.models import CONFIRM, ERRORS, SENT, THANKS, PetitionPage
from ..petition.models import Petition
from ..petition.responsibility import responsibility_text
from ..signature.models import Signature, Submission
from .forms import SignForm
from .shown_form import anchor_of, shown_form

EXAMPLE = {"name": "Ada Lovelace", "email": "name@example.org", "country": "BE"}
# Filled in wrongly on purpose: an address that is none, and nothing else.
MISTAKES = "email=name&country="


def journeys_of_petitions(home: Page) -> Iterator[Journey]:
    """Yield the way of whoever signs, for each petition in the language of a home page, drafts too."""
    pages = PetitionPage.objects.filter(
        path__startswith=home.path, locale=home.locale_id, alias_of=None
    ).order_by("path")
    steps = [
        Step("", _("The petition and its form")),
        Step(ERRORS, _("Form with mistakes")),
        Step(SENT, _("After signing: open our mail")),
        Step(Submission.Mail.CONFIRMATION, _("Mail: please confirm")),
        Step(Submission.Mail.REMINDER, _("Mail: reminder")),
        Step(Submission.Mail.ALREADY_SIGNED, _("Mail: signed already")),
        Step(CONFIRM, _("Confirming")),
        Step(THANKS, _("Thank you")),
        Step(Submission.Mail.LINK, _("Mail: link to the signature")),
    ]
    for page in pages:
        yield Journey(page, steps)


def step_preview(request: HttpRequest, page: PetitionPage, mode: str) -> HttpResponse:
    """Show a step: one of `ERRORS`, `SENT`, `CONFIRM` and `THANKS`."""
    previews: dict[str, Callable[[HttpRequest, PetitionPage, Petition], HttpResponse]] = {
        ERRORS: _errors,
        SENT: _sent,
        CONFIRM: _confirm,
        THANKS: _thanks,
    }
    # A page that was never saved has no register yet.
    return previews[mode](request, page, page.petition or Petition(slug="example"))


def _errors(request: HttpRequest, page: PetitionPage, petition: Petition) -> HttpResponse:
    """Show the form as it comes back with what is wrong."""
    shown = None
    if petition.pk:
        form = SignForm(petition, QueryDict(MISTAKES), page=page)
        form.is_valid()
        again = form.shown_again(page, auto_id=f"{anchor_of(1)}-%s", says_what_is_wrong=True)
        shown = shown_form(page, bound=again)
    context = {"shown": shown, "page": page, "petition": petition, "notice": ""}
    return render(request, "petition_blocks/signing/sign.html", context)


def _sent(request: HttpRequest, page: PetitionPage, petition: Petition) -> HttpResponse:
    """Show the page that asks to open the mail."""
    context = {"page": page, "petition": petition, "corrects": False}
    return render(request, "petition_blocks/signing/thanks.html", context)


def _confirm(request: HttpRequest, page: PetitionPage, petition: Petition) -> HttpResponse:
    """Show what the mailed link asks to confirm."""
    questions = {
        "updates": petition.asks_updates,
        "partner": petition.asks_partner,
        "show_name": petition.shows_names,
    }
    context = {
        "page": page,
        "petition": petition,
        "fields": {**EXAMPLE, **{name: "yes" for name, is_asked in questions.items() if is_asked}},
        "country": countries.name(EXAMPLE["country"]),
        "details": [],
        "wording": page.wording_text(),
        "wording_language": page.locale.language_code,
        "erasure_day": petition.retention_day,
        "key_holders": responsibility_text(petition)["key_holders"] if petition.pk else "",
        "asks_who": False,
        "corrects": False,
    }
    return render(request, "petition_blocks/signing/confirm.html", context)


def _thanks(request: HttpRequest, page: PetitionPage, petition: Petition) -> HttpResponse:
    """Show what whoever has just confirmed a signature sees."""
    context = {
        "page": page,
        "petition": petition,
        "had_signed_before": False,
        "signature": Signature(petition=petition, state=Signature.State.COUNTED),
        "signature_url": "#",
    }
    return render(request, "petition_blocks/signing/confirmed.html", context)
