"""Who may read a contract and keep its desk. Each part of contracts has its own policies beside its operations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.contracts import standing
from app.foundation.actors import Actor, CapacityKind

if TYPE_CHECKING:
    from app.contracts.models import Contract


def may_read_contract(actor: Actor, contract: Contract) -> bool:
    """Ce contrat n’est pas encore public : il est ouvert à ses parties et aux membres de la conférence."""
    return contract.public or standing.inside(actor, contract)


def may_import_contracts(actor: Actor) -> bool:
    """L’import est réservé à l’administrateur de la plateforme."""
    return actor.administrator or actor.system


def may_keep_names(actor: Actor) -> bool:
    """Reconnaître un nom revient à un secrétariat, à un référent contractualisation ou à l’administrateur."""
    keeps = (CapacityKind.SECRETARY, CapacityKind.CONTRACT_OFFICER)
    return actor.administrator or actor.system or any(c.kind in keeps for c in actor.capacities)


def may_recognise_name(actor: Actor, institution_id: int) -> bool:
    """Un nom n’est pas reconnu par le référent de l’institution qu’il désignerait : demandez-le à un secrétariat."""
    # Linked as a party, an institution reads and follows the contract: nobody gives that to their own.
    return may_keep_names(actor) and (actor.administrator or institution_id not in actor.officer_for())


def may_name_officers(actor: Actor) -> bool:
    """Les référents contractualisation sont inscrits par le secrétariat d’une conférence ou l’administrateur."""
    return actor.administrator or actor.system or any(c.kind is CapacityKind.SECRETARY for c in actor.capacities)


def may_name_officer_of(actor: Actor, concerned: frozenset[int]) -> bool:
    """Le référent d’une institution est inscrit par le secrétariat d’une conférence qu’elle concerne."""
    if not concerned:
        return may_name_officers(actor)
    return actor.administrator or actor.system or any(actor.holds(id, CapacityKind.SECRETARY) for id in concerned)
