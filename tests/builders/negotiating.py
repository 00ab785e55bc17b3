"""A contract on its way to signature: its conference, its two parties with officers, and all that its text needs."""

from dataclasses import dataclass
from typing import Any

from app.conferences.models import Conference, Finalite
from app.contracts.models import Clause, Contract, ContractAgent, ContractFinalite, ContractParty
from app.contracts.rules.clauses import FORMS
from app.contracts.words import AttachedBy, ClauseKind, ContractState, PerimeterKind, Side
from app.foundation.actors import Actor
from app.institutions.models import Institution, InstitutionKind
from app.people.models import Person
from tests.builders.clauses import MANDATORY, WRITTEN
from tests.builders.contracts import a_contract, a_place, a_state_service, a_theme, an_officer
from tests.builders.world import World


@dataclass
class Table:
    """Who sits at the table of one contract."""

    world: World
    conference: Conference
    state: Institution
    epci: Institution
    contract: Contract
    state_officer: Person
    epci_officer: Person
    secretary: Person

    def actor(self, person: Person) -> Actor:
        return self.world.actor(person)

    def stored(self) -> Contract:
        with self.world.home.units.reading() as session:
            found = session.get_one(Contract, self.contract.id)
            assert found.parties is not None
            return found

    @property
    def parties(self) -> list[ContractParty]:
        with self.world.home.units.reading() as session:
            return list(session.get_one(Contract, self.contract.id).parties)

    def party(self, institution: Institution) -> ContractParty:
        return next(one for one in self.parties if one.institution_id == institution.id)


def a_table(world: World, state: ContractState = ContractState.DRAFT, **given: Any) -> Table:
    """A contract between the State and an EPCI, in a conference; nothing written yet."""
    conference = given.pop("conference", None) or world.conference()
    service, epci = a_state_service(world, name="Préfecture du Nord"), world.institution(InstitutionKind.EPCI)
    public = state not in (ContractState.DRAFT, ContractState.NEGOTIATED, ContractState.READY)
    contract = a_contract(
        world, service, epci, **{"state": state, "public": public, "conference_id": conference.id} | given
    )
    return Table(
        world=world,
        conference=conference,
        state=service,
        epci=epci,
        contract=contract,
        state_officer=an_officer(world, service),
        epci_officer=an_officer(world, epci),
        secretary=world.secretary(conference),
    )


def a_complete_table(world: World, state: ContractState = ContractState.NEGOTIATED, **given: Any) -> Table:
    """The same, with all that a text needs before it is signed; no agents yet."""
    table = a_table(world, state, **{"duration_years": 6, "perimeter_kind": PerimeterKind.ADMINISTRATIVE} | given)
    contract = table.contract
    a_place(world, contract, table.epci)
    a_finalite_served(world, table)
    for side in (Side.STATE, Side.COLLECTIVITES):
        a_theme(world, contract, side)
    for kind in MANDATORY:
        a_clause(world, contract, kind)
    return table


def a_finalite_served(world: World, table: Table) -> Finalite:
    finalite = world.group(table.conference).finalite_id
    world.add(
        ContractFinalite(
            contract_id=table.contract.id,
            finalite_id=finalite,
            attached_at=world.clock(),
            attached_by=AttachedBy.DESK,
            reason="Le contrat y concourt.",
        )
    )
    with world.home.units.reading() as session:
        return session.get_one(Finalite, finalite)


def a_clause(world: World, contract: Contract, kind: ClauseKind, **given: Any) -> Clause:
    fields = {
        "contract_id": contract.id,
        "kind": kind,
        "title": FORMS[kind].title,
        "rank": list(ClauseKind).index(kind),
        "written_at": world.clock(),
        "fields": WRITTEN.get(kind, {}),
    }
    clause: Clause = world.add(Clause(**fields | given))
    return clause


def an_agent(world: World, party: ContractParty, **given: Any) -> ContractAgent:
    fields = {
        "party_id": party.id,
        "name": "Camille Exemple",
        "position": "chargée de mission contrats",
        "share_percent": 50,
        "starts_on": world.today(),
    }
    agent: ContractAgent = world.add(ContractAgent(**fields | given))
    return agent
