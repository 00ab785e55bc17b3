"""What a person may be on a given day, proved by dated acts: « who could vote on 3 March? » has an answer."""

from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.orm.attributes import InstrumentedAttribute

from app.conferences.models import GroupMember, Mandate, PresidencyTerm, Seat, ThematicGroup
from app.conferences.words import Office, SeatKind
from app.foundation.actors import Capacity, CapacityKind

OFFICES = {Office.SECRETARY: CapacityKind.SECRETARY, Office.STATE_REPRESENTATIVE: CapacityKind.PARTNER}


def running(
    starts: InstrumentedAttribute[date], ends: InstrumentedAttribute[date | None], day: date
) -> ColumnElement[bool]:
    """Return the condition that a dated row is in force on that day; the end day itself is excluded."""
    return and_(starts <= day, or_(ends.is_(None), ends > day))


def term_on(session: Session, conference_id: int, day: date) -> PresidencyTerm | None:
    """Return the presidency term in force on that day."""
    terms = session.scalars(
        select(PresidencyTerm)
        .where(
            PresidencyTerm.conference_id == conference_id,
            PresidencyTerm.starts_on <= day,
            PresidencyTerm.ends_on > day,
        )
        .options(joinedload(PresidencyTerm.institution))
        .order_by(PresidencyTerm.starts_on.desc())
    )
    return next((term for term in terms if term.runs_on(day)), None)


def capacities_of(session: Session, person_id: int, day: date) -> tuple[Capacity, ...]:
    """Return every capacity the person holds on that day, in every conference."""
    mandates = session.scalars(
        select(Mandate)
        .where(Mandate.person_id == person_id, running(Mandate.starts_on, Mandate.ends_on, day))
        .options(joinedload(Mandate.seat))
        .order_by(Mandate.id)
    ).all()
    found = [c for m in mandates for c in _of_mandate(session, m, day)]
    return (*found, *_of_groups(session, person_id, day))


def _of_mandate(session: Session, mandate: Mandate, day: date) -> list[Capacity]:
    if mandate.office is not None:
        return [Capacity(kind=OFFICES[mandate.office], conference_id=mandate.conference_id)]
    seat = mandate.seat
    assert seat is not None
    if not seat.exists_on(day):
        return []
    if seat.kind is SeatKind.OBSERVER:
        return [_seated(CapacityKind.OBSERVER, seat)]
    term = term_on(session, mandate.conference_id, day)
    chairs = term is not None and term.institution_id == seat.institution_id
    delegate = _seated(CapacityKind.DELEGATE, seat)
    return [delegate, _seated(CapacityKind.CHAIR, seat)] if chairs else [delegate]


def _seated(kind: CapacityKind, seat: Seat) -> Capacity:
    return Capacity(kind=kind, conference_id=seat.conference_id, seat_id=seat.id, institution_id=seat.institution_id)


def _of_groups(session: Session, person_id: int, day: date) -> list[Capacity]:
    rows = session.execute(
        select(ThematicGroup.conference_id, GroupMember.group_id, GroupMember.institution_id)
        .join(ThematicGroup, ThematicGroup.id == GroupMember.group_id)
        .where(GroupMember.person_id == person_id, running(GroupMember.named_on, GroupMember.ended_on, day))
    )
    return [
        Capacity(
            kind=CapacityKind.GROUP_MEMBER,
            conference_id=conference,
            group_id=group,
            institution_id=institution,
        )
        for conference, group, institution in rows
    ]
