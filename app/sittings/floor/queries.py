"""Named reads about the floor, and a speech as it travels."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.conferences.models import Seat
from app.sittings.models import Speech
from app.sittings.words import SpeechState


def speeches(session: Session, sitting_id: int, *states: SpeechState) -> Sequence[Speech]:
    """Return the speeches in these states, in list order, with persons and institutions."""
    return session.scalars(
        select(Speech)
        .where(Speech.sitting_id == sitting_id, Speech.state.in_(states))
        .options(joinedload(Speech.person), joinedload(Speech.seat).joinedload(Seat.institution))
        .order_by(Speech.rank, Speech.id)
    ).all()


def speech_wire(speech: Speech) -> dict[str, Any]:
    """Return a speech as facts and snapshots carry it; instants are absolute."""
    seat = speech.seat
    return {
        "id": speech.id,
        "item_id": speech.item_id,
        "person_id": speech.person_id,
        "name": speech.person.name,
        "seat_id": speech.seat_id,
        "institution": speech.affiliation or (seat.institution.name if seat else ""),
        "level": seat.level.value if seat else None,
        "kind": speech.kind.value,
        "state": speech.state.value,
        "requested_at": speech.requested_at.isoformat(),
        "limit_seconds": speech.limit_seconds,
        "started_at": speech.started_at.isoformat() if speech.started_at else None,
        "paused_at": speech.paused_at.isoformat() if speech.paused_at else None,
        "paused_seconds": speech.paused_seconds,
        "ended_at": speech.ended_at.isoformat() if speech.ended_at else None,
    }
