"""Named reads about presence and quorum."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload

from app.conferences.models import GroupMember, Mandate, Seat
from app.conferences.queries.capacities import running
from app.conferences.rules.settings import Reglement
from app.conferences.words import Office, SeatKind
from app.institutions.words import Level
from app.people.models import Person
from app.sittings.models import Presence, Sitting
from app.sittings.rules.attendance import Quorum, quorum

STATE = "État"


@dataclass(frozen=True, kw_only=True)
class HeldSeat:
    """A seat and the person who holds it on a given day."""

    seat: Seat
    person: Person


def holders(session: Session, conference_id: int, day: date, *, seat_id: int | None = None) -> list[HeldSeat]:
    """Return every seat of the conference that somebody holds that day, in roll-call order."""
    query = (
        select(Seat, Person)
        .join(Mandate, Mandate.seat_id == Seat.id)
        .join(Person, Person.id == Mandate.person_id)
        .where(
            Seat.conference_id == conference_id,
            running(Seat.starts_on, Seat.ends_on, day),
            running(Mandate.starts_on, Mandate.ends_on, day),
        )
        .options(joinedload(Seat.institution))
        .order_by(Seat.rank, Seat.id)
    )
    if seat_id is not None:
        query = query.where(Seat.id == seat_id)
    found = {seat.id: HeldSeat(seat=seat, person=person) for seat, person in session.execute(query)}
    return list(found.values())


def roll_call(session: Session, sitting: Sitting, day: date) -> list[dict[str, Any]]:
    """Return who is expected that day, in roll-call order, ready for JSON; a vacant seat has no name."""
    if sitting.group_id is not None:
        return [
            _line(None, member.person, member.institution.name, member.institution.level, voting=True)
            for member in group_members(session, sitting, day)
        ]
    found = {holder.seat.id: holder.person for holder in holders(session, sitting.conference_id, day)}
    seats = session.scalars(
        select(Seat)
        .where(Seat.conference_id == sitting.conference_id, running(Seat.starts_on, Seat.ends_on, day))
        .options(joinedload(Seat.institution))
        .order_by(Seat.rank, Seat.id)
    )
    return [_line(s.id, found.get(s.id), s.institution.name, s.level, voting=s.kind is SeatKind.VOTING) for s in seats]


def _line(
    seat_id: int | None, person: Person | None, institution: str, level: Level | None, *, voting: bool
) -> dict[str, Any]:
    return {
        "seat_id": seat_id,
        "person_id": person.id if person else None,
        "name": person.name if person else "",
        "institution": institution,
        "level": level.value if level else None,
        "voting": voting,
    }


def voting_holders(session: Session, sitting: Sitting, day: date) -> list[HeldSeat]:
    """Return the seats that may vote in the sitting: in a group, those whose holder sits in it (R5.3)."""
    voting = [h for h in holders(session, sitting.conference_id, day) if h.seat.kind is SeatKind.VOTING]
    if sitting.group_id is None:
        return voting
    named = {member.person_id for member in group_members(session, sitting, day)}
    return [h for h in voting if h.person.id in named]


def group_members(session: Session, sitting: Sitting, day: date) -> Sequence[GroupMember]:
    """Return the members of the group that sits who have named a person, that day."""
    return session.scalars(
        select(GroupMember)
        .where(
            GroupMember.group_id == sitting.group_id,
            GroupMember.person_id.is_not(None),
            running(GroupMember.named_on, GroupMember.ended_on, day),
        )
        .options(joinedload(GroupMember.institution), joinedload(GroupMember.person))
        .order_by(GroupMember.id)
    ).all()


def present_now(session: Session, sitting_id: int) -> Sequence[Presence]:
    """Return the presences under way, in order of arrival, with persons, seats and institutions."""
    return session.scalars(
        select(Presence)
        .where(Presence.sitting_id == sitting_id, Presence.left_at.is_(None))
        .options(joinedload(Presence.person), joinedload(Presence.seat).joinedload(Seat.institution))
        .order_by(Presence.entered_at, Presence.id)
    ).all()


def here(session: Session, sitting_id: int) -> list[dict[str, Any]]:
    """Return who is present now, ready for JSON."""
    return [
        {
            "seat_id": presence.seat_id,
            "person_id": presence.person_id,
            "name": presence.person.name,
            "institution": presence.affiliation or (presence.seat.institution.name if presence.seat else ""),
            "mode": presence.mode.value,
            "entered_at": presence.entered_at.isoformat(),
        }
        for presence in present_now(session, sitting_id)
    ]


def is_present(session: Session, sitting_id: int, person_id: int) -> bool:
    """Tell whether the person is present, by a seat or in person."""
    presence = select(Presence.id).where(
        Presence.sitting_id == sitting_id, Presence.person_id == person_id, Presence.left_at.is_(None)
    )
    return session.scalars(presence.limit(1)).first() is not None


def affiliation(session: Session, sitting: Sitting, person_id: int, seat: Seat | None, day: date) -> str:
    """Return the name of what the person sits for, empty for somebody invited."""
    if seat is not None:
        return seat.institution.name
    members = group_members(session, sitting, day) if sitting.group_id is not None else ()
    named = next((m.institution.name for m in members if m.person_id == person_id), None)
    return named or _of_the_state(session, sitting, person_id, day)


def _of_the_state(session: Session, sitting: Sitting, person_id: int, day: date) -> str:
    office = select(Mandate.id).where(
        Mandate.conference_id == sitting.conference_id,
        Mandate.person_id == person_id,
        Mandate.office == Office.STATE_REPRESENTATIVE,
        running(Mandate.starts_on, Mandate.ends_on, day),
    )
    return STATE if session.scalars(office.limit(1)).first() else ""


def quorum_of(session: Session, sitting: Sitting, day: date) -> Quorum:
    """Return the quorum now: on voting seats that have a holder, or on the members of the group that sits."""
    if sitting.group_id is not None:
        places = [member.person_id or 0 for member in group_members(session, sitting, day)]
        column: InstrumentedAttribute[Any] = Presence.person_id
    else:
        places = list(session.scalars(_voting_seats(sitting, day)))
        column = Presence.seat_id
    here = select(column).where(Presence.sitting_id == sitting.id, Presence.left_at.is_(None), column.is_not(None))
    reglement = Reglement.from_json(sitting.reglement)
    return quorum(
        places,
        session.scalars(here).all(),
        share=reglement.quorum,
        strict=reglement.quorum_strict,
        second_call=sitting.reconvened_from_id is not None,
    )


def _voting_seats(sitting: Sitting, day: date) -> Select[int]:
    return (
        select(Seat.id)
        .join(Mandate, Mandate.seat_id == Seat.id)
        .where(
            Seat.conference_id == sitting.conference_id,
            Seat.kind == SeatKind.VOTING,
            running(Seat.starts_on, Seat.ends_on, day),
            running(Mandate.starts_on, Mandate.ends_on, day),
        )
    )
