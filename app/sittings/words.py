"""The closed vocabularies of a sitting."""

from enum import StrEnum


class SittingState(StrEnum):
    """Where a sitting is in its life."""

    PREPARING = "preparing"
    CONVENED = "convened"
    OPEN = "open"
    SUSPENDED = "suspended"
    CLOSED = "closed"
    CANCELLED = "cancelled"


LIVE = (SittingState.OPEN, SittingState.SUSPENDED)
"""Under way, suspended or not."""
HELD = (*LIVE, SittingState.CLOSED)
"""Opened, ended or not."""
CONVENED_OR_LIVE = (SittingState.CONVENED, *LIVE)
"""Where one may already enter, and table a motion."""
OVER = (SittingState.CLOSED, SittingState.CANCELLED)
"""Nothing more happens in it."""


class AttendanceProfile(StrEnum):
    """How members can attend (S12)."""

    ROOM = "room"
    HYBRID = "hybrid"
    REMOTE = "remote"


class ItemKind(StrEnum):
    """What an agenda item is for (S2)."""

    INFORMATION = "information"
    DEBATE = "debate"
    DECISION = "decision"
    INTERPELLATION = "interpellation"
    REVIEW = "review"
    ELECTION = "election"


class ItemState(StrEnum):
    """From a member's proposal to the end of its treatment."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    DEFERRED = "deferred"
    CURRENT = "current"
    DONE = "done"


class ItemOrigin(StrEnum):
    """Who put the item there (S2)."""

    CHAIR = "chair"
    MEMBER = "member"
    STATE_REFERRAL = "state_referral"
    SYSTEM = "system"


class PresenceMode(StrEnum):
    """How a member is present (S3)."""

    ROOM = "room"
    REMOTE = "remote"


class ProxyWay(StrEnum):
    """How a power to vote was given (S4)."""

    SIGNED_IN = "signed_in"
    PAPER = "paper"


class ProxyEnd(StrEnum):
    """How a power to vote ended before or with its term (S4)."""

    REVOKED = "revoked"
    DECLINED = "declined"
    OVER = "over"


class ProxyState(StrEnum):
    """What a power in force is worth at an instant: it acts when its principal is absent and its holder present."""

    ACTING = "acting"
    SUSPENDED = "suspended"
    WAITING = "waiting"


class SpeechKind(StrEnum):
    """Why the floor is asked for (S5)."""

    CONTRIBUTION = "contribution"
    FOR = "for"
    AGAINST = "against"
    POINT_OF_ORDER = "point_of_order"
    REPLY = "reply"


class SpeechState(StrEnum):
    """Where a request for the floor is."""

    WAITING = "waiting"
    SPEAKING = "speaking"
    PAUSED = "paused"
    DONE = "done"
    WITHDRAWN = "withdrawn"


class MotionState(StrEnum):
    """Where a text put to the vote is (S6)."""

    TABLED = "tabled"
    VOTING = "voting"
    CARRIED = "carried"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class BallotState(StrEnum):
    """Where a vote is (S7)."""

    OPEN = "open"
    TIED = "tied"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Choice(StrEnum):
    """What a voting seat may answer (S7)."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"
    DOES_NOT_TAKE_PART = "does_not_take_part"


class Base(StrEnum):
    """What a majority is counted on (S7)."""

    VOTES_CAST = "votes_cast"
    PRESENT = "present"
    SEATS = "seats"


class Majority(StrEnum):
    """How much of the base carries (S7)."""

    SIMPLE = "simple"
    ABSOLUTE = "absolute"
    THREE_FIFTHS = "three_fifths"
    TWO_THIRDS = "two_thirds"
    UNANIMITY = "unanimity"


class CommitmentState(StrEnum):
    """Where the follow-up of a decision is (S13)."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class MinutesState(StrEnum):
    """The life of minutes (S10)."""

    DRAFT = "draft"
    CIRCULATED = "circulated"
    ADOPTED = "adopted"
    SEALED = "sealed"
    PUBLISHED = "published"
