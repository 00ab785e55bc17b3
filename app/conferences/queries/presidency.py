"""Who chairs, who chaired and who comes next (R3.4, R3.11)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.conferences.models import Conference, PresidencyTerm
from app.conferences.rules.presidency import Term, chair_on, plan, runs_on
from app.conferences.rules.settings import Reglement
from app.conferences.words import Profile
from app.institutions.words import Level


@dataclass(frozen=True, kw_only=True)
class TermView:
    """A term on record (`id`), or one that the agreed order of levels announces (`id` None)."""

    id: int | None
    level: Level
    starts_on: date
    ends_on: date
    institution_id: int | None
    institution: str | None
    decision: str
    interim: bool
    vacated_on: date | None
    current: bool

    @property
    def last_day(self) -> date:
        """Return the last day on which it runs."""
        return (self.vacated_on or self.ends_on) - timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Presidency:
    """The presidency on one day: current term, the next four, and every term on record."""

    statutory: bool
    """R3.11: the région always chairs, nothing turns."""
    chairing: int | None
    current: TermView | None
    coming: tuple[TermView, ...]
    recorded: tuple[TermView, ...]
    order: tuple[Level, ...]

    @property
    def wheel(self) -> tuple[TermView, ...]:
        """Return the current term, if any, then those to come."""
        return ((self.current,) if self.current else ()) + self.coming


def terms_of(session: Session, conference_id: int) -> Sequence[PresidencyTerm]:
    """Return every term on record with its institution, oldest first. One read."""
    return session.scalars(
        select(PresidencyTerm)
        .where(PresidencyTerm.conference_id == conference_id)
        .options(joinedload(PresidencyTerm.institution))
        .order_by(PresidencyTerm.starts_on, PresidencyTerm.id)
    ).all()


def presidency_of(
    session: Session, conference: Conference, day: date, terms: Sequence[PresidencyTerm] | None = None
) -> Presidency:
    """Return the presidency of the conference on that day. One read, unless its terms are at hand."""
    terms = terms_of(session, conference.id) if terms is None else terms
    order = [Level(word) for word in conference.level_order]
    planned = _planned(conference, order, terms, day)
    known = {(term.starts_on, term.interim): term for term in terms}
    views = [_view(term, known.get((term.starts_on, term.interim)), day) for term in planned]
    return Presidency(
        statutory=conference.profile is Profile.CTAP,
        chairing=chair_on(conference.profile, conference.region_id, terms, day),
        current=next((view for view in views if view.starts_on <= day), None),
        coming=tuple(view for view in views if view.starts_on > day),
        recorded=tuple(_view(term, term, day) for term in terms),
        order=tuple(order),
    )


def _planned(conference: Conference, order: list[Level], terms: Iterable[PresidencyTerm], day: date) -> list[Term]:
    if conference.profile is Profile.CTAP or not order:
        return []
    months = Reglement.from_json(conference.reglement).term_months
    return plan(order, terms, today=day, months=months)


def _view(term: Term | PresidencyTerm, stored: PresidencyTerm | None, day: date) -> TermView:
    return TermView(
        id=stored.id if stored else None,
        level=term.level,
        starts_on=term.starts_on,
        ends_on=term.ends_on,
        institution_id=term.institution_id,
        institution=stored.institution.name if stored and stored.institution else None,
        decision=stored.decision if stored else "",
        interim=term.interim,
        vacated_on=term.vacated_on,
        current=runs_on(term, day),
    )
