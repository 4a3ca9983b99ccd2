"""Signing, confirming, and the numbers anybody may read."""

import csv
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from django_countries import countries
from wagtail.models import Locale

from editorial.days import current_day

from .abuse import recaptcha
from .abuse.ladder import climb
from .abuse.ticket import new_ticket
from .actions.confirm import Outcome
from .actions.confirm import confirm as confirm_submission
from .actions.submit import submit
from .actions.take_wording import take_wording
from .forms import SignForm
from .links import proof_fits, signature_path
from .models import (
    ErasedSignature,
    MailAllowance,
    Petition,
    ReplacedSubmission,
    Signature,
    Submission,
    Suspicion,
    Wording,
)
from .numbers import PublishedTables, public_numbers, published_tables
from .petition_pages import petition_page_for
from .responsibility import responsibility_text
from .same_address import asks_who, puts_right, signatures_of
from .same_origin import is_same_origin
from .sealing import unseal_for_server
from .secret_steps import STEP
from .sign_forms import shown_form

WORDING_HASH_LENGTH = 64
# What the buttons of the question mean that is asked where two people may sign with one address.
ANSWERS = {"yes": True, "no": False}


class ResponseSeeOther(HttpResponseRedirect):
    """A redirect after a form: the browser must fetch the next page with GET."""

    status_code = 303


def wants_json(request: HttpRequest) -> bool:
    """Tell whether our script is asking, rather than a browser on its own."""
    return request.accepts("application/json") and not request.accepts("text/html")


def active_locale() -> Locale:
    """Return the language of the address that was asked for."""
    return Locale.objects.get_for_language(translation.get_language())


@csrf_exempt
@never_cache
def sign(request: HttpRequest, slug: str) -> HttpResponse:
    """Take in a signature, or show the form by itself."""
    try:
        petition, named = _register_and_wording(slug, request.POST.get("wording", ""))
        if request.method != "POST":
            return _show_form(request, petition, None)
        form = SignForm(petition, request.POST)
        if not is_same_origin(request):
            return _show_form(request, petition, form, notice="elsewhere", status=403)
        if not petition.is_open:
            return _show_form(request, petition, form, notice=str(petition.state), status=409)
        if not form.is_valid():
            return _show_form(request, petition, form, status=422)
        wording = _wording_shown(petition, form.cleaned_data["wording"], named)
        if wording is None:
            return _show_form(request, petition, form, notice="wording", status=409)
        findings = climb(request, petition, form)
        suspicions = recaptcha.ask_or_clear(petition, request.POST, findings.suspicions)
        if suspicions is None:
            return _show_form(request, petition, form, notice="recaptcha", status=409)
        submit(
            petition,
            wording,
            translation.get_language(),
            form.cleaned_data["via"],
            form.answers,
            suspicions=suspicions,
            network_tag=findings.network_tag,
            corrects=form.cleaned_data.get("corrects"),
            mail_wait=findings.mail_wait if Suspicion.CROWDED_NETWORK in suspicions else timedelta(),
        )
    except DatabaseError:
        return _unavailable(request)
    address = reverse("petition_thanks", args=[slug])
    if wants_json(request):
        return JsonResponse({"status": "accepted", "next": address})
    return ResponseSeeOther(address)


