"""What somebody who has signed can see and do, each by a link from a mail: no account, no cookie."""

import re
from collections.abc import Callable
from functools import partial
from urllib.parse import unquote
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import is_valid_path, resolve, reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from wagtail.models import Site

from ..mailing.dead_links import page_of_dead_link, replaced_submission
from ..mailing.links import no_more_mail_link, signature_to_correct, verify_token
from ..page.answers import ResponseSeeOther, page_about
from ..page.speaking_page import petition_page_for
from ..petition.models import Petition
from ..signature.forms import EmailForm
from ..signature.models import Signature, Submission
from ..signing.forms import SignForm
from ..signing.same_origin import is_same_origin
from ..signing.shown_form import shown_form
from .actions import (
    disown,
    request_link,
    request_subject_access,
    withdraw,
    withdraw_consent,
    withdraw_name,
)
from .own_page import (
    HIDE_NAME,
    REQUEST_SUBJECT_ACCESS,
    WITHDRAW_CONSENT,
    is_done,
    loses_news_by_correction,
    signature_context,
)


def _signature_behind(public_id: UUID, token: str) -> Signature | None:
    """Return the signature that a mailed link leads to, if the link is one of ours and it is still there."""
    found = Signature.objects.filter(public_id=public_id).select_related("petition", "wording").first()
    return found if found is not None and verify_token("signature", found, token) else None


@csrf_exempt
@never_cache
def signature(request: HttpRequest, slug: str, public_id: UUID, token: str) -> HttpResponse:
    """Show a signatory what is held, and take the signature back when the button is pressed."""
    found = _signature_behind(public_id, token)
    if found is None:
        return page_of_dead_link(request, slug, public_id)
    if request.method == "POST":
        withdraw(found.pk)
        return page_about(request, found.petition, "petition_blocks/signatory/removed.html", {})
    return page_about(
        request, found.petition, "petition_blocks/signatory/signature.html", signature_context(found)
    )


@csrf_exempt
@never_cache
def signature_deed(request: HttpRequest, slug: str, public_id: UUID, token: str, deed: str) -> HttpResponse:
    """Do what one button of the signatory's page is for; then show the page, with what has been done."""
    found = _signature_behind(public_id, token)
    if found is None:
        return page_of_dead_link(request, slug, public_id)
    if deed not in DEEDS:
        raise Http404
    if request.method == "POST":
        DEEDS[deed](found.pk)
        return ResponseSeeOther(request.path)
    context = signature_context(found)
    if not is_done(deed, context):
        return ResponseSeeOther(context["signature_url"])
    return page_about(
        request, found.petition, "petition_blocks/signatory/signature.html", {**context, "done": deed}
    )


DEEDS: dict[str, Callable[[int], object]] = {
    HIDE_NAME: withdraw_name,
    REQUEST_SUBJECT_ACCESS: request_subject_access,
    **{deed: partial(withdraw_consent, covers=covers) for deed, covers in WITHDRAW_CONSENT.items()},
}


@never_cache
@require_safe
def correct(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Show the form that puts a signature right. What it sends is a submission like any other."""
    petition = get_object_or_404(Petition, slug=slug)
    page = petition_page_for(petition, translation.get_language())
    public_id = signature_to_correct(token)
    if page is None or public_id is None:
        raise Http404
    initial = {"wording": page.wording_hash, "corrects": token}
    with translation.override(page.locale.language_code):
        form = SignForm(petition, page=page, auto_id="sign-1-%s", initial=initial)
    context = {
        "shown": shown_form(page, bound=form),
        "loses_news": loses_news_by_correction(petition, public_id),
    }
    return page_about(request, petition, "petition_blocks/signatory/correct.html", context)


@csrf_exempt
@never_cache
def my_signature(request: HttpRequest, slug: str) -> HttpResponse:
    """Take in the address that the link to its signature goes to. Every address gets the same answer."""
    petition = get_object_or_404(Petition.objects.select_related("digest_key"), slug=slug)
    form = EmailForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        if not form.is_valid():
            status = 422
        elif not is_same_origin(request):
            status = 403
        else:
            if hasattr(petition, "digest_key"):
                request_link(petition, translation.get_language(), form.cleaned_data["email"])
            return ResponseSeeOther(reverse("petition_my_signature_asked", args=[slug]))
    return page_about(
        request, petition, "petition_blocks/signatory/my_signature.html", {"form": form}, status
    )


@never_cache
@require_safe
def my_signature_asked(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what comes next. Knows nothing about who has signed."""
    petition = get_object_or_404(Petition, slug=slug)
    return page_about(request, petition, "petition_blocks/signatory/my_signature_asked.html", {})


@csrf_exempt
@never_cache
def not_me(request: HttpRequest, slug: str, public_id: UUID, token: str) -> HttpResponse:
    """Let somebody whose address was entered by another erase what was entered, and get no more mail.

    Following the link changes nothing. An address that has signed is offered the removal instead.
    """
    submission = Submission.objects.filter(public_id=public_id).select_related("petition").first()
    if submission is not None and verify_token("not-me", submission, token):
        petition = submission.petition
        if request.method != "POST":
            return page_about(
                request, petition, "petition_blocks/signatory/not_me.html", {"has_signed": False}
            )
        quota = disown(submission.pk)
        site = Site.find_for_request(request)
        again = no_more_mail_link(quota, translation.get_language(), site) if quota is not None else ""
        return page_about(request, petition, "petition_blocks/signatory/not_me_done.html", {"again": again})
    signed = Signature.objects.filter(public_id=public_id).select_related("petition").first()
    replaced = replaced_submission(public_id)
    if signed is None and replaced is not None and verify_token("not-me", replaced, token):
        # Somebody has confirmed another mail of this address meanwhile.
        signed = replaced.signature
    elif signed is not None and not verify_token("not-me", signed, token):
        signed = None
    if signed is None:
        return page_of_dead_link(request, slug, public_id, offers_form=False)
    if request.method != "POST":
        return page_about(
            request, signed.petition, "petition_blocks/signatory/not_me.html", {"has_signed": True}
        )
    withdraw(signed.pk)
    return page_about(request, signed.petition, "petition_blocks/signatory/removed.html", {})


PURPOSES = {
    "confirm": "petition_confirm",
    "signature": "petition_signature",
    "not-me": "petition_not_me",
    "no-more-mail": "petition_no_more_mail",
}
# What a mailed link ends in. Whatever hangs on to its last part is left out.
MAILED = re.compile(
    r"(confirm|signature|not-me|no-more-mail)/([0-9a-f-]{36})/([a-z0-9_-]{22,26})", re.ASCII | re.IGNORECASE
)
LONGEST_LINK = 400


@never_cache
@require_safe
def changed_link(request: HttpRequest, slug: str, rest: str) -> HttpResponse:
    """Lead on from a mailed link that mail programs, or people who copied it, have changed; else say so.

    Wrapped over lines, encoded once more, in other letters, with a sign of the sentence behind it. Whether
    the link is one of ours is told where it leads to.
    """
    whole = f"{request.path}/"
    if not rest.endswith("/") and is_valid_path(whole) and resolve(whole).func is not changed_link:
        return HttpResponseRedirect(whole)
    # A quoted mail puts “>” at the beginning of each line.
    written = "".join(unquote(unquote(rest[:LONGEST_LINK])).replace(">", "").split())
    found = MAILED.search(written)
    try:
        url = reverse(PURPOSES[found[1].lower()], args=[slug, UUID(found[2]), found[3]]) if found else ""
    except ValueError:
        url = ""
    return HttpResponseRedirect(url) if url else page_of_dead_link(request, slug, None)
