"""Files that look like the one being written: French full text first, then how much the words share (I2)."""

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, joinedload

from app.contracts.models import Contract
from app.institutions.naming import search_form
from app.interpellations.models import Interpellation
from app.interpellations.rules.likeness import LIKE_ENOUGH, likeness
from app.interpellations.words import InterpellationState

CANDIDATES, SHOWN = 200, 5


def similar_files(
    session: Session, words: str, *, contract_id: int | None = None, action_id: int | None = None
) -> list[Interpellation]:
    """Return the public files nearest to these words, those about the same action first. One read."""
    wanted = search_form(words)
    if not wanted and action_id is None:
        return []
    any_word = " or ".join(wanted.split()[:30])
    matching = func.to_tsvector("french", Interpellation.search).op("@@")(func.websearch_to_tsquery("french", any_word))
    found = session.scalars(
        select(Interpellation)
        .join(Contract, Contract.id == Interpellation.contract_id)
        .where(
            Contract.public,
            Interpellation.number.is_not(None),
            Interpellation.state.not_in([InterpellationState.DRAFT, InterpellationState.WITHDRAWN]),
            or_(matching, Interpellation.action_id == action_id) if action_id else matching,
        )
        .options(joinedload(Interpellation.contract).load_only(Contract.slug, Contract.title))
        .order_by(Interpellation.id.desc())
        .limit(CANDIDATES)
    )
    rated = [(_near(file, wanted, contract_id, action_id), file) for file in found]
    near = sorted((r for r in rated if r[0] >= LIKE_ENOUGH), key=lambda r: (-r[0], -r[1].id))
    return [file for _, file in near[:SHOWN]]


def _near(file: Interpellation, words: str, contract_id: int | None, action_id: int | None) -> float:
    same_action = action_id is not None and file.action_id == action_id
    same_contract = contract_id is not None and file.contract_id == contract_id
    return likeness(file.search, words) + (0.5 if same_action else 0) + (0.1 if same_contract else 0)
