"""Who may do what with the money of a contract. The docstring is what the refused person reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.contracts import standing
from app.contracts.words import Side
from app.foundation.actors import Actor, CapacityKind

if TYPE_CHECKING:
    from app.contracts.models import Contract, ContractParty

BUREAU = (CapacityKind.CHAIR, CapacityKind.SECRETARY)


def in_bureau(actor: Actor, contract: Contract) -> bool:
    """Tell whether the actor chairs the contract's conference or keeps its secretariat."""
    return contract.conference_id is not None and actor.holds(contract.conference_id, *BUREAU)


def for_collectivites(actor: Actor, contract: Contract) -> bool:
    """Tell whether the actor is the contract officer of a collectivité that is a party."""
    return any(party.side is Side.COLLECTIVITES for party in standing.parties_of(actor, contract))


def is_officer_of(actor: Actor, contract: Contract, party: ContractParty) -> bool:
    """Tell whether the actor is the contract officer of a party."""
    # By identity: two rows are compared field by field, which would read the institutions and agents of each.
    return any(one is party for one in standing.parties_of(actor, contract))


def speaks_for(actor: Actor, contract: Contract, party: ContractParty) -> bool:
    """Tell whether the actor speaks for a party: its officer, or the State's representative for a State service."""
    if party.side is Side.STATE:
        return standing.for_state(actor, contract)
    return is_officer_of(actor, contract, party)


def may_choose_theme(actor: Actor, contract: Contract, side: Side) -> bool:
    """L’État choisit ses thèmes ; ceux des collectivités sont inscrits par elles ou par le bureau de la conférence."""
    if side is Side.STATE:
        return standing.for_state(actor, contract)
    return for_collectivites(actor, contract) or in_bureau(actor, contract)


def may_record_envelope(actor: Actor, contract: Contract, party: ContractParty | None) -> bool:
    """Une enveloppe est inscrite par qui l’apporte, par l’État ou par le bureau de la conférence."""
    if standing.for_state(actor, contract) or in_bureau(actor, contract):
        return True
    return party is not None and speaks_for(actor, contract, party)


def may_share_between_places(actor: Actor, contract: Contract) -> bool:
    """La part des territoires prioritaires est répartie par l’État ou par le bureau de la conférence."""
    return standing.for_state(actor, contract) or in_bureau(actor, contract)


def may_propose_move(actor: Actor, contract: Contract) -> bool:
    """Un mouvement de crédits est proposé par l’État ou par le référent d’une collectivité partie au contrat."""
    return standing.for_state(actor, contract) or for_collectivites(actor, contract)


def may_decide_state_move(actor: Actor, contract: Contract) -> bool:
    """Sur les thèmes de l’État, seul l’État décide d’un mouvement de crédits."""
    return standing.for_state(actor, contract)


def may_consent_for(actor: Actor, contract: Contract, party: ContractParty) -> bool:
    """Le consentement d’une collectivité est donné ou refusé par son référent contractualisation."""
    return party.side is Side.COLLECTIVITES and is_officer_of(actor, contract, party)


def may_delegate(actor: Actor, contract: Contract, party: ContractParty) -> bool:
    """Une partie délègue sa propre enveloppe, par son référent ; celle de l’État, par son représentant."""
    return speaks_for(actor, contract, party)


def may_use_delegation(actor: Actor, contract: Contract, party: ContractParty) -> bool:
    """Les crédits délégués sont engagés et rendus compte par le référent de la partie qui les a reçus."""
    return speaks_for(actor, contract, party)


def may_spend_evaluation(actor: Actor, contract: Contract) -> bool:
    """Les dépenses d’évaluation sont inscrites par le référent d’une partie, l’État ou le bureau de la conférence."""
    return standing.at_desk(actor, contract)


def may_fix_rate(actor: Actor, contract: Contract) -> bool:
    """Les taux de cofinancement sont fixés par l’État ou par le bureau de la conférence."""
    return standing.for_state(actor, contract) or in_bureau(actor, contract)
