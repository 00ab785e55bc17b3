"""The reads of the room: each one statement, its loading decided here."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from app.conferences.models import GroupMember, Mandate, Seat
from app.conferences.queries.capacities import running
from app.conferences.words import Office, SeatKind
from app.foundation.errors import NotFound
from app.institutions.models import Institution
from app.journal.models import StreamHead
from app.people.models import Person
from app.sittings.models import (
    AgendaItem,
    Ballot,
    BallotVoter,
    Commitment,
    Decision,
    ItemNote,
    LiveLink,
    Motion,
    Presence,
    ProxyGiven,
    Sitting,
    Speech,
    Turnout,
)
from app.sittings.words import BallotState


@dataclass(frozen=True)
class Found:
    """The sitting, how far its record goes, and the persons who have a device connected to it."""

    sitting: Sitting
    position: int
    connected: frozenset[int]


@dataclass(frozen=True)
class PlaceRow:
    """A seat with its holder of the day, or a person who sits without one."""

    seat: Seat | None
    person: Person | None
    institution: Institution | None
    voting: bool


@dataclass(frozen=True)
class RollRow:
    """One line of the roll of a ballot."""

    voter: BallotVoter
    turnout: Turnout | None
    power: ProxyGiven | None
    """The power by which it voted."""


def sitting_with_head(session: Session, sitting_id: int) -> Found:
    """Return the sitting with its conference and group, its head and who follows it; or raise `NotFound`."""
    stream = func.concat("sitting:", Sitting.id)
    connected = select(func.array_agg(LiveLink.person_id)).where(LiveLink.stream == stream).scalar_subquery()
    found = session.execute(
        select(Sitting, func.coalesce(StreamHead.position, 0), connected)
        .outerjoin(StreamHead, StreamHead.stream == stream)
        .where(Sitting.id == sitting_id)
        .options(joinedload(Sitting.conference), joinedload(Sitting.group))
    ).one_or_none()
    if found is None:
        raise NotFound("Cette séance n’existe pas.")
    return Found(found[0], found[1], frozenset(found[2] or ()))


def head_position(session: Session, sitting_id: int) -> int:
    """Return how far the record of the sitting goes; 0 when nothing is recorded."""
    return session.scalar(select(StreamHead.position).where(StreamHead.stream == f"sitting:{sitting_id}")) or 0


def items(session: Session, sitting_id: int) -> list[AgendaItem]:
    """Return every item with its documents."""
    return list(session.scalars(_items(select(AgendaItem), sitting_id)).unique())


def items_with_notes(session: Session, sitting_id: int) -> tuple[list[AgendaItem], list[ItemNote]]:
    """Return every item with its documents and the secretary's notes. For the bureau only."""
    query: Any = select(AgendaItem, ItemNote).outerjoin(ItemNote, ItemNote.item_id == AgendaItem.id)
    found = session.execute(_items(query, sitting_id)).unique().all()
    return [row[0] for row in found], [row[1] for row in found if row[1] is not None]


def _items(query: Any, sitting_id: int) -> Any:
    query = query.where(AgendaItem.sitting_id == sitting_id).options(joinedload(AgendaItem.documents))
    return query.order_by(AgendaItem.rank, AgendaItem.id)


def places(session: Session, sitting: Sitting, day: date) -> list[PlaceRow]:
    """Return who may sit that day: seats (vacant ones too) then the State; in a group, its members."""
    if sitting.group_id is not None:
        return _group_places(session, sitting, day)
    seat = aliased(
        Seat,
        select(Seat)
        .where(Seat.conference_id == sitting.conference_id, running(Seat.starts_on, Seat.ends_on, day))
        .subquery(),
    )
    sits = or_(Mandate.seat_id.is_not(None), Mandate.office == Office.STATE_REPRESENTATIVE)
    held = running(Mandate.starts_on, Mandate.ends_on, day)
    mandate = aliased(
        Mandate,
        select(Mandate).where(Mandate.conference_id == sitting.conference_id, held, sits).subquery(),
    )
    rows = session.execute(
        select(seat, mandate)
        .join(mandate, mandate.seat_id == seat.id, full=True)
        .options(joinedload(seat.institution), joinedload(mandate.person))
        .order_by(seat.rank, seat.id, mandate.id)
    )
    return [place for row in rows if (place := _place(row[0], row[1])) is not None]


