"""Which conferences have a word about an institution: those of its seats, its groups, its contracts and its région."""

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from app.conferences.models import Conference, GroupMember, Seat, ThematicGroup
from app.contracts.models import Contract, ContractParty
from app.institutions.models import InstitutionPart


def conferences_concerned(session: Session, institution_id: int) -> frozenset[int]:
    """Return the conferences concerned by an institution; none when no conference knows it yet."""
    seats = select(Seat.conference_id).where(Seat.institution_id == institution_id)
    groups = (
        select(ThematicGroup.conference_id)
        .join(GroupMember, GroupMember.group_id == ThematicGroup.id)
        .where(GroupMember.institution_id == institution_id)
    )
    contracts = (
        select(Contract.conference_id)
        .join(ContractParty, ContractParty.contract_id == Contract.id)
        .where(ContractParty.institution_id == institution_id, Contract.conference_id.is_not(None))
    )
    wholes = select(InstitutionPart.whole_id).where(InstitutionPart.part_id == institution_id).cte(recursive=True)
    wholes = wholes.union(select(InstitutionPart.whole_id).join(wholes, InstitutionPart.part_id == wholes.c.whole_id))
    around = select(Conference.id).where(
        (Conference.region_id == institution_id) | Conference.region_id.in_(select(wholes.c.whole_id))
    )
    return frozenset(session.scalars(union(seats, groups, contracts, around)))
