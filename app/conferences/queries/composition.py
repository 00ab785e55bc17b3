"""Who sits on a given day, in which seat, by which act: of today or of any day before (R3.1–R3.3)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session, joinedload

from app.conferences.models import CompositionAct, Mandate, Seat
from app.conferences.words import Office, SeatKind, Specificity
from app.institutions.models import Institution
from app.institutions.words import Level

from .capacities import running


@dataclass(frozen=True, kw_only=True)
class Holder:
    """Who holds a seat or an office, since when, proved by which act."""

    mandate_id: int
    person_id: int
    name: str
    title: str
    since: date
    until: date | None
    proof: str


@dataclass(frozen=True, kw_only=True)
class SeatView:
    """A seat that exists on the day asked for; `chairs`: its institution presides and it votes."""

    id: int
    institution_id: int
    institution: str
    written: str
    """How a form writes the institution."""
    population: int | None
    level: Level
    kind: SeatKind
    rank: int
    weight: Decimal
    specificity: Specificity | None
    starts_on: date
    ends_on: date | None
    holder: Holder | None
    chairs: bool

    @property
    def votes(self) -> bool:
        """Tell whether this seat has a voice in ballots."""
        return self.kind is SeatKind.VOTING


@dataclass(frozen=True, kw_only=True)
class OfficeView:
    """An office and who holds it."""

    office: Office
    holder: Holder


@dataclass(frozen=True, kw_only=True)
class ActView:
    """The act of the préfet in force on the day, with the institutions that represent each specificity."""

    reference: str
    signed_on: date
    effective_on: date
    signatory: str
    specificities: tuple[tuple[Specificity, tuple[str, ...]], ...]


@dataclass(frozen=True, kw_only=True)
class Composition:
    """The conference as composed on one day."""

    day: date
    act: ActView | None
    seats: tuple[SeatView, ...]
    offices: tuple[OfficeView, ...]

    @property
    def voting(self) -> tuple[SeatView, ...]:
        """Return the seats that vote."""
        return tuple(seat for seat in self.seats if seat.votes)

    @property
    def voters(self) -> tuple[SeatView, ...]:
        """Return the seats that could vote: voting and held."""
        return tuple(seat for seat in self.voting if seat.holder)

    @property
    def by_level(self) -> tuple[tuple[Level, tuple[SeatView, ...]], ...]:
        """Return the levels that have a seat, each with its seats in order."""
        groups = ((level, tuple(seat for seat in self.seats if seat.level is level)) for level in Level)
        return tuple((level, seats) for level, seats in groups if seats)

    @property
    def chair(self) -> SeatView | None:
        """Return the seat of whoever chairs."""
        return next((seat for seat in self.seats if seat.chairs), None)

    def holding(self, office: Office) -> tuple[Holder, ...]:
        """Return who holds the office."""
        return tuple(one.holder for one in self.offices if one.office is office)


def written_as(institution: Institution) -> str:
    """Return the institution as a form writes it and reads it back: « Dunkerque (59183) »."""
    return f"{institution.name} ({institution.code or institution.siren or f'#{institution.id}'})"


def composition_on(
    session: Session, conference_id: int, day: date, *, chairing: int | None, act: CompositionAct | None
) -> Composition:
    """Return the composition of a day; `chairing` presides and `act` is in force then. Two reads."""
    mandates = session.scalars(
        select(Mandate)
        .where(Mandate.conference_id == conference_id, running(Mandate.starts_on, Mandate.ends_on, day))
        .options(joinedload(Mandate.person))
        .order_by(Mandate.id)
    ).all()
    holders = {mandate.seat_id: _holder(mandate) for mandate in mandates if mandate.seat_id is not None}
    seats = tuple(
        _seat(seat, holders.get(seat.id), chairing)
        for seat in session.scalars(
            select(Seat)
            .where(Seat.conference_id == conference_id, running(Seat.starts_on, Seat.ends_on, day))
            .options(joinedload(Seat.institution))
            .order_by(Seat.rank, Seat.id)
        )
    )
    return Composition(
        day=day,
        act=_act(act, seats),
        seats=seats,
        offices=tuple(OfficeView(office=m.office, holder=_holder(m)) for m in mandates if m.office is not None),
    )


def acts_of(session: Session, conference_id: int) -> list[CompositionAct]:
    """Return every act of composition, the latest first."""
    return list(
        session.scalars(
            select(CompositionAct)
            .where(CompositionAct.conference_id == conference_id)
            .order_by(CompositionAct.effective_on.desc(), CompositionAct.id.desc())
        )
    )


def act_on(session: Session, conference_id: int, day: date) -> CompositionAct | None:
    """Return the act in force on that day. One read."""
    return session.scalars(latest_act(day).where(CompositionAct.conference_id == conference_id)).one_or_none()


def latest_act(day: date | ColumnElement[date]) -> Select[CompositionAct]:
    """Return the selection of the act in force on that day, for a conference still to say."""
    return (
        select(CompositionAct)
        .where(CompositionAct.effective_on <= day)
        .order_by(CompositionAct.effective_on.desc(), CompositionAct.id.desc())
        .limit(1)
    )


def _act(act: CompositionAct | None, seats: tuple[SeatView, ...]) -> ActView | None:
    if act is None:
        return None
    represented = (
        (one, tuple(seat.institution for seat in seats if seat.specificity is one))
        for one in map(Specificity, act.specificities)
    )
    return ActView(
        reference=act.reference,
        signed_on=act.signed_on,
        effective_on=act.effective_on,
        signatory=act.signatory,
        specificities=tuple(represented),
    )


def _holder(mandate: Mandate) -> Holder:
    return Holder(
        mandate_id=mandate.id,
        person_id=mandate.person_id,
        name=mandate.person.name,
        title=mandate.person.title,
        since=mandate.starts_on,
        until=mandate.ends_on,
        proof=mandate.proof,
    )


def _seat(seat: Seat, holder: Holder | None, chairing: int | None) -> SeatView:
    return SeatView(
        id=seat.id,
        institution_id=seat.institution_id,
        institution=seat.institution.name,
        written=written_as(seat.institution),
        population=seat.institution.population,
        level=seat.level,
        kind=seat.kind,
        rank=seat.rank,
        weight=seat.weight,
        specificity=seat.specificity,
        starts_on=seat.starts_on,
        ends_on=seat.ends_on,
        holder=holder,
        chairs=seat.kind is SeatKind.VOTING and seat.institution_id == chairing,
    )
