"""A party asks for a review, a desk holds it, and it ends with continue, rider or termination."""

from datetime import date, timedelta

from app.contracts.events import audience_of
from app.contracts.life.operations.riders import open_rider
from app.contracts.life.operations.steps import move, terminate_contract
from app.contracts.models import Contract, ContractParty, ContractReview
from app.contracts.reviews import policies, queries
from app.contracts.reviews.events import ReviewConcluded, ReviewHeld, ReviewTriggered
from app.contracts.reviews.snapshot import state_of
from app.contracts.rules.faults import faulty
from app.contracts.rules.life import SIGNED_TEXT, Act, check_living, check_transition
from app.contracts.rules.reviews import check_conclusion, check_trigger
from app.contracts.rules.reviews import check_transition as check_review
from app.contracts.rules.state_words import CONCLUSIONS
from app.contracts.words import ClauseKind, ContractState, ReviewConclusion, ReviewKind, ReviewState
from app.foundation.errors import IllegalTransition
from app.foundation.french import NBSP, day, quoted
from app.foundation.unit_of_work import UnitOfWork

USUAL_DELAY = 60


def trigger_review(work: UnitOfWork, contract: Contract, party: ContractParty, *, case: str) -> ContractReview:
    """Ask for an early review, for a case of force majeure that the contract lists (R16.2)."""
    work.allow(policies.may_trigger_review, contract)
    _require_binding(contract)
    clause = queries.clause_fields(work.session, contract.id, ClauseKind.REVIEW)
    check_trigger(case, [str(known) for known in clause.get("cases", [])])
    due = work.today() + timedelta(days=int(clause.get("trigger_days", USUAL_DELAY)))
    review: ContractReview = work.add(
        ContractReview(
            contract_id=contract.id,
            kind=ReviewKind.FORCE_MAJEURE,
            title="Revue anticipée",
            due_on=due,
            explanation=f"Demandée par {party.name}{NBSP}: {case}. À tenir avant le {day(due)}.",
            requested_by_id=party.id,
        )
    )
    work.record(
        ReviewTriggered(
            stream=contract.stream,
            audience=audience_of(contract.public),
            review_id=review.id,
            title=review.title,
            case=case,
            party=party.name,
            due_on=due.isoformat(),
            sentence=f"{party.name} demande une revue anticipée{NBSP}: {case}.",
        )
    )
    return review


def hold_review(work: UnitOfWork, contract: Contract, review: ContractReview, *, held_on: date, findings: str) -> None:
    """Put on record that the review was held; the state of the contract is frozen with it."""
    work.allow(policies.may_hold_review, contract)
    _require_binding(contract)
    check_review(review.state, ReviewState.HELD)
    if held_on > work.today():
        raise faulty("held_on", "Cette date est à venir. Enregistrez la revue une fois tenue.")
    review.state, review.held_on, review.findings = ReviewState.HELD, held_on, findings.strip()
    review.snapshot = state_of(work.session, contract, work.today())
    work.record(
        ReviewHeld(
            stream=contract.stream,
            audience=audience_of(contract.public),
            review_id=review.id,
            title=review.title,
            held_on=held_on.isoformat(),
        )
    )
    if contract.state is ContractState.IN_FORCE:
        move(work, contract, check_transition(contract.state, Act.BEGIN_REVIEW), review.title)


def conclude_review(
    work: UnitOfWork, contract: Contract, review: ContractReview, *, findings: str, conclusion: ReviewConclusion
) -> None:
    """Conclude the review: the contract continues, a rider is opened, or it is terminated (R16.4)."""
    work.allow(policies.may_conclude_review, contract)
    check_living(contract.state)
    said = findings.strip() or review.findings
    check_conclusion(review.held_on, said, review.conclusion)
    review.findings, review.conclusion, review.concluded_at = said, conclusion, work.now()
    work.record(
        ReviewConcluded(
            stream=contract.stream,
            audience=audience_of(contract.public),
            review_id=review.id,
            title=review.title,
            conclusion=conclusion.value,
            findings=said,
            sentence=f"{quoted(review.title)}{NBSP}: {CONCLUSIONS[conclusion].lower()}.",
        )
    )
    _apply(work, contract, review)


def _apply(work: UnitOfWork, contract: Contract, review: ContractReview) -> None:
    if review.conclusion is ReviewConclusion.TERMINATION:
        terminate_contract(work, contract, reason=review.findings)
        return
    if contract.state is ContractState.UNDER_REVIEW:
        move(work, contract, check_transition(contract.state, Act.END_REVIEW), review.title)
    if review.conclusion is ReviewConclusion.RIDER:
        title = f"Avenant issu de{NBSP}: {review.title}"
        open_rider(work, contract, title=title, reason=review.findings, review=review)


def _require_binding(contract: Contract) -> None:
    if contract.state not in SIGNED_TEXT:
        raise IllegalTransition(
            "Seul un contrat signé et en cours a des revues.", state=contract.state.value, rule="R16.1"
        )
