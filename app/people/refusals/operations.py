"""The only writers of refusals: told at once the first time, then by their number when the window is over."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from app.foundation.errors import Denied
from app.foundation.unit_of_work import UnitOfWork, anyone

from ..events import PermissionRefused, account_stream
from .models import RefusalCount

WINDOW: Final = timedelta(minutes=10)
"""How long the same refusal of the same person is only counted."""
VISITORS_WINDOW: Final = timedelta(hours=1)
MOST_AT_ONCE: Final = 20
"""Different refusals told one by one within a window; beyond, they are counted together."""
MANY: Final = Denied("", "D’autres demandes, nombreuses et différentes, ont été refusées.")
BATCH: Final = 500


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """What was asked (a command, or a route's pattern) and which policy said no."""

    asked: str
    denied: Denied


def note_refusal(work: UnitOfWork, refusal: Refusal) -> None:
    """Put a refusal on record: the first at once, the same again by its number, a visitor's by its number only."""
    work.allow(anyone)
    told = work.actor.signed_in
    if not told:
        # What visitors ask for is no one's: which thing each was refused is not kept.
        refusal = Refusal(asked=refusal.asked, denied=Denied(refusal.denied.policy, refusal.denied.sentence))
    if _too_many(work, refusal):
        refusal = Refusal(asked="", denied=MANY)
    row = _counted(work, refusal, 0 if told else 1)
    if row.times == 0:
        _tell(work, row, 1)
    elif row.until <= work.now():
        _tell(work, row, row.times)
        row.times, row.since, row.until = 0, work.now(), work.now() + _window(work.actor.person_id)


def tell_repeated(work: UnitOfWork) -> int:
    """Put on record how many times more what was refused has been, once each window is over; return how many."""
    work.allow(anyone)
    over = select(RefusalCount).where(RefusalCount.until <= work.now()).order_by(RefusalCount.key).limit(BATCH)
    told = 0
    for row in work.session.scalars(over.with_for_update(skip_locked=True)):
        if row.times:
            _tell(work, row, row.times)
            told += 1
        work.session.delete(row)
    return told


def _tell(work: UnitOfWork, row: RefusalCount, times: int) -> None:
    work.record(
        PermissionRefused(
            stream=account_stream(row.person_id) if row.person_id else "people:1",
            asked=row.asked,
            policy=row.policy,
            sentence=row.sentence,
            subjects=list(row.subjects),
            times=times,
            since=row.since.isoformat(),
        )
    )


def _too_many(work: UnitOfWork, refusal: Refusal) -> bool:
    theirs = RefusalCount.person_id.is_not_distinct_from(work.actor.person_id)
    others = select(func.count()).where(theirs, RefusalCount.key != _key(work, refusal))
    return (work.session.scalar(others) or 0) >= MOST_AT_ONCE


def _counted(work: UnitOfWork, refusal: Refusal, first: int) -> RefusalCount:
    """Count it, from `first`, in one statement: whoever is refused the same at the same instant waits for it."""
    denied, key = refusal.denied, _key(work, refusal)
    added = insert(RefusalCount).values(
        key=key,
        person_id=work.actor.person_id,
        asked=refusal.asked,
        policy=denied.policy,
        sentence=denied.sentence,
        subjects=list(denied.subjects),
        since=work.now(),
        until=work.now() + _window(work.actor.person_id),
        times=first,
    )
    counted = added.on_conflict_do_update(index_elements=["key"], set_={"times": RefusalCount.times + 1})
    fresh = {"populate_existing": True}
    return work.session.scalars(counted.returning(RefusalCount), execution_options=fresh).one()


def _key(work: UnitOfWork, refusal: Refusal) -> str:
    said = (work.actor.person_id, refusal.asked, refusal.denied.policy, *refusal.denied.subjects)
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _window(person_id: int | None) -> timedelta:
    return WINDOW if person_id else VISITORS_WINDOW
