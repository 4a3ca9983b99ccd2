"""Send an address no more mail about a petition, or mail again."""

from django.db import transaction
from django.db.models import Q

from ..models import MailAllowance, Submission


@transaction.atomic
def mute_address(allowance_id: int) -> None:
    """Send no more mail to the mailbox of an allowance. Takes no signature back, and erases nothing.

    Whoever signed with the address may still confirm with a link that was mailed before.
    """
    allowance = MailAllowance.objects.get(pk=allowance_id)
    digest = bytes(allowance.digest)
    of_mailbox = Submission.objects.filter(Q(mailbox=digest) | Q(mailbox=None, digest=digest))
    of_mailbox.filter(petition_id=allowance.petition_id).update(mail_due_at=None)
    MailAllowance.objects.filter(pk=allowance_id).update(muted=True)


def allow_mail_again(allowance_id: int) -> None:
    """Let mails to the address go again, from the next submission on."""
    MailAllowance.objects.filter(pk=allowance_id).update(muted=False)
