"""What the first page says is happening: sittings under way, to come, decisions and commitments."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session, joinedload

from app.conferences.models import Conference, Seat
from app.conferences.queries.capacities import running
from app.foundation import french
from app.foundation.actors import Actor
from app.foundation.errors import NotFound
from app.foundation.unit_of_work import require
from app.institutions.models import Institution
from app.sittings.agenda.policies import may_see_sitting
from app.sittings.calendar.queries import visible_to
from app.sittings.followup.promised import next_due
from app.sittings.models import AgendaItem, Ballot, Decision, Sitting, Speech
from app.sittings.words import LIVE, BallotState, SittingState, SpeechState

LARGEST = 2**31 - 1
NOT_LIVE = "Cette séance n’est plus en cours, ou n’est pas publique."
TO_COME = (SittingState.CONVENED, SittingState.PREPARING)
HOLDING = (SpeechState.SPEAKING, SpeechState.PAUSED)
OUTCOMES = {"carried": "Adopté", "rejected": "Rejeté"}


@dataclass(frozen=True, kw_only=True)
class LiveView:
    """A sitting under way, as one line."""

    id: int
    conference_id: int
    href: str
    title: str
    conference_name: str
    current_item: str | None
    speaker: str | None
    open_ballot: str | None
    follow_href: str
    refresh_href: str | None
    suspended: bool


@dataclass(frozen=True, kw_only=True)
class ComingView:
    """A sitting to come."""

    href: str
    title: str
    starts_at: datetime
    place: str
    conference_name: str


@dataclass(frozen=True, kw_only=True)
class DecisionView:
    """A decision, and how it was voted if it was."""

    href: str
    text: str
    decided_on: datetime
    result: str
    carried: bool | None


@dataclass(frozen=True, kw_only=True)
class CommitmentView:
    """What somebody owes, and since when."""

    href: str
    text: str
    owner: str
    due_on: date
    late: bool


@dataclass(frozen=True, kw_only=True)
class ConferenceView:
    """A conference and how many seats it has."""

    href: str
    name: str
    seat_count: int
    region: str


def open_to(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that the actor may follow a sitting now: nobody outside follows one behind closed doors."""
    return visible_to(actor) if actor.signed_in else and_(Sitting.public, Sitting.closed_doors_since.is_(None))


def sittings_under_way(session: Session, actor: Actor) -> list[LiveView]:
    """Return the sittings that the actor can follow now, the last opened first."""
    rows = session.execute(
        select(Sitting, AgendaItem.title, Ballot.question, Speech)
        .outerjoin(AgendaItem, AgendaItem.id == Sitting.current_item_id)
        # A sitting has at most one open ballot and one holder of the floor: no row is doubled.
        .outerjoin(Ballot, and_(Ballot.sitting_id == Sitting.id, Ballot.state == BallotState.OPEN))
        .outerjoin(Speech, and_(Speech.sitting_id == Sitting.id, Speech.state.in_(HOLDING)))
        .where(Sitting.state.in_(LIVE), open_to(actor))
        .options(joinedload(Sitting.conference), joinedload(Speech.person))
        .order_by(Sitting.opened_at.desc())
    )
    return [
        LiveView(
            id=sitting.id,
            conference_id=sitting.conference_id,
            href=f"/seances/{sitting.id}",
            title=sitting.title,
            conference_name=sitting.conference.name,
            current_item=item,
            speaker=speech.person.name if speech else None,
            open_ballot=question,
            follow_href=f"/seances/{sitting.id}/salle",
            refresh_href=f"/en-direct/{sitting.id}",
            suspended=sitting.state is SittingState.SUSPENDED,
        )
        for sitting, item, question, speech in rows
    ]


def sitting_under_way(session: Session, actor: Actor, id: int) -> LiveView:
    """Return one sitting under way, or raise `NotFound`."""
    found = session.get(Sitting, min(id, LARGEST))
    if found is None:
        raise NotFound(NOT_LIVE)
    require(actor, may_see_sitting, found, hidden=NOT_LIVE)
    for sitting in sittings_under_way(session, actor):
        if sitting.id == id:
            return sitting
    raise NotFound(NOT_LIVE)


def sittings_to_come(session: Session, actor: Actor, now: datetime, *, limit: int = 6) -> list[ComingView]:
    """Return the next sittings that the actor may know of, the nearest first."""
    sittings = session.scalars(
        select(Sitting)
        .where(Sitting.state.in_(TO_COME), Sitting.starts_at > now, visible_to(actor))
        .options(joinedload(Sitting.conference))
        .order_by(Sitting.starts_at)
        .limit(limit)
    )
    return [
        ComingView(
            href=f"/seances/{sitting.id}",
            title=sitting.title,
            starts_at=sitting.starts_at,
            place=sitting.place,
            conference_name=sitting.conference.name,
        )
        for sitting in sittings
    ]


def recent_decisions(session: Session, *, limit: int = 5) -> list[DecisionView]:
    """Return the last public decisions, with the result of their vote."""
    rows = session.execute(
        select(Decision, Ballot)
        .outerjoin(Ballot, Ballot.id == Decision.ballot_id)
        .where(Decision.public)
        .order_by(Decision.decided_at.desc(), Decision.id.desc())
        .limit(limit)
    )
    return [
        DecisionView(
            href=f"/decisions/{decision.id}",
            text=decision.text,
            decided_on=decision.decided_at,
            result=_result(ballot),
            carried=_carried(ballot),
        )
        for decision, ballot in rows
    ]


def _result(ballot: Ballot | None) -> str:
    if ballot is None or not ballot.result:
        return "Sans vote"
    counts = ballot.result["counts"]
    verdict = OUTCOMES.get(ballot.result["outcome"], "Non adopté")
    voices = f"{counts['for']} pour, {counts['against']} contre"
    abstained = counts["abstain"]
    casting = ", par la voix prépondérante de la présidence" if ballot.result.get("casting") else ""
    return f"{verdict}, {voices}" + (f", {french.count(abstained, 'abstention')}" if abstained else "") + casting


def _carried(ballot: Ballot | None) -> bool | None:
    if ballot is None or not ballot.result:
        return None
    return bool(ballot.result["outcome"] == "carried")


def commitments_due(session: Session, today: date, *, limit: int = 5) -> list[CommitmentView]:
    """Return the public commitments that nobody settled, the most overdue first."""
    return [
        CommitmentView(href=one.href, text=one.title, owner=one.owner, due_on=one.due_on, late=one.due_on < today)
        for one in next_due(session, today, limit)
    ]


def conferences(session: Session, today: date) -> list[ConferenceView]:
    """Return every conference with the seats it has today."""
    rows = session.execute(
        select(Conference, Institution.name, func.count(Seat.id))
        .join(Institution, Institution.id == Conference.region_id)
        .outerjoin(Seat, and_(Seat.conference_id == Conference.id, running(Seat.starts_on, Seat.ends_on, today)))
        .group_by(Conference.id, Institution.name)
        .order_by(Conference.name)
    )
    return [
        ConferenceView(href=f"/conferences/{conference.slug}", name=conference.name, seat_count=seats, region=region)
        for conference, region, seats in rows
    ]
