"""An act of the préfet de région fixes the composition: seats begin and end by it, and by nothing else (R3.3)."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from sqlalchemy import select

from app.conferences import policies
from app.conferences.events import CompositionRecorded
from app.conferences.models import CompositionAct, Conference, PresidencyTerm
from app.conferences.rules.composition import check_composition
from app.conferences.rules.findings import Problem, refuse_if
from app.conferences.rules.presidency import check_order
from app.conferences.rules.settings import Reglement
from app.conferences.words import Profile, SeatKind, Specificity
from app.foundation.errors import Refused
from app.foundation.french import day as in_words
from app.foundation.french import quoted
from app.foundation.unit_of_work import UnitOfWork
from app.institutions.models import Institution
from app.institutions.words import Level

from .seating import Change, SeatGiven, compose, described, hand_over


def record_composition(
    work: UnitOfWork,
    conference: Conference,
    *,
    reference: str,
    signed_on: date,
    effective_on: date,
    signatory: str,
    seats: Sequence[SeatGiven],
    specificities: Collection[Specificity] = (),
) -> CompositionAct:
    """Record the act and make the composition what it says: seats absent from its list end, new ones begin."""
    work.allow(policies.may_record_composition, conference.id)
    composed = check_composition([s.plan for s in seats], Reglement.from_json(conference.reglement), specificities)
    dated = _faults_of_dates(work, conference, reference, signed_on, effective_on)
    refuse_if([*dated, *composed, *_faults_of_presidency(work, conference, seats, effective_on)])
    act: CompositionAct = work.add(
        CompositionAct(
            conference_id=conference.id,
            reference=reference.strip(),
            signed_on=signed_on,
            effective_on=effective_on,
            signatory=signatory.strip(),
            specificities=[s.value for s in Specificity if s in specificities],
            recorded_by_id=work.actor.person_id,
        )
    )
    change = compose(work, act, seats)
    work.record(_recorded(conference, act, change, seats=len(seats)))
    hand_over(work, act, change)
    return act


def _recorded(conference: Conference, act: CompositionAct, change: Change, *, seats: int) -> CompositionRecorded:
    return CompositionRecorded(
        stream=conference.stream,
        act_id=act.id,
        reference=act.reference,
        signed_on=act.signed_on.isoformat(),
        effective_on=act.effective_on.isoformat(),
        signatory=act.signatory,
        specificities=list(act.specificities),
        seats=seats,
        added=[described(seat) for seat in change.added],
        ended=[described(seat) for seat in change.ended],
    )


def _faults_of_dates(
    work: UnitOfWork, conference: Conference, reference: str, signed_on: date, effective_on: date
) -> Iterable[Problem]:
    if signed_on > work.today():
        yield Problem(rule="R3.3", detail="La date de signature est à venir. Enregistrez l’acte une fois signé.")
    if effective_on < signed_on:
        yield Problem(
            rule="R3.3",
            detail=f"L’acte prendrait effet le {in_words(effective_on)}, avant sa signature. "
            "Corrigez l’une des deux dates.",
        )
    acts = work.session.scalars(select(CompositionAct).where(CompositionAct.conference_id == conference.id)).all()
    last = max((act.effective_on for act in acts), default=None)
    if last is not None and effective_on <= last:
        yield Problem(
            rule="R3.3",
            detail=f"Un acte enregistré prend déjà effet le {in_words(last)} et le passé ne se réécrit pas. "
            "Donnez une date d’effet postérieure.",
        )
    if any(act.reference.casefold() == reference.strip().casefold() for act in acts):
        yield Problem(
            rule="R3.3",
            detail=f"Un acte de référence {quoted(reference.strip())} est déjà enregistré. Vérifiez sa référence.",
        )


def _faults_of_presidency(
    work: UnitOfWork, conference: Conference, seats: Sequence[SeatGiven], effective_on: date
) -> Iterable[Problem]:
    if conference.profile is Profile.CTAP:
        return
    voting = [seat.institution for seat in seats if seat.kind is SeatKind.VOTING]
    try:
        check_order(
            [Level(word) for word in conference.level_order],
            {institution.level for institution in voting if institution.level},
        )
    except Refused as refusal:
        yield Problem(rule="R3.4", detail=refusal.detail)
    chairing = work.session.execute(
        select(PresidencyTerm, Institution)
        .join(Institution, Institution.id == PresidencyTerm.institution_id)
        .where(PresidencyTerm.conference_id == conference.id, PresidencyTerm.ends_on > effective_on)
        .order_by(PresidencyTerm.starts_on)
    )
    voters = {institution.id for institution in voting}
    for term, institution in chairing:
        if term.last_day_excluded > effective_on and institution.id not in voters:
            yield Problem(
                rule="R3.4",
                detail=f"{quoted(institution.name)} préside du {in_words(term.starts_on)} au "
                f"{in_words(term.ends_on)} et n’aurait plus de siège votant. "
                "Gardez-lui un siège ou constatez d’abord la vacance de sa présidence.",
            )
