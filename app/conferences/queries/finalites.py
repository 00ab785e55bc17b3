"""The finalités in force on a day, each with its group and members (R2, R5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, joinedload

from app.conferences.models import Conference, Finalite, GroupMember, ThematicGroup
from app.conferences.rules.finalites import record_sentence
from app.conferences.words import AdmissionCriterion, FinaliteOrigin, MemberCategory
from app.foundation.clock import local_date
from app.foundation.errors import NotFound
from app.foundation.french import day as in_words
from app.institutions.words import Level

from .calendar import sitting_of_ballot


@dataclass(frozen=True, kw_only=True)
class MemberView:
    """An institution named to a group, the criterion that admits it, and who sits for it."""

    id: int
    institution_id: int
    institution: str
    level: Level | None
    category: MemberCategory
    criterion: AdmissionCriterion
    person: str | None
    named_on: date
    ended_on: date | None


@dataclass(frozen=True, kw_only=True)
class FinaliteView:
    """A finalité and its group. `sitting_id`: where the ballot that decided it was held."""

    id: int
    title: str
    description: str
    rank: int
    origin: FinaliteOrigin
    adopted_at: datetime
    adopted_on: date
    ended_on: date | None
    decided_by: str
    sitting_id: int | None
    sentence: str
    range_reason: str
    group_id: int
    members: tuple[MemberView, ...]


def finalites_of(session: Session, conference: Conference, day: date) -> tuple[FinaliteView, ...]:
    """Return the finalités in force at the end of that day in their order, with its members. One read."""
    midnight = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(conference.timezone))
    rows = session.execute(
        _with_members(conference.id)
        .where(Finalite.adopted_at < midnight, or_(Finalite.ended_at.is_(None), Finalite.ended_at >= midnight))
        .order_by(Finalite.rank, Finalite.id)
    ).unique()
    return tuple(
        _view(conference, finalite, sitting_id, [m for m in finalite.group.members if _runs_on(m, day)])
        for finalite, sitting_id in rows
    )


def finalite_of_group(session: Session, conference: Conference, group_id: int) -> FinaliteView:
    """Return the finalité of a group, in force or not, with every member it had; or raise `NotFound`. One read."""
    rows = session.execute(_with_members(conference.id).where(ThematicGroup.id == group_id)).unique().all()
    if not rows:
        raise NotFound("Ce groupe n’existe pas dans cette conférence.")
    finalite, sitting_id = rows[0]
    return _view(conference, finalite, sitting_id, finalite.group.members)


def _with_members(conference_id: int) -> Select[Finalite, int]:
    members = joinedload(Finalite.group).joinedload(ThematicGroup.members)
    return (
        select(Finalite, sitting_of_ballot(Finalite.decided_by))
        .where(Finalite.conference_id == conference_id)
        .join(ThematicGroup, ThematicGroup.finalite_id == Finalite.id)
        .options(members.joinedload(GroupMember.institution), members.joinedload(GroupMember.person))
    )


def _runs_on(member: GroupMember, day: date) -> bool:
    return member.named_on <= day and (member.ended_on is None or day < member.ended_on)


def _view(
    conference: Conference, finalite: Finalite, sitting_id: int | None, members: Iterable[GroupMember]
) -> FinaliteView:
    zone = ZoneInfo(conference.timezone)
    return FinaliteView(
        id=finalite.id,
        title=finalite.title,
        description=finalite.description,
        rank=finalite.rank,
        origin=finalite.origin,
        adopted_at=finalite.adopted_at,
        adopted_on=local_date(finalite.adopted_at, zone),
        ended_on=local_date(finalite.ended_at, zone) if finalite.ended_at else None,
        decided_by="" if finalite.origin is FinaliteOrigin.VOTE else finalite.decided_by,
        sitting_id=sitting_id,
        sentence=_sentence(conference, finalite, zone),
        range_reason=finalite.range_reason,
        group_id=finalite.group.id,
        members=tuple(_member(member) for member in members),
    )


def _sentence(conference: Conference, finalite: Finalite, zone: ZoneInfo) -> str:
    noted = conference.disagreement_recorded_at
    if noted is not None and noted > finalite.adopted_at:
        # A newer disagreement has taken the place of the one these finalités followed; the journal keeps both.
        noted = None
    decided_on = local_date(finalite.adopted_at, zone)
    if finalite.origin is FinaliteOrigin.STATE and noted is None:
        return f"Finalité définie par le représentant de l’État le {in_words(decided_on)}."
    return record_sentence(
        finalite.origin, decided_on=decided_on, disagreement_on=local_date(noted, zone) if noted else None
    )


def _member(member: GroupMember) -> MemberView:
    return MemberView(
        id=member.id,
        institution_id=member.institution_id,
        institution=member.institution.name,
        level=member.institution.level,
        category=member.category,
        criterion=member.criterion,
        person=member.person.name if member.person else None,
        named_on=member.named_on,
        ended_on=member.ended_on,
    )
