"""Signing and confirming."""

import re
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from django_countries import countries

from editorial.database_away import DATABASE_AWAY
from editorial.days import current_day
from editorial.public_languages import is_closed_to_visitors

from ..abuse import recaptcha
from ..abuse.challenge import new_challenge
from ..abuse.ladder import Findings, assess
from ..details.asked import details_told
from ..mailing.dead_links import page_of_dead_link, replaced_submission
from ..mailing.links import signature_path, verify_token
from ..page.answers import ResponseSeeOther, page_about, wants_json
from ..page.consents import has_lost_consent
from ..page.speaking_page import petition_page_for
from ..page.wordings import take_wording
from ..petition.models import Petition
from ..petition.responsibility import responsibility_text
from ..sealing.encryption import unseal_for_server
from ..signature.models import Signature, Submission, Suspicion, Wording
from ..signature.same_email import asks_who, is_correction, signatures_of
from .confirm import Outcome
from .confirm import confirm as confirm_submission
from .forms import SignForm
from .known_registers import forget_register, known_register, remember_register
from .same_origin import is_same_origin
from .shown_form import anchor_of, shown_form
from .store import BelievedRegister, store_while
from .submit import new_submission

WORDING_HASH_LENGTH = 64
# How often a form is looked at whose register changes at that very moment.
MOST_ATTEMPTS = 3
FORM_POSITION = re.compile("[1-9][0-9]?")
# What the buttons of the question mean that is asked where two people may sign with one address.
ANSWERS = {"yes": True, "no": False}


@csrf_exempt
@never_cache
def sign(request: HttpRequest, slug: str) -> HttpResponse:
    """Take in a signature, or show the form by itself."""
    try:
        if request.method == "POST" and (accepted := _sign_as_known(request, slug)) is not None:
            return accepted
        for _attempt in range(MOST_ATTEMPTS):
            answer = _sign(request, slug)
            if answer is not None:
                return answer
    except DATABASE_AWAY:
        if request.method != "POST":
            # Nobody has typed anything that could be handed back.
            raise
    return _unavailable(request)


def _sign_as_known(request: HttpRequest, slug: str) -> HttpResponse | None:
    """Take in a signature by what this process knows of the petition. Takes one statement.

    Whatever comes of it but a signature that is stored is found out anew, so that nobody is told what was
    true a moment ago; None says so. A form that the register has changed under is counted a second time then.
    """
    register = known_register(slug, request.POST.get("wording", ""))
    if register is None:
        return None
    petition, wording = register.petition, register.wording
    if not petition.is_open or not is_same_origin(request) or recaptcha.may_ask(petition):
        return None
    form = SignForm(petition, request.POST, find_verdict=lambda _petition, _email: None)
    if not form.is_valid() or not _can_be_promised(wording):
        return None
    domains = register.domains_to_ask_for(form.cleaned_data["email"])
    if not register.ruled_domains.isdisjoint(domains):
        return None
    findings = assess(request, petition, form.cleaned_data, form.domain_verdict)
    if not store_while(
        _submission_of(form, wording, findings, findings.suspicions), register.believed, domains
    ):
        forget_register(petition, wording)
        return None
    return _accepted(request, petition, form)


def _sign(request: HttpRequest, slug: str) -> HttpResponse | None:
    """Take in a signature, or show the form; None where the register has changed meanwhile."""
    petition, named = _register_and_wording(slug, request.POST.get("wording", ""))
    if request.method != "POST":
        return _show_form(request, petition, None)
    form = SignForm(petition, request.POST)
    if not is_same_origin(request):
        return _show_form(request, petition, form, notice="elsewhere", status=403)
    if not petition.is_open:
        return _show_form(request, petition, form, notice=str(petition.signing), status=409)
    if not form.is_valid():
        return _show_form(request, petition, form, status=422)
    wording = _wording_shown(petition, form.cleaned_data["wording"], named)
    if wording is None:
        return _show_form(request, petition, form, notice="wording", status=409)
    findings = assess(request, petition, form.cleaned_data, form.domain_verdict)
    suspicions = recaptcha.ask_or_clear(petition, request.POST, findings.suspicions)
    if suspicions is None:
        return _show_form(request, petition, form, notice="recaptcha", status=409)
    if not store_while(_submission_of(form, wording, findings, suspicions), BelievedRegister.of(petition)):
        return None
    remember_register(petition, wording)
    return _accepted(request, petition, form)


