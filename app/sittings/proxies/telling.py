"""Where a power is told: in the record of its sitting or of its conference, and of every sitting under way."""

from collections.abc import Iterable
from typing import TypedDict

from sqlalchemy import select

from app.conferences.models import Conference
from app.foundation.facts import MEMBERS
from app.foundation.unit_of_work import UnitOfWork
from app.sittings.agenda import record
from app.sittings.models import Ballot, ProxyGiven, Sitting
from app.sittings.words import LIVE, BallotState


class Told(TypedDict):
    """What every later fact says of a power."""

    proxy_id: int
    principal_seat_id: int
    principal: str
    holder_seat_id: int
    holder: str


def told(power: ProxyGiven) -> Told:
    """Return which power it is, and between whom."""
    return {
        "proxy_id": power.id,
        "principal_seat_id": power.principal_seat_id,
        "principal": power.principal.name,
        "holder_seat_id": power.holder_seat_id,
        "holder": power.holder.name,
    }


def records(work: UnitOfWork, conference: Conference, sitting: Sitting | None) -> Iterable[tuple[str, str]]:
    """Yield each record that tells of the power with who may read it there.

    A power for a period is told to members in the record of the conference, and in the sittings it serves now.
    """
    if sitting is not None:
        yield sitting.stream, record.audience(sitting)
        return
    yield conference.stream, MEMBERS
    for live in _live_sittings(work, conference.id):
        yield live.stream, live.audience


def _live_sittings(work: UnitOfWork, conference_id: int) -> Iterable[Sitting]:
    query = select(Sitting).where(
        Sitting.conference_id == conference_id, Sitting.group_id.is_(None), Sitting.state.in_(LIVE)
    )
    return work.session.scalars(query.order_by(Sitting.id))


def wait_for_votes(work: UnitOfWork, conference_id: int, sitting_id: int | None = None) -> None:
    """Let the votes on their way be written before a power stops: none comes after it, in the record either."""
    query = (
        select(Ballot.id)
        .join(Sitting, Sitting.id == Ballot.sitting_id)
        .where(Sitting.conference_id == conference_id, Ballot.state == BallotState.OPEN)
        .order_by(Ballot.id)
        .with_for_update(of=Ballot)
    )
    if sitting_id is not None:
        query = query.where(Sitting.id == sitting_id)
    work.session.execute(query).all()
