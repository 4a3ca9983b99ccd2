"""The models of the petition: words (its page) and numbers (its register)."""

from .counts import CountChange, CountTotal, PetitionTotal, PublishedStatistics
from .mail_allowance import MailAllowance
from .petition import DigestKey, Petition, RecipientKey
from .petition_page import PetitionPage
from .settings import PetitionSettings
from .signature import SealedRecord, Signature
from .submission import Submission
from .wording import Wording

__all__ = [
    "CountChange",
    "CountTotal",
    "DigestKey",
    "MailAllowance",
    "Petition",
    "PetitionPage",
    "PetitionSettings",
    "PetitionTotal",
    "PublishedStatistics",
    "RecipientKey",
    "SealedRecord",
    "Signature",
    "Submission",
    "Wording",
]
