"""Everything the public page of a conference shows, and how to know that nothing of it changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, bindparam, cast, func, literal, select, true
from sqlalchemy.orm import Session, aliased, joinedload

from app.conferences.models import CompositionAct, Conference, PresidencyTerm
from app.conferences.words import Profile
from app.foundation.database import Instant
from app.foundation.errors import NotFound
from app.journal.models import StreamHead

from .calendar import (
    DecisionView,
    ReferralView,
    Sittings,
    day_of,
    latest_decisions,
    positions_of_sittings,
    referrals_of,
    sittings_of,
)
from .composition import Composition, composition_on, latest_act
from .costs import Costs, costs_of
from .finalites import FinaliteView, finalites_of
from .presidency import Presidency, presidency_of


@dataclass(frozen=True, kw_only=True)
class Overview:
    """The public page of a conference."""

    id: int
    slug: str
    name: str
    region: str
    profile: Profile
    purpose: str
    today: date
    composition: Composition
    presidency: Presidency
    finalites: tuple[FinaliteView, ...]
    disagreement_on: date | None
    sittings: Sittings
    decisions: tuple[DecisionView, ...]
    referrals: tuple[ReferralView, ...]
    costs: Costs | None


@dataclass(frozen=True, kw_only=True)
class Mark:
    """The state a page is drawn from: equal marks on one day, equal pages.

    Every change of what the page shows is a fact in the stream of the conference, of one of its sittings, of the
    directory or of the accounts, and streams only grow.
    """

    conference_id: int
    positions: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Found:
    """A conference asked for by its address, the act in force and the mark of its page."""

    conference: Conference
    act: CompositionAct | None
    mark: Mark


def find_conference(session: Session, slug: str, moment: datetime) -> Found:
    """Return a conference with its région, its act of that day and its mark, or raise `NotFound`. One read."""
    # PostgreSQL refuses the null byte in a text; no slug contains one.
    row = session.execute(_by_slug(), {"slug": slug.replace("\x00", " "), "moment": moment}).one_or_none()
    if row is None:
        raise NotFound("Cette conférence n’existe pas. La liste est à la page « Conférences ».")
    conference, in_force, *positions = row
    mark = Mark(conference_id=conference.id, positions=tuple(int(position) for position in positions))
    return Found(conference=conference, act=in_force, mark=mark)


@cache
def _by_slug() -> Select[Any]:
    # Built once: putting the statement together takes longer than the database takes to answer it.
    there = cast(func.timezone(Conference.timezone, bindparam("moment", type_=Instant())), Date)
    act = aliased(CompositionAct, latest_act(there).where(CompositionAct.conference_id == Conference.id).lateral())
    sittings = positions_of_sittings()
    return (
        select(
            Conference,
            act,
            _position(func.concat("conference:", Conference.id)),
            _position(literal("directory:1")),
            _position(literal("people:1")),
            sittings.c.count,
            sittings.c.total,
        )
        .select_from(Conference)
        .join(sittings, true())
        .outerjoin(act, true())
        .where(Conference.slug == bindparam("slug"))
        .options(joinedload(Conference.region))
    )


def overview_of(session: Session, found: Found, today: date, terms: Sequence[PresidencyTerm] | None = None) -> Overview:
    """Return the public page of a conference on that day. Seven reads, six when its terms are at hand."""
    conference = found.conference
    presidency = presidency_of(session, conference, today, terms)
    composition = composition_on(session, conference.id, today, chairing=presidency.chairing, act=found.act)
    finalites = finalites_of(session, conference, today)
    return Overview(
        id=conference.id,
        slug=conference.slug,
        name=conference.name,
        region=conference.region.name,
        profile=conference.profile,
        purpose=conference.purpose,
        today=today,
        composition=composition,
        presidency=presidency,
        finalites=finalites,
        disagreement_on=open_disagreement(conference, finalites),
        sittings=sittings_of(session, conference, today),
        decisions=latest_decisions(session, conference.id),
        referrals=referrals_of(session, conference.id),
        costs=costs_of(conference.secretariat_cost_cents, composition),
    )


def open_disagreement(conference: Conference, finalites: Iterable[FinaliteView]) -> date | None:
    """Return the day the conference noted a disagreement on its finalités that no decision has settled since."""
    noted = conference.disagreement_recorded_at
    if noted is None or any(finalite.adopted_at > noted for finalite in finalites):
        return None
    return day_of(noted, conference)


def _position(stream: ColumnElement[str]) -> ColumnElement[int]:
    head = select(StreamHead.position).where(StreamHead.stream == stream).scalar_subquery()
    return func.coalesce(head, 0)