def _submission_of(
    form: SignForm, wording: Wording, findings: Findings, suspicions: Sequence[Suspicion]
) -> Submission:
    """Return what a valid form comes to."""
    return new_submission(
        form.petition,
        wording,
        translation.get_language(),
        form.cleaned_data["via"],
        form.answers,
        suspicions=suspicions,
        network_tag=findings.network_tag,
        corrects=form.cleaned_data.get("corrects"),
        mail_wait=findings.mail_wait if Suspicion.CROWDED_NETWORK in suspicions else timedelta(),
    )


def _accepted(request: HttpRequest, petition: Petition, form: SignForm) -> HttpResponse:
    """Lead on to what is left to do."""
    corrects = form.cleaned_data.get("corrects") is not None
    url = reverse("petition_correction_sent" if corrects else "petition_thanks", args=[petition.slug])
    if wants_json(request):
        return JsonResponse({"status": "accepted", "next": url})
    return ResponseSeeOther(url)


@require_safe
@never_cache
def challenge_json(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with a new challenge for whoever begins to fill in the form. Nothing is stored."""
    return JsonResponse(new_challenge(get_object_or_404(Petition, slug=slug)))


def _register_and_wording(slug: str, wording_hash: str) -> tuple[Petition, Wording | None]:
    """Return the register, and the wording that the form named if it is one of the register's.

    One query for both: signing comes in floods.
    """
    # Anything longer names none of ours; no database needs to look.
    if 0 < len(wording_hash) <= WORDING_HASH_LENGTH:
        named = Wording.objects.filter(pk=wording_hash, petition__slug=slug)
        # By its key there is one or none: `first` would sort, which costs as much as all else here.
        for wording in named.select_related("petition__digest_key").defer("text").order_by():
            return wording.petition, wording
    return get_object_or_404(Petition.objects.select_related("digest_key"), slug=slug), None


def _wording_shown(petition: Petition, wording_hash: str, wording: Wording | None) -> Wording | None:
    """Return the wording that the form named, if people can still be promised it."""
    if wording is not None and not _can_be_promised(wording):
        return None
    if wording is None:
        # A page that was made public without being published, by a restored database for one.
        for page in petition.pages.filter(live=True, alias_of__isnull=True).select_related(
            "locale", "petition"
        ):
            if page.wording_hash == wording_hash and not has_lost_consent(page):
                return take_wording(page)
    return wording


def _can_be_promised(wording: Wording) -> bool:
    """Tell whether its day is still to come: it may have been moved since, and the old one come."""
    return wording.retention_day is None or wording.retention_day > current_day()


def _show_form(
    request: HttpRequest, petition: Petition, form: SignForm | None, *, notice: str = "", status: int = 200
) -> HttpResponse:
    """Answer with the form, what was typed and what stands in the way."""
    page = petition_page_for(petition, translation.get_language())
    if page is None:
        raise Http404
    if form is None and is_closed_to_visitors(request):
        with translation.override(page.locale.language_code):
            return redirect("petition_sign", petition.slug)
    if form is not None:
        with translation.override(page.locale.language_code):
            anchor = anchor_of(_position_of_form(request))
            form = form.shown_again(
                page, auto_id=f"{anchor}-%s", says_what_is_wrong=notice in ("", "elsewhere")
            )
            if wants_json(request):
                context = {"form": form, "anchor": anchor, "notice": notice}
                parts = render_to_string("petition_blocks/signing/fields.html", context)
                return JsonResponse({"status": notice or "invalid", "parts": parts}, status=status)
    if notice == "recaptcha" and form is not None:
        form.fields["recaptcha"] = recaptcha.RecaptchaField()
    shown = shown_form(page, bound=form)
    response = render(
        request,
        "petition_blocks/signing/sign.html",
        {"shown": shown, "page": page, "petition": petition, "notice": notice},
        status=status,
    )
    if notice == "recaptcha":
        recaptcha.let_browser_load_it(response)
    return response


def _position_of_form(request: HttpRequest) -> int:
    """Return which of its page's forms our script has sent. A browser on its own gets a page with one."""
    position = request.POST.get("position", "") if wants_json(request) else ""
    return int(position) if FORM_POSITION.fullmatch(position) else 1


def _unavailable(request: HttpRequest) -> HttpResponse:
    """Say that nothing was stored, and hand back all that was typed behind one button."""
    if wants_json(request):
        response: HttpResponse = JsonResponse(
            {
                "status": "unavailable",
                "parts": render_to_string(
                    "petition_blocks/signing/notice_part.html", {"notice": "unavailable"}
                ),
            },
            status=503,
        )
    else:
        typed = [(name, value) for name, values in request.POST.lists() for value in values]
        content = render_to_string(
            "petition_blocks/signing/unavailable.html", {"typed": typed, "action": request.path}
        )
        response = HttpResponse(content, status=503)
    response["Retry-After"] = "60"
    return response


@require_safe
def thanks(request: HttpRequest, slug: str, corrects: bool = False) -> HttpResponse:
    """Say what is left to do, after signing or after correcting. Knows nothing about who has signed."""
    petition = get_object_or_404(Petition, slug=slug)
    page = petition_page_for(petition, translation.get_language())
    if page is None:
        raise Http404
    return render(
        request,
        "petition_blocks/signing/thanks.html",
        {"page": page, "petition": petition, "corrects": corrects},
    )


@csrf_exempt
@never_cache
def confirm(request: HttpRequest, slug: str, public_id: UUID, token: str) -> HttpResponse:
    """Show what a mailed link would confirm; confirm it when the button is pressed.

    Following the link changes nothing: mail scanners follow links and run scripts.
    """
    submission = Submission.objects.filter(public_id=public_id).select_related("wording", "petition").first()
    if submission is not None and verify_token("confirm", submission, token):
        petition = submission.petition
        if request.method != "POST":
            return _ask_to_confirm(request, petition, submission)
        outcome = confirm_submission(
            submission.pk, is_somebody_else=ANSWERS.get(request.POST.get("somebody_else", ""))
        )
        if outcome in (Outcome.SIGNED, Outcome.CORRECTED):
            return ResponseSeeOther(request.path)
        if outcome is Outcome.WHO_IS_IT:
            return _ask_to_confirm(request, petition, submission)
        if outcome is Outcome.ALREADY_SIGNED:
            earlier = Signature.objects.filter(petition=petition, digest=bytes(submission.digest)).first()
            return _has_signed(request, petition, earlier, had_signed_before=True)
        if outcome is Outcome.TOO_LATE:
            return _say_it_is_too_late(request, petition, submission)
    signed = Signature.objects.filter(public_id=public_id).select_related("petition").first()
    if signed is not None and verify_token("confirm", signed, token):
        return _has_signed(request, signed.petition, signed, had_signed_before=False)
    corrected = Signature.objects.filter(corrected_by=public_id).select_related("petition").first()
    if corrected is not None:
        # Its token went with the submission, so this page leads nowhere and names nothing.
        context = {"is_being_checked": corrected.state == Signature.State.QUARANTINED}
        return page_about(request, corrected.petition, "petition_blocks/signing/corrected.html", context)
    # The other mail's link was confirmed; this one is of the same mailbox.
    replaced = replaced_submission(public_id)
    if replaced is not None and verify_token("confirm", replaced, token):
        return _has_signed(request, replaced.petition, replaced.signature, had_signed_before=True)
    return page_of_dead_link(request, slug, public_id)


def _has_signed(
    request: HttpRequest, petition: Petition, signature: Signature | None, *, had_signed_before: bool
) -> HttpResponse:
    """Say how the signature stands, with the way to see and remove it."""
    language = translation.get_language()
    context = {
        "had_signed_before": had_signed_before,
        "signature": signature,
        "signature_url": signature_path(signature, language) if signature is not None else "",
    }
    return page_about(request, petition, "petition_blocks/signing/confirmed.html", context)


def _ask_to_confirm(request: HttpRequest, petition: Petition, submission: Submission) -> HttpResponse:
    """Show exactly what is being confirmed, and one button."""
    if not petition.accepts_confirmations:
        return _say_it_is_too_late(request, petition, submission)
    fields = unseal_for_server(submission.ciphertext)
    signatures = list(signatures_of(submission))
    return page_about(
        request,
        petition,
        "petition_blocks/signing/confirm.html",
        {
            "fields": fields,
            "country": countries.name(fields["country"]),
            "details": details_told(fields),
            "wording": submission.wording.text,
            "wording_language": submission.wording.language,
            "erasure_day": submission.wording.erasure_day(petition),
            # Of now: a key may have come since the form was shown, and confirming seals to it.
            "key_holders": responsibility_text(petition)["key_holders"],
            "asks_who": asks_who(submission, signatures),
            "corrects": is_correction(submission, signatures),
        },
    )


def _say_it_is_too_late(request: HttpRequest, petition: Petition, submission: Submission) -> HttpResponse:
    """Say that the petition has closed, and what that means for what was handed in."""
    context = {"corrects": is_correction(submission, list(signatures_of(submission)))}
    return page_about(request, petition, "petition_blocks/signing/too_late.html", context, status=410)
