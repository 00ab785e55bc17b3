"""What the person who looks has to do next, most pressing first."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, and_, func, literal, select, union_all
from sqlalchemy.orm import Session

from app.conferences.models import Conference, PresidencyTerm
from app.contracts.models import Action, Contract
from app.contracts.rules.health_words import HEALTH, of_date
from app.contracts.words import Health
from app.foundation import french
from app.foundation.actors import Actor, CapacityKind
from app.interpellations.desk.queue import sums
from app.people.factors import has_factor
from app.people.models import Person
from app.sittings.models import AgendaItem, Ballot, BallotVoter, Commitment, ProxyGiven, Sitting, Turnout
from app.sittings.words import BallotState, CommitmentState, ItemState, SittingState
from app.web.house import house

from .now import LiveView

AHEAD = timedelta(days=60)
"""How long before presiding a second factor is asked for."""


@dataclass(frozen=True, kw_only=True)
class Duty:
    """One thing to do, where, and what else there is to know."""

    label: str
    href: str
    detail: str = ""


def duties_of(session: Session, actor: Actor, today: date, under_way: list[LiveView]) -> list[Duty]:
    """Return what the person has to do; a visitor owes nothing."""
    if not actor.signed_in:
        return []
    votes, powers = _of_seats(session, actor)
    voting = {duty.href for duty in votes}
    sittings = [
        Duty(label=f"Rejoindre la séance{french.NBSP}: {sitting.title}", href=sitting.follow_href)
        for sitting in under_way
        if sitting.follow_href not in voting and belongs(actor, sitting)
    ]
    return [
        *votes,
        *sittings,
        *_presidency_to_come(session, actor, today),
        *powers,
        *_proposals(session, actor),
        *_files(session, actor, today),
        *_commitments(session, actor, today),
        *_actions(session, actor),
    ]


def belongs(actor: Actor, sitting: LiveView) -> bool:
    """Tell whether the person has a place in the conference that sits."""
    return any(c.conference_id == sitting.conference_id for c in actor.capacities)


def _of_seats(session: Session, actor: Actor) -> tuple[list[Duty], list[Duty]]:
    """The open ballots where a seat of this person has not answered; the powers they carry for sittings to come."""
    if all(c.seat_id is None for c in actor.capacities):
        return [], []
    # One statement for both: the first page is asked for by everybody.
    rows = session.execute(union_all(_unanswered(actor), _carried(actor))).all()
    votes = [
        Duty(label=f"Voter{french.NBSP}: {row.words}", href=f"/seances/{row.sitting_id}/salle")
        for row in rows
        if not row.principal
    ]
    powers = [
        Duty(
            label=f"Porter le pouvoir de {row.principal}", href=f"/seances/{row.sitting_id}/pouvoirs", detail=row.words
        )
        for row in rows
        if row.principal
    ]
    return votes, powers


def _unanswered(actor: Actor) -> Select[int, str, str]:
    return (
        select(Ballot.sitting_id, Ballot.question.label("words"), literal("").label("principal"))
        .join(BallotVoter, BallotVoter.ballot_id == Ballot.id)
        .outerjoin(Turnout, and_(Turnout.ballot_id == Ballot.id, Turnout.seat_id == BallotVoter.seat_id))
        .where(
            Ballot.state == BallotState.OPEN,
            BallotVoter.person_id == actor.person_id,
            Turnout.ballot_id.is_(None),
        )
    )


def _carried(actor: Actor) -> Select[int, str, str]:
    return (
        select(Sitting.id, Sitting.title, func.concat(Person.given_name, " ", Person.family_name))
        .join(ProxyGiven, ProxyGiven.sitting_id == Sitting.id)
        .join(Person, Person.id == ProxyGiven.principal_id)
        .where(
            ProxyGiven.holder_id == actor.person_id,
            ProxyGiven.ended_at.is_(None),
            Sitting.state.in_((SittingState.PREPARING, SittingState.CONVENED)),
        )
    )


def _presidency_to_come(session: Session, actor: Actor, today: date) -> list[Duty]:
    """A second factor is made at leisure before one presides, not in the sitting where the presidency turns."""
    mine = {c.institution_id for c in actor.capacities if c.kind is CapacityKind.DELEGATE}
    if not mine or not house().settings.second_factor_required:
        return []
    term = session.execute(
        select(PresidencyTerm.starts_on, Conference.name)
        .join(Conference, Conference.id == PresidencyTerm.conference_id)
        .where(
            PresidencyTerm.institution_id.in_(mine),
            PresidencyTerm.conference_id.in_({c.conference_id for c in actor.capacities}),
            PresidencyTerm.starts_on > today,
            PresidencyTerm.starts_on <= today + AHEAD,
        )
        .order_by(PresidencyTerm.starts_on)
    ).first()
    if term is None or has_factor(session, actor.person_id or 0):
        return []
    detail = f"{term.name}, à partir du {french.day(term.starts_on)}"
    return [Duty(label="Protéger votre compte avant de présider", href="/compte/protection?suite=/", detail=detail)]


def _proposals(session: Session, actor: Actor) -> list[Duty]:
    """The proposals that wait for the answer of this chair."""
    chaired = {c.conference_id for c in actor.capacities if c.kind is CapacityKind.CHAIR}
    if not chaired:
        return []
    rows = session.execute(
        select(Sitting.id, Sitting.title, func.count())
        .join(AgendaItem, AgendaItem.sitting_id == Sitting.id)
        .where(
            Sitting.conference_id.in_(chaired),
            Sitting.state == SittingState.PREPARING,
            AgendaItem.state == ItemState.PROPOSED,
        )
        .group_by(Sitting.id)
        .order_by(Sitting.starts_at)
    )
    return [
        Duty(
            label=f"Répondre à {french.count(waiting, 'proposition')}",
            href=f"/seances/{id}/preparation",
            detail=title,
        )
        for id, title, waiting in rows
    ]


def _files(session: Session, actor: Actor, today: date) -> list[Duty]:
    """The interpellations this person works on: those late, and those in their hands."""
    # Who only presides is given no file; their own acts are the proposals above.
    if not actor.officer_for() and all(c.kind is not CapacityKind.SECRETARY for c in actor.capacities):
        return []
    found = sums(session, actor, today)
    late = french.count(found.late, "interpellation")
    mine = french.count(found.mine, "interpellation confiée", "interpellations confiées")
    return [
        *([Duty(label=f"Rattraper {late} en retard", href="/interpellations/bureau?retard=1")] if found.late else []),
        *([Duty(label=f"Traiter {mine} à vous", href="/interpellations/bureau?confie=moi")] if found.mine else []),
    ]


def _commitments(session: Session, actor: Actor, today: date) -> list[Duty]:
    """The commitments this person answers for, the first due first."""
    rows = session.execute(
        select(Commitment.id, Commitment.decision_id, Commitment.title, Commitment.due_on)
        .where(Commitment.owner_person_id == actor.person_id, Commitment.state == CommitmentState.OPEN)
        .order_by(Commitment.due_on)
        .limit(5)
    )
    return [
        Duty(
            label=f"Rendre compte{french.NBSP}: {row.title}",
            href=f"/decisions/{row.decision_id}#engagement-{row.id}",
            detail=f"{'en retard, ' if row.due_on < today else ''}échéance le {french.day(row.due_on)}",
        )
        for row in rows
    ]


def _actions(session: Session, actor: Actor) -> list[Duty]:
    """The actions this person follows whose dates have passed, the latest first: the others can wait."""
    mine = actor.officer_for()
    if not mine:
        return []
    rows = session.execute(
        select(Action.code, Action.title, Action.due, Action.health, Contract.title.label("contract"))
        .join(Contract, Contract.id == Action.contract_id)
        .where(Action.owner_id.in_(mine), Action.health.in_((Health.LATE, Health.FAILING)))
        .order_by(Action.due_on.desc().nulls_last(), Action.id)
        .limit(3)
    )
    return [
        Duty(
            label=f"Donner des nouvelles{french.NBSP}: {row.title}",
            href=f"/actions/{row.code}/suivi",
            detail=f"{HEALTH[row.health]}{f', échéance {of_date(row.due)}' if row.due else ''}, {row.contract}",
        )
        for row in rows
    ]
