"""From draft to end: each step moves the state by the table of `rules/life.py`, its condition being met."""

from datetime import date

from sqlalchemy import select

from app.contracts.events import audience_of
from app.contracts.life import policies
from app.contracts.life.events import ContractMoved, ContractPublished
from app.contracts.life.queries.situation import parties_of, situation_of, strategy_in_force
from app.contracts.models import Contract, NegotiationRound
from app.contracts.reviews.operations.scheduling import schedule_reviews
from app.contracts.rules import life
from app.contracts.rules.checklist import checklist, refuse_missing
from app.contracts.rules.faults import faulty
from app.contracts.rules.life import Act, check_transition
from app.contracts.rules.requirements import Standing
from app.contracts.words import ContractState
from app.foundation.errors import IllegalTransition, Refused
from app.foundation.unit_of_work import UnitOfWork


def submit(work: UnitOfWork, contract: Contract) -> None:
    """Open the negotiation; both sides must be at the table (R8.1)."""
    work.allow(policies.may_write_contract, contract)
    after = check_transition(contract.state, Act.SUBMIT)
    rows = checklist(situation_of(work.session, contract, work.today()))
    parties = next(row for row in rows if row.key == "parties")
    if parties.standing is Standing.MISSING:
        raise Refused(f"La négociation oppose deux côtés. {parties.sentence}", rule=parties.rule)
    move(work, contract, after)


def make_ready(work: UnitOfWork, contract: Contract) -> None:
    """Declare the text ready to be signed: nothing mandatory is missing and no round is open."""
    work.allow(policies.may_write_contract, contract)
    after = check_transition(contract.state, Act.MAKE_READY)
    rounds = select(NegotiationRound.number).where(
        NegotiationRound.contract_id == contract.id, NegotiationRound.closed_at.is_(None)
    )
    life.check_rounds_closed(list(work.session.scalars(rounds)))
    require_complete(work, contract, "être déclaré prêt à signer")
    move(work, contract, after)


def require_complete(work: UnitOfWork, contract: Contract, act: str) -> None:
    """Refuse the act when something mandatory is missing, naming all of it, or when another strategy binds."""
    work.allow(policies.may_see_desk, contract)
    refuse_missing(checklist(situation_of(work.session, contract, work.today())), act)
    life.check_strategy_alone(contract.kind, strategy_in_force(work.session, contract))


def reopen(work: UnitOfWork, contract: Contract, *, reason: str) -> None:
    """Take a text that waits for signatures back to negotiation; the signatures already given fall."""
    work.allow(policies.may_write_contract, contract)
    after = check_transition(contract.state, Act.REOPEN)
    for party in contract.parties:
        party.signed_on, party.signatory = None, ""
    move(work, contract, after, reason)


def put_in_force(work: UnitOfWork, contract: Contract, *, starts_on: date | None = None) -> None:
    """Put the signed contract in force; each party has named an agent in charge (R7.1)."""
    work.allow(policies.may_write_contract, contract)
    after = check_transition(contract.state, Act.PUT_IN_FORCE)
    parties = parties_of(work.session, contract.id)
    today = work.today()
    life.check_agents([p.name for p in parties if not any(a.ends_on is None or a.ends_on > today for a in p.agents)])
    if starts_on is not None and contract.signed_on is not None and starts_on < contract.signed_on:
        raise faulty("starts_on", "Le contrat n’entre pas en vigueur avant d’être signé.")
    contract.starts_on = contract.starts_on or starts_on or today
    move(work, contract, after)
    schedule_reviews(work, contract)


def end_contract(work: UnitOfWork, contract: Contract, *, reason: str = "") -> None:
    """Put on record that the contract has run its course."""
    work.allow(policies.may_terminate_contract, contract)
    after = check_transition(contract.state, Act.END)
    if not reason.strip() and not (contract.ends_on and contract.ends_on <= work.today()):
        raise Refused("Le contrat n’est pas arrivé à son terme. Écrivez pourquoi il prend fin aujourd’hui.")
    contract.ended_reason = reason.strip()
    move(work, contract, after, reason)


def terminate_contract(work: UnitOfWork, contract: Contract, *, reason: str) -> None:
    """End a contract before its term, with the reason (R16.4)."""
    work.allow(policies.may_terminate_contract, contract)
    after = check_transition(contract.state, Act.TERMINATE)
    contract.ended_reason = reason.strip()
    move(work, contract, after, reason)


def publish(work: UnitOfWork, contract: Contract) -> None:
    """Let everybody read a contract that is not signed yet; a signed one is public already."""
    work.allow(policies.may_write_contract, contract)
    if contract.public:
        raise IllegalTransition("Ce contrat est déjà public.", state=contract.state.value)
    make_public(work, contract)


def make_public(work: UnitOfWork, contract: Contract) -> None:
    """Open the contract to everybody; the entries of its preparation stay with those who wrote them."""
    work.allow(policies.may_see_desk, contract)
    if not contract.public:
        contract.public = True
        work.record(ContractPublished(stream=contract.stream, title=contract.title, state=contract.state.value))


def move(work: UnitOfWork, contract: Contract, after: ContractState, reason: str = "") -> None:
    """Put the contract in a state and say so; the caller has checked the table."""
    work.allow(policies.may_see_desk, contract)
    before, contract.state = contract.state, after
    work.record(
        ContractMoved(
            stream=contract.stream,
            audience=audience_of(contract.public),
            title=contract.title,
            before=before.value,
            after=after.value,
            reason=reason.strip(),
        )
    )
