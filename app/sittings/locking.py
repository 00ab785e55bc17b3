"""One change of a sitting at a time: its row is the lock of everything that happens in it."""

from typing import Any

from sqlalchemy import select

from app.foundation.commands import find
from app.foundation.errors import NotFound
from app.foundation.unit_of_work import UnitOfWork

from .models import Sitting


def locked(work: UnitOfWork, entity: type[Any], id: int) -> tuple[Sitting, Any]:
    """Lock the sitting of an entity, then read the entity: what is read is what the lock protects."""
    sitting_id = work.session.scalar(select(entity.sitting_id).where(entity.id == id))
    if sitting_id is None:
        raise NotFound("Cet élément n’existe pas ou n’existe plus.")
    sitting: Sitting = find(work, Sitting, sitting_id, lock=True)
    return sitting, find(work, entity, id)
