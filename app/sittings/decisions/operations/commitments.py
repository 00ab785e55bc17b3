"""What follows from decisions: who does what by when, and where it stands (S13)."""

from datetime import date

from app.foundation.clock import local_date
from app.foundation.facts import MEMBERS, PUBLIC
from app.foundation.unit_of_work import UnitOfWork
from app.institutions.models import Institution
from app.people.models import Person
from app.sittings.decisions import policies
from app.sittings.decisions.events import CommitmentAdded, CommitmentUpdated
from app.sittings.decisions.queries import commitment_wire
from app.sittings.models import Commitment, CommitmentUpdate, Decision, Sitting
from app.sittings.rules.commitments import check_commitment, check_settlement
from app.sittings.words import CommitmentState


def add_commitment(
    work: UnitOfWork,
    sitting: Sitting,
    decision: Decision,
    *,
    title: str,
    owner: Institution,
    due_on: date,
    owner_person: Person | None = None,
) -> Commitment:
    """Commit an institution to do something by a date."""
    work.allow(policies.may_record_decision, sitting)
    check_commitment(title=title, owner_id=owner.id, due_on=due_on, decided_on=local_date(decision.decided_at))
    commitment: Commitment = work.add(
        Commitment(
            decision_id=decision.id,
            title=title.strip(),
            owner_id=owner.id,
            owner_person_id=owner_person.id if owner_person else None,
            due_on=due_on,
        )
    )
    for stream in (sitting.stream, sitting.conference.stream):
        work.record(
            CommitmentAdded(
                stream=stream,
                audience=_audience(sitting, decision),
                decision_id=decision.id,
                commitment=commitment_wire(commitment),
                by=work.actor.name,
            )
        )
    return commitment


def update_commitment(
    work: UnitOfWork, sitting: Sitting, commitment: Commitment, *, text: str, state: CommitmentState | None = None
) -> None:
    """Say what was done about a commitment, and whether it is kept or dropped; what was said before stays."""
    work.allow(policies.may_update_commitment, sitting, commitment)
    wanted = state or commitment.state
    if wanted is not commitment.state:
        check_settlement(commitment.state, wanted, text=text)
        commitment.settled_at = None if wanted is CommitmentState.OPEN else work.now()
        commitment.state = wanted
    assert work.actor.person_id is not None
    work.add(
        CommitmentUpdate(
            commitment_id=commitment.id,
            text=text.strip(),
            state=wanted,
            written_at=work.now(),
            written_by_id=work.actor.person_id,
        )
    )
    for stream in (sitting.stream, sitting.conference.stream):
        work.record(
            CommitmentUpdated(
                stream=stream,
                audience=_audience(sitting, commitment.decision),
                decision_id=commitment.decision_id,
                commitment=commitment_wire(commitment),
                text=text.strip(),
                by=work.actor.name,
            )
        )


def _audience(sitting: Sitting, decision: Decision) -> str:
    return PUBLIC if decision.public and sitting.in_public else MEMBERS
