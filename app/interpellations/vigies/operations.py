"""The only writer of marks: up to when somebody has seen what changed in the contracts they watch."""

from sqlalchemy.dialects.postgresql import insert

from app.foundation.unit_of_work import UnitOfWork
from app.interpellations.models import WatchVisit

from .policies import may_mark_seen


def mark_seen(work: UnitOfWork) -> None:
    """Remember that the person has seen everything up to now. A private mark: no record tells it."""
    work.allow(may_mark_seen)
    mark = insert(WatchVisit).values(person_id=work.actor.person_id, seen_at=work.now())
    work.session.execute(
        mark.on_conflict_do_update(index_elements=[WatchVisit.person_id], set_={"seen_at": work.now()})
    )
