"""Facts about a conference, in its own stream. All public: who sits and presides is everybody's business."""

from dataclasses import dataclass
from typing import Any, ClassVar

from app.foundation.facts import Fact


def stream_of(conference_id: int) -> str:
    """Return the name of a conference's record."""
    return f"conference:{conference_id}"


@dataclass(frozen=True, kw_only=True)
class ConferenceCreated(Fact):
    """A conference exists from now on."""

    kind: ClassVar[str] = "conference.created"
    slug: str
    name: str
    profile: str
    region: str


@dataclass(frozen=True, kw_only=True)
class ConferenceSettingsChanged(Fact):
    """Settings changed: `{name: [before, after]}`, the règlement's under `reglement.<name>`."""

    kind: ClassVar[str] = "conference.settings_changed"
    changes: dict[str, list[Any]]


@dataclass(frozen=True, kw_only=True)
class CompositionRecorded(Fact):
    """An act of the préfet de région fixes the composition from `effective_on` (R3.3)."""

    kind: ClassVar[str] = "composition.recorded"
    changes_rights: ClassVar[bool] = True
    act_id: int
    reference: str
    signed_on: str
    effective_on: str
    signatory: str
    specificities: list[str]
    seats: int
    added: list[dict[str, Any]]
    ended: list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class MandateGiven(Fact):
    """A person holds a seat, or an office, from a day on."""

    kind: ClassVar[str] = "mandate.given"
    changes_rights: ClassVar[bool] = True
    mandate_id: int
    person_id: int
    person: str
    seat_id: int | None
    institution: str | None
    office: str | None
    starts_on: str
    proof: str


@dataclass(frozen=True, kw_only=True)
class MandateEnded(Fact):
    """A mandate no longer runs from `ends_on`, that day included."""

    kind: ClassVar[str] = "mandate.ended"
    changes_rights: ClassVar[bool] = True
    mandate_id: int
    person_id: int
    person: str
    seat_id: int | None
    office: str | None
    ends_on: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class PresidencyPlanned(Fact):
    """A term is on the public plan (R3.4)."""

    kind: ClassVar[str] = "presidency.planned"
    changes_rights: ClassVar[bool] = True
    term_id: int
    level: str
    starts_on: str
    ends_on: str
    institution_id: int | None
    institution: str | None
    decision: str
    skip_reason: str


@dataclass(frozen=True, kw_only=True)
class PresidencyChosen(Fact):
    """A recorded decision chose the institution of a term within its level (R3.4)."""

    kind: ClassVar[str] = "presidency.chosen"
    changes_rights: ClassVar[bool] = True
    term_id: int
    institution_id: int
    institution: str
    decision: str
    interim: bool


@dataclass(frozen=True, kw_only=True)
class PresidencyVacated(Fact):
    """The presidency is vacant from `on`; an interim of the same level runs until the end of the term (R3.4)."""

    kind: ClassVar[str] = "presidency.vacated"
    changes_rights: ClassVar[bool] = True
    term_id: int
    on: str
    reason: str
    interim_term_id: int
    institution_id: int | None
    institution: str | None


@dataclass(frozen=True, kw_only=True)
class DisagreementRecorded(Fact):
    """The conference noted that it cannot agree on its finalités (R2.2)."""

    kind: ClassVar[str] = "disagreement.recorded"
    statement: str


@dataclass(frozen=True, kw_only=True)
class FinalitesAdopted(Fact):
    """A vote of the conference decided its finalités (R2.1); each has its group (R2.3)."""

    kind: ClassVar[str] = "finalites.adopted"
    ballot_id: int
    reason: str
    finalites: list[dict[str, Any]]
    ended: list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class FinalitesDefinedByState(Fact):
    """The State representative defined the finalités, the conference having noted its disagreement (R2.2)."""

    kind: ClassVar[str] = "finalites.defined_by_state"
    act: str
    reason: str
    sentence: str
    finalites: list[dict[str, Any]]
    ended: list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class GroupMemberNamed(Fact):
    """An institution is a member of a thematic group, with the criterion that admits it (R5.1)."""

    kind: ClassVar[str] = "group.member_named"
    changes_rights: ClassVar[bool] = True
    group_id: int
    member_id: int
    institution_id: int
    institution: str
    category: str
    criterion: str
    named_on: str
    person: str | None


@dataclass(frozen=True, kw_only=True)
class GroupMemberEnded(Fact):
    """An institution is no longer a member of a thematic group."""

    kind: ClassVar[str] = "group.member_ended"
    changes_rights: ClassVar[bool] = True
    group_id: int
    member_id: int
    institution: str
    ended_on: str
    reason: str
