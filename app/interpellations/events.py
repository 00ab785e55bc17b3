"""Facts about a file, in its own stream: `public`, `members` (the requester and the desk), `bureau` (the desk).

The record is never rewritten and a text may have to be hidden: no fact carries what a person wrote, nor a name of
a citizen. Pages read the texts from the file.
"""

from dataclasses import dataclass
from typing import ClassVar

from app.foundation.facts import BUREAU, MEMBERS, Fact

DESK = BUREAU
REQUESTER = MEMBERS


@dataclass(frozen=True, kw_only=True)
class InterpellationRegistered(Fact):
    """A question was filed and received its number. `body` is the body that files or designated the watcher."""

    kind: ClassVar[str] = "interpellation.registered"
    number: str
    requester: str
    """`citizen`, `watcher`, `body`."""
    body: str
    contract: str
    action: str
    service: str


@dataclass(frozen=True, kw_only=True)
class InterpellationAdmitted(Fact):
    """The question is admissible: the institution is asked, the answer's clock begins."""

    kind: ClassVar[str] = "interpellation.admitted"
    service: str
    answer_due_on: str
    computation: list[str]


@dataclass(frozen=True, kw_only=True)
class InterpellationRefused(Fact):
    """The question is not admissible, for a coded public reason; it can be corrected."""

    kind: ClassVar[str] = "interpellation.refused"
    code: str
    correct_by: str


@dataclass(frozen=True, kw_only=True)
class InterpellationCorrected(Fact):
    """The requester corrected a question that was not admissible."""

    kind: ClassVar[str] = "interpellation.corrected"
    number: str


@dataclass(frozen=True, kw_only=True)
class InterpellationWithdrawn(Fact):
    """The requester took the question back."""

    kind: ClassVar[str] = "interpellation.withdrawn"
    number: str


@dataclass(frozen=True, kw_only=True)
class InterpellationDrafted(Fact):
    """A draft was begun or changed; told to its writer alone."""

    kind: ClassVar[str] = "interpellation.drafted"
    fields: list[str]


@dataclass(frozen=True, kw_only=True)
class ServiceNamed(Fact):
    """The secretariat named the institution that must answer."""

    kind: ClassVar[str] = "interpellation.service_named"
    service: str


@dataclass(frozen=True, kw_only=True)
class AnswerGiven(Fact):
    """The institution answered, in time or not, with what it commits to."""

    kind: ClassVar[str] = "interpellation.answered"
    answer_id: int
    institution: str
    in_time: bool
    clarification: bool
    commitments: int


@dataclass(frozen=True, kw_only=True)
class AnswerCorrected(Fact):
    """The institution corrected its answer; the former one stays readable."""

    kind: ClassVar[str] = "interpellation.answer_corrected"
    answer_id: int
    corrects_id: int
    institution: str


@dataclass(frozen=True, kw_only=True)
class ClarificationAsked(Fact):
    """The requester asked for a clarification of the answer; once."""

    kind: ClassVar[str] = "interpellation.clarification_asked"
    due_on: str


@dataclass(frozen=True, kw_only=True)
class AnswerJudged(Fact):
    """The requester said whether the answer is enough."""

    kind: ClassVar[str] = "interpellation.judged"
    satisfied: bool


@dataclass(frozen=True, kw_only=True)
class InterpellationClosed(Fact):
    """The file is closed. A silence is « réponse non intervenue », never acceptance (I9)."""

    kind: ClassVar[str] = "interpellation.closed"
    closing: str
    answered: bool


@dataclass(frozen=True, kw_only=True)
class DeadlineMissed(Fact):
    """What was owed did not come in time."""

    kind: ClassVar[str] = "interpellation.became_late"
    what: str
    owed_by: str
    due_on: str


@dataclass(frozen=True, kw_only=True)
class DeadlineLongMissed(Fact):
    """What was owed is still missing a month later."""

    kind: ClassVar[str] = "interpellation.became_very_late"
    what: str
    owed_by: str
    due_on: str


@dataclass(frozen=True, kw_only=True)
class ReminderSent(Fact):
    """Whoever owes was reminded."""

    kind: ClassVar[str] = "interpellation.reminded"
    what: str
    reminder: str
    to: str
    """Whom, by their function: « service », « élu responsable », « présidence »."""


@dataclass(frozen=True, kw_only=True)
class ClockSuspended(Fact):
    """The clock stands still, for a reason shown to all, no longer than the cap."""

    kind: ClassVar[str] = "interpellation.clock_suspended"
    what: str
    since: str
    reason: str
    due_on: str


@dataclass(frozen=True, kw_only=True)
class ClockResumed(Fact):
    """The clock runs again."""

    kind: ClassVar[str] = "interpellation.clock_resumed"
    what: str
    on: str
    due_on: str


@dataclass(frozen=True, kw_only=True)
class AnswerCommitmentUpdated(Fact):
    """A commitment of an answer was kept, or abandoned, or is late."""

    kind: ClassVar[str] = "interpellation.commitment_updated"
    commitment_id: int
    state: str


@dataclass(frozen=True, kw_only=True)
class AnswerCommitmentFellDue(Fact):
    """The day of a commitment of an answer has passed, and nobody said that it was kept."""

    kind: ClassVar[str] = "interpellation.commitment_fell_due"
    commitment_id: int
    owner: str
    due_on: str
