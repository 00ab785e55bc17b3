"""What contracts make of a person: the officer of an institution, from a dated act (R6.1)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.contracts.models import ContractOfficer
from app.foundation.actors import Capacity, CapacityKind
from app.foundation.database import among


def officers_among(session: Session, person_ids: Sequence[int], day: date) -> dict[int, tuple[Capacity, ...]]:
    """Return the institutions each person is contract officer of on that day; others are absent. One read."""
    found: defaultdict[int, list[Capacity]] = defaultdict(list)
    rows = session.execute(
        select(ContractOfficer.person_id, ContractOfficer.institution_id)
        .where(
            among(ContractOfficer.person_id, person_ids),
            ContractOfficer.starts_on <= day,
            or_(ContractOfficer.ends_on.is_(None), ContractOfficer.ends_on > day),
        )
        .order_by(ContractOfficer.id)
    )
    for person_id, institution_id in rows:
        found[person_id].append(Capacity(kind=CapacityKind.CONTRACT_OFFICER, institution_id=institution_id))
    return {person_id: tuple(capacities) for person_id, capacities in found.items()}
