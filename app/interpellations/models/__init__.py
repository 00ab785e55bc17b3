"""The entities of interpellations, one file per concept."""

from .answers import (
    AnswerCommitment,
    AnswerCommitmentUpdate,
    AnswerTemplate,
    Clarification,
    InterpellationAnswer,
    Judgement,
)
from .bodies import Body, BodyOffice, GuideVersion, Watcher, WatchVisit
from .clock import Deadline, SentReminder, Suspension
from .file import (
    Attachment,
    FileCounter,
    InternalNote,
    Interpellation,
    OriginalText,
    Receipt,
    Redaction,
    ServiceContact,
)
from .hearings import Hearing, HearingPass
from .supports import Support, SupportInvalidation, ThresholdCrossing

__all__ = [
    "AnswerCommitment",
    "AnswerCommitmentUpdate",
    "AnswerTemplate",
    "Attachment",
    "Body",
    "BodyOffice",
    "Clarification",
    "Deadline",
    "FileCounter",
    "GuideVersion",
    "Hearing",
    "HearingPass",
    "InternalNote",
    "Interpellation",
    "InterpellationAnswer",
    "Judgement",
    "OriginalText",
    "Receipt",
    "Redaction",
    "SentReminder",
    "ServiceContact",
    "Support",
    "SupportInvalidation",
    "Suspension",
    "ThresholdCrossing",
    "WatchVisit",
    "Watcher",
]
