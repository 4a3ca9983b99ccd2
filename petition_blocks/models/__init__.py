"""The models of the petition: words (its page) and numbers (its register)."""

from .abuse import AbuseStatistics, AbuseStep, DomainRule, Suspicion
from .clock_reading import ClockReading
from .controller import Controller
from .counts import CountChange, CountTotal, PetitionTotal, PublishedStatistics
from .data_request import DataRequest
from .erased_signature import ErasedSignature
from .erasure_receipt import ErasureReceipt
from .export import Export, ExportPart
from .key_change import KeyChange
from .link_request import LinkRequest
from .mail_allowance import MailAllowance
from .mail_numbers import MailFunnel, MailRefusal
from .mail_proof import MailProof
from .mail_settings import MailSettings
from .offline_batch import OfflineBatch
from .petition import DigestKey, Petition, RecipientKey
from .petition_page import PetitionPage
from .replaced_submission import ReplacedSubmission
from .settings import PetitionSettings
from .shown_name import ShownName
from .signature import JudgedSignature, SealedRecord, Signature
from .submission import Submission
from .wording import Wording

__all__ = [
    "AbuseStatistics",
    "AbuseStep",
    "ClockReading",
    "Controller",
    "CountChange",
    "CountTotal",
    "DataRequest",
    "DigestKey",
    "DomainRule",
    "ErasedSignature",
    "ErasureReceipt",
    "Export",
    "ExportPart",
    "JudgedSignature",
    "KeyChange",
    "LinkRequest",
    "MailAllowance",
    "MailFunnel",
    "MailProof",
    "MailRefusal",
    "MailSettings",
    "OfflineBatch",
    "Petition",
    "PetitionPage",
    "PetitionSettings",
    "PetitionTotal",
    "PublishedStatistics",
    "RecipientKey",
    "ReplacedSubmission",
    "SealedRecord",
    "ShownName",
    "Signature",
    "Submission",
    "Suspicion",
    "Wording",
]
