"""What a person may be on a given day, proved by dated acts: « who could vote on 3 March? » has an answer."""

from collections import defaultdict
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.orm.attributes import InstrumentedAttribute

from app.conferences.models import Conference, GroupMember, Mandate, PresidencyTerm, Seat, ThematicGroup
from app.conferences.rules.presidency import chair_on
from app.conferences.words import Office, Profile, SeatKind
from app.foundation.actors import Capacity, CapacityKind

OFFICES = {Office.SECRETARY: CapacityKind.SECRETARY, Office.STATE_REPRESENTATIVE: CapacityKind.PARTNER}


def running(
    starts: InstrumentedAttribute[date], ends: InstrumentedAttribute[date | None], day: date
) -> ColumnElement[bool]:
    """Return the condition that a dated row is in force on that day; the end day itself is excluded."""
    return and_(starts <= day, or_(ends.is_(None), ends > day))


def capacities_of(session: Session, person_id: int, day: date) -> tuple[Capacity, ...]:
    """Return every capacity the person holds on that day, in every conference. Two reads."""
    rows = session.execute(
        select(Mandate, Conference.profile, Conference.region_id, PresidencyTerm)
        .join(Conference, Conference.id == Mandate.conference_id)
        .outerjoin(PresidencyTerm, _term_of(Mandate.conference_id, day))
        .where(Mandate.person_id == person_id, running(Mandate.starts_on, Mandate.ends_on, day))
        .options(joinedload(Mandate.seat))
        .order_by(Mandate.id)
    ).all()
    terms: dict[int, list[PresidencyTerm]] = defaultdict(list)
    mandates: dict[int, tuple[Mandate, Profile, int]] = {}
    for mandate, profile, region_id, term in rows:
        mandates[mandate.id] = (mandate, profile, region_id)
        if term is not None:
            terms[mandate.id].append(term)
    found = [
        capacity
        for mandate, profile, region_id in mandates.values()
        for capacity in _of_mandate(mandate, chair_on(profile, region_id, terms[mandate.id], day), day)
    ]
    return (*found, *_of_groups(session, person_id, day))


def _term_of(conference_id: InstrumentedAttribute[int], day: date) -> ColumnElement[bool]:
    # A vacated term and its interim both span the day: which of them runs is the rule's to say.
    return and_(
        PresidencyTerm.conference_id == conference_id, PresidencyTerm.starts_on <= day, PresidencyTerm.ends_on > day
    )


def _of_mandate(mandate: Mandate, chairing: int | None, day: date) -> list[Capacity]:
    """Return the capacities that one mandate gives; `chairing` is the institution that presides that day."""
    if mandate.office is not None:
        return [Capacity(kind=OFFICES[mandate.office], conference_id=mandate.conference_id)]
    seat = mandate.seat
    assert seat is not None
    if not seat.exists_on(day):
        return []
    if seat.kind is SeatKind.OBSERVER:
        return [_seated(CapacityKind.OBSERVER, seat)]
    delegate = _seated(CapacityKind.DELEGATE, seat)
    return [delegate, _seated(CapacityKind.CHAIR, seat)] if seat.institution_id == chairing else [delegate]


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
