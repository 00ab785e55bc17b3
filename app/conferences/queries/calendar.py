"""What the sittings made of a conference: what it has done and is to do, its decisions, the State's questions.

The only module of the feature that reads `app.sittings`, which stands above it; nothing here writes.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Exists, FromClause, Integer, ScalarSelect, cast, exists, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload

from app.conferences.models import Conference, Mandate, StateReferral
from app.conferences.rules.rhythm import Course, SittingFact
from app.conferences.words import Office
from app.foundation.clock import PARIS, local_date
from app.journal.models import StreamHead
from app.sittings.models import AgendaItem, Ballot, Decision, Presence, Sitting
from app.sittings.words import LIVE, SittingState

NEXT, PAST, DECISIONS, REFERRALS = 6, 6, 6, 10
TO_COME = (SittingState.PREPARING, SittingState.CONVENED)


@dataclass(frozen=True, kw_only=True)
class SittingView:
    """A line of the calendar."""

    id: int
    title: str
    group: str | None
    starts_at: datetime
    place: str
    state: SittingState
    prefect_expected: bool
    without_quorum: bool
    agenda_published: bool

    @property
    def live(self) -> bool:
        """Tell whether it is under way."""
        return self.state in LIVE


@dataclass(frozen=True, kw_only=True)
class DecisionView:
    """A decision as published."""

    number: str
    text: str
    decided_at: datetime
    sitting_id: int
    sitting: str


@dataclass(frozen=True, kw_only=True)
class ReferralView:
    """A question of the State, and the sitting whose agenda it is on (R3.6)."""

    id: int
    title: str
    question: str
    referred_at: datetime
    sitting_id: int | None
    sitting_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Sittings:
    """The public sittings: under way or to come, the nearest first; over, the latest first."""

    coming: tuple[SittingView, ...]
    past: tuple[SittingView, ...]


def sittings_of(session: Session, conference: Conference, today: date, *, group_id: int | None = None) -> Sittings:
    """Return the public sittings of a conference and its groups, or of one group. One read."""
    midnight = _midnight(today, ZoneInfo(conference.timezone))
    is_coming = or_(Sitting.state.in_(LIVE), Sitting.state.in_(TO_COME) & (Sitting.starts_at >= midnight))
    own = [Sitting.conference_id == conference.id, Sitting.public.is_(True)]
    if group_id is not None:
        own.append(Sitting.group_id == group_id)
    coming = select(Sitting.id).where(*own, is_coming).order_by(Sitting.starts_at, Sitting.id).limit(NEXT)
    latest = (Sitting.starts_at.desc(), Sitting.id.desc())
    past = select(Sitting.id).where(*own, Sitting.state == SittingState.CLOSED).order_by(*latest).limit(PAST)
    found = session.scalars(
        select(Sitting)
        .where(or_(Sitting.id.in_(coming), Sitting.id.in_(past)))
        .options(joinedload(Sitting.group))
        .order_by(Sitting.starts_at, Sitting.id)
    ).all()
    return Sittings(
        coming=tuple(_sitting(one) for one in found if one.state is not SittingState.CLOSED),
        past=tuple(_sitting(one) for one in reversed(found) if one.state is SittingState.CLOSED),
    )


def next_sitting_by_conference(session: Session, today: date) -> dict[int, SittingView]:
    """Return the next public sitting of each conference that has one, those under way first. One read."""
    live = Sitting.state.in_(LIVE)
    found = session.scalars(
        select(Sitting)
        .ext(distinct_on(Sitting.conference_id))
        .where(Sitting.public, or_(live, Sitting.state.in_(TO_COME) & (Sitting.starts_at >= _midnight(today, PARIS))))
        .options(joinedload(Sitting.group))
        .order_by(Sitting.conference_id, live.desc(), Sitting.starts_at, Sitting.id)
    )
    return {one.conference_id: _sitting(one) for one in found}


def latest_decisions(session: Session, conference_id: int, *, group_id: int | None = None) -> tuple[DecisionView, ...]:
    """Return the latest public decisions. One read."""
    wanted: list[ColumnElement[bool]] = [Decision.conference_id == conference_id, Decision.public.is_(True)]
    if group_id is not None:
        wanted.append(Sitting.group_id == group_id)
    rows = session.execute(
        select(Decision, Sitting.title)
        .join(Sitting, Sitting.id == Decision.sitting_id)
        .where(*wanted)
        .order_by(Decision.decided_at.desc(), Decision.id.desc())
        .limit(DECISIONS)
    )
    return tuple(
        DecisionView(
            number=decision.number,
            text=decision.text,
            decided_at=decision.decided_at,
            sitting_id=decision.sitting_id,
            sitting=title,
        )
        for decision, title in rows
    )


def referrals_of(session: Session, conference_id: int) -> tuple[ReferralView, ...]:
    """Return the latest questions of the State, each with the agenda it is on. One read."""
    rows = session.execute(
        select(StateReferral, Sitting.id, Sitting.starts_at)
        .outerjoin(AgendaItem, AgendaItem.origin_reference == func.concat("state_referral:", StateReferral.id))
        .outerjoin(Sitting, Sitting.id == AgendaItem.sitting_id)
        .where(StateReferral.conference_id == conference_id)
        .order_by(StateReferral.referred_at.desc(), StateReferral.id.desc(), Sitting.starts_at.desc())
        .limit(REFERRALS)
    ).all()
    # A question deferred from one sitting to the next is on two agendas: the later one counts.
    latest = {referral.id: (referral, sitting_id, at) for referral, sitting_id, at in reversed(rows)}
    return tuple(
        ReferralView(
            id=referral.id,
            title=referral.title,
            question=referral.question,
            referred_at=referral.referred_at,
            sitting_id=sitting_id,
            sitting_at=at,
        )
        for referral, sitting_id, at in sorted(latest.values(), key=lambda row: row[0].referred_at, reverse=True)
    )


def day_of(moment: datetime, conference: Conference) -> date:
    """Return the calendar day of an instant where the conference is."""
    return local_date(moment, ZoneInfo(conference.timezone))


def held_and_planned(session: Session, conference: Conference) -> list[SittingFact]:
    """Return every sitting of the whole conference as its rhythm sees it. One read."""
    rows = session.execute(
        select(Sitting, _the_state_came())
        .where(Sitting.conference_id == conference.id, Sitting.group_id.is_(None))
        .order_by(Sitting.starts_at)
    )
    return [_fact(conference, sitting, came=came) for sitting, came in rows]


def sitting_of_ballot(reference: InstrumentedAttribute[str]) -> ScalarSelect[int]:
    """Return the expression that gives the sitting of a ballot written `ballot:<id>`, null for anything else."""
    # The identifier is read out of the text, and not the text made from each identifier: the key finds its row.
    named = cast(func.substring(reference, "^ballot:([0-9]{1,9})$"), Integer)
    return select(Ballot.sitting_id).where(Ballot.id == named).scalar_subquery()


def positions_of_sittings() -> FromClause:
    """Return how many sittings the conference selected has (`count`) and how far their streams go (`total`)."""
    return (
        select(func.count().label("count"), func.coalesce(func.sum(StreamHead.position), 0).label("total"))
        .select_from(Sitting)
        .outerjoin(StreamHead, StreamHead.stream == func.concat("sitting:", Sitting.id))
        .where(Sitting.conference_id == Conference.id)
        .correlate(Conference)
        .lateral()
    )


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)


def _the_state_came() -> Exists:
    return exists().where(
        Presence.sitting_id == Sitting.id,
        Presence.seat_id.is_(None),
        Mandate.person_id == Presence.person_id,
        Mandate.conference_id == Sitting.conference_id,
        Mandate.office == Office.STATE_REPRESENTATIVE,
    )


def _fact(conference: Conference, sitting: Sitting, *, came: bool) -> SittingFact:
    if sitting.state is SittingState.CANCELLED:
        course = Course.CANCELLED
    elif sitting.without_quorum:
        course = Course.WITHOUT_QUORUM
    else:
        course = Course.HELD if sitting.opened_at else Course.PLANNED
    prefect = came if course is Course.HELD else sitting.prefect_expected
    return SittingFact(day=day_of(sitting.starts_at, conference), course=course, prefect=prefect)


def _sitting(sitting: Sitting) -> SittingView:
    return SittingView(
        id=sitting.id,
        title=sitting.title,
        group=sitting.group.name if sitting.group else None,
        starts_at=sitting.starts_at,
        place=sitting.place,
        state=sitting.state,
        prefect_expected=sitting.prefect_expected,
        without_quorum=sitting.without_quorum,
        agenda_published=sitting.agenda_published_at is not None,
    )
