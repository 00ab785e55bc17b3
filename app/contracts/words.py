"""The closed vocabularies of contracts."""

from enum import StrEnum


class SchemeFamily(StrEnum):
    """How the region's guide sorts the schemes."""

    NATIONAL = "priorites_nationales"
    TURNKEY = "cle_en_main"
    NEW_GENERATION = "nouvelle_generation"
    TAILORED = "sur_mesure"


class ContractKind(StrEnum):
    """R1: the strategy contract carries the finalités; operational contracts serve them."""

    STRATEGY = "strategy"
    OPERATIONAL = "operational"


class ContractNature(StrEnum):
    """What the parties call their text."""

    CONTRACT = "contrat"
    RIDER = "avenant"
    AGREEMENT = "convention"
    PACT = "pacte"
    PROTOCOL = "protocole"
    CHARTER = "charte"
    PROGRAMME = "programme"
    SET = "ensemble_de_contrats"
    LABEL = "labellisation"
    COMMITMENT = "engagement"


class ContractState(StrEnum):
    """The life of a contract; the transitions are in `rules/life.py`."""

    DRAFT = "draft"
    NEGOTIATED = "negotiated"
    READY = "ready"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    UNDER_REVIEW = "under_review"
    ENDED = "ended"
    TERMINATED = "terminated"


class SourceStatus(StrEnum):
    """What the source of an imported contract says of it; None for one written here."""

    SIGNED = "signe"
    LAUREATE = "laureat"
    LABELLED = "labellise"
    FOLLOWED = "suivi"
    TO_SIGN = "a_signer"
    UNDER_WAY = "en_cours"


class Completeness(StrEnum):
    """How much the source says."""

    DETAILED = "detaillee"
    PARTIAL = "partielle"
    MINIMAL = "minimale"


class PerimeterKind(StrEnum):
    """R1.3: an administrative perimeter, or a free list of communes."""

    ADMINISTRATIVE = "administrative"
    COMMUNES = "communes"


class Side(StrEnum):
    """On which side of the table a party sits; who chose a theme (R11)."""

    STATE = "state"
    COLLECTIVITES = "collectivites"
    OTHER = "other"


class AttachedBy(StrEnum):
    """How a contract came to serve a finalité (R1.2)."""

    DECISION = "decision"
    DESK = "desk"


class ClauseKind(StrEnum):
    """The clauses of a contract; those the checklist asks for are in `rules/checklist.py`."""

    PARTICIPATION = "participation"
    METHOD = "method"
    REVIEW = "review"
    EVALUATION = "evaluation"
    ASSISTANCE = "assistance"
    MENU = "menu"
    PRIORITY_AREA = "priority_area"
    FREE = "free"


class ParticipationDegree(StrEnum):
    """The five degrees of citizen participation (R9.2)."""

    SEATS = "seats"
    USERS = "users"
    BUDGET = "budget"
    CITIZEN_PROJECT = "citizen_project"
    REFERENDUM = "referendum"


class Progress(StrEnum):
    """How far an action is, as its owner says it."""

    NOT_STARTED = "not_started"
    IN_STUDY = "in_study"
    UNDER_WAY = "under_way"
    DONE = "done"
    ABANDONED = "abandoned"
    UNKNOWN = "unknown"


class Health(StrEnum):
    """How an action stands against its dates, computed and explained by `rules/health.py`."""

    DONE = "done"
    ON_TIME = "on_time"
    LATE = "late"
    FAILING = "failing"
    UNKNOWN = "unknown"


class AxisOrigin(StrEnum):
    """Whether the source puts the action on its axis itself."""

    EXPLICIT = "explicite"
    DEDUCED = "deduit"


class Period(StrEnum):
    """What an amount covers: the whole life, or each year (then it is never added in)."""

    TOTAL = "total"
    YEARLY = "annuelle"


class EnvelopePurpose(StrEnum):
    """What an envelope is reserved for (R19, R22)."""

    GENERAL = "general"
    PROJECTS = "projects"
    PRIORITY_TERRITORIES = "priority_territories"
    EVALUATION = "evaluation"


class PlaceCategory(StrEnum):
    """What kind of territory a priority place is: urban ones cannot take all of the second share (R22)."""

    URBAN = "urban"
    RURAL = "rural"
    COASTAL = "coastal"
    MOUNTAIN = "mountain"


class ReviewKind(StrEnum):
    """Why a review takes place (R16)."""

    MID_TERM = "mid_term"
    PERIODIC = "periodic"
    FORCE_MAJEURE = "force_majeure"


class ReviewState(StrEnum):
    """Where a review stands."""

    DUE = "due"
    PROPOSED = "proposed"
    HELD = "held"
    MISSED = "missed"
    CANCELLED = "cancelled"


class ReviewConclusion(StrEnum):
    """How a review ends (R16.4)."""

    CONTINUE = "continue"
    RIDER = "rider"
    TERMINATION = "termination"


class RoundOutcome(StrEnum):
    """What became of a subject at the end of a round of negotiation (R8.1)."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    OPEN = "open"
    REFUSED = "refused"


class RiderState(StrEnum):
    """A rider is a draft until every party has signed it; it never edits the signed text."""

    DRAFT = "draft"
    SIGNED = "signed"
    ABANDONED = "abandoned"