@require_safe
@never_cache
def ticket_json(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with a new ticket for whoever begins to fill in the form. Nothing is stored."""
    return JsonResponse(new_ticket(get_object_or_404(Petition, slug=slug)))


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
    if wording is not None and wording.retention_day and wording.retention_day <= current_day():
        # The day was moved since, and the old one has come: nobody can be promised it any more.
        return None
    if wording is None:
        # A page that was made public without being published, by a restored database for one.
        for page in petition.pages.filter(live=True, alias_of__isnull=True).select_related(
            "locale", "petition"
        ):
            if page.wording_hash == wording_hash:
                return take_wording(page)
    return wording


def _show_form(
    request: HttpRequest, petition: Petition, form: SignForm | None, *, notice: str = "", status: int = 200
) -> HttpResponse:
    """Answer with the form, what was typed and what stands in the way."""
    page = petition_page_for(petition, active_locale())
    if page is None:
        raise Http404
    if form is not None:
        with translation.override(page.locale.language_code):
            form = form.shown_again(page, auto_id="sign-1-%s", says_what_is_wrong=notice in ("", "elsewhere"))
    if wants_json(request):
        errors = (
            [{"field": name, "message": str(messages[0])} for name, messages in form.errors.items()]
            if form is not None
            else []
        )
        return JsonResponse(
            {
                "status": notice or "invalid",
                "errors": errors,
                "wording": page.wording_hash,
                "notice": render_to_string(
                    "petition_blocks/includes/notice.html", {"notice": notice}
                ).strip(),
            },
            status=status,
        )
    if notice == "recaptcha" and form is not None:
        form.fields["recaptcha"] = recaptcha.RecaptchaField()
    shown = shown_form(page, bound=form)
    response = render(
        request,
        "petition_blocks/sign.html",
        {"shown": shown, "page": page, "petition": petition, "notice": notice},
        status=status,
    )
    if notice == "recaptcha":
        recaptcha.let_browser_load_it(response)
    return response


def _unavailable(request: HttpRequest) -> HttpResponse:
    """Say that nothing was stored, and hand back all that was typed behind one button."""
    if wants_json(request):
        response: HttpResponse = JsonResponse(
            {
                "status": "unavailable",
                "errors": [],
                "notice": render_to_string(
                    "petition_blocks/includes/notice.html", {"notice": "unavailable"}
                ).strip(),
            },
            status=503,
        )
    else:
        typed = [(name, value) for name, values in request.POST.lists() for value in values]
        content = render_to_string(
            "petition_blocks/unavailable.html", {"typed": typed, "action": request.path}
        )
        response = HttpResponse(content, status=503)
    response["Retry-After"] = "60"
    return response


@require_safe
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what is left to do. Knows nothing about who has signed."""
    petition = get_object_or_404(Petition, slug=slug)
    page = petition_page_for(petition, active_locale())
    if page is None:
        raise Http404
    return render(request, "petition_blocks/thanks.html", {"page": page, "petition": petition})


@csrf_exempt
@never_cache
def confirm(request: HttpRequest, slug: str, public_id: UUID, proof: str) -> HttpResponse:
    """Show what a mailed link would confirm; confirm it when the button is pressed.

    Following the link changes nothing: mail scanners follow links and run scripts.
    """
    submission = Submission.objects.filter(public_id=public_id).select_related("wording", "petition").first()
    if submission is not None and proof_fits("confirm", submission, proof):
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
    if signed is not None and proof_fits("confirm", signed, proof):
        return _has_signed(request, signed.petition, signed, had_signed_before=False)
    corrected = Signature.objects.filter(corrected_by=public_id).select_related("petition").first()
    if corrected is not None:
        # Its proof went with the submission, so this page leads nowhere and names nothing.
        return page_about(request, corrected.petition, "petition_blocks/corrected.html", {})
    # The other mail's link was confirmed; this one is of the same mailbox.
    replaced = replaced_submission(public_id)
    if replaced is not None and proof_fits("confirm", replaced, proof):
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
        "signature_address": signature_path(signature, language) if signature is not None else "",
    }
    return page_about(request, petition, "petition_blocks/confirmed.html", context)


def replaced_submission(public_id: UUID) -> ReplacedSubmission | None:
    """Return what is left of a submission when another one of the same address was confirmed."""
    return (
        ReplacedSubmission.objects.filter(public_id=public_id).select_related("signature__petition").first()
    )


