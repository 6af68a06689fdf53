from assistance.mail_words import MailKind

from .draft import RequestDraft
from .eligibility import EligibilityRule, EligibleCountry, OtherDoor
from .file import FileRole, FileState, RequestFile
from .history import Actor, AuditEntry, Event, Message, Note, StageEntry
from .mail import MailState, OutgoingMail
from .reference import ReferenceCounter
from .request import (
    AssistanceRequest,
    DelegationInformed,
    RequestInstitution,
    RequestKind,
    TimeFrame,
    Waiting,
)
from .request_page import IntakeState, RequestPage
from .texts import MailText, StageText

__all__ = [
    "Actor",
    "AssistanceRequest",
    "AuditEntry",
    "DelegationInformed",
    "EligibilityRule",
    "EligibleCountry",
    "Event",
    "FileRole",
    "FileState",
    "IntakeState",
    "MailKind",
    "MailState",
    "MailText",
    "Message",
    "Note",
    "OtherDoor",
    "OutgoingMail",
    "ReferenceCounter",
    "RequestDraft",
    "RequestFile",
    "RequestInstitution",
    "RequestKind",
    "RequestPage",
    "StageEntry",
    "StageText",
    "TimeFrame",
    "Waiting",
]
