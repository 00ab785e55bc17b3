"""Builders of contracts, with boring defaults. They write rows directly, like those of `world`."""

from datetime import date
from itertools import count
from typing import Any

from app.contracts.models import (
    Action,
    Axis,
    Contract,
    ContractIndicator,
    ContractOfficer,
    ContractParty,
    ContractPlace,
    FundingLine,
    Milestone,
    Scheme,
    Theme,
)
from app.contracts.words import ContractState, SchemeFamily, Side
from app.institutions.models import Institution, InstitutionKind
from app.institutions.naming import search_form
from app.people.models import Person
from tests.builders.world import World

_numbers = count(1)


def a_scheme(world: World, **given: Any) -> Scheme:
    n = next(_numbers)
    name = given.get("name", f"Dispositif {n}")
    fields = {
        "code": f"dispositif-{n}",
        "name": name,
        "search": search_form(name),
        "family": SchemeFamily.TAILORED,
        "imported_at": world.clock(),
    }
    scheme: Scheme = world.add(Scheme(**fields | given))
    return scheme


def a_contract(world: World, *parties: Institution, **given: Any) -> Contract:
    """A public contract in force, its parties in that order; a State service sits on the State's side."""
    n = next(_numbers)
    title = given.get("title", f"Contrat {n}")
    fields = {
        "slug": f"contrat-{n}",
        "title": title,
        "search": search_form(title),
        "created_at": world.clock(),
        "state": ContractState.IN_FORCE,
        "public": True,
    }
    contract: Contract = world.add(Contract(**fields | given))
    for institution in parties:
        a_party(world, contract, institution)
    return contract


def a_party(world: World, contract: Contract, institution: Institution | None = None, **given: Any) -> ContractParty:
    n = next(_numbers)
    state = institution is not None and institution.level is None and institution.kind.value.startswith("state")
    fields = {
        "contract_id": contract.id,
        "name": institution.name if institution else f"Partie {n}",
        "rank": n,
        "side": Side.STATE if state else Side.COLLECTIVITES if institution and institution.level else Side.OTHER,
        "institution_id": institution.id if institution else None,
    }
    party: ContractParty = world.add(ContractParty(**fields | given))
    return party


def a_state_service(world: World, **given: Any) -> Institution:
    return world.institution(InstitutionKind.STATE_SERVICE, **given)


def an_officer(world: World, institution: Institution, **given: Any) -> Person:
    """The contract officer of an institution, since long."""
    person = world.person()
    fields = {
        "institution_id": institution.id,
        "person_id": person.id,
        "proof": "Arrêté du 6 janvier 2025",
        "starts_on": date(2025, 1, 6),
    }
    world.add(ContractOfficer(**fields | given))
    return person


def an_axis(world: World, contract: Contract, **given: Any) -> Axis:
    n = next(_numbers)
    axis: Axis = world.add(Axis(**{"contract_id": contract.id, "number": n, "title": f"Axe {n}", "rank": n} | given))
    return axis


def an_action(world: World, contract: Contract, **given: Any) -> Action:
    n = next(_numbers)
    title = given.get("title", f"Action {n}")
    owner = given.pop("owner", None)
    fields = {
        "contract_id": contract.id,
        "code": f"action-{n}",
        "title": title,
        "search": search_form(title),
        "rank": n,
        "created_at": world.clock(),
        "owner_id": owner.id if owner else None,
        "owner_name": owner.name if owner else "",
    }
    action: Action = world.add(Action(**fields | given))
    return action


def a_funding_line(world: World, action: Action, cents: int | None, **given: Any) -> FundingLine:
    n = next(_numbers)
    fields = {"action_id": action.id, "funder_name": f"Financeur {n}", "rank": n, "amount_cents": cents}
    line: FundingLine = world.add(FundingLine(**fields | given))
    return line


def a_milestone(world: World, action: Action, **given: Any) -> Milestone:
    n = next(_numbers)
    milestone: Milestone = world.add(Milestone(**{"action_id": action.id, "title": f"Jalon {n}", "rank": n} | given))
    return milestone


def a_theme(world: World, contract: Contract, side: Side = Side.STATE, **given: Any) -> Theme:
    n = next(_numbers)
    fields = {
        "contract_id": contract.id,
        "title": f"Thème {n}",
        "rank": n,
        "chosen_by": side,
        "chosen_on": date(2025, 3, 3),
    }
    theme: Theme = world.add(Theme(**fields | given))
    return theme


def a_place(world: World, contract: Contract, institution: Institution) -> ContractPlace:
    n = next(_numbers)
    fields = {"contract_id": contract.id, "name": institution.name, "rank": n, "institution_id": institution.id}
    place: ContractPlace = world.add(ContractPlace(**fields))
    return place


def an_indicator(world: World, action: Action, **given: Any) -> ContractIndicator:
    n = next(_numbers)
    fields = {"contract_id": action.contract_id, "action_id": action.id, "name": f"Indicateur {n}", "rank": n}
    indicator: ContractIndicator = world.add(ContractIndicator(**fields | given))
    return indicator
