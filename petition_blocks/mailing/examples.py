"""Each mail of a page with examples in place of somebody's links, to look at before it goes to anybody."""

import uuid

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from wagtail.users.models import UserProfile

from ..page.models import PetitionPage
from ..petition.models import Petition
from ..signature.models import CONFIRMATION_PERIOD, Signature, Submission, new_nonce
from .mails import CampaignMail, compose_mail
from .models import MailQuota

# Mails bring their styles with them; nothing else may be loaded.
PREVIEW_POLICY = {
    "default-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}
NAMES = {
    Submission.Mail.CONFIRMATION: _("Please confirm"),
    Submission.Mail.REMINDER: _("Reminder"),
    Submission.Mail.ALREADY_SIGNED: _("Signed already"),
    Submission.Mail.LINK: _("Link to the signature"),
}


def example_mail(page: PetitionPage, kind: Submission.Mail, to: str) -> CampaignMail:
    """Return the mail as somebody would get it. Its links lead to nothing, and nothing is stored."""
    petition = page.petition or Petition(slug="example")
    page.petition = petition
    submission = Submission(petition=petition, expires_at=timezone.now() + CONFIRMATION_PERIOD)
    signature = Signature(petition=petition, public_id=uuid.uuid4(), nonce=new_nonce())
    has_signed = kind in (Submission.Mail.ALREADY_SIGNED, Submission.Mail.LINK)
    quota = MailQuota(petition=petition, digest=new_nonce())
    return compose_mail(submission, page, kind, to, [signature] if has_signed else [], quota)


def mail_preview(request: HttpRequest, page: PetitionPage, kind: Submission.Mail) -> HttpResponseBase:
    """Show a mail as mail programs show it: with its look, and as plain text."""
    mail = example_mail(page, kind, "name@example.org")
    context = {
        "mail": mail,
        "sender": settings.DEFAULT_FROM_EMAIL,
        "language": page.locale.language_code,
    }

    @csp_replace(PREVIEW_POLICY)
    def show(request: HttpRequest) -> HttpResponse:
        # The mail speaks the page's language; what stands around it speaks the editor's.
        with translation.override(UserProfile.get_for_user(request.user).get_preferred_language()):
            return render(request, "petition_blocks/mailing/mails/preview.html", context)

    return show(request)
