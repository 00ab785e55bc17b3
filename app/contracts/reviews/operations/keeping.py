"""What time makes of reviews: proposed to an agenda, then missed. The worker asks; each is recorded once."""

from app.contracts.events import audience_of
from app.contracts.loading import contract_of
from app.contracts.models import Contract, ContractReview
from app.contracts.reviews import policies, queries
from app.contracts.reviews.events import ReviewMissed, ReviewProposed
from app.contracts.rules.reviews import is_missed
from app.contracts.words import ReviewState
from app.foundation.facts import MEMBERS
from app.foundation.french import day, quoted
from app.foundation.unit_of_work import UnitOfWork
from app.sittings.agenda.drafts import Draft
from app.sittings.agenda.operations.proposals import propose_item
from app.sittings.words import ItemKind


def keep_reviews(work: UnitOfWork, contract_id: int) -> int:
    """Propose what is soon due, and mark what was missed; return how many changed."""
    work.allow(policies.may_keep_reviews)
    contract, today, changed = contract_of(work, contract_id), work.today(), 0
    for review in queries.reviews_of(work.session, contract_id):
        # The past of an imported contract is its source's to tell: unknown is not late.
        told_elsewhere = contract.imported and review.due_on < today
        if review.state not in queries.OPEN or review.due_on > today + queries.PROPOSED_BEFORE or told_elsewhere:
            continue
        changed += _propose(work, contract, review)
        if is_missed(review.state, review.due_on, today):
            changed += _miss(work, contract, review)
    return changed


def _propose(work: UnitOfWork, contract: Contract, review: ContractReview) -> int:
    if review.agenda_item_id is not None:
        return 0
    sitting = queries.next_sitting_of(work.session, contract)
    if sitting is None:
        return 0
    draft = Draft(
        title=f"{review.title}{_of(contract)}"[:300],
        kind=ItemKind.REVIEW,
        description=f"Revue due le {day(review.due_on)}. {review.explanation}".strip(),
    )
    item = propose_item(work, sitting, draft, origin_reference=f"review:{review.id}")
    review.agenda_item_id, review.state = item.id, ReviewState.PROPOSED
    work.record(
        ReviewProposed(
            stream=contract.stream,
            # As every proposal, until the chair publishes the agenda.
            audience=MEMBERS,
            review_id=review.id,
            title=review.title,
            sitting_id=sitting.id,
            item_id=item.id,
        )
    )
    return 1


def _of(contract: Contract) -> str:
    return f" – {contract.title}"


def _miss(work: UnitOfWork, contract: Contract, review: ContractReview) -> int:
    review.state = ReviewState.MISSED
    work.record(
        ReviewMissed(
            stream=contract.stream,
            audience=audience_of(contract.public),
            review_id=review.id,
            title=review.title,
            due_on=review.due_on.isoformat(),
            sentence=f"{quoted(review.title)} était due le {day(review.due_on)} et n’a pas été tenue.",
        )
    )
    return 1
