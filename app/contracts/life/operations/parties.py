"""Who sits at the table, on which side, and the agents they put in charge."""

from datetime import date

from sqlalchemy import or_, select

from app.contracts.events import audience_of
from app.contracts.life import policies
from app.contracts.life.events import AgentEnded, AgentNamed, PartyAdded, PartyRemoved
from app.contracts.models import Contract, ContractAgent, ContractParty, Delegation, RoundPosition
from app.contracts.rules.faults import faulty
from app.contracts.rules.life import check_living, check_text_open
from app.contracts.words import Side
from app.foundation.errors import IllegalTransition, Refused
from app.foundation.french import day as in_words
from app.foundation.french import quoted
from app.foundation.unit_of_work import UnitOfWork
from app.institutions.models import Institution
from app.institutions.words import InstitutionKind

STATE = (InstitutionKind.STATE_SERVICE, InstitutionKind.STATE_OPERATOR)


def side_of(institution: Institution) -> Side:
    """Return on which side of the table an institution sits when nobody says otherwise."""
    if institution.kind in STATE:
        return Side.STATE
    local = institution.level is not None or institution.kind is InstitutionKind.SYNDICATE
    return Side.COLLECTIVITES if local else Side.OTHER


def add_party(
    work: UnitOfWork,
    contract: Contract,
    *,
    institution: Institution,
    side: Side | None = None,
    pledge_cents: int | None = None,
) -> ContractParty:
    """Bring an institution to the table."""
    work.allow(policies.may_write_contract, contract)
    check_text_open(contract.state)
    if institution.id in contract.party_ids:
        raise Refused(f"{quoted(institution.name)} est déjà partie au contrat.")
    return seat_party(work, contract, institution=institution, side=side, pledge_cents=pledge_cents)


def seat_party(
    work: UnitOfWork,
    contract: Contract,
    *,
    institution: Institution,
    side: Side | None = None,
    pledge_cents: int | None = None,
) -> ContractParty:
    """Write a party in the contract. The caller has asked who may; a draft's first party comes with the draft."""
    work.allow(policies.may_draft_contract, contract.conference_id)
    party = ContractParty(
        contract_id=contract.id,
        name=institution.name,
        rank=max((one.rank for one in contract.parties), default=0) + 1,
        side=side or side_of(institution),
        institution_id=institution.id,
        pledge_cents=pledge_cents,
    )
    work.add(party)
    contract.parties.append(party)
    work.record(
        PartyAdded(
            stream=contract.stream,
            audience=audience_of(contract.public),
            party_id=party.id,
            name=party.name,
            side=party.side.value,
            institution_id=party.institution_id,
        )
    )
    return party


def remove_party(work: UnitOfWork, contract: Contract, party: ContractParty) -> None:
    """Take an institution off the table, before anything is signed."""
    work.allow(policies.may_write_contract, contract)
    check_text_open(contract.state)
    if len(contract.parties) == 1:
        raise Refused("C’est la seule partie du contrat. Ajoutez-en une autre avant de la retirer.")
    _require_unheard(work, party)
    party_id, name = party.id, party.name
    # The agents it named go with it: nobody else's row refers to them.
    for agent in list(party.agents):
        party.agents.remove(agent)
        work.session.delete(agent)
    work.session.flush()
    contract.parties.remove(party)
    work.session.delete(party)
    work.record(
        PartyRemoved(stream=contract.stream, audience=audience_of(contract.public), party_id=party_id, name=name)
    )


def _require_unheard(work: UnitOfWork, party: ContractParty) -> None:
    """Refuse to take away a party whose words or credits are on record: what it said would be nobody's."""
    spoke = work.session.scalar(select(RoundPosition.id).where(RoundPosition.party_id == party.id).limit(1))
    if spoke is not None:
        raise Refused(f"{quoted(party.name)} a pris position dans la négociation : elle y reste inscrite.", rule="R8.1")
    delegates = or_(Delegation.from_party_id == party.id, Delegation.to_party_id == party.id)
    if work.session.scalar(select(Delegation.id).where(delegates).limit(1)) is not None:
        raise Refused(f"{quoted(party.name)} donne ou reçoit une délégation de crédits.", rule="R13.1")


def name_agent(
    work: UnitOfWork,
    contract: Contract,
    party: ContractParty,
    *,
    name: str,
    position: str,
    share_percent: int,
    starts_on: date,
    person_id: int | None = None,
) -> ContractAgent:
    """Put an agent of a party in charge, with the share of working time (R7.1)."""
    work.allow(policies.may_speak_for, contract, party)
    check_living(contract.state)
    agent: ContractAgent = work.add(
        ContractAgent(
            party_id=party.id,
            name=name.strip(),
            position=position.strip(),
            share_percent=share_percent,
            starts_on=starts_on,
            person_id=person_id,
        )
    )
    work.record(
        AgentNamed(
            stream=contract.stream,
            audience=audience_of(contract.public),
            agent_id=agent.id,
            party=party.name,
            position=agent.position,
            share_percent=share_percent,
            starts_on=starts_on.isoformat(),
        )
    )
    return agent


def end_agent(
    work: UnitOfWork, contract: Contract, party: ContractParty, agent: ContractAgent, *, ends_on: date
) -> None:
    """Say from which day an agent is no longer in charge."""
    work.allow(policies.may_speak_for, contract, party)
    if agent.ends_on is not None:
        raise IllegalTransition(f"Cet agent n’est plus chargé du contrat depuis le {in_words(agent.ends_on)}.")
    if ends_on < agent.starts_on:
        raise faulty("ends_on", "La fin vient avant le début.")
    agent.ends_on = ends_on
    work.record(
        AgentEnded(
            stream=contract.stream,
            audience=audience_of(contract.public),
            agent_id=agent.id,
            party=party.name,
            position=agent.position,
            ends_on=ends_on.isoformat(),
        )
    )
