"""What the checklist reads of one contract, in a handful of statements."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.contracts.models import (
    Clause,
    Contract,
    ContractAgent,
    ContractFinalite,
    ContractParty,
    ContractPlace,
    Envelope,
    Scheme,
    Theme,
)
from app.contracts.rules.clauses.sentences import ThemeSaid
from app.contracts.rules.life import LIVING, OPEN_TEXT, SIGNED_TEXT
from app.contracts.rules.midterm import Span, span_of
from app.contracts.rules.obligations import Obligations
from app.contracts.rules.requirements import PartySeen, Situation
from app.contracts.rules.settings import ContractSettings
from app.contracts.words import ContractKind, EnvelopePurpose, Side


def situation_of(session: Session, contract: Contract, today: date) -> Situation:
    """Return what the checklist reads of the contract on a day. Seven statements at most."""
    places = places_of(session, contract.id)
    obligations = obligations_of(session, contract)
    span = contract_span(contract)
    return Situation(
        kind=contract.kind,
        parties=_parties(session, contract.id, today),
        places=len(places),
        priority_places=sum(place.priority for place in places),
        **_counts(session, contract.id),
        clauses={clause.kind: clause.fields for clause in clauses_of(session, contract.id)},
        themes=themes_of(session, contract.id),
        settings=ContractSettings.from_json(contract.settings),
        obligations=obligations,
        years=span.years if span else contract.duration_years,
        twin=_twin(session, contract, places) if obligations.one_per_territory else None,
    )


def _counts(session: Session, contract_id: int) -> dict[str, int]:
    """Return the finalités served, what the State brings by recorded envelopes, and how much of it is reserved."""
    by_state = select(ContractParty.institution_id).filter_by(contract_id=contract_id, side=Side.STATE)
    reserved = Envelope.purpose == EnvelopePurpose.PRIORITY_TERRITORIES
    served = select(func.count()).where(
        ContractFinalite.contract_id == contract_id, ContractFinalite.detached_at.is_(None)
    )
    cents = func.sum(Envelope.amount_cents)
    finalites, brought, for_priority = session.execute(
        select(served.scalar_subquery(), func.coalesce(cents, 0), func.coalesce(cents.filter(reserved), 0)).where(
            Envelope.contract_id == contract_id, Envelope.rider_id.is_(None), Envelope.funder_id.in_(by_state)
        )
    ).one()
    return {"finalites": finalites, "state_cents": int(brought), "state_reserved_cents": int(for_priority)}


def contract_span(contract: Contract) -> Span | None:
    """Return the days a contract covers, from what is known of them."""
    return span_of(
        starts_on=contract.starts_on,
        ends_on=contract.ends_on,
        signed_on=contract.signed_on,
        first_year=contract.first_year,
        last_year=contract.last_year,
        duration_years=contract.duration_years,
    )


def clauses_of(session: Session, contract_id: int, rider_id: int | None = None) -> list[Clause]:
    """Return the clauses of the contract itself, or those that a rider writes, in the order of the text."""
    return list(
        session.scalars(
            select(Clause)
            .where(Clause.contract_id == contract_id, Clause.rider_id.is_not_distinct_from(rider_id))
            .order_by(Clause.rank, Clause.id)
        )
    )


def themes_of(session: Session, contract_id: int) -> list[ThemeSaid]:
    """Return the menu of the contract in its order."""
    rows = session.scalars(select(Theme).where(Theme.contract_id == contract_id).order_by(Theme.rank, Theme.id))
    return [
        ThemeSaid(title=theme.title, chosen_by=theme.chosen_by, without_agreement=theme.without_agreement)
        for theme in rows
    ]


def places_of(session: Session, contract_id: int) -> list[ContractPlace]:
    """Return the places of the perimeter with their institutions, in their order."""
    return list(
        session.scalars(
            select(ContractPlace)
            .where(ContractPlace.contract_id == contract_id)
            .options(joinedload(ContractPlace.institution))
            .order_by(ContractPlace.rank, ContractPlace.id)
        )
    )


def obligations_of(session: Session, contract: Contract) -> Obligations:
    """Return what the scheme of the contract asks of it; nothing without a scheme."""
    if contract.scheme_id is None:
        return Obligations()
    return Obligations.from_json(session.get_one(Scheme, contract.scheme_id).obligations)


def parties_of(session: Session, contract_id: int) -> list[ContractParty]:
    """Return the parties with their institutions and agents, in their order."""
    return list(
        session.scalars(
            select(ContractParty)
            .where(ContractParty.contract_id == contract_id)
            .options(joinedload(ContractParty.institution), selectinload(ContractParty.agents))
            .order_by(ContractParty.rank, ContractParty.id)
            .execution_options(populate_existing=True)
        )
    )


def in_charge(agent: ContractAgent, day: date) -> bool:
    """Tell whether an agent is in charge on a day, or will be: an agent may be named before the first day."""
    return agent.ends_on is None or agent.ends_on > day


def _parties(session: Session, contract_id: int, today: date) -> list[PartySeen]:
    return [
        PartySeen(
            name=party.name,
            side=party.side,
            kind=party.institution.kind if party.institution else None,
            agents=sum(in_charge(agent, today) for agent in party.agents),
        )
        for party in parties_of(session, contract_id)
    ]


def _twin(session: Session, contract: Contract, places: list[ContractPlace]) -> str | None:
    """Return the title of another contract of the scheme that shares a place of the perimeter, if there is one."""
    mine = [place.institution_id for place in places if place.institution_id is not None]
    return session.scalar(
        select(Contract.title)
        .join(ContractPlace, ContractPlace.contract_id == Contract.id)
        .where(
            Contract.scheme_id == contract.scheme_id,
            Contract.id != contract.id,
            Contract.state.in_(LIVING - OPEN_TEXT),
            ContractPlace.institution_id.in_(mine),
        )
        .order_by(Contract.id)
        .limit(1)
    )


def strategy_in_force(session: Session, contract: Contract) -> str | None:
    """Return the title of the strategy contract that binds the conference, other than this one (R1.1)."""
    if contract.conference_id is None:
        return None
    return session.scalar(
        select(Contract.title).where(
            Contract.conference_id == contract.conference_id,
            Contract.id != contract.id,
            Contract.kind == ContractKind.STRATEGY,
            Contract.state.in_(SIGNED_TEXT),
        )
    )
