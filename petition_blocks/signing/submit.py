"""Take in what a visitor has signed."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from ..petition.models import Petition
from ..sealing.email_addresses import canonical_email
from ..sealing.encryption import email_digest, seal_for_server
from ..signature.mailboxes import mailbox_digest
from ..signature.models import CONFIRMATION_PERIOD, Submission, Wording


def submit(
    petition: Petition,
    wording: Wording,
    language: str,
    source: str,
    fields: Mapping[str, str],
    *,
    suspicions: Sequence[str] = (),
    network_tag: bytes | None = None,
    corrects: UUID | None = None,
    mail_wait: timedelta = timedelta(),
) -> Submission:
    """Return the stored submission. When this has returned, it survives whatever happens next.

    The arguments are those of `new_submission`. Looks at nothing: whether the petition is open is for whoever
    asks. Visitors' submissions are stored by `store_while`.
    """
    submission = new_submission(
        petition,
        wording,
        language,
        source,
        fields,
        suspicions=suspicions,
        network_tag=network_tag,
        corrects=corrects,
        mail_wait=mail_wait,
    )
    submission.save()
    return submission


def new_submission(
    petition: Petition,
    wording: Wording,
    language: str,
    source: str,
    fields: Mapping[str, str],
    *,
    suspicions: Sequence[str] = (),
    network_tag: bytes | None = None,
    corrects: UUID | None = None,
    mail_wait: timedelta = timedelta(),
) -> Submission:
    """Return the submission to be stored.

    `fields` holds name, email, country and, where asked, details, updates, partner and show_name, all valid;
    `corrects` is the public id of a signature that it is to put right. With `suspicions` it is mailed and
    answered like any other, and checked before it counts. `mail_wait` is how long its mail stands back behind
    those of others. Takes no look at who has signed: neither the answer nor its timing tells.
    """
    now = timezone.now()
    return Submission(
        petition=petition,
        digest=email_digest(
            canonical_email(fields["email"], petition.email_rules), petition.digest_key.sealed_key
        ),
        mailbox=mailbox_digest(petition, fields["email"]),
        language=language,
        wording=wording,
        source=source,
        ciphertext=seal_for_server(dict(fields)),
        corrects=corrects,
        created_at=now,
        expires_at=now + CONFIRMATION_PERIOD,
        mail_due_at=now + mail_wait,
        suspicions=list(suspicions),
        network_tag=network_tag,
    )
