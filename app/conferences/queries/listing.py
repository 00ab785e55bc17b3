"""Every conference on one page."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from app.conferences.models import Conference, PresidencyTerm, Seat
from app.conferences.rules.presidency import chair_on
from app.conferences.words import Profile, SeatKind
from app.institutions.models import Institution
from app.institutions.words import Level

from .calendar import SittingView, next_sitting_by_conference
from .capacities import running


@dataclass(frozen=True, kw_only=True)
class ConferenceLine:
    """One conference among the others."""

    id: int
    slug: str
    name: str
    region: str
    profile: Profile
    seats: int
    voting: int
    chair: str | None
    chair_level: Level | None
    next_sitting: SittingView | None


def conferences(session: Session, today: date) -> tuple[ConferenceLine, ...]:
    """Return every conference by name. Five reads."""
    found = session.scalars(
        select(Conference).options(joinedload(Conference.region)).order_by(Conference.name, Conference.id)
    ).all()
    seats = _seats(session, today)
    chairs = _chairs(session, found, today)
    coming = next_sitting_by_conference(session, today)
    return tuple(
        ConferenceLine(
            id=one.id,
            slug=one.slug,
            name=one.name,
            region=one.region.name,
            profile=one.profile,
            seats=sum(seats[one.id].values()),
            voting=seats[one.id].get(SeatKind.VOTING, 0),
            chair=chairs[one.id].name if one.id in chairs else None,
            chair_level=chairs[one.id].level if one.id in chairs else None,
            next_sitting=coming.get(one.id),
        )
        for one in found
    )


def _seats(session: Session, today: date) -> dict[int, dict[SeatKind, int]]:
    counts: dict[int, dict[SeatKind, int]] = defaultdict(dict)
    rows = session.execute(
        select(Seat.conference_id, Seat.kind, func.count())
        .where(running(Seat.starts_on, Seat.ends_on, today))
        .group_by(Seat.conference_id, Seat.kind)
    )
    for conference_id, kind, number in rows:
        counts[conference_id][kind] = number
    return counts


def _chairs(session: Session, found: Sequence[Conference], today: date) -> dict[int, Institution]:
    terms: dict[int, list[PresidencyTerm]] = defaultdict(list)
    for term in session.scalars(
        select(PresidencyTerm).where(PresidencyTerm.starts_on <= today, PresidencyTerm.ends_on > today)
    ):
        terms[term.conference_id].append(term)
    chairing = {one.id: chair_on(one.profile, one.region_id, terms[one.id], today) for one in found}
    wanted = {institution_id for institution_id in chairing.values() if institution_id is not None}
    institutions = {i.id: i for i in session.scalars(select(Institution).where(Institution.id.in_(wanted)))}
    return {id: institutions[chair] for id, chair in chairing.items() if chair is not None}
