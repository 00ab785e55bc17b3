"""The page of one thematic group (R5)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.conferences.models import Conference

from .calendar import DecisionView, Sittings, latest_decisions, sittings_of
from .finalites import FinaliteView, MemberView, finalite_of_group
from .presidency import TermView, presidency_of


@dataclass(frozen=True, kw_only=True)
class GroupView:
    """A group, its finalité, who pilots it today, its members then and now."""

    conference_id: int
    slug: str
    conference: str
    finalite: FinaliteView
    pilot: TermView | None
    statutory: bool
    region: str
    members: tuple[MemberView, ...]
    former: tuple[MemberView, ...]
    sittings: Sittings
    decisions: tuple[DecisionView, ...]


def group_of(session: Session, conference: Conference, group_id: int, today: date) -> GroupView:
    """Return a group of the conference, or raise `NotFound`. Four reads."""
    finalite = finalite_of_group(session, conference, group_id)
    presidency = presidency_of(session, conference, today)
    gone = tuple(m for m in finalite.members if m.ended_on is not None and m.ended_on <= today)
    return GroupView(
        conference_id=conference.id,
        slug=conference.slug,
        conference=conference.name,
        finalite=finalite,
        pilot=presidency.current,
        statutory=presidency.statutory,
        region=conference.region.name,
        members=tuple(m for m in finalite.members if m not in gone),
        former=gone,
        sittings=sittings_of(session, conference, today, group_id=group_id),
        decisions=latest_decisions(session, conference.id, group_id=group_id),
    )
