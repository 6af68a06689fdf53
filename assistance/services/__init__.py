"""Everything that changes a request. Each function is one transaction, keeps the history, writes the mail.

Who may is asked by the views that call them. A change that the stage does not allow raises NotAllowed.
"""

from .anonymising import anonymise
from .contact import correct_contact, renew_link, renew_link_if_known, sealed_for_queue
from .files import NewFile, add_files
from .handling import assign, keep_until, relate, set_turn
from .locking import NotAllowed
from .moving import move, withdraw
from .project import make_project
from .submitting import DraftChanged, Submission, submit
from .writing import add_note, send_again, send_message

__all__ = [
    "DraftChanged",
    "NewFile",
    "NotAllowed",
    "Submission",
    "add_files",
    "add_note",
    "anonymise",
    "assign",
    "correct_contact",
    "keep_until",
    "make_project",
    "move",
    "relate",
    "renew_link",
    "renew_link_if_known",
    "sealed_for_queue",
    "send_again",
    "send_message",
    "set_turn",
    "submit",
    "withdraw",
]
