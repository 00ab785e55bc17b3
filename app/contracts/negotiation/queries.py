"""Named reads of a negotiation."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.contracts.models import NegotiationMandate, NegotiationRound
from app.contracts.rules.rounds import Said


def rounds_of(session: Session, contract_id: int) -> Sequence[NegotiationRound]:
    """Return the rounds in their order, with what was said in each. Two statements."""
    return session.scalars(
        select(NegotiationRound)
        .where(NegotiationRound.contract_id == contract_id)
        .options(selectinload(NegotiationRound.positions))
        .order_by(NegotiationRound.number)
    ).all()


def positions_of(session: Session, contract_id: int) -> list[Said]:
    """Return all that was said, round after round."""
    return [
        Said(
            number=one.number,
            side=said.side,
            subject=said.subject,
            position=said.position,
            outcome=said.outcome,
        )
        for one in rounds_of(session, contract_id)
        for said in one.positions
    ]


def mandate_of(session: Session, contract_id: int) -> NegotiationMandate | None:
    """Return the préfet's mandate; whoever shows it asks `may_read_mandate` first."""
    return session.scalars(
        select(NegotiationMandate).where(NegotiationMandate.contract_id == contract_id)
    ).one_or_none()
