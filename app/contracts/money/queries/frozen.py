"""The envelopes as a signed text freezes them."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.contracts.models import Envelope


def envelopes_in_text(session: Session, contract_id: int, rider_id: int | None = None) -> list[dict[str, Any]]:
    """Return the envelopes of the contract itself, or those a rider records, JSON-ready. One read."""
    wanted = select(Envelope).where(
        Envelope.contract_id == contract_id, Envelope.rider_id.is_not_distinct_from(rider_id)
    )
    rows = session.scalars(wanted.options(joinedload(Envelope.theme)).order_by(Envelope.id))
    return [
        {
            "funder": envelope.funder_name,
            "theme": envelope.theme.title if envelope.theme else None,
            "year": envelope.year,
            "purpose": envelope.purpose.value,
            "cents": envelope.amount_cents,
            "qualifier": envelope.qualifier,
            "replaces": envelope.replaces_id,
        }
        for envelope in rows
    ]
