"""The closed vocabularies of a conference."""

from enum import StrEnum


class Profile(StrEnum):
    """R3.11: `ctap` is the statutory conference (the region chairs, opinions only)."""

    COTAP = "cotap"
    CTAP = "ctap"


class SeatKind(StrEnum):
    """A seat votes or observes (R3.2)."""

    VOTING = "voting"
    OBSERVER = "observer"


class Specificity(StrEnum):
    """Territorial specificities that an act of composition can name (R3.3)."""

    LITTORAL = "littoral"
    MOUNTAIN = "montagne"
    RURAL = "rural"
    FOREST = "forêt"


class Office(StrEnum):
    """What a mandate without a seat proves."""

    SECRETARY = "secretary"
    STATE_REPRESENTATIVE = "state_representative"
    SUBSTITUTE_CHAIR = "substitute_chair"
    """Whoever presides in the place of the chair, for a time, by delegation."""


class MemberCategory(StrEnum):
    """Who a member of a thematic group is (R5.1)."""

    INSTITUTIONAL = "institutional"
    PARA_PUBLIC = "para_public"
    PRIVATE = "private"


class AdmissionCriterion(StrEnum):
    """Why a member is admitted to a thematic group (R5.1)."""

    PAYS = "pays"
    REPRESENTS = "represents"
    EMPLOYS = "employs"


class FinaliteOrigin(StrEnum):
    """Who defined the finalités (R2.1, R2.2)."""

    VOTE = "vote"
    STATE = "state"
