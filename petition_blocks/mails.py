"""The mails a submission leads to, as text that any mail program shows."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from editorial.models import SiteSettings

from .links import absolute_address, confirmation_link, signature_path
from .models import PetitionPage, Signature, Submission


def compose_mail(
    submission: Submission,
    page: PetitionPage,
    kind: Submission.Mail,
    to: str,
    signature: Signature | None = None,
) -> EmailMessage:
    """Return the mail of that kind, in the words of the page; `signature` is the one the address gave before.

    It carries no name (attackers choose names), no advertising and nothing that tracks.
    """
    with translation.override(page.locale.language_code):
        subject = getattr(page, f"{kind.value}_subject")
        parts = [getattr(page, f"{kind.value}_text").strip()]
        if kind != Submission.Mail.ALREADY_SIGNED:
            until = formats.date_format(timezone.localtime(submission.expires_at), "DATE_FORMAT")
            parts += [
                confirmation_link(submission, page.locale.language_code),
                _("The link works until %(day)s.") % {"day": until},
            ]
        if signature is not None:
            path = signature_path(signature, page.locale.language_code)
            parts += [_("See what we keep about you, or remove your signature:"), absolute_address(path)]
        parts += ["-- \n" + _footer(page, kind)]
    return EmailMessage(
        subject=" ".join(subject.split()),
        body="\n\n".join(parts) + "\n",
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[to],
        # Automatic replies to an automatic mail would only bounce around.
        headers={"Auto-Submitted": "auto-generated"},
    )


def _footer(page: PetitionPage, kind: Submission.Mail) -> str:
    """Return who writes and why, and what to do if it was somebody else."""
    lines = [
        _("You get this mail because this address was entered at:"),
        absolute_address(page.get_url() or "/"),
    ]
    if kind == Submission.Mail.ALREADY_SIGNED:
        lines.append(_("If that was not you: nothing has changed, and nothing was added."))
    else:
        lines.append(
            _(
                "If that was not you: do nothing. Without confirmation nothing counts, and what was entered "
                "is erased."
            )
        )
    if page.petition is not None and (controllers := page.petition.controllers_text):
        lines += ["", _("Responsible:"), controllers]
    site = page.get_site()
    contact = SiteSettings.for_site(site).contact_email if site is not None else ""
    if contact:
        lines += ["", _("Questions? Write to:"), contact]
    return "\n".join(lines)