def _place(seat: Seat | None, mandate: Mandate | None) -> PlaceRow | None:
    if seat is None and mandate is not None and mandate.seat_id is not None:
        return None  # the mandate outlived its seat
    return PlaceRow(
        seat=seat,
        person=mandate.person if mandate else None,
        institution=seat.institution if seat else None,
        voting=seat is not None and seat.kind is SeatKind.VOTING,
    )


def _group_places(session: Session, sitting: Sitting, day: date) -> list[PlaceRow]:
    rows = session.scalars(
        select(GroupMember)
        .where(
            GroupMember.group_id == sitting.group_id,
            GroupMember.person_id.is_not(None),
            running(GroupMember.named_on, GroupMember.ended_on, day),
        )
        .options(joinedload(GroupMember.institution), joinedload(GroupMember.person))
        .order_by(GroupMember.id)
    )
    return [PlaceRow(None, member.person, member.institution, voting=True) for member in rows]


def presences(session: Session, sitting_id: int) -> list[Presence]:
    """Return every interval of presence, oldest first."""
    query = select(Presence).where(Presence.sitting_id == sitting_id)
    return list(session.scalars(query.order_by(Presence.entered_at, Presence.id)))


def speeches(session: Session, sitting_id: int) -> list[Speech]:
    """Return every request for the floor, in the order of the floor."""
    query = select(Speech).where(Speech.sitting_id == sitting_id).options(joinedload(Speech.person))
    return list(session.scalars(query.order_by(Speech.rank, Speech.id)))


def motions_and_ballots(session: Session, sitting_id: int) -> tuple[list[Motion], list[Ballot]]:
    """Return the texts of the sitting with their authors, and its ballots, oldest first."""
    motion = aliased(Motion, select(Motion).where(Motion.sitting_id == sitting_id).subquery())
    ballot = aliased(Ballot, select(Ballot).where(Ballot.sitting_id == sitting_id).subquery())
    rows = session.execute(
        select(motion, ballot)
        .join(ballot, ballot.motion_id == motion.id, full=True)
        .options(joinedload(motion.moved_by))
    ).all()
    motions = {m.id: m for m, _ in rows if m is not None}
    ballots = {b.id: b for _, b in rows if b is not None}
    return sorted(motions.values(), key=lambda m: m.number), sorted(ballots.values(), key=lambda b: b.id)


def roll_under_way(session: Session, sitting_id: int) -> list[RollRow]:
    """Return the roll of the ballot under way, in roll-call order. What a seat chose is never read here."""
    rows = session.execute(
        select(BallotVoter, Turnout, ProxyGiven)
        .join(Ballot, Ballot.id == BallotVoter.ballot_id)
        .join(Seat, Seat.id == BallotVoter.seat_id)
        .outerjoin(Turnout, and_(Turnout.ballot_id == BallotVoter.ballot_id, Turnout.seat_id == BallotVoter.seat_id))
        .outerjoin(ProxyGiven, ProxyGiven.id == Turnout.proxy_id)
        .where(Ballot.sitting_id == sitting_id, Ballot.state.in_((BallotState.OPEN, BallotState.TIED)))
        .options(
            joinedload(BallotVoter.person),
            joinedload(BallotVoter.seat).joinedload(Seat.institution),
            joinedload(ProxyGiven.holder),
        )
        .order_by(Seat.rank, Seat.id)
    )
    return [RollRow(voter, turnout, power) for voter, turnout, power in rows]


def decisions(session: Session, sitting_id: int) -> list[Decision]:
    """Return the decisions with what they commit to and whom."""
    owners = joinedload(Decision.commitments).joinedload(Commitment.owner)
    query = select(Decision).where(Decision.sitting_id == sitting_id).options(owners).order_by(Decision.id)
    return list(session.scalars(query).unique())
