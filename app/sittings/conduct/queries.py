"""Named reads for conducting a sitting."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.conferences.models import Mandate
from app.conferences.queries.capacities import running
from app.conferences.words import Office
from app.sittings.models import AgendaItem, Ballot, Sitting
from app.sittings.rules.agenda import numbered
from app.sittings.words import BallotState, SittingState


def agenda_of(session: Session, sitting_id: int) -> list[AgendaItem]:
    """Return the items of the agenda in the order they are taken up: each before its own parts."""
    items = session.scalars(select(AgendaItem).where(AgendaItem.sitting_id == sitting_id)).all()
    by_id = {item.id: item for item in items}
    return [by_id[place.id] for place in numbered(items)]


def vote_under_way(session: Session, sitting_id: int) -> Ballot | None:
    """Return the ballot that is open, or tied and waiting for the casting vote."""
    return session.scalars(
        select(Ballot).where(Ballot.sitting_id == sitting_id, Ballot.state.in_((BallotState.OPEN, BallotState.TIED)))
    ).one_or_none()


def secretary_on(session: Session, conference_id: int, day: date) -> int | None:
    """Return the person who keeps the record of that conference that day."""
    return session.scalars(
        select(Mandate.person_id)
        .where(
            Mandate.conference_id == conference_id,
            Mandate.office == Office.SECRETARY,
            running(Mandate.starts_on, Mandate.ends_on, day),
        )
        .order_by(Mandate.id)
        .limit(1)
    ).first()


def without_quorum_in_a_row(session: Session, conference_id: int) -> int:
    """Return how many of the conference's last sittings ended for want of a quorum, one after the other (R3.10)."""
    ends = session.scalars(
        select(Sitting.without_quorum)
        .where(
            Sitting.conference_id == conference_id,
            Sitting.group_id.is_(None),
            Sitting.state == SittingState.CLOSED,
        )
        .order_by(Sitting.closed_at.desc(), Sitting.id.desc())
    )
    count = 0
    for without_quorum in ends:
        if not without_quorum:
            break
        count += 1
    return count
