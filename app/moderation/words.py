"""The words of moderation that are stored."""

from enum import StrEnum


class ContentKind(StrEnum):
    """What can be reported: a content that everybody reads and that somebody typed."""

    INTERPELLATION = "interpellation"
    ANSWER = "answer"
    DOCUMENT = "document"
    BODY = "body"
    INSTITUTION = "institution"


class ReportReason(StrEnum):
    """Why a content is reported: a closed list, so that reports can be counted and compared."""

    PERSONAL_DATA = "personal_data"
    UNLAWFUL = "unlawful"
    OFF_TOPIC = "off_topic"
    IMPERSONATION = "impersonation"
    OTHER = "other"


class CaseState(StrEnum):
    """Whether the content still waits for a decision."""

    OPEN = "open"
    DECIDED = "decided"


class Act(StrEnum):
    """What a moderator can decide."""

    DISMISS = "dismiss"
    HOLD = "hold"
    RELEASE = "release"
    MASK = "mask"
    HIDE = "hide"
    SETTLE = "settle"
    WARN = "warn"
    SUSPEND = "suspend"
    RESTORE = "restore"


class Party(StrEnum):
    """Who contests a decision: whoever wrote the content, or whoever reported it."""

    AUTHOR = "author"
    REPORTER = "reporter"
