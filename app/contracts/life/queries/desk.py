"""Named reads of the desk: what its forms propose, and the people and steps it shows."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.conferences.models import Conference, Finalite
from app.contracts.models import Contract, ContractAgent, ContractFinalite, ContractParty, Rider, RiderSignature, Scheme
from app.institutions.models import Institution
from app.sittings.models import Decision


def schemes(session: Session) -> Sequence[Scheme]:
    """Return the catalogue by name."""
    return session.scalars(select(Scheme).order_by(Scheme.name)).all()


def conferences(session: Session) -> Sequence[Conference]:
    """Return the conferences by name."""
    return session.scalars(select(Conference).order_by(Conference.name)).all()


def institutions_named(session: Session, ids: Sequence[int]) -> Sequence[Institution]:
    """Return institutions by name."""
    return session.scalars(select(Institution).where(Institution.id.in_(ids)).order_by(Institution.name)).all()


def attachments_of(session: Session, contract_id: int) -> Sequence[tuple[ContractFinalite, Decision | None]]:
    """Return every attachment, running or over, with its finalité and decision."""
    rows = session.execute(
        select(ContractFinalite, Decision)
        .outerjoin(Decision, Decision.id == ContractFinalite.decision_id)
        .where(ContractFinalite.contract_id == contract_id)
        .options(joinedload(ContractFinalite.finalite))
        .order_by(ContractFinalite.id)
    )
    return [(row[0], row[1]) for row in rows]


def finalites_open(session: Session, conference_id: int | None) -> Sequence[Finalite]:
    """Return the finalités in force of a conference, in their order."""
    return session.scalars(
        select(Finalite)
        .where(Finalite.conference_id == conference_id, Finalite.ended_at.is_(None))
        .order_by(Finalite.rank)
    ).all()


def decisions_known(session: Session, conference_id: int | None, *, members: bool) -> Sequence[Decision]:
    """Return the latest decisions of a conference that may be cited."""
    wanted = select(Decision).where(Decision.conference_id == conference_id)
    if not members:
        wanted = wanted.where(Decision.public.is_(True))
    return session.scalars(wanted.order_by(Decision.decided_at.desc()).limit(50)).all()


def riders_of(session: Session, contract_id: int) -> Sequence[Rider]:
    """Return the riders in their order."""
    return session.scalars(select(Rider).where(Rider.contract_id == contract_id).order_by(Rider.number)).all()


def signatures_of(session: Session, rider_id: int) -> dict[int, RiderSignature]:
    """Return who has signed a rider, by party."""
    rows = session.scalars(select(RiderSignature).where(RiderSignature.rider_id == rider_id))
    return {row.party_id: row for row in rows}


def agent_of(session: Session, contract: Contract, agent_id: int) -> tuple[ContractAgent, ContractParty] | None:
    """Return an agent of the contract with the party that named them."""
    row = session.execute(
        select(ContractAgent, ContractParty)
        .join(ContractParty, ContractParty.id == ContractAgent.party_id)
        .where(ContractAgent.id == agent_id, ContractParty.contract_id == contract.id)
        .options(joinedload(ContractParty.institution))
    ).one_or_none()
    return (row[0], row[1]) if row else None
