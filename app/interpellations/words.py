"""The closed vocabularies of interpellations."""

from enum import StrEnum


class RequesterKind(StrEnum):
    """Who asks (I1). Each has its own rights and thresholds."""

    CITIZEN = "citizen"
    WATCHER = "watcher"
    BODY = "body"


class InterpellationState(StrEnum):
    """Where a file stands; transitions are in `rules/states.py`. Lateness is computed, never a state."""

    DRAFT = "draft"
    REGISTERED = "registered"
    INADMISSIBLE = "inadmissible"
    ADMISSIBLE = "admissible"
    ANSWERED = "answered"
    ESCALATED = "escalated"
    HEARD = "heard"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Inadmissibility(StrEnum):
    """The coded public reasons of a refusal (I4)."""

    OUT_OF_SCOPE = "out_of_scope"
    NOT_EXECUTION = "not_execution"
    NOT_YET_LATE = "not_yet_late"
    PERSONAL_DATA = "personal_data"
    INSULT = "insult"
    DUPLICATE = "duplicate"
    INDIVIDUAL_CASE = "individual_case"


class Closing(StrEnum):
    """How a file ends (I9). A silence is « réponse non intervenue », never acceptance."""

    SATISFIED = "satisfied"
    UNSATISFIED = "unsatisfied"
    EXPIRED = "expired"
    NO_ANSWER = "no_answer"


class DeadlineKind(StrEnum):
    """What somebody owes by a date; lengths and effects are in the table of `rules/deadlines.py`."""

    ACKNOWLEDGEMENT = "acknowledgement"
    ADMISSIBILITY = "admissibility"
    CORRECTION = "correction"
    ANSWER = "answer"
    CLARIFICATION = "clarification"
    JUDGEMENT = "judgement"
    HEARING_REPLY = "hearing_reply"
    SECOND_REQUEST = "second_request"
    LAST_RESORT = "last_resort"


class ReminderKind(StrEnum):
    """When whoever owes is told (I5)."""

    HALF_TIME = "half_time"
    FIFTEEN_DAYS_BEFORE = "fifteen_days_before"
    THREE_DAYS_BEFORE = "three_days_before"
    DAY_AFTER = "day_after"
    ELECTED_HEAD = "elected_head"
    CHAIR = "chair"


class EscalationCause(StrEnum):
    """Why a file asks to be heard (I7)."""

    NO_ANSWER = "no_answer"
    INSUFFICIENT = "insufficient"
    THRESHOLD = "threshold"


class HearingState(StrEnum):
    """Where a request to be heard stands (I7, I8)."""

    REQUESTED = "requested"
    SCHEDULED = "scheduled"
    REFUSED = "refused"
    PREFECT_TOLD = "prefect_told"
    HELD = "held"
    DROPPED = "dropped"


class ThresholdEffect(StrEnum):
    """What crossing a threshold opens; it never decides (I6)."""

    MEETING = "meeting"
    AGENDA = "agenda"
    CONSULTATION = "consultation"


class Hideable(StrEnum):
    """What can be hidden from the public (I11)."""

    PASSAGE = "passage"
    QUESTION = "question"
    ANSWER = "answer"
    DOCUMENT = "document"
    NAME = "name"


class HidingGround(StrEnum):
    """The coded public reasons for hiding something (I11)."""

    PERSONAL_DATA = "personal_data"
    INSULT = "insult"
    SECRECY = "secrecy"
    RIGHTS = "rights"
    COURT = "court"


class BodyKind(StrEnum):
    """The bodies that may file in their own name and designate watchers (I1)."""

    CESER = "ceser"
    DEVELOPMENT_COUNCIL = "conseil_developpement"
    NEIGHBOURHOOD_COUNCIL = "conseil_quartier"


class GuideReading(StrEnum):
    """Where a watcher stands with the guide of the contract (I10)."""

    UNREAD = "unread"
    STALE = "stale"
    """Read on a former text, and nothing was filed yet: the first interpellation waits for the new one."""
    READ = "read"
