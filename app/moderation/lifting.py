"""Ending a suspension of writing before its day: part of acts already allowed (restoring, or after a contest)."""

from app.foundation.unit_of_work import UnitOfWork
from app.people.events import account_stream

from .events import WritingRestored
from .models import WritingSuspension


def lift(work: UnitOfWork, suspension: WritingSuspension) -> None:
    """End a suspension now, on the record of the person's account."""
    suspension.lifted_at = work.now()
    work.record(WritingRestored(stream=account_stream(suspension.person_id), decision_id=suspension.decision_id))