def page_of_dead_link(
    request: HttpRequest, slug: str, public_id: UUID | None, *, offers_form: bool = True
) -> HttpResponse:
    """Say truly why a mailed link leads to nothing: it isn't whole, or what it led to is erased.

    Without an id, so much is missing that it can't be told which one it was.
    """
    # The name in the address may have been cut or changed too.
    petition = (
        Petition.objects.filter(slug=slug).first() or Petition.objects.filter(slug__iexact=slug).first()
    )
    if petition is None:
        return render(request, "petition_blocks/link_not_whole.html", {}, status=404)
    if public_id is None or any(
        model.objects.filter(public_id=public_id).exists()
        for model in (Submission, Signature, ReplacedSubmission, MailAllowance)
    ):
        return page_about(request, petition, "petition_blocks/link_not_whole.html", {}, status=404)
    was_signed = ErasedSignature.objects.filter(petition=petition, public_id=public_id).exists()
    context = {"was_signed": was_signed, "offers_form": offers_form and petition.is_open}
    return page_about(request, petition, "petition_blocks/link_ran_out.html", context, status=410)


def _ask_to_confirm(request: HttpRequest, petition: Petition, submission: Submission) -> HttpResponse:
    """Show exactly what is being confirmed, and one button."""
    if not petition.accepts_confirmations:
        return _say_it_is_too_late(request, petition, submission)
    fields = unseal_for_server(submission.ciphertext)
    signatures = list(signatures_of(submission))
    return page_about(
        request,
        petition,
        "petition_blocks/confirm.html",
        {
            "fields": fields,
            "country": countries.name(fields["country"]),
            "wording": submission.wording.text,
            "wording_language": submission.wording.language,
            "erasure_day": submission.wording.erasure_day(petition),
            # Of now: a key may have come since the form was shown, and confirming seals to it.
            "key_holders": responsibility_text(petition)["key_holders"],
            "asks_who": asks_who(submission, signatures),
            "corrects": puts_right(submission, signatures),
        },
    )


def _say_it_is_too_late(request: HttpRequest, petition: Petition, submission: Submission) -> HttpResponse:
    """Say that the petition has closed, and what that means for what was handed in."""
    context = {"corrects": puts_right(submission, list(signatures_of(submission)))}
    return page_about(request, petition, "petition_blocks/too_late.html", context, status=410)


def page_about(
    request: HttpRequest, petition: Petition, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Answer with a page about the petition, in the language of the address as far as there are words."""
    page = petition_page_for(petition, active_locale())
    if page is None:
        # Unpublished. What was pressed is done all the same, and a mailed link must not look broken.
        return render(
            request, "petition_blocks/page_away.html", {"done": request.method == "POST"}, status=404
        )
    return render(request, template, {"page": page, "petition": petition, **context}, status=status)


@require_safe
@cache_control(public=True, max_age=0, s_maxage=5)
def count_json(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with the numbers of now, as exact as they may be told."""
    petition = get_object_or_404(Petition.objects.with_numbers(), slug=slug)
    return JsonResponse(public_numbers(petition))


def _statistics(slug: str) -> PublishedTables:
    petition = get_object_or_404(
        Petition.objects.with_count().select_related("published_statistics"),
        slug=slug,
        published_statistics__isnull=False,
    )
    return published_tables(petition)


@require_safe
@cache_control(public=True, max_age=3600)
def statistics_json(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with the tables as they were told last."""
    published = _statistics(slug)
    return JsonResponse(
        {"slug": slug, "built_at": published.built_at, "in_steps_of": STEP, **published.tables}
    )


@require_safe
@cache_control(public=True, max_age=3600)
def statistics_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with the same tables, one below the other."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = content_disposition_header(True, f"{slug}-statistics.csv")
    response["Content-Disposition"] = name or "attachment"
    writer = csv.writer(response)
    writer.writerow(["table", "value", "signatures"])
    for table, cells in _statistics(slug).tables.items():
        writer.writerows([table, value, number] for value, number in cells.items())
    return response
