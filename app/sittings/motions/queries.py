"""Named reads about texts, and a text as it travels."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from app.sittings.models import Motion


def motions_of(session: Session, sitting_id: int) -> Sequence[Motion]:
    """Return the texts of a sitting in the order they were tabled, with their authors."""
    return session.scalars(
        select(Motion)
        .where(Motion.sitting_id == sitting_id)
        .options(joinedload(Motion.moved_by))
        .order_by(Motion.number)
    ).all()


def next_number(session: Session, sitting_id: int) -> int:
    """Return the number of the next text of a sitting whose row is locked."""
    last = session.scalar(select(func.max(Motion.number)).where(Motion.sitting_id == sitting_id))
    return (last or 0) + 1


def motion_wire(motion: Motion) -> dict[str, Any]:
    """Return a text as facts and snapshots carry it."""
    return {
        "id": motion.id,
        "item_id": motion.item_id,
        "number": motion.number,
        "title": motion.title,
        "paragraphs": motion.paragraphs,
        "moved_by": motion.moved_by.name,
        "seat_id": motion.seat_id,
        "moved_at": motion.moved_at.isoformat(),
        "state": motion.state.value,
        "effect": motion.effect,
    }
