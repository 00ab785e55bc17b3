"""Where an actor stands before a contract: at its desk, on one side of its table, or outside. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.contracts.words import Side
from app.foundation.actors import Actor, CapacityKind

if TYPE_CHECKING:
    from app.contracts.models import Contract, ContractParty

DESK = (CapacityKind.CHAIR, CapacityKind.SECRETARY, CapacityKind.PARTNER)
SEATED = (*DESK, CapacityKind.DELEGATE, CapacityKind.OBSERVER)


def parties_of(actor: Actor, contract: Contract) -> list[ContractParty]:
    """Return the parties whose institution has the actor as its contract officer."""
    mine = actor.officer_for()
    return [party for party in contract.parties if party.institution_id in mine]


def at_desk(actor: Actor, contract: Contract) -> bool:
    """Tell whether the actor keeps this contract: officer of a party, or bureau or State of its conference."""
    in_conference = contract.conference_id is not None and actor.holds(contract.conference_id, *DESK)
    return in_conference or bool(parties_of(actor, contract))


def for_state(actor: Actor, contract: Contract) -> bool:
    """Tell whether the actor speaks for the State: its representative in the conference, or its officer."""
    represents = contract.conference_id is not None and actor.holds(contract.conference_id, CapacityKind.PARTNER)
    return represents or any(party.side is Side.STATE for party in parties_of(actor, contract))


def inside(actor: Actor, contract: Contract) -> bool:
    """Tell whether the actor may read what is not public yet: parties, members of the conference, the platform."""
    if actor.system or actor.administrator or at_desk(actor, contract):
        return True
    return contract.conference_id is not None and actor.holds(contract.conference_id, *SEATED)
