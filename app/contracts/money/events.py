"""Facts about the money of a contract. Amounts are whole cents; the name of a theme or party stands beside its id."""

from dataclasses import dataclass
from typing import Any, ClassVar

from app.foundation.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ThemeChosen(Fact):
    """A side chose a theme of the menu; `sentence` says so when the State chose without agreement (R11)."""

    kind: ClassVar[str] = "theme.chosen"
    theme_id: int
    title: str
    chosen_by: str
    decision: str
    without_agreement: bool
    sentence: str


@dataclass(frozen=True, kw_only=True)
class ThemeWithdrawn(Fact):
    """A theme left the menu of a draft."""

    kind: ClassVar[str] = "theme.withdrawn"
    theme_id: int
    title: str


@dataclass(frozen=True, kw_only=True)
class EnvelopesRecorded(Fact):
    """Envelopes of one funder were recorded, one a year when several years share an amount."""

    kind: ClassVar[str] = "envelope.recorded"
    envelope_ids: list[int]
    funder: str
    theme: str
    purpose: str
    years: list[int]
    cents: int
    rider: int | None
    replaces_id: int | None


@dataclass(frozen=True, kw_only=True)
class EnvelopeCorrected(Fact):
    """The amount of an envelope of a draft was corrected: `[before, after]`, None once taken away."""

    kind: ClassVar[str] = "envelope.corrected"
    envelope_id: int
    funder: str
    cents: list[int | None]
    reason: str


@dataclass(frozen=True, kw_only=True)
class EnvelopeShared(Fact):
    """An envelope for priority territories was divided between them: `{place, category, percent, cents}` (R22)."""

    kind: ClassVar[str] = "envelope.shared"
    envelope_id: int
    shares: list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class CreditsProposed(Fact):
    """A move of credits awaits consents."""

    kind: ClassVar[str] = "credits.proposed"
    move_id: int
    from_theme: str
    to_theme: str
    cents: int
    reason: str
    awaits: list[str]


@dataclass(frozen=True, kw_only=True)
class CreditsConsented(Fact):
    """One of those who must consent did (R15.2)."""

    kind: ClassVar[str] = "credits.consented"
    move_id: int
    name: str
    awaits: list[str]


@dataclass(frozen=True, kw_only=True)
class CreditsMoved(Fact):
    """Credits passed from a theme to another, by R15.2 or R15.3; `informs` names those who are told."""

    kind: ClassVar[str] = "credits.moved"
    move_id: int
    from_theme: str
    to_theme: str
    cents: int
    rule: str
    informs: list[str]
    reason: str


@dataclass(frozen=True, kw_only=True)
class CreditsRefused(Fact):
    """One of those who must consent refused: the move does not take place."""

    kind: ClassVar[str] = "credits.refused"
    move_id: int
    name: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ConferenceInformed(Fact):
    """The conference is told that credits of one of its contracts moved (R15.3), in its own record."""

    kind: ClassVar[str] = "conference.credits_moved"
    contract_id: int
    title: str
    from_theme: str
    to_theme: str
    cents: int


@dataclass(frozen=True, kw_only=True)
class DelegationGranted(Fact):
    """A party delegated an envelope, a policy and margins to another (R13.1)."""

    kind: ClassVar[str] = "delegation.granted"
    delegation_id: int
    from_party: str
    to_party: str
    theme: str
    cents: int
    text: str


@dataclass(frozen=True, kw_only=True)
class DelegationCommitted(Fact):
    """The delegate committed credits of the delegated envelope (R13.2)."""

    kind: ClassVar[str] = "delegation.committed"
    delegation_id: int
    commitment_id: int
    title: str
    cents: int
    left_cents: int


@dataclass(frozen=True, kw_only=True)
class DelegatedCommitmentCancelled(Fact):
    """A commitment was cancelled: its credits are free again."""

    kind: ClassVar[str] = "delegation.commitment_cancelled"
    delegation_id: int
    commitment_id: int
    cents: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class DelegationReported(Fact):
    """The delegate reported on its use of the delegation (R13.1)."""

    kind: ClassVar[str] = "delegation.reported"
    delegation_id: int
    report_id: int
    text: str


@dataclass(frozen=True, kw_only=True)
class EvaluationSpent(Fact):
    """Something was spent on evaluation; `over_cents` and `reason` when the reserve is passed (R19)."""

    kind: ClassVar[str] = "evaluation.spent"
    spending_id: int
    title: str
    cents: int
    over_cents: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class RateFixed(Fact):
    """The co-funding rate of a beneficiary is fixed for the whole contract (R24). Score and rate are decimal texts."""

    kind: ClassVar[str] = "rate.fixed"
    institution_id: int
    institution: str
    score: str
    rate: str
    basis: str


@dataclass(frozen=True, kw_only=True)
class PlaceClassified(Fact):
    """What kind of territory a priority place is was said (R22)."""

    kind: ClassVar[str] = "place.classified"
    place_id: int
    name: str
    category: str
