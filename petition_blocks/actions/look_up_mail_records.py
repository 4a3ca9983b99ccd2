"""See whether mailboxes will believe our mails."""

from django.conf import settings
from django.utils import timezone

from ..mail_proof import Resolver, look_up, sender_domain
from ..models import MailProof


def look_up_mail_records(resolver: Resolver | None = None) -> MailProof:
    """Look up the records of our mails' sender, and return what was found, which is kept.

    Raises LookFailed if the domain name system doesn't answer; what was found before then stays.
    """
    domain = sender_domain()
    records = look_up(domain, settings.MAIL_DKIM_SELECTORS, resolver)
    proof, _created = MailProof.objects.update_or_create(
        domain=domain, defaults={"records": records, "checked_at": timezone.now()}
    )
    return proof
