"""The calendar of a contract, computed from its dates and its method agreement."""

from collections.abc import Sequence

from app.contracts.events import audience_of
from app.contracts.models import Contract, ContractReview
from app.contracts.reviews import queries
from app.contracts.reviews.events import ReviewsScheduled
from app.contracts.rules.reviews import Planned, mid_term, periodic
from app.contracts.rules.settings import ContractSettings
from app.contracts.words import ClauseKind, ReviewState
from app.foundation.french import NBSP, count, day
from app.foundation.unit_of_work import UnitOfWork, anyone


def schedule_reviews(work: UnitOfWork, contract: Contract) -> list[ContractReview]:
    """Put the mid-term and the periodic reviews of a contract on its calendar; return the new ones.

    A consequence of acts already allowed: entry into force, a signed rider. Computing again makes no second review: it
    moves those that wait and cancels those that the text no longer asks for.
    """
    work.allow(anyone)
    work.session.flush()
    planned = {one.key: one for one in plan_of(work, contract)}
    known = {one.key: one for one in queries.reviews_of(work.session, contract.id) if one.key}
    for key, review in known.items():
        # What is overdue is missed, whatever a later text says: only what is ahead can move.
        if review.state in queries.OPEN and review.due_on >= work.today():
            _bring_up_to_date(review, planned.get(key))
    new = [_store(work, contract, one) for key, one in planned.items() if key not in known]
    if new:
        work.record(_fact(contract, new))
    return new


def plan_of(work: UnitOfWork, contract: Contract) -> list[Planned]:
    """Return the reviews that the contract's dates and method agreement ask for, the first due first."""
    work.allow(anyone)
    method = queries.clause_fields(work.session, contract.id, ClauseKind.METHOD)
    middle = mid_term(contract, ContractSettings.from_json(contract.settings).midterm_share)
    found = [*([middle] if middle else []), *periodic(contract, method.get("review_months"))]
    # A contract that runs already when it comes here is not late for what nobody could record before.
    still = [one for one in found if one.due_on >= work.today()]
    return sorted(still, key=lambda one: (one.due_on, one.key))


def _bring_up_to_date(review: ContractReview, planned: Planned | None) -> None:
    if planned is None:
        review.state = ReviewState.CANCELLED
    elif planned.due_on != review.due_on:
        review.due_on, review.explanation = planned.due_on, planned.explanation


def _store(work: UnitOfWork, contract: Contract, planned: Planned) -> ContractReview:
    stored: ContractReview = work.add(
        ContractReview(
            contract_id=contract.id,
            kind=planned.kind,
            title=planned.title,
            due_on=planned.due_on,
            key=planned.key,
            explanation=planned.explanation,
        )
    )
    return stored


def _fact(contract: Contract, new: Sequence[ContractReview]) -> ReviewsScheduled:
    first = min(review.due_on for review in new)
    return ReviewsScheduled(
        stream=contract.stream,
        audience=audience_of(contract.public),
        sentence=f"{count(len(new), 'revue')} au calendrier{NBSP}; la première est due le {day(first)}.",
        reviews=[{"title": r.title, "due_on": r.due_on.isoformat(), "explanation": r.explanation} for r in new],
    )
