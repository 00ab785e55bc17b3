"""The turning presidency: planned, chosen by a recorded decision, vacated (R3.4)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from app.conferences import policies
from app.conferences.events import PresidencyChosen, PresidencyPlanned, PresidencyVacated
from app.conferences.models import Conference, PresidencyTerm, Seat
from app.conferences.queries.capacities import running
from app.conferences.queries.presidency import terms_of
from app.conferences.rules.presidency import Term, add_months, regular, vacate
from app.conferences.rules.settings import Reglement
from app.conferences.rules.terms import Rotation, require_term
from app.conferences.substitution import end_with_presidency
from app.conferences.words import SeatKind
from app.foundation.errors import IllegalTransition, Refused
from app.foundation.french import quoted
from app.foundation.unit_of_work import UnitOfWork
from app.institutions.models import Institution
from app.institutions.words import Level


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Who is to chair, and the recorded decision that says so."""

    institution: Institution | None = None
    decision: str = ""


def plan_term(
    work: UnitOfWork,
    conference: Conference,
    *,
    level: Level,
    starts_on: date | None = None,
    ends_on: date | None = None,
    institution: Institution | None = None,
    decision: str = "",
    skip_reason: str = "",
) -> PresidencyTerm:
    """Add a term to the public plan; without dates it follows the last one and lasts what the règlement says."""
    work.allow(policies.may_record_presidency, conference.id)
    terms = terms_of(work.session, conference.id)
    planned = regular(terms)
    start = starts_on or (planned[-1].ends_on if planned else work.today())
    months = Reglement.from_json(conference.reglement).term_months
    choice = Choice(institution=institution, decision=decision.strip())
    term = Term(
        level=level,
        starts_on=start,
        ends_on=ends_on or add_months(start, months),
        institution_id=institution.id if institution else None,
    )
    _require(work, conference, term, terms, choice, skip_reason=skip_reason)
    stored = _store(work, conference, term, choice)
    work.record(
        PresidencyPlanned(
            stream=conference.stream,
            term_id=stored.id,
            level=level.value,
            starts_on=stored.starts_on.isoformat(),
            ends_on=stored.ends_on.isoformat(),
            institution_id=stored.institution_id,
            institution=institution.name if institution else None,
            decision=stored.decision,
            skip_reason=skip_reason.strip(),
        )
    )
    return stored


def choose_president(
    work: UnitOfWork, conference: Conference, term: PresidencyTerm, *, institution: Institution, decision: str
) -> None:
    """Write which institution of the level chairs during the term, by which decision."""
    work.allow(policies.may_record_presidency, conference.id)
    if term.institution_id is not None:
        raise IllegalTransition(
            "L’institution de cette présidence est déjà choisie. Si elle ne peut plus présider, constatez la vacance."
        )
    others = [other for other in terms_of(work.session, conference.id) if other.id != term.id]
    choice = Choice(institution=institution, decision=decision.strip())
    chosen = replace(Term.of(term), institution_id=institution.id)
    # The level of a term already on the plan was accepted with it: only the institution is at stake.
    _require(work, conference, chosen, others, choice, skip_reason="déjà au plan")
    term.institution_id, term.decision = institution.id, choice.decision
    work.record(
        PresidencyChosen(
            stream=conference.stream,
            term_id=term.id,
            institution_id=institution.id,
            institution=institution.name,
            decision=term.decision,
            interim=term.interim,
        )
    )


def vacate_presidency(
    work: UnitOfWork,
    conference: Conference,
    term: PresidencyTerm,
    *,
    on: date,
    reason: str,
    interim: Institution | None = None,
    decision: str = "",
) -> PresidencyTerm:
    """Cut a term short; an interim of the same level runs until its end, its institution chosen now or later."""
    work.allow(policies.may_record_presidency, conference.id)
    _cut, gap = vacate(term, on)
    term.vacated_on = on
    end_with_presidency(work, conference, on)
    choice = Choice(institution=interim, decision=decision.strip())
    filled = replace(gap, institution_id=interim.id if interim else None)
    _require(work, conference, filled, terms_of(work.session, conference.id), choice)
    stored = _store(work, conference, filled, choice)
    work.record(
        PresidencyVacated(
            stream=conference.stream,
            term_id=term.id,
            on=on.isoformat(),
            reason=reason.strip(),
            interim_term_id=stored.id,
            institution_id=filled.institution_id,
            institution=interim.name if interim else None,
        )
    )
    return stored


def _require(
    work: UnitOfWork,
    conference: Conference,
    term: Term,
    others: Sequence[PresidencyTerm],
    choice: Choice,
    *,
    skip_reason: str = "",
) -> None:
    rotation = Rotation(
        order=[Level(word) for word in conference.level_order],
        months=Reglement.from_json(conference.reglement).term_months,
    )
    require_term(
        term,
        others,
        rotation,
        profile=conference.profile,
        institution_level=choice.institution.level if choice.institution else None,
        skip_reason=skip_reason,
    )
    if choice.institution is None:
        return
    if not choice.decision:
        raise Refused(
            "L’institution qui préside est choisie par une décision enregistrée. Écrivez sa référence.",
            rule="R3.4",
        )
    _require_voter(work, conference, choice.institution, term.starts_on)


def _require_voter(work: UnitOfWork, conference: Conference, institution: Institution, day: date) -> None:
    seat = work.session.scalar(
        select(Seat.id).where(
            Seat.conference_id == conference.id,
            Seat.institution_id == institution.id,
            Seat.kind == SeatKind.VOTING,
            running(Seat.starts_on, Seat.ends_on, max(day, work.today())),
        )
    )
    if seat is None:
        raise Refused(
            f"{quoted(institution.name)} n’a pas de siège votant dans la conférence et ne peut pas la présider. "
            "Choisissez une institution membre.",
            rule="R3.4",
        )


def _store(work: UnitOfWork, conference: Conference, term: Term, choice: Choice) -> PresidencyTerm:
    stored: PresidencyTerm = work.add(
        PresidencyTerm(
            conference_id=conference.id,
            level=term.level,
            starts_on=term.starts_on,
            ends_on=term.ends_on,
            institution_id=term.institution_id,
            decision=choice.decision,
            interim=term.interim,
        )
    )
    return stored
