"""What becomes of the commitments of answers: what is said of them, and the day that passes without them (S13)."""

from sqlalchemy import Select, select

from app.foundation.errors import Invalid
from app.foundation.french import day
from app.foundation.unit_of_work import UnitOfWork
from app.interpellations.clock.people import officers_of
from app.interpellations.clock.places import today_for
from app.interpellations.events import AnswerCommitmentFellDue, AnswerCommitmentUpdated
from app.interpellations.models import (
    AnswerCommitment,
    AnswerCommitmentUpdate,
    Interpellation,
    InterpellationAnswer,
)
from app.interpellations.redaction.applying import hide_again
from app.notices.outbox import send
from app.sittings.rules.commitments import check_settlement
from app.sittings.words import CommitmentState

from . import policies

OPEN = CommitmentState.OPEN


def update_commitment(
    work: UnitOfWork,
    file: Interpellation,
    commitment: AnswerCommitment,
    *,
    text: str,
    state: CommitmentState | None = None,
) -> None:
    """Say what was done about a commitment, and whether it is kept or dropped; what was said before stays (S13)."""
    work.allow(policies.may_update_commitment, file, commitment)
    wanted = state or commitment.state
    if not text.strip():
        raise Invalid("Dites ce qui a été fait.", errors=[{"pointer": "#/text", "detail": "À remplir."}])
    if wanted is not commitment.state:
        check_settlement(commitment.state, wanted, text=text)
        commitment.settled_at = None if wanted is OPEN else work.now()
        commitment.state = wanted
    assert work.actor.person_id is not None
    work.add(
        AnswerCommitmentUpdate(
            commitment_id=commitment.id,
            text=text.strip(),
            state=wanted,
            written_at=work.now(),
            written_by_id=work.actor.person_id,
        )
    )
    hide_again(work, file)
    work.record(AnswerCommitmentUpdated(stream=file.stream, commitment_id=commitment.id, state=wanted.value))


def waiting() -> Select[AnswerCommitment]:
    """Return the statement of the commitments whose day was not noted as passed."""
    return (
        select(AnswerCommitment)
        .join(InterpellationAnswer, InterpellationAnswer.id == AnswerCommitment.answer_id)
        .where(AnswerCommitment.state == OPEN, AnswerCommitment.late_noted_at.is_(None))
        .order_by(AnswerCommitment.due_on, AnswerCommitment.id)
    )


def note_overdue(work: UnitOfWork, file: Interpellation) -> int:
    """Note once each commitment whose day has passed, and tell who took it; return how many."""
    today = today_for(work, file)
    mine = waiting().where(InterpellationAnswer.interpellation_id == file.id, AnswerCommitment.due_on < today)
    overdue = work.session.scalars(mine).all()
    for one in overdue:
        one.late_noted_at = work.now()
        work.record(
            AnswerCommitmentFellDue(
                stream=file.stream, commitment_id=one.id, owner=one.owner.name, due_on=one.due_on.isoformat()
            )
        )
        for address in officers_of(work, one.owner_id):
            send(
                work,
                to=address,
                subject=f"Engagement à échéance : interpellation {file.number}",
                text=f"Bonjour,\n\nL’engagement « {one.title} », pris en réponse à l’interpellation {file.number}, "
                f"devait être tenu le {day(one.due_on)}. Dites où il en est :\n"
                f"{{site}}/interpellations/{file.number}#engagement-{one.id}\n\nCotap\n"
                "Ce message est automatique.\n",
                kind="interpellation.commitment_due",
                about=file.stream,
            )
    return len(overdue)
