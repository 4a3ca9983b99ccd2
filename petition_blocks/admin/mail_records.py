"""The records about our mails, explained to whoever has to put them right."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..mail_proof import Kind, Status
from ..models import MailProof

MEANING = {
    Kind.SPF: _("SPF: the list of the servers that may send mails in your name."),
    Kind.DKIM: _("DKIM: the key with which mailboxes check that a mail is yours and unchanged."),
    Kind.DMARC: _("DMARC: what mailboxes are to do with mails in your name that fail both."),
}
ADVICE: dict[tuple[Kind, Status], str | Promise] = {
    (Kind.SPF, Status.MISSING): _(
        "Add a TXT record here. Your mail provider tells you its text; it looks like "
        "“v=spf1 include:mail.example.org -all”."
    ),
    (Kind.SPF, Status.WRONG): _(
        "There must be exactly one such record, and it must not let everybody send (“+all”). Join several "
        "into one, and let it end in “-all”."
    ),
    (Kind.DKIM, Status.UNKNOWN_NAME): _(
        "We don’t know the name of your key. Ask your mail provider for its “selector”, and have whoever "
        "runs this site enter it as MAIL_DKIM_SELECTOR."
    ),
    (Kind.DKIM, Status.MISSING): _(
        "Add the record that your mail provider gives you for signing (DKIM), under this name. If it gave "
        "you another name, have whoever runs this site correct MAIL_DKIM_SELECTOR."
    ),
    (Kind.DKIM, Status.WRONG): _("The key is empty, which says that it was withdrawn. Ask for a new one."),
    (Kind.DMARC, Status.MISSING): _(
        "Add a TXT record here: “v=DMARC1; p=none”. Once you know that all your mails pass, change “none” to "
        "“quarantine”."
    ),
    (Kind.DMARC, Status.WRONG): _(
        "There must be exactly one such record, and it must say p=none, p=quarantine or p=reject."
    ),
}


@dataclass(frozen=True)
class ExplainedRecord:
    """What a record is for, what was found, and what to do."""

    kind: str
    name: str
    is_good: bool
    found: str
    meaning: str | Promise
    advice: str | Promise


def explained_records(proof: MailProof | None) -> list[ExplainedRecord]:
    """Return the records that were found last; none if nobody has looked yet."""
    return [
        ExplainedRecord(
            kind=record["kind"].upper(),
            name=record["name"],
            is_good=record["status"] == Status.GOOD,
            found=record["found"],
            meaning=MEANING[Kind(record["kind"])],
            advice=ADVICE.get((Kind(record["kind"]), Status(record["status"])), ""),
        )
        for record in (proof.records if proof is not None else [])
    ]
