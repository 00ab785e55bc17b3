"""The reviews of public contracts on the calendar of conferences and groups (R16.1)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.conferences.models import ThematicGroup
from app.contracts.models import Contract, ContractFinalite, ContractReview
from app.contracts.rules.state_words import REVIEW_STATES
from app.contracts.words import ReviewState
from app.sittings.calendar.others import SOURCES, OtherDate, Period

MOST = 200


def review_dates(session: Session, period: Period) -> list[OtherDate]:
    """Return the reviews of public contracts in a period, of a conference or of the finalité of a group. One read."""
    query = (
        select(ContractReview, Contract.title, Contract.slug)
        .join(Contract, Contract.id == ContractReview.contract_id)
        .where(Contract.public, ContractReview.state != ReviewState.CANCELLED, ContractReview.due_on >= period.first)
        .order_by(ContractReview.due_on, ContractReview.id)
        .limit(MOST)
    )
    if period.last is not None:
        query = query.where(ContractReview.due_on <= period.last)
    if period.conference_id is not None:
        query = query.where(Contract.conference_id == period.conference_id)
    if period.group_id is not None:
        served = (
            select(ContractFinalite.contract_id)
            .join(ThematicGroup, ThematicGroup.finalite_id == ContractFinalite.finalite_id)
            .where(ThematicGroup.id == period.group_id, ContractFinalite.detached_at.is_(None))
        )
        query = query.where(Contract.id.in_(served))
    return [
        OtherDate(
            key=f"revue-{review.id}",
            on=review.due_on,
            title=review.title,
            of=title,
            href=f"/contrats/{slug}/revues/{review.id}",
            detail=REVIEW_STATES[review.state],
        )
        for review, title, slug in session.execute(query)
    ]


SOURCES["reviews"] = review_dates
