"""Who describes an action, who follows it, who speaks for a funder. The docstring is what the refused person reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.contracts import standing
from app.contracts.policies import may_read_contract
from app.foundation.actors import Actor

if TYPE_CHECKING:
    from app.contracts.models import Action, Contract, ContractDocument


def may_describe(actor: Actor, contract: Contract) -> bool:
    """Les actions s’inscrivent et se décrivent par un référent d’une partie, le bureau de la conférence ou l’État."""
    return actor.system or standing.at_desk(actor, contract)


def may_follow(actor: Actor, action: Action, contract: Contract) -> bool:
    """Le suivi d’une action revient au référent de l’institution qui la porte ; sans porteur reconnu, au bureau."""
    if action.owner_id is not None:
        return actor.system or action.owner_id in actor.officer_for()
    return may_describe(actor, contract)


def may_fund(actor: Actor, action: Action, contract: Contract, funder_ids: frozenset[int]) -> bool:
    """Une ligne de financement se tient par qui suit l’action, ou par le référent du financeur pour sa propre ligne."""
    own = bool(funder_ids) and funder_ids <= actor.officer_for()
    return own or may_follow(actor, action, contract)


def may_document(actor: Actor, action: Action, contract: Contract) -> bool:
    """Les documents d’une action se gèrent par qui la suit ou par le bureau du contrat."""
    return may_follow(actor, action, contract) or may_describe(actor, contract)


def may_read_contract_document(actor: Actor, document: ContractDocument, contract: Contract) -> bool:
    """Ce document est réservé aux parties du contrat et aux membres de la conférence."""
    if not may_read_contract(actor, contract):
        return False
    return document.public or standing.inside(actor, contract)
