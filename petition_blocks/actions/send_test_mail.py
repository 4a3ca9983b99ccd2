"""Send somebody of the team a mail as signatories get it."""

import smtplib

from anymail.exceptions import AnymailError
from django.utils.translation import gettext as _

from ..mail_examples import example_mail
from ..mail_line import MailLine, MailServerAway, refusal_reason
from ..models import PetitionPage, Submission
from .refused import Refused


def send_test_mail(page: PetitionPage, kind: Submission.Mail, to: str) -> None:
    """Send one mail of the page, marked as a test. Raises `Refused` if the mail server doesn't take it.

    It goes now, also while mails are paused: that is when one wants to try.
    """
    mail = example_mail(page, kind, to)
    mail.subject = _("Test: %(subject)s") % {"subject": mail.subject}
    line = MailLine()
    try:
        line.send(mail)
    except (MailServerAway, smtplib.SMTPException, AnymailError, OSError) as error:
        raise Refused(
            _("The mail server did not take the mail. Its answer: %(reason)s.")
            % {"reason": refusal_reason(error)}
        ) from error
    finally:
        line.close()
