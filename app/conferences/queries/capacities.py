"""What a person may be on a given day, proved by dated acts: « who could vote on 3 March? » has an answer."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import InstrumentedAttribute

from app.conferences.models import Conference, GroupMember, Mandate, PresidencyTerm, Seat, ThematicGroup
from app.conferences.rules.presidency import Term, chair_on
from app.conferences.words import Office, SeatKind
from app.foundation.actors import Capacity, CapacityKind
from app.foundation.database import among

OFFICES = {
    Office.SECRETARY: CapacityKind.SECRETARY,
    Office.STATE_REPRESENTATIVE: CapacityKind.PARTNER,
    # A substitute presides without the seat that presides: by this the two are told apart.
    Office.SUBSTITUTE_CHAIR: CapacityKind.CHAIR,
}


def running(
    starts: InstrumentedAttribute[date], ends: InstrumentedAttribute[date | None], day: date
) -> ColumnElement[bool]:
    """Return the condition that a dated row is in force on that day; the end day itself is excluded."""
    return and_(starts <= day, or_(ends.is_(None), ends > day))


def capacities_of(session: Session, person_id: int, day: date) -> tuple[Capacity, ...]:
    """Return every capacity the person holds on that day, in every conference. Two reads."""
    return capacities_of_all(session, [person_id], day).get(person_id, ())


def capacities_of_all(session: Session, person_ids: Sequence[int], day: date) -> dict[int, tuple[Capacity, ...]]:
    """Return the capacities of several persons on that day; those who hold none are absent. Two reads."""
    found: defaultdict[int, list[Capacity]] = defaultdict(list)
    for person_id, capacities in (*of_mandates(session, person_ids, day), *_of_groups(session, person_ids, day)):
        found[person_id] += capacities
    return {person_id: tuple(capacities) for person_id, capacities in found.items()}


def of_mandates(session: Session, person_ids: Sequence[int], day: date) -> Iterator[tuple[int, list[Capacity]]]:
    """Yield what each running mandate makes of its holder on that day. One read."""
    # Plain columns, not entities: this is asked at every request of everybody.
    rows = session.execute(
        select(
            *(Mandate.person_id, Mandate.id, Mandate.conference_id, Mandate.office),
            *(Seat.id.label("seat_id"), Seat.kind, Seat.institution_id, Conference.profile, Conference.region_id),
            *(getattr(PresidencyTerm, name).label(f"term_{name}") for name in TERM),
        )
        .join(Conference, Conference.id == Mandate.conference_id)
        .outerjoin(Seat, and_(Seat.id == Mandate.seat_id, running(Seat.starts_on, Seat.ends_on, day)))
        .outerjoin(PresidencyTerm, _term_of(Mandate.conference_id, day))
        .where(among(Mandate.person_id, person_ids), running(Mandate.starts_on, Mandate.ends_on, day))
        .order_by(Mandate.id)
    )
    # A mandate has a line for each term that spans the day.
    for lines in (list(of_mandate) for _id, of_mandate in groupby(rows, key=lambda row: row.id)):
        mandate = lines[0]
        terms = [Term(**{name: getattr(line, f"term_{name}") for name in TERM}) for line in lines if line.term_level]
        chairing = chair_on(mandate.profile, mandate.region_id, terms, day)
        yield mandate.person_id, _of_mandate(mandate, chairing)


TERM = ("level", "institution_id", "starts_on", "ends_on", "interim", "vacated_on")


def _term_of(conference_id: InstrumentedAttribute[int], day: date) -> ColumnElement[bool]:
    # A vacated term and its interim both span the day: which of them runs is the rule's to say.
    return and_(
        PresidencyTerm.conference_id == conference_id, PresidencyTerm.starts_on <= day, PresidencyTerm.ends_on > day
    )


def _of_mandate(mandate: Row[Any], chairing: int | None) -> list[Capacity]:
    """Return the capacities that one mandate gives; `chairing` is the institution that presides that day."""
    if mandate.office is not None:
        return [Capacity(kind=OFFICES[mandate.office], conference_id=mandate.conference_id)]
    if mandate.seat_id is None:
        return []
    if mandate.kind is SeatKind.OBSERVER:
        return [_seated(CapacityKind.OBSERVER, mandate)]
    delegate = _seated(CapacityKind.DELEGATE, mandate)
    return [delegate, _seated(CapacityKind.CHAIR, mandate)] if mandate.institution_id == chairing else [delegate]


def _seated(kind: CapacityKind, mandate: Row[Any]) -> Capacity:
    return Capacity(
        kind=kind,
        conference_id=mandate.conference_id,
        seat_id=mandate.seat_id,
        institution_id=mandate.institution_id,
    )


def _of_groups(session: Session, person_ids: Sequence[int], day: date) -> Iterator[tuple[int, list[Capacity]]]:
    rows = session.execute(
        select(GroupMember.person_id, ThematicGroup.conference_id, GroupMember.group_id, GroupMember.institution_id)
        .join(ThematicGroup, ThematicGroup.id == GroupMember.group_id)
        .where(among(GroupMember.person_id, person_ids), running(GroupMember.named_on, GroupMember.ended_on, day))
        .order_by(GroupMember.id)
    )
    for person_id, conference, group, institution in rows:
        capacity = Capacity(
            kind=CapacityKind.GROUP_MEMBER,
            conference_id=conference,
            group_id=group,
            institution_id=institution,
        )
        yield int(person_id or 0), [capacity]
