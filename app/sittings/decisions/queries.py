"""Named reads about decisions, and a decision as it travels."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, selectinload

from app.sittings.models import Commitment, Decision, Sitting


def decisions_of(session: Session, sitting_id: int) -> Sequence[Decision]:
    """Return the decisions of a sitting in order, with their commitments and who owns them."""
    return session.scalars(
        select(Decision)
        .where(Decision.sitting_id == sitting_id)
        .options(selectinload(Decision.commitments).joinedload(Commitment.owner))
        .order_by(Decision.id)
    ).all()


def rank_in_year(session: Session, sitting: Sitting) -> int:
    """Return the rank of an opened sitting among those its conference opened the same year, in Paris."""
    year = func.date_part("year", func.timezone("Europe/Paris", Sitting.opened_at))
    before = select(func.count()).where(
        Sitting.conference_id == sitting.conference_id,
        year == func.date_part("year", func.timezone("Europe/Paris", sitting.opened_at)),
        or_(
            Sitting.opened_at < sitting.opened_at, (Sitting.opened_at == sitting.opened_at) & (Sitting.id <= sitting.id)
        ),
    )
    return session.scalar(before) or 1


def decision_wire(decision: Decision) -> dict[str, Any]:
    """Return a decision as facts and snapshots carry it."""
    return {
        "id": decision.id,
        "sitting_id": decision.sitting_id,
        "item_id": decision.item_id,
        "ballot_id": decision.ballot_id,
        "number": decision.number,
        "text": decision.text,
        "decided_at": decision.decided_at.isoformat(),
        "commitments": [commitment_wire(commitment) for commitment in decision.commitments],
    }


def commitment_wire(commitment: Commitment) -> dict[str, Any]:
    """Return a commitment as facts and snapshots carry it."""
    return {
        "id": commitment.id,
        "title": commitment.title,
        "owner_id": commitment.owner_id,
        "owner": commitment.owner.name,
        "due_on": commitment.due_on.isoformat(),
        "state": commitment.state.value,
        "settled_at": commitment.settled_at.isoformat() if commitment.settled_at else None,
    }
