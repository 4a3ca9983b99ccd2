"""What is said of a mailed link that leads to nothing."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..page.answers import page_about
from ..petition.models import Petition
from ..signature.models import ErasedSignature, ReplacedSubmission, Signature, Submission
from .models import MailQuota


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
        return render(request, "petition_blocks/mailing/link_not_whole.html", {}, status=404)
    if public_id is None or any(
        model.objects.filter(public_id=public_id).exists()
        for model in (Submission, Signature, ReplacedSubmission, MailQuota)
    ):
        return page_about(request, petition, "petition_blocks/mailing/link_not_whole.html", {}, status=404)
    was_signed = ErasedSignature.objects.filter(petition=petition, public_id=public_id).exists()
    context = {"was_signed": was_signed, "offers_form": offers_form and petition.is_open}
    return page_about(request, petition, "petition_blocks/mailing/link_ran_out.html", context, status=410)
