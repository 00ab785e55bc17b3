"""Who brings a contract from draft to signature, and who speaks for each party. Denied by default.

The administrator of the platform has no political right: drafting, signing and ending are never theirs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.contracts import standing
from app.contracts.words import Side
from app.foundation.actors import Actor, CapacityKind

if TYPE_CHECKING:
    from app.contracts.models import Contract, ContractParty


def may_draft_contract(actor: Actor, conference_id: int | None) -> bool:
    """Un contrat est ouvert par le bureau d’une conférence, l’État ou un référent contractualisation."""
    in_conference = conference_id is not None and actor.holds(conference_id, *standing.DESK)
    return in_conference or bool(actor.officer_for())


def may_open_contracts(actor: Actor) -> bool:
    """Un contrat est ouvert par le bureau d’une conférence, l’État ou un référent contractualisation."""
    return bool(actor.officer_for()) or any(capacity.kind in standing.DESK for capacity in actor.capacities)


def may_write_contract(actor: Actor, contract: Contract) -> bool:
    """Le contrat est tenu par les référents de ses parties, le bureau de la conférence et le représentant de l’État."""
    return standing.at_desk(actor, contract)


def may_see_desk(actor: Actor, contract: Contract) -> bool:
    """Le bureau du contrat est ouvert à ses parties, aux membres de sa conférence et au représentant de l’État."""
    return standing.inside(actor, contract)


def may_attach_finalite(actor: Actor, contract: Contract, conference_id: int) -> bool:
    """Un contrat est rattaché à une finalité par les référents de ses parties ou par le bureau de la conférence."""
    return standing.at_desk(actor, contract) or actor.holds(conference_id, *standing.DESK)


def may_speak_for(actor: Actor, contract: Contract, party: ContractParty) -> bool:
    """Ceci revient au référent de la partie, à l’État pour ses services, ou au secrétariat de la conférence."""
    if party.institution_id is not None and party.institution_id in actor.officer_for():
        return True
    if contract.conference_id is None:
        return False
    if actor.holds(contract.conference_id, CapacityKind.SECRETARY):
        return True
    return party.side is Side.STATE and actor.holds(contract.conference_id, CapacityKind.PARTNER)


def may_terminate_contract(actor: Actor, contract: Contract) -> bool:
    """La fin d’un contrat est inscrite par les référents de ses parties, la conférence ou le représentant de l’État."""
    return standing.at_desk(actor, contract)
